"""The appointment book and its open blocks, as the client reads them."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.office.client import Priority
from bot.office.openings import opening_of
from bot.office.rows import SlotRow, at
from tests.bot.office.examples import APPOINTMENT
from tests.bot.office.recorded import APPOINTMENTS, shown
from tests.bot.office.wire import FEB_15, ZONE, Turns, office, paged, slot

MAR_28, APR_1 = date(2022, 3, 28), date(2022, 4, 1)

# --- open blocks -------------------------------------------------------------------------------------------------------


async def test_open_blocks_are_whole_and_on_the_office_clock():
    client, heard = office(lambda _: APPOINTMENTS["GET Slots"]["answers"][2])
    found = await client.slots(MAR_28, APR_1, provider=1, operatory=18)
    assert len(found) == 7
    assert (found[0].wall_start, found[0].wall_end) == (datetime(2022, 3, 28, 8), datetime(2022, 3, 28, 11))
    assert heard.paths == [
        "GET /appointments/Slots?dateStart=2022-03-28&dateEnd=2022-04-01&ProvNum=1&OpNum=18&Limit=100&Offset=0"
    ]


async def test_blocks_that_are_too_short_are_left_out_by_the_office_and_again():
    client, heard = office(lambda _: APPOINTMENTS["GET Slots"]["answers"][2])
    found = await client.slots(MAR_28, APR_1, at_least=timedelta(minutes=30))
    assert len(found) == 6  # one is ten minutes
    assert "lengthMinutes=30" in heard.paths[0]


@pytest.mark.parametrize(
    "wanted", [{"provider": 2}, {"operatory": 1}, {"first": APR_1 + timedelta(days=1), "last": APR_1 + timedelta(days=2)}]
)
async def test_blocks_that_were_not_asked_for_are_left_out_where_a_filter_is_ignored(wanted):
    client, _ = office(lambda _: APPOINTMENTS["GET Slots"]["answers"][2])
    assert await client.slots(**{"first": MAR_28, "last": APR_1} | wanted) == []


async def test_blocks_come_earliest_first_whatever_the_office_sorts_by():
    rows = [
        slot("2021-02-15 13:00:00", "2021-02-15 15:00:00"),
        slot("2021-02-15 08:00:00", "2021-02-15 09:00:00", op=2),
        slot("2021-02-15 08:00:00", "2021-02-15 10:30:00"),
    ]
    client, _ = office(lambda _: rows)
    found = await client.slots(FEB_15, FEB_15)
    assert [(s.wall_start.hour, s.operatory) for s in found] == [(8, 1), (8, 2), (13, 1)]


async def test_a_block_without_any_length_is_none():
    client, _ = office(lambda _: [slot("2021-02-15 08:00:00", "2021-02-15 08:00:00")])
    assert await client.slots(FEB_15, FEB_15) == []


async def test_equal_searches_for_blocks_at_once_are_one_request_and_a_waiting_patients():
    pace = Turns()
    client, heard = office(lambda _: shown("GET Slots"), pace=pace)
    await asyncio.gather(*(client.slots(FEB_15, FEB_15, provider=1) for _ in range(20)))
    assert len(heard.requests) == 1
    assert pace.noted == [Priority.OPENINGS]


async def test_another_chairs_blocks_are_another_request():
    client, heard = office(lambda _: [])
    await asyncio.gather(*(client.slots(FEB_15, FEB_15, provider=n) for n in (1, 2, 1)))
    assert len(heard.requests) == 2


def test_a_piece_of_a_block_is_made_aware():
    block = SlotRow(wall_start=datetime(2021, 2, 15, 8), wall_end=datetime(2021, 2, 15, 10, 30), provider=1, operatory=2)
    piece = opening_of(replace(block, wall_end=datetime(2021, 2, 15, 8, 30)), ZONE)
    assert (piece.start, piece.end) == (datetime(2021, 2, 15, 16, tzinfo=UTC), datetime(2021, 2, 15, 16, 30, tzinfo=UTC))
    assert (piece.provider, piece.operatory) == (1, 2)


# --- the book ----------------------------------------------------------------------------------------------------------

OTHERS_OF = {"PatNum": 99, "Op": 9, "AptStatus": "Broken", "AppointmentTypeNum": 9, "ClinicNum": 9}
ASKED = {
    "patient": (17, "PatNum=17"),
    "operatory": (3, "Op=3"),
    "status": ("Scheduled", "AptStatus=Scheduled"),
    "appointment_type": (0, "AppointmentTypeNum=0"),
    "clinic": (0, "ClinicNum=0"),
}


@pytest.mark.parametrize(("name", "other"), list(zip(ASKED, OTHERS_OF.items(), strict=True)))
async def test_each_filter_is_asked_for_and_done_again(name, other):
    """Zero is asked for, too: it means "of none", and leaving it out "of any"."""
    value, asked = ASKED[name]
    client, heard = office(lambda _: [APPOINTMENT, APPOINTMENT | {"AptNum": 19, other[0]: other[1]}])
    assert [r.apt_num for r in await client.appointments(**{name: value})] == [18]
    assert asked in heard.paths[0]


async def test_days_are_inclusive_and_done_again():
    rows = [APPOINTMENT | {"AptNum": n, "AptDateTime": f"2020-07-{n} 08:30:00"} for n in (29, 30, 31)]
    client, _ = office(lambda _: rows)
    first, last = date(2020, 7, 30), date(2020, 7, 31)
    assert [r.apt_num for r in await client.appointments(first=first, last=last)] == [30, 31]
    assert [r.apt_num for r in await client.appointments(first=first)] == [30, 31]
    assert [r.apt_num for r in await client.appointments(last=first)] == [29, 30]


async def test_a_list_of_the_book_that_moves_between_two_pages_is_read_anew():
    rows = [APPOINTMENT | {"AptNum": n} for n in range(150)]

    def moving(request):
        page = paged(rows)(request)
        if len(rows) == 150:
            rows.insert(0, APPOINTMENT | {"AptNum": 500})
        return page

    client, _ = office(moving)
    assert [r.apt_num for r in await client.appointments()] == [500, *range(150)]


# --- the ASAP list -----------------------------------------------------------------------------------------------------


async def test_who_waits_for_an_earlier_time_is_on_the_asap_list():
    client, heard = office(lambda _: shown("GET ASAP"))
    assert [(r.apt_num, r.priority) for r in await client.asap()] == [(4, "ASAP"), (3, "ASAP")]
    assert heard.paths == ["GET /appointments/ASAP?Limit=100&Offset=0"]


async def test_the_asap_list_of_a_provider_is_the_dentists_or_the_hygienists():
    client, heard = office(lambda _: shown("GET ASAP"))
    assert [r.apt_num for r in await client.asap(provider=4)] == [3]  # the hygienist
    assert [r.apt_num for r in await client.asap(provider=3)] == [4, 3]
    assert "ProvNum=4" in heard.paths[0]


async def test_where_clinics_are_used_the_list_is_our_clinics():
    client, heard = office(lambda _: [*shown("GET ASAP"), APPOINTMENT | {"Priority": "ASAP", "ClinicNum": 2}], clinic=2)
    assert [r.apt_num for r in await client.asap()] == [18]
    assert "ClinicNum=2" in heard.paths[0]


async def test_who_is_not_in_a_hurry_is_not_on_the_list_whatever_the_office_sends():
    client, _ = office(lambda _: [APPOINTMENT])
    assert await client.asap() == []


# --- what was changed, over a change of the clock ----------------------------------------------------------------------


def asked_since(heard):
    return heard.requests[-1].url.params["DateTStamp"]


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        (datetime(2026, 11, 1, 7, 30, tzinfo=UTC), "2026-11-01 00:30:00"),
        (datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "2026-11-01 00:30:00"),  # 1:30, the first time
        (datetime(2026, 11, 1, 9, 30, tzinfo=UTC), "2026-11-01 00:30:00"),  # 1:30, the second time
        (datetime(2026, 11, 1, 10, 30, tzinfo=UTC), "2026-11-01 02:30:00"),
        (datetime(2026, 3, 8, 9, 59, tzinfo=UTC), "2026-03-08 01:59:00"),
        (datetime(2026, 3, 8, 10, 0, tzinfo=UTC), "2026-03-08 03:00:00"),  # there is no 2 o'clock that day
    ],
)
async def test_an_hour_that_comes_twice_is_asked_for_from_before_it(since, asked):
    client, heard = office(lambda _: [])
    for ask in (client.changed(since), client.web_sched(changed_since=since), client.charts(changed_since=since)):
        await ask
        assert asked_since(heard) == asked


@given(
    st.datetimes(datetime(2026, 11, 1, 5), datetime(2026, 11, 1, 12), timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(hours=2)),
    st.sampled_from(["America/Los_Angeles", "America/New_York", "Europe/Madrid", "America/Phoenix"]),
)
async def test_nothing_that_was_changed_later_is_passed_over(since, later, name):
    """Held as the office does: its clock's reading then, against the text that we ask with, at or after."""
    zone = ZoneInfo(name)
    client, heard = office(lambda _: [])
    client._zone = zone
    await client.changed(since)
    changed = (since + later).astimezone(zone).replace(tzinfo=None, microsecond=0)
    assert f"{changed:%Y-%m-%d %H:%M:%S}" >= asked_since(heard)


async def test_the_next_walk_begins_where_this_one_looked():
    """The office reads its clock before it chooses the rows: what changes meanwhile comes again, and nothing is missed."""
    client, heard = office(lambda _: shown("GET (multiple)"))
    rows = await client.changed(datetime(2021, 5, 4, 16, 0, tzinfo=UTC))
    await client.changed(at(min(row.wall_now for row in rows), ZONE))
    assert asked_since(heard) == "2021-05-04 09:32:45"


# --- the fields of a row -----------------------------------------------------------------------------------------------


async def test_arrival_seating_and_dismissal_are_times_or_not_yet():
    _, complete = shown("GET (multiple)")
    client, _ = office(lambda _: [complete])
    [row] = await client.appointments()
    day = date(2020, 7, 31)
    assert row.arrived == datetime.combine(day, time(8, 52, 31))
    assert row.seated == datetime.combine(day, time(9, 1, 15))
    assert row.dismissed == datetime.combine(day, time(9, 55, 42))
    assert row.asked_to_arrive == datetime.combine(day, time(9))


@pytest.mark.parametrize("said", ["0001-01-01 00:00:00", "2022-06-14 00:00:00", "", None, "8:52 AM"])
async def test_not_yet_is_year_one_or_midnight_of_the_day_and_what_cannot_be_read_spoils_no_list(said):
    client, _ = office(lambda _: [APPOINTMENT | {"DateTimeArrived": said}])
    [row] = await client.appointments()
    assert row.arrived is None


@pytest.mark.parametrize(
    ("said", "means"),
    [("180,30,150", (180, 30, 150)), ("0,0,0", None), ("", None), (None, None), ("1,2", None), ("1,2,300", None)],
)
async def test_black_is_no_colour(said, means):
    client, _ = office(lambda _: [APPOINTMENT | {"colorOverride": said}])
    [row] = await client.appointments()
    assert row.colour == means


async def test_what_is_joined_in_is_told_from_the_column_it_belongs_to():
    client, _ = office(lambda _: shown("GET WebSched"))
    _, row = await client.web_sched()
    assert (row.unsched_status, row.unsched_name) == (92, "Appointment Scheduled")
    assert (row.confirmed, row.confirmed_name, row.provider_abbr) == (19, "Not Called", "DOC2")
