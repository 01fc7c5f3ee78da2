"""GET SlotsWebSched and POST WebSched: what Web Sched offers, and taking it. Source: reference, 6.5, 6.10 and 8.2."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused, found
from bot.pretend.office.methods.visits_read import DAYS, checked_clinic, days, must_name_clinic
from bot.pretend.office.procedures import attach_codes, codes_of
from bot.pretend.office.shapes import APPOINTMENT_SHORT, SLOT
from bot.pretend.office.spans import Slot
from bot.pretend.office.tables import Appointment, Definition
from bot.pretend.office.web_sched import EXISTING_PATIENT, NEW_PATIENT, Ask, NotOffered, offered, pattern_of, type_of
from bot.pretend.office.wire import NEVER


def slots_web_sched(call: Call) -> Answer:
    must_subscribe(call)
    first, last = window(call)
    must_name_clinic(call)
    clinic = checked_clinic(call) if call.has("ClinicNum") else 0
    is_new = call.flag("isNewPatient")
    reason = _reason(call, is_new)
    ask = Ask(reason, is_new, clinic, _days_out(call, first, is_new), last)
    return [s._asdict() for s in _offered(call, ask, gone=call.switches.gone_reason_refused)]


def window(call: Call) -> tuple[date, date]:
    """The days asked for; with none, the next two weeks: today and thirteen more. [I]"""
    two_weeks = timedelta(days=call.switches.default_days - 1)
    first, last = days(call)
    today = call.now.date()
    start = first if first is not None else today
    return start, last if last is not None else max(start, today) + two_weeks


def must_subscribe(call: Call) -> None:
    if call.books.preference("WebSchedEnabled", "1") != "1":
        raise Refused("The dental office is not subscribed to Web Sched.")


def still_offered(call: Call) -> None:
    """The engine is asked again: what it would not offer at this instant cannot be taken. [I: the answer's status and words]"""
    must_subscribe(call)
    found(call.books.patients.get(call.number("PatNum")), "Patient")
    found(call.books.providers.get(call.number("ProvNum")), "Provider")
    op = found(call.books.operatories.get(call.number("OpNum")), "Operatory")
    reason = found(call.books.definitions.get(call.number("defNumApptType")), "Definition")
    start, end = call.when("dateTimeStart"), call.when("dateTimeEnd")
    wanted = Slot(start, end, call.number("ProvNum"), op.OperatoryNum)
    ask = Ask(reason, reason.Category == NEW_PATIENT, op.ClinicNum, start.date(), start.date())
    if wanted not in _offered(call, ask):
        raise Refused(call.switches.taken_text, call.switches.taken_status)


def post_web_sched(call: Call) -> Answer:
    books = call.books
    reason = found(books.definitions.get(call.number("defNumApptType")), "Definition")
    op = found(books.operatories.get(call.number("OpNum")), "Operatory")
    is_new = reason.Category == NEW_PATIENT
    kind = type_of(books, reason)
    pattern = pattern_of(books, kind)
    visit = Appointment(
        AptNum=books.appointments.next_number(),
        PatNum=call.number("PatNum"),
        Pattern=pattern,
        PatternSecondary="/" * len(pattern),
        Confirmed=_confirmed(call, is_new),
        Op=op.OperatoryNum,
        Note=f"Appointment Reason: {reason.ItemName}",
        ProvNum=call.number("ProvNum"),
        AptDateTime=call.when("dateTimeStart"),
        IsNewPatient=is_new,
        ClinicNum=op.ClinicNum,
        AppointmentTypeNum=kind.AppointmentTypeNum,
        SecDateTEntry=call.now,
        eServiceLogType="NewPat" if is_new else "ExistingPat",
    )
    visit = attach_codes(books, visit, codes_of(books, kind.AppointmentTypeNum), call.now)
    kept = books.keep(visit, call.now, source="WebSched")
    return replace(kept, DateTStamp=NEVER) if call.switches.stamp_hidden else kept


def _reason(call: Call, is_new: bool) -> Definition:
    """Without one, the office's first reason of that kind of patient. [I]"""
    if not call.has("defNumApptType"):
        if not call.switches.first_reason_by_default:
            raise Refused("defNumApptType is required.")
        reasons = call.books.defs(NEW_PATIENT if is_new else EXISTING_PATIENT)
        reason = next((d for d in reasons if not d.isHidden), None)
        if reason is None:
            raise Refused("The reason for visit is no longer offered. Please call the office.")
        return reason
    chosen = call.books.definitions.get(call.number("defNumApptType"))
    if chosen is None:
        raise NotFound("Definition not found.")
    if chosen.Category not in (NEW_PATIENT, EXISTING_PATIENT):
        raise Refused("defNumApptType is invalid.")
    return chosen


def _offered(call: Call, ask: Ask, *, gone: bool = True) -> list[Slot]:
    """What the engine offers. `gone`: whether a reason that leads to no type is refused; otherwise there is nothing for it."""
    try:
        return offered(call.books, ask, call.now)
    except NotOffered as error:
        if not gone:
            return []
        raise Refused(str(error)) from None


def _days_out(call: Call, first: date, is_new: bool) -> date:
    """The product's callers move the first day by a preference; whether the API does is unknown, hence the switch (8.2)."""
    if not call.switches.days_out_apply:
        return first
    name = "WebSchedNewPatApptSearchAfterDays" if is_new else "WebSchedExistingPatSearchAfterDays"
    return max(first, call.now.date() + timedelta(days=int(call.books.preference(name) or 0)))


def _confirmed(call: Call, is_new: bool) -> int:
    chosen = call.books.preference("WebSchedNewPatConfirmStatus" if is_new else "WebSchedExistingPatConfirmStatus")
    return int(chosen) if chosen else call.books.defs(2)[0].DefNum


METHODS = (
    Method(
        "GET",
        "/appointments/SlotsWebSched",
        "21.1",
        "ReadAll",
        "The bookable times of a reason, as the office's Web Sched page would offer them.",
        slots_web_sched,
        params=(
            *DAYS,
            Field("ClinicNum", "int", "Required where clinics are used."),
            Field("defNumApptType", "int", "The reason: a definition of category 42 (new) or 51 (existing patient)."),
            Field("isNewPatient", "bool", "Must fit the reason's category."),
        ),
        gives="list",
        columns=SLOT,
        examples=("?dateStart={today}&dateEnd={next_week}&defNumApptType={defNumApptType}",),
    ),
    Method(
        "POST",
        "/appointments/WebSched",
        "21.3",
        "Appointments",
        "Take a time that SlotsWebSched gave, with the same reason.",
        post_web_sched,
        check=still_offered,
        body=(
            Field("PatNum", "int", "Who comes.", required=True),
            Field("dateTimeStart", "datetime", "The slot's start.", required=True, also="DateTimeStart"),
            Field("dateTimeEnd", "datetime", "The slot's end.", required=True, also="DateTimeEnd"),
            Field("ProvNum", "int", "The slot's provider.", required=True),
            Field("OpNum", "int", "The slot's operatory.", required=True),
            Field("defNumApptType", "int", "The same reason that found the slot.", required=True),
        ),
        columns=APPOINTMENT_SHORT,
        status=201,
        location="AptNum",
        examples=(
            '{"PatNum": {PatNum}, "dateTimeStart": "{start}", "dateTimeEnd": "{end}", '
            '"ProvNum": {slotProv}, "OpNum": {slotOp}, "defNumApptType": {defNumApptType}}',
        ),
    ),
)
