"""From a practice's file to its books on a given day. The same file and day give the same books."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import holidays
from msgspec.structs import replace

from bot.pretend.office import filling
from bot.pretend.office.books import Books
from bot.pretend.office.procedures import attach_codes, codes_of
from bot.pretend.office.records import Recall
from bot.pretend.office.seed import Chart, Crowd, Plan, Reason, Visit, Week
from bot.pretend.office.tables import Appointment, DefLink, Patient, Preference, Row, Schedule
from bot.pretend.office.wire import NO_DAY

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def build(plan: Plan, start: date) -> Books:
    books = Books()
    _put_setup(books, plan)
    for chart in plan.charts:
        books.patients.put(_patient(chart, start))
    for person in _crowd(plan.crowd, start):
        books.patients.put(person)
    monday = start - timedelta(days=start.weekday())
    schedule(books, plan, monday, start + timedelta(weeks=plan.weeks))
    chance = random.Random(f"{plan.name} {start}")  # noqa: S311 (a book that looks lived in is no secret)
    for visit in plan.visits:
        if not visit.squeezed_in:
            _put_visit(books, visit, start)
    filling.fill(books, plan, start, chance)
    _put_plans(books, plan, start)
    for visit in plan.visits:
        if visit.squeezed_in:
            _put_visit(books, visit, start)
    return books


def schedule(books: Books, plan: Plan, first: date, last: date) -> None:
    """Write the schedules of these days; on a closed day a note instead, as an office does."""
    names = _closed(plan, first, last)
    day = first
    while day <= last:
        if day in names:
            _put_schedule(books, Schedule(ScheduleNum=0, SchedDate=day, SchedType="Practice", Note=f"Closed: {names[day]}"))
        else:
            _open_day(books, plan, day)
        day += timedelta(days=1)


def _open_day(books: Books, plan: Plan, day: date) -> None:
    for rota in plan.rota:
        for begin, end in hours(rota.week or plan.week, day):
            row = Schedule(ScheduleNum=0, SchedDate=day, StartTime=begin, StopTime=end, ProvNum=rota.ProvNum, Ops=rota.Ops)
            _put_schedule(books, row)
    for block in plan.blockouts:
        if block.day == DAYS[day.weekday()] and any(hours(r.week or plan.week, day) for r in plan.rota):
            begin, end = _hours(block.hours)
            row = Schedule(
                ScheduleNum=0,
                SchedDate=day,
                StartTime=begin,
                StopTime=end,
                SchedType="Blockout",
                BlockoutType=block.BlockoutType,
                Ops=block.Ops,
                Note=block.Note,
            )
            _put_schedule(books, row)


def hours(week: Week, day: date) -> list[tuple[time, time]]:
    return [_hours(text) for text in week.get(DAYS[day.weekday()], "").split()]


def _hours(text: str) -> tuple[time, time]:
    begin, _, end = text.partition("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


def _closed(plan: Plan, first: date, last: date) -> dict[date, str]:
    """The named holidays, also where they are observed on a weekday."""
    years = range(first.year, last.year + 1)
    named = holidays.country_holidays("US", years=years).items() if plan.closed else ()
    return {day: name for day, name in named if name.removesuffix(" (observed)") in plan.closed}


def _put_schedule(books: Books, row: Schedule) -> None:
    books.schedules.put(
        replace(row, ScheduleNum=books.schedules.next_number(), DateTStamp=datetime.combine(row.SchedDate, time()))
    )


def _put_setup(books: Books, plan: Plan) -> None:
    for number, (name, value) in enumerate(plan.preferences.items(), start=1):
        books.preferences.put(Preference(PrefNum=number, PrefName=name, ValueString=value))
    for definition in plan.all_definitions():
        books.definitions.put(definition)
    for reason in plan.reasons:
        for kind, target in _links(reason):
            number = books.deflinks.next_number()
            books.deflinks.put(DefLink(DefLinkNum=number, DefNum=reason.DefNum, LinkType=kind, FKey=target))
    for name in ("providers", "operatories", "appointmenttypes", "procedurecodes", "recalltypes", "apptfielddefs", "clinics"):
        rows: list[Row] = getattr(plan, name)
        for row in rows:
            books.table(name).put(row)


def _links(reason: Reason) -> Iterator[tuple[str, int]]:
    if reason.AppointmentTypeNum:
        yield "AppointmentType", reason.AppointmentTypeNum
    yield from (("Operatory", op) for op in reason.Ops)
    yield from (("BlockoutType", kind) for kind in reason.BlockoutTypes)


def _patient(chart: Chart, start: date) -> Patient:
    columns = {name: getattr(chart, name) for name in Patient.__struct_fields__}
    born = chart.Birthdate if chart.Age is None else _born(chart.Age, chart.Birthday, start)
    since = start - timedelta(days=400 + chart.PatNum)
    return Patient(
        **columns
        | {
            "Birthdate": born,
            "Guarantor": chart.Guarantor or chart.PatNum,
            "PriProv": chart.PriProv or 1,
            "DateTStamp": datetime.combine(since, time(9)),
            "SecDateEntry": since,
        }
    )


def _born(age: int, birthday: str, start: date) -> date:
    """The birth date of somebody who is that old on the day of the start."""
    month, day = (int(part) for part in birthday.split("-"))
    return date(start.year - age - ((start.month, start.day) < (month, day)), month, day)


def _crowd(crowd: Crowd, start: date) -> Iterator[Patient]:
    for i in range(crowd.count):
        number = crowd.first_number + i
        chart = Chart(
            PatNum=number,
            FName=crowd.first_names[i % len(crowd.first_names)],
            LName=crowd.last_names[(i * 7 + i // len(crowd.first_names)) % len(crowd.last_names)],
            Birthdate=date(1940, 1, 1) + timedelta(days=131 * i),
            PriProv=1 + i % 2,
        )
        yield _patient(chart, start)


def workdays(books: Books, start: date) -> list[date]:
    return sorted({s.SchedDate for s in books.schedules if s.SchedType == "Provider" and s.SchedDate > start})


def _put_visit(books: Books, visit: Visit, start: date) -> None:
    """Put a visit on its workday, or on the first after it on which that hour is open and free."""
    hour = time.fromisoformat(visit.at)
    for day in workdays(books, start)[visit.workday - 1 :]:
        made = filling.new_visit(books, visit.PatNum, visit.AppointmentTypeNum, visit.Op, datetime.combine(day, hour))
        if filling.fits(books, made):
            made = replace(
                made, AptStatus=visit.AptStatus, Priority=visit.Priority, TimeLocked=visit.TimeLocked, Note=visit.Note
            )
            filling.put_visit(books, replace(made, Op=0) if visit.AptStatus == "UnschedList" else made, start)
            return


def _put_plans(books: Books, plan: Plan, start: date) -> None:
    before = datetime.combine(start - timedelta(days=30), time(11))
    for planned in plan.planned:
        kind = books.appointmenttypes.get(planned.AppointmentTypeNum)
        assert kind is not None
        visit = Appointment(
            AptNum=books.appointments.next_number(),
            PatNum=planned.PatNum,
            AptStatus="Planned",
            Pattern=kind.Pattern,
            PatternSecondary="/" * len(kind.Pattern),
            Confirmed=books.defs(2)[0].DefNum,
            Note=planned.Note,
            ProvNum=1,
            AppointmentTypeNum=kind.AppointmentTypeNum,
            SecDateTEntry=before,
            ItemOrderPlanned=1,
        )
        books.keep(attach_codes(books, visit, codes_of(books, kind.AppointmentTypeNum), before), before)
    for due in plan.recalls:
        books.recalls.put(
            Recall(
                RecallNum=books.recalls.next_number(),
                PatNum=due.PatNum,
                DateDue=start + timedelta(days=due.due),
                DatePrevious=NO_DAY,
                RecallTypeNum=due.RecallTypeNum,
                DateTStamp=before,
            )
        )
