"""What waits in a conversation's inbox: the events, as they rest in the store."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from bot.work import AskedAbout
from flows.session import DeskAsked, Staff
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
    promised: bool = False  # we had said that the change it agreed to is on its way, and nobody is left to say how that ended


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
    again: str = ""  # what it said, if it may be said once more: what stopped it may be over soon


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


class Held(Struct, frozen=True, tag="held"):
    """So many texts have left within an hour that what nobody asked for waits."""

    id: str
    at: datetime
    practice: E164


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
AGAIN = "again"  # the timer after which a text that did not arrive is said once more
FORGET = "forget"  # the timer after which what was said in a conversation is kept no longer
OTHER_HALF = "other half"  # the timer after which a text that seemed unfinished is taken as it is

Entry = (
    Text
    | Desk
    | Answered
    | Undelivered
    | Unsettled
    | Swept
    | Orphan
    | Asking
    | Held
    | AskEnded
    | ByStaff
    | ChangedByDesk
    | Result
    | Tick
)

dump = msgspec.json.Encoder().encode
load_entry = msgspec.json.Decoder(Entry).decode
