"""What needs a person: why, who, since when, taken by whom.

A card is stored in the same commit as the turn that raised it, shown at `/desk/cards`, and texted to the practice's alert
numbers: the patient's number and the kind, nothing else. A member of staff answers such a text with `take 12`, `back 12` or
`done 12`. One conversation has at most one open card; a more urgent reason is written onto it.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.inbox import Act, Did
from flows.say import next_open
from flows.words import E164, Kind, Practice

State = Literal["open", "taken", "resolved"]
URGENCY = {kind: place for place, kind in enumerate(Kind)}
URGENT = (Kind.EMERGENCY, Kind.CRISIS, Kind.UNCONFIRMED)
URGENT_AGAIN, AGAIN, LATER_AGAIN = timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1)
MOST_REMINDERS = 3
UNKNOWN = "phone unknown"  # what came in could not even be read: the carrier's log tells
UNDOABLE: tuple[Did, ...] = ("take", "reassign", "give_back", "resolve", "called")
UNDO_WITHIN = timedelta(minutes=15)


class Deed(Struct, frozen=True, omit_defaults=True):
    """What somebody did to a card, and what an undo goes back to: its state, who had it, whether the assistant was silent."""

    act: Did
    by: str
    at: datetime
    was: State
    had: str | None = None
    silent: bool = True


class Card(Struct, frozen=True, omit_defaults=True):
    """One thing that needs a person. `conversation` and `practice` say whose."""

    number: int
    kind: Kind
    conversation: str
    practice: E164
    phone: E164
    since: datetime
    state: State = "open"
    taken_by: str | None = None
    reminded: int = 0  # how often it was raised again because nobody took it
    last: Deed | None = None
    posted: bool = False  # its thread in Slack was begun

    def public(self) -> dict[str, object]:
        """What `GET /desk/cards` tells."""
        return {
            "number": self.number,
            "kind": self.kind.value,
            "phone": self.phone,
            "since": self.since.isoformat(),
            "state": self.state,
            "taken_by": self.taken_by,
            "urgent": self.kind in URGENT,
        }


dump = msgspec.json.Encoder().encode
load = msgspec.json.Decoder(Card).decode


def more_urgent(card: Card, kind: Kind) -> Card | None:
    """Return the card raised to this kind, or None if it already says something at least as urgent."""
    return replace(card, kind=kind) if URGENCY[kind] < URGENCY[card.kind] else None


def after(card: Card, act: Did, by: str, to: str = "") -> Card:
    """Return the card as it stands once that was done. One that is resolved stays so: the conversation went on without it."""
    if act == "undo":
        return replace(card, state=card.last.was, taken_by=card.last.had) if card.last else card
    if card.state == "resolved":
        return card
    match act:
        case "take" | "answer":
            return replace(card, state="taken", taken_by=card.taken_by or by)
        case "reassign":
            return replace(card, state="taken", taken_by=to)
        case "give_back" | "resolve" | "called":
            return replace(card, state="resolved", taken_by=card.taken_by or by)
        case "show":
            return card


def undoable(card: Card, now: datetime) -> bool:
    """Say whether the last thing done to it can be taken back: a short while, and what was texted cannot."""
    done = card.last
    return done is not None and done.act in UNDOABLE and done.was != "resolved" and now - done.at <= UNDO_WITHIN


def drawn(card: Card) -> str:
    """Return what stands for the card as it is now: a button that carries another was drawn for another state."""
    last = card.last.at.isoformat() if card.last else ""
    return sha256("|".join((card.state, card.taken_by or "", card.kind, last)).encode()).hexdigest()[:12]


def alert(card: Card) -> str:
    """The text to the practice's alert numbers."""
    urgent = "URGENT " if card.kind in URGENT else ""
    what, whose, reply = card.kind.value, card.phone or UNKNOWN, f"take {card.number}, done {card.number}"
    return f"{urgent}Chairside {card.number}: {what}, {whose}. Reply: {reply}"


def answered(card: Card | None, number: int) -> str:
    """The text back to the member of staff who sent such an order."""
    if card is None:
        return f"Chairside: there is no card {number}."
    if card.state == "resolved":
        return f"Chairside {number}: done, the assistant answers {card.phone} again."
    return f"Chairside {number}: taken by {card.taken_by}. Please call {card.phone}, then reply: done {number}"


NO_ORDER = "Chairside: reply take, back or done with a card's number, like: take 12"

_ORDER = re.compile(r"\s*(take|back|done)\s*#?\s*([0-9]{1,9})\s*[.!]?\s*", re.IGNORECASE)
_ALMOST = re.compile(r"\s*(take|back|done)\b[\s#:]*\S{0,12}\s*", re.IGNORECASE)
_ACTS: dict[str, Act] = {"take": "take", "back": "give_back", "done": "resolve"}


def read_order(text: str) -> tuple[Act, int] | None:
    """Read "take 12" from a member of staff."""
    said = _ORDER.fullmatch(text)
    return (_ACTS[said[1].lower()], int(said[2])) if said else None


def meant_as_order(text: str) -> bool:
    """Say whether an unreadable text was meant for us. Nothing else is answered: two phones could go on for ever."""
    return _ALMOST.fullmatch(text) is not None


def remind_at(practice: Practice, card: Card, now: datetime) -> datetime | None:
    """Return when to raise it again if nobody has taken it by then, while the practice is open; None: often enough.

    An emergency does not wait until it opens.
    """
    if card.reminded >= MOST_REMINDERS:
        return None
    if card.kind is Kind.EMERGENCY:
        return now + URGENT_AGAIN
    opens = next_open(practice, now.astimezone(practice.zone))
    return (opens or now) + (AGAIN if card.reminded == 0 else LATER_AGAIN)


def give_back_at(practice: Practice, now: datetime) -> datetime:
    """Return when a conversation nobody gave back returns to the bot: by the practice's rule, or as the next open day ends."""
    if practice.rules.give_back_after is not None:
        return now + practice.rules.give_back_after
    local = now.astimezone(practice.zone)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), time(0), practice.zone)
    opens = next_open(practice, tomorrow)
    if opens is None:
        return now + timedelta(days=1)
    closes = practice.spans(opens.date())[-1][1]
    return datetime.combine(opens.date(), closes, practice.zone)
