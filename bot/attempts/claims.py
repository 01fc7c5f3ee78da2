"""Whose turn it is in a chair, where the office checks nothing.

A time was seen free a minute ago at most, and within that minute another effect of ours may have taken it: the office's look at
it is older. Two effects for one time are never out at once (`places.locks`), so the second finds the claim of the first, and
looks before it writes: nobody is put on top of somebody else, not even for the second in which it would be undone.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.attempts.outcomes import Case
from bot.attempts.places import others
from bot.room import ms
from flows.words import Opening

BELIEVED = timedelta(minutes=1)  # as flows/choosing.py asks for it, right before the write
STANDS = timedelta(minutes=10)  # longer than any effect is out


async def claimed(case: Case, opening: Opening, asked_at: datetime | None, *, but: int = 0) -> bool:
    """Claim that time for this effect. False: it is taken: write nothing. Raises OfficeError, or as the store does.

    `but` is the visit itself, if it only moves. One call, if it was asked for long ago or tried before, or somebody else of
    ours claimed the chair that day; else none.
    """
    name, now = _name(case, opening), case.now
    stale = case.again or asked_at is None or now - asked_at > BELIEVED
    if (stale or await _is_somebodys(case, name)) and await others(
        case.room, opening.operatory, opening.start, opening.end - opening.start, but=but
    ):
        return False
    await claim(case, opening)
    return True


async def claim(case: Case, opening: Opening) -> None:
    """Claim that time without a look. Web Sched looks itself; but whoever moves a visit there within the minute must know."""
    said, now = f"{case.effect_id} {case.now.isoformat()}", ms(case.now)
    await case.room.store.cache_put(_name(case, opening), said.encode(), now, int(STANDS.total_seconds() * 1000))


async def _is_somebodys(case: Case, name: str) -> bool:
    kept = await case.room.store.cache_get(name)
    if kept is None:
        return False
    effect, at = kept.decode().split(" ")
    return effect != case.effect_id and case.now - datetime.fromisoformat(at) <= STANDS


def _name(case: Case, opening: Opening) -> str:
    return f"claim/{case.room.practice.texting_number}/{opening.operatory}/{opening.start.date().isoformat()}"
