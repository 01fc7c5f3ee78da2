"""What holds in any office, whatever was booked in it: hypothesis makes the books."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pretend.office.books import ends, in_a_chair
from bot.pretend.office.office_search import Search, open_blocks
from bot.pretend.office.spans import Span, of_block, of_visit
from bot.pretend.office.tables import Appointment
from bot.pretend.office.web_sched import Ask, offered
from tests.bot.pretend.office.desk import SMALL, chair, practice, provider

DAY = datetime(2026, 11, 16)
EARLY = datetime(2026, 11, 16, 6, 0)
STATUSES = st.sampled_from(["Scheduled", "Complete", "Broken", "PtNote", "UnschedList", "Planned"])
VISITS = st.lists(
    st.tuples(st.integers(0, 47), st.integers(1, 24), st.integers(0, 2), st.integers(1, 2), STATUSES), max_size=12
)
BLOCKS = st.lists(st.tuples(st.integers(84, 130), st.integers(1, 20), st.integers(1, 2)), max_size=3)
PATTERNS = st.text("X/", min_size=1, max_size=18)


def books_of(visits, blockouts, pattern, step, doubles):
    seed = practice(
        preferences={"AppointmentTimeIncrement": step, "WebSchedExistingPatDoubleBooking": doubles},
        week={"mon": "07:50-12:00 13:05-17:00"},
        rota=[{"ProvNum": 1, "Ops": [1, 2]}, {"ProvNum": 2, "Ops": [2]}],
        providers=[provider(1), provider(2)],
        operatories=[chair(1, 1), chair(2, 0)],
        reasons=[{"DefNum": 326, "ItemName": "R", "AppointmentTypeNum": 12, "Ops": [1, 2]}],
        appointmenttypes=[{"AppointmentTypeNum": 12, "AppointmentTypeName": "T", "Pattern": pattern}],
        definitions={**SMALL["definitions"], "25": [{"DefNum": 340, "ItemName": "B"}]},
        blockouts=[
            {"BlockoutType": 340, "Ops": [op], "day": "mon", "hours": f"{clock(start)}-{clock(start + length)}"}
            for start, length, op in blockouts
        ],
    )
    books = seed.books(DAY.date())
    for number, (start, length, op, who, status) in enumerate(visits, start=1):
        when = DAY + timedelta(hours=7, minutes=15 * start)
        row = Appointment(AptNum=number, PatNum=1, Pattern="X" * length, Op=op, ProvNum=who, AptDateTime=when, AptStatus=status)
        books.appointments.put(row)
    return books


def clock(tick):
    return f"{tick * 5 // 60:02}:{tick * 5 % 60:02}"


@settings(max_examples=150, deadline=None)
@given(VISITS, BLOCKS, PATTERNS, st.sampled_from(["5", "10", "15"]), st.sampled_from(["0", "1"]))
def test_no_offered_time_lies_on_anything_or_leaves_the_hours(visits, blockouts, pattern, step, doubles):
    books = books_of(visits, blockouts, pattern, step, doubles)
    ask = Ask(books.definitions.get(326), False, 0, DAY.date(), DAY.date())
    slots = offered(books, ask, EARLY)
    assert slots == sorted(slots, key=lambda s: s.DateTimeStart)
    assert len(slots) == len(set(slots))
    schedules = [s for s in books.schedules if s.SchedDate == DAY.date()]
    for slot in slots:
        span = Span(minutes(slot.DateTimeStart), minutes(slot.DateTimeEnd))
        length = 5 * len(pattern)
        assert length <= span.stop - span.start < length + int(step)
        home = [s for s in schedules if s.SchedType == "Provider" and s.ProvNum == slot.ProvNum and slot.OpNum in s.Ops]
        assert any(of_block(s).holds(span) for s in home)
        blocked = [of_block(s) for s in schedules if s.SchedType == "Blockout" and slot.OpNum in s.Ops]
        booked = [of_visit(v) for v in books.appointments if in_a_chair(v) and v.Op == slot.OpNum]
        assert not any(span.overlaps(other) for other in blocked + booked)
        if doubles == "1":
            assert not working(books, slot) & {minutes(slot.DateTimeStart) // 5 + i for i, c in enumerate(pattern) if c == "X"}


def working(books, slot):
    """The ticks in which the slot's provider is at work already."""
    visits = [v for v in books.appointments if in_a_chair(v) and v.ProvNum == slot.ProvNum]
    return {of_visit(v).start // 5 + i for v in visits for i in range(len(v.Pattern))}


@settings(max_examples=60, deadline=None)
@given(VISITS, BLOCKS, st.sampled_from(["5", "10", "15"]), st.data())
def test_what_was_taken_is_gone(visits, blockouts, step, data):
    books = books_of(visits, blockouts, "X" * 6, step, "0")
    ask = Ask(books.definitions.get(326), False, 0, DAY.date(), DAY.date())
    slots = offered(books, ask, EARLY)
    if not slots:
        return
    slot = data.draw(st.sampled_from(slots))
    row = Appointment(AptNum=99, PatNum=2, Pattern="X" * 6, Op=slot.OpNum, ProvNum=slot.ProvNum, AptDateTime=slot.DateTimeStart)
    books.appointments.put(row)
    for later in offered(books, ask, EARLY):
        apart = later.DateTimeStart >= ends(row) or later.DateTimeEnd <= row.AptDateTime
        assert apart or later.OpNum != slot.OpNum


@settings(max_examples=100, deadline=None)
@given(VISITS, BLOCKS, st.integers(1, 2), st.sampled_from([None, 1, 2]), st.integers(0, 90))
def test_an_open_block_is_open_and_as_long_as_it_can_be(visits, blockouts, who, op, least):
    books = books_of(visits, blockouts, "X" * 6, "10", "0")
    slots = open_blocks(books, Search(who, op, DAY.date(), DAY.date(), least, True))
    taken = [v for v in books.appointments if v.Op and v.AptStatus in ("Scheduled", "Complete", "Broken")]
    mine = [of_visit(v) for v in taken if v.ProvNum == who]
    spans = [Span(minutes(s.DateTimeStart), minutes(s.DateTimeEnd)) for s in slots]
    for slot, span in zip(slots, spans, strict=True):
        assert span.stop - span.start >= max(least, 1)
        there = [of_visit(v) for v in taken if v.Op == slot.OpNum]
        assert not any(span.overlaps(other) for other in mine + there)
    assert all(a.stop < b.start for a, b in pairwise(spans))


def minutes(when):
    return int((when - DAY).total_seconds()) // 60


def test_the_day_of_the_properties_is_a_monday():
    assert DAY.replace(tzinfo=UTC).weekday() == 0
