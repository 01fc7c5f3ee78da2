"""Reading appointments. Source: reference, 6.1 to 6.3."""

from __future__ import annotations

import pytest

from bot.pretend.office import Switches
from tests.bot.pretend.office.desk import (
    CLINICS,
    MINUTE,
    SMALL,
    chair,
    created,
    opened,
    provider,
)

# --- GET ---


async def test_one_appointment_or_404(api):
    assert (await api.ask("/appointments/1"))["AptNum"] == 1
    answer = await api.send("GET", "/appointments/99999")
    assert (answer.status_code, answer.json()) == (404, "Appointment not found.")


async def test_each_filter_alone_and_all_together():
    office, api = opened(operatories=[chair(1, 0), chair(2, 1)], appointmenttypes=SMALL["appointmenttypes"])
    await created(api)
    await created(api, PatNum=2, Op=2, AptDateTime="2026-11-17 08:00:00", AppointmentTypeNum=12)
    await created(api, PatNum=2, Op=1, AptDateTime="2026-11-18 23:59:00", AptStatus="Complete")
    office.staff_breaks(1)

    async def found(query):
        return [row["AptNum"] for row in await api.ask(f"/appointments?{query}")]

    assert await found("PatNum=2") == [2, 3]
    assert await found("AptStatus=UnschedList") == [1]
    assert await found("Op=2") == [2]
    assert await found("date=2026-11-17") == [2]
    assert await found("dateStart=2026-11-17&dateEnd=2026-11-18") == [2, 3]  # the last day counts to its end
    assert await found("dateStart=2026-11-18") == [3]
    assert await found("dateEnd=2026-11-16") == [1]
    assert await found("AppointmentTypeNum=12") == [2]
    assert await found("PatNum=2&AptStatus=Scheduled&Op=2&dateStart=2026-11-17&dateEnd=2026-11-17&AppointmentTypeNum=12") == [2]
    assert await found("PatNum=1&Op=2") == []


async def test_without_a_filter_all_time_and_every_status_comes_by_time_then_number():
    _, api = opened()
    await created(api, AptDateTime="2027-01-04 08:00:00")
    await created(api, AptDateTime="2026-11-17 08:00:00", AptStatus="UnschedList")
    await created(api, AptDateTime="2026-11-17 08:00:00", PatNum=2)
    assert [row["AptNum"] for row in await api.ask("/appointments")] == [2, 3, 1]


async def test_changed_since_includes_the_very_second(office, api, clock):
    await clock.sleep(MINUTE)
    await api.changed("/appointments/5/Note", Note="x")
    stamp = (await api.ask("/appointments/5"))["DateTStamp"]
    assert stamp == "2026-11-16 07:01:00"
    assert [r["AptNum"] for r in await api.ask("/appointments?DateTStamp=2026-11-16%2007%3A01%3A00")] == [5]
    assert await api.ask("/appointments?DateTStamp=2026-11-16%2007%3A01%3A01") == []
    assert [r["AptNum"] for r in await api.ask("/appointments?DateTStamp=2026-11-16")] == [
        5
    ]  # a bare day, as the vendor writes it


async def test_clinic_zero_means_no_clinic_and_an_unknown_one_is_404():
    _, api = opened(**CLINICS)
    await created(api)
    await created(api, Op=2)
    assert [r["AptNum"] for r in await api.ask("/appointments?ClinicNum=3")] == [1]
    assert [r["AptNum"] for r in await api.ask("/appointments?ClinicNum=0")] == [2]
    assert len(await api.ask("/appointments")) == 2
    assert (await api.send("GET", "/appointments?ClinicNum=9")).status_code == 404
    assert (await api.send("GET", "/appointments?ClinicNum=x")).status_code == 400


@pytest.mark.parametrize(
    "query", ["date=16.11.2026", "date=2026-13-01", "AptStatus=scheduled", "Op=x", "PatNum=1.5", "DateTStamp=now"]
)
async def test_a_filter_that_cannot_be_read_is_400(api, query):
    assert (await api.send("GET", f"/appointments?{query}")).status_code == 400


async def test_a_day_and_a_range_together_are_400_by_a_switch(office, api):
    query = "/appointments?date=2026-11-16&dateStart=2026-11-16"
    assert (await api.send("GET", query)).status_code == 400
    office.switches = Switches(date_with_range_refused=False)
    assert (await api.send("GET", query)).status_code == 200


async def test_the_asap_list_is_a_priority_not_a_status():
    office, api = opened(providers=[provider(1), provider(2, IsSecondary=True)])
    for status in ("Scheduled", "UnschedList", "Complete"):
        await created(api, AptStatus=status, Priority="ASAP")
    await created(api)
    office.staff_changes(4, Priority="ASAP", AptStatus="Broken", ProvHyg=2)
    assert [r["AptNum"] for r in await api.ask("/appointments/ASAP")] == [1, 2, 4]
    assert [r["AptNum"] for r in await api.ask("/appointments/ASAP?ProvNum=2")] == [4]
    assert [r["AptNum"] for r in await api.ask("/appointments/ASAP?ProvNum=1")] == [1, 2, 4]


async def test_a_planned_visit_leaves_the_asap_list_once_it_has_a_time():
    _, api = opened()
    plan = await api.made("/appointments/Planned", PatNum=1, AppointmentTypeNum=12, Priority="ASAP")
    assert [r["AptNum"] for r in await api.ask("/appointments/ASAP")] == [plan["AptNum"]]
    body = {"AptNum": plan["AptNum"], "AptDateTime": "2026-11-16 09:00:00", "ProvNum": 1, "Op": 1}
    made = await api.made("/appointments/SchedulePlanned", **body)
    assert [r["AptNum"] for r in await api.ask("/appointments/ASAP")] == [made["AptNum"]]


async def test_with_clinics_the_asap_list_wants_one():
    _, api = opened(**CLINICS)
    await created(api, Priority="ASAP")
    assert (await api.send("GET", "/appointments/ASAP")).status_code == 400
    assert len(await api.ask("/appointments/ASAP?ClinicNum=3")) == 1
    assert await api.ask("/appointments/ASAP?ClinicNum=0") == []


async def test_web_sched_lists_all_visits_and_says_how_each_was_made():
    office, api = opened()
    await created(api, AptDateTime="2026-11-17 08:00:00")
    await api.takes((await api.slots())[0])
    listed = await api.ask("/appointments/WebSched")
    assert [(v["AptNum"], v["eServiceLogType"]) for v in listed] == [(2, "ExistingPat"), (1, "None")]
    assert "Priority" not in listed[0]
    assert [v["AptNum"] for v in await api.ask("/appointments/WebSched?date=2026-11-17")] == [1]
    assert await api.ask("/appointments/WebSched?DateTStamp=2026-11-16%2007%3A00%3A01") == []
    assert office.visits(1)[0].eServiceLogType == "ExistingPat"
