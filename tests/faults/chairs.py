"""One patient, one chair: whether the bot has put somebody beside a visit they had, whoever entered that one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.office.line import COMMITS_WITHIN
from bot.openings.own import BELIEVED
from bot.pretend.office.tables import Appointment
from tests.faults.rig import Rig
from tests.faults.witness import BY_BOT

# What staff enter between our last look and a slow office's write nobody can know: a look is believed for a minute, and the
# write comes true within ninety seconds of leaving, after at most some seconds in the line.
LATELY = BELIEVED + COMMITS_WITHIN + timedelta(seconds=15)
OURS = (*BY_BOT, "Desk")  # also what staff asked us for in Slack: they were told, if it was so


def in_two_chairs(rig: Rig) -> Iterator[str]:
    """Yield each visit that we made, or moved, onto another of the same patient's that stood there."""
    rows = list(rig.office.books.histappointments)
    touched = {row.Snapshot.AptNum for row in rows}
    untouched = [visit for visit in rig.office.books.appointments if visit.AptNum not in touched]
    for place, row in enumerate(rows):
        now = row.Snapshot
        if place < rig.old_history or row.ApptSource not in OURS or not _takes_a_place(rows[:place], row):
            continue
        for other in (*untouched, *_stood(rows[:place], row.HistDateTStamp)):
            if other.PatNum == now.PatNum and other.AptNum != now.AptNum and _lie_on(other, now):
                yield f"visit {now.AptNum} of {now.AptDateTime:%a %d %b %H:%M} beside {other.AptNum}, {other.AptDateTime:%H:%M}"


def _takes_a_place(before: list, row) -> bool:
    """Say whether by this the visit stands where it did not stand before. What we put back stood there until we moved it."""
    was = [earlier for earlier in before if earlier.Snapshot.AptNum == row.Snapshot.AptNum][-2:]
    stays = bool(was) and _place(was[-1].Snapshot) == _place(row.Snapshot)
    put_back = len(was) > 1 and was[-1].ApptSource in OURS and _place(was[-2].Snapshot) == _place(row.Snapshot)
    return row.Snapshot.AptStatus == "Scheduled" and not stays and not put_back


def _place(visit: Appointment) -> tuple[datetime, int, str]:
    return visit.AptDateTime, visit.Op, visit.AptStatus


def _stood(before: list, at: datetime) -> Iterator[Appointment]:
    """Yield each visit as it stood then; not one that staff have just put there."""
    last = {row.Snapshot.AptNum: row for row in before}
    for row in last.values():
        lately = row.ApptSource == "Default" and at - row.HistDateTStamp <= LATELY
        if row.HistApptAction != "Deleted" and row.Snapshot.AptStatus == "Scheduled" and not lately:
            yield row.Snapshot


def _lie_on(one: Appointment, other: Appointment) -> bool:
    """Touching ends are free. Who stands in no chair takes nobody's time."""
    return one.AptDateTime < _ends(other) and other.AptDateTime < _ends(one) and bool(one.Op and other.Op)


def _ends(visit: Appointment) -> datetime:
    return visit.AptDateTime + timedelta(minutes=visit.minutes)
