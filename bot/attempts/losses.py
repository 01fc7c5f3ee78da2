"""After a loss of the store: what an earlier life may have booked for somebody who begins anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.attempts.outcomes import Case, NotDone, Outcome, not_begun
from bot.office.errors import OfficeError
from bot.office.line import COMMITS_WITHIN, Priority
from bot.office.rows import HELD, AppointmentRow, at
from bot.work import Booking

BEFORE = timedelta(minutes=10)  # a booking is settled, one way or another, after six
OURS = 0  # whoever entered it: the API


async def booked_before(case: Case, todo: Booking, lost_at: datetime) -> Outcome | None:
    """Look whether this patient was given another visit just about when the store was lost. None: the book shows none.

    Nobody knows any more whether they were told of it, so a second one is left to a person: this one ends unconfirmed. It
    costs one request, for a day after a loss.
    """
    first, patient = lost_at.astimezone(case.room.practice.zone).date(), todo.command.patient.number
    try:
        rows = await case.room.office.appointments(patient=patient, first=first, priority=Priority.READ_BACK)
    except OfficeError as error:
        return not_begun(error)
    made = [row for row in rows if _was_made_then(row, case, lost_at)]
    return NotDone("another was made when the store was lost") if made else None


def _was_made_then(row: AppointmentRow, case: Case, lost_at: datetime) -> bool:
    """Afterwards nothing was written for so long, so what a later conversation booked is not among them."""
    made = at(row.wall_entered, case.room.practice.zone)
    ours = row.status in HELD and row.entered_by == OURS
    return ours and made is not None and lost_at - BEFORE <= made < lost_at + COMMITS_WITHIN
