"""Breaking, noting and confirming visits. Source: reference, 6.12 to 6.14."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pretend.office import PretendOffice, Switches
from tests.bot.pretend.office.desk import KEYS, MINUTE, Api, VirtualClock, at, history, practice

# --- Break ---


async def test_a_broken_visit_goes_to_the_unscheduled_list_and_keeps_its_old_time(api, visit):
    answer = await api.changed(at(visit, "/Break"), sendToUnscheduledList="true")
    assert answer.content == b""
    after = await api.ask(at(visit))
    assert (after["AptStatus"], after["Op"], after["AptDateTime"]) == ("UnschedList", 0, "2026-12-01 08:00:00")
    assert await history(api, visit) == ["Created", "Changed", "Changed"]


async def test_or_stays_crossed_out_in_its_chair_and_still_blocks_it(api):
    slot = (await api.slots())[0]
    visit = (await api.takes(slot)).json()
    await api.changed(at(visit, "/Break"), sendToUnscheduledList="false")
    after = await api.ask(at(visit))
    assert (after["AptStatus"], after["Op"]) == ("Broken", visit["Op"])
    assert slot not in await api.slots()
    slot = (await api.slots(last="2026-11-20"))[0]
    visit = (await api.takes(slot)).json()
    await api.changed(at(visit, "/Break"), sendToUnscheduledList="true")
    assert slot in await api.slots(last="2026-11-20")


async def test_the_final_status_of_break_is_a_guess_with_a_switch(office, api, visit):
    office.switches = Switches(broken_ends_in="Broken")
    await api.changed(at(visit, "/Break"), sendToUnscheduledList="true")
    assert (await api.ask(at(visit)))["AptStatus"] == "Broken"


@pytest.mark.parametrize("status", ["Complete", "UnschedList", "Broken", "Planned", "PtNote"])
async def test_only_what_is_scheduled_can_be_broken(office, api, visit, status):
    office.staff_changes(visit["AptNum"], AptStatus=status)
    answer = await api.put(at(visit, "/Break"), sendToUnscheduledList="true")
    assert answer.status_code == 400
    assert "scheduled status" in answer.json()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"sendToUnscheduledList": "maybe"}, 400),
        ({"sendToUnscheduledList": "false", "breakType": "Late"}, 400),
        ({"sendToUnscheduledList": "false", "breakType": "Cancelled"}, 400),  # the office's preference allows Missed only
        ({"sendToUnscheduledList": "false", "breakType": "Missed"}, 200),
    ],
)
async def test_what_break_takes(api, visit, body, status):
    assert (await api.put(at(visit, "/Break"), **body)).status_code == status


@pytest.mark.parametrize(
    ("allowed", "kinds"), [("0", []), ("1", ["Missed"]), ("2", ["Cancelled"]), ("3", ["Missed", "Cancelled"])]
)
async def test_the_preference_says_which_break_types_there_are(allowed, kinds):
    codes = [{"CodeNum": n, "ProcCode": c, "AbbrDesc": c, "Descript": c} for n, c in ((1, "D9986"), (2, "D9987"))]
    seed = practice(preferences={"BrokenApptProcedure": allowed}, procedurecodes=codes)
    api = Api(PretendOffice(VirtualClock(), keys=KEYS, tier="local", practice=seed))
    for kind in ("Missed", "Cancelled"):
        visit = await api.made("/appointments", PatNum=1, Op=1, AptDateTime="2026-11-16 08:00:00")
        answer = await api.put(at(visit, "/Break"), sendToUnscheduledList="false", breakType=kind)
        assert (answer.status_code == 200) == (kind in kinds)


async def test_a_break_type_without_its_code_cannot_be_used():
    api = Api(
        PretendOffice(VirtualClock(), keys=KEYS, tier="local", practice=practice(preferences={"BrokenApptProcedure": "3"}))
    )
    visit = await api.made("/appointments", PatNum=1, Op=1, AptDateTime="2026-11-16 08:00:00")
    assert (await api.put(at(visit, "/Break"), sendToUnscheduledList="false", breakType="Missed")).status_code == 400


async def test_a_break_type_adds_a_completed_procedure_with_a_fee(api, visit):
    await api.changed(at(visit, "/Break"), sendToUnscheduledList="false", breakType="Missed")
    added = [p for p in await api.ask(f"/procedurelogs?AptNum={visit['AptNum']}") if p["procCode"] == "D9986"]
    assert [(p["ProcStatus"], p["ProcFee"], p["ProcDate"]) for p in added] == [("C", 50.0, "2026-11-16")]
    assert (await history(api, visit))[-1] == "Missed"


async def test_break_leaves_a_commlog_where_the_office_wants_one(api, visit):
    await api.changed(at(visit, "/Break"), sendToUnscheduledList="true")
    (line,) = await api.ask("/commlogs?PatNum=1")
    assert (line["commType"], line["Mode_"]) == ("ApptRelated", "None")
    assert line["Note"].startswith("Appt BROKEN for Pro, PerEx Tuesday")


async def test_a_recall_may_be_kept_off_the_unscheduled_list(office, api, visit):
    office.switches = replace(office.switches, recalls_stay_off_unscheduled=True)
    assert (await api.put(at(visit, "/Break"), sendToUnscheduledList="true")).status_code == 400
    assert (await api.put(at(visit, "/Break"), sendToUnscheduledList="false")).status_code == 200


# --- Note ---


async def test_a_note_is_added_on_a_new_line(api, visit):
    await api.changed(at(visit, "/Note"), Note="second")
    await api.changed(at(visit, "/Note"), Note="second")  # twice is twice
    assert (await api.ask(at(visit)))["Note"] == "first second second"


async def test_the_first_note_has_no_break_before_it(office, api, visit):
    await api.changed(at(visit), Note="")
    await api.changed(at(visit, "/Note"), Note="only")
    assert office.visits(1)[0].Note == "only"
    await api.changed(at(visit, "/Note"), Note="more")
    assert office.visits(1)[0].Note == "only\r\nmore"


@pytest.mark.parametrize("body", [{}, {"Note": ""}, {"Note": None}, {"Note": 7}])
async def test_a_note_without_words_is_400(api, visit, body):
    assert (await api.put(at(visit, "/Note"), **body)).status_code == 400


# --- Confirm ---


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("None", "Not Called"),
        ("Sent", "eConfirm Sent"),
        ("Confirmed", "Confirmed"),
        ("Not Accepted", "eConfirm Call Back"),
        ("Failed", "eConfirm Failure"),
    ],
)
async def test_the_five_words_are_what_the_office_set_them_to(api, visit, value, name):
    answer = await api.changed(at(visit, "/Confirm"), confirmVal=value)
    assert answer.content == b""
    assert (await api.ask(at(visit)))["confirmed"] == name


async def test_a_definition_can_be_named_instead(api, visit):
    await api.changed(at(visit, "/Confirm"), defNum=209)
    assert (await api.ask(at(visit)))["confirmed"] == "Left Message"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"confirmVal": "Sent", "defNum": 21}, 400),
        ({"confirmVal": "Yes"}, 400),
        ({"defNum": 9999}, 404),
        ({"defNum": 326}, 400),
    ],
)
async def test_confirm_takes_exactly_one_of_two_that_exist(api, visit, body, status):
    assert (await api.put(at(visit, "/Confirm"), **body)).status_code == status


@pytest.mark.parametrize(("number", "column"), [(24, "DateTimeArrived"), (25, "DateTimeSeated"), (26, "DateTimeDismissed")])
async def test_a_trigger_checks_the_patient_in_now(api, visit, number, column):
    await api.changed(at(visit, "/Confirm"), defNum=number)
    assert (await api.ask(at(visit)))[column] == "2026-11-16 07:00:00"


async def test_confirming_twice_changes_nothing_the_second_time(api, visit, clock):
    await api.changed(at(visit, "/Confirm"), confirmVal="Confirmed")
    before = (await api.ask(at(visit)))["DateTStamp"], await history(api, visit)
    await clock.sleep(MINUTE)
    await api.changed(at(visit, "/Confirm"), confirmVal="Confirmed")
    assert ((await api.ask(at(visit)))["DateTStamp"], await history(api, visit)) == before


@pytest.mark.parametrize("action", ["", "/Break", "/Note", "/Confirm"])
async def test_a_visit_that_does_not_exist_is_404(api, action):
    body = {"sendToUnscheduledList": "true", "Note": "x", "confirmVal": "Sent"}
    assert (await api.put(f"/appointments/99999{action}", **body)).status_code == 404
