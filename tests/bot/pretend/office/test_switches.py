"""What nobody knows for certain is a switch: what the office does by default, and what it does with it turned."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.pretend.office import PretendOffice, Switches, seed
from bot.pretend.office.faults import slow
from tests.bot.pretend.office.desk import KEYS, Api

VISIT = {"PatNum": 1, "Op": 1, "AptDateTime": "2026-12-01 08:00:00"}
NO_PLAN = {"AptNum": 1, "AptDateTime": "2026-12-01 08:00:00", "ProvNum": 1, "Op": 1}
ANA = {"LName": "Silva", "FName": "Ana", "Birthdate": "1980-05-01", "WirelessPhone": "5035550101"}
BOTH = {"confirmVal": "Sent", "defNum": 21}
HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("switch", "other", "verb", "path", "body", "usual", "then"),
    [
        ("odd_key_status", 400, "GET", "/appointments/x", None, 404, 400),
        ("odd_key_status", 400, "PUT", "/appointments/x/Note", {"Note": "x"}, 404, 400),
        ("odd_verb_status", 405, "DELETE", "/appointments/1", None, 404, 405),
        ("odd_verb_status", 405, "PATCH", "/appointments", {}, 404, 405),
        ("open_range_refused", True, "GET", "/appointments?dateStart=2026-11-16", None, 200, 400),
        ("open_range_refused", True, "GET", "/appointments/Slots?dateEnd=2026-11-20", None, 200, 400),
        ("enums_in_any_case", True, "GET", "/appointments?AptStatus=scheduled", None, 400, 200),
        ("enums_in_any_case", True, "PUT", "/appointments/1", {"Priority": "asap"}, 400, 200),
        ("json_booleans_accepted", False, "PUT", "/appointments/1", {"IsHygiene": True}, 200, 400),
        ("numbers_as_texts_accepted", False, "PUT", "/appointments/1", {"Op": "1"}, 200, 400),
        ("null_is_left_out", False, "PUT", "/appointments/1", {"Note": None}, 200, 400),
        ("second_pattern_follows", False, "PUT", "/appointments/1", {"Pattern": "XXX"}, 200, 400),
        ("second_pattern_follows", False, "PUT", "/appointments/1", {"Pattern": "X", "PatternSecondary": "/"}, 200, 200),
        ("not_planned_status", 404, "POST", "/appointments/SchedulePlanned", NO_PLAN, 400, 404),
        ("empty_note_refused", False, "PUT", "/appointments/1/Note", {"Note": ""}, 400, 200),
        ("two_confirms_refused", False, "PUT", "/appointments/1/Confirm", BOTH, 400, 200),
        ("two_confirms_refused", False, "PUT", "/appointments/1/Confirm", {}, 400, 200),
        ("first_reason_by_default", False, "GET", "/appointments/SlotsWebSched", None, 200, 400),
        ("gone_reason_refused", False, "GET", "/appointments/SlotsWebSched?defNumApptType=333", None, 400, 200),
        ("duplicate_status", 409, "POST", "/patients", ANA, 400, 409),
        ("unknown_preference_is_404", True, "GET", "/preferences?PrefName=Nothing", None, 200, 404),
    ],
)
async def test_a_guess_can_be_changed(clock, switch, other, verb, path, body, usual, then):
    for switches, status in ((Switches(), usual), (Switches(**{switch: other}), then)):
        api = Api(PretendOffice(clock, keys=KEYS, tier="local", switches=switches))
        assert (await api.send(verb, path, body)).status_code == status


def test_every_switch_is_turned_by_a_test():
    tests = "".join(path.read_text() for path in HERE.glob("test_*.py"))
    assert [f.name for f in fields(Switches) if f'("{f.name}"' not in tests and f"{f.name}=" not in tests] == []


async def test_a_resource_that_does_not_exist_is_404_whatever_the_switches_say(office, api):
    office.switches = Switches(odd_key_status=400, odd_verb_status=405)
    for path in ("/nothing", "/appointments/1/Nothing", "/v1/appointments", "/Appointments"):
        assert (await api.send("GET", path)).status_code == 404


async def test_an_enum_in_any_case_is_kept_as_documented(office, api):
    office.switches = Switches(enums_in_any_case=True)
    assert (await api.made("/appointments", **VISIT, Priority="asap"))["Priority"] == "ASAP"


async def test_of_two_ways_to_confirm_the_number_may_win_and_none_may_change_nothing(office, api):
    office.switches = Switches(two_confirms_refused=False)
    await api.changed("/appointments/1/Confirm", **BOTH)
    await api.changed("/appointments/1/Confirm")
    assert (await api.ask("/appointments/1"))["Confirmed"] == 21


async def test_an_empty_note_may_be_taken_and_adds_nothing(office, api):
    office.switches = Switches(empty_note_refused=False)
    before = await api.ask("/appointments/1")
    await api.changed("/appointments/1/Note", Note="")
    assert await api.ask("/appointments/1") == before


async def test_an_unscheduled_visit_may_keep_its_operatory(office, api):
    assert (await api.made("/appointments", **VISIT, AptStatus="UnschedList"))["Op"] == 0
    office.switches = Switches(unscheduled_keeps_op=True)
    assert (await api.made("/appointments", **VISIT, AptStatus="UnschedList"))["Op"] == 1


async def test_a_plan_may_be_schedulable_once(office, api):
    plan = (await api.ask("/appointments?AptStatus=Planned"))[0]["AptNum"]
    body = NO_PLAN | {"AptNum": plan}
    await api.made("/appointments/SchedulePlanned", **body)
    await api.made("/appointments/SchedulePlanned", **body)
    office.switches = Switches(plan_twice_refused=True)
    assert (await api.post("/appointments/SchedulePlanned", **body)).status_code == 400


async def test_the_times_of_arrival_of_a_plan_may_be_none(office, api):
    plan = (await api.ask("/appointments?AptStatus=Planned"))[0]["AptNum"]
    office.switches = Switches(arrivals_at_midnight=False)
    visit = await api.made("/appointments/SchedulePlanned", **NO_PLAN | {"AptNum": plan})
    assert visit["DateTimeArrived"] == "0001-01-01 00:00:00"


@pytest.mark.parametrize("path", ["/appointments/ASAP", "/appointments/SlotsWebSched?defNumApptType=326"])
async def test_a_missing_clinic_may_be_let_pass(clock, path):
    office = PretendOffice(clock, keys=KEYS, tier="local", practice=seed("clinics"))
    api = Api(office)
    assert (await api.send("GET", path)).status_code == 400
    office.switches = Switches(clinic_missing_refused=False)
    assert (await api.send("GET", path)).status_code == 200


async def test_how_many_days_are_searched_when_none_are_named(office, api):
    async def last():
        slots = await api.ask("/appointments/Slots"), await api.ask("/appointments/SlotsWebSched?defNumApptType=328")
        return {max(s["DateTimeStart"][:10] for s in found) for found in slots}

    office.switches = Switches(default_days=10)
    assert await last() == {"2026-11-25"}  # Thanksgiving is the eleventh
    office.switches = Switches(default_days=15)
    assert await last() == {"2026-11-30"}


@pytest.mark.parametrize(("verb", "path"), [("DELETE", "/subscriptions/1"), ("PUT", "/commlogs/1")])
async def test_what_the_table_of_permissions_leaves_out_may_need_another(office, api, verb, path):
    office.allow(replace(KEYS, permissions=KEYS.permissions - {"AllOthers"}))
    assert (await api.send(verb, path, {})).status_code == 401
    office.switches = Switches(unlisted_permission="ReadAll")
    assert (await api.send(verb, path, {})).status_code == 404


async def test_a_slow_request_may_let_the_next_one_pass(remote):
    async def two():
        remote.faults.next("GET /patients/1", slow(timedelta(seconds=10)))
        api, began = Api(remote), remote._clock.passed

        async def done(path):
            await api.ask(path)
            return remote._clock.passed - began

        return await asyncio.gather(done("/patients/1"), done("/patients/2"))

    assert await two() == [10.0, 10.0]
    await remote._clock.sleep(timedelta(seconds=1))
    remote.switches = Switches(one_at_a_time=False)
    assert await two() == [10.0, 1.0]


async def test_the_minute_after_which_the_caller_hears_504_may_be_shorter(office, api):
    office.switches = Switches(times_out_after=timedelta(seconds=20))
    office.faults.next("GET /patients/1", slow(timedelta(seconds=30)))
    assert (await api.send("GET", "/patients/1")).status_code == 504
    assert api.clock.passed == 20.0
