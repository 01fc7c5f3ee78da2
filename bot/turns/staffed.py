"""What staff ask for enters the same flows as a patient's request, in a session of its own; and what follows from it.

Whoever asked hears how it ended (`staff_words`). Conversations of the patient hear that the visit has changed, and the
last change of each member of the staff is remembered for a while, in case they want it back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from bot import inbox
from bot.inbox import ByStaff, ChangedByDesk, OfferedByDesk, StaffAgreed, StaffAsked, WrittenByDesk
from bot.room import Room, ms
from bot.turns import raising
from bot.turns.committing import Committing
from bot.work import Answering
from flows.session import DeskAsked
from flows.words import (
    Awaited,
    Booked,
    Changed,
    DeskDid,
    DeskOffers,
    Event,
    Heard,
    JotNote,
    Kind,
    RaiseCard,
    Result,
)

UNDONE_WITHIN = timedelta(hours=12)


class Did(Struct, frozen=True):
    """The last change of one member of the staff. `undone`: it was itself one that took another back."""

    at: datetime
    effect: Awaited
    visit: int
    undone: bool = False


_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(Did).decode


async def event(committing: Committing, entry: ByStaff) -> Event | DeskAsked | None:
    """Put it into the words of the flows."""
    match entry:
        case StaffAsked(ask=ask):
            committing.note("desk asked", who=ask.staff.name)
            return ask
        case StaffAgreed(staff=staff, opening=opening):
            committing.note("desk agreed", who=staff.name)
            return Heard(id=entry.id, at=committing.now, agreed=True, pick=opening)
        case OfferedByDesk(visit=visit, opening=opening):
            committing.note("desk offered a time", who=entry.by)
            return DeskOffers(id=entry.id, at=committing.now, visit=visit, opening=opening)
        case WrittenByDesk(by=by, body=body):
            return await _written(committing, entry, by, body)


async def _written(committing: Committing, entry: WrittenByDesk, by: str, body: str) -> Event:
    """Their answer is for a person, so the conversation is taken in the same step."""
    committing.note("desk wrote", who=by)
    await committing.do(RaiseCard(Kind.WROTE))
    card = await raising.taken(committing, by)
    at = committing.board.mark_of(card, f"{by} wrote to them.") if card else ""
    committing.say(body, by=by, answers=Answering(card.number, at) if card else None)
    return DeskDid(id=entry.id, at=committing.now, what="took")


async def follow(committing: Committing, event: Event | DeskAsked) -> None:
    """Tell whom else it concerns that a change of theirs has come true. Safe to repeat."""
    staff = committing.kept.session.staff
    if staff is None or not isinstance(event, Result) or not isinstance(event.of, Awaited):
        return
    if not isinstance(event.value, Booked | Changed):
        return
    number = event.value.visit
    did = Did(event.at, event.of, number, staff.undoes)
    room, now = committing.room, ms(event.at)
    await room.store.cache_put(_name(room, staff.user), _dump(did), now, UNDONE_WITHIN)
    for phone in staff.phones:
        cid = room.store.conversation_id(room.practice.texting_number, phone)
        if await room.store.is_known(cid):
            told = ChangedByDesk(
                f"{event.id}/{phone}", event.at, room.practice.texting_number, phone, committing.kept.session.lang, number
            )
            await room.store.enter(cid, told.id, inbox.dump(told), ms(committing.now), lease=False)


async def last_change(room: Room, user: str, now: datetime) -> Did | None:
    """Return the last change of this member of the staff, as long as it may be taken back."""
    kept = await room.store.cache_get(_name(room, user))
    did = None if kept is None else _load(kept)
    return did if did is not None and now - did.at <= UNDONE_WITHIN else None


def can_be_undone(did: Did) -> bool:
    return not did.undone and not isinstance(did.effect, JotNote)


def _name(room: Room, user: str) -> str:
    return f"undo/{room.practice.texting_number}/{user}"
