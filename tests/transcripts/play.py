"""Plays a conversation written as text through the real reader and the real flows, against a small office of its own.

Ana changes her mind at the last question.                       what it shows, for a person

now    Thu Nov 19 2026 10:00                                      the setting
chart  Ana Silva, 1980-05-01
free   Tue Dec 1: 9:00, 11:00

Ana: cleaning tuesday please, Ana Silva 5/1/80                    what is said; any name may speak from this phone
Bot: I can offer ...                                              what must be answered, word for word
Office: books Ana, cleaning, Tue Dec 1 at 9:00 AM                 what must be done
Desk: asked for a person                                          the card that must be raised
(3 hours later)                                                   what happens meanwhile; HAPPENS below has them all
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from flows import engine
from flows.calendar import day_and_time
from flows.choose import offered
from flows.hearing import KEYWORDS, hear
from flows.identify import Chart, match
from flows.say import Line, render
from flows.session import Session
from flows.words import (
    E164,
    BookAppointment,
    Booked,
    Command,
    DeskDid,
    Event,
    Finding,
    FindOpenings,
    FindPatient,
    Hours,
    Opening,
    OptIn,
    OptOut,
    Practice,
    RaiseCard,
    Reads,
    Reason,
    Result,
    Send,
    Silent,
    StillFree,
    Taken,
    Tick,
    Unconfirmed,
    Wake,
    WriteCommlog,
)

PRACTICE = Practice(
    name="Maple Street Dental",
    texting_number=E164("+15035550199"),
    front_desk_number=E164("+15035550100"),
    alert_numbers=(E164("+15035550142"),),
    timezone="America/Los_Angeles",
    languages=("en", "es"),
    reasons=(
        Reason(
            name="cleaning",
            says={"en": ("cleaning", "checkup"), "es": ("limpieza", "chequeo")},
            existing_patient=326,
            new_patient=327,
        ),
        Reason(
            name="toothache",
            says={"en": ("toothache", "tooth pain"), "es": ("dolor de muela",)},
            existing_patient=328,
        ),
    ),
    hours=tuple(Hours(day, time(8), time(17) if day < 4 else time(13)) for day in range(5)),
    closed=(date(2026, 11, 26),),
)
ZONE = PRACTICE.zone
LENGTH = timedelta(minutes=60)
SETTING = ("now", "chart", "free")
_LATER = re.compile(r"(\d+) (second|minute|hour|day)s? later")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class Unreadable(ValueError):
    """A line of a transcript that means nothing to us. The text names it."""


@dataclass
class Office:
    """The office of one transcript: its charts, its free times, and its moods."""

    charts: list[Chart] = field(default_factory=list)
    free: list[Opening] = field(default_factory=list)
    answers: bool = True
    tells: bool = True  # whether it says how a booking ended

    def read(self, read: Reads, now: datetime) -> Finding:
        match read:
            case FindPatient(who):
                return match(self.charts, who)
            case FindOpenings(_, _, when, besides):
                ahead = (o for o in self.free if o.start > now and o.start not in {b.start for b in besides})
                return offered(when, sorted(ahead, key=lambda o: o.start))
            case StillFree(_, _, opening):
                return opening in self.free

    def book(self, opening: Opening) -> Finding:
        if opening not in self.free:
            return Taken()
        self.free.remove(opening)
        return Booked(501)


class Play:
    """One conversation under way. `says` gathers what comes out, line by line."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 19, 10, tzinfo=ZONE)
        self.office = Office()
        self.session = Session()
        self.says: list[str] = []
        self._out: Send | None = None
        self._timers: dict[str, datetime] = {}
        self._count = 0

    # --- the setting -------------------------------------------------------------------------------------------------

    def set(self, key: str, value: str) -> None:
        match key:
            case "now":
                self.now = _wall(value)
            case "chart":
                name, born = (part.strip() for part in value.split(","))
                first, _, last = name.partition(" ")
                number = 11 + len(self.office.charts)
                self.office.charts.append(Chart(number, first, last, "", date.fromisoformat(born)))
            case "free":
                day, _, times = value.partition(":")
                for clock in times.split(","):
                    start = _wall(f"{day} {self._year(day)} {clock.strip()}")
                    self.office.free.append(Opening(start, start + LENGTH, provider=3, operatory=2))

    def _year(self, day: str) -> int:
        """A day without a year is the next one of that name."""
        return self.now.year + (_wall(f"{day} {self.now.year} 23:59") < self.now)

    # --- what happens ------------------------------------------------------------------------------------------------

    def hears(self, text: str) -> None:
        media = text == "[picture]"
        body, word = ("" if media else text), text.strip().upper()
        keyword = word if word in KEYWORDS else ""
        self._turn(hear(body, self.session, PRACTICE, id=self._id(), at=self._utc(), keyword=keyword, media=media))

    def happens(self, what: str) -> None:
        if later := _LATER.fullmatch(what):
            self._wait(timedelta(seconds=int(later[1]) * _UNITS[later[2]]))
        elif what.startswith("somebody else takes "):
            day, clock = what.removeprefix("somebody else takes ").rsplit(" ", 1)
            start = _wall(f"{day} {self._year(day)} {clock}")
            self.office.free = [o for o in self.office.free if o.start != start]
        elif what.startswith("another room is free "):
            self.set("free", what.removeprefix("another room is free "))
        elif what in HAPPENS:
            HAPPENS[what](self)
        else:
            raise Unreadable(f"({what}): known are {', '.join(HAPPENS)}, N minutes later, somebody else takes <time>")

    def _wait(self, length: timedelta) -> None:
        until = self.now + length
        while due := sorted((at, name) for name, at in self._timers.items() if at <= until):
            self.now, name = due[0]
            del self._timers[name]
            self._turn(Tick(id=self._id(), at=self._utc(), name=name))
        self.now = until

    def settle(self, value: Finding | None = None) -> None:
        """The office says how the booking that is out has ended."""
        assert self._out is not None, "no booking is out"
        sent, self._out = self._out, None
        assert isinstance(sent.effect, BookAppointment)
        found = self.office.book(sent.effect.opening) if value is None else value
        self._turn(Result(id=sent.id, at=self._utc(), of=sent.effect, value=found))

    def desk(self, what: str) -> None:
        self._turn(DeskDid(id=self._id(), at=self._utc(), what=what))

    # --- turning -----------------------------------------------------------------------------------------------------

    def _turn(self, event: Event) -> None:
        """As the desk does it: turn, read, turn again; what was said leaves as one text, and only then anything is done."""
        events, lines, commands = [event], list[Line](), list[Command]()
        while events:
            after = engine.turn(self.session, events.pop(0))
            self.session = after.session
            lines += after.replies
            for command in after.commands:
                if isinstance(command, Reads):
                    events.append(self._read(command))
                else:
                    commands.append(command)
        if lines:
            self.says.append("Bot: " + " ".join(render(line, self.session.lang, PRACTICE, self._utc()) for line in lines))
        for command in commands:
            self._do(command)

    def _do(self, command: Command) -> None:
        match command:
            case Wake(name, after):
                self._timers[name] = self.now + after
            case RaiseCard(kind):
                self.says.append(f"Desk: {kind.value}")
            case Send(effect=WriteCommlog(_, note)):
                self.says.append(f"Office: notes {note}")
            case Send(effect=BookAppointment(patient, reason, opening)):
                when = day_and_time(opening.start, "en")
                self.says.append(f"Office: books {patient.first_name}, {reason}, {when}")
                self._out = command
                if self.office.tells:
                    self.settle()
            case OptOut() | OptIn():
                self.says.append(f"Phone: {'opted out' if isinstance(command, OptOut) else 'opted in'}")

    def _read(self, read: Reads) -> Event:
        if self.office.answers:
            return Result(id=self._id(), at=self._utc(), of=read, value=self.office.read(read, self.now))
        return Silent(id=self._id(), at=self._utc(), of=read)

    def _id(self) -> str:
        self._count += 1
        return f"event {self._count}"

    def _utc(self) -> datetime:
        return self.now.astimezone(UTC)


def _answers(play: Play, *, yes: bool) -> None:
    play.office.answers = yes


def _tells(play: Play, *, yes: bool) -> None:
    play.office.tells = yes


HAPPENS: dict[str, Callable[[Play], None]] = {
    "the office does not answer": lambda play: _answers(play, yes=False),
    "the office answers again": lambda play: _answers(play, yes=True),
    "the office will not say how a booking ends": lambda play: _tells(play, yes=False),
    "the office says how it ended": lambda play: play.settle(),
    "nobody can say how it ended": lambda play: play.settle(Unconfirmed()),
    "the desk takes it": lambda play: play.desk("took"),
    "the desk gives it back": lambda play: play.desk("gave back"),
    "the desk is done with it": lambda play: play.desk("resolved"),
}


def _wall(text: str) -> datetime:
    """ "Thu Nov 19 2026 10:00", on the practice's clock. The weekday must be the right one: people read it."""
    at = datetime.strptime(text.strip(), "%a %b %d %Y %H:%M")
    if at.strftime("%a") != text.split()[0]:
        raise Unreadable(f"{text}: that is a {at:%a}")
    return at.replace(tzinfo=ZONE)


# --- transcripts as files --------------------------------------------------------------------------------------------


def played(page: str) -> str:
    """Return the transcript with what the bot, the office and the desk really say and do."""
    play, out = Play(), list[str]()
    for kind, line in _lines(page):
        if kind == "setting":
            key, _, value = line.partition(" ")
            play.set(key, value.strip())
        if kind == "expected":
            continue  # written anew below
        out.append(line)
        if kind == "happens":
            play.happens(line.strip("()"))
        if kind == "said":
            play.hears(line.partition(":")[2].strip())
        out += play.says
        play.says = []
    return "\n".join(out) + "\n"


def _lines(page: str) -> Iterator[tuple[str, str]]:
    """Tell the lines of a page apart: prose until the setting, then what is said, done and expected."""
    set_up = begun = False
    for line in page.rstrip().split("\n"):
        word = line.split(" ", 1)[0]
        if not begun and word in SETTING:
            set_up = True
            yield "setting", line
        elif not set_up:
            yield "prose", line
        elif line.startswith("(") and line.endswith(")"):
            begun = True
            yield "happens", line
        elif line.startswith(("Bot:", "Office:", "Desk:", "Phone:")):
            begun = True
            yield "expected", line
        elif re.match(r"[A-Z]\w*: ", line):
            begun = True
            yield "said", line
        elif begun and line:
            raise Unreadable(line)
        else:
            yield "prose", line


def pages() -> list[Path]:
    """Return every transcript of this folder."""
    return sorted(Path(__file__).parent.rglob("*.txt"))
