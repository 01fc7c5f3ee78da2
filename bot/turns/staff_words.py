"""What staff read of what they asked for: in English, without a name, so that it may stand in any Slack."""

from __future__ import annotations

from datetime import datetime

from bot.openings.ways import NOBODY, Names
from flows.calendar import day_and_time
from flows.engine import Turn
from flows.session import DeskAsked
from flows.words import (
    Awaited,
    BookAppointment,
    Booked,
    BreakVisit,
    Changed,
    ConfirmVisit,
    Event,
    Finding,
    Heard,
    JotNote,
    Kind,
    ListAsap,
    MakeChart,
    MoveVisit,
    Opening,
    Overtaken,
    PlanVisit,
    Practice,
    Result,
    SchedulePlan,
    Silent,
    Taken,
    Tick,
    Visit,
)

TOO_LATE = "That was settled or dropped before: nothing was done. Please run the command again."
GONE = "That time was taken meanwhile: nothing was changed."
HAS_ONE = "They have a visit then already, {}: nothing was changed."
SINCE_CHANGED = "The visit was changed meanwhile: nothing was done. Please look at it with /appt."
CONFIRMED_ALREADY = "That visit is confirmed already: nothing was to be done."
NOBODY_KNOWS = "Open Dental did not confirm that. Please look at the book before anything else."


def told(event: Event | DeskAsked, after: Turn, practice: Practice) -> tuple[str, ...]:
    """Return what there is to say of that turn to whoever asked; nothing while all that was asked is under way."""
    session = after.session
    names = Names(dict(session.staff.names), dict(session.staff.chairs)) if session.staff else NOBODY
    match event:
        case Result(of=of, value=value) if isinstance(of, Awaited):
            said = ended(of, value, practice, names)
            return (said, *_instead(after, practice, names)) if isinstance(value, Taken) else (said,)
        case Tick(name="checking") if session.out:
            return ("Open Dental has not answered yet. I keep looking, and tell you here.",)
        case Silent() if session.with_person:
            return ("Open Dental did not answer: nothing was done. Please try again later.",)
        case Silent() if session.told == "away" and after.replies:
            return ("Open Dental does not answer. I look again for half an hour, and tell you here.",)
        case Result(value=Taken(own)) if own:
            return (_has_one(own, practice, names), *_instead(after, practice, names))
        case _ if {line.key for line in after.replies} & {"just_taken", "nothing_free"}:
            return (GONE, *_instead(after, practice, names))
        case _ if any(line.key == "confirmed_already" for line in after.replies):
            return (CONFIRMED_ALREADY,)
        case Result() if session.with_person:
            return (NOBODY_KNOWS,)
        case Heard() if not (session.flows or session.out or after.commands):
            return (TOO_LATE,)
        case _:
            return ()


def ended(effect: Awaited, value: Finding, practice: Practice, names: Names = NOBODY) -> str:
    """Say how that change ended."""
    match value:
        case Booked(number) | Changed(number):
            return done(effect, number, practice, names)
        case Taken(own):
            return _has_one(own, practice, names) if own else GONE
        case Overtaken():
            return SINCE_CHANGED
        case _:
            return NOBODY_KNOWS


def done(effect: Awaited, number: int, practice: Practice, names: Names = NOBODY) -> str:
    """Say that it is so now."""
    match effect:
        case BookAppointment(_, reason, opening):
            return f"In the book: visit {number}, {reason}, {place(opening, practice, names)}."
        case SchedulePlan(_, opening):
            return f"In the book: visit {number}, planned treatment, {place(opening, practice, names)}."
        case MoveVisit(visit, opening) if visit.broken:
            return f"Back on the book: visit {number}, {place(opening, practice, names)}."
        case MoveVisit(visit, opening):
            return f"Moved: visit {number}, {place(opening, practice, names)}. It was {when(visit.start, practice)}."
        case BreakVisit(visit, _, missed, in_place):
            where = "crossed out in its place" if in_place else "on the Unscheduled List"
            return f"Broken{' as missed' if missed else ''}: visit {number}, {when(visit.start, practice)}, {where}."
        case ConfirmVisit(visit, back):
            return f"{'No longer confirmed' if back else 'Confirmed'}: visit {number}, {when(visit.start, practice)}."
        case ListAsap(visit, on):
            return f"{'On' if on else 'Off'} the ASAP list: visit {number}, {when(visit.start, practice)}."
        case PlanVisit(_, reason):
            return f"Planned: visit {number}, {reason}. It has no time yet."
        case JotNote(visit):
            return f"Noted: visit {number}, {when(visit.start, practice)}."
        case MakeChart():
            return "There is a chart now."


def _has_one(own: tuple[Opening, ...], practice: Practice, names: Names) -> str:
    return HAS_ONE.format("; ".join(place(opening, practice, names) for opening in own))


def needed(kind: Kind) -> tuple[str, ...]:
    """Say what needs a look, where a patient's conversation would raise a card."""
    return (f"Please look at it in Open Dental: {kind.value}.",)


def when(start: datetime, practice: Practice) -> str:
    return day_and_time(start.astimezone(practice.zone), "en")


def place(opening: Opening, practice: Practice, names: Names = NOBODY) -> str:
    return f"{when(opening.start, practice)}, {names.provider(opening.provider)}, {names.chair(opening.operatory)}"


def of_visit(visit: Visit, practice: Practice, names: Names = NOBODY) -> str:
    return f"Visit {visit.number}, {place(visit.opening, practice, names)}"


def _instead(after: Turn, practice: Practice, names: Names) -> tuple[str, ...]:
    asked = after.session.asked
    times = [opening for opening in (*asked.openings, asked.opening) if opening] if asked else []
    return (f"Free now: {'; '.join(place(opening, practice, names) for opening in times)}.",) if times else ()
