"""Fills a book so that it looks lived in: fuller next week than in two months, nobody in two chairs at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.procedures import attach_codes, codes_of
from bot.pretend.office.seed import Chair, Plan
from bot.pretend.office.spans import Span, at, of_block, of_visit
from bot.pretend.office.tables import Appointment, Operatory, Schedule


def fill(books: Books, plan: Plan, start: date, chance: random.Random) -> None:
    if not plan.book.fullness:
        return
    people = _people(books, plan, chance)
    days = sorted({s.SchedDate for s in books.schedules if s.SchedType == "Provider"})
    for day in days:
        week = max(0, (day - start).days // 7)
        for chair in plan.book.chairs:
            weeks = chair.fullness or plan.book.fullness
            _fill_chair(books, chair, day, weeks[min(week, len(weeks) - 1)], people, start, chance)


def _people(books: Books, plan: Plan, chance: random.Random) -> Iterator[int]:
    """Each named chart once, then the crowd, round and round."""
    spoken_for = {v.PatNum for v in books.appointments} | {p.PatNum for p in plan.planned}
    named = [c.PatNum for c in plan.charts if not c.unbooked and c.PatStatus == "Patient" and c.PatNum not in spoken_for]
    crowd = [p.PatNum for p in books.patients if p.PatNum >= plan.crowd.first_number]
    deck = named + crowd
    while deck:
        chance.shuffle(deck)
        yield from deck
        deck = crowd


def _fill_chair(
    books: Books, chair: Chair, day: date, fullness: float, people: Iterator[int], start: date, chance: random.Random
) -> None:
    op = books.operatories.get(chair.Op)
    assert op is not None
    today = [s for s in books.schedules if s.SchedDate == day]
    for block in today:
        if block.SchedType == "Provider" and chair.Op in block.Ops:
            for minute, kind in _times(books, chair, block, today, fullness, chance):
                person = next(people, None)
                if person is None:
                    return
                visit = new_visit(books, person, kind, op.OperatoryNum, at(day, minute))
                put_visit(books, _confirmed(books, visit, start, chance), start)


def _times(
    books: Books, chair: Chair, block: Schedule, today: list[Schedule], fullness: float, chance: random.Random
) -> Iterator[tuple[int, int]]:
    """Walk through a block: a visit, or a hole, as often as makes it that full."""
    blocked = [of_block(s) for s in today if s.SchedType == "Blockout" and chair.Op in s.Ops]
    open_time = of_block(block)
    gap = sum(chair.gaps) / len(chair.gaps)
    minute = open_time.start
    while minute < open_time.stop:
        kind = chance.choice(chair.types)
        length = _minutes(books, kind)
        taken = blocked + [of_visit(v) for v in books.visits_on(block.SchedDate) if _clash(v, chair.Op, block.ProvNum)]
        span = Span(minute, minute + length)
        hit = next((t for t in sorted(taken) if t.overlaps(span)), None)
        likely = fullness * gap / (fullness * gap + (1 - fullness) * length)
        if hit is not None:
            minute = hit.stop
        elif span.stop > open_time.stop or chance.random() > likely:
            minute += chance.choice(chair.gaps)
        else:
            yield minute, kind
            minute = span.stop


def fits(books: Books, visit: Appointment) -> bool:
    """Whether a visit lies within its chair's hours, and on nothing and nobody."""
    day, span = visit.AptDateTime.date(), of_visit(visit)
    today = [s for s in books.schedules if s.SchedDate == day]
    here = [s for s in today if visit.Op in s.Ops]
    provider = visit.ProvHyg or visit.ProvNum
    taken = [of_visit(v) for v in books.visits_on(day) if _clash(v, visit.Op, provider)]
    taken += [of_block(s) for s in here if s.SchedType == "Blockout"]
    is_open = any(of_block(s).holds(span) for s in here if s.SchedType == "Provider" and s.ProvNum == provider)
    return is_open and not any(t.overlaps(span) for t in taken)


def _clash(visit: Appointment, op: int, provider: int) -> bool:
    return visit.Op > 0 and (visit.Op == op or provider == (visit.ProvHyg or visit.ProvNum))


def _minutes(books: Books, kind: int) -> int:
    found = books.appointmenttypes.get(kind)
    assert found is not None
    return 5 * len(found.Pattern)


def new_visit(books: Books, person: int, kind: int, op_num: int, start: datetime) -> Appointment:
    """Return a visit as the staff of this practice would enter it: in a hygiene chair with the hygienist."""
    op = books.operatories.get(op_num)
    found = books.appointmenttypes.get(kind)
    assert op is not None
    assert found is not None
    return Appointment(
        AptNum=books.appointments.next_number(),
        PatNum=person,
        Pattern=found.Pattern,
        PatternSecondary="/" * len(found.Pattern),
        Confirmed=books.defs(2)[0].DefNum,
        Op=op_num,
        ProvNum=op.ProvDentist,
        ProvHyg=_hygienist(op),
        IsHygiene=op.IsHygiene,
        AptDateTime=start,
        ClinicNum=op.ClinicNum,
        AppointmentTypeNum=kind,
        colorOverride=found.appointmentTypeColor,
    )


def _hygienist(op: Operatory) -> int:
    return op.ProvHygienist if op.IsHygiene else 0


def put_visit(books: Books, visit: Appointment, start: date) -> Appointment:
    """Put a visit down as entered some weeks before the start."""
    entered = datetime.combine(start, time(9)) - timedelta(days=20 + visit.AptNum % 30)
    visit = attach_codes(books, replace(visit, SecDateTEntry=entered), codes_of(books, visit.AppointmentTypeNum), entered)
    return books.keep(visit, entered, source="Default")


def _confirmed(books: Books, visit: Appointment, start: date, chance: random.Random) -> Appointment:
    """What lies behind is complete; what is near has mostly been confirmed."""
    day = visit.AptDateTime.date()
    if day < start:
        arrived = visit.AptDateTime - timedelta(minutes=5)
        left = visit.AptDateTime + timedelta(minutes=visit.minutes)
        return replace(
            visit, AptStatus="Complete", DateTimeArrived=arrived, DateTimeSeated=visit.AptDateTime, DateTimeDismissed=left
        )
    status = books.preference("ApptEConfirmStatusAccepted")
    if status and (day - start).days <= 3 and chance.random() < 0.6:
        return replace(visit, Confirmed=int(status))
    return visit
