"""What puts an appointment into the book. Sent twice it stands there twice."""

from __future__ import annotations

from contextlib import suppress

from bot.attempts.claims import claim, claimed, not_beside, theirs
from bot.attempts.outcomes import Absent, Case, Done, NotDone, Outcome, Unknown, not_begun, unseen, written
from bot.attempts.places import BROKEN, entered, is_at, others
from bot.office.errors import OfficeError
from bot.office.line import Priority
from bot.office.rows import HELD, AppointmentRow
from bot.openings import own
from bot.openings.own import Held
from bot.openings.web_sched import code_of
from bot.store import STORE_AWAY
from bot.work import BookWork, CreateWork, PlanWork, ScheduleWork
from flows.words import Opening

BY_PATIENTS = ("NewPat", "ExistingPat")  # as the log calls them
MADE_BY_TEXT = "Booked by text"


# --- POST WebSched: the office checks the time itself ----------------------------------------------------------------


async def book(case: Case, todo: BookWork) -> Outcome:
    """Post it, if the patient has nothing else then. Before another try look first whether that time is still offered: no
    error text tells us surely."""
    command, office = todo.command, case.room.office
    code = code_of(case.room.practice, command.patient, command.reason)
    if code is None:
        return NotDone("this reason cannot be booked by this patient")
    try:
        if lying := await theirs(case, command.opening, todo.patient, new=command.patient.new):
            return _there(lying, command.opening) or not_beside(lying)
        if case.again and not await office.offers(command.opening, def_num=code, new_patient=command.patient.new):
            return NotDone("no longer offered", taken=True)
    except OfficeError as error:
        return not_begun(error)
    with suppress(*STORE_AWAY):  # the office itself sees that nobody is booked there twice: no reason to let the patient wait
        await claim(case, command.opening, todo.patient)
    write = office.book(command.patient.number, command.opening, def_num=code, may_leave=case.may_leave)
    return await written(write, _number)


async def find_booking(case: Case, todo: BookWork) -> Outcome:
    """Read the patient's day back. Whoever made the visit that stands there, the patient has what was asked for."""
    command = todo.command
    try:
        rows = await _their_day(case, command.patient.number, command.opening)
    except OfficeError as error:
        return Unknown(type(error).__name__)
    found = _standing(rows, case, command.patient.number, command.opening)
    return Done(str(found[0].apt_num)) if found else Absent("not in the book")


# --- POST create: nothing is checked, so the day is read afterwards --------------------------------------------------


async def create(case: Case, todo: CreateWork) -> Outcome:
    """Post it, and see that the chair is ours alone. What may have been taken since it was seen free is looked at first, and
    what else the patient has then."""
    command, opening = todo.command, todo.command.opening
    reason = case.room.practice.reason(command.reason)
    try:
        if lying := await theirs(case, opening, todo.patient, new=command.patient.new):
            return _there(lying, opening) or not_beside(lying)
        if not await claimed(case, opening, todo.patient, todo.asked_at):
            return NotDone("no longer free", taken=True)
    except OfficeError as error:
        return not_begun(error)
    write = case.room.office.create(
        command.patient.number,
        opening,
        note=case.marked(MADE_BY_TEXT),
        appointment_type=reason.appointment_type,
        new_patient=command.patient.new,
        may_leave=case.may_leave,
    )
    return await _alone(case, await written(write, _number), opening)


async def find_created(case: Case, todo: CreateWork) -> Outcome:
    """Read the patient's day back: what stands there, or ours that had to give way."""
    command = todo.command
    try:
        rows = await _their_day(case, command.patient.number, command.opening)
    except OfficeError as error:
        return Unknown(type(error).__name__)
    return await _found(case, rows, command.patient.number, command.opening)


# --- POST Planned, POST SchedulePlanned ------------------------------------------------------------------------------


async def plan(case: Case, todo: PlanWork) -> Outcome:
    write = case.room.office.plan(
        todo.patient,
        note=case.marked(todo.note),
        appointment_type=todo.appointment_type,
        procedures=todo.procedures,
        may_leave=case.may_leave,
    )
    return await written(write, _number)


async def find_plan(case: Case, todo: PlanWork) -> Outcome:
    """Look for our marker among the patient's plans."""
    try:
        rows = await case.room.office.appointments(patient=todo.patient, priority=Priority.READ_BACK)
    except OfficeError as error:
        return Unknown(type(error).__name__)
    found = [r for r in rows if case.marker in r.note and r.status == "Planned"]
    return Done(str(found[0].apt_num)) if found else Absent("no such plan")


async def schedule(case: Case, todo: ScheduleWork) -> Outcome:
    """Give a plan its time, unless it has one: called twice it makes two. The office checks nothing."""
    office, opening = case.room.office, todo.opening
    try:
        rows = await office.appointments(patient=todo.patient, priority=Priority.READ_BACK)
        planned = next((r for r in rows if (r.apt_num, r.status) == (todo.plan, "Planned")), None)
        if planned is None:
            return NotDone("no such plan")
        if any(r.planned_as == todo.plan and r.status in HELD for r in rows):
            return await _scheduled(case, todo, rows)
        if lying := own.of(rows, case.now, case.room.practice.zone).on(opening):
            return not_beside(lying)
        if not await claimed(case, opening, todo.patient, todo.asked_at):
            return NotDone("no longer free", taken=True)
    except OfficeError as error:
        return not_begun(error)
    note = case.marked(planned.note)  # what we send overwrites the plan's
    write = office.schedule_planned(todo.plan, todo.patient, opening, note=note, may_leave=case.may_leave)
    return await _alone(case, await written(write, _number), opening)


async def find_scheduled(case: Case, todo: ScheduleWork) -> Outcome:
    """Look for what came of the plan, wherever it stands."""
    try:
        rows = await case.room.office.appointments(patient=todo.patient, priority=Priority.READ_BACK)
    except OfficeError as error:
        return unseen(error)
    return await _scheduled(case, todo, rows)


async def _scheduled(case: Case, todo: ScheduleWork, rows: list[AppointmentRow]) -> Outcome:
    came = [r for r in rows if r.planned_as == todo.plan]
    if any(r.status in HELD and not is_at(r, todo.patient, todo.opening, case.room.practice.zone) for r in came):
        return NotDone("somebody gave it another time")
    return await _found(case, came, todo.patient, todo.opening)


# --- what they share -------------------------------------------------------------------------------------------------


def _there(lying: tuple[Held, ...], opening: Opening) -> Done | None:
    """Exactly there, in that chair: they have what was asked for, whoever entered it."""
    there = [h for h in lying if (h.opening.start, h.opening.operatory) == (opening.start, opening.operatory)]
    return Done(str(there[0].number)) if there else None


async def _their_day(case: Case, patient: int, opening: Opening) -> list[AppointmentRow]:
    day = opening.start.astimezone(case.room.practice.zone).date()
    return await case.room.office.appointments(patient=patient, first=day, last=day, priority=Priority.READ_BACK)


def _standing(rows: list[AppointmentRow], case: Case, patient: int, opening: Opening) -> list[AppointmentRow]:
    zone = case.room.practice.zone
    found = [r for r in rows if r.status in HELD and r.operatory and is_at(r, patient, opening, zone)]
    return sorted(found, key=lambda row: row.apt_num)


async def _found(case: Case, rows: list[AppointmentRow], patient: int, opening: Opening) -> Outcome:
    standing = _standing(rows, case, patient, opening)
    if standing:
        found = Done(str(standing[0].apt_num))
        return await _alone(case, found, opening) if case.marker in standing[0].note else found  # else: somebody else's
    if any(r.status in BROKEN and case.marker in r.note for r in rows):
        return NotDone("gave way", taken=True)
    return Absent("not in the book")


async def _alone(case: Case, made: Outcome, opening: Opening) -> Outcome:
    """See that the visit just made has its chair to itself. Whoever was entered first keeps it; ours is broken otherwise.

    What cannot be seen or done now is done by the next look: the visit is found again by then.
    """
    if not isinstance(made, Done):
        return made
    number, office = int(made.proof), case.room.office
    try:
        lying = await others(case.room, opening.operatory, opening.start, opening.end - opening.start)
        ours = next((r for r in lying if r.apt_num == number), None)
        if ours is None or all(entered(ours) <= entered(r) for r in lying):
            return made
        await office.break_visit(number)
    except OfficeError as error:
        return Unknown(f"not sure that the chair is ours: {type(error).__name__}")
    return NotDone("gave way", taken=True)


# --- what proves that a visit is ours ----------------------------------------------------------------------------------


async def made_by_web_sched(case: Case, row: AppointmentRow) -> bool:
    """The office keeps a log of what its Web Sched made, and staff at their screens make nothing by it. Raises OfficeError."""
    day = row.wall_start.date()
    logged = await case.room.office.web_sched(day, day)
    return any(r.apt_num == row.apt_num and r.made_by in BY_PATIENTS for r in logged)


async def carries_marker(case: Case, row: AppointmentRow) -> bool:
    return case.marker in row.note


def _number(row: AppointmentRow) -> str:
    return str(row.apt_num)
