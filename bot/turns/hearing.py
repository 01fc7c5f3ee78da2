"""A patient's text as it enters a turn: with the half of it that came before, and unless a person must see it first."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from bot import inbox
from bot.inbox import Text
from bot.room import ms
from bot.store import Timer
from bot.turns import late, pausing
from bot.turns.committing import Committing
from flows.hearing import hear, unfinished
from flows.words import Event, Heard, Intent, Kind

log = structlog.get_logger()

OTHER_HALF_WITHIN = timedelta(seconds=2)
FLOOD, FLOOD_WITHIN = 30, timedelta(minutes=10)
ABSURD, ABSURD_WITHIN = 120, timedelta(days=1)  # a robot that answers slowly; nobody makes a hundred requests a day


async def heard(change: Committing, text: Text) -> Event | None:
    """Return what the flows hear. None: the other half of it may follow, or a person has it now."""
    if await _too_many(change):
        return None
    half = _other_half(change)
    whole = replace(text, body=f"{half.body} {text.body}") if half else text
    said = as_said(change, whole)
    if Intent.ATTACK in said.intents:
        log.warning("attack", conversation=change.cid)  # nothing can do what was asked; whoever looks may want to know
        change.note("asked to break the rules")
    if late.is_too_late(whole, said, change.kept.session, change.now):
        await change.hand_over(Kind.CALL)
        return None
    if text.promised and not (change.kept.session.with_person or change.kept.session.opted_out):
        await change.hand_over(Kind.UNCONFIRMED)
        return None
    if await _goes_to_a_person(change, said):
        await change.hand_over(Kind.ASKED)
        return None
    if half is None and not change.kept.session.with_person and unfinished(said, whole.body):
        _wait_for_the_other_half(change, whole)
        return None
    return said


def half_alone(change: Committing) -> Event | None:
    """Return a text that seemed unfinished, as it is: no other half came."""
    half = _other_half(change)
    return as_said(change, half) if half else None


def as_said(change: Committing, text: Text) -> Heard:
    """Read a text against the question that is open."""
    return hear(
        text.body,
        change.kept.session,
        change.room.practice,
        id=text.id,
        at=change.now,
        said=text.at,
        keyword=text.keyword,
        media=text.media > 0,
    )


async def _goes_to_a_person(change: Committing, said: Heard) -> bool:
    """Say whether the practice is paused; what cannot wait is heard all the same."""
    session = change.kept.session
    if session.with_person or session.opted_out or said.keyword or late.ALWAYS & set(said.intents):
        return False
    return await pausing.paused(change.room) is not None


async def _too_many(change: Committing) -> bool:
    """Count the texts of this phone. One that does not stop, another robot perhaps, is left to a person, and told once.

    What cannot wait (an emergency, an opt-out) is still heard: whoever has been told is with a person, not cut off.
    """
    kept, now = change.kept, change.now
    since, texts = _counted(kept.since, kept.texts, FLOOD_WITHIN, now)
    day, in_day = _counted(kept.day, kept.in_day, ABSURD_WITHIN, now)
    change.kept = replace(kept, since=since, texts=texts + change.acks, day=day, in_day=in_day + change.acks)
    if (texts < FLOOD and in_day < ABSURD) or kept.session.with_person:
        return False
    await change.hand_over(Kind.FLOOD)
    return True


def _counted(since: datetime | None, so_many: int, within: timedelta, now: datetime) -> tuple[datetime, int]:
    """Return since when texts are counted, and how many there were; it begins anew when the time is over."""
    return (since, so_many) if since is not None and now - since <= within else (now, 0)


def _wait_for_the_other_half(change: Committing, text: Text) -> None:
    """Keep a text that seems unfinished for a moment; nothing is said yet."""
    change.kept = replace(change.kept, half=text)
    change.timers.append(Timer(inbox.OTHER_HALF, ms(change.now + OTHER_HALF_WITHIN)))


def _other_half(change: Committing) -> Text | None:
    """Return the text that was kept, if one was, and keep it no longer."""
    half = change.kept.half
    if half is not None:
        change.kept = replace(change.kept, half=None)
        change.timers.append(Timer(inbox.OTHER_HALF, None))
    return half
