"""The protocol, broken on purpose: the mistakes that other bots make. The rig must notice every one.

Each is a patch that holds while seeds are played, never a switch in the product.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from unittest.mock import patch

import msgspec

from bot import attempts, wire
from bot.attempts import changes
from bot.attempts.table import KINDS
from bot.channels import carrier
from bot.office import errors, line
from bot.office.errors import OfficeRefused
from bot.openings import own
from bot.outreach import ask
from bot.store import Duplicate, Store, lua
from bot.turns.committing import Committing
from bot.upkeep import sweep
from flows import hearing
from flows.book import Book
from flows.flow import Ask
from tests.faults import desk_mutants
from tests.faults.odds import DESK, PATIENTS, UNHEARD, Profile
from tests.faults.people import POLITE, WILD
from tests.faults.running import store
from tests.faults.scenes import wish_of
from tests.faults.seeds import Outcome, play

AT_MOST = 600  # seeds until a mutant counts as missed

NUDGING = replace(WILD, texts_twice=0.5, nudges=0.3)
LATE = replace(PATIENTS, name="late", store_late=0.08, two_workers_a_seed=1.0, manners=NUDGING)
SLOW = replace(PATIENTS, name="slow", slow_post=0.6, office=0.15)
STOPPING = replace(PATIENTS, name="stopping", carrier=0.4, outage_a_seed=0.5, manners=replace(WILD, stops=0.2, texts_twice=0.2))
RUSHED = replace(SLOW, name="rushed", crowd_every=1, manners=POLITE)
ROUGH = replace(PATIENTS, name="rough", office=0.5)
STAFFED = replace(PATIENTS, name="staffed", staff_a_seed=1.0, manners=replace(WILD, comes_back=0.8))
SHAKY = replace(PATIENTS, name="shaky", store_error=0.03)
MEDDLED = replace(PATIENTS, name="meddled", staff_a_seed=1.0, crowd_every=10**9)
BESIDE = replace(PATIENTS, name="beside", beside_a_seed=1.0, crowd_every=10**9)
SLACK_AWAY = replace(DESK, name="slack away", slack=0.35)
FORGETFUL = replace(ROUGH, name="forgetful", forgetful_office_a_seed=1.0)


@dataclass(frozen=True)
class Mutant:
    """One mistake, the weather in which it shows soonest, and a seed that caught it last."""

    name: str
    made: Callable[[], AbstractContextManager[object]]
    profile: Profile = PATIENTS
    first: int = 1
    wish: str = ""  # only seeds whose patient wants this; "": any
    skipped: str = ""


def _script(name: str, old: str, new: str) -> AbstractContextManager[object]:
    whole = lua.text_of(name)
    assert old in whole, f"{name}.lua no longer reads {old!r}"
    real = lua.text_of
    return patch.object(lua, "text_of", lambda asked: whole.replace(old, new) if asked == name else real(asked))


# --- at the office ---------------------------------------------------------------------------------------------------


def retry_on_error() -> AbstractContextManager[object]:
    real = KINDS["book"]

    async def book(case, todo):
        outcome = await real.attempt(replace(case, again=False), todo)
        return attempts.Later(timedelta(seconds=2)) if isinstance(outcome, attempts.Unknown) else outcome

    return patch.dict(KINDS, book=replace(real, attempt=book))


def not_found_is_believed() -> AbstractContextManager[object]:
    return patch.dict(KINDS, book=replace(KINDS["book"], late=timedelta(0)))


@contextmanager
def the_library_retries() -> Iterator[None]:
    async def exchange(*args, **more):
        try:
            return await wire.exchange(*args, **more)
        except (wire.NotWritten, wire.NoAnswer):
            return await wire.exchange(*args, **more)

    with patch.object(line, "exchange", exchange), patch.object(carrier, "exchange", exchange):
        yield


def an_unknown_400_is_a_refusal() -> AbstractContextManager[object]:
    return patch.object(errors, "_bad_request", lambda answer, what, sent: OfficeRefused(what, taken=True))


def only_the_first_page() -> AbstractContextManager[object]:
    real = line.Line.pages

    async def pages(*args, **more):
        async for page in real(*args, **more):
            yield page
            return

    return patch.object(line.Line, "pages", pages)


@contextmanager
def a_sweep_that_proves_nothing() -> Iterator[None]:
    async def is_ours(*_):
        return True

    with patch.object(sweep, "is_ours", is_ours), patch.object(sweep.Sweep, "_is_older", lambda *_: False):
        yield


def no_mutex() -> AbstractContextManager[object]:
    return _script("start", "if is_locked() then", "if false then")


# --- in and out ------------------------------------------------------------------------------------------------------


@contextmanager
def handled_after_the_work() -> Iterator[None]:
    """An id is remembered once its answer is out: until then a second delivery is a text of its own."""
    enter, commit = Store.enter, Store.commit
    handled: set[tuple[int, str]] = set()
    waiting: dict[tuple[int, str], list[str]] = {}
    count = iter(range(10**9))

    async def entering(self, cid, event_id, payload, now, **more):
        here = id(self._redis)
        if (here, event_id) in handled:
            return Duplicate()
        waiting.setdefault((here, cid), []).append(event_id)
        again = f"{event_id}-{next(count)}"
        entry = msgspec.json.decode(payload)
        return await enter(self, cid, again, msgspec.json.encode({**entry, "id": again}), now, **more)

    async def committing(self, cid, *args):
        after = await commit(self, cid, *args)
        handled.update((id(self._redis), event) for event in waiting.pop((id(self._redis), cid), []))
        return after

    with patch.object(Store, "enter", entering), patch.object(Store, "commit", committing):
        yield


@contextmanager
def claimed_without_enqueue() -> Iterator[None]:
    enter = Store.enter

    async def entering(self, cid, event_id, payload, now, **more):
        if not await self._redis.set(self._key("claimed", event_id), 1, nx=True):
            return Duplicate()
        return await enter(self, cid, event_id, payload, now, **more)

    with patch.object(Store, "enter", entering):
        yield


def commit_without_fence() -> AbstractContextManager[object]:
    return _script("commit", "if number(c.fence) ~= a.fence or number(c.version) ~= a.version then", "if false then")


def text_outside_commit() -> AbstractContextManager[object]:
    """The answer leaves while the turn is still being written."""

    def text(self, place, body):
        token = sha256(f"{self.entry.id}|{place}".encode()).hexdigest()[:32]
        sending = self.room.carrier.send(self.kept.phone, self.number, body, token, timedelta(hours=4))
        _SENDING.append(asyncio.ensure_future(sending))

    return patch.object(Committing, "_text", text)


_SENDING: list[asyncio.Future[object]] = []


def sent_again_without_a_look() -> AbstractContextManager[object]:
    async def find_text(*_):
        return attempts.Absent("nobody looked")

    return patch.dict(KINDS, text=replace(KINDS["text"], look=find_text))


def opt_out_checked_when_queued() -> AbstractContextManager[object]:
    return _script("start", "if e.to and redis.call('HEXISTS', key('optout'), e.to) == 1 then", "if false then")


# --- visits that stand -----------------------------------------------------------------------------------------------


def moved_by_breaking_and_booking() -> AbstractContextManager[object]:
    """A second record: the first one's procedures, notes and history stay behind on the Unscheduled List."""

    async def move(case, todo):
        opening = changes._opening(todo)
        office = case.room.office

        async def again():
            await office.break_visit(todo.visit)
            return await office.create(todo.command.visit.patient, opening)

        return await attempts.outcomes.written(again(), lambda made: str(made.apt_num))

    return patch.dict(KINDS, update=replace(KINDS["update"], attempt=move))


@contextmanager
def broken_without_a_look() -> Iterator[None]:
    """Whatever the visit is by now: staff may have moved it since the patient spoke."""
    with patch.object(changes, "_is_fresh", lambda *_: True), patch.object(changes, "CHANGED", changes.Absent("never mind")):
        yield


@contextmanager
def asked_every_round() -> Iterator[None]:
    """Nothing is remembered of a round, and no ask has an identity: only the wait until the next one keeps it to once."""
    enter, count = Store.enter, iter(range(10**9))

    async def entering(self, cid, event_id, payload, now, **more):
        if event_id.startswith("ask/"):
            event_id = f"{event_id}-{next(count)}"
            payload = msgspec.json.encode({**msgspec.json.decode(payload), "id": event_id})
        return await enter(self, cid, event_id, payload, now, **more)

    async def nobody(_):
        return []

    soon = lambda now, _: now + timedelta(minutes=5)  # noqa: E731
    with (
        patch.object(ask, "_asked", nobody),
        patch.object(ask, "_may_be_asked", lambda *_: True),
        patch.object(ask, "next_round", soon),
        patch.object(Store, "enter", entering),
    ):
        yield


# --- in the conversation ---------------------------------------------------------------------------------------------


@contextmanager
def any_yes_will_do() -> Iterator[None]:
    """A bare yes to a list of times takes the first, and books it."""
    from bot.turns import hearing as listening

    meant: set[tuple[object, object]] = set()
    next_move = Book.next_move

    def hear(text, session, *args, **more):
        heard = hearing.hear(text, session, *args, **more)
        asked = session.asked
        if heard.agreed and heard.pick is None and asked and asked.openings:
            meant.add(asked.openings[0].start)
            return msgspec.structs.replace(heard, pick=asked.openings[0], agreed=None)
        return heard

    def moving(self):
        move = next_move(self)
        if isinstance(move, Ask) and move.about == "agreed" and self.pick and self.pick.start in meant:
            return next_move(msgspec.structs.replace(self, agreed=True))
        return move

    with patch.object(listening, "hear", hear), patch.object(Book, "next_move", moving):
        yield


def own_visits_are_not_looked_at() -> AbstractContextManager[object]:
    return patch.object(own.Own, "on", lambda *_, **__: ())


def nobody_asks_what_became() -> AbstractContextManager[object]:
    return patch.dict(KINDS, text=replace(KINDS["text"], asked_after=None))


MUTANTS = (
    Mutant("retry on error", retry_on_error, ROUGH),
    Mutant("mark as handled after the work", handled_after_the_work, first=166),
    Mutant("not found believed before the first POST can no longer commit", not_found_is_believed, SLOW, first=54),
    Mutant("the HTTP library retries once", the_library_retries, ROUGH, first=7),
    Mutant("claim without enqueue", claimed_without_enqueue, SHAKY, first=38),
    Mutant("COMMIT without fence", commit_without_fence, LATE, first=89),
    Mutant("a text sent outside COMMIT", text_outside_commit, first=4),
    Mutant("re-send without look-up", sent_again_without_a_look, first=131),
    Mutant("an unknown 400 taken for a refusal", an_unknown_400_is_a_refusal, ROUGH, first=105),
    Mutant("a bare yes taken for any offer", any_yes_will_do, first=36),
    Mutant("no mutex", no_mutex, RUSHED, first=36),
    Mutant("opt-out checked only when queued", opt_out_checked_when_queued, STOPPING, first=58),
    Mutant("a sweep that breaks a visit the staff made", a_sweep_that_proves_nothing, STAFFED, first=3),
    Mutant("only the first page read", only_the_first_page, FORGETFUL, first=22),
    Mutant("a move made by breaking and booking again", moved_by_breaking_and_booking, first=14, wish="move"),
    Mutant("broken without a look whether it still is that visit", broken_without_a_look, MEDDLED, first=55, wish="cancel"),
    Mutant("own visits are not looked at", own_visits_are_not_looked_at, BESIDE, first=87, wish="book"),
    Mutant("asked again in every round", asked_every_round, first=18, wish="asked"),
    Mutant("nobody asks what became of a text", nobody_asks_what_became, UNHEARD, first=92),
    Mutant("a stale button counts", desk_mutants.a_stale_button_counts, DESK, first=6),
    Mutant("an answer of the staff is not claimed", desk_mutants.an_answer_of_the_staff_is_not_claimed, DESK, first=23),
    Mutant("a retry handler that posts twice", desk_mutants.a_retry_handler_that_posts_twice, DESK, first=15),
    Mutant(
        "an update of a card is believed, though its answer was lost", desk_mutants.an_update_is_believed, SLACK_AWAY, first=3
    ),
    Mutant("names stand in any Slack", desk_mutants.names_stand_in_any_slack, DESK, first=3),
    Mutant("the bot goes on while a person has the conversation", desk_mutants.the_bot_goes_on_talking, DESK, first=38),
    Mutant("staff are told yes, whatever came of it", desk_mutants.staff_are_told_yes, DESK, first=11),
)


def hunt(mutant: Mutant, url: str, *, at_most: int = AT_MOST) -> Outcome | None:
    """Play seeds with the mistake in, from the one that caught it last, until an oracle notices what it does not without."""
    for seed in range(mutant.first, mutant.first + at_most):
        if mutant.wish and wish_of(seed, crowd=seed % mutant.profile.crowd_every == 0) != mutant.wish:
            continue
        with mutant.made():
            outcome = play(seed, mutant.profile, url)
        if outcome.violations and not play(seed, mutant.profile, url).violations:
            return outcome
    return None


def show(only: str | None) -> int:
    """Print which seed and which oracle caught each."""
    missed = 0
    with store() as url:
        for mutant in MUTANTS:
            if only and only not in mutant.name:
                continue
            if mutant.skipped:
                print(f"{mutant.name:<64} skipped: {mutant.skipped}")
                continue
            caught = hunt(mutant, url)
            missed += caught is None
            said = f"seed {caught.seed}: {caught.violations[0].of}: {caught.violations[0].what}" if caught else "NOT CAUGHT"
            print(f"{mutant.name:<64} {said}", flush=True)
    return 1 if missed else 0


__all__ = ["MUTANTS", "Mutant", "hunt", "show"]
