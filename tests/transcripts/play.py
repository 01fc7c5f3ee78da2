"""Plays a conversation written as text through the real reader and the real flows, against a small office of its own.

Ana changes her mind at the last question.                       what it shows, for a person

now    Thu Nov 19 2026 10:00                                      the setting
chart  Ana Silva, 1980-05-01
elsewhere Eve Stone, 1990-01-02                                   a chart of another phone, or an archived one
plan   Ana Silva, 90                                              planned for her, and so many minutes
free   Tue Dec 1: 9:00, 11:00
visit  Ana Silva, Tue Dec 1 14:30, confirmed                      or: asap, locked
rule   on_short_notice fee                                        what this practice does differently
urgent toothache                                                  the reason for whoever is in pain
answer parking en: Behind the house.                              what its file answers; in brackets the words that ask for it

Ana: cleaning tuesday please, Ana Silva 5/1/80                    what is said; any name may speak from this phone
Bot: I can offer ...                                              what must be answered, word for word
Office: books Ana, cleaning, Tue Dec 1 at 9:00 AM                 what must be done
Desk: asked for a person                                          the card that must be raised
(3 hours later)                                                   what happens meanwhile; HAPPENS below has them all
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from flows import engine
from flows.calendar import day_and_time
from flows.hearing import KEYWORDS, hear
from flows.identify import Chart
from flows.say import Line, render
from flows.session import Session
from flows.words import (
    Answer,
    AskDue,
    Awaited,
    BookAppointment,
    BreakVisit,
    ChangeChart,
    Command,
    ConfirmVisit,
    DeclineVisit,
    DeskDid,
    Effects,
    Event,
    Finding,
    Lang,
    ListAsap,
    MakeChart,
    MoveVisit,
    OptIn,
    OptOut,
    Overtaken,
    RaiseCard,
    Reads,
    Result,
    SchedulePlan,
    Send,
    Silent,
    Tick,
    Unconfirmed,
    Visit,
    Wake,
    WriteCommlog,
    WriteNote,
)
from tests.transcripts.office import LENGTH, PRACTICE, Office

ZONE = PRACTICE.zone
SETTING = ("now", "chart", "elsewhere", "plan", "free", "visit", "rule", "answer", "urgent")
_ANSWER = re.compile(r"(\w+) (en|es)(?: \((.*)\))?: (.*)")
_LATER = re.compile(r"(\d+) (second|minute|hour|day)s? later")
_ASK = re.compile(r"the ask for (.*) visits?")
_DESK_MOVES = re.compile(r"the desk moves (\w+)'s visit to (.*)")
_DESK_ENTERS = re.compile(r"the desk enters a visit for (\w+ \w+) at (.*)")
_DESK_CANCELS = re.compile(r"the desk cancels (\w+)'s visit")
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class Unreadable(ValueError):
    """A line of a transcript that means nothing to us. The text names it."""


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
                self.office.admit(name, date.fromisoformat(born))
            case "elsewhere":
                name, born = (part.strip() for part in value.split(","))
                first, _, last = name.partition(" ")
                self.office.elsewhere.append(Chart(91, first, last, "", date.fromisoformat(born)))
            case "plan":
                name, minutes = (part.strip() for part in value.split(","))
                self.office.plan(name, int(minutes))
            case "free":
                day, _, times = value.partition(":")
                for clock in times.split(","):
                    self.office.open_up(self._time(f"{day} {clock.strip()}"))
            case "visit":
                name, when, *how = (part.strip() for part in value.split(","))
                self.office.write_in(name, self._time(when), how, self.now)
            case "answer":
                self._answers(value)
            case "urgent":
                reasons = tuple(replace(r, urgent=r.name == value) for r in self.office.practice.reasons)
                if value == "nothing":
                    reasons = tuple(r for r in reasons if r.name != "toothache")
                self.office.practice = replace(self.office.practice, reasons=reasons)
            case "rule":
                rule, _, does = value.partition(" ")
                hours = re.fullmatch(r"(\d+) hours?", does.strip())
                value_of = timedelta(hours=int(hours[1])) if hours else does.strip()
                if rule == "birth_date_for":
                    value_of = tuple(does.split())
                    self.session = replace(self.session, raised=value_of)
                rules = replace(self.office.practice.rules, **{rule: value_of})
                self.office.practice = replace(self.office.practice, rules=rules)

    def _answers(self, value: str) -> None:
        said = _ANSWER.fullmatch(value)
        if said is None:
            raise Unreadable(f"answer {value}")
        name, lang, words, text = said[1], cast("Lang", said[2]), said[3], said[4]
        asked = {lang: tuple(word.strip() for word in words.split(","))} if words else {}
        answer = Answer(name=name, says={lang: text}, words=asked)
        self.office.practice = replace(self.office.practice, answers=(*self.office.practice.answers, answer))

    def _time(self, text: str) -> datetime:
        """ "Tue Dec 1 14:30"."""
        day, clock = text.rsplit(" ", 1)
        return _wall(f"{day} {self._year(day)} {clock}")

    def _year(self, day: str) -> int:
        """A day without a year is the next one of that name."""
        return self.now.year + (_wall(f"{day} {self.now.year} 23:59") < self.now)

    # --- what happens ------------------------------------------------------------------------------------------------

    def hears(self, text: str) -> None:
        media = re.fullmatch(r"\[[\w ]+\]", text) is not None  # "[picture]", "[voice memo]"
        body, word = ("" if media else text), text.strip().upper()
        keyword = word if word in KEYWORDS else ""
        self._turn(hear(body, self.session, self.office.practice, id=self._id(), at=self._utc(), keyword=keyword, media=media))

    def happens(self, what: str) -> None:
        if later := _LATER.fullmatch(what):
            self._wait(timedelta(seconds=int(later[1]) * _UNITS[later[2]]))
        elif what.startswith("somebody else takes "):
            start = self._time(what.removeprefix("somebody else takes "))
            self.office.free = [o for o in self.office.free if o.start != start]
        elif asked := _ASK.fullmatch(what):
            firsts = re.findall(r"([A-Z]\w*)'s", asked[1])
            visits = self.office.asked_about(firsts, self.now)
            self._turn(AskDue(id=self._id(), at=self._utc(), visits=visits))
        elif moved := _DESK_MOVES.fullmatch(what):
            start = self._time(moved[2])
            self.office.changes(moved[1], self.now, start=start, end=start + LENGTH)
        elif entered := _DESK_ENTERS.fullmatch(what):
            self.office.write_in(entered[1], self._time(entered[2]), (), self.now)
        elif gone := _DESK_CANCELS.fullmatch(what):
            self.office.changes(gone[1], self.now, broken=True)
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
        """The office says how the change that is out has ended."""
        assert self._out is not None, "no change is out"
        sent, self._out = self._out, None
        assert isinstance(sent.effect, Awaited)
        found = self.office.do(sent.effect) if value is None else value
        if isinstance(found, Overtaken):
            self.says.append("Office: finds that changed since, and does nothing")
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
            self.says.append(
                "Bot: " + " ".join(render(line, self.session.lang, self.office.practice, self._utc()) for line in lines)
            )
        for command in commands:
            self._do(command)

    def _do(self, command: Command) -> None:
        match command:
            case Wake(name, after):
                self._timers[name] = self.now + after
            case RaiseCard(kind):
                self.says.append(f"Desk: {kind.value}")
            case Send(effect=effect):
                self.says.append(f"Office: {_done(effect)}")
                if isinstance(effect, Awaited):
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


def _done(effect: Effects) -> str:
    """Say what the office does, for a person to read."""
    match effect:
        case BookAppointment(patient, reason, opening):
            return f"books {patient.first_name}, {reason}, {day_and_time(opening.start, 'en')}"
        case SchedulePlan(plan, opening):
            return f"schedules what is planned for {plan.first_name}, {day_and_time(opening.start, 'en')}"
        case MakeChart(who, guardian):
            return (
                f"makes a chart: {who.first} {who.last}, born {who.born}{f', with {guardian.first_name}' if guardian else ''}"
            )
        case MoveVisit(visit, opening) if visit.broken and visit.opening == opening:
            return f"puts back {_visit(visit)}"
        case MoveVisit(visit, opening):
            return f"moves {_visit(visit)}, to {day_and_time(opening.start, 'en')}"
        case BreakVisit(visit, charge):
            return f"breaks {_visit(visit)}{', with the late fee' if charge else ''}"
        case ConfirmVisit(visit):
            return f"confirms {_visit(visit)}"
        case DeclineVisit(visit):
            return f"marks as not confirmed {_visit(visit)}"
        case ListAsap(visit, on, wish):
            return f"puts {'on' if on else 'off'} the ASAP list {_visit(visit)}{f' ({wish})' if wish else ''}"
        case ChangeChart(_, texts, lang):
            return f"changes the chart: {'texts off' if texts is False else 'texts on' if texts else f'speaks {lang}'}"
        case WriteNote(_, line):
            return f"notes on the visit: {line}"
        case WriteCommlog(_, note):
            return f"notes {note}"
    raise AssertionError(effect)


def _visit(visit: Visit) -> str:
    return f"{visit.first_name}, {day_and_time(visit.start, 'en')}"


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
    for kind, line in lines_of(page):
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


def lines_of(page: str) -> Iterator[tuple[str, str]]:
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
