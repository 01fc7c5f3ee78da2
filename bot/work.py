"""The work of an effect: all that carrying it out needs, as it rests in its row.

A field may be added with a default; none may change its meaning: a worker of the previous release may have written it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from bot.office.changing import Charge, Confirmation, VisitChange
from bot.office.charts import ChartChange, NewChart
from flows.words import (
    E164,
    BookAppointment,
    BreakVisit,
    ConfirmVisit,
    JotNote,
    Lang,
    ListAsap,
    MakeChart,
    MoveVisit,
    Opening,
    PlanVisit,
    SchedulePlan,
)

ANSWER_STANDS = timedelta(hours=4)  # an answer the carrier cannot deliver by then is no answer any more
CONFIRMATION_STANDS = timedelta(hours=10)  # the longest the carrier keeps trying


class AskedAbout(Struct, frozen=True):
    """A visit that a text of ours asks about, and how it was marked then."""

    visit: int
    start: datetime
    marked: int


class Answering(Struct, frozen=True):
    """Whose answer a text is: the card it was given on, and where in Slack it is marked (`MarkWork.at`)."""

    card: int
    at: str = ""


class TextWork(Struct, frozen=True, tag="text"):
    """Send one text."""

    practice: E164  # its texting number: the sender
    to: E164
    body: str
    conversation: str  # "" when it is staff's
    settles: bool  # it tells how a booking ended: if it cannot be delivered, somebody must call
    until: datetime  # later than that it would say nothing true any more
    asks: tuple[AskedAbout, ...] = ()  # whether they will come to these
    answers: Answering | None = None  # a person wrote it, who is to see whether it arrived
    again: bool = False  # it was said before and did not arrive: if this does not either, somebody must call


class ForSomebody(Struct, frozen=True, kw_only=True):
    """What every change has that somebody may wait for: a patient, or staff. They do, if it has a `command`.

    `conversation` hears how it ended, or only that it did not where nobody waits.
    """

    practice: E164
    conversation: str = ""
    phone: E164 | None = None  # whom to tell if the conversation is lost with the store
    lang: Lang = "en"
    asked_at: datetime | None = None


# --- what puts a visit into the book ---------------------------------------------------------------------------------


class Booking(ForSomebody, frozen=True, kw_only=True):
    """A visit that is not in the book in any form yet."""

    command: BookAppointment
    asked_at: datetime

    @property
    def patient(self) -> int:
        return self.command.patient.number

    @property
    def opening(self) -> Opening:
        return self.command.opening


class BookWork(Booking, frozen=True, tag="book"):
    """Put one visit in the book, by Web Sched."""


class CreateWork(Booking, frozen=True, tag="create"):
    """Put one visit in the book of an office without Web Sched."""


class PlanWork(ForSomebody, frozen=True, tag="plan"):
    """Plan a visit without a time: for a type, or for procedures."""

    patient: int
    note: str
    appointment_type: int | None = None
    procedures: tuple[int, ...] = ()
    command: PlanVisit | None = None


class ScheduleWork(ForSomebody, frozen=True, tag="schedule planned"):
    """Give a planned visit its time."""

    plan: int
    patient: int
    opening: Opening
    command: SchedulePlan | None = None


# --- what is done to one that stands there ---------------------------------------------------------------------------


class UpdateWork(ForSomebody, frozen=True, tag="update"):
    """Make a visit so: move it, un-break it, put it on the ASAP list. `was` is as it stood when the patient spoke."""

    visit: int
    change: VisitChange
    was: VisitChange  # also what it is put back to
    length: timedelta = timedelta(minutes=30)  # of the visit: the operatory's time is kept for it while this is out
    command: MoveVisit | ListAsap | None = None
    read_at: datetime | None = None  # when `was` was read: within a minute it need not be read again

    @property
    def moves(self) -> bool:
        return self.change.start is not None or self.change.operatory is not None


class BreakWork(ForSomebody, frozen=True, tag="break"):
    """Break a visit, if it still is at that time. `charge` by the practice's rule only."""

    visit: int
    start: datetime
    charge: Charge | None = None
    unscheduled: bool = True
    command: BreakVisit | None = None
    read_at: datetime | None = None


class ConfirmWork(ForSomebody, frozen=True, tag="confirm"):
    """Confirm a visit, or say that the patient did not, if it still is at that time."""

    visit: int
    start: datetime
    value: Confirmation | int  # a word, or one of the office's own definitions
    only_from: tuple[int, ...] = ()  # where it is marked otherwise by now, it says more: it stays. Empty: whatever it is
    command: ConfirmVisit | None = None
    read_at: datetime | None = None


class NoteWork(ForSomebody, frozen=True, tag="note"):
    """Add a line to a visit's note."""

    visit: int
    line: str
    command: JotNote | None = None


# --- charts ----------------------------------------------------------------------------------------------------------


class ChartWork(ForSomebody, frozen=True, tag="chart"):
    """Make a chart for somebody who has none."""

    person: NewChart
    command: MakeChart | None = None


class ChartChangeWork(Struct, frozen=True, tag="chart change"):
    """Make a chart so: whether texts are welcome, in which language."""

    practice: E164
    patient: int
    change: ChartChange
    conversation: str = ""


class CommlogWork(Struct, frozen=True, tag="commlog"):
    """Leave one line in a chart. The note ends in a marker by which it is found again."""

    practice: E164
    patient: int
    note: str
    at: datetime
    conversation: str = ""


# --- Slack -----------------------------------------------------------------------------------------------------------


class PostWork(Struct, frozen=True, tag="post"):
    """Post one message in Slack. `card`: of whose thread it is the beginning (`begins`) or a part; None: of none."""

    practice: E164
    channel: str
    text: str
    blocks: bytes = b"[]"  # as JSON
    card: int | None = None
    begins: bool = False
    aloud: bool = False  # the whole channel sees it, though it stands in a thread
    conversation: str = ""
    until: datetime | None = None  # later than that nobody wants it any more


class WhisperWork(Struct, frozen=True, tag="whisper"):
    """Tell one person of the staff in Slack, where they asked, how what they asked for stands."""

    practice: E164
    channel: str
    user: str
    text: str
    until: datetime  # later than that they have looked for themselves
    conversation: str = ""


class PostUpdateWork(Struct, frozen=True, tag="post update"):
    """Make the message with which a card's thread begins so."""

    practice: E164
    card: int
    text: str
    blocks: bytes = b"[]"
    conversation: str = ""


class MarkWork(Struct, frozen=True, tag="mark"):
    """Put a small mark on a message in Slack. `at` is its ts, or the effect that posted it."""

    practice: E164
    channel: str
    at: str
    name: str
    conversation: str = ""


Placing = BookWork | CreateWork | ScheduleWork  # they put a visit into a chair
Waited = Placing | UpdateWork | BreakWork | ConfirmWork | ChartWork | PlanWork | NoteWork
Work = (
    TextWork
    | BookWork
    | CreateWork
    | PlanWork
    | ScheduleWork
    | UpdateWork
    | BreakWork
    | ConfirmWork
    | NoteWork
    | ChartWork
    | ChartChangeWork
    | CommlogWork
    | PostWork
    | WhisperWork
    | PostUpdateWork
    | MarkWork
)
dump = msgspec.json.Encoder().encode
load = msgspec.json.Decoder(Work).decode


def kind_of(work: Work) -> str:
    """Return what the table calls it."""
    return str(type(work).__struct_config__.tag)
