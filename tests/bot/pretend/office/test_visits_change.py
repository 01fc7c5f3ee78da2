"""Changing, breaking, noting, confirming. Source: reference, 6.11 to 6.14."""

from __future__ import annotations

import pytest
from msgspec import structs

from bot.pretend.office import Switches
from tests.bot.pretend.office.desk import MINUTE, at

# --- PUT ---


@pytest.mark.parametrize(
    "change",
    [
        {"AptStatus": "Complete"},
        {"AptStatus": "Broken"},
        {"AptStatus": "Planned"},
        {"AptStatus": "PtNote"},
        {"AptStatus": "PtNoteCompleted"},
        {"Confirmed": 21},
        {"Op": 2},
        {"Note": "second"},
        {"ProvNum": 2},
        {"ProvHyg": 3},
        {"AptDateTime": "2026-12-02 09:00:00"},
        {"IsHygiene": "true"},
        {"IsNewPatient": "true"},
        {"Priority": "ASAP"},
        {"UnschedStatus": 93},
        {"colorOverride": "1,2,3"},
        {"Pattern": "XXXX", "PatternSecondary": "//XX"},
    ],
)
async def test_each_field_can_be_changed_and_the_others_stay(api, visit, change):
    after = (await api.changed(at(visit), **change)).json()
    before = {
        name: value for name, value in visit.items() if name not in {*change, "DateTStamp", "ItemOrderPlanned", "confirmed"}
    }
    before.pop("unschedStatus")
    before.pop("provAbbr")
    assert {name: after[name] for name in before} == before
    assert {name: after[name] for name in change} == change


async def test_arrival_times_are_given_as_times(api, visit):
    after = (await api.changed(at(visit), DateTimeArrived="07:58:00", DateTimeSeated="08:02:00")).json()
    assert (after["DateTimeArrived"], after["DateTimeSeated"]) == ("2026-12-01 07:58:00", "2026-12-01 08:02:00")


async def test_the_unscheduled_list_has_no_operatory(api, visit):
    after = (await api.changed(at(visit), AptStatus="UnschedList", Op=2)).json()
    assert (after["AptStatus"], after["Op"], after["AptDateTime"]) == ("UnschedList", 0, "2026-12-01 08:00:00")


async def test_a_broken_visit_is_given_a_new_time_in_one_call(office, api, visit):
    office.staff_breaks(visit["AptNum"])
    after = (await api.changed(at(visit), AptStatus="Scheduled", AptDateTime="2026-12-03 08:00:00", Op=3)).json()
    assert (after["AptNum"], after["AptStatus"], after["Op"]) == (visit["AptNum"], "Scheduled", 3)
    assert after["ProcDescript"] == visit["ProcDescript"]


async def test_the_patient_cannot_be_changed(api, visit):
    assert (await api.changed(at(visit), PatNum=2)).json()["PatNum"] == 1


async def test_a_new_length_alone_fills_or_cuts_the_second_pattern(api, visit):
    assert (await api.changed(at(visit), Pattern="X" * 20)).json()["PatternSecondary"] == "/" * 20
    assert (await api.changed(at(visit), Pattern="XX")).json()["PatternSecondary"] == "//"
    assert (await api.put(at(visit), PatternSecondary="/")).status_code == 400


async def test_a_type_adds_its_procedures_and_keeps_the_old(api, visit):
    after = (await api.changed(at(visit), AppointmentTypeNum=13)).json()
    assert (after["ProcDescript"], after["Pattern"]) == ("Pro, PerEx, LimEx, PA", "/XXXX/")
    none = (await api.changed(at(visit), AppointmentTypeNum=0)).json()
    assert (none["AppointmentTypeNum"], none["ProcDescript"]) == (0, "Pro, PerEx, LimEx, PA")
    longer = (await api.changed(at(visit), AppointmentTypeNum=12, Pattern="XXX")).json()
    assert longer["Pattern"] == "XXX"


@pytest.mark.parametrize(
    "unknown", [{"Op": 99}, {"ProvNum": 99}, {"ProvHyg": 99}, {"Confirmed": 9999}, {"ClinicNum": 9}, {"AppointmentTypeNum": 99}]
)
async def test_a_change_to_what_does_not_exist_is_404_and_changes_nothing(api, visit, unknown):
    assert (await api.put(at(visit), Note="no", **unknown)).status_code == 404
    assert (await api.ask(at(visit)))["Note"] == "first"


@pytest.mark.parametrize(
    "wrong", [{"AptStatus": "ASAP"}, {"Confirmed": 93}, {"UnschedStatus": 21}, {"AptDateTime": "tomorrow"}]
)
async def test_a_change_that_makes_no_sense_is_400(api, visit, wrong):
    assert (await api.put(at(visit), **wrong)).status_code == 400


async def test_confirmed_stays_when_a_visit_moves_unless_a_switch_says_otherwise(office, api, visit):
    await api.changed(at(visit, "/Confirm"), confirmVal="Confirmed")
    assert (await api.changed(at(visit), AptDateTime="2026-12-02 08:00:00")).json()["Confirmed"] == 21
    office.switches = Switches(move_resets_confirmed=True)
    assert (await api.changed(at(visit), AptDateTime="2026-12-03 08:00:00")).json()["Confirmed"] == 19


async def test_a_put_does_not_look_where_it_lands_unless_a_switch_says_so(office, api, visit):
    other = await api.made("/appointments", PatNum=2, Op=3, AptDateTime="2026-12-01 12:00:00", Pattern="X" * 12)
    await api.changed(at(other), AptDateTime="2026-12-01 08:30:00")
    office.switches = Switches(overlap_refused=True)
    assert (await api.put(at(other), AptDateTime="2026-12-01 08:10:00", AppointmentTypeNum=13)).status_code == 400
    assert (await api.ask(at(other)))["ProcDescript"] == ""


async def test_a_change_that_changes_nothing_moves_no_stamp(api, visit, clock):
    stamp = (await api.ask(at(visit)))["DateTStamp"]
    await clock.sleep(MINUTE)
    await api.changed(at(visit), Note="first", Op=3)
    assert (await api.ask(at(visit)))["DateTStamp"] == stamp
    await api.changed(at(visit), Note="other")
    assert (await api.ask(at(visit)))["DateTStamp"] > stamp


async def test_the_stamp_of_the_answer_may_be_hidden(office, api, visit):
    assert (await api.changed(at(visit), Note="a")).json()["DateTStamp"] == "0001-01-01 00:00:00"
    office.switches = Switches(stamp_hidden=False)
    assert (await api.changed(at(visit), Note="b")).json()["DateTStamp"] == "2026-11-16 07:00:00"


async def test_a_completed_visit_may_be_protected(office, api):
    done = (await api.ask("/appointments?AptStatus=Scheduled&Limit=1"))[0]
    office.staff_changes(done["AptNum"], AptStatus="Complete")
    assert (await api.put(at(done), Note="x")).status_code == 200
    number = next(p.PrefNum for p in office.books.preferences if p.PrefName == "ApptPreventChangesToCompleted")
    preference = office.books.preferences.get(number)
    office.books.preferences.put(structs.replace(preference, ValueString="1"))
    office.switches = Switches(completed_protected=True)
    assert (await api.put(at(done), Note="y")).status_code == 400
