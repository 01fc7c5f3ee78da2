"""Which changes of the book the desk asked for. They are signed "Desk" there, before anything is judged.

The office cannot know: everything of the bot's comes in by the same key. A change is the desk's if somebody there had handed
in a request for exactly it; what a patient asked for at the same time, too, is then both's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.pretend.office.tables import Appointment
from tests.faults.desk_words import CONFIRMED
from tests.faults.rig import Rig
from tests.faults.slack_town import Doing
from tests.faults.witness import BY_BOT, wall

BY_DESK = "Desk"
SECOND = timedelta(seconds=1)  # the office keeps no smaller ones


def sign(rig: Rig) -> None:
    """Give each such row of the history its doing, and the doing its rows."""
    if rig.slack is None:
        return
    table, was, signed = rig.office.books.histappointments, {}, {}
    rows = list(table)
    for place, row in enumerate(rows):
        now, before, standing = row.Snapshot, was.get(row.Snapshot.AptNum), dict(was)
        was[now.AptNum] = now
        if place < rig.old_history or row.ApptSource not in BY_BOT:
            continue
        handed_in = [d for d in rig.slack.doings if d.sent is not None and wall(d.sent) <= row.HistDateTStamp + SECOND]
        open_ = [doing for doing in handed_in if not _is_over(doing, standing)]
        asked = [doing for doing in open_ if _is_it(doing, before, now) or _puts_back(doing, before, now)]
        asked += [doing for doing in handed_in if doing.what == "take back" and _undoes(doing, handed_in, before, now)]
        if not asked and _goes_on(before, now, signed.get(now.AptNum), row.HistDateTStamp):
            table.put(replace(row, ApptSource=BY_DESK))
        if asked:
            table.put(replace(row, ApptSource=BY_DESK))
            signed[now.AptNum] = row.HistDateTStamp
            whose = min(asked, key=lambda doing: (len(doing.rows), not doing.acked, -doing.sent.timestamp()))
            whose.rows.append((row.HistDateTStamp, before, now))


def _is_over(doing: Doing, now: dict[int, Appointment]) -> bool:
    """What was booked has been taken off the book since: another visit there is another's."""
    return doing.what == "book" and bool(doing.rows) and now[doing.rows[-1][2].AptNum].AptStatus != "Scheduled"


def _is_it(doing: Doing, before: Appointment | None, now: Appointment) -> bool:
    if before is None:
        return doing.what == "book" and now.PatNum == doing.patient and _place(now) == (doing.start, doing.chair)
    if now.AptNum != doing.visit:
        return False
    match doing.what:
        case "move":
            return _place(before) != _place(now) == (doing.start, doing.chair)
        case "break":
            return before.AptStatus == "Scheduled" != now.AptStatus
        case "confirm":
            return before.Confirmed != now.Confirmed == CONFIRMED
        case "note":
            return doing.words in now.Note and doing.words not in before.Note
        case _:
            return False


def _puts_back(doing: Doing, before: Appointment | None, now: Appointment) -> bool:
    """It lay on another visit after all."""
    return doing.what == "move" and any(
        was is not None and after == before and _place(was) == _place(now) for _, was, after in doing.rows
    )


def _goes_on(before: Appointment | None, now: Appointment, signed: datetime | None, at: datetime) -> bool:
    """Breaking it takes the office two steps: broken, and then onto the Unscheduled List."""
    return before is not None and "Scheduled" not in (before.AptStatus, now.AptStatus) and signed == at


def _undoes(doing: Doing, all_of_them: list[Doing], before: Appointment | None, now: Appointment) -> bool:
    """Something that the same person had brought about is as it was before."""
    theirs = (other for other in all_of_them if other.user == doing.user and other.what != "take back")
    done = [(other.what, was, after) for other in theirs for _, was, after in other.rows]
    return before is not None and any(
        after.AptNum == now.AptNum and _is_back(what, was, before, now) for what, was, after in done
    )


def _is_back(what: str, was: Appointment | None, before: Appointment, now: Appointment) -> bool:
    if was is None:  # it had been booked
        return before.AptStatus == "Scheduled" != now.AptStatus
    if what == "confirm":
        return before.Confirmed != now.Confirmed == was.Confirmed
    return (*_place(now), now.AptStatus) == (*_place(was), was.AptStatus) != (*_place(before), before.AptStatus)


def _place(visit: Appointment) -> tuple[object, int]:
    return visit.AptDateTime, visit.Op
