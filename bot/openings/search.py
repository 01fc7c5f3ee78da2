"""Find the times that suit, one source after the other, and see whether one of them is still free."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from bot.openings import looks, own, ways
from bot.openings.chairs import chairs_for
from bot.openings.slots import Slots
from bot.openings.web_sched import WebSched, code_of
from bot.room import Clock, Room
from flows.choose import offered
from flows.when import When
from flows.words import Chair, FindOpenings, Need, Opening, Practice, StillFree, Taken

REACH = timedelta(days=14)  # how far ahead a wish without an end is looked for
# The office refuses a day that is over by its own clock, which may be ahead of ours; nobody is seen in a day's last minutes.
CLOCKS_DIFFER = timedelta(minutes=10)


class Source(Protocol):
    """Where times can be asked for. `kind` tells its looks apart."""

    @property
    def kind(self) -> str: ...
    async def ask(self, room: Room, first: date, last: date, when: When | None) -> list[Opening]: ...


async def find(room: Room, read: FindOpenings, clock: Clock) -> tuple[Opening, ...]:
    """Return at most three that suit, in the order of time, from the first source that has any. Raises OfficeError."""
    first, last = read.when.window(_today(room, clock), REACH)
    for source in await _sources(room, read):
        at = clock.now()
        seen = await source.ask(room, first, last, read.when)
        offer = offered(read.when, _open_to(seen, read.besides, clock.now()))
        if offer:
            await looks.remember(room, source.kind, at, seen, offer)
            return offer
    return ()


async def still_free(room: Room, read: StillFree, clock: Clock) -> bool | Taken:
    """Say whether it is: by the last look, if that is young enough and says yes, else by a new one. Raises OfficeError.

    Taken: it may be, but a visit of the patient's own lies on it, as far as was read ahead (`own.py`).
    """
    if read.opening.start <= clock.now() or read.opening.start.date() < _today(room, clock):
        return False
    but = read.what.visit if isinstance(read.what, Need) else 0
    theirs = await own.known_on(room, read.patient.number, read.opening, clock.now(), but=but)
    return Taken(own.openings(theirs)) if theirs else await _is_open(room, read, clock)


async def _is_open(room: Room, read: StillFree, clock: Clock) -> bool:
    opening, day = read.opening, read.opening.start.date()
    source = await _source_of(room, read)
    kept = await looks.recall(room, source.kind, opening)
    if kept is not None and clock.now() - kept.at <= read.at_most and opening in kept.openings:
        return True
    at = clock.now()
    seen = await source.ask(room, day, day, None)
    await looks.remember(room, source.kind, at, seen, (opening,))
    return opening in seen


async def _sources(room: Room, read: FindOpenings) -> list[Source]:
    """One for a reason where Web Sched books; else chair after chair."""
    if isinstance(read.what, str) and room.practice.booking == "websched":
        return [_web_sched(room, read)]
    length, grid = _length(room.practice, read.what), (await ways.known(room)).grid
    return [Slots(chair, length, grid) for chair in chairs_for(room.practice, read.patient, read.what)]


async def _source_of(room: Room, read: StillFree) -> Source:
    """The one that this opening came from."""
    if isinstance(read.what, str) and room.practice.booking == "websched":
        return _web_sched(room, read)
    chair = Chair(provider=read.opening.provider, operatory=read.opening.operatory)
    return Slots(chair, _length(room.practice, read.what), (await ways.known(room)).grid)


def _web_sched(room: Room, read: FindOpenings | StillFree) -> WebSched:
    assert isinstance(read.what, str)
    return WebSched(code_of(room.practice, read.patient, read.what), read.patient.new)


def _length(practice: Practice, what: str | Need) -> timedelta:
    if isinstance(what, Need):
        return what.length
    minutes = practice.reason(what).minutes
    assert minutes is not None  # the office file of a practice that books by Slots says so for each
    return timedelta(minutes=minutes)


def _open_to(seen: list[Opening], besides: tuple[Opening, ...], now: datetime) -> list[Opening]:
    """Keep what lies ahead, and not on a visit that this patient has then."""
    return [o for o in seen if o.start > now and all(o.end <= b.start or b.end <= o.start for b in besides)]


def _today(room: Room, clock: Clock) -> date:
    return (clock.now() + CLOCKS_DIFFER).astimezone(room.practice.zone).date()
