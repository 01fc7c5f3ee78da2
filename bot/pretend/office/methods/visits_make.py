"""POST /appointments: create, Planned, SchedulePlanned. Source: reference, 6.7 to 6.9."""

from __future__ import annotations

from datetime import datetime, time

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused, found
from bot.pretend.office.methods.visits_read import existing_clinic
from bot.pretend.office.overlaps import must_be_free
from bot.pretend.office.procedures import attach_codes, codes_of, described, on_visit
from bot.pretend.office.reading import LONGEST_PATTERN
from bot.pretend.office.records import Procedure
from bot.pretend.office.shapes import APPOINTMENT
from bot.pretend.office.tables import Appointment, AppointmentType, Patient
from bot.pretend.office.web_sched import pattern_of_codes

APPT_CONFIRMED = 2
DEFAULT_PATTERN = "/XX/"  # 20 minutes, whatever the visit
ARRIVALS = ("DateTimeArrived", "DateTimeSeated", "DateTimeDismissed")


def create(call: Call) -> Answer:
    patient = found(call.books.patients.get(call.number("PatNum")), "Patient")
    op = found(call.books.operatories.get(call.number("Op")), "Operatory")
    start = call.when("AptDateTime")
    visit = replace(_begun(call, patient, op.ClinicNum), AptDateTime=start, Op=op.OperatoryNum, **arrivals(call, start))
    visit = replace(visit, AptStatus=call.text("AptStatus", "Scheduled"), SecUserNumEntry=call.number("SecUserNumEntry"))
    if visit.AptStatus == "UnschedList" and not call.switches.unscheduled_keeps_op:
        visit = replace(visit, Op=0)
    if call.switches.overlap_refused:
        must_be_free(call.books, visit)
    _first_visit(call.books, visit, patient)
    return _put(call, visit)


def planned(call: Call) -> Answer:
    """Needs a type or procedures, unless the office lets visits be without; then its length is a preference."""
    patient = found(call.books.patients.get(call.number("PatNum")), "Patient")
    procedures = _procedures(call)
    if not call.number("AppointmentTypeNum") and not procedures and call.books.preference("ApptsRequireProc", "1") == "1":
        raise Refused("AppointmentTypeNum or procNums is required.")
    order = sum(v.PatNum == patient.PatNum and v.AptStatus == "Planned" for v in call.books.appointments)
    visit = replace(_begun(call, patient, 0, procedures), AptStatus="Planned", ItemOrderPlanned=order + 1)
    for procedure in procedures:
        call.books.procedurelogs.put(replace(procedure, PlannedAptNum=visit.AptNum, DateTStamp=call.now))
    return _put(call, visit)


def schedule_planned(call: Call) -> Answer:
    """A new row; the planned one stays as it is. Called twice it makes two. [I]"""
    books = call.books
    plan = found(books.appointments.get(call.number("AptNum")), "Appointment")
    if plan.AptStatus != "Planned":
        raise Refused("The appointment must be in planned status.", call.switches.not_planned_status)
    if call.switches.plan_twice_refused and any(v.NextAptNum == plan.AptNum for v in books.appointments):
        raise Refused("The planned appointment has been scheduled already.")
    op = found(books.operatories.get(call.number("Op")), "Operatory")
    found(books.providers.get(call.number("ProvNum")), "Provider")
    start = call.when("AptDateTime")
    midnight = datetime.combine(start.date(), time())
    visit = replace(
        plan,
        AptNum=books.appointments.next_number(),
        AptStatus="Scheduled",
        NextAptNum=plan.AptNum,
        AptDateTime=start,
        Op=op.OperatoryNum,
        ProvNum=call.number("ProvNum"),
        Confirmed=confirmed(call, default=plan.Confirmed),
        Note=call.text("Note", plan.Note),
        SecDateTEntry=call.now,
        **dict.fromkeys(ARRIVALS, midnight) if call.switches.arrivals_at_midnight else {},
    )
    if call.switches.overlap_refused:
        must_be_free(books, visit)
    for procedure in on_visit(books, plan.AptNum):
        if not procedure.AptNum:
            books.procedurelogs.put(replace(procedure, AptNum=visit.AptNum, DateTStamp=call.now))
    return books.keep(described(books, visit), call.now)


def _begun(call: Call, patient: Patient, op_clinic: int, procedures: list[Procedure] | None = None) -> Appointment:
    """What both ways of creating have in common: every default that is documented."""
    kind = kind_of(call)
    pattern = call.text("Pattern") or _pattern(call, kind, procedures)
    colour = kind.appointmentTypeColor if kind else "0,0,0"
    return Appointment(
        AptNum=call.books.appointments.next_number(),
        PatNum=patient.PatNum,
        Pattern=pattern,
        PatternSecondary=secondary(call, pattern),
        Confirmed=confirmed(call),
        Note=call.text("Note"),
        ProvNum=_provider(call, patient),
        ProvHyg=existing_provider(call, "ProvHyg"),
        IsNewPatient=call.flag("IsNewPatient"),
        ClinicNum=existing_clinic(call.books, call.number("ClinicNum", op_clinic or patient.ClinicNum)),
        IsHygiene=call.flag("IsHygiene"),
        colorOverride=call.text("colorOverride", colour),
        AppointmentTypeNum=kind.AppointmentTypeNum if kind else 0,
        SecDateTEntry=call.now,
        Priority=call.text("Priority", "Normal"),
    )


def _put(call: Call, visit: Appointment) -> Appointment:
    visit = attach_codes(call.books, visit, codes_of(call.books, visit.AppointmentTypeNum), call.now)
    return call.books.keep(visit, call.now)


def _pattern(call: Call, kind: AppointmentType | None, procedures: list[Procedure] | None) -> str:
    """The type's own pattern, else the procedures' times; a plan without either has the office's default length."""
    codes = [call.books.procedurecodes.get(p.CodeNum) for p in procedures or ()]
    times = "".join(c.ProcTime for c in codes if c is not None)
    found_one = (kind.Pattern or pattern_of_codes(call.books, kind.CodeStr) if kind else "") or times
    if not found_one and procedures is not None and kind is None:
        found_one = "X" * (int(call.books.preference("AppointmentWithoutProcsDefaultLength") or 0) // 5)
    return (found_one or DEFAULT_PATTERN)[:LONGEST_PATTERN]


def _procedures(call: Call) -> list[Procedure]:
    """The procedures named; a number that comes twice is ignored, as documented."""
    numbers = call.arguments.get("procNums", [])
    assert isinstance(numbers, list)
    rows = [found(call.books.procedurelogs.get(number), "Procedure") for number in dict.fromkeys(numbers)]
    if any(row.PatNum != call.number("PatNum") for row in rows):
        raise Refused("procNums is invalid.")
    return rows


def secondary(call: Call, pattern: str) -> str:
    sent = call.text("PatternSecondary") or "/" * len(pattern)
    if len(sent) != len(pattern):
        raise Refused("PatternSecondary is invalid. It must match the length of Pattern.")
    return sent


def confirmed(call: Call, *, default: int = 0, name: str = "Confirmed") -> int:
    """A definition of category 2; the first of them where none was sent."""
    if not call.has(name):
        return default or call.books.defs(APPT_CONFIRMED)[0].DefNum
    return existing_definition(call.books, call.number(name), APPT_CONFIRMED, name)


def existing_definition(books: Books, number: int, category: int, name: str) -> int:
    chosen = books.definitions.get(number)
    if chosen is None:
        raise NotFound(f"{name} not found.")
    if chosen.Category != category:
        raise Refused(f"{name} is invalid.")
    return number


def kind_of(call: Call) -> AppointmentType | None:
    number = call.number("AppointmentTypeNum")
    return found(call.books.appointmenttypes.get(number), "AppointmentType") if number else None


def _provider(call: Call, patient: Patient) -> int:
    """The patient's own provider, even if away that day; else the practice's."""
    default = patient.PriProv or int(call.books.preference("PracticeDefaultProv", "1"))
    return existing_provider(call, "ProvNum", default) or default


def existing_provider(call: Call, name: str, default: int = 0) -> int:
    number = call.number(name, default)
    if number:
        found(call.books.providers.get(number), name)
    return number


def arrivals(call: Call, start: datetime) -> dict[str, datetime]:
    """HH:mm:ss of the appointment's own day."""
    sent = {name: call.arguments[name] for name in ARRIVALS if call.has(name)}
    return {name: datetime.combine(start.date(), moment) for name, moment in sent.items() if isinstance(moment, time)}


def _first_visit(books: Books, visit: Appointment, patient: Patient) -> None:
    done = any(p.PatNum == patient.PatNum and p.ProcStatus == "C" for p in books.procedurelogs)
    if visit.IsNewPatient and not done:
        books.patients.put(replace(patient, DateFirstVisit=visit.AptDateTime.date()))


PATTERN = Field("Pattern", "pattern", "X and / only, five minutes each, whoever works; trimmed to nine hours.")
SECONDARY = Field("PatternSecondary", "pattern", "As long as Pattern.", since="23.3.17")
STATUSES = ("Scheduled", "Complete", "UnschedList", "PtNote", "PtNoteCompleted")
PRIORITY = Field("Priority", "enum", "ASAP: on the ASAP list.", since="22.1", choices=("Normal", "ASAP"))
TIMES = tuple(Field(name, "time", "HH:mm:ss.", since="25.2.10") for name in ARRIVALS)
CONFIRMED = Field("Confirmed", "int", "A definition of category 2; default the first.")
SHARED = (
    PATTERN,
    CONFIRMED,
    Field("Note", "text", "Default blank."),
    Field("ProvNum", "int", "Default: the patient's own, else the practice's."),
    Field("ProvHyg", "int", "The hygienist; default 0."),
    Field("ClinicNum", "int", "Default: the operatory's, else the patient's."),
    Field("IsHygiene", "bool", "The X time is the hygienist's."),
)

METHODS = (
    Method(
        "POST",
        "/appointments",
        "21.1",
        "Appointments",
        "Create an appointment. Nothing is checked: not the hours, not who is there already.",
        create,
        body=(
            Field("PatNum", "int", "Who comes.", required=True),
            Field("Op", "int", "In which operatory.", required=True),
            Field("AptDateTime", "datetime", "When, on the office clock.", required=True),
            Field("AptStatus", "enum", "Default Scheduled.", choices=STATUSES),
            *SHARED,
            *TIMES,
            Field("IsNewPatient", "bool", "Sets the chart's DateFirstVisit, too.", since="21.3"),
            PRIORITY,
            Field("AppointmentTypeNum", "int", "Brings its procedures, colour and, without Pattern, its length.", since="22.1"),
            Field("SecUserNumEntry", "int", "Who entered it.", since="25.1.27"),
            Field("colorOverride", "color", "R,G,B.", since="22.3.9"),
            SECONDARY,
        ),
        columns=APPOINTMENT,
        status=201,
        location="AptNum",
        examples=('{"PatNum": {PatNum}, "Op": {openOp}, "AptDateTime": "{open}", "colorOverride": "100,0,255"}',),
    ),
    Method(
        "POST",
        "/appointments/Planned",
        "22.2.31",
        "Appointments",
        "Plan an appointment, without a time.",
        planned,
        body=(
            Field("PatNum", "int", "Who comes.", required=True),
            Field("AppointmentTypeNum", "int", "This, or procNums."),
            Field("procNums", "ints", "Procedures of the patient, e.g. [1,2,3]."),
            *SHARED,
            Field("IsNewPatient", "bool", "Default false."),
            Field("Priority", "enum", "ASAP: on the ASAP list.", choices=("Normal", "ASAP")),
            SECONDARY,
        ),
        columns=APPOINTMENT,
        status=201,
        location="AptNum",
        examples=('{"PatNum": {PatNum}, "AppointmentTypeNum": {AppointmentTypeNum}}',),
    ),
    Method(
        "POST",
        "/appointments/SchedulePlanned",
        "22.2",
        "Appointments",
        "Make a scheduled appointment out of a planned one, which stays.",
        schedule_planned,
        body=(
            Field("AptNum", "int", "The planned one.", required=True),
            Field("AptDateTime", "datetime", "When.", required=True),
            Field("ProvNum", "int", "With whom.", required=True),
            Field("Op", "int", "In which operatory.", required=True),
            CONFIRMED,
            Field("Note", "text", "Overwrites the plan's."),
        ),
        columns=APPOINTMENT,
        status=201,
        location="AptNum",
        examples=('{"AptNum": {planned}, "AptDateTime": "{open}", "ProvNum": {openProv}, "Op": {openOp}}',),
    ),
)
