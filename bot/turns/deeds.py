"""What a person at the desk did to a card, and whether their answer arrived: what it changes in its conversation's turn."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from bot import cards, inbox
from bot.cards import Card, threads
from bot.store import Timer
from bot.turns import raising
from bot.turns.committing import Committing
from bot.work import Answering
from flows.words import DeskDid, Event

_DID: dict[inbox.Did, Literal["took", "gave back", "resolved"]] = {
    "take": "took",
    "answer": "took",
    "reassign": "took",
    "give_back": "gave back",
    "resolve": "resolved",
    "called": "resolved",
}


async def did(committing: Committing, entry: inbox.Desk) -> Event | None:
    """Take in what a person at the desk did to the card. None: it was settled before, so the flows need not know."""
    card = await raising.newest(committing)
    if entry.drawn and (card is None or card.number != entry.card or cards.drawn(card) != entry.drawn):
        _came_too_late(committing, card, entry)
        return None
    if entry.act == "answer" and entry.at_message and (why := _why_not(committing, card, entry)):
        _not_texted(committing, card, entry, why)
        return None
    committing.note(f"desk {entry.act}", who=entry.by)
    if entry.act == "answer":
        _answer(committing, card, entry)
    undoes = card is not None and entry.act == "undo" and cards.undoable(card, committing.now)
    if card is None or card.number != entry.card:
        return None
    if entry.act in ("undo", "show") and not undoes:
        committing.cards[card.number] = card  # only drawn anew, be it settled or not
        return None
    if card.state == "resolved" and not undoes:
        return None
    after = cards.after(card, entry.act, entry.by, entry.to)
    silent = committing.kept.session.with_person
    last = cards.Deed(entry.act, entry.by, entry.at, card.state, card.taken_by, silent)
    committing.cards[card.number] = after = replace(after, last=last)
    if entry.act != "answer":
        committing.board.note(after, threads.deed(after))
    if after.state == "open":
        raising.remind(committing, after)
    else:
        committing.timers.append(Timer(inbox.UNCLAIMED, None))
    return DeskDid(id=entry.id, at=entry.at, what=_undone(card) if undoes else _DID[entry.act])


def _undone(card: Card) -> Literal["took", "gave back"]:
    """Say what an undo of the last deed means to the flows: a person has it again, or the assistant goes on as before."""
    assert card.last is not None
    return "took" if card.last.silent or card.last.was == "taken" else "gave back"


def _came_too_late(committing: Committing, card: Card | None, entry: inbox.Desk) -> None:
    """The card has changed since the button was drawn: nothing is done, and the card is drawn anew."""
    committing.note(f"desk {entry.act} refused, the card had changed", who=entry.by)
    if card is not None:
        committing.cards[card.number] = card


def _answer(committing: Committing, card: Card | None, entry: inbox.Desk) -> None:
    """Text what a person wrote, and see to it that they see whether it arrived."""
    at = entry.at_message
    if not at and card is not None and card.number == entry.card:
        at = committing.board.mark_of(card, f"{entry.by} answered.")
    committing.say(entry.body, by=entry.by, answers=Answering(entry.card, at))


def _why_not(committing: Committing, card: Card | None, entry: inbox.Desk) -> str:
    """Say why what was written in a card's thread is not texted; "": it is."""
    if committing.kept.session.opted_out:
        return "this phone said STOP. A call still reaches them."
    if card is None or card.number != entry.card or card.state == "resolved":
        return "this card is settled. Start with /text, or wait until they write again."
    return ""


def _not_texted(committing: Committing, card: Card | None, entry: inbox.Desk, why: str) -> None:
    """Mark it where it stands, and say so in its thread."""
    committing.note("desk answer refused", who=entry.by)
    answered(committing, inbox.Answered(entry.id, entry.at, entry.card, entry.at_message, arrived=False))
    if card is not None:  # of an older one its thread alone is meant
        committing.board.note(replace(card, number=entry.card), f"{entry.by}: not texted, {why}")


def answered(committing: Committing, entry: inbox.Answered) -> None:
    """Show whether a person's answer arrived, where they wrote it."""
    place = committing.room.place
    if place is not None and entry.mark:
        name = "white_check_mark" if entry.arrived else "x"
        committing.carry_out(*threads.marked(committing.number, place.channel, entry.mark, name, committing.cid))
