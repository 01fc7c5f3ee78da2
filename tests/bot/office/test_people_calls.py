"""Households, recalls and subscriptions: what the client asks and writes, and what it makes of the answers."""

import json
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from bot.office.errors import OfficeRefused, OfficeSilent
from bot.office.rows.people import american
from tests.bot.office.recorded import shown
from tests.bot.office.wire import office, refusal

URL = "https://bot.example/opendental/events"
EVERY = timedelta(seconds=30)
SINCE = datetime(2021, 5, 4, 16, 32, 45, tzinfo=UTC)


def sent(heard):
    return json.loads(heard.requests[-1].content)


# --- whole charts ------------------------------------------------------------------------------------------------------


async def test_a_household_is_all_who_have_one_guarantor():
    client, heard = office(lambda _: shown("GET /patients/Simple"))
    [child] = await client.charts(guarantor=20)
    assert (child.pat_num, child.position, child.birthdate, child.first_visit) == (22, "Child", None, None)
    assert heard.paths == ["GET /patients/Simple?Guarantor=20&Limit=100&Offset=0"]
    assert await client.charts(guarantor=21) == []  # an office too old for the filter would give everybody


async def test_charts_are_asked_for_by_all_that_is_given():
    client, heard = office(lambda _: [])
    await client.charts(
        last_name="Sil",
        first_name="An",
        born=date(1980, 5, 1),
        status="Patient",
        provider=1,
        clinic=3,
        changed_since=SINCE,
    )
    assert dict(heard.requests[0].url.params) == {
        "LName": "Sil",
        "FName": "An",
        "Birthdate": "1980-05-01",
        "PatStatus": "Patient",
        "PriProv": "1",
        "ClinicNum": "3",
        "DateTStamp": "2021-05-04 09:32:45",
        "Limit": "100",
        "Offset": "0",
    }


@pytest.mark.parametrize(
    "other", [{"born": date(1990, 1, 1)}, {"status": "Inactive"}, {"provider": 9}, {"clinic": 9}, {"guarantor": 9}]
)
async def test_a_chart_that_was_not_asked_for_is_not_taken(other):
    client, _ = office(lambda _: [shown("GET /patients/21")])
    assert len(await client.charts()) == 1
    assert await client.charts(**other) == []


async def test_a_chart_tells_its_language_its_people_and_how_it_is_reached():
    client, _ = office(lambda _: httpx.Response(200, json=shown("GET /patients/21")))
    chart = await client.chart(21)
    assert (chart.language, chart.provider, chart.hygienist, chart.guarantor) == ("spa", 1, 2, 20)
    assert (chart.confirm_by, chart.contact_by, chart.recall_by) == ("TextMessage", "WirelessPh", "Email")
    assert (chart.first_visit, chart.entered) == (date(2019, 2, 11), date(2019, 2, 1))


# --- recalls -----------------------------------------------------------------------------------------------------------


async def test_recalls_are_the_patients_with_days_or_none():
    client, heard = office(lambda _: shown("GET /recalls"))
    prophy, perio = await client.recalls(21)
    assert (prophy.due, prophy.scheduled, prophy.disabled_until) == (date(2021, 6, 1), None, None)
    assert (perio.due, perio.previous, perio.scheduled) == (None, None, date(2021, 9, 14))
    assert (perio.is_disabled, perio.disabled_until) == (True, date(2021, 9, 1))
    assert heard.paths == ["GET /recalls?PatNum=21&Limit=100&Offset=0"]
    assert await client.recalls(22) == []


async def test_who_is_due_is_asked_for_by_day_provider_and_kind():
    client, heard = office(lambda _: shown("GET /recalls/List"), clinic=3)
    [ana] = await client.due(date(2021, 5, 1), date(2021, 7, 1), kind="Prophy", provider=1, reminded=True)
    assert (ana.pat_num, ana.due, ana.times_reminded, ana.last_reminded) == (21, date(2021, 6, 1), 1, date(2021, 5, 20))
    assert dict(heard.requests[0].url.params) == {
        "DateStart": "2021-05-01",
        "DateEnd": "2021-07-01",
        "RecallType": "Prophy",
        "ProvNum": "1",
        "IncludeReminded": "true",
        "ClinicNum": "3",
        "Limit": "100",
        "Offset": "0",
    }


async def test_without_days_the_offices_own_settings_decide_who_is_due():
    client, heard = office(lambda _: shown("GET /recalls/List"))
    assert [row.due for row in await client.due()] == [date(2021, 6, 1), None]
    assert heard.paths == ["GET /recalls/List?IncludeReminded=false&Limit=100&Offset=0"]


@pytest.mark.parametrize(
    ("said", "means"), [("6/1/2021", date(2021, 6, 1)), ("12/31/2021 0:00", date(2021, 12, 31)), ("", None), ("soon", None)]
)
def test_the_recall_list_writes_its_days_as_americans_do(said, means):
    assert american(said) == means


async def test_what_became_of_a_recall_is_said_with_the_words_of_this_method():
    client, heard = office(lambda _: httpx.Response(200))
    await client.set_recall_status(21, "Prophy", status=214, by="PhoneAndText", note="texted [x]")
    assert heard.paths == ["PUT /recalls/Status"]
    assert sent(heard) == {
        "PatNum": 21,
        "recallType": "Prophy",
        "RecallStatus": 214,
        "commlogMode": "PhoneAndText",
        "commlogNote": "texted [x]",
    }


# --- subscriptions -----------------------------------------------------------------------------------------------------


async def test_our_subscriptions_are_listed_without_the_key_that_comes_in_clear():
    client, _ = office(lambda _: shown("GET /subscriptions"))
    [ours] = await client.subscriptions()
    assert (ours.url, ours.table, ours.polling_seconds, ours.stops) == (URL, "Appointment", 30, None)
    assert "SECRETKEY" not in repr(ours)


async def test_changes_are_subscribed_to():
    client, heard = office(lambda _: httpx.Response(201, json=shown("POST /subscriptions")))
    made = await client.subscribe(URL, "Appointment", every=EVERY, workstation="SERVER", note="Chairside")
    assert made.subscription_num == 2
    assert heard.paths == ["POST /subscriptions"]
    assert sent(heard) == {
        "EndPointUrl": URL,
        "WatchTable": "Appointment",
        "PollingSeconds": 30,
        "Workstation": "SERVER",
        "Note": "Chairside",
    }


async def test_a_subscription_to_something_else_is_not_taken_for_ours():
    client, _ = office(lambda _: httpx.Response(201, json=shown("POST /subscriptions") | {"WatchTable": "Patient"}))
    with pytest.raises(OfficeSilent):
        await client.subscribe(URL, "Appointment", every=EVERY)


async def test_a_subscription_is_ended():
    client, heard = office(lambda _: httpx.Response(200))
    await client.unsubscribe(2)
    assert heard.paths == ["DELETE /subscriptions/2"]
    assert heard.requests[-1].content == b""


async def test_one_that_is_gone_already_is_a_refusal():
    client, _ = office(lambda _: refusal(404, "SubscriptionNum not found."))
    with pytest.raises(OfficeRefused):
        await client.unsubscribe(2)
