"""PUT Break: only what is scheduled can be broken. Source: reference, 6.12."""

from __future__ import annotations

from msgspec.structs import replace

from bot.pretend.office.method import Answer, Call, Field, Method, Refused, found
from bot.pretend.office.methods.commlogs import COMM_LOG_TYPES
from bot.pretend.office.procedures import code_named, codes_on, described, new_procedure
from bot.pretend.office.tables import Appointment, Commlog

CODES = {"Missed": "D9986", "Cancelled": "D9987"}
ALLOWED = {"0": (), "1": ("Missed",), "2": ("Cancelled",), "3": ("Missed", "Cancelled")}  # preference BrokenApptProcedure


def break_visit(call: Call) -> Answer:
    visit = found(call.books.appointments.get(call.number("AptNum")), "Appointment")
    if visit.AptStatus != "Scheduled":
        raise Refused("The appointment must be in scheduled status to break it.")
    kind = call.text("breakType")
    unscheduled = call.flag("sendToUnscheduledList")
    _check_type(call, kind)
    if unscheduled and call.switches.recalls_stay_off_unscheduled and _is_recall(call, visit):
        raise Refused("Recall appointments cannot be sent to the Unscheduled List.")
    if kind:
        _charge(call, visit, kind)
    if call.books.preference("BrokenApptCommLog", "0") == "1":
        _write(call, visit)
    broken = described(call.books, replace(visit, AptStatus="Broken"))
    broken = call.books.keep(broken, call.now, action=kind or "Changed")
    if unscheduled:
        # In the product a second step of its own, and a second line of the history.
        ends_in = call.switches.broken_ends_in
        call.books.keep(replace(broken, AptStatus=ends_in, Op=0 if ends_in == "UnschedList" else broken.Op), call.now)
    return None


def _check_type(call: Call, kind: str) -> None:
    if kind and kind not in ALLOWED.get(call.books.preference("BrokenApptProcedure", "1"), ()):
        raise Refused(f"breakType is invalid. {kind} is not enabled by the dental office.")
    if kind and code_named(call.books, CODES[kind]) is None:
        raise Refused(f"breakType is invalid. The procedure code {CODES[kind]} does not exist.")


def _charge(call: Call, visit: Appointment, kind: str) -> None:
    """A completed procedure, usually with a fee: the reason why nobody should send a breakType lightly."""
    code = code_named(call.books, CODES[kind])
    assert code is not None
    made = new_procedure(call.books, visit, code, call.now)
    note = f"Appt BROKEN for {visit.ProcDescript} {visit.AptDateTime:%m/%d/%Y %I:%M %p}"
    call.books.procedurelogs.put(replace(made, ProcStatus="C", ProcDate=call.now.date(), Note=note))


def _write(call: Call, visit: Appointment) -> None:
    kind = next((d.DefNum for d in call.books.defs(COMM_LOG_TYPES) if d.ItemValue == "APPT"), 0)
    call.books.commlogs.put(
        Commlog(
            CommlogNum=call.books.commlogs.next_number(),
            PatNum=visit.PatNum,
            CommDateTime=call.now,
            CommType=kind,
            Note=f"Appt BROKEN for {visit.ProcDescript} {visit.AptDateTime:%A %m/%d/%Y %I:%M %p}",
            Mode_="None",
            DateTStamp=call.now,
            DateTEntry=call.now,
        )
    )


def _is_recall(call: Call, visit: Appointment) -> bool:
    if call.books.preference("UnscheduledListNoRecalls", "1") != "1":
        return False
    codes = {code.strip() for kind in call.books.recalltypes for code in kind.Procedures.split(",")}
    return bool(codes & set(codes_on(call.books, visit.AptNum)))


METHODS = (
    Method(
        "PUT",
        "/appointments/{AptNum}/Break",
        "21.3",
        "Comm",
        "Break a scheduled visit: to the Unscheduled List, or crossed out where it stands.",
        break_visit,
        body=(
            Field("sendToUnscheduledList", "bool", "Usually true.", required=True),
            Field("breakType", "enum", "Adds a procedure, usually with a fee.", choices=("Missed", "Cancelled")),
        ),
        gives="nothing",
        examples=('{"sendToUnscheduledList": "true"}',),
    ),
)
