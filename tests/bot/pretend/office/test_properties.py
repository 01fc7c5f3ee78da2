"""What holds in any office, whatever was booked in it: hypothesis makes the books."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pretend.office import PretendOffice, Switches
from bot.pretend.office.books import ends, in_a_chair
from bot.pretend.office.office_search import Search, open_blocks
from bot.pretend.office.spans import Span, of_block, of_visit
from bot.pretend.office.tables import Appointment
from bot.pretend.office.web_sched import Ask, offered
from tests.bot.pretend.office.desk import KEYS, SMALL, Api, VirtualClock, chair, practice, provider

DAY = datetime(2026, 11, 16)
FIVE = timedelta(minutes=5)
EARLY = datetime(2026, 11, 16, 6, 0)
STATUSES = st.sampled_from(["Scheduled", "Complete", "Broken", "PtNote", "UnschedList", "Planned"])
VISITS = st.lists(
    st.tuples(st.integers(0, 47), st.integers(1, 24), st.integers(0, 2), st.integers(1, 2), STATUSES), max_size=12
)
BLOCKS = st.lists(st.tuples(st.integers(84, 130), st.integers(1, 20), st.integers(1, 2)), max_size=3)
PATTERNS = st.text("X/", min_size=1, max_size=18)


def seed_of(blockouts, pattern, step, doubles):
    return practice(
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


def books_of(visits, blockouts, pattern, step, doubles):
    return filled(seed_of(blockouts, pattern, step, doubles).books(DAY.date()), visits)


def filled(books, visits):
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
    today = [s for s in books.schedules if s.SchedDate == DAY.date()]
    hours = [of_block(s) for s in today if s.SchedType == "Provider" and s.ProvNum == who]
    for slot, span in zip(slots, spans, strict=True):
        assert any(open_time.holds(span) for open_time in hours)
        blocked = [of_block(s) for s in today if s.SchedType == "Blockout" and slot.OpNum in s.Ops]
        assert not any(other.overlaps(span) for other in blocked)


def opened(visits, blockouts, step="10", **switches):
    """An office of that book, asked over HTTP at six in the morning."""
    clock = VirtualClock(datetime(2026, 11, 16, 14, 0, tzinfo=UTC))
    seed = seed_of(blockouts, "X" * 6, step, "0")
    office = PretendOffice(clock, keys=KEYS, tier="local", practice=seed, switches=Switches(**switches))
    filled(office.books, visits)
    return office, Api(office)


async def everything(api):
    """What both ways of asking offer: (operatory, provider, start, end), of the day."""
    web = await api.slots()
    blocks = [s for who in (1, 2) for s in await api.ask(f"/appointments/Slots?date=2026-11-16&ProvNum={who}")]
    return web, blocks


def covers(slot, other):
    return slot["DateTimeStart"] < other["DateTimeEnd"] and other["DateTimeStart"] < slot["DateTimeEnd"]


@settings(max_examples=40, deadline=None)
@given(VISITS, BLOCKS, st.sampled_from(["5", "10", "15"]), st.data())
def test_what_was_booked_is_gone_from_both_lists(visits, blockouts, step, data):
    """Booked the Web Sched way, or out of an open block as the vendor's page recommends: neither list has it any more."""

    async def book():
        _, api = opened(visits, blockouts, step)
        web, blocks = await everything(api)
        if not web + blocks:
            return
        taken = data.draw(st.sampled_from(web + blocks))
        if taken in web:
            assert (await api.takes(taken)).status_code == 201
        else:
            length = (datetime.fromisoformat(taken["DateTimeEnd"]) - datetime.fromisoformat(taken["DateTimeStart"])) // FIVE
            body = {"PatNum": 1, "Op": taken["OpNum"], "ProvNum": taken["ProvNum"], "AptDateTime": taken["DateTimeStart"]}
            await api.made("/appointments", **body, Pattern="X" * length)
        later, open_now = await everything(api)
        assert not [s for s in later + open_now if s["OpNum"] == taken["OpNum"] and covers(s, taken)]
        assert not [s for s in open_now if s["ProvNum"] == taken["ProvNum"] and covers(s, taken)]

    asyncio.run(book())


@settings(max_examples=25, deadline=None)
@given(VISITS, BLOCKS, st.data())
def test_twenty_at_once_for_one_opening_get_exactly_one_201(visits, blockouts, data):
    async def rush():
        office, api = opened(visits, blockouts)
        slots = await api.slots()
        if not slots:
            return
        slot, before = data.draw(st.sampled_from(slots)), len(office.overlaps())
        answers = await asyncio.gather(*(api.takes(slot, patient=1 + n % 2) for n in range(20)))
        assert sorted(a.status_code for a in answers) == [201] + [400] * 19
        assert len(office.overlaps()) == before

    asyncio.run(rush())


@settings(max_examples=25, deadline=None)
@given(VISITS, BLOCKS, st.data())
def test_so_do_twenty_who_post_into_an_open_block_of_a_strict_office(visits, blockouts, data):
    """The API's page never says that POST checks; an office that does is a switch."""

    async def rush():
        office, api = opened(visits, blockouts, overlap_refused=True)
        _, blocks = await everything(api)
        if not blocks:
            return
        block, before = data.draw(st.sampled_from(blocks)), len(office.overlaps())
        body = {"Op": block["OpNum"], "ProvNum": block["ProvNum"], "AptDateTime": block["DateTimeStart"], "Pattern": "X"}
        answers = await asyncio.gather(*(api.post("/appointments", PatNum=1 + n % 2, **body) for n in range(20)))
        assert sorted(a.status_code for a in answers) == [201] + [400] * 19
        assert len(office.overlaps()) == before

    asyncio.run(rush())


def minutes(when):
    return int((when - DAY).total_seconds()) // 60


def test_the_day_of_the_properties_is_a_monday():
    assert DAY.replace(tzinfo=UTC).weekday() == 0
