"""What stands around appointments: their history, a chart's planned ones, the office's own fields. Reference, section 20."""

from __future__ import annotations

from bot.pretend.office.method import Answer, Call, Field, Made, Method, NotFound, found
from bot.pretend.office.methods.visits_read import CLINIC, DAYS, STATUSES, days
from bot.pretend.office.records import ApptField, HistAppointment
from bot.pretend.office.shapes import APPOINTMENT, Column, Joined, one_line, shape
from bot.pretend.office.tables import Appointment

ACTIONS = ("Created", "Changed", "Missed", "Cancelled", "Deleted")
_SNAPSHOT = [c for c in APPOINTMENT if c.name not in ("serverDateTime", "ItemOrderPlanned")]


def _of_snapshot(column: Column) -> Joined:
    make = column.make
    if make is None:
        return column.type, lambda b, h: getattr(h.Snapshot, column.name)
    return column.type, lambda b, h: make(b, h.Snapshot)


HISTORY = shape(
    HistAppointment,
    "HistApptNum HistUserNum HistDateTStamp HistApptAction ApptSource " + " ".join(c.name for c in _SNAPSHOT),
    **{c.name: _of_snapshot(c) for c in _SNAPSHOT},
)
_PLANNED = "AptNum ProvNum ItemOrder minutes ProcDescript Note dateSched AptStatus"
PLANNED = tuple(Column(name, "text") for name in _PLANNED.split())
FIELD = (Column("AptNum", "int"), Column("FieldName", "text"), Column("FieldValue", "text"))


def history(call: Call) -> Answer:
    """A row for each change; a deletion shows nowhere else."""
    first, last = days(call)
    exact = call.given("AptNum", "PatNum", "AptStatus", "ClinicNum")
    return [
        h
        for h in call.books.histappointments
        if (not call.has("HistApptAction") or h.HistApptAction == call.text("HistApptAction"))
        and all(getattr(h.Snapshot, name) == value for name, value in exact.items())
        and (first is None or h.HistDateTStamp.date() >= first)
        and (last is None or h.HistDateTStamp.date() <= last)
    ]


def planned(call: Call) -> Answer:
    """What is planned for a patient; `dateSched` tells whether it has been given a time. All values are texts."""
    books = call.books
    found(books.patients.get(call.number("PatNum")), "Patient")
    plans = [v for v in books.appointments if v.PatNum == call.number("PatNum") and v.AptStatus == "Planned"]
    return [_plan(call, plan) for plan in sorted(plans, key=lambda v: v.ItemOrderPlanned)]


def _plan(call: Call, plan: Appointment) -> Made:
    linked = [v for v in call.books.appointments if v.NextAptNum == plan.AptNum and v.AptStatus in ("Scheduled", "Complete")]
    return {
        "AptNum": str(plan.AptNum),
        "ProvNum": str(plan.ProvNum),
        "ItemOrder": str(plan.ItemOrderPlanned),
        "minutes": str(plan.minutes),
        "ProcDescript": plan.ProcDescript,
        "Note": one_line(plan.Note),
        "dateSched": linked[-1].AptDateTime.date().isoformat() if linked else "",
        "AptStatus": plan.AptStatus,
    }


def field(call: Call) -> Answer:
    """A named field of the office's own; without a value it is empty, not missing."""
    kept = _field(call)
    value = kept.FieldValue if kept else ""
    made: Made = {"AptNum": call.number("AptNum"), "FieldName": call.text("FieldName"), "FieldValue": value}
    return [made]


def set_field(call: Call) -> Answer:
    kept = _field(call)
    number = kept.ApptFieldNum if kept else call.books.apptfields.next_number()
    row = ApptField(
        ApptFieldNum=number,
        AptNum=call.number("AptNum"),
        FieldName=call.text("FieldName"),
        FieldValue=call.text("FieldValue"),
    )
    call.books.apptfields.put(row)
    return None


def _field(call: Call) -> ApptField | None:
    found(call.books.appointments.get(call.number("AptNum")), "Appointment")
    name = call.text("FieldName")
    if all(d.FieldName != name for d in call.books.apptfielddefs):
        raise NotFound("FieldName not found.")
    rows = (f for f in call.books.apptfields if f.AptNum == call.number("AptNum") and f.FieldName == name)
    return next(rows, None)


_FIELD = (
    Field("AptNum", "int", "The appointment.", required=True),
    Field("FieldName", "text", "A field the office has defined.", required=True),
)

METHODS = (
    Method(
        "GET",
        "/histappointments",
        "23.1.30",
        "ReadAll",
        "What was done to appointments: a row for each change.",
        history,
        params=(
            Field("HistApptAction", "enum", "Of one kind.", choices=ACTIONS),
            Field("AptNum", "int", "Of one appointment."),
            Field("PatNum", "int", "Of one patient."),
            Field("AptStatus", "enum", "That left this status.", choices=STATUSES),
            CLINIC,
            *DAYS,
        ),
        gives="list",
        columns=HISTORY,
        examples=("?AptNum={AptNum}",),
    ),
    Method(
        "GET",
        "/chartmodules/{PatNum}/PlannedAppts",
        "22.2",
        "ReadAll",
        "The planned appointments of a chart.",
        planned,
        gives="list",
        columns=PLANNED,
        examples=("",),
    ),
    Method(
        "GET",
        "/apptfields",
        "21.1",
        "ReadAll",
        "A field of the office's own on an appointment.",
        field,
        params=_FIELD,
        gives="list",
        columns=FIELD,
        examples=("?AptNum={AptNum}&FieldName=Chairside",),
    ),
    Method(
        "PUT",
        "/apptfields",
        "21.1",
        "Comm",
        "Write such a field.",
        set_field,
        body=(*_FIELD, Field("FieldValue", "text", "What to write.", required=True)),
        gives="nothing",
        examples=('{"AptNum": {AptNum}, "FieldName": "Chairside", "FieldValue": "sent"}',),
    ),
)
