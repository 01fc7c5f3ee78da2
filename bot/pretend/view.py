"""What the page and scripts are told of the office: plain JSON, times on the office's own clock.

The office shows its book in its own terms (instants, operatories, hours per provider); here it becomes columns and blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from bot.pretend.office import Chair, DayBook, PretendOffice, Visit

USUAL_DAY = ("08:00", "17:00")
Span = tuple[str, str]
FIRST, LAST = "00:00", "24:00"


def day(office: PretendOffice, asked: date) -> dict[str, Any]:
    """Return the book of one day. `off` are the times at which nobody works in a chair, or nobody may be booked."""
    book = office.day(asked)
    hours = [(_clock(h.start), _clock(h.end)) for h in book.hours]
    visits = [_visit(office, visit) for visit in book.visits]
    starts = [start for start, _ in hours] + [visit["start"] for visit in visits]
    ends = [end for _, end in hours] + [visit["end"] for visit in visits]
    return {
        "date": book.day.isoformat(),
        "open": bool(hours),
        "note": book.note,
        "start": min(starts, default=USUAL_DAY[0]),
        "end": max(ends, default=USUAL_DAY[1]),
        "chairs": [_chair(book, chair) for chair in book.operatories],
        "visits": visits,
    }


def people(office: PretendOffice) -> list[dict[str, Any]]:
    """Return everybody whose phone can text, in the order of the charts."""
    return [
        {
            "number": person.PatNum,
            "name": person.name,
            "phone": person.phone,
            "birthdate": person.birthdate.isoformat() if person.birthdate else None,
            "household": person.household,
            "language": person.language,
            "status": person.status,
        }
        for person in office.people()
        if person.phone
    ]


class Newest:
    """The visit that was put into the book last; looked for only when the book has changed."""

    def __init__(self, office: PretendOffice) -> None:
        self._office = office
        self._at = -1
        self._found: dict[str, Any] | None = None

    def __call__(self) -> dict[str, Any] | None:
        if self._office.revision != self._at:
            self._at = self._office.revision
            last = self._office.newest_visit()
            self._found = {"number": last.AptNum, "date": last.start.date().isoformat()} if last else None
        return self._found


def _visit(office: PretendOffice, visit: Visit) -> dict[str, Any]:
    begin = visit.start.hour * 60 + visit.start.minute
    end = min(begin + visit.minutes, 24 * 60)
    return {
        "number": visit.AptNum,
        "chair": visit.operatory,
        "start": _clock(visit.start),
        "end": f"{end // 60:02}:{end % 60:02}",
        "minutes": visit.minutes,
        "patient": visit.patient,
        "patient_number": visit.PatNum,
        "provider": visit.provider,
        "what": _what(office, visit),
        "status": visit.status,
        "confirmed": visit.confirmed,
        "by_web": visit.by_web,
    }


def _what(office: PretendOffice, visit: Visit) -> str:
    """The name of its appointment type: kinder to read than the codes of its procedures."""
    row = office.books.appointments.get(visit.AptNum)
    kind = office.books.appointmenttypes.get(row.AppointmentTypeNum) if row else None
    return kind.AppointmentTypeName if kind else visit.reason


def _chair(book: DayBook, chair: Chair) -> dict[str, Any]:
    working = [
        (_clock(h.start), _clock(h.end))
        for h in book.hours
        if chair.number in h.operatories or (not h.operatories and h.provider == chair.provider)
    ]
    blocked = [(_clock(b.start), _clock(b.end), b.what) for b in book.blocked if chair.number in b.operatories]
    off = [(start, end, "") for start, end in _between(working)]
    return {
        "number": chair.number,
        "name": chair.name,
        "provider": chair.provider,
        "provider_name": chair.provider_name,
        "off": [{"start": start, "end": end, "why": why} for start, end, why in (*off, *blocked)],
    }


def _between(spans: Iterable[Span]) -> Sequence[Span]:
    """Return what of the day the spans leave."""
    left, reached = [], FIRST
    for start, end in sorted(spans):
        if start > reached:
            left.append((reached, start))
        reached = max(reached, end)
    return [*left, (reached, LAST)] if reached < LAST else left


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M")
