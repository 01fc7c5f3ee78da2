"""What the client asks of Open Dental and what it makes of the answers, held against the vendor's own examples."""

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from bot.office.client import Priority
from bot.office.errors import OfficeRefused, OfficeSilent
from flows.words import E164, Opening
from tests.bot.office.examples import APPOINTMENT, BOOKED, PATIENT, SLOTS
from tests.bot.office.wire import FEB_15, ZONE, Turns, office, openings, paged, refusal, slot

ANA = E164("+15035550142")
OPENING = Opening(datetime(2021, 11, 19, 9, tzinfo=ZONE), datetime(2021, 11, 19, 9, 30, tzinfo=ZONE), 5, 3)


# --- every request ---------------------------------------------------------------------------------------------------


async def test_every_request_carries_both_keys_and_the_content_type_a_get_too():
    client, heard = office(lambda r: httpx.Response(201, json=BOOKED) if r.method == "POST" else [])
    await client.patients(ANA)
    await openings(client)
    await client.appointments(patient=21)
    await client.commlogs(21)
    await client.book(21, OPENING, def_num=326)
    assert len(heard.requests) == 5
    for request in heard.requests:
        assert request.headers["Authorization"] == "ODFHIR dev/cust"
        assert request.headers["Content-Type"] == "application/json"
        assert str(request.url).startswith("https://office.example/api/v1/")


async def test_each_request_waits_for_its_turn_and_says_how_urgent_it_is():
    pace = Turns()
    client, _ = office(lambda r: httpx.Response(201, json=BOOKED) if r.method == "POST" else [], pace=pace)
    await client.book(21, OPENING, def_num=326)
    await client.appointments(patient=21, priority=Priority.READ_BACK)
    await openings(client)
    await client.commlogs(21)
    assert pace.noted == [0, 1, 2, 3]


# --- patients --------------------------------------------------------------------------------------------------------


async def test_patients_are_searched_by_ten_digits_under_the_capital_name():
    client, heard = office(lambda _: [PATIENT])
    [found] = await client.patients(ANA)
    assert heard.paths == ["GET /patients?Phone=5035550142&Limit=100&Offset=0"]
    assert (found.pat_num, found.first_name, found.last_name, found.birthdate) == (21, "Ana", "Silva", date(1980, 5, 1))


async def test_what_we_did_not_ask_for_is_not_kept():
    client, _ = office(lambda _: [PATIENT])
    assert "999887777" not in repr(await client.patients(ANA))


async def test_a_chart_without_this_phone_is_not_taken_however_it_got_into_the_list():
    other = PATIENT | {"PatNum": 22, "WirelessPhone": "(503)555-0143"}
    client, _ = office(lambda _: [other, PATIENT])
    assert [p.pat_num for p in await client.patients(ANA)] == [21]


@pytest.mark.parametrize("column", ["HmPhone", "WkPhone", "WirelessPhone"])
async def test_the_phone_may_stand_in_any_of_three_columns(column):
    row = PATIENT | {"WirelessPhone": ""} | {column: "1-503-555-0142 x3"}
    client, _ = office(lambda _: [row])
    assert len(await client.patients(ANA)) == 1


@pytest.mark.parametrize(("status", "kept"), [("Patient", 1), ("Inactive", 1), ("Prospective", 1), ("NewOne", 1)])
async def test_a_chart_somebody_may_be_booked_for_is_kept(status, kept):
    client, _ = office(lambda _: [PATIENT | {"PatStatus": status}])
    assert len(await client.patients(ANA)) == kept


@pytest.mark.parametrize("status", ["Archived", "Deceased", "Deleted", "NonPatient"])
async def test_a_chart_nobody_is_booked_for_is_left_out(status):
    client, _ = office(lambda _: [PATIENT | {"PatStatus": status}])
    assert await client.patients(ANA) == []


async def test_an_office_that_ignores_the_search_is_not_read_to_its_last_patient():
    everybody = [PATIENT | {"PatNum": n, "WirelessPhone": ""} for n in range(20_000)]
    client, heard = office(paged(everybody))
    with pytest.raises(OfficeSilent):
        await client.patients(ANA)
    assert len(heard.requests) == 3


# --- openings --------------------------------------------------------------------------------------------------------


async def test_openings_are_the_documented_slots_made_aware():
    client, heard = office(lambda _: SLOTS)
    found = await openings(client)
    assert heard.paths == [
        "GET /appointments/SlotsWebSched?date=2021-02-15&defNumApptType=326&isNewPatient=false&Limit=100&Offset=0"
    ]
    assert found[0] == Opening(datetime(2021, 2, 15, 16, tzinfo=UTC), datetime(2021, 2, 15, 16, 30, tzinfo=UTC), 1, 1)
    assert [o.start.hour for o in found] == [8, 8, 9]
    assert found[0].start.utcoffset() == timedelta(hours=-8)


async def test_a_new_patient_and_the_clinic_are_said_so():
    client, heard = office(lambda _: [], clinic=3)
    assert [o async for o in client.openings(FEB_15, FEB_15, def_num=7, new_patient=True)] == []
    assert dict(heard.requests[0].url.params)["isNewPatient"] == "true"
    assert dict(heard.requests[0].url.params)["ClinicNum"] == "3"


async def test_an_opening_on_a_day_that_was_not_asked_for_is_not_offered():
    client, _ = office(lambda _: [SLOTS[0] | {"DateTimeStart": "2021-02-16 08:00:00", "DateTimeEnd": "2021-02-16 08:30:00"}])
    assert await openings(client) == []


@pytest.mark.parametrize(
    ("start", "end", "offered"),
    [
        ("2026-03-08 01:30:00", "2026-03-08 02:00:00", False),  # ends in the hour that is missing
        ("2026-03-08 02:00:00", "2026-03-08 02:30:00", False),
        ("2026-03-08 01:30:00", "2026-03-08 03:30:00", False),  # reaches over it: an hour shorter than it looks
        ("2026-03-08 03:00:00", "2026-03-08 03:30:00", True),
        ("2026-11-01 00:30:00", "2026-11-01 01:00:00", False),  # ends in the hour that comes twice
        ("2026-11-01 01:30:00", "2026-11-01 02:00:00", False),
        ("2026-11-01 00:30:00", "2026-11-01 02:00:00", False),
        ("2026-11-01 02:00:00", "2026-11-01 02:30:00", True),
        ("2026-11-01 00:00:00", "2026-11-01 00:30:00", True),
        ("2026-03-08 09:00:00", "2026-03-08 09:00:00", False),  # no time at all
        ("2026-03-08 09:30:00", "2026-03-08 09:00:00", False),
        ("0001-01-01 00:00:00", "0001-01-01 00:30:00", False),
    ],
)
async def test_nobody_is_offered_an_hour_the_office_clock_shows_twice_or_never(start, end, offered):
    client, _ = office(lambda _: [slot(start, end)])
    found = await openings(client, date(1, 1, 1), date(2027, 1, 1))
    assert bool(found) is offered


async def test_the_next_page_is_asked_for_only_by_who_goes_on():
    rows = [slot(f"2026-03-03 09:00:{n % 60:02d}", "2026-03-03 18:00:00", op=n) for n in range(250)]
    client, heard = office(paged(rows))
    found = client.openings(date(2026, 3, 1), date(2026, 3, 31), def_num=1, new_patient=False)
    for _ in range(50):
        await anext(found)
    await found.aclose()
    assert len(heard.requests) == 1


async def test_an_opening_taken_between_two_pages_is_offered_neither_twice_nor_wrongly():
    rows = [slot(f"2026-03-03 08:00:{n % 60:02d}", "2026-03-03 18:00:00", op=n) for n in range(150)]

    def answer(request):
        page = paged(rows)(request)
        if len(rows) == 150:
            del rows[10]
        return page

    client, _ = office(answer)
    found = await openings(client, date(2026, 3, 3), date(2026, 3, 3))
    assert sorted(o.operatory for o in found) == list(range(150))


async def test_openings_that_appear_between_two_pages_do_not_offer_others_twice():
    rows = [slot(f"2026-03-03 08:00:{n % 60:02d}", "2026-03-03 18:00:00", op=n) for n in range(150)]

    def answer(request):
        page = paged(rows)(request)
        if len(rows) == 150:
            rows[0:0] = [slot("2026-03-03 07:00:00", "2026-03-03 07:30:00", op=200 + n) for n in range(3)]
        return page

    client, _ = office(answer)
    found = await openings(client, date(2026, 3, 3), date(2026, 3, 3))
    assert sorted(o.operatory for o in found) == list(range(150))


# --- appointments ----------------------------------------------------------------------------------------------------


async def test_one_appointment_is_the_documented_one():
    client, heard = office(lambda _: httpx.Response(200, json=APPOINTMENT))
    found = await client.appointment(18)
    assert heard.paths == ["GET /appointments/18"]
    assert (found.apt_num, found.pat_num, found.status, found.operatory, found.confirmed) == (18, 17, "Scheduled", 3, 19)
    assert (found.is_hygiene, found.is_new_patient, found.time_locked) == (False, False, False)
    assert found.length == timedelta(minutes=40)
    assert found.start(ZONE) == datetime(2020, 7, 31, 15, 30, tzinfo=UTC)


async def test_an_appointment_that_is_not_there_is_refused():
    client, _ = office(lambda _: refusal(404, "Appointment not found"))
    with pytest.raises(OfficeRefused):
        await client.appointment(18)


async def test_appointments_are_asked_for_by_all_that_is_given():
    client, heard = office(lambda _: [])
    since = datetime(2021, 5, 4, 16, 32, 45, tzinfo=UTC)
    await client.appointments(patient=20, first=date(2020, 7, 30), last=date(2020, 8, 2), changed_since=since)
    assert dict(heard.requests[0].url.params) == {
        "PatNum": "20",
        "dateStart": "2020-07-30",
        "dateEnd": "2020-08-02",
        "DateTStamp": "2021-05-04 09:32:45",
        "Limit": "100",
        "Offset": "0",
    }
    assert "%2009%3A32%3A45" in heard.paths[0] or "+09%3A32%3A45" in heard.paths[0]


async def test_another_patients_appointment_is_not_taken_even_where_the_filter_is_ignored():
    client, _ = office(lambda _: [APPOINTMENT, APPOINTMENT | {"AptNum": 19, "PatNum": 20}])
    assert [a.apt_num for a in await client.appointments(patient=20)] == [19]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"AptDateTime": "2020-07-31"},
        {"AptDateTime": "7/31/2020 8:30 AM"},
        {"AptDateTime": ""},
        {"AptDateTime": None},
        {"AptDateTime": "2020-07-31T08:30:00Z"},
        {"AptNum": None},
        {"AptNum": "x"},
        {"PatNum": True},
    ],
)
async def test_a_list_with_a_row_that_cannot_be_read_proves_nothing(spoiled):
    """Left out, it would be absent, and the visit would be booked again."""
    client, _ = office(lambda _: [APPOINTMENT | spoiled])
    with pytest.raises(OfficeSilent):
        await client.appointments(patient=17)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'"text"', b"null", b"[7]", b"[null]", b"[" * 100_000, b"\xff\xfe[]"])
async def test_a_success_that_is_no_list_proves_nothing(body):
    client, _ = office(lambda _: httpx.Response(200, content=body))
    with pytest.raises(OfficeSilent, match="cannot be read"):
        await client.appointments(patient=17)
