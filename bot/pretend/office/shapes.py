"""What an answer's rows look like: column by column, in the vendor's order, with the values that are joined in.

The same columns make the rows and describe them in the OpenAPI file. Source: reference, sections 5, 6.6, 12 to 20.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal, get_type_hints

from bot.pretend.office.books import Books
from bot.pretend.office.tables import Appointment, Commlog, Patient, Provider, Schedule
from bot.pretend.office.tables import Row as Kept
from bot.pretend.office.wire import NEVER, NO_DAY, Value

Type = Literal["int", "number", "text", "bool", "date", "datetime", "time"]
TYPES: dict[object, Type] = {
    int: "int",
    float: "number",
    str: "text",
    bool: "bool",
    date: "date",
    datetime: "datetime",
    time: "time",
}


@dataclass(frozen=True)
class Column:
    """One field of an answer. `make` gives its value; None: the kept row's own."""

    name: str
    type: Type
    make: Callable[[Books, Any], Value] | None = None


Joined = tuple[Type, Callable[[Books, Any], Value]]


def shape(kind: type[Kept], names: str, **joined: Joined) -> tuple[Column, ...]:
    """Return the columns of an answer: `names` in order; those under `joined` are made, the others are the row's own."""
    hints = get_type_hints(kind)
    return tuple(Column(n, *joined[n]) if n in joined else Column(n, TYPES[hints[n]]) for n in names.split())


def render(books: Books, columns: Sequence[Column], row: Kept, now: datetime = NEVER) -> dict[str, Value]:
    """Return the row's answer; `now` is for its serverDateTime."""
    return {c.name: now if c is STAMP else getattr(row, c.name) if c.make is None else c.make(books, row) for c in columns}


STAMP = Column("serverDateTime", "datetime")


def stamped(columns: Sequence[Column], *, last: bool = False) -> tuple[Column, ...]:
    """Return the columns with the office's time, which a caller sends back as DateTStamp (reference, 4.1)."""
    return (*columns, STAMP) if last else (STAMP, *columns)


def name_of(books: Books, definition: int) -> str:
    found = books.definitions.get(definition)
    return found.ItemName if found else ""


def abbr_of(books: Books, provider: int) -> str:
    found = books.providers.get(provider)
    return found.Abbr if found else ""


def clinic_of(books: Books, clinic: int) -> str:
    found = books.clinics.get(clinic)
    return found.Abbr if found else ""


_VISIT_NAMES: dict[str, Joined] = {
    "confirmed": ("text", lambda b, a: name_of(b, a.Confirmed)),
    "provAbbr": ("text", lambda b, a: abbr_of(b, a.ProvNum)),
    "unschedStatus": ("text", lambda b, a: name_of(b, a.UnschedStatus)),
    "Note": ("text", lambda b, a: one_line(a.Note)),
}

_FULL = (
    "AptNum PatNum AptStatus Pattern Confirmed confirmed TimeLocked Op Note ProvNum provAbbr ProvHyg AptDateTime NextAptNum"
    " UnschedStatus unschedStatus IsNewPatient ProcDescript ClinicNum IsHygiene DateTStamp DateTimeArrived DateTimeSeated"
    " DateTimeDismissed InsPlan1 InsPlan2 DateTimeAskedToArrive colorOverride AppointmentTypeNum SecUserNumEntry SecDateTEntry"
    " Priority PatternSecondary ItemOrderPlanned"
)
APPOINTMENT = shape(Appointment, _FULL, **_VISIT_NAMES)
APPOINTMENT_READ = stamped(APPOINTMENT)
# The examples of POST WebSched and PUT end before ItemOrderPlanned.
APPOINTMENT_SHORT = APPOINTMENT[:-1]
APPOINTMENT_WEB_SCHED = stamped(
    shape(
        Appointment,
        "AptNum PatNum AptStatus Pattern Confirmed confirmed Op Note ProvNum provAbbr ProvHyg AptDateTime NextAptNum"
        " UnschedStatus unschedStatus ProcDescript ClinicNum IsHygiene DateTStamp DateTimeArrived DateTimeSeated"
        " DateTimeDismissed AppointmentTypeNum eServiceLogType",
        **_VISIT_NAMES,
        IsHygiene=("text", lambda b, a: str(a.IsHygiene)),  # "True" and "False" here and nowhere else
    ),
    last=True,
)
_SLOT: tuple[tuple[str, Type], ...] = (
    ("DateTimeStart", "datetime"),
    ("DateTimeEnd", "datetime"),
    ("ProvNum", "int"),
    ("OpNum", "int"),
)
SLOT = tuple(Column(name, kind) for name, kind in _SLOT)

_CHART: dict[str, Joined] = {
    "priProvAbbr": ("text", lambda b, p: abbr_of(b, p.PriProv)),
    "secProvAbbr": ("text", lambda b, p: abbr_of(b, p.SecProv)),
    "clinicAbbr": ("text", lambda b, p: clinic_of(b, p.ClinicNum)),
}
PATIENT_FOUND = shape(
    Patient,
    "PatNum LName FName MiddleI Preferred PatStatus Birthdate SSN Address Address2 City State Zip HmPhone WkPhone"
    " WirelessPhone Email priProvAbbr secProvAbbr BillingType ChartNumber ClinicNum clinicAbbr siteDesc TxtMsgOk",
    **_CHART,
)
PATIENT = shape(
    Patient,
    "PatNum LName FName MiddleI Preferred PatStatus Gender Position Birthdate SSN Address Address2 City State Zip HmPhone"
    " WkPhone WirelessPhone Guarantor Email EstBalance PriProv priProvAbbr SecProv secProvAbbr FeeSched BillingType ImageFolder"
    " FamFinUrgNote ChartNumber MedicaidID BalTotal EmployerNum DateFirstVisit ClinicNum clinicAbbr Premed Ward"
    " PreferConfirmMethod PreferContactMethod PreferRecallMethod Language AdmitDate siteDesc DateTStamp SuperFamily TxtMsgOk"
    " SecDateEntry",
    **_CHART,
)
PATIENT_SIMPLE = stamped(PATIENT)

COMMLOG = shape(
    Commlog,
    "CommlogNum PatNum CommDateTime CommType commType Note Mode_ SentOrReceived UserNum DateTStamp CommSource ProgramNum"
    " DateTEntry ReferralNum",
    CommType=("text", lambda b, c: str(c.CommType)),  # a number as text, as documented
    commType=("text", lambda b, c: name_of(b, c.CommType)),
    Note=("text", lambda b, c: one_line(c.Note)),
)

PROVIDER = stamped(
    shape(
        Provider,
        "ProvNum Abbr LName FName MI Suffix FeeSched Specialty SSN StateLicense IsSecondary provColor IsHidden UsingTIN"
        " SigOnFile NationalProvID DateTStamp IsNotPerson ProvStatus IsHiddenReport Birthdate SchedNote PreferredName",
    ),
    last=True,
)

SCHEDULE = shape(
    Schedule,
    "ScheduleNum SchedDate StartTime StopTime SchedType ProvNum BlockoutType blockoutType Note operatories EmployeeNum"
    " DateTStamp",
    ScheduleNum=("text", lambda b, s: str(s.ScheduleNum)),
    ProvNum=("text", lambda b, s: str(s.ProvNum)),
    BlockoutType=("text", lambda b, s: str(s.BlockoutType)),
    blockoutType=("text", lambda b, s: name_of(b, s.BlockoutType)),
    operatories=("text", lambda b, s: ",".join(str(op) for op in s.Ops)),
    EmployeeNum=("text", lambda b, s: str(s.EmployeeNum)),
)


def one_line(text: str) -> str:
    """CR LF in kept text comes out as spaces: line breaks are lost on reading (reference, section 4)."""
    return text.replace("\r\n", " ").replace("\r", " ").replace("\n", " ")


def years_old(born: date, today: date) -> int:
    if born == NO_DAY:
        return 0
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
