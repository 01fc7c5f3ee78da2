"""Cut an open block into times that can be booked. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.office.openings import opening_of
from bot.office.rows import SlotRow
from flows.words import Opening


def cut(block: SlotRow, length: timedelta, grid: timedelta, zone: ZoneInfo) -> Iterator[Opening]:
    """Yield each time of exactly that length that lies in the block and begins on the office's grid, earliest first.

    They overlap: one visit of an hour fits into two hours in seven ways. In the hour that a clock change skips or repeats there
    is none. Blocks begin where a visit ends, 8:50 or 13:20, so the first start is rounded up. `length` is more than nothing.
    """
    start = _on_grid(block.wall_start, grid)
    while start + length <= block.wall_end:
        opening = opening_of(replace(block, wall_start=start, wall_end=start + length), zone)
        if opening is not None:
            yield opening
        start += grid


def _on_grid(wall: datetime, grid: timedelta) -> datetime:
    midnight = datetime.combine(wall.date(), time())
    return midnight + -(-(wall - midnight) // grid) * grid
