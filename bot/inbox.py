"""What waits in a conversation's inbox, and what is kept of the conversation: the shapes that rest in the store.

The store seals them and knows nothing of their insides. A field may be added with a default; none may change its meaning,
for a worker of the previous release may have written what this one reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.room import Room, ms
from bot.store import Entry as Kept
from bot.work import AskedAbout
from flows.session import DeskAsked, Session, Staff
from flows.words import E164, BookAppointment, Lang, Opening, Result, Tick, Visit

Found = Literal["twice", "overlaps", "stray", "late"]
Act = Literal["take", "answer", "give_back", "resolve"]
Did = Act | Literal["reassign", "called", "undo", "show"]  # show: nothing but draw the card anew


class Text(Struct, frozen=True, tag="text"):
    """A patient's text, as it came."""

    id: str
    at: datetime
    practice: E164
    phone: E164
    body: str
    media: int = 0
    keyword: str = ""  # one of the carrier's own words: it has answered already
    missed: bool = False  # no webhook brought it, we found it in the carrier's list; `at` is the carrier's time


class Desk(Struct, frozen=True, tag="desk"):
    """A person at the desk did something to this conversation's card: took it, answered on it, gave it back, settled it."""

    id: str
    at: datetime
    act: Did
    card: int
    by: str
    body: str = ""
    drawn: str = ""  # the card as it was before the presser's eyes (cards.drawn); "": whatever it is
    to: str = ""  # whom it is given to
    at_message: str = ""  # where in Slack the answer was written, to be marked there


class Answered(Struct, frozen=True, tag="answered"):
    """A person's answer has arrived on the patient's phone, or never will. `mark` is where that is to be seen in Slack."""

    id: str
    at: datetime
    card: int
    mark: str
    arrived: bool


class Undelivered(Struct, frozen=True, tag="undelivered"):
    """A text that mattered will never arrive."""

    id: str
    at: datetime
    opted_out: bool = False  # the carrier says that this phone wants none: we had not heard


class Orphan(Struct, frozen=True, tag="orphan"):
    """How a booking ended whose conversation was lost with the store, while somebody still waited for the office."""

    id: str
    at: datetime
    practice: E164
    phone: E164
    lang: Lang
    result: Result


class Unsettled(Struct, frozen=True, tag="unsettled"):
    """A change that nobody waits for did not happen, or nobody can say whether it did. `what` is the table's word for it."""

    id: str
    at: datetime
    what: str


class Swept(Struct, frozen=True, tag="swept"):
    """The sweep found a visit of ours in the book that must go, or that stands there after all.

    twice      another of the same patient at the same time stands
    overlaps   somebody else had the chair first
    stray      nobody was told of it
    late       we had said that nobody knows: it stands, and stays
    """

    id: str
    at: datetime
    practice: E164
    found: Found
    visit: int
    start: datetime
    phone: E164 | None = None
    lang: Lang = "en"
    command: BookAppointment | None = None
    promised: bool = False  # the patient believes in this very visit


class Asking(Struct, frozen=True, tag="asking"):
    """It is time to ask on this phone whether they will come to these visits."""

    id: str
    at: datetime
    practice: E164
    phone: E164
    lang: Lang
    visits: tuple[Visit, ...]


class AskEnded(Struct, frozen=True, tag="ask ended"):
    """Our question whether they will come has reached the carrier, or never will."""

    id: str
    at: datetime
    about: tuple[AskedAbout, ...]
    sent: bool
    opted_out: bool = False  # the carrier says that this phone wants none


class StaffAsked(Struct, frozen=True, tag="staff asked"):
    """Staff ask for something, in a session of their own."""

    id: str
    at: datetime
    practice: E164
    ask: DeskAsked


class StaffAgreed(Struct, frozen=True, tag="staff agreed"):
    """They agreed to exactly this time. It counts only if it is the one that was read back to them."""

    id: str
    at: datetime
    practice: E164
    staff: Staff
    opening: Opening


class ChangedByDesk(Struct, frozen=True, tag="changed by desk"):
    """Staff have changed a visit of somebody on this phone."""

    id: str
    at: datetime
    practice: E164
    phone: E164
    lang: Lang
    visit: int


class OfferedByDesk(Struct, frozen=True, tag="offered by desk"):
    """Staff offer an earlier time to somebody on this phone."""

    id: str
    at: datetime
    practice: E164
    phone: E164
    lang: Lang
    visit: Visit
    opening: Opening
    by: str


class WrittenByDesk(Struct, frozen=True, tag="written by desk"):
    """Staff write to this phone of themselves; what comes back is for a person."""

    id: str
    at: datetime
    practice: E164
    phone: E164
    lang: Lang
    by: str
    body: str


ByStaff = StaffAsked | StaffAgreed | OfferedByDesk | WrittenByDesk


class Broken(Struct, frozen=True, tag="broken"):
    """Stands for an event that nobody can read. It is never put into an inbox."""

    id: str
    at: datetime


NOBODY = E164("")  # whose it was could not be read
STAFF = "staff "  # begins what stands in the place of a phone in a session of the staff
UNCLAIMED = "unclaimed"  # the timer after which a card that nobody took is raised again
CHARTS = "charts"  # the timer at which an opt-out, or its end, is written into the phone's charts
FORGET = "forget"  # the timer after which what was said in a conversation is kept no longer
OTHER_HALF = "other half"  # the timer after which a text that seemed unfinished is taken as it is
READ_AS_ONE = 10  # so many waiting texts and more are a flood: they are read as one, and answered once

Entry = (
    Text
    | Desk
    | Answered
    | Undelivered
    | Unsettled
    | Swept
    | Orphan
    | Asking
    | AskEnded
    | ByStaff
    | ChangedByDesk
    | Result
    | Tick
)


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
    since: datetime | None = None  # `texts` have come in since then
    texts: int = 0
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


dump = msgspec.json.Encoder().encode
load_entry = msgspec.json.Decoder(Entry).decode
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
