"""The people at the front desk, who enter, move and break visits at their own screens while the bot is at work."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from random import Random

from bot.pretend.office import PretendOffice
from bot.pretend.office.tables import Appointment
from tests.faults.handset import OFFERS, READ_BACKS, read
from tests.faults.people import ZONE, Chart
from tests.faults.rig import Rig
from tests.faults.witness import BY_BOT, wall

SOMEBODY = 101  # one of the crowd, who has no phone
HYGIENE = 3
EXAMS = (1, 2, 4)


class Staff:
    """Now and then takes the very time a patient is looking at, or changes what the bot has just entered."""

    def __init__(self, rig: Rig, charts: list[Chart], random: Random) -> None:
        self.rig, self.charts, self.random = rig, charts, random
        self.entered_twice: set[str] = set()  # phones of patients of whom one visit stands in the book twice

    async def work(self) -> None:
        while True:
            await asyncio.sleep(self.random.uniform(10, 120))
            taking, changing, doubling = self._takes_what_is_offered, self._changes_a_visit, self._enters_it_again
            beside = self._enters_them_beside_it
            self.random.choice((taking, taking, taking, beside, changing, changing, doubling))()

    def _takes_what_is_offered(self) -> None:
        if start := self._offered_to(self.random.choice(self.charts)):
            self._books(start)

    def _enters_them_beside_it(self) -> None:
        """The patient is on the telephone as well: the same hour, or so, in another chair."""
        chart = self.random.choice(self.charts)
        start = self._offered_to(chart) if chart.number else None
        if start is not None:
            minutes = self.random.choice((-30, 0, 20))
            self.entered_twice |= set() if minutes else {chart.phone}  # should the bot's stand there already
            start += timedelta(minutes=minutes)
            number = self.rig.office.staff_books(chart.number, start.replace(tzinfo=ZONE), minutes=40, operatory=EXAMS[-1])
            self.rig.trace.note("staff", f"enter visit {number} for {chart.first} at {start:%a %d %b %H:%M}")

    def _offered_to(self, chart: Chart) -> datetime | None:
        """Return one of the times that their phone shows last; None: it shows none."""
        received = [t for t in self.rig.carrier.phone(chart.phone) if t.direction == "received"]
        for text in reversed(received):
            times = [at for one in read(text.body, wall(text.at)) if one.key in (*OFFERS, *READ_BACKS) for at in one.times]
            if times:
                return self.random.choice(times)
        return None

    def _books(self, start: datetime) -> None:
        books = self.rig.office.books
        for operatory in (HYGIENE, *EXAMS):
            there = [v for v in books.visits_on(start.date()) if v.Op == operatory and v.AptStatus == "Scheduled"]
            if not any(v.AptDateTime <= start < v.AptDateTime + timedelta(minutes=v.minutes) for v in there):
                number = self.rig.office.staff_books(SOMEBODY, start.replace(tzinfo=ZONE), minutes=60, operatory=operatory)
                self.rig.trace.note("staff", f"enter visit {number} at {start:%a %d %b %H:%M} in room {operatory}")
                return

    def _enters_it_again(self) -> None:
        """The patient calls, and gets the same visit from a person who does not look."""
        if visit := self._one_of_the_bots():
            start = visit.AptDateTime.replace(tzinfo=ZONE)
            number = self.rig.office.staff_books(visit.PatNum, start, minutes=visit.minutes, operatory=visit.Op)
            person = self.rig.office.books.patients.get(visit.PatNum)
            self.entered_twice |= {chart.phone for chart in self.charts if chart.name == f"{person.FName} {person.LName}"}
            self.rig.trace.note("staff", f"enter visit {visit.AptNum} once more, as {number}")

    def _one_of_the_bots(self) -> Appointment | None:
        """Or one that they spoke of. Only what has stood there for some minutes: nobody at a desk is quicker than that."""
        books = self.rig.office.books
        rows = list(books.histappointments)[self.rig.old_history :]
        settled = wall(self.rig.clock.now()) - timedelta(minutes=7)
        made = [r for r in rows if r.HistApptAction == "Created" and r.ApptSource in BY_BOT and r.HistDateTStamp < settled]
        standing = [
            v
            for n in (*sorted(self.rig.standing), *(r.Snapshot.AptNum for r in made))
            if (v := books.appointments.get(n)) and v.AptStatus == "Scheduled"
        ]
        return self.random.choice(standing) if standing else None

    def _changes_a_visit(self) -> None:
        visit = self._one_of_the_bots()
        if visit is None:
            return
        if self.random.random() < 0.5:
            self.rig.office.staff_breaks(visit.AptNum)
            self.rig.trace.note("staff", f"break visit {visit.AptNum}")
        else:
            there = visit.AptDateTime.replace(tzinfo=ZONE) + timedelta(days=7, hours=self.random.randint(0, 2))
            self.rig.office.staff_moves(visit.AptNum, there)
            self.rig.trace.note("staff", f"move visit {visit.AptNum} to {there:%a %d %b %H:%M}")


def leave_few_openings(office: PretendOffice, today: date, random: Random, *, hours: int | None = None) -> datetime:
    """Fill the chairs for three weeks, and leave one gap of so many hours. Return where it begins, on the office clock."""
    chosen, hour = today + timedelta(days=random.randint(1, 7)), random.choice((8, 9, 10))
    while chosen.weekday() > 3:
        chosen += timedelta(days=1)
    hours = random.randint(1, 3) if hours is None else hours
    gap = datetime.combine(chosen, time(hour))
    for day in (today + timedelta(days=n) for n in range(45)):
        if day.weekday() > 4:
            continue
        for operatory in (HYGIENE, *EXAMS):
            left = (hour, hour + hours) if day == chosen and operatory == HYGIENE else None
            for begins, ends in _spans(left):
                start = datetime.combine(day, time(begins), ZONE)
                office.staff_books(SOMEBODY, start, minutes=60 * (ends - begins), operatory=operatory, note="full")
    until = gap + timedelta(hours=hours)
    for visit in [v for v in office.books.visits_on(chosen) if v.Op == HYGIENE and v.Note != "full"]:
        if visit.AptDateTime < until and gap < visit.AptDateTime + timedelta(minutes=visit.minutes):
            office.staff_deletes(visit.AptNum)
    return gap


def _spans(left: tuple[int, int] | None) -> list[tuple[int, int]]:
    if left is None:
        return [(7, 18)]
    return [(a, b) for a, b in ((7, left[0]), (left[1], 18)) if a < b]
