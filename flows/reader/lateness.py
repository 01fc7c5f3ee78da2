"""How late somebody will be: "running 10 min late", "be there in 15", "llego en media hora"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flows.reader.parser import Item
from flows.reader.phrases import Found
from flows.reader.times import Num, minutes

MOST = timedelta(hours=4)  # later than that is no lateness, but another time
SMALL = frozenset(("A", "OF", "DASH", "COUPLE"))


def lateness(row: Sequence[Item], phrases: Sequence[Found]) -> timedelta | None:
    """Return the time counted in a message that says one comes late; None if it does not say how late."""
    late = [phrase for phrase in phrases if phrase.means == "LATE"]
    if not late:
        return None
    for n, item in enumerate(row):
        if item.kind == "UNIT" and (by := minutes(1, item.value)):
            return _reasonable(timedelta(minutes=by * _count(row, n)))
    bare = (
        item.value.value for item in row if isinstance(item.value, Num) and any(p.first <= item.first < p.last for p in late)
    )
    return _reasonable(timedelta(minutes=next(bare, 0)))  # "be there in 10"


def _count(row: Sequence[Item], unit: int) -> float:
    """Return the number before a unit; "half an hour" is a half of one, "an hour" one."""
    count = 1.0
    for item in reversed(row[max(0, unit - 3) : unit]):
        if isinstance(item.value, Num):
            return item.value.value
        if item.kind == "TENS":
            return float(item.value)
        if item.kind == "HALF":
            return 0.5
        if item.kind not in SMALL:
            break
    return count


def _reasonable(by: timedelta) -> timedelta | None:
    return by if timedelta() < by <= MOST else None
