"""The work of an effect: all that carrying it out needs, as it rests in its row.

A field may be added with a default; none may change its meaning: a worker of the previous release may have written it.
`conversation` is where somebody hears how it ended, or that it did not; "" when it is staff's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from bot.office.changing import Charge, Confirmation, VisitChange
from bot.office.charts import ChartChange, NewChart
from flows.words import E164, BookAppointment, Lang, Opening


class TextWork(Struct, frozen=True, tag="text"):
    """Send one text."""

    practice: E164  # its texting number: the sender
    to: E164
    body: str
    conversation: str  # "" when it is staff's
    settles: bool  # it tells how a booking ended: if it cannot be delivered, somebody must call
    until: datetime  # later than that it would say nothing true any more


# --- what puts a visit into the book ---------------------------------------------------------------------------------


class BookWork(Struct, frozen=True, tag="book"):
    """Put one visit in the book, by Web Sched."""

    practice: E164
    command: BookAppointment
    conversation: str
    asked_at: datetime
    phone: E164 | None = None  # whom to tell if the conversation is lost with the store
    lang: Lang = "en"

    @property
    def patient(self) -> int:
        return self.command.patient.number

    @property
    def opening(self) -> Opening:
        return self.command.opening


class CreateWork(Struct, frozen=True, tag="create"):
    """Put one visit in the book of an office without Web Sched."""

    practice: E164
    command: BookAppointment
    conversation: str
    asked_at: datetime
    phone: E164 | None = None
    lang: Lang = "en"

    @property
    def patient(self) -> int:
        return self.command.patient.number

    @property
    def opening(self) -> Opening:
        return self.command.opening


class PlanWork(Struct, frozen=True, tag="plan"):
    """Plan a visit without a time: for a type, or for procedures."""

    practice: E164
    patient: int
    note: str
    conversation: str = ""
    appointment_type: int | None = None
    procedures: tuple[int, ...] = ()


class ScheduleWork(Struct, frozen=True, tag="schedule planned"):
    """Give a planned visit its time."""

    practice: E164
    plan: int
    patient: int
    opening: Opening
    conversation: str = ""
    phone: E164 | None = None
    lang: Lang = "en"

    @property
    def command(self) -> None:
        return None


# --- what is done to one that stands there ---------------------------------------------------------------------------


class UpdateWork(Struct, frozen=True, tag="update"):
    """Make a visit so: move it, un-break it, put it on the ASAP list. `was` is as it stood when the patient spoke."""

    practice: E164
    visit: int
    change: VisitChange
    was: VisitChange  # also what it is put back to
    conversation: str = ""
    length: timedelta = timedelta(minutes=30)  # of the visit: the operatory's time is kept for it while this is out

    @property
    def moves(self) -> bool:
        return self.change.start is not None or self.change.operatory is not None


class BreakWork(Struct, frozen=True, tag="break"):
    """Break a visit, if it still is at that time. `charge` by the practice's rule only."""

    practice: E164
    visit: int
    start: datetime
    conversation: str = ""
    charge: Charge | None = None
    unscheduled: bool = True


class ConfirmWork(Struct, frozen=True, tag="confirm"):
    """Confirm a visit, or say that the patient did not, if it still is at that time."""

    practice: E164
    visit: int
    start: datetime
    value: Confirmation
    conversation: str = ""


class NoteWork(Struct, frozen=True, tag="note"):
    """Add a line to a visit's note."""

    practice: E164
    visit: int
    line: str
    conversation: str = ""


# --- charts ----------------------------------------------------------------------------------------------------------


class ChartWork(Struct, frozen=True, tag="chart"):
    """Make a chart for somebody who has none."""

    practice: E164
    person: NewChart
    conversation: str = ""


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


Making = BookWork | CreateWork  # somebody waits for these
Makes = BookWork | CreateWork | ScheduleWork  # a visit in a chair
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
)
dump = msgspec.json.Encoder().encode
load = msgspec.json.Decoder(Work).decode


def kind_of(work: Work) -> str:
    """Return what the table calls it."""
    return str(type(work).__struct_config__.tag)
