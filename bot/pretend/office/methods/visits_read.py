"""GET /appointments: one, many, the ASAP list, and those made through Web Sched. Source: reference, 6.1 to 6.3 and 6.6."""

from __future__ import annotations

from datetime import date

from bot.pretend.office.books import Books
from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused, found
from bot.pretend.office.shapes import APPOINTMENT_READ, APPOINTMENT_WEB_SCHED
from bot.pretend.office.tables import Appointment

STATUSES = ("Scheduled", "Complete", "UnschedList", "ASAP", "Broken", "Planned", "PtNote", "PtNoteCompleted")
DAYS = (
    Field("date", "date", "A single day."),
    Field("dateStart", "date", "The first day of a range."),
    Field("dateEnd", "date", "Its last day, inclusive."),
)
CLINIC = Field("ClinicNum", "int", "0: not attached to a clinic; left out: all.")
SINCE = Field("DateTStamp", "since", "Changed at or after that time.")
APT_NUM = Field("AptNum", "int", "The appointment.", required=True)


def single(call: Call) -> Answer:
    return found(call.books.appointments.get(call.number("AptNum")), "Appointment")


def multiple(call: Call) -> Answer:
    return matching(call)


def web_sched(call: Call) -> Answer:
    return matching(call)


def asap(call: Call) -> Answer:
    """The ASAP list is a Priority, not a status; planned visits that have a time already are left out (6.3)."""
    must_name_clinic(call)
    wanted = call.arguments.get("ProvNum")
    taken = {v.NextAptNum for v in call.books.appointments if v.NextAptNum}
    listed = [
        v
        for v in call.books.appointments
        if v.Priority == "ASAP"
        and v.AptStatus in ("Scheduled", "UnschedList", "Broken", "Planned")
        and not (v.AptStatus == "Planned" and v.AptNum in taken)
        and (wanted is None or wanted in (v.ProvNum, v.ProvHyg))
        and (not call.has("ClinicNum") or v.ClinicNum == checked_clinic(call))
    ]
    return in_order(listed)


def matching(call: Call) -> list[Appointment]:
    """Every filter that was sent, all at once; without any, all time and all statuses (6.2)."""
    first, last = days(call)
    clinic = checked_clinic(call) if call.has("ClinicNum") else None
    exact = call.given("PatNum", "AptStatus", "Op", "AppointmentTypeNum")
    since = call.when("DateTStamp") if call.has("DateTStamp") else None
    return in_order(
        [
            v
            for v in call.books.appointments
            if all(getattr(v, name) == value for name, value in exact.items())
            and (first is None or v.AptDateTime.date() >= first)
            and (last is None or v.AptDateTime.date() <= last)
            and (clinic is None or v.ClinicNum == clinic)
            and (since is None or v.DateTStamp >= since)
        ]
    )


def in_order(visits: list[Appointment]) -> list[Appointment]:
    return sorted(visits, key=lambda v: (v.AptDateTime, v.AptNum))


def days(call: Call) -> tuple[date | None, date | None]:
    """The range that was asked for; a side that was not sent is open."""
    if call.has("dateStart") != call.has("dateEnd") and call.switches.open_range_refused:
        raise Refused("dateStart and dateEnd are required together.")
    if not call.has("date"):
        return (
            call.day("dateStart") if call.has("dateStart") else None,
            call.day("dateEnd") if call.has("dateEnd") else None,
        )
    if (call.has("dateStart") or call.has("dateEnd")) and call.switches.date_with_range_refused:
        raise Refused("date cannot be used together with dateStart and dateEnd.")
    return call.day("date"), call.day("date")


def must_name_clinic(call: Call) -> None:
    if call.books.uses_clinics and not call.has("ClinicNum") and call.switches.clinic_missing_refused:
        raise Refused("ClinicNum is required.")


def checked_clinic(call: Call) -> int:
    return existing_clinic(call.books, call.number("ClinicNum"))


def existing_clinic(books: Books, clinic: int) -> int:
    if clinic != 0 and books.clinics.get(clinic) is None:
        raise NotFound("Clinic not found")
    return clinic


METHODS = (
    Method(
        "GET",
        "/appointments/{AptNum}",
        "21.1",
        "ReadAll",
        "One appointment, whatever its status.",
        single,
        columns=APPOINTMENT_READ,
        examples=("",),
    ),
    Method(
        "GET",
        "/appointments",
        "21.1",
        "ReadAll",
        "All appointments that fit every filter, by time.",
        multiple,
        params=(
            Field("PatNum", "int", "Of one patient.", since="21.4"),
            Field("AptStatus", "enum", "Of one status.", since="22.4.28", choices=STATUSES),
            Field("Op", "int", "In one operatory.", since="23.2.27"),
            *DAYS,
            CLINIC,
            SINCE,
            Field("AppointmentTypeNum", "int", "Of one type.", since="24.4.22"),
        ),
        gives="list",
        columns=APPOINTMENT_READ,
        examples=("?Offset=400", "?date={today}&Offset=0", "?dateStart={today}&dateEnd={next_week}", "?PatNum={PatNum}"),
    ),
    Method(
        "GET",
        "/appointments/ASAP",
        "21.1",
        "ReadAll",
        "The ASAP list: appointments whose Priority is ASAP.",
        asap,
        params=(
            Field("ClinicNum", "int", "Required where clinics are used; 0: not attached to one."),
            Field("ProvNum", "int", "Of one dentist or hygienist."),
        ),
        gives="list",
        columns=APPOINTMENT_READ,
        examples=("",),
    ),
    Method(
        "GET",
        "/appointments/WebSched",
        "21.3",
        "ReadAll",
        "All appointments, and by eServiceLogType which of them were made through Web Sched.",
        web_sched,
        params=(*DAYS, SINCE, CLINIC),
        gives="list",
        columns=APPOINTMENT_WEB_SCHED,
        examples=("", "?date={today}"),
    ),
)
