"""Subscriptions and the events they bring. Source: reference, section 19."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.pretend.office import Keys, Switches
from tests.bot.pretend.office.desk import Api

HERE = {"EndPointUrl": "http://bot/events", "WatchTable": "Appointment", "PollingSeconds": 5}
SECONDS = timedelta(seconds=1)


class Subscriber:
    """Takes what is posted, and answers what the test wants."""

    def __init__(self):
        self.heard = []
        self.status = 200

    async def post(self, url, headers, body):
        self.heard.append((url, headers, json.loads(body)))
        if self.status == 0:
            raise ConnectionRefusedError
        return self.status

    def numbers(self):
        return [[row["AptNum"] for row in rows] for _, _, rows in self.heard]


@pytest.fixture
def subscriber():
    return Subscriber()


async def test_a_subscription_is_made_read_changed_and_ended(api):
    made = await api.made("/subscriptions", **HERE)
    assert (made["CustomerKey"], made["DateTimeStart"], made["DateTimeStop"]) == (
        "customer",
        "2026-11-16 07:00:00",
        "0001-01-01 00:00:00",
    )
    path = f"/subscriptions/{made['SubscriptionNum']}"
    assert (await api.changed(path, PollingSeconds=10, Note="x")).content == b""
    assert [(s["PollingSeconds"], s["Note"]) for s in await api.ask("/subscriptions")] == [(10, "x")]
    assert (await api.send("DELETE", path)).status_code == 200
    assert await api.ask("/subscriptions") == []
    assert (await api.send("DELETE", path)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"EndPointUrl": None},
        {"WatchTable": None},
        {"WatchTable": "Claim"},
        {"PollingSeconds": None},
        {"UiEventType": "PatientSelected"},
    ],
)
async def test_a_subscription_that_makes_no_sense_is_400(api, wrong):
    assert (await api.post("/subscriptions", **HERE | wrong)).status_code == 400


async def test_each_customer_key_sees_its_own(office, api):
    other = Keys("developer", "other")
    office.allow(other)
    number = (await api.made("/subscriptions", **HERE))["SubscriptionNum"]
    assert await Api(office, other).ask("/subscriptions") == []
    assert (await Api(office, other).put(f"/subscriptions/{number}", Note="x")).status_code == 404


async def test_an_event_is_an_array_of_rows_with_the_bare_key(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE)
    events = office.events(subscriber.post)
    await clock.sleep(2 * SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await events.poll()
    assert subscriber.heard == []  # not due yet
    await clock.sleep(3 * SECONDS)
    await events.poll()
    ((url, headers, rows),) = subscriber.heard
    assert url == "http://bot/events"
    assert headers["Authorization"] == "customer"
    assert headers["Workstation"] == "FRONTDESK"
    assert headers["Event-Type"] == "WatchTable: Appointment"
    assert [row["AptNum"] for row in rows] == [3]
    assert not {"serverDateTime", "SecUserNumEntry"} & rows[0].keys()


async def test_several_changes_to_one_row_are_one_and_a_no_op_is_none(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE)
    events = office.events(subscriber.post)
    await clock.sleep(SECONDS)
    for note in ("a", "b"):
        await api.changed("/appointments/3", Note=note)
    await clock.sleep(5 * SECONDS)
    await events.poll()
    await clock.sleep(6 * SECONDS)
    await api.changed("/appointments/3", Note="b")
    await events.poll()
    assert subscriber.numbers() == [[3]]


async def test_a_row_at_the_border_of_two_polls_comes_twice(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE)
    events = office.events(subscriber.post)
    await clock.sleep(5 * SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await events.poll()
    await clock.sleep(5 * SECONDS)
    await events.poll()
    assert subscriber.numbers() == [[3], [3]]


@pytest.mark.parametrize("status", [500, 0])
async def test_what_failed_is_sent_again_for_three_days(office, api, clock, subscriber, status):
    await api.made("/subscriptions", **HERE)
    events = office.events(subscriber.post)
    await clock.sleep(SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await clock.sleep(timedelta(days=1))
    await api.changed("/appointments/4/Note", Note="x")
    subscriber.status = status
    await events.poll()
    subscriber.status = 200
    await clock.sleep(timedelta(days=2, hours=1))
    await events.poll()
    assert subscriber.numbers() == [[3, 4], [4]]  # what is older than three days is lost


async def test_a_subscription_of_no_workstation_fires_on_each(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE)
    await api.made("/subscriptions", **HERE, Workstation="SERVER")
    events = office.events(subscriber.post, ("FRONTDESK", "SERVER"))
    await clock.sleep(SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await clock.sleep(5 * SECONDS)
    await events.poll()
    assert sorted(headers["Workstation"] for _, headers, _ in subscriber.heard) == ["FRONTDESK", "SERVER", "SERVER"]


async def test_many_rows_come_in_batches_of_a_thousand(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE)
    events = office.events(subscriber.post)
    await clock.sleep(SECONDS)
    for _ in range(1001):
        office.staff_books(1, clock.now(), minutes=10, operatory=1)
    await clock.sleep(5 * SECONDS)
    await events.poll()
    assert [len(rows) for _, _, rows in subscriber.heard] == [1000, 1]


async def test_nothing_comes_after_the_stop(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE, DateTimeStop="2026-11-16 07:00:03")
    await clock.sleep(SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await clock.sleep(5 * SECONDS)
    await office.events(subscriber.post).poll()
    assert subscriber.heard == []


async def test_a_deleted_visit_and_a_changed_chart_have_their_own_tables(office, api, clock, subscriber):
    await api.made("/subscriptions", **HERE | {"WatchTable": "AppointmentDeleted"})
    await api.made("/subscriptions", **HERE | {"WatchTable": "Patient"})
    await clock.sleep(SECONDS)
    office.staff_deletes(3)
    office.staff_edits_chart(1, Ward="x")
    await clock.sleep(5 * SECONDS)
    await office.events(subscriber.post).poll()
    assert [headers["Event-Type"] for _, headers, _ in subscriber.heard] == [
        "WatchTable: AppointmentDeleted",
        "WatchTable: Patient",
    ]


async def test_a_patient_picked_on_the_screen_is_one_object(office, api, subscriber):
    await api.made("/subscriptions", EndPointUrl="http://bot/events", UiEventType="PatientSelected")
    await office.events(subscriber.post).patient_selected(1)
    ((_, headers, body),) = subscriber.heard
    assert headers["Event-Type"] == "UiEventType: PatientSelected"
    assert (body["PatNum"], body["ClinicNum"]) == (1, "0")


async def test_of_a_deleted_visit_perhaps_only_the_number_comes(office, api, clock, subscriber):
    office.switches = Switches(deleted_rows_whole=False)
    await api.made("/subscriptions", **HERE | {"WatchTable": "AppointmentDeleted"})
    await clock.sleep(SECONDS)
    office.staff_deletes(3)
    await clock.sleep(5 * SECONDS)
    await office.events(subscriber.post).poll()
    assert [rows for _, _, rows in subscriber.heard] == [[{"AptNum": 3}]]


async def test_the_machines_run_by_the_clock_once_somebody_has_subscribed(office, api, clock, subscriber):
    office.tell(subscriber.post)
    await clock.sleep(SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await api.made("/subscriptions", **HERE)
    await clock.sleep(3 * SECONDS)
    await api.changed("/appointments/4/Note", Note="x")
    await clock.sleep(10 * SECONDS)
    await office.hush()
    await api.changed("/appointments/5/Note", Note="x")
    await clock.sleep(60 * SECONDS)
    assert [3 in numbers for numbers in subscriber.numbers()] == [True]  # of the very second in which it began
    assert 4 in subscriber.numbers()[0]


async def test_a_hasty_subscription_is_not_kept_waiting_by_a_patient_one(office, api, clock, subscriber):
    office.tell(subscriber.post)
    await api.made("/subscriptions", **HERE | {"PollingSeconds": 3600})
    await clock.sleep(2 * SECONDS)
    await api.made("/subscriptions", **HERE)
    await clock.sleep(SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await clock.sleep(10 * SECONDS)
    await office.hush()
    assert subscriber.numbers() == [[3]]


async def test_a_subscriber_that_is_away_is_tried_again_at_its_own_pace(office, api, clock, subscriber):
    subscriber.status = 503
    office.tell(subscriber.post)
    await api.made("/subscriptions", **HERE)
    await clock.sleep(2 * SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await clock.sleep(60 * SECONDS)
    await office.hush()
    assert 10 <= len(subscriber.heard) <= 12


async def test_when_the_last_subscription_ends_nobody_polls_any_more(office, api, clock, subscriber):
    office.tell(subscriber.post)
    number = (await api.made("/subscriptions", **HERE))["SubscriptionNum"]
    await api.send("DELETE", f"/subscriptions/{number}")
    await clock.sleep(20 * SECONDS)
    await api.changed("/appointments/3/Note", Note="x")
    await clock.sleep(20 * SECONDS)
    assert subscriber.heard == []
    await office.hush()


async def test_who_listens_is_not_to_be_seen_in_the_book(office, api):
    before = office.revision
    await api.made("/subscriptions", **HERE)
    assert office.revision == before
