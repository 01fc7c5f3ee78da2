"""The card of a conversation, in the turn that raises it, takes it, or finds that nobody has."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot import cards, inbox, metrics
from bot.cards import Card
from bot.room import ms
from bot.store import Timer, Unreadable
from bot.turns import staff_words
from bot.work import CONFIRMATION_STANDS, TextWork
from flows import say
from flows.words import E164, Kind

if TYPE_CHECKING:  # a change raises cards, and a card is raised within a change
    from bot.turns.committing import Committing


async def raise_card(change: Committing, kind: Kind) -> None:
    """One open card a conversation: a new reason is written onto it if it is more urgent. Staff hear of theirs at once."""
    if change.kept.session.staff is not None:
        change.whispers = change.whispers or [*staff_words.needed(kind)]
        return
    card = await open_card(change)
    if card is None:
        number = await change.room.store.next_card_number()
        card = Card(number, kind, change.cid, change.number, change.kept.phone, change.now)
    elif (raised := cards.more_urgent(card, kind)) is not None:
        card = raised
    else:
        return
    change.kept = replace(change.kept, card=card.number)
    change.cards[card.number] = card
    metrics.CARDS.labels(kind.value).inc()
    change.note("card raised")
    if kind is not Kind.WROTE:  # that one somebody has already
        _tell_staff(change, card)


async def newest(change: Committing) -> Card | None:
    """Return the newest card of this conversation, settled or not."""
    number = change.kept.card
    if number is None:
        return None
    if number in change.cards:
        return change.cards[number]
    try:
        found = await change.room.store.card(number)
        return cards.load(found.payload) if found else None
    except (Unreadable, ValueError):
        return None  # one that cannot be read must not keep a person from being called


async def open_card(change: Committing) -> Card | None:
    """Return the card that waits for somebody, or that somebody has."""
    card = await newest(change)
    return card if card and card.state != "resolved" else None


async def taken(change: Committing, by: str) -> Card | None:
    """The open card is theirs: they have written to the patient. Return it as it is now."""
    card = await open_card(change)
    if card is not None:
        change.cards[card.number] = card = cards.after(card, "answer", by)
        change.timers.append(Timer(inbox.UNCLAIMED, None))
    return card


async def unclaimed(change: Committing) -> None:
    """Raise a card again that nobody has taken, and tell the patient who waits, once, how it stands."""
    card = await open_card(change)
    if card is None or card.state != "open":
        return
    session = change.kept.session
    if card.reminded == 0 and session.with_person and not (session.opted_out or session.not_them):
        change.lines.append(say.nobody_yet())
    card = replace(card, reminded=card.reminded + 1)
    change.cards[card.number] = card
    _tell_staff(change, card)
    change.board.call(card)
    change.note("card raised again")


def remind(change: Committing, card: Card) -> None:
    """Come back if nobody takes it."""
    again = cards.remind_at(change.room.practice, card, change.now)
    change.timers.append(Timer(inbox.UNCLAIMED, None if again is None else ms(again)))


def _tell_staff(change: Committing, card: Card) -> None:
    for number_to_alert in change.room.practice.alert_numbers:
        _alert(change, card, number_to_alert)
    remind(change, card)


def _alert(change: Committing, card: Card, to: E164) -> None:
    token = sha256(f"{change.entry.id}|alert|{to}|{card.kind}".encode()).hexdigest()[:32]
    lane = sha256(f"alert|{to}".encode()).hexdigest()[:32]
    until = change.now + CONFIRMATION_STANDS
    change.carry_out(token, TextWork(change.number, to, cards.alert(card), "", settles=False, until=until), lane=lane, to=to)
