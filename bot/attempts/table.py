"""The one table of every call that changes something. bot/effects.py does what it says; a test walks it.

A row says what is sent, how it is found again, what proves that it did not happen, how long the first try may still come true,
and how often it is tried. What can only be sent once is never sent again before the first try is out of time *and* a look did
not find it; what sets a state (`repeatable`) is out of time first, too, for another change may have followed it by then.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, TypeVar

from bot.attempts import changes, charts, places, posts, telling, texts, visits
from bot.attempts.outcomes import NEVER, Case, Outcome
from bot.attempts.telling import End
from bot.office.line import COMMITS_WITHIN
from bot.office.rows import AppointmentRow
from bot.store import Store, Told
from bot.work import (
    BookWork,
    BreakWork,
    ChartChangeWork,
    ChartWork,
    CommlogWork,
    ConfirmWork,
    CreateWork,
    MarkWork,
    NoteWork,
    Placing,
    PlanWork,
    PostUpdateWork,
    PostWork,
    ScheduleWork,
    TextWork,
    UpdateWork,
    WhisperWork,
    Work,
)

W = TypeVar("W", bound=Work)

PATIENT_WAITS = timedelta(minutes=6)  # then the truth, and a person
NOBODY_WAITS = timedelta(hours=24)
OFTEN, SELDOM = timedelta(seconds=12), timedelta(seconds=30)

Overlap = Literal["cannot", "ours is broken", "ours is put back", "the sweep finds it"]


def _nothing(_: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[W]):
    """How one kind of effect is kept to once."""

    work: type[W]
    call: str  # the vendor's method
    found: str  # how it is found again
    absent: str  # what proves that it did not happen
    attempt: Callable[[Case, W], Awaitable[Outcome]]
    look: Callable[[Case, W], Awaitable[Outcome]]
    repeatable: bool  # a second one that comes true, too, leaves the same: it is also tried again where nobody can look
    overlap: Overlap = "cannot"  # when what it put into a chair lies on another visit there
    late: timedelta = COMMITS_WITHIN  # after this long a first try that nobody has seen can no longer come true
    look_every: timedelta = SELDOM  # while unknown
    tries: int = 3
    gives_up_after: timedelta = NOBODY_WAITS  # counted from the first start
    office: bool = True  # it changes the office's book: not while a lost store's writes may still come true
    locks: Callable[[W], tuple[str, ...]] = _nothing  # no two effects that share one are out at the same time
    told: Callable[[End, W], Told | None] = telling.of_a_change
    waited_for: bool = False  # a patient waits for the result, and is owed it even if the store is lost meanwhile
    until: Callable[[W], datetime] | None = None  # not begun any more after that
    keep: Callable[[Store, W, str], Awaitable[None]] | None = None  # what is to be remembered of its proof
    meter: Callable[[W], str | None] | None = None  # where it is counted when it begins (bot/outreach/breaker.py)
    asked_after: Callable[[W], timedelta | None] | None = None  # then it should have arrived (bot/upkeep/fates.py)
    ours: Callable[[Case, AppointmentRow], Awaitable[bool]] | None = None  # proves that it made that visit, for the sweep

    @property
    def swept(self) -> bool:
        """It makes a visit, so the sweep looks after it for a day (bot/upkeep/sweep.py)."""
        return self.ours is not None


def _a_booking(todo: Placing) -> tuple[str, ...]:
    opening = todo.opening
    chair = places.locks(opening.operatory, opening.start, opening.end - opening.start)
    return (*chair, f"patient/{todo.patient}")


def _a_move(todo: UpdateWork) -> tuple[str, ...]:
    start, operatory = todo.change.start or todo.was.start, todo.change.operatory or todo.was.operatory
    chair = places.locks(operatory, start, todo.length) if todo.moves and start and operatory else ()
    whose = (f"patient/{todo.command.visit.patient}",) if todo.command else ()
    return (*chair, *whose, f"visit/{todo.visit}")


def _a_visit(todo: BreakWork | ConfirmWork | NoteWork) -> tuple[str, ...]:
    return (f"visit/{todo.visit}",)


def _a_person(todo: ChartWork) -> tuple[str, ...]:
    return (f"person/{todo.conversation}",)  # one phone's: of another phone it would be another person. A key holds no names


KINDS: dict[str, Kind[Any]] = {
    "text": Kind(
        work=TextWork,
        call="POST /2010-04-01/Accounts/{AccountSid}/Messages.json",
        found="its status callback carries our effect; else the same words in the carrier's list, since the first try",
        absent="the carrier's list, read to its end, without it",
        attempt=texts.send,
        look=texts.find_text,
        repeatable=False,
        late=timedelta(seconds=20),
        look_every=timedelta(seconds=20),
        tries=10,  # a carrier that fails three times in a minute has a bad minute: who wrote is still owed an answer
        gives_up_after=timedelta(hours=10),
        office=False,
        told=telling.of_a_text,
        until=lambda todo: todo.until,
        keep=texts.remember_sid,
        meter=texts.counted,
        asked_after=texts.arrives_within,
    ),
    "book": Kind(
        work=BookWork,
        call="POST /appointments/WebSched",
        found="the patient's day: a visit at that time in that operatory, whoever made it",
        absent="the patient's day, read to its end, without it",
        attempt=visits.book,
        look=visits.find_booking,
        repeatable=False,
        overlap="the sweep finds it",
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_booking,
        told=telling.of_what_was_waited_for,
        waited_for=True,
        ours=visits.made_by_web_sched,
    ),
    "create": Kind(
        work=CreateWork,
        call="POST /appointments",
        found="the patient's day: a visit at that time in that operatory; ours carries our marker in its note",
        absent="the patient's day, read to its end, without it",
        attempt=visits.create,
        look=visits.find_created,
        repeatable=False,
        overlap="ours is broken",
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_booking,
        told=telling.of_what_was_waited_for,
        waited_for=True,
        ours=visits.carries_marker,
    ),
    "plan": Kind(
        work=PlanWork,
        call="POST /appointments/Planned",
        found="our marker in the note of one of the patient's plans",
        absent="all of the patient's appointments, without the marker",
        attempt=visits.plan,
        look=visits.find_plan,
        repeatable=False,
        locks=lambda todo: (f"patient/{todo.patient}",),
        told=telling.of_what_was_waited_for,
    ),
    "schedule planned": Kind(
        work=ScheduleWork,
        call="POST /appointments/SchedulePlanned",
        found="a visit of the patient that names the plan it came from",
        absent="all of the patient's appointments, without one that does",
        attempt=visits.schedule,
        look=visits.find_scheduled,
        repeatable=False,
        overlap="ours is broken",
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_booking,
        told=telling.of_what_was_waited_for,
        waited_for=True,
        ours=visits.carries_marker,
    ),
    "update": Kind(
        work=UpdateWork,
        call="PUT /appointments/{AptNum}",
        found="the row, as wanted",
        absent="the row, as it was",
        attempt=changes.update,
        look=changes.find_update,
        repeatable=True,
        overlap="ours is put back",
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_move,
        told=telling.of_what_was_waited_for,
        waited_for=True,
    ),
    "break": Kind(
        work=BreakWork,
        call="PUT /appointments/{AptNum}/Break",
        found="the row, broken or on the Unscheduled List",
        absent="the row, still scheduled at that time",
        attempt=changes.break_visit,
        look=changes.find_broken,
        repeatable=True,
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_visit,
        told=telling.of_what_was_waited_for,
        waited_for=True,
    ),
    "confirm": Kind(
        work=ConfirmWork,
        call="PUT /appointments/{AptNum}/Confirm",
        found="the row, with the definition that the office's settings name for the word",
        absent="the row, with another; where the settings name none, nothing",
        attempt=changes.confirm,
        look=changes.find_confirmed,
        repeatable=True,
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_visit,
        told=telling.of_a_mark,
        waited_for=True,
    ),
    "note": Kind(
        work=NoteWork,
        call="PUT /appointments/{AptNum}/Note",
        found="our marker in the row's note",
        absent="the row's note, without the marker",
        attempt=changes.add_note,
        look=changes.find_note,
        repeatable=False,
        locks=_a_visit,
        told=telling.of_what_was_waited_for,
    ),
    "chart": Kind(
        work=ChartWork,
        call="POST /patients",
        found="a chart of these names, birth date and phone",
        absent="the search by last name and birth date, read to its end, without one",
        attempt=charts.make_chart,
        look=charts.find_chart,
        repeatable=False,
        look_every=OFTEN,
        gives_up_after=PATIENT_WAITS,
        locks=_a_person,
        told=telling.of_what_was_waited_for,
        waited_for=True,
    ),
    "chart change": Kind(
        work=ChartChangeWork,
        call="PUT /patients/{PatNum}",
        found="the chart, as wanted",
        absent="the chart, not as wanted",
        attempt=charts.change_chart,
        look=charts.find_chart_change,
        repeatable=True,
        locks=lambda todo: (f"chart/{todo.patient}",),
    ),
    "commlog": Kind(
        work=CommlogWork,
        call="POST /commlogs",
        found="our marker at the end of a line",
        absent="all lines of the chart, without the marker",
        attempt=charts.write_commlog,
        look=charts.find_commlog,
        repeatable=False,
    ),
    "post": Kind(
        work=PostWork,
        call="POST /api/chat.postMessage",
        found="the message that carries our effect in its metadata, since the first try",
        absent="all messages of the channel, or of the thread, since then, without it",
        attempt=posts.post,
        look=posts.find_post,
        repeatable=False,
        late=posts.LATE,
        gives_up_after=timedelta(hours=10),
        office=False,
        told=telling.nobody,
        until=lambda todo: todo.until or NEVER,
    ),
    "whisper": Kind(
        work=WhisperWork,
        call="POST /api/chat.postEphemeral",
        found="not looked for: one person sees the same words again, for as long as their window is open",
        absent="nothing; nobody keeps it",
        attempt=posts.whisper,
        look=posts.nobody_looks,
        repeatable=True,
        late=posts.LATE,
        gives_up_after=timedelta(hours=1),
        office=False,
        told=telling.nobody,
        until=lambda todo: todo.until,
    ),
    "post update": Kind(
        work=PostUpdateWork,
        call="POST /api/chat.update",
        found="not looked for: it is set again",
        absent="nothing; it sets a state",
        attempt=posts.update,
        look=posts.nobody_looks,
        repeatable=True,
        late=posts.LATE,
        gives_up_after=timedelta(hours=10),
        office=False,
        told=telling.nobody,
    ),
    "mark": Kind(
        work=MarkWork,
        call="POST /api/reactions.add",
        found="not looked for: a second one is refused as the first one's",
        absent="nothing; it sets a state",
        attempt=posts.mark,
        look=posts.nobody_looks,
        repeatable=True,
        late=posts.LATE,
        gives_up_after=timedelta(hours=10),
        office=False,
        told=telling.nobody,
    ),
}
