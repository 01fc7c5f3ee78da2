"""What waits in the inbox, in the words of the flows."""

from __future__ import annotations

from bot import inbox
from bot.inbox import (
    AskEnded,
    Asking,
    ChangedByDesk,
    Entry,
    Held,
    OfferedByDesk,
    Orphan,
    StaffAgreed,
    StaffAsked,
    Swept,
    Text,
    Undelivered,
    Unsettled,
    WrittenByDesk,
)
from bot.turns import asked, deeds, hearing, mishaps, phone_charts, raising, staffed, unsaid
from bot.turns.committing import Committing
from flows.session import DeskAsked
from flows.words import AskDue, DeskChanged, Event, Kind, RaiseCard, Tick


async def event(change: Committing, entry: Entry) -> Event | DeskAsked | None:
    """Return the event of the flows that this is. None: the flows have nothing to say to it."""
    match entry:
        case Text():
            return await hearing.heard(change, entry)
        case inbox.Desk():
            return await deeds.did(change, entry)
        case inbox.Answered():
            deeds.answered(change, entry)
            return None
        case Undelivered():
            await unsaid.undelivered(change, entry)
            return _stopped(change, entry)
        case Held():
            await change.do(RaiseCard(Kind.HELD))
            return None
        case Unsettled():
            await change.do(RaiseCard(Kind.UNSETTLED))
            return None
        case Swept():
            await mishaps.swept(change, entry)
            return None
        case Orphan():
            await mishaps.orphaned(change, entry)
            return None
        case StaffAsked() | StaffAgreed() | OfferedByDesk() | WrittenByDesk():
            return await staffed.event(change, entry)
        case ChangedByDesk():
            return DeskChanged(id=entry.id, at=change.now, visit=entry.visit)
        case Asking():
            return AskDue(id=entry.id, at=change.now, visits=entry.visits)
        case AskEnded():
            await asked.mark(change, entry)
            return _stopped(change, entry)
        case Tick(name=inbox.UNCLAIMED):
            await raising.unclaimed(change)
            return None
        case Tick(name=inbox.CHARTS):
            await phone_charts.write_down(change, entry)
            return None
        case Tick(name=inbox.AGAIN):
            await unsaid.again(change)
            return None
        case Tick(name=inbox.FORGET):
            await change.forget()
            return None
        case Tick(name=inbox.OTHER_HALF):
            return hearing.half_alone(change)
        case _:
            return entry


def _stopped(change: Committing, entry: Undelivered | AskEnded) -> Event | None:
    """The carrier may say that this phone said STOP: then so it did."""
    if not entry.opted_out:
        return None
    return hearing.as_said(change, Text(entry.id, entry.at, change.kept.practice, change.kept.phone, "STOP", keyword="STOP"))
