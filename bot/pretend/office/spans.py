"""Minutes of one day, from midnight: the sums both slot engines do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot.pretend.office.tables import Appointment, Schedule


class Span(NamedTuple):
    """From start up to, not including, stop. Touching spans do not overlap."""

    start: int
    stop: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.stop and other.start < self.stop

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.stop <= self.stop


class Slot(NamedTuple):
    """A time, as the two Slots calls answer it: a bookable one from Web Sched, an open block from the office search."""

    DateTimeStart: datetime
    DateTimeEnd: datetime
    ProvNum: int
    OpNum: int


def of_block(block: Schedule) -> Span:
    return Span(of_day(block.StartTime), of_day(block.StopTime))


def of_visit(visit: Appointment) -> Span:
    start = of_day(visit.AptDateTime.time())
    return Span(start, start + visit.minutes)


def of_day(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def round_up(minute: int, step: int) -> int:
    return -(-minute // step) * step


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return what is left of the spans, in order."""
    left = sorted(spans)
    for gone in sorted(taken):
        left = [piece for span in left for piece in _cut(span, gone)]
    return left


def _cut(span: Span, gone: Span) -> list[Span]:
    if not span.overlaps(gone):
        return [span]
    pieces = (Span(span.start, gone.start), Span(gone.stop, span.stop))
    return [piece for piece in pieces if piece.start < piece.stop]
