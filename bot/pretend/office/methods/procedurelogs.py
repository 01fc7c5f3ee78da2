"""Procedures, as far as appointments need them. Source: reference, section 20."""

from __future__ import annotations

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.method import Answer, Call, Field, Method, Refused, found
from bot.pretend.office.methods.visits_make import existing_provider
from bot.pretend.office.procedures import code_named, described
from bot.pretend.office.records import Procedure, ProcedureCode
from bot.pretend.office.shapes import abbr_of, name_of, shape

STATUSES = ("TP", "C", "EC", "EO", "R", "D", "Cn", "TPi")


def _code(books: Books, number: int) -> ProcedureCode:
    return books.procedurecodes.get(number) or ProcedureCode(CodeNum=number, ProcCode="", AbbrDesc="", Descript="")


PROCEDURE = shape(
    Procedure,
    "ProcNum PatNum AptNum ProcDate ProcFee Surf ToothNum ToothRange Priority priority ProcStatus ProvNum provAbbr Dx dxName"
    " PlannedAptNum ClinicNum CodeNum procCode descript Discount DateTStamp",
    priority=("text", lambda b, p: name_of(b, p.Priority)),
    provAbbr=("text", lambda b, p: abbr_of(b, p.ProvNum)),
    dxName=("text", lambda b, p: name_of(b, p.Dx)),
    procCode=("text", lambda b, p: _code(b, p.CodeNum).ProcCode),
    descript=("text", lambda b, p: _code(b, p.CodeNum).Descript),
)


def single(call: Call) -> Answer:
    return found(call.books.procedurelogs.get(call.number("ProcNum")), "Procedure")


def multiple(call: Call) -> Answer:
    exact = call.given("PatNum", "AptNum", "PlannedAptNum", "ProcStatus", "ClinicNum", "CodeNum")
    since = call.when("DateTStamp") if call.has("DateTStamp") else None
    return [
        p
        for p in call.books.procedurelogs
        if all(getattr(p, name) == value for name, value in exact.items()) and (since is None or p.DateTStamp >= since)
    ]


def create(call: Call) -> Answer:
    patient = found(call.books.patients.get(call.number("PatNum")), "Patient")
    code = _sent_code(call)
    if code is None:
        raise Refused("CodeNum or procCode is required.")
    made = Procedure(
        ProcNum=call.books.procedurelogs.next_number(),
        PatNum=patient.PatNum,
        ProcFee=code.Fee,
        ProvNum=existing_provider(call, "ProvNum", patient.PriProv),
        ClinicNum=patient.ClinicNum,
        CodeNum=code.CodeNum,
        DateTStamp=call.now,
    )
    return _put(call, replace(made, **call.given("ProcDate", "ProcStatus", "Priority"), **_attached(call, patient.PatNum)))


def update(call: Call) -> Answer:
    """AptNum and PlannedAptNum attach. What is complete keeps its code, teeth and discount."""
    before = found(call.books.procedurelogs.get(call.number("ProcNum")), "Procedure")
    frozen = [name for name in ("CodeNum", "procCode", "Discount", "ToothNum", "Surf", "ToothRange") if call.has(name)]
    if before.ProcStatus == "C" and frozen:
        raise Refused(f"{frozen[0]} is invalid. The procedure is complete.")
    code = _sent_code(call)
    after = replace(
        before, **call.given(*_PLAIN), **_attached(call, before.PatNum), CodeNum=code.CodeNum if code else before.CodeNum
    )
    if call.has("ProvNum"):
        after = replace(after, ProvNum=existing_provider(call, "ProvNum"))
    if after == before:
        return before
    kept = _put(call, replace(after, DateTStamp=call.now))
    for number in {before.AptNum, before.PlannedAptNum} - {kept.AptNum, kept.PlannedAptNum}:
        _describe(call, number)
    return kept


_PLAIN = ("ProcDate", "ProcStatus", "Priority", "ProcFee", "Surf", "ToothNum", "ToothRange", "Discount")


def _put(call: Call, procedure: Procedure) -> Procedure:
    kept = call.books.procedurelogs.put(procedure)
    for number in {kept.AptNum, kept.PlannedAptNum}:
        _describe(call, number)
    return kept


def _describe(call: Call, number: int) -> None:
    visit = call.books.appointments.get(number)
    if visit is not None:
        call.books.keep(described(call.books, visit), call.now)


def _sent_code(call: Call) -> ProcedureCode | None:
    if call.has("CodeNum"):
        return found(call.books.procedurecodes.get(call.number("CodeNum")), "CodeNum")
    if call.has("procCode"):
        return found(code_named(call.books, call.text("procCode")), "procCode")
    return None


def _attached(call: Call, patient: int) -> dict[str, int]:
    """The appointments to attach to, which must be the same patient's; 0 detaches."""
    attached: dict[str, int] = {}
    for name in ("AptNum", "PlannedAptNum"):
        if call.has(name):
            number = call.number(name)
            if number and found(call.books.appointments.get(number), "Appointment").PatNum != patient:
                raise Refused(f"{name} is invalid.")
            attached[name] = number
    return attached


_SINCE = Field("DateTStamp", "since", "Changed at or after that time.")
_ATTACH = (Field("AptNum", "int", "Attach to this appointment."), Field("PlannedAptNum", "int", "Attach to this planned one."))
_CODE = (Field("CodeNum", "int", "This, or procCode."), Field("procCode", "text", "This, or CodeNum, e.g. D1110."))

METHODS = (
    Method(
        "GET",
        "/procedurelogs/{ProcNum}",
        "23.3.13",
        "ReadAll",
        "One procedure.",
        single,
        columns=PROCEDURE,
        examples=("",),
    ),
    Method(
        "GET",
        "/procedurelogs",
        "21.1",
        "ReadAll",
        "Procedures that fit every filter; procCode is none.",
        multiple,
        params=(
            Field("PatNum", "int", "Of one patient."),
            Field("AptNum", "int", "On one appointment.", since="22.3.32"),
            Field("PlannedAptNum", "int", "On one planned appointment.", since="24.4.5"),
            Field("ProcStatus", "enum", "Of one status.", since="25.2.21", choices=STATUSES),
            Field("ClinicNum", "int", "Of one clinic.", since="23.3.13"),
            Field("CodeNum", "int", "Of one code.", since="25.2.21"),
            _SINCE,
        ),
        gives="list",
        columns=PROCEDURE,
        examples=("?AptNum={AptNum}",),
    ),
    Method(
        "POST",
        "/procedurelogs",
        "21.4",
        "ProcedureLogs",
        "Add a procedure to a chart.",
        create,
        body=(
            Field("PatNum", "int", "Whose.", required=True),
            Field("ProcDate", "date", "When.", required=True),
            Field("ProcStatus", "enum", "TP: treatment planned.", required=True, choices=STATUSES),
            *_CODE,
            *_ATTACH,
            Field("ProvNum", "int", "By whom."),
            Field("Priority", "int", "A definition of category 20."),
        ),
        columns=PROCEDURE,
        status=201,
        location="ProcNum",
        examples=('{"PatNum": {PatNum}, "ProcDate": "{today}", "ProcStatus": "TP", "procCode": "D0120"}',),
    ),
    Method(
        "PUT",
        "/procedurelogs/{ProcNum}",
        "22.1",
        "ProcedureLogs",
        "Change a procedure; AptNum and PlannedAptNum attach it.",
        update,
        body=(
            *_ATTACH,
            Field("ProcDate", "date"),
            Field("ProcStatus", "enum", choices=STATUSES),
            Field("ProcFee", "number"),
            *_CODE,
            Field("Surf", "text"),
            Field("ToothNum", "text"),
            Field("ToothRange", "text"),
            Field("Discount", "number"),
            Field("ProvNum", "int", "By whom."),
            Field("Priority", "int", "A definition of category 20."),
        ),
        columns=PROCEDURE,
        examples=('{"AptNum": {AptNum}}',),
    ),
)
