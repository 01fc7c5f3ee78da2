"""What needs a person: a card, by what rules it stands, and how staff see it.

card       why, who, since when, taken by whom; the text to the alert numbers, and the orders that come back by text
summary    what a card says of its conversation, without a name or a word
threads    the card as a message in Slack, and what is said in its thread
board      what one turn says in Slack, as effects

Raised and settled they are in a turn (`bot/turns/raising.py`, `deeds.py`); pressed and answered in `bot/frontdesk/`.
"""

from bot.cards.card import (
    NO_ORDER,
    URGENCY,
    URGENT,
    Card,
    Deed,
    after,
    alert,
    answered,
    drawn,
    dump,
    give_back_at,
    load,
    meant_as_order,
    more_urgent,
    read_order,
    remind_at,
    undoable,
)

__all__ = [
    "NO_ORDER",
    "URGENCY",
    "URGENT",
    "Card",
    "Deed",
    "after",
    "alert",
    "answered",
    "drawn",
    "dump",
    "give_back_at",
    "load",
    "meant_as_order",
    "more_urgent",
    "read_order",
    "remind_at",
    "undoable",
]
