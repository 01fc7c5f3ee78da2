"""From the times found in a message to one When: what was said once for several, days crossed with hours, and what is not wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from msgspec.structs import replace

from flows.reader.halves import settled
from flows.reader.parser import Item
from flows.reader.times import MIDNIGHT, Here, Several, Shift, Time, days, in_part, minutes, refused, shifted, week_of
from flows.when import Span, Step, When

JOINTS = frozenset(("OR", "AND", "COMMA", "TO", "FROM", "AT", "ON", "THE", "FOR", "IN"))  # what may stand between two of a list

# --- the times of a message, in the order they stand -----------------------------------------------------------------


def times_in(items: Sequence[Item], here: Here) -> list[Time]:
    """Return the times of a row; those that stand in a list share the hour, or the "not", that is said once."""
    found: list[Time] = []
    listed: set[str] | None = None  # what stood since the last time, while nothing but small words did
    for item in items:
        if item.kind in JOINTS:
            if listed is not None:
                listed.add(item.kind)
            continue
        new = _times(item, found, here)
        if found and new and listed is not None:
            _share(found, new, listed)
        listed = set() if new else None
        found.extend(new)
    return found


def _times(item: Item, found: Sequence[Time], here: Here) -> list[Time]:
    match item.value:
        case Time():
            return [item.value]
        case Several():
            return list(item.value.times)
        case Shift():
            moved = _moved(item.value, found, here)
            return [moved] if moved else []
    return []


def _moved(shift: Shift, found: Sequence[Time], here: Here) -> Time | None:
    """Count from the day said last, else from what was offered, else from now."""
    if (step := stepped(shift, here)) and not any(t.has_days for t in found):
        return Time(step=step)
    if by := minutes(shift.count, shift.unit):
        start = here.offered[-1] if here.offered else here.now
        then = start + timedelta(minutes=by) if abs(by) < 100_000 else start
        return Time(first=then.date(), last=then.date(), at=then.hour * 60 + then.minute, half="24")
    # "Not next week, the week after" counts from what is not wanted, if that stands right before it.
    said = next((t.first for t in reversed(found) if t.first and (not t.unwanted or t is found[-1])), None)
    day = shifted(said or (here.offered[-1].date() if here.offered else here.today), shift.count, shift.unit)
    if day is None:
        return None
    return week_of(day) if shift.unit == "week" else days(day)


def stepped(shift: Shift, here: Here) -> Step | None:
    """Return the step from the visit that shall be moved, if only the flow knows when that is: "push it back a week"."""
    if not here.moving or here.offered:
        return None
    if by := minutes(shift.count, shift.unit):
        return Step(minutes=by) if abs(by) < MIDNIGHT else None
    length = {"day": 1, "week": 7, "fortnight": 14, "month": 28}.get(shift.unit, 0)  # a month on: the same weekday
    return Step(days=shift.count * length) if length and abs(shift.count) < 60 else None


def _share(found: list[Time], new: list[Time], between: set[str]) -> None:
    """Let the neighbours of a list share what only one of them says."""
    last, first = found[-1], new[0]
    either = bool(between & {"OR", "AND"})
    if last.unwanted and not first.unwanted and either and ("OR" in between or first.grain != "range"):
        new[0] = refused(first) or first  # "not Monday or Tuesday", "no mornings or Fridays"; but "not Monday and after 3"
    elif "OR" in between and {last.kind, first.kind} in ({"DATE", "HOURS"}, {"DATE", "CLOCK"}):
        found[-1], new[0] = replace(last, apart=True), replace(first, apart=True)  # "after 4 or Saturday"
    elif last.kind == "DATE" and first.kind == "TIME" and not first.unwanted:
        _give_hours_back(found, first)  # "Monday, Tuesday or Wednesday after 3"
    elif last.kind in ("CLOCK", "HOURS") and first.kind == "TIME" and either and not last.unwanted:
        found[-1] = _with_hours(first, last)  # "9 or 10 tomorrow"
    elif last.kind == "TIME" and last.hours_first and first.kind == "DATE" and either:
        new[0] = replace(_with_hours(first, last), hours_first=True)  # "3pm Monday or Tuesday"


def _give_hours_back(found: list[Time], hours: Time) -> None:
    for n in range(len(found) - 1, -1, -1):
        if found[n].kind != "DATE" or found[n].unwanted or found[n].impossible:
            break
        found[n] = _with_hours(found[n], hours)


def _with_hours(day: Time, hours: Time) -> Time:
    return replace(day, at=hours.at, from_=hours.from_, until=hours.until, half=hours.half)


# --- one wish of them all --------------------------------------------------------------------------------------------


def when(times: Sequence[Time], here: Here) -> When | None:
    """Return the wish those times make together; None if there are none."""
    if not times:
        return None
    wanted = [t for t in times if not t.unwanted]
    named = [t for t in wanted if not t.impossible and t.kind != "ORDER"]
    if not named and (bad := next((t.impossible for t in wanted if t.impossible), "")):
        return When(impossible=bad)  # type: ignore[arg-type]
    step = next((t.step for t in wanted if t.step), None) if not any(t.has_days for t in named) else None
    order = next((t.order for t in wanted if t.order in ("earliest", "latest")), "")
    out = tuple(_span(settled(t, here)) for t in times if t.unwanted and not t.impossible)
    wish = _wish([settled(t, here) for t in crossed(named, here)], out, order)
    return _past(replace(wish, step=step) if step else wish, here)


def _wish(times: list[Time], out: tuple[Span, ...], order: str) -> When:
    """One clock time for all is what they come nearest to; where each has its own, each span keeps it."""
    clocks = {t.at for t in times}
    if len(clocks) != 1:
        return When(tuple(dict.fromkeys(_span(t) for t in times)), out, None, order)  # type: ignore[arg-type]
    spans = (_span(replace(t, at=None)) for t in times if t.has_days or t.from_ is not None or t.until is not None)
    return When(tuple(dict.fromkeys(spans)), out, _clock(clocks.pop()), order)  # type: ignore[arg-type]


def _past(found: When, here: Here) -> When:
    """Say so if every day that was named is gone."""
    gone = found.wanted and all(span.last is not None and span.last < here.today for span in found.wanted)
    return When(impossible="past") if gone else found


def _span(t: Time) -> Span:
    return Span(t.first, t.last, t.weekdays, _clock(t.from_), _clock(t.until), _clock(t.at))


def _clock(minute: int | None) -> time | None:
    return None if minute is None else time(minute // 60 % 24, minute % 60)


# --- days crossed with hours -----------------------------------------------------------------------------------------


def crossed(times: list[Time], here: Here) -> list[Time]:
    """ "Thursday or Friday ... around 3": days without hours take the hours that stand alone; a narrow day wins over a wide one."""
    apart = [t for t in times if t.apart]
    times = _weekly([t for t in times if not t.apart])
    whole = [t for t in times if t.kind == "TIME"]
    hours = _merged([t for t in times if not t.has_days], here)
    if len(whole) == 1 and len(hours) == 1 and (one := _completed(whole[0], hours[0], here)):
        whole, hours = [one], []
    wide = _narrowed([t for t in times if t.kind == "DATE"], whole)
    if not hours:
        return apart + whole + wide
    if wide:
        return apart + whole + [_with_hours(day, hour) for day in wide for hour in hours]
    return apart + (whole or hours)


def _weekly(times: list[Time]) -> list[Time]:
    """ "Weekday mornings ... next week": the weekdays are that week's."""
    spans = [t for t in times if t.kind == "DATE" and t.first and not t.one_day and not t.weekdays]
    if len(spans) != 1 or not any(t.weekdays and not t.first for t in times):
        return times
    span = spans[0]
    return [replace(t, first=span.first, last=span.last) if t.weekdays and not t.first else t for t in times if t is not span]


def _completed(day: Time, hours: Time, here: Here) -> Time | None:
    """ "Tonight ... at 8", "after 9:30 but before 11 on Thursday": the loose hour belongs to the day that has half of it."""
    if hours.at is not None and day.at is None and day.grain == "part":
        return replace(day, at=in_part(hours, day).at, from_=None, until=None, half="24", grain="minute")
    both = _merged([replace(day, first=None, last=None), hours], here)
    return replace(both[0], first=day.first, last=day.last) if len(both) == 1 else None


def _merged(hours: list[Time], here: Here) -> list[Time]:
    """ "After 9:30 but before 11" is one range; "before 10 or after 3" are two."""
    starts = [t for t in hours if t.from_ is not None and t.until is None and t.grain == "range"]
    ends = [t for t in hours if t.until is not None and t.from_ is None and t.grain == "range"]
    if len(starts) == 1 and len(ends) == 1 and len(hours) == 2:
        start, end = settled(starts[0], here), settled(ends[0], here)
        if (start.from_ or 0) < (end.until or 0):
            return [replace(start, until=end.until)]
    return hours


def _narrowed(wide: list[Time], whole: list[Time]) -> list[Time]:
    """Drop a week or a month that a named day lies in: "next week ... on Tuesday"."""
    named = [t.first for t in (*wide, *whole) if t.one_day and t.first]
    return [t for t in wide if t.one_day or t.weekdays or not any(_within(day, t) for day in named)]


def _within(day: date, span: Time) -> bool:
    return (span.first is None or span.first <= day) and (span.last is None or day <= span.last)
