"""What is done to an appointment that stands in the book. The row is read first: what is so already is left alone, and what
somebody else has changed since the patient spoke is left to a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.attempts.claims import claimed, not_beside, theirs
from bot.attempts.outcomes import Absent, Case, Done, NotDone, Outcome, Unknown, not_begun, unseen, written
from bot.attempts.places import BROKEN, others
from bot.office.errors import OfficeError
from bot.office.rows import AppointmentRow
from bot.work import BreakWork, ConfirmWork, NoteWork, UpdateWork
from flows.words import Opening

CHANGED = NotDone("changed meanwhile", changed=True)
FRESH = timedelta(minutes=1)  # what was read so lately need not be read again while the patient waits


# --- PUT update: a move above all -------------------------------------------------------------------------------------


async def update(case: Case, todo: UpdateWork) -> Outcome:
    """Make it so, and see that it has its chair to itself: if not, it is put back where it was."""
    office = case.room.office
    try:
        before = None if _is_fresh(case, todo.read_at) else await _before_the_update(case, todo)
        if before is None and todo.moves:
            before = await _no_room(case, todo)
    except OfficeError as error:
        return not_begun(error)
    if before is not None:
        return before
    rows: list[AppointmentRow] = []

    def number(changed: AppointmentRow) -> str:
        rows.append(changed)
        return str(changed.apt_num)

    outcome = await written(office.update(todo.visit, todo.change, may_leave=case.may_leave), number)
    if rows and rows[0].status in BROKEN:
        return await _was_broken(case, todo)
    return await _stays(case, todo) if isinstance(outcome, Done) else outcome


async def _no_room(case: Case, todo: UpdateWork) -> NotDone | None:
    """Say what lies where it moves to: another visit of theirs, or somebody else's; None: nothing. Raises OfficeError."""
    opening, patient = _opening(todo), todo.command.visit.patient if todo.command else 0
    if patient and (lying := await theirs(case, opening, patient, but=todo.visit)):
        return not_beside(lying)
    free = await claimed(case, opening, patient, todo.asked_at, but=todo.visit)
    return None if free else NotDone("no longer free", taken=True)


async def _before_the_update(case: Case, todo: UpdateWork) -> Outcome | None:
    """Say what speaks against sending it; None: nothing. Raises OfficeError."""
    row, zone = await case.room.office.appointment(todo.visit), case.room.practice.zone
    if _is_so(todo, row, zone):  # before we ever sent it, somebody else did it: theirs is not put back
        return await _stays(case, todo) if case.again else Done(str(todo.visit))
    if not _as_it_was(todo, row, zone) or (todo.moves and row.time_locked):
        return CHANGED
    return None


def _is_fresh(case: Case, read_at: datetime | None) -> bool:
    """Say whether the row was read so lately, and nothing sent since, that another read would only cost the patient time."""
    return read_at is not None and not case.again and case.now - read_at < FRESH


async def find_update(case: Case, todo: UpdateWork) -> Outcome:
    zone = case.room.practice.zone
    try:
        row = await case.room.office.appointment(todo.visit)
    except OfficeError as error:
        return unseen(error)
    if _is_so(todo, row, zone):
        return await _stays(case, todo)
    return Absent("as it was") if _as_it_was(todo, row, zone) else CHANGED


def _as_it_was(todo: UpdateWork, row: AppointmentRow, zone: ZoneInfo) -> bool:
    """Where a broken visit ends, on the list or crossed out in its place, is the office's way."""
    if todo.was.status == "UnschedList":
        return row.status in BROKEN
    return row.status not in BROKEN and todo.was.is_so(row, zone)


def _is_so(todo: UpdateWork, row: AppointmentRow, zone: ZoneInfo) -> bool:
    """One that was crossed out where it stands keeps its time: nobody has that visit any more."""
    return row.status not in BROKEN and todo.change.is_so(row, zone)


async def _was_broken(case: Case, todo: UpdateWork) -> Outcome:
    """Somebody crossed it out where it stood, since it was read: it lies where it lay."""
    try:
        await case.room.office.update(todo.visit, todo.was)
    except OfficeError as error:
        return Unknown(f"not sure that it is put back: {type(error).__name__}")
    return CHANGED


async def _stays(case: Case, todo: UpdateWork) -> Outcome:
    """Read the operatory's day. If the visit lies on another there, put it back; that, too, sets a state."""
    if not todo.moves:
        return Done(str(todo.visit))
    try:
        if not await _in_its_way(case, todo):
            return Done(str(todo.visit))
        await case.room.office.update(todo.visit, todo.was)
    except OfficeError as error:
        return Unknown(f"not sure that the chair is ours: {type(error).__name__}")
    return NotDone("put back", taken=True)


async def _in_its_way(case: Case, todo: UpdateWork) -> bool:
    opening = _opening(todo)
    return bool(await others(case.room, opening.operatory, opening.start, todo.length, but=todo.visit))


def _opening(todo: UpdateWork) -> Opening:
    """The time that it moves to: of one that moves, all is known."""
    start, operatory = todo.change.start or todo.was.start, todo.change.operatory or todo.was.operatory
    assert start is not None
    assert operatory is not None
    return Opening(start, start + todo.length, todo.change.provider or 0, operatory)


# --- PUT Break, PUT Confirm, PUT Note --------------------------------------------------------------------------------


async def break_visit(case: Case, todo: BreakWork) -> Outcome:
    """Break it, if it still is the visit that was spoken of."""
    if not _is_fresh(case, todo.read_at):
        try:
            outcome = _broken(case, todo, await case.room.office.appointment(todo.visit))
        except OfficeError as error:
            return not_begun(error)
        if not isinstance(outcome, Absent):
            return outcome
    write = case.room.office.break_visit(todo.visit, charge=todo.charge, unscheduled=todo.unscheduled, may_leave=case.may_leave)
    return await written(write, lambda _: str(todo.visit))


async def find_broken(case: Case, todo: BreakWork) -> Outcome:
    try:
        return _broken(case, todo, await case.room.office.appointment(todo.visit))
    except OfficeError as error:
        return unseen(error)


def _broken(case: Case, todo: BreakWork, row: AppointmentRow) -> Outcome:
    if row.status in BROKEN:
        return Done(str(todo.visit))
    is_it = row.status == "Scheduled" and row.start(case.room.practice.zone) == todo.start
    return Absent("still scheduled") if is_it else CHANGED


async def confirm(case: Case, todo: ConfirmWork) -> Outcome:
    """Confirm it, if it still is at the time that was confirmed.

    Which definition a word stands for would be one more question to the office, with the patient waiting. What is so already is
    set again instead: that changes nothing.
    """
    if not _is_fresh(case, todo.read_at):
        try:
            row = await case.room.office.appointment(todo.visit)
        except OfficeError as error:
            return not_begun(error)
        if row.status != "Scheduled" or row.start(case.room.practice.zone) != todo.start:
            return CHANGED
        if todo.only_from and row.confirmed not in todo.only_from:
            return Done(str(todo.visit))  # somebody has answered, or was called: that says more
    return await written(case.room.office.confirm(todo.visit, todo.value, may_leave=case.may_leave), lambda _: str(todo.visit))


async def find_confirmed(case: Case, todo: ConfirmWork) -> Outcome:
    """Ask what the word stands for, and read the row. Where the office never said, it is tried again, which does no harm."""
    try:
        wanted = todo.value if isinstance(todo.value, int) else await case.room.office.confirmation(todo.value)
        row = await case.room.office.appointment(todo.visit)
    except OfficeError as error:
        return unseen(error)
    return Done(str(todo.visit)) if wanted is not None and row.confirmed == wanted else Absent("not so")


async def add_note(case: Case, todo: NoteWork) -> Outcome:
    write = case.room.office.add_note(todo.visit, case.marked(todo.line), may_leave=case.may_leave)
    return await written(write, lambda _: str(todo.visit))


async def find_note(case: Case, todo: NoteWork) -> Outcome:
    try:
        row = await case.room.office.appointment(todo.visit)
    except OfficeError as error:
        return unseen(error)
    return Done(str(todo.visit)) if case.marker in row.note else Absent("not in the note")
