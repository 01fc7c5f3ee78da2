"""How the office is set up, as the client reads it: its lists, people, chairs, locations, settings, hours and clock."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.office.rows import Category
from tests.bot.office.recorded import OTHERS, shown
from tests.bot.office.wire import office


async def test_a_list_of_definitions_is_in_the_offices_order_and_without_hidden_ones():
    client, heard = office(lambda _: shown("GET /definitions"))
    assert [d.name for d in await client.definitions(Category.APPT_CONFIRMED)] == ["Not Called"]
    assert heard.paths == ["GET /definitions?Category=2&Limit=100&Offset=0"]


async def test_hidden_definitions_are_there_for_who_asks():
    client, heard = office(lambda _: shown("GET /definitions"))
    assert [d.is_hidden for d in await client.definitions(Category.APPT_CONFIRMED, hidden=True)] == [False, True]
    assert heard.paths == ["GET /definitions?Category=2&includeHidden=true&Limit=100&Offset=0"]


async def test_another_lists_definitions_are_not_taken_where_the_filter_is_ignored():
    client, _ = office(lambda _: shown("GET /definitions"))
    assert await client.definitions(Category.NEW_PATIENT_REASONS) == []


async def test_one_setting_is_one_request_and_an_unknown_one_is_none():
    client, heard = office(lambda _: shown("GET /preferences"))
    assert await client.preference("EasyNoClinics") == "1"
    assert await client.preference("NoSuchThing") is None
    assert heard.paths[0] == "GET /preferences?PrefName=EasyNoClinics&Limit=100&Offset=0"


async def test_a_kind_of_visit_has_its_own_length_or_that_of_its_procedures():
    client, heard = office(lambda _: shown("GET /appointmenttypes"))
    cleaning, consult = await client.appointment_types()
    assert (cleaning.length, consult.length) == (timedelta(minutes=40), None)
    assert (cleaning.colour, consult.colour) == ((180, 30, 150), None)
    assert consult.is_hidden
    assert heard.paths == ["GET /appointmenttypes?Limit=100&Offset=0"]


async def test_who_treats_is_told_from_who_is_gone():
    client, heard = office(lambda _: shown("GET /providers"))
    dentist, gone = await client.providers()
    assert (dentist.is_bookable, dentist.is_hygienist) == (True, False)
    assert (gone.is_bookable, gone.is_hygienist, gone.preferred) == (False, True, "Jan")
    assert heard.paths == ["GET /providers?Limit=100&Offset=0"]


@pytest.mark.parametrize("gone", [{"IsHidden": "true"}, {"IsNotPerson": "true"}, {"ProvStatus": "Deleted"}])
async def test_each_sign_of_being_gone_is_enough(gone):
    client, _ = office(lambda _: [shown("GET /providers")[0] | gone])
    assert [p.is_bookable for p in await client.providers()] == [False]


async def test_the_providers_of_a_clinic_may_come_as_one_bare_object():
    client, heard = office(lambda _: OTHERS["GET /providers"]["answers"][1])
    [only] = await client.providers(clinic=3)
    assert only.abbr == "DOC1"
    assert heard.paths == ["GET /providers?ClinicNum=3&Limit=100&Offset=0"]


async def test_chairs_come_from_left_to_right_with_who_works_there():
    client, heard = office(lambda _: shown("GET /operatories"))
    left, right = await client.operatories()
    assert [(op.abbr, op.provider) for op in (left, right)] == [("R1", 1), ("H1", 2)]
    assert await client.operatories(clinic=4) == []
    assert heard.paths[1] == "GET /operatories?ClinicNum=4&Limit=100&Offset=0"


async def test_no_clinics_mean_that_the_office_does_not_use_them():
    client, _ = office(lambda _: [])
    assert await client.clinics() == []


async def test_a_clinic_has_a_number_and_a_name():
    client, _ = office(lambda _: shown("GET /clinics"))
    assert [(c.clinic_num, c.name) for c in await client.clinics()] == [(3, "Main Street")]


# --- hours -------------------------------------------------------------------------------------------------------------

MONDAY, TUESDAY = date(2021, 2, 15), date(2021, 2, 16)


async def test_hours_are_texts_on_the_wire_and_come_by_day_although_the_office_sorts_by_time_alone():
    client, heard = office(lambda _: shown("GET /schedules"))
    lunch, morning = await client.schedules(MONDAY, TUESDAY)
    assert (lunch.day, lunch.kind, lunch.blockout_name, lunch.operatories) == (MONDAY, "Blockout", "Lunch", ())
    assert (morning.day, morning.begins, morning.ends) == (TUESDAY, time(8), time(12))
    assert (morning.provider, morning.operatories) == (1, (1, 18))
    assert heard.paths == ["GET /schedules?dateStart=2021-02-15&dateEnd=2021-02-16&Limit=100&Offset=0"]


@pytest.mark.parametrize(
    ("wanted", "asked", "numbers"),
    [
        ({"kind": "Provider"}, "SchedType=Provider", [41]),
        ({"provider": 1}, "ProvNum=1", [41]),
        ({"provider": 2}, "ProvNum=2", []),
        ({"blockout": 208}, "BlockoutDefNum=208", [42]),
        ({"employee": 5}, "EmployeeNum=5", []),
    ],
)
async def test_hours_are_filtered_again(wanted, asked, numbers):
    client, heard = office(lambda _: shown("GET /schedules"))
    assert [s.schedule_num for s in await client.schedules(MONDAY, TUESDAY, **wanted)] == numbers
    assert asked in heard.paths[0]


async def test_hours_of_another_day_are_not_taken():
    client, heard = office(lambda _: shown("GET /schedules"))
    assert [s.schedule_num for s in await client.schedules(MONDAY, MONDAY)] == [42]
    assert heard.paths == ["GET /schedules?date=2021-02-15&Limit=100&Offset=0"]


# --- the office's clock ------------------------------------------------------------------------------------------------


async def test_the_offices_clock_tells_its_own_offset():
    client, heard = office(lambda _: [{"ProvNum": 1, "serverDateTime": "2021-05-04 09:32:45 -07:00"}])
    assert await client.clock() == datetime(2021, 5, 4, 16, 32, 45, tzinfo=UTC)
    assert dict(heard.requests[0].url.params) == {"Limit": "1", "DateTimeFormatString": "yyyy-MM-dd HH:mm:ss zzz"}


@pytest.mark.parametrize("told", [[], [{"ProvNum": 1, "serverDateTime": "2021-05-04 09:32:45"}], [{"ProvNum": 1}]])
async def test_an_office_that_does_not_tell_its_offset_has_no_clock_for_us(told):
    client, _ = office(lambda _: told)
    assert await client.clock() is None


# --- shared ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "read",
    [
        lambda o: o.definitions(Category.APPT_CONFIRMED),
        lambda o: o.preference("EasyNoClinics"),
        lambda o: o.appointment_types(),
        lambda o: o.providers(),
        lambda o: o.operatories(),
        lambda o: o.clinics(),
        lambda o: o.schedules(MONDAY, TUESDAY),
    ],
)
async def test_the_same_asked_by_many_at_once_is_one_request(read):
    async def slowly(_):
        await asyncio.sleep(0)
        return []

    client, heard = office(lambda request: slowly(request))
    await asyncio.gather(*(read(client) for _ in range(20)))
    assert len(heard.requests) == 1
