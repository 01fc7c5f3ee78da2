"""What is kept of a conversation, and how what waits for it is taken up: read as one, salvaged, forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.inbox.entries import (
    NOBODY,
    STAFF,
    Asking,
    Broken,
    ChangedByDesk,
    Entry,
    Held,
    OfferedByDesk,
    Orphan,
    StaffAgreed,
    StaffAsked,
    Swept,
    Text,
    WrittenByDesk,
    load_entry,
)
from bot.room import Room, ms
from bot.store import Entry as Kept
from flows.session import Session, Staff
from flows.words import E164

READ_AS_ONE = 10  # so many waiting texts and more are a flood: they are read as one, and answered once


class Spoken(Struct, frozen=True, omit_defaults=True):
    """One text of a conversation, kept for whoever takes it over. `by` is "patient", a name of the staff, or "": us."""

    at: datetime
    by: str
    body: str


MOST_SPOKEN, LONGEST_TALK, TALK_KEPT = 20, 8000, timedelta(days=30)


class Conversation(Struct, frozen=True, omit_defaults=True):
    """One conversation as it rests: whose phone, with which practice, what the flows know, and the card open for it."""

    practice: E164
    phone: E164
    session: Session = Session()
    card: int | None = None
    half: Text | None = None  # its other half may still be on its way
    unsaid: str = ""  # a text that did not arrive, and is to be said once more
    since: datetime | None = None  # `texts` have come in since then
    texts: int = 0
    day: datetime | None = None  # `in_day` have come in since then
    in_day: int = 0
    talk: tuple[Spoken, ...] = ()  # the last texts, as long as they are of use
    anew: bool = False  # what we knew before was lost with the store, and the patient has not been told yet


class Unknowable(Exception):
    """Nothing says whose conversation this is."""


def spoken(kept: Conversation, text: Spoken) -> Conversation:
    """Keep one more text: the newest few, for as long as anybody may want to answer them."""
    talk = [one for one in (*kept.talk, text) if text.at - one.at <= TALK_KEPT][-MOST_SPOKEN:]
    while sum(len(one.body) for one in talk) > LONGEST_TALK and len(talk) > 1:
        del talk[0]
    return replace(kept, talk=tuple(talk))


def forgotten(kept: Conversation) -> Conversation:
    """Return what is kept of a conversation that nobody has taken up for long: whose it is, and what this phone may hear."""
    was = kept.session
    left = Session(lang=was.lang, introduced=was.introduced, opted_out=was.opted_out, not_them=was.not_them, staff=was.staff)
    return Conversation(kept.practice, kept.phone, left)


load_conversation = msgspec.json.Decoder(Conversation).decode


def joined(waiting: Sequence[Kept]) -> tuple[Entry, int]:
    """Return the oldest event that waits, and how many it stands for: a flood of texts is read as one."""
    first = load_entry(waiting[0].payload)
    entries = (_readable(kept.payload) for kept in waiting)
    texts = list(takewhile(lambda entry: isinstance(entry, Text) and not entry.keyword, entries))
    if len(texts) <= READ_AS_ONE:
        return first, 1
    bodies = [text.body for text in texts if isinstance(text, Text)]
    assert isinstance(texts[0], Text)
    return replace(texts[0], body="\n".join(dict.fromkeys(bodies))), len(texts)


def conversation(session: bytes | None, entry: Entry | Broken, rooms: Mapping[E164, Room]) -> Conversation:
    """Return the conversation that was kept, or begin one, in the practice's first language. Raises Unknowable."""
    if session:
        kept = load_conversation(session)
        if kept.phone != NOBODY:
            return kept
    match entry:
        case Text(practice=practice, phone=phone):
            return Conversation(practice, phone, Session(lang=rooms[practice].practice.languages[0]))
        case Orphan(practice=practice, phone=phone, lang=lang) | Asking(practice=practice, phone=phone, lang=lang):
            return Conversation(practice, phone, Session(lang=lang))
        case Swept(practice=practice, phone=phone, lang=lang):
            return Conversation(practice, phone or NOBODY, Session(lang=lang))
        case Held(practice=practice):
            return Conversation(practice, practice)  # our own number, which nobody texts from
        case StaffAsked(practice=practice):
            return Conversation(practice, of_staff(entry.ask.staff))
        case StaffAgreed(practice=practice, staff=staff):
            return Conversation(practice, of_staff(staff))
        case (
            ChangedByDesk(practice=practice, phone=phone, lang=lang)
            | OfferedByDesk(practice=practice, phone=phone, lang=lang)
            | WrittenByDesk(practice=practice, phone=phone, lang=lang)
        ):
            return Conversation(practice, phone, Session(lang=lang))
    raise Unknowable


def of_staff(staff: Staff) -> E164:
    """What stands in the place of a phone in a session of theirs: nobody is ever texted there."""
    return E164(f"{STAFF}{staff.user}")


def is_of_staff(phone: E164) -> bool:
    return phone.startswith(STAFF)


def salvaged(
    session: bytes | None, waiting: Kept, cid: str, rooms: Mapping[E164, Room], practice: E164, now: datetime
) -> tuple[Entry | Broken, Conversation]:
    """Return as much as can be read of an event that could not be handled, and of its conversation."""
    entry = _readable(waiting.payload) or Broken(f"{cid}/{ms(now)}", now)
    for kept in (session, None):
        try:
            return entry, conversation(kept, entry, rooms)
        except (ValueError, Unknowable):
            continue
    return entry, Conversation(practice, NOBODY)


def _readable(payload: bytes) -> Entry | None:
    try:
        entry: Entry = load_entry(payload)
    except ValueError:
        return None
    return entry
