"""Whose turn it is, where the office checks nothing: in a chair, and with a patient, who sits in one at a time.

A time was seen free a minute ago at most, and within that minute another effect of ours may have taken it, or put the same
patient somewhere else: the office's look at it is older. Two effects for one time, or for one patient, are never out at once
(`places.locks`), so the second finds the claim of the first, and looks before it writes: nobody is put on top of somebody else,
nor in two chairs, not even for the second in which it would be undone.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.attempts.outcomes import Case, NotDone
from bot.attempts.places import others
from bot.openings import own
from bot.openings.own import Held
from bot.room import ms
from flows.words import Opening

BELIEVED = timedelta(minutes=1)  # as flows/choosing.py asks for it, right before the write
STANDS = timedelta(minutes=10)  # longer than any effect is out


async def claimed(case: Case, opening: Opening, patient: int, asked_at: datetime | None, *, but: int = 0) -> bool:
    """Claim that time for this effect. False: it is taken: write nothing. Raises OfficeError, or as the store does.

    `but` is the visit itself, if it only moves. One call, if it was asked for long ago or tried before, or somebody else of
    ours claimed the chair that day; else none.
    """
    stale = case.again or asked_at is None or case.now - asked_at > BELIEVED
    if (stale or await _is_somebodys(case, _chair(case, opening))) and await others(
        case.room, opening.operatory, opening.start, opening.end - opening.start, but=but
    ):
        return False
    await claim(case, opening, patient)
    return True


async def claim(case: Case, opening: Opening, patient: int) -> None:
    """Claim that time without a look. Web Sched looks itself; but whoever moves a visit there within the minute must know."""
    said, now = f"{case.effect_id} {case.now.isoformat()}".encode(), ms(case.now)
    for name in (_chair(case, opening), _patient(patient)):
        await case.room.store.cache_put(name, said, now, STANDS)


async def theirs(case: Case, opening: Opening, patient: int, *, but: int = 0, new: bool = False) -> tuple[Held, ...]:
    """Return the patient's own visits that lie on that time. Raises OfficeError, or as the store does.

    One call, unless a look of this minute says that none does, or the chart is `new`, made for this very visit; and always, if
    it was tried before, or another effect of ours has claimed the patient. `but`: the visit itself, if it only moves.
    """
    anew = case.again or await _is_somebodys(case, _patient(patient))
    if new and not anew:
        return ()
    return await own.lying_on(case.room, patient, opening, case.now, but=but, anew=anew)


def not_beside(lying: tuple[Held, ...]) -> NotDone:
    """Say that it is not done: they have these then."""
    return NotDone("has a visit then", taken=True, own=own.openings(lying))


async def _is_somebodys(case: Case, name: str) -> bool:
    kept = await case.room.store.cache_get(name)
    if kept is None:
        return False
    effect, at = kept.decode().split(" ")
    return effect != case.effect_id and case.now - datetime.fromisoformat(at) <= STANDS


def _chair(case: Case, opening: Opening) -> str:
    return f"claim/{case.room.practice.texting_number}/{opening.operatory}/{opening.start.date().isoformat()}"


def _patient(patient: int) -> str:
    return f"claim/patient/{patient}"
