"""PUT /appointments: update, Break, Note, Confirm. Source: reference, 6.11 to 6.14."""

from __future__ import annotations

from msgspec.structs import replace

from bot.pretend.office.method import Answer, Call, Field, Method, Refused, found
from bot.pretend.office.methods.visits_make import (
    APPT_CONFIRMED,
    CONFIRMED,
    PATTERN,
    PRIORITY,
    SECONDARY,
    TIMES,
    arrivals,
    confirmed,
    existing_definition,
    existing_provider,
    kind_of,
)
from bot.pretend.office.methods.visits_read import existing_clinic
from bot.pretend.office.overlaps import must_be_free
from bot.pretend.office.procedures import attach_codes, codes_of, on_visit
from bot.pretend.office.shapes import APPOINTMENT_SHORT
from bot.pretend.office.tables import Appointment
from bot.pretend.office.wire import NEVER

UNSCHED_STATUS = 13
STATUSES = ("Scheduled", "Complete", "UnschedList", "Broken", "Planned", "PtNote", "PtNoteCompleted")
_PLAIN = ("AptStatus", "Note", "AptDateTime", "IsHygiene", "IsNewPatient", "Priority", "colorOverride")
# What the four eConfirmation answers are called in the office's set-up; the pairing is the reference's guess. [I]
CONFIRM_VALUES = {
    "Sent": "ApptEConfirmStatusSent",
    "Confirmed": "ApptEConfirmStatusAccepted",
    "Not Accepted": "ApptEConfirmStatusDeclined",
    "Failed": "ApptEConfirmStatusSendFailed",
}
TRIGGERS = {
    "AppointmentTimeArrivedTrigger": "DateTimeArrived",
    "AppointmentTimeSeatedTrigger": "DateTimeSeated",
    "AppointmentTimeDismissedTrigger": "DateTimeDismissed",
}


def update(call: Call) -> Answer:
    before = found(call.books.appointments.get(call.number("AptNum")), "Appointment")
    _may_change(call, before)
    visit = replace(before, **call.given(*_PLAIN), **_linked(call))
    visit = replace(visit, **arrivals(call, visit.AptDateTime))
    if call.switches.move_resets_confirmed and visit.AptDateTime != before.AptDateTime and not call.has("Confirmed"):
        visit = replace(visit, Confirmed=call.books.defs(APPT_CONFIRMED)[0].DefNum)
    visit = stamped(call, before, _typed(call, visit))
    if visit.AptStatus == "UnschedList":
        visit = replace(visit, Op=0)
    if call.switches.overlap_refused:
        must_be_free(call.books, visit)
    if call.has("AppointmentTypeNum"):
        visit = attach_codes(call.books, visit, codes_of(call.books, visit.AppointmentTypeNum), call.now)
    kept = call.books.keep(visit, call.now)
    return replace(kept, DateTStamp=NEVER) if call.switches.stamp_hidden else kept


def _may_change(call: Call, visit: Appointment) -> None:
    protected = call.switches.completed_protected and call.books.preference("ApptPreventChangesToCompleted") == "1"
    if protected and visit.AptStatus == "Complete" and on_visit(call.books, visit.AptNum):
        raise Refused("Completed appointments with procedures cannot be changed.")


def _linked(call: Call) -> dict[str, object]:
    """The columns that name another row, once it is sure that it exists."""
    linked: dict[str, object] = {}
    if call.has("Confirmed"):
        linked["Confirmed"] = confirmed(call)
    if call.has("Op"):
        linked["Op"] = found(call.books.operatories.get(call.number("Op")), "Operatory").OperatoryNum
    for name in ("ProvNum", "ProvHyg"):
        if call.has(name):
            linked[name] = existing_provider(call, name)
    if call.has("ProvNum") and not call.number("ProvNum"):
        raise Refused("ProvNum is invalid.")
    if call.has("ClinicNum"):
        linked["ClinicNum"] = existing_clinic(call.books, call.number("ClinicNum"))
    if call.has("UnschedStatus"):
        number = call.number("UnschedStatus")
        linked["UnschedStatus"] = existing_definition(call.books, number, UNSCHED_STATUS, "UnschedStatus") if number else 0
    return linked


def _typed(call: Call, visit: Appointment) -> Appointment:
    """Type, lengths and colour. A type's length gives way to a Pattern that was sent; procedures there were stay."""
    kind = kind_of(call)
    pattern = call.text("Pattern") or (kind.Pattern if kind else "") or visit.Pattern
    # Changing the length alone leaves the second pattern too short or too long: it is filled up, or cut. [I]
    follows = call.switches.second_pattern_follows or not call.has("Pattern")
    spare = visit.PatternSecondary[: len(pattern)].ljust(len(pattern), "/") if follows else visit.PatternSecondary
    second = call.text("PatternSecondary") or spare
    if len(second) != len(pattern):
        raise Refused("PatternSecondary is invalid. It must match the length of Pattern.")
    visit = replace(visit, Pattern=pattern, PatternSecondary=second)
    if not call.has("AppointmentTypeNum"):
        return visit
    visit = replace(visit, AppointmentTypeNum=call.number("AppointmentTypeNum"))
    if kind is not None and not call.has("colorOverride"):
        visit = replace(visit, colorOverride=kind.appointmentTypeColor)
    return visit


def note(call: Call) -> Answer:
    """A new line behind what is there; not to be repeated without a look."""
    visit = found(call.books.appointments.get(call.number("AptNum")), "Appointment")
    added = call.text("Note")
    if not added:
        if call.switches.empty_note_refused:
            raise Refused("Note is required.")
        return None
    call.books.keep(replace(visit, Note=f"{visit.Note}\r\n{added}" if visit.Note else added), call.now)
    return None


def confirm(call: Call) -> Answer:
    visit = found(call.books.appointments.get(call.number("AptNum")), "Appointment")
    if call.has("confirmVal") == call.has("defNum"):
        if call.switches.two_confirms_refused:
            raise Refused("Only one of confirmVal or defNum is required.")
        if not call.has("defNum"):
            return None
    chosen = confirmed(call, name="defNum") if call.has("defNum") else _confirm_value(call)
    call.books.keep(stamped(call, visit, replace(visit, Confirmed=chosen)), call.now)
    return None


def _confirm_value(call: Call) -> int:
    value = call.text("confirmVal")
    if value == "None":
        return call.books.defs(APPT_CONFIRMED)[0].DefNum
    chosen = call.books.preference(CONFIRM_VALUES[value])
    if not chosen:
        raise Refused(f"{value} is not enabled by the dental office.")
    return int(chosen)


def stamped(call: Call, before: Appointment, visit: Appointment) -> Appointment:
    """A status that the office made a trigger checks the patient in, seats or dismisses them, now."""
    if visit.Confirmed == before.Confirmed:
        return visit
    for preference, column in TRIGGERS.items():
        if call.books.preference(preference) == str(visit.Confirmed):
            visit = replace(visit, **{column: call.now})
    return visit


METHODS = (
    Method(
        "PUT",
        "/appointments/{AptNum}",
        "21.1",
        "Appointments",
        "Change any fields; what is left out stays. The documented way to move a visit: AptDateTime and Op together.",
        update,
        body=(
            Field("AptStatus", "enum", "UnschedList also leaves the operatory.", choices=STATUSES),
            PATTERN,
            CONFIRMED,
            Field("Op", "int", "Which operatory."),
            Field("Note", "text", "Overwrites."),
            Field("ProvNum", "int", "The provider."),
            Field("ProvHyg", "int", "The hygienist."),
            Field("AptDateTime", "datetime", "The new start."),
            Field("ClinicNum", "int", "The clinic."),
            Field("IsHygiene", "bool", "The X time is the hygienist's."),
            *TIMES,
            Field("IsNewPatient", "bool", "", since="21.3"),
            PRIORITY,
            Field("AppointmentTypeNum", "int", "0: none. Adds its procedures.", since="22.1"),
            Field("UnschedStatus", "int", "A definition of category 13; 0: none.", since="22.2"),
            Field("colorOverride", "color", "R,G,B.", since="22.3.9"),
            SECONDARY,
        ),
        columns=APPOINTMENT_SHORT,
        examples=('{"Note": "Note on appointment."}', '{"AptDateTime": "{open}", "Op": {openOp}}'),
    ),
    Method(
        "PUT",
        "/appointments/{AptNum}/Note",
        "21.1",
        "Comm",
        "Add a line to the note.",
        note,
        body=(Field("Note", "text", "The line.", required=True),),
        gives="nothing",
        examples=('{"Note": "Requests reschedule"}',),
    ),
    Method(
        "PUT",
        "/appointments/{AptNum}/Confirm",
        "21.1",
        "Comm",
        "Set Confirmed, by one of the five eConfirmation words or by a definition of category 2.",
        confirm,
        body=(
            Field("confirmVal", "enum", "This, or defNum.", choices=("None", *CONFIRM_VALUES)),
            Field("defNum", "int", "This, or confirmVal.", since="21.2"),
        ),
        gives="nothing",
        examples=('{"confirmVal": "Confirmed"}', '{"defNum": {confirmed}}'),
    ),
)
