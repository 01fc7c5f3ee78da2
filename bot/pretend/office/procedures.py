"""Procedures on an appointment, and the description they give it. Source: reference, sections 5 and 7."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.records import Procedure, ProcedureCode
from bot.pretend.office.tables import Appointment


def codes_of(books: Books, appointment_type: int) -> list[ProcedureCode]:
    """Return the procedures that an appointment type brings along."""
    kind = books.appointmenttypes.get(appointment_type)
    names = [] if kind is None else [code.strip() for code in kind.CodeStr.split(",") if code.strip()]
    return [code for name in names for code in books.procedurecodes if code.ProcCode == name]


def code_named(books: Books, name: str) -> ProcedureCode | None:
    return next((code for code in books.procedurecodes if code.ProcCode == name), None)


def attach_codes(books: Books, visit: Appointment, codes: list[ProcedureCode], now: datetime) -> Appointment:
    """Add the procedures that the visit does not have yet; those it has stay. Return it with its new description."""
    there = {p.CodeNum for p in books.procedurelogs if visit.AptNum in (p.AptNum, p.PlannedAptNum)}
    for code in codes:
        if code.CodeNum not in there:
            books.procedurelogs.put(new_procedure(books, visit, code, now))
    return described(books, visit)


def new_procedure(books: Books, visit: Appointment, code: ProcedureCode, now: datetime) -> Procedure:
    planned = visit.AptStatus == "Planned"
    return Procedure(
        ProcNum=books.procedurelogs.next_number(),
        PatNum=visit.PatNum,
        AptNum=0 if planned else visit.AptNum,
        PlannedAptNum=visit.AptNum if planned else 0,
        ProcDate=visit.AptDateTime.date() if visit.AptDateTime.year > 1 else now.date(),
        ProcFee=code.Fee,
        ProvNum=code.ProvNumDefault or visit.ProvNum,
        ClinicNum=visit.ClinicNum,
        CodeNum=code.CodeNum,
        DateTStamp=now,
    )


def on_visit(books: Books, apt_num: int) -> list[Procedure]:
    return [p for p in books.procedurelogs if apt_num in (p.AptNum, p.PlannedAptNum)]


def codes_on(books: Books, apt_num: int) -> list[str]:
    """Return the procedure codes on an appointment, e.g. D1110."""
    codes = [books.procedurecodes.get(p.CodeNum) for p in on_visit(books, apt_num)]
    return [code.ProcCode for code in codes if code is not None]


def described(books: Books, visit: Appointment) -> Appointment:
    """ProcDescript follows the procedures: their abbreviations, comma separated."""
    codes = [books.procedurecodes.get(p.CodeNum) for p in on_visit(books, visit.AptNum)]
    return replace(visit, ProcDescript=", ".join(code.AbbrDesc for code in codes if code is not None))
