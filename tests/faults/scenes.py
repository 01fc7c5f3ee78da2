"""What a patient of one seed wants, and what stands in the book for them before it begins."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from tests.faults.people import ZONE, Chart
from tests.faults.rig import Rig

BOOK = "book"
WISHES = ("move", "cancel", "confirm", "asap", "new", "asked")  # asked: our own question whether they will come
WITH_A_VISIT = frozenset(("move", "cancel", "confirm", "asap", "asked"))
LONG_AGO = timedelta(days=60)
EXAMS = (1, 2, 4)


def wish_of(seed: int, *, crowd: bool) -> str:
    """Every other seed books. The rest are drawn, so that any two hundred have each of them many times."""
    random = Random(f"{seed}/wish")
    return BOOK if crowd or random.random() < 0.5 else random.choice(WISHES)


def enter_beside(rig: Rig, chart: Chart, random: Random) -> None:
    """Staff have entered a few visits for somebody who will book: at hours that they may be offered, in another chair."""
    for day in random.sample(range(1, 12), 4):
        enter_a_visit(rig, chart, random, in_days=day)


def enter_a_visit(rig: Rig, chart: Chart, random: Random, *, in_days: int) -> int:
    """Enter a visit as staff did long ago, on the first weekday from then on, in a chair that is free. Return its AptNum.

    Not where they have another visit at that hour: of two at one time only the desk can say which is meant.
    """
    day = rig.clock.now().astimezone(ZONE).date() + timedelta(days=in_days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    books, hours = rig.office.books, random.sample((9, 10, 11, 13, 14, 15), 6)
    for hour, room in ((hour, room) for hour in hours for room in EXAMS):
        start = datetime.combine(day, time(hour))
        there = [v for v in books.visits_on(day) if (v.Op == room or v.PatNum == chart.number) and v.AptStatus == "Scheduled"]
        if all(
            v.AptDateTime + timedelta(minutes=v.minutes) <= start or start + timedelta(hours=1) <= v.AptDateTime for v in there
        ):
            number = rig.office.staff_books(chart.number, start.replace(tzinfo=ZONE), minutes=60, operatory=room)
            entered = rig.clock.now().astimezone(ZONE).replace(tzinfo=None) - LONG_AGO
            rig.office.staff_changes(number, SecDateTEntry=entered)
            rig.old_history = len(books.histappointments)
            rig.standing.add(number)
            return number
    raise ValueError(f"no chair is free on {day}")
