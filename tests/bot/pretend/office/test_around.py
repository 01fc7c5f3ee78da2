"""Set-up, schedules, commlogs, recalls, procedures, ASAP texts. Source: reference, 10 and 13 to 20."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from bot.pretend.office.tables import Provider

PORTLAND = ZoneInfo("America/Los_Angeles")


def preference(office, name, value):
    row = next(p for p in office.books.preferences if p.PrefName == name)
    office.books.preferences.put(structs.replace(row, ValueString=value))


# --- set-up ---


async def test_definitions_of_a_category_in_the_offices_order_without_the_hidden(office, api):
    assert [d["DefNum"] for d in await api.ask("/definitions?Category=2")][:3] == [19, 20, 21]
    (hidden,) = (d for d in office.books.definitions if d.DefNum == 19)
    office.books.definitions.put(structs.replace(hidden, isHidden=True))
    assert 19 not in [d["DefNum"] for d in await api.ask("/definitions?Category=2")]
    assert 19 in [d["DefNum"] for d in await api.ask("/definitions?Category=2&includeHidden=true")]
    (row,) = (d for d in await api.ask("/definitions?Category=51") if d["DefNum"] == 326)
    assert row == {
        "DefNum": 326,
        "ItemName": "Cleaning and checkup",
        "ItemValue": "",
        "Category": 51,
        "category": "WebSchedExistingApptTypes",
        "isHidden": "false",
    }


async def test_a_definition_is_made_by_the_categorys_name_and_a_number_is_ignored(api):
    made = await api.made("/definitions", ItemName="Texted", category="ApptConfirmed", Category=51)
    assert (made["Category"], made["category"]) == (2, "ApptConfirmed")
    assert (await api.post("/definitions", ItemName="x", category="Nothing")).status_code == 400


async def test_a_preference_is_always_a_list(api):
    (row,) = await api.ask("/preferences?PrefName=AppointmentTimeIncrement")
    assert row["ValueString"] == "10"
    assert await api.ask("/preferences?PrefName=Nothing") == []
    assert len(await api.ask("/preferences")) > 40


async def test_appointment_types_include_the_hidden(api):
    kinds = {t["AppointmentTypeNum"]: t for t in await api.ask("/appointmenttypes")}
    assert kinds[18]["IsHidden"] == "true"
    assert (kinds[12]["Pattern"], kinds[12]["CodeStr"]) == ("/XXXXXXXXXX/", "D1110,D0120")


async def test_providers_of_a_clinic_are_visible_and_have_no_server_time(office, api):
    office.books.providers.put(Provider(ProvNum=9, Abbr="OLD", LName="Old", FName="O", IsHidden=True))
    assert [p["ProvNum"] for p in await api.ask("/providers")] == [1, 2, 3, 9]
    assert [(p["ProvNum"], p["serverDateTime"]) for p in await api.ask("/providers?ClinicNum=0")] == [(1, ""), (2, ""), (3, "")]
    assert (await api.ask("/providers/3"))["IsSecondary"] == "true"


async def test_the_two_documented_errors_of_providers(api):
    answer = await api.send("GET", "/providers?DateTStamp=2026-11-16")
    assert (answer.status_code, answer.json()) == (400, "DateTStamp format must be yyyy-MM-dd HH:mm:ss")
    answer = await api.send("GET", "/providers?ClinicNum=9")
    assert (answer.status_code, answer.json()) == (404, "Clinic not found")


async def test_operatories_from_left_to_right(office, api):
    (last,) = (o for o in office.books.operatories if o.OperatoryNum == 4)
    office.books.operatories.put(structs.replace(last, ItemOrder=-1, IsHidden=True))
    assert [o["OperatoryNum"] for o in await api.ask("/operatories")] == [4, 1, 2, 3]
    assert (await api.ask("/operatories/3"))["operatoryType"] == "Hygiene"
    assert (await api.send("GET", "/operatories/99")).status_code == 404


async def test_no_clinics_are_an_empty_list(api):
    assert await api.ask("/clinics") == []


# --- schedules ---


async def test_schedules_of_today_by_default_sorted_by_start_alone(api):
    today = await api.ask("/schedules")
    assert {s["SchedDate"] for s in today} == {"2026-11-16"}
    week = await api.ask("/schedules?dateStart=2026-11-16&dateEnd=2026-11-20")
    assert [s["StartTime"] for s in week] == sorted(s["StartTime"] for s in week)
    assert [s["SchedDate"] for s in week] != sorted(s["SchedDate"] for s in week)


async def test_schedules_can_be_filtered(api):
    rows = await api.ask("/schedules?date=2026-11-17&SchedType=Blockout")
    assert [(r["blockoutType"], r["operatories"], r["ProvNum"]) for r in rows] == [("Staff Meeting", "1,2,3,4", "0")]
    assert len(await api.ask("/schedules?date=2026-11-17&BlockoutDefNum=340")) == 1
    assert {r["operatories"] for r in await api.ask("/schedules?date=2026-11-17&ProvNum=2")} == {"2,4"}
    assert (await api.ask(f"/schedules/{rows[0]['ScheduleNum']}")) == rows[0]
    answer = await api.send("GET", "/schedules/99999")
    assert (answer.status_code, answer.json()) == (404, "Schedule not found")


async def test_a_closed_day_has_a_note_and_nobody_works(api):
    (row,) = await api.ask("/schedules?date=2026-11-26")
    assert (row["SchedType"], row["StartTime"], row["Note"]) == ("Practice", "00:00:00", "Closed: Thanksgiving Day")


async def test_the_links_of_schedules_and_operatories(api):
    (schedule,) = {r["ScheduleNum"] for r in await api.ask("/schedules?date=2026-11-20&ProvNum=2")}
    assert [r["OperatoryNum"] for r in await api.ask(f"/scheduleops?ScheduleNum={schedule}")] == [2, 4]
    assert {r["OperatoryNum"] for r in await api.ask("/scheduleops?OperatoryNum=4")} == {4}


# --- commlogs ---


async def test_the_defaults_of_a_commlog(api):
    line = await api.made("/commlogs", PatNum=1, Note="hello")
    expected = {
        "CommDateTime": "2026-11-16 07:00:00",
        "commType": "Misc",
        "Mode_": "Phone",
        "SentOrReceived": "Sent",
        "UserNum": 0,
    }
    assert {name: line[name] for name in expected} == expected
    assert await api.ask(f"/commlogs/{line['CommlogNum']}") == line


async def test_the_name_of_the_type_wins_over_its_number(api):
    assert (await api.made("/commlogs", PatNum=1, Note="x", CommType=232))["commType"] == "Recall"
    assert (await api.made("/commlogs", PatNum=1, Note="x", CommType=232, commType="ApptRelated"))["CommType"] == "231"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"PatNum": 1}, 400),
        ({"Note": "x"}, 400),
        ({"PatNum": 9999, "Note": "x"}, 404),
        ({"PatNum": 1, "Note": "x", "Mode_": "text"}, 400),
        ({"PatNum": 1, "Note": "x", "CommType": 19}, 404),
        ({"PatNum": 1, "Note": "x", "commType": "Gossip"}, 400),
    ],
)
async def test_a_commlog_that_makes_no_sense(api, body, status):
    assert (await api.post("/commlogs", **body)).status_code == status


async def test_a_commlogs_note_can_be_overwritten(api):
    line = await api.made("/commlogs", PatNum=1, Note="one")
    assert (await api.changed(f"/commlogs/{line['CommlogNum']}", Note="two")).json()["Note"] == "two"
    assert [c["Note"] for c in await api.ask("/commlogs?PatNum=1")] == ["two"]
    assert await api.ask("/commlogs?PatNum=2") == []
    assert (await api.send("GET", "/commlogs?PatNum=9999")).status_code == 404


# --- recalls ---


async def test_one_recall_of_a_type_for_each_patient_and_the_status_is_200(api):
    answer = await api.post("/recalls", PatNum=2, RecallTypeNum=1, DateDue="2026-12-01")
    assert (answer.status_code, answer.json()["DateDue"]) == (200, "2026-12-01")
    assert (await api.post("/recalls", PatNum=2, RecallTypeNum=1)).status_code == 400
    assert (await api.post("/recalls", PatNum=2, RecallTypeNum=9)).status_code == 404


async def test_a_booked_cleaning_clears_the_recall_by_itself(api):
    (before,) = await api.ask("/recalls?PatNum=1")
    assert before["DateScheduled"] == "0001-01-01"
    assert 1 in [r["PatNum"] for r in await api.ask("/recalls/List")]
    await api.takes((await api.slots(last="2026-11-20"))[0])
    (after,) = await api.ask("/recalls?PatNum=1")
    assert after["DateScheduled"] > "2026-11-15"
    assert 1 not in [r["PatNum"] for r in await api.ask("/recalls/List")]


async def test_the_list_is_made_for_display(api):
    (row,) = (r for r in await api.ask("/recalls/List") if r["PatNum"] == 1)
    assert (row["DueDate"], row["Patient"], row["Age"], row["Type"]) == ("11/4/2026", "Silva, Ana", "46", "Prophy")


async def test_the_list_shows_the_types_that_the_office_chose_or_the_one_asked_for(office, api):
    assert (await api.post("/recalls", PatNum=4, RecallTypeNum=2, DateDue="2026-11-01")).status_code == 200

    async def listed(query=""):
        return {r["PatNum"] for r in await api.ask(f"/recalls/List{query}")}

    assert await listed() == {1, 3, 18, 31}
    assert await listed("?RecallType=Child%20Prophy") == {4}
    preference(office, "RecallTypesShowingInList", "2,3")
    assert await listed() == {4, 31}


async def test_a_recalls_status_writes_a_commlog(api):
    body = {"PatNum": 1, "recallType": "Prophy", "RecallStatus": 93, "commlogMode": "EmailAndText"}
    answer = await api.changed("/recalls/Status", **body)
    assert answer.content == b""
    (line,) = await api.ask("/commlogs?PatNum=1")
    assert (line["commType"], line["Mode_"]) == ("Recall", "Email and Text")
    assert "Texted" in line["Note"]
    assert (await api.ask("/recalls?PatNum=1"))[0]["recallStatus"] == "Texted"


async def test_recalls_change_and_swap(api):
    (row,) = await api.ask("/recalls?PatNum=31")
    assert (await api.changed(f"/recalls/{row['RecallNum']}", Priority="ASAP")).json()["Priority"] == "ASAP"
    await api.changed("/recalls/SwitchType", PatNum=31)
    assert (await api.ask("/recalls?PatNum=31"))[0]["RecallTypeNum"] == 1
    assert [t["Description"] for t in await api.ask("/recalltypes")] == ["Prophy", "Child Prophy", "Perio"]


# --- procedures, history, fields ---


async def test_a_procedure_is_attached_and_its_visit_described(api):
    visit = await api.made("/appointments", PatNum=1, Op=1, AptDateTime="2026-12-01 08:00:00")
    body = {"PatNum": 1, "ProcDate": "2026-12-01", "ProcStatus": "TP", "procCode": "D0220"}
    procedure = await api.made("/procedurelogs", **body)
    await api.changed(f"/procedurelogs/{procedure['ProcNum']}", AptNum=visit["AptNum"])
    assert (await api.ask(f"/appointments/{visit['AptNum']}"))["ProcDescript"] == "PA"
    await api.changed(f"/procedurelogs/{procedure['ProcNum']}", AptNum=0)
    assert (await api.ask(f"/appointments/{visit['AptNum']}"))["ProcDescript"] == ""


async def test_a_completed_procedure_keeps_its_code(api):
    body = {"PatNum": 1, "ProcDate": "2026-11-16", "ProcStatus": "C", "procCode": "D0220"}
    procedure = await api.made("/procedurelogs", **body)
    assert (await api.put(f"/procedurelogs/{procedure['ProcNum']}", procCode="D0120")).status_code == 400
    assert (await api.post("/procedurelogs", **body | {"procCode": "D9999"})).status_code == 404


async def test_history_has_a_row_for_each_change_and_remembers_what_was_deleted(office, api):
    visit = await api.made("/appointments", PatNum=1, Op=1, AptDateTime="2026-12-01 08:00:00")
    await api.changed(f"/appointments/{visit['AptNum']}", Op=2)
    office.staff_deletes(visit["AptNum"])
    rows = await api.ask(f"/histappointments?AptNum={visit['AptNum']}")
    assert [(r["HistApptAction"], r["ApptSource"], r["Op"]) for r in rows] == [
        ("Created", "API", 1),
        ("Changed", "API", 2),
        ("Deleted", "Default", 2),
    ]
    assert (await api.send("GET", f"/appointments/{visit['AptNum']}")).status_code == 404
    assert [r["AptNum"] for r in await api.ask("/histappointments?HistApptAction=Deleted")] == [visit["AptNum"]]


async def test_a_field_of_the_offices_own_is_empty_until_it_is_written(api):
    query = "/apptfields?AptNum=1&FieldName=Chairside"
    assert await api.ask(query) == [{"AptNum": 1, "FieldName": "Chairside", "FieldValue": ""}]
    for value in ("one", "two"):
        await api.changed("/apptfields", AptNum=1, FieldName="Chairside", FieldValue=value)
    assert (await api.ask(query))[0]["FieldValue"] == "two"
    assert (await api.put("/apptfields", AptNum=1, FieldName="Nothing", FieldValue="x")).status_code == 404


# --- ASAP texts ---


@pytest.fixture
async def asap(api):
    """Erik Larsen's crown, on the ASAP list."""
    return (await api.ask("/appointments/ASAP"))[0]


async def test_an_offer_writes_a_block_as_long_as_the_visit(api, asap):
    text = await api.made("/asapcomms", op=4, aptNum=asap["AptNum"], dateTimeStart="2026-11-21 08:00:00")
    assert (text["FKeyType"], text["PatNum"], text["DateTimeExpire"]) == ("ScheduledAppt", 17, "2026-11-28 08:00:00")
    block = await api.ask(f"/schedules/{text['ScheduleNum']}")
    assert (block["SchedType"], block["StartTime"], block["StopTime"]) == ("WebSchedASAP", "08:00:00", "09:30:00")
    assert await api.ask(f"/asapcomms/{text['AsapCommNum']}") == text


async def test_an_offer_over_a_visit_or_a_blockout_is_refused(office, api, asap):
    when = datetime(2026, 11, 21, 9, 0, tzinfo=PORTLAND)
    office.staff_books(1, when, minutes=30, operatory=4)
    answer = await api.post("/asapcomms", op=4, aptNum=asap["AptNum"], dateTimeStart="2026-11-21 08:00:00")
    assert (answer.status_code, "overlaps" in answer.json()) == (400, True)
    blocked = datetime(
        2026, 11, 24, 8, 0, tzinfo=PORTLAND
    )  # the team meeting; whoever is booked after it must not be in the way
    for visit in office.day(blocked.date()).visits:
        office.staff_breaks(visit.AptNum)
    meeting = await api.post("/asapcomms", op=4, aptNum=asap["AptNum"], dateTimeStart="2026-11-24 08:00:00")
    assert (meeting.status_code, "blockout" in meeting.json()) == (400, True)


async def test_an_offer_is_for_one_on_the_asap_list(api, asap):
    body = {"op": 4, "dateTimeStart": "2026-11-21 08:00:00"}
    assert (await api.post("/asapcomms", **body)).status_code == 400
    assert (await api.post("/asapcomms", **body, aptNum=1, recallNum=1)).status_code == 400
    assert (await api.post("/asapcomms", **body, aptNum=1)).status_code == 400
    await api.changed("/recalls/1", Priority="ASAP")
    assert (await api.made("/asapcomms", **body, recallNum=1))["FKeyType"] == "Recall"


async def test_the_last_day_of_a_range_of_offers_is_exclusive(api, asap, clock):
    await api.made("/asapcomms", op=4, aptNum=asap["AptNum"], dateTimeStart="2026-11-21 08:00:00")
    assert await api.ask("/asapcomms?dateStart=2026-11-16&dateEnd=2026-11-16") == []
    assert len(await api.ask("/asapcomms?dateStart=2026-11-16&dateEnd=2026-11-17")) == 1
    assert await api.ask("/asapcomms") == []  # until this midnight
    await clock.sleep(timedelta(days=1))
    assert len(await api.ask("/asapcomms")) == 1
