"""An office without Web Sched: its file, and a transcript of `tests/transcripts/` played against it, over the whole house.

The pretend office is Quiet Lane (no_web_sched): the charts, providers and chairs of Maple Street.
"""

from __future__ import annotations

import asyncio
import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.pretend.keys import Keys
from bot.pretend.office import seed
from flows.calendar import day_and_time
from tests.house import Town
from tests.transcripts.play import lines_of

QUIET_LANE = seed("no_web_sched")
ZONE = ZoneInfo("America/Los_Angeles")
LENGTH = timedelta(minutes=50)  # in transcripts: so that two free hours side by side are two times, not seven
LOOKS_AGE = timedelta(minutes=11)  # no look is believed any more: what happened since is seen
HYGIENE, MAYA = 3, 3
ELSEWHERE = 2  # a chair that nothing of a transcript is offered in
SOMEBODY = 101  # one of the crowd, who has no phone
MARKER = re.compile(r" \[\w+\]$")  # by which a line of ours is found again


def slots_file(keys: Keys, length: timedelta = timedelta(hours=1)) -> str:
    """Return the office file: the practice of the transcripts, by Slots. `length` is a cleaning's."""
    return f"""
name = "Maple Street Dental"
texting_number = "{keys.texting_number}"
front_desk_number = "{keys.front_desk_number}"
alert_numbers = ["{keys.staff_number}"]
timezone = "America/Los_Angeles"
languages = ["en", "es"]
booking = "slots"
seconds_between_calls = 1.0
page_size = 100
[rules]
ask_days_before = 0
[hours]
monday = "8:00-17:00"
tuesday = "8:00-17:00"
wednesday = "8:00-17:00"
thursday = "8:00-17:00"
friday = "8:00-13:00"
holidays = ["Thanksgiving Day"]
[[reasons]]
name = "cleaning"
says = {{ en = ["cleaning", "checkup"], es = ["limpieza", "chequeo"] }}
minutes = {length // timedelta(minutes=1)}
appointment_type = 12
[[reasons]]
name = "toothache"
says = {{ en = ["toothache", "tooth pain"], es = ["dolor de muela"] }}
minutes = 30
appointment_type = 13
[[chairs]]
provider = {MAYA}
operatory = {HYGIENE}
reasons = ["cleaning"]
[[chairs]]
provider = 1
operatory = 1
reasons = ["toothache"]
[[chairs]]
provider = 2
operatory = 4
reasons = ["toothache"]
[[chairs]]
provider = 2
operatory = 2
reasons = ["toothache"]
"""


# --- the book --------------------------------------------------------------------------------------------------------


def empty(town: Town, operatory: int) -> None:
    """Take everything of this chair out of the book."""
    for visit in [v for v in town.office.books.appointments if v.Op == operatory]:
        town.office.staff_deletes(visit.AptNum)


def fill(town: Town, operatory: int, *, but: set[datetime] = frozenset(), days: int = 45) -> None:
    """Leave nothing free in this chair but a visit's length at these times, on the office clock."""
    today = town.clock.now().astimezone(ZONE).date()
    for day in (today + timedelta(days=n) for n in range(days)):
        edges = [datetime.combine(day, time(6))]
        for free in sorted(at for at in but if at.date() == day):
            edges += [free, free + LENGTH]
        edges.append(datetime.combine(day, time(19)))
        for begins, ends in zip(edges[::2], edges[1::2], strict=True):
            take(town, operatory, begins, ends - begins)


def take(town: Town, operatory: int, begins: datetime, length: timedelta = LENGTH) -> None:
    minutes = length // timedelta(minutes=1)
    town.office.staff_books(SOMEBODY, begins.replace(tzinfo=ZONE), minutes=minutes, operatory=operatory)


def release(town: Town, operatory: int, begins: datetime) -> None:
    """The visit that stands there is off the book."""
    for visit in [v for v in town.office.books.visits_on(begins.date()) if (v.Op, v.AptDateTime) == (operatory, begins)]:
        town.office.staff_breaks(visit.AptNum)


def enter(town: Town, name: str, when: str) -> None:
    """The desk gives somebody an hour in a chair of its own."""
    start = _at(*when.strip().rsplit(" ", 1), town)
    town.office.staff_books(town.patient(name.strip()), start.replace(tzinfo=ZONE), minutes=60, operatory=ELSEWHERE)


# --- a transcript ----------------------------------------------------------------------------------------------------


async def played(town: Town, page: str) -> list[str]:
    """Play it from Ana's phone, and return all that was heard and done, as the transcript writes it, without "Desk:"."""
    lines = list(lines_of(page))
    free = {at for kind, line in lines if kind == "setting" and line.startswith("free") for at in _times(line, town)}
    empty(town, HYGIENE)
    fill(town, HYGIENE, but=free)
    for line in (line for kind, line in lines if kind == "setting" and line.startswith("visit")):
        enter(town, *line.removeprefix("visit").split(","))
    await town.answer()  # it has read what it must know of the office
    old, out = Seen(town), list[str]()
    for kind, line in lines:
        if kind == "happens":
            await _happens(town, line.strip("()"))
            old.news()  # what the desk itself did
        elif kind == "said":
            said = await town.says(line.partition(":")[2].strip(), after=timedelta(seconds=20))
            out += [line, *(f"Bot: {text}" for text in said.splitlines()), *old.news()]
    return out


class Seen:
    """What of the book and the charts was there before."""

    def __init__(self, town: Town) -> None:
        self._books = town.office.books
        self._visits = {v.AptNum for v in self._books.appointments}
        self._notes = {c.CommlogNum for c in self._books.commlogs}

    def news(self) -> list[str]:
        """Return what was done since."""
        visits = [v for v in self._books.appointments if v.AptNum not in self._visits]
        notes = [c for c in self._books.commlogs if c.CommlogNum not in self._notes]
        self._visits |= {v.AptNum for v in visits}
        self._notes |= {c.CommlogNum for c in notes}
        booked = [v for v in visits if v.PatNum != SOMEBODY]
        return [
            *(f"Office: books {self._first(v.PatNum)}, {_when(v.AptDateTime)}" for v in booked),
            *(f"Office: notes {MARKER.sub('', c.Note)}" for c in notes),
        ]

    def _first(self, number: int) -> str:
        chart = self._books.patients.get(number)
        assert chart is not None
        return chart.FName


def expected(page: str) -> list[str]:
    """Return what the transcript says is heard and done: said by said, the bot first, then the office."""
    out: list[str] = []
    held: list[str] = []
    for kind, line in lines_of(page):
        if kind == "said":
            out += [*sorted(held, key=_bot_first), line]
            held = []
        elif kind == "expected" and not line.startswith(("Desk:", "Office: changes the chart")):  # not what the slots change
            held.append(re.sub(r"^(Office: books \w+), \w+,", r"\1,", line))
    return out + sorted(held, key=_bot_first)


def _bot_first(line: str) -> tuple[bool, bool]:
    return (not line.startswith("Bot:"), line.startswith("Office: notes"))


def _when(at: datetime) -> str:
    return day_and_time(at.replace(tzinfo=ZONE), "en")


async def _happens(town: Town, what: str) -> None:
    if later := re.fullmatch(r"(\d+) (hour|day)s? later", what):
        await asyncio.sleep(int(later[1]) * {"hour": 3600, "day": 86400}[later[2]])
    elif what.startswith("somebody else takes "):
        day, clock = what.removeprefix("somebody else takes ").rsplit(" ", 1)
        take(town, HYGIENE, _at(day, clock, town))
        await asyncio.sleep(LOOKS_AGE.total_seconds())
    elif entered := re.fullmatch(r"the desk enters a visit for (.*) at (.*)", what):
        enter(town, *entered.groups())
        await asyncio.sleep(LOOKS_AGE.total_seconds())
    elif what.startswith("another room is free "):
        for at in _times(f"free {what.removeprefix('another room is free ')}", town):
            release(town, HYGIENE, at)
    else:
        raise AssertionError(what)


def _times(line: str, town: Town) -> list[datetime]:
    day, _, clocks = line.removeprefix("free").strip().partition(":")
    return [_at(day, clock, town) for clock in clocks.split(",")]


def _at(day: str, clock: str, town: Town) -> datetime:
    today: date = town.clock.now().astimezone(ZONE).date()
    at = datetime.strptime(f"{day.strip()} {today.year} {clock.strip()}", "%a %b %d %Y %H:%M")
    return at if at.date() >= today else at.replace(year=at.year + 1)
