"""When a patient would come: a constraint to hold openings against, not one timestamp.

"Tue or Wed after 3, not the 14th" is two wanted spans and one unwanted. Everything is on the practice's own clock, and only
the start of an opening counts. Nothing here reads words (that is flows/reader) or says them (flows/say).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

T = TypeVar("T")
Order = Literal["", "earliest", "latest", "nearest", "near its edge"]
NEAR = ("nearest", "near its edge")  # the first days there are, on each near the time of day; or near where a part of it begins


class Span(Struct, frozen=True, omit_defaults=True):
    """A run of days, some weekdays, a part of the day: whatever is not given does not bind."""

    first: date | None = None  # inclusive
    last: date | None = None  # inclusive
    weekdays: tuple[int, ...] = ()  # 0 is Monday
    from_: time | None = None  # starts at this time or later
    until: time | None = None  # starts before this time
    at: time | None = None  # on these days nearest to this time first: "Tuesday at 3 or Wednesday at 5"

    @property
    def names_days(self) -> bool:
        return self.first is not None or self.last is not None or bool(self.weekdays)

    @property
    def names_times(self) -> bool:
        return self.from_ is not None or self.until is not None or self.at is not None

    def holds(self, start: datetime) -> bool:
        """Say whether a visit that starts then (wall clock of the practice) lies in this span."""
        day, clock = start.date(), start.time().replace(tzinfo=None)
        return (
            (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
            and (not self.weekdays or day.weekday() in self.weekdays)
            and (self.from_ is None or clock >= self.from_)
            and (self.until is None or clock < self.until)
        )


class Step(Struct, frozen=True, omit_defaults=True):
    """So far from the visit as it stands: "push it back a week", "an hour earlier". Without a length, anywhere on that side."""

    days: int = 0
    minutes: int = 0
    side: Literal["", "after", "before"] = ""
    same_day: bool = False  # "later the same day"
    same_week: bool = False  # "later that week"


class When(Struct, frozen=True, omit_defaults=True):
    """Alternatives, exclusions, a preferred clock time and a preference for early or late. Empty: any time."""

    wanted: tuple[Span, ...] = ()  # one of them must hold
    unwanted: tuple[Span, ...] = ()  # none of them may
    around: time | None = None  # "at 3", "around 3": nearest first
    order: Order = ""
    impossible: Literal["", "past", "no such day"] = ""  # what was said names no day to come: say so, do not move it
    step: Step | None = None  # counted from the visit that shall be moved: see `from_visit`

    def allows(self, start: datetime) -> bool:
        """Say whether the patient would come then."""
        if self.wanted and not any(span.holds(start) for span in self.wanted):
            return False
        return not any(span.holds(start) for span in self.unwanted)

    def names(self, start: datetime) -> bool:
        """Say whether this is exactly a time that was asked for: "Tuesday at 3 or Wednesday at 5" names two."""
        clock = start.time().replace(tzinfo=None)
        around = self.around if self.order != "near its edge" else None  # nobody has asked for that one
        return clock == around or any(span.at == clock and span.holds(start) for span in self.wanted)

    def from_visit(self, start: datetime) -> When:
        """Return the wish with its step counted from the visit's start (the practice's wall clock); the same if it has none."""
        if self.step is None:
            return self
        step, then = self.step, start + timedelta(days=self.step.days, minutes=self.step.minutes)
        day, clock = then.date(), then.time().replace(tzinfo=None)
        if step.same_week:
            return replace(self, step=None, wanted=(in_the_week(day, day, step.side),))
        if not step.side:
            return replace(self, step=None, wanted=(Span(day, day),), around=clock)
        if step.same_day:
            late = (then + timedelta(minutes=1)).time().replace(tzinfo=None)
            span = Span(day, day, from_=late) if step.side == "after" else Span(day, day, until=clock)
            return replace(self, step=None, wanted=(span,))
        one = timedelta(days=1)
        return replace(self, step=None, wanted=(Span(first=day + one) if step.side == "after" else Span(last=day - one),))

    def rank(self, openings: Iterable[T], start: Callable[[T], datetime]) -> list[T]:
        """Return them best first: nearest to the preferred time of day, else earliest, else latest if that was asked."""
        if self.order in NEAR:
            return sorted(openings, key=lambda o: (start(o).date(), self._off(start(o)), start(o)))
        if self.around is not None or any(span.at for span in self.wanted):
            return sorted(openings, key=lambda o: (self._off(start(o)), start(o)))
        return sorted(openings, key=start, reverse=self.order == "latest")

    def _off(self, start: datetime) -> int:
        """Return how many minutes that is from the preferred time of that day."""
        liked = [span.at or self.around for span in self.wanted if span.holds(start)] or [self.around]
        return min((_apart(start.time(), at) for at in liked if at is not None), default=0)

    def window(self, today: date, reach: timedelta) -> tuple[date, date]:
        """Return the first and the last day worth asking the office about, never before today, both inclusive."""
        furthest = today + reach - timedelta(days=1)
        spans = self.wanted or (Span(),)
        first = min(max(span.first or today, today) for span in spans)
        lasts = [span.last or max(furthest, (span.first or today) + reach - timedelta(days=1)) for span in spans]
        days = [first + timedelta(days=n) for n in range((max(max(lasts), first) - first).days + 1)]
        fit = [d for d in days if self._has_room_on(d)]
        return (fit[0], fit[-1]) if fit else (first, first)

    def widened(self) -> When:
        """Return the same wish, looser, for "the closest there is": from its first day on, as near to its time as may be."""
        firsts = [span.first for span in self.wanted if span.first is not None]
        wanted = (Span(first=min(firsts)),) if firsts and len(firsts) == len(self.wanted) else ()
        edge = self._edge() if self.around is None else None
        near: Order = "nearest" if self.around is not None else "near its edge" if edge is not None else "earliest"
        return When(wanted, self.unwanted, self.around or edge, self.order or near)

    def _edge(self) -> time | None:
        """Return where the part of the day that was asked for begins, or ends: who works until five wants four, not eight."""
        froms, untils = ({span.from_ for span in self.wanted}, {span.until for span in self.wanted})
        edges = froms if froms != {None} else untils
        return edges.pop() if len(edges) == 1 else None

    def joined(self, newer: When) -> When:
        """Take in what was said later: new days keep the old part of the day, a new part of the day keeps the old days."""
        if newer.impossible or self.impossible:
            return newer
        if not newer.wanted and newer.unwanted:
            return replace(self, unwanted=_each_once(self.unwanted, newer.unwanted))
        if not newer.wanted and newer.around is None and not newer.order:
            return newer  # "any time"
        names_days = any(span.names_days for span in newer.wanted)
        if names_days:
            return self._with_days_of(newer)
        return replace(
            newer, wanted=_crossed(_days(self.wanted), newer.wanted), unwanted=_each_once(self.unwanted, newer.unwanted)
        )

    def _with_days_of(self, newer: When) -> When:
        kept = tuple(span for span in self.unwanted if not span.names_days)
        if newer.around is not None or any(span.names_times for span in newer.wanted):
            return replace(newer, unwanted=_each_once(kept, newer.unwanted))
        times = {(span.from_, span.until, span.at) for span in self.wanted}
        from_, until, at = times.pop() if len(times) == 1 else (None, None, None)
        wanted = tuple(replace(span, from_=from_, until=until, at=at) for span in newer.wanted)
        return replace(newer, wanted=wanted, unwanted=_each_once(kept, newer.unwanted), around=self.around)

    def _has_room_on(self, day: date) -> bool:
        noon = datetime.combine(day, time(12))
        on_day = (replace(span, from_=None, until=None) for span in self.wanted)
        out = any(span.holds(noon) for span in self.unwanted if not span.names_times)
        return not out and (not self.wanted or any(span.holds(noon) for span in on_day))


def in_the_week(first: date, last: date, side: str) -> Span:
    """Return that week as far as it lies after the last of these days, or before the first one."""
    monday = first - timedelta(days=first.weekday())
    sunday = monday + timedelta(days=6)
    if side == "after":
        return Span(last + timedelta(days=1), max(sunday, last + timedelta(days=1)))
    return Span(monday, first - timedelta(days=1)) if side else Span(monday, sunday)


def _apart(one: time, other: time) -> int:
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def _each_once(before: tuple[Span, ...], newer: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return both: "not Monday", said again, is the same wish."""
    return tuple(dict.fromkeys((*before, *newer)))


def _days(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    named = tuple(dict.fromkeys(replace(span, from_=None, until=None, at=None) for span in spans))
    return named or (Span(),)


def _crossed(days: tuple[Span, ...], times: tuple[Span, ...]) -> tuple[Span, ...]:
    if not times:
        return days if days != (Span(),) else ()
    return tuple(replace(day, from_=part.from_, until=part.until, at=part.at) for day in days for part in times)
