"""Am or pm: an hour without either is settled by when the practice is open. At 3 only the afternoon is; nobody comes at night."""

from __future__ import annotations

from msgspec.structs import replace

from flows.reader.times import DAY, NOON, Here, Time

ALL_DAY = ((480, 1080),)  # a practice that never says when it is open
LATE_FOR_AN_END = 30  # minutes that count against an end at opening time: "until 8" is rather the evening


def settled(time: Time, here: Here) -> Time:
    """Return the time on a 24-hour clock: whichever of the two is nearer to the opening hours."""
    said = [minute for minute in (time.at, time.from_, time.until) if minute is not None]
    if time.half or not said:
        return time
    first = min(said)
    early, late = first % NOON, first % NOON + NOON
    by = (early if _morning(early, late, time, here) else late) - first
    return replace(time, at=_plus(time.at, by), from_=_plus(time.from_, by), until=_plus(time.until, by), half="24")


def _morning(early: int, late: int, time: Time, here: Here) -> bool:
    """Say whether the morning is meant. Where neither is nearer, the one that is still to come."""
    gone = early < here.now.hour * 60 + here.now.minute and time.first in (None, here.today)
    return _away(early, time, here) + gone < _away(late, time, here) + (not gone)


def _away(minute: int, time: Time, here: Here) -> int:
    """Return how many minutes the practice is from being open then; 0 while it is open."""
    ends = time.at is None and time.from_ is None  # a visit may end at closing time, none starts then
    return min(
        max(opens - minute + (LATE_FOR_AN_END if ends and minute == opens else 0), minute - closes + (not ends), 0)
        for opens, closes in _open(time, here)
    )


def _open(time: Time, here: Here) -> tuple[tuple[int, int], ...]:
    """Return the hours of the day that is meant; of the whole week, if none is or the practice is closed then."""
    on_day = here.opens(time.first) if time.first else ()
    return on_day or tuple(span for n in range(7) for span in here.opens(here.today + DAY * n)) or ALL_DAY


def _plus(minute: int | None, by: int) -> int | None:
    return None if minute is None else minute + by
