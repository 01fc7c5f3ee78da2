"""What earlier releases left in the store is read by this one, whole, and whatever a later one adds is passed over."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from bot import cards, inbox, work
from bot.store import Known, journal
from flows import engine
from flows.words import Result, Tick

RELEASES = Path(__file__).parent / "releases"
SAMPLES = sorted(RELEASES.glob("*/*/*.json"))
LOADS: dict[str, Callable[[bytes], object]] = {
    "conversations": inbox.load_conversation,
    "events": inbox.load_entry,
    "work": work.load,
    "cards": cards.load,
}
HOME = {"record": journal.Record, "known": Known}
NOW = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)

every_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.relative_to(RELEASES).with_suffix("")))


def load(path: Path, value: object) -> object:
    data = json.dumps(value).encode()
    kind = path.parent.name
    return msgspec.json.decode(data, type=HOME[path.stem]) if kind == "home" else LOADS[kind](data)


def lost(before: object, after: object, at: str = "") -> list[str]:
    """Name what stands in the sample and not in what was read of it: a field that was renamed is lost without a word."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [name for key in before for name in lost(before[key], after.get(key), f"{at}.{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [name for n, (b, a) in enumerate(zip(before, after, strict=True)) for name in lost(b, a, f"{at}[{n}]")]
    return [] if before == after else [at]


def with_more(value: object) -> object:
    """The same, as a later release might write it."""
    if isinstance(value, dict):
        return {**{name: with_more(inner) for name, inner in value.items()}, "of_a_later_release": {"x": [1]}}
    return [with_more(inner) for inner in value] if isinstance(value, list) else value


def test_there_are_samples_of_every_shape():
    kinds = {path.parent.name for path in SAMPLES}
    assert kinds == {*LOADS, "home"}
    named = {path.stem for path in SAMPLES if path.parent.name == "events"}
    assert named == {"text", "desk", "undelivered", "orphan", "result", "tick"}
    assert {path.stem for path in SAMPLES if path.parent.name == "work"} >= {"text", "book", "commlog"}


@every_sample
def test_what_an_earlier_release_wrote_is_read_whole(path):
    sample = json.loads(path.read_text())
    assert lost(sample, json.loads(msgspec.json.encode(load(path, sample)))) == []


@every_sample
def test_what_a_later_release_adds_is_passed_over(path):
    sample = json.loads(path.read_text())
    assert load(path, with_more(sample)) == load(path, sample)


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.parent.name == "conversations"], ids=lambda path: path.stem)
def test_a_conversation_of_an_earlier_release_goes_on(path):
    session = load(path, json.loads(path.read_text())).session
    assert engine.turn(session, Tick(id="t", at=NOW, name="moment")).session.flows == session.flows


def test_a_booking_that_was_out_under_an_earlier_release_is_told_by_this_one():
    for release in RELEASES.glob("[0-9]*/"):
        session = load(p := release / "conversations" / "booking is out.json", json.loads(p.read_text())).session
        booking = load(p := release / "work" / "book.json", json.loads(p.read_text())).command
        result = load(p := release / "events" / "result.json", json.loads(p.read_text()))
        told = engine.turn(session, Result(id=session.out, at=NOW, of=booking, value=result.value))
        assert told.session.out is None
        assert "booked" in [line.key for line in told.replies]
