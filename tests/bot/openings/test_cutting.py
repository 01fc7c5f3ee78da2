"""How an open block becomes times that can be booked."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.office.rows import SlotRow
from bot.openings.cutting import cut

ZONE = ZoneInfo("America/Los_Angeles")
TEN, HOUR = timedelta(minutes=10), timedelta(hours=1)
MINUTES = timedelta(minutes=1)
CHANGES = [datetime(2026, 3, 8), datetime(2026, 11, 1)]


def block(start: datetime, length: timedelta) -> SlotRow:
    return SlotRow(wall_start=start, wall_end=start + length, provider=3, operatory=2)


def starts(start: str, length: timedelta, visit: timedelta = HOUR, grid: timedelta = TEN) -> list[str]:
    return [f"{o.start:%H:%M}" for o in cut(block(datetime.fromisoformat(start), length), visit, grid, ZONE)]


def test_a_block_of_an_hour_and_a_half_fits_an_hour_four_times():
    assert starts("2026-12-01 09:00", 1.5 * HOUR) == ["09:00", "09:10", "09:20", "09:30"]


def test_a_block_that_begins_where_a_visit_ends_is_entered_on_the_grid():
    assert starts("2026-12-01 08:50", HOUR + TEN, grid=15 * MINUTES) == ["09:00"]
    assert starts("2026-12-01 13:25", HOUR + TEN) == ["13:30"]


def test_a_block_that_is_just_long_enough_fits_once_and_a_shorter_one_never():
    assert starts("2026-12-01 09:00", HOUR) == ["09:00"]
    assert starts("2026-12-01 09:00", HOUR - MINUTES) == []
    assert starts("2026-12-01 09:05", HOUR) == []


def test_who_and_where_are_those_of_the_block():
    (opening,) = cut(block(datetime(2026, 12, 1, 9), HOUR), HOUR, TEN, ZONE)
    assert (opening.provider, opening.operatory) == (3, 2)
    assert (opening.start, opening.end) == (datetime(2026, 12, 1, 9, tzinfo=ZONE), datetime(2026, 12, 1, 10, tzinfo=ZONE))


def test_no_time_lies_in_the_hour_that_is_skipped_or_comes_twice():
    half = timedelta(minutes=30)
    assert starts("2026-03-08 00:30", 4.5 * HOUR, HOUR, half) == ["00:30", "03:00", "03:30", "04:00"]
    assert starts("2026-11-01 00:00", 4 * HOUR, half, half) == ["00:00", "02:00", "02:30", "03:00", "03:30"]


days = st.one_of(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.sampled_from(CHANGES))
blocks = st.builds(
    lambda day, minute, length: block(datetime.combine(day.date(), time()) + minute * MINUTES, length * MINUTES),
    days,
    st.integers(0, 24 * 60),
    st.integers(0, 16 * 60),
)
lengths = st.integers(1, 108).map(lambda n: n * timedelta(minutes=5))
grids = st.sampled_from([5, 10, 15]).map(lambda n: n * MINUTES)


@given(blocks, lengths, grids)
def test_every_piece_lies_in_its_block_has_the_length_and_begins_on_the_grid(whole, length, grid):
    pieces = list(cut(whole, length, grid, ZONE))
    for piece in pieces:
        start, end = piece.start.replace(tzinfo=None), piece.end.replace(tzinfo=None)
        assert whole.wall_start <= start < end <= whole.wall_end
        assert piece.end.timestamp() - piece.start.timestamp() == length.total_seconds()  # for real, not on the wall alone
        assert (start - start.replace(hour=0, minute=0)) % grid == timedelta(0)
    assert [p.start for p in pieces] == sorted({p.start for p in pieces})


@given(blocks, lengths, grids)
def test_no_time_is_left_out_but_around_a_change_of_the_clock(whole, length, grid):
    found = {piece.start.replace(tzinfo=None) for piece in cut(whole, length, grid, ZONE)}
    minute = whole.wall_start
    while minute + length <= whole.wall_end:
        midnight = minute.replace(hour=0, minute=0)
        fits = (minute - midnight) % grid == timedelta(0)
        stands_still = _offset(minute) == _offset(minute + length) == _offset(minute - HOUR) == _offset(minute + length + HOUR)
        if stands_still:
            assert (minute in found) == fits
        minute += MINUTES


def _offset(wall: datetime) -> timedelta | None:
    return wall.replace(tzinfo=ZONE).utcoffset()
