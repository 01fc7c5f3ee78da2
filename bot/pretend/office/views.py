"""What the page shows of an office: the book of a day, and the people who can text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.pretend.office.books import Books, in_a_chair
from bot.pretend.office.shapes import name_of
from bot.pretend.office.spans import at, of_day
from bot.pretend.office.tables import Appointment, Operatory, Patient
from bot.pretend.office.wire import NO_DAY


@dataclass(frozen=True)
class Chair:
    """One column of the book."""

    number: int
    name: str
    provider: int
    provider_name: str
    is_hygiene: bool


@dataclass(frozen=True)
class Visit:
    """One visit in the book. `by_web`: made through Web Sched."""

    start: datetime
    minutes: int
    operatory: int
    provider: int
    patient: str
    PatNum: int
    AptNum: int
    status: str
    confirmed: str
    reason: str
    note: str
    by_web: bool


@dataclass(frozen=True)
class Hours:
    """A provider at work, in these operatories (none named: in their own)."""

    provider: int
    name: str
    start: datetime
    end: datetime
    operatories: tuple[int, ...]


@dataclass(frozen=True)
class Blocked:
    """Time in which nobody may be booked."""

    start: datetime
    end: datetime
    operatories: tuple[int, ...]
    what: str


@dataclass(frozen=True)
class DayBook:
    """The book of one day. `note` says why the office is closed, where it says so."""

    day: date
    operatories: list[Chair]
    visits: list[Visit]
    hours: list[Hours]
    blocked: list[Blocked]
    note: str


@dataclass(frozen=True)
class Person:
    """Somebody whose phone can be taken in hand. `household` is the guarantor's number; `wireless_phone` is as it was typed,
    and `phone` the wireless one, else the home's, in the carrier's form."""

    PatNum: int
    name: str
    birthdate: date | None
    wireless_phone: str
    phone: str
    household: int
    language: str
    status: str


def day_book(books: Books, day: date, zone: ZoneInfo) -> DayBook:
    def instant(minute: int) -> datetime:
        return at(day, minute).replace(tzinfo=zone)

    today = sorted((s for s in books.schedules if s.SchedDate == day), key=lambda s: (s.StartTime, s.ProvNum))
    spans = [(s, instant(of_day(s.StartTime)), instant(of_day(s.StopTime))) for s in today]
    return DayBook(
        day,
        [_chair(books, o) for o in sorted(books.operatories, key=lambda o: o.ItemOrder) if not o.IsHidden],
        [
            _visit(books, v, zone)
            for v in sorted(books.visits_on(day), key=lambda v: (v.AptDateTime, v.AptNum))
            if in_a_chair(v)
        ],
        [Hours(s.ProvNum, provider_name(books, s.ProvNum), a, b, s.Ops) for s, a, b in spans if s.SchedType == "Provider"],
        [Blocked(a, b, s.Ops, s.Note or name_of(books, s.BlockoutType)) for s, a, b in spans if s.SchedType == "Blockout"],
        "; ".join(s.Note for s in today if s.SchedType == "Practice"),
    )


def _chair(books: Books, op: Operatory) -> Chair:
    owner = _owner(op.ProvDentist, op.ProvHygienist, op.IsHygiene)
    return Chair(op.OperatoryNum, op.OpName, owner, provider_name(books, owner), op.IsHygiene)


def _owner(dentist: int, hygienist: int, is_hygiene: bool) -> int:
    return hygienist if is_hygiene and hygienist else dentist


def in_order(visits: list[Appointment]) -> list[Appointment]:
    return sorted(visits, key=lambda v: (v.AptDateTime, v.AptNum))


def _visit(books: Books, visit: Appointment, zone: ZoneInfo) -> Visit:
    person = books.patients.get(visit.PatNum)
    return Visit(
        start=visit.AptDateTime.replace(tzinfo=zone),
        minutes=visit.minutes,
        operatory=visit.Op,
        provider=_owner(visit.ProvNum, visit.ProvHyg, visit.IsHygiene),
        patient=full_name(person) if person else f"Patient {visit.PatNum}",
        PatNum=visit.PatNum,
        AptNum=visit.AptNum,
        status=visit.AptStatus,
        confirmed=name_of(books, visit.Confirmed),
        reason=visit.ProcDescript,
        note=visit.Note,
        by_web=visit.eServiceLogType != "None",
    )


def people(books: Books) -> list[Person]:
    """Everybody with a phone of some kind in the chart, by number; the nameless crowd that fills the book has none."""
    return [
        Person(
            p.PatNum,
            full_name(p),
            None if p.Birthdate == NO_DAY else p.Birthdate,
            p.WirelessPhone,
            carrier_form(p.WirelessPhone or p.HmPhone or p.WkPhone),
            p.Guarantor,
            p.Language,
            p.PatStatus,
        )
        for p in sorted(books.patients, key=lambda p: p.PatNum)
        if p.WirelessPhone or p.HmPhone or p.WkPhone
    ]


def newest_visit(books: Books, zone: ZoneInfo) -> Visit | None:
    """The visit in the book that was entered last."""
    newest = max((v for v in books.appointments if in_a_chair(v)), key=lambda v: v.AptNum, default=None)
    return _visit(books, newest, zone) if newest else None


def carrier_form(phone: str) -> str:
    """A number of this country as the carrier writes it: +1 and ten digits."""
    digits = re.sub(r"\D", "", phone)[-10:]
    return f"+1{digits}" if digits else ""


def full_name(person: Patient) -> str:
    return f"{person.FName} {person.LName}"


def provider_name(books: Books, number: int) -> str:
    found = books.providers.get(number)
    if found is None:
        return ""
    return f"{found.FName} {found.LName}" if found.IsSecondary else f"Dr. {found.FName} {found.LName}"
