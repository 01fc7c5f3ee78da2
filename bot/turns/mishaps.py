"""What a turn makes of a message that cannot be handled, and of a booking that came out of nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from msgspec.structs import replace

from bot import inbox
from bot.inbox import NOBODY, Orphan, Swept
from bot.room import Room
from bot.store import Turn
from bot.turns.committing import Committing
from bot.work import BreakWork
from flows import engine, say
from flows.book import Book
from flows.carrying import carry_on
from flows.flow import Do
from flows.session import Session
from flows.words import E164, BookAppointment, Kind, RaiseCard


async def poisoned(rooms: Mapping[E164, Room], cid: str, held: Turn, now: datetime, *, at: E164) -> Committing:
    """Set the message aside, give the conversation to a person and say so. Keeps of the session what can be read.

    If not even the phone can be read, there is a card all the same, `at` that practice: the carrier's list knows more.
    """
    entry, kept = inbox.salvaged(held.session, held.entries[0], cid, rooms, at, now)
    committing = Committing(rooms[kept.practice], cid, kept, entry, held, now, aside=True)
    if kept.phone == NOBODY or inbox.is_of_staff(kept.phone):
        await committing.do(RaiseCard(Kind.POISON))
        return committing
    committing.kept = replace(kept, session=replace(kept.session, flows=()))
    await committing.hand_over(Kind.POISON)
    return committing


async def orphaned(committing: Committing, orphan: Orphan) -> None:
    """Tell how a booking ended that this conversation knows nothing of: it was lost while the office was asked."""
    session, result = committing.kept.session, orphan.result
    move = session.flows[-1].next_move() if session.flows else None
    if isinstance(move, Do) and move.command == result.of:
        return  # booked again meanwhile: that one finds the visit standing, and tells
    alone = Session(lang=session.lang, introduced=True, out=result.id, opted_out=session.opted_out)
    after = engine.turn(alone, result)
    committing.says(after.replies)
    for command in after.commands:
        await committing.do(command)


CARDS = {"twice": Kind.TWICE, "overlaps": Kind.OVERLAP, "stray": Kind.TWICE, "late": Kind.LATE_VISIT}


async def swept(committing: Committing, found: Swept) -> None:
    """Break what the sweep found to be one visit too many, and tell whom it concerns. A late one is left to stand."""
    if found.found != "late":
        token = sha256(found.id.encode()).hexdigest()[:32]
        cid = committing.cid if found.phone else ""
        committing.carry_out(token, BreakWork(found.visit, found.start, practice=found.practice, conversation=cid))
    await committing.do(RaiseCard(CARDS[found.found]))
    by_staff = committing.kept.session.staff is not None  # they were told, and tell the patient
    if found.found == "overlaps" and found.promised and found.command is not None and not by_staff:
        await _take_back(committing, found, found.command)


async def _take_back(committing: Committing, found: Swept, booked: BookAppointment) -> None:
    """The patient believes in a visit that is off: apologise, and ask for another time; if busy with something, by a person."""
    session = committing.kept.session
    if session.opted_out or session.with_person:
        return  # the card tells whoever talks to them
    sorry = say.withdrawn(booked.patient.first_name, booked.opening)
    if session.flows or session.out:
        committing.says((sorry,))
        await committing.hand_over(Kind.OVERLAP)
        return
    again = replace(session, flows=(Book(patient=booked.patient, reason=booked.reason),))
    after = carry_on(again, found.id, found.at).saying(sorry)
    committing.kept = replace(committing.kept, session=after.session)
    committing.says(after.replies)
