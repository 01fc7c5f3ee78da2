"""What the client sends to make and to change appointments, and what it makes of each answer."""

import json
from datetime import UTC, date, datetime, time, timedelta

import httpx
import pytest

from bot.office.changing import VisitChange
from bot.office.charts import ChartChange
from bot.office.errors import OfficeError, OfficeMisconfigured, OfficeRefused, OfficeSilent
from bot.office.making import Details, pattern_of
from flows.words import Opening
from tests.bot.office.examples import APPOINTMENT
from tests.bot.office.recorded import shown
from tests.bot.office.test_chart_writes import ANA
from tests.bot.office.wire import ZONE, office, refusal

OPENING = Opening(datetime(2020, 7, 31, 8, 30, tzinfo=ZONE), datetime(2020, 7, 31, 9, 10, tzinfo=ZONE), 1, 3)
MADE = {name: value for name, value in APPOINTMENT.items() if name != "serverDateTime"}
PLANNED = MADE | {"AptStatus": "Planned", "Op": 0, "AptDateTime": "0001-01-01 00:00:00", "ItemOrderPlanned": 1}


def answering(body, status=201):
    return office(lambda _: httpx.Response(status, json=body))


def sent(heard):
    [request] = heard.requests
    return json.loads(request.content)


async def refuses():
    return False


# --- making ----------------------------------------------------------------------------------------------------------


async def test_a_visit_is_created_with_its_length_its_provider_and_its_type():
    client, heard = answering(MADE)
    made = await client.create(17, OPENING, note="Booked by text [ab12cd34ef]", appointment_type=12, new_patient=True)
    assert heard.paths == ["POST /appointments"]
    assert sent(heard) == {
        "PatNum": 17,
        "Op": 3,
        "AptDateTime": "2020-07-31 08:30:00",
        "AptStatus": "Scheduled",
        "Pattern": "XXXXXXXX",
        "ProvNum": 1,
        "IsNewPatient": "true",
        "Priority": "Normal",
        "Note": "Booked by text [ab12cd34ef]",
        "AppointmentTypeNum": 12,
    }
    assert made.apt_num == 18


async def test_a_hygienists_time_is_theirs_and_a_clinics_visit_the_clinics():
    client, heard = office(lambda _: httpx.Response(201, json=MADE), clinic=4)
    await client.create(17, OPENING, hygienist=5, confirmed=19, priority="ASAP")
    body = sent(heard)
    assert (body["ProvHyg"], body["IsHygiene"], body["ClinicNum"]) == (5, "true", 4)
    assert (body["Confirmed"], body["Priority"]) == (19, "ASAP")


async def test_a_visit_made_for_the_unscheduled_list_stands_on_no_chair():
    client, heard = answering(MADE | {"AptStatus": "UnschedList", "Op": 0})
    made = await client.create(17, OPENING, details=Details(status="UnschedList", pattern="//XX", colour=(1, 2, 3)))
    assert made.operatory == 0
    body = sent(heard)
    assert (body["AptStatus"], body["Pattern"], body["colorOverride"]) == ("UnschedList", "//XX", "1,2,3")


@pytest.mark.parametrize(("minutes", "marks"), [(5, 1), (20, 4), (31, 7), (540, 108)])
def test_a_length_is_one_mark_for_each_five_minutes(minutes, marks):
    assert pattern_of(timedelta(minutes=minutes)) == "X" * marks


@pytest.mark.parametrize("minutes", [-5, 0, 545])
def test_what_the_office_would_cut_without_a_word_is_no_length(minutes):
    with pytest.raises(ValueError, match="none"):
        pattern_of(timedelta(minutes=minutes))


async def test_a_visit_is_planned_for_procedures_or_a_type():
    client, heard = answering(PLANNED)
    made = await client.plan(17, procedures=(7, 8), note="[x]", length=timedelta(minutes=30), provider=2, hygienist=5)
    assert heard.paths == ["POST /appointments/Planned"]
    assert sent(heard) == {
        "PatNum": 17,
        "IsNewPatient": "false",
        "Priority": "Normal",
        "procNums": [7, 8],
        "Pattern": "XXXXXX",
        "ProvNum": 2,
        "Note": "[x]",
        "ProvHyg": 5,
        "IsHygiene": "true",
    }
    assert made.start(ZONE) is None


async def test_a_plan_that_comes_back_as_something_else_is_a_silence():
    client, _ = answering(MADE)
    with pytest.raises(OfficeSilent):
        await client.plan(17, appointment_type=12)


async def test_a_plan_is_given_its_time():
    client, heard = answering(MADE | {"NextAptNum": 12})
    made = await client.schedule_planned(12, 17, OPENING, note="as planned [x]")
    assert heard.paths == ["POST /appointments/SchedulePlanned"]
    assert sent(heard) == {
        "AptNum": 12,
        "AptDateTime": "2020-07-31 08:30:00",
        "ProvNum": 1,
        "Op": 3,
        "Note": "as planned [x]",
    }
    assert made.planned_as == 12


@pytest.mark.parametrize("differs", [{"PatNum": 22}, {"Op": 4}, {"AptDateTime": "2020-07-31 09:30:00"}])
async def test_a_visit_other_than_the_one_asked_for_is_not_taken_for_it(differs):
    client, _ = answering(MADE | differs)
    with pytest.raises(OfficeSilent):
        await client.create(17, OPENING)
    with pytest.raises(OfficeSilent):
        await client.schedule_planned(12, 17, OPENING)


# --- changing --------------------------------------------------------------------------------------------------------

OTHERWISE = {
    "Note": "called",
    "colorOverride": "9,9,9",
    "DateTimeArrived": "2020-07-31 08:53:00",
    "IsHygiene": "false",
    "ClinicNum": 5,
    "PatternSecondary": "///",
}
MOVE = VisitChange(start=OPENING.start, operatory=3, provider=1)


async def test_a_move_sends_what_changes_and_nothing_else():
    client, heard = answering(MADE, 200)
    moved = await client.update(18, MOVE)
    assert heard.paths == ["PUT /appointments/18"]
    assert sent(heard) == {"AptDateTime": "2020-07-31 08:30:00", "Op": 3, "ProvNum": 1}
    assert moved.apt_num == 18


async def test_a_change_of_anything_is_in_the_offices_words():
    client, heard = answering(MADE | {"Priority": "ASAP"}, 200)
    change = VisitChange(status="Scheduled", confirmed=19, priority="ASAP", pattern="//XXXX//", unsched_status=0, hygienist=0)
    await client.update(18, change)
    assert sent(heard) == {
        "AptStatus": "Scheduled",
        "Confirmed": 19,
        "Priority": "ASAP",
        "Pattern": "//XXXX//",
        "UnschedStatus": 0,
        "ProvHyg": 0,
    }


@pytest.mark.parametrize("differs", [{"AptDateTime": "2020-07-31 09:30:00"}, {"Op": 4}, {"ProvNum": 2}, {"AptNum": 19}])
async def test_a_change_that_was_passed_over_with_a_200_is_a_silence(differs):
    client, _ = answering(MADE | differs, 200)
    with pytest.raises(OfficeSilent):
        await client.update(18, MOVE)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (VisitChange(note="called twice"), {"Note": "called  twice"}),  # its line break came back as spaces
        (VisitChange(colour=(1, 2, 3)), {"colorOverride": "1,2,3"}),
        (VisitChange(colour=(0, 0, 0)), {"colorOverride": "0,0,0"}),
        (VisitChange(arrived=time(8, 52)), {"DateTimeArrived": "2020-07-31 08:52:00"}),
        (VisitChange(arrived=time(0)), {"DateTimeArrived": "2020-07-31 00:00:00"}),
        (VisitChange(is_hygiene=True), {"IsHygiene": "true"}),
        (VisitChange(clinic=4, appointment_type=12), {"ClinicNum": 4, "AppointmentTypeNum": 12}),
        (VisitChange(pattern_secondary="//"), {"PatternSecondary": "//"}),
    ],
)
async def test_what_is_as_wanted_is_known_as_such_and_nothing_else_is(change, found):
    client, _ = answering(MADE | found, 200)
    assert (await client.update(18, change)).apt_num == 18
    column = next(iter(found))
    client, _ = answering(MADE | found | {column: OTHERWISE[column]}, 200)
    with pytest.raises(OfficeSilent):
        await client.update(18, change)


async def test_a_visit_is_broken_onto_the_list_and_without_a_fee():
    client, heard = office(lambda _: httpx.Response(200))
    await client.break_visit(18)
    assert heard.paths == ["PUT /appointments/18/Break"]
    assert sent(heard) == {"sendToUnscheduledList": "true"}


async def test_a_fee_is_charged_only_when_it_is_asked_for():
    client, heard = office(lambda _: httpx.Response(200))
    await client.break_visit(18, charge="Cancelled", unscheduled=False)
    assert sent(heard) == {"sendToUnscheduledList": "false", "breakType": "Cancelled"}


async def test_a_second_break_is_no_refusal_the_row_tells():
    client, _ = office(lambda _: refusal(400, "The appointment must be in scheduled status to break it."))
    with pytest.raises(OfficeSilent):
        await client.break_visit(18)


async def test_a_line_is_added_to_a_note():
    client, heard = office(lambda _: httpx.Response(200))
    await client.add_note(18, "Running late [x]")
    assert heard.paths == ["PUT /appointments/18/Note"]
    assert sent(heard) == {"Note": "Running late [x]"}


@pytest.mark.parametrize(("value", "body"), [("Not Accepted", {"confirmVal": "Not Accepted"}), (21, {"defNum": 21})])
async def test_a_visit_is_confirmed_by_one_word_or_one_definition(value, body):
    client, heard = office(lambda _: httpx.Response(200))
    await client.confirm(18, value)
    assert heard.paths == ["PUT /appointments/18/Confirm"]
    assert sent(heard) == body


async def test_what_a_word_stands_for_is_a_setting_of_the_office():
    client, heard = office(lambda _: [{"PrefNum": 1, "PrefName": "ApptEConfirmStatusAccepted", "ValueString": "21"}])
    assert await client.confirmation("Confirmed") == 21
    assert heard.paths == ["GET /preferences?PrefName=ApptEConfirmStatusAccepted&Limit=100&Offset=0"]


@pytest.mark.parametrize("value", ["", "0", "x"])
async def test_a_setting_that_names_nothing_is_none(value):
    client, _ = office(lambda _: [{"PrefName": "ApptEConfirmStatusSent", "ValueString": value}])
    assert await client.confirmation("Sent") is None


async def test_not_confirmed_is_the_first_of_the_offices_own_list():
    rows = [{"DefNum": 7, "Category": 1}, {"DefNum": 19, "Category": 2}, {"DefNum": 20, "Category": 2}]
    client, heard = office(lambda _: rows)
    assert await client.confirmation("None") == 19
    assert heard.paths == ["GET /definitions?Category=2&Limit=100&Offset=0"]


# --- what they all share -----------------------------------------------------------------------------------------------

WRITES = {
    "create": lambda client, **more: client.create(17, OPENING, **more),
    "plan": lambda client, **more: client.plan(17, appointment_type=12, **more),
    "schedule planned": lambda client, **more: client.schedule_planned(12, 17, OPENING, **more),
    "update": lambda client, **more: client.update(18, MOVE, **more),
    "break": lambda client, **more: client.break_visit(18, **more),
    "note": lambda client, **more: client.add_note(18, "x", **more),
    "confirm": lambda client, **more: client.confirm(18, "Sent", **more),
    "chart": lambda client, **more: client.make_chart(ANA, **more),
    "chart change": lambda client, **more: client.change_chart(21, ChartChange(text_ok="No"), **more),
}
every_write = pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))


@every_write
async def test_a_write_is_sent_once_whatever_comes_back(write):
    for answer, kind in (
        (refusal(400, "The eConnector is not running"), OfficeSilent),
        (refusal(401, "Invalid key"), OfficeMisconfigured),
        (refusal(404, "Appointment not found"), OfficeRefused),
        (refusal(504, "no answer in 60 s"), OfficeSilent),
        (httpx.ReadTimeout("slow"), OfficeSilent),
    ):
        client, heard = office(lambda _, answer=answer: answer)
        with pytest.raises(OfficeError) as raised:
            await write(client)
        assert type(raised.value) is kind
        assert len(heard.requests) == 1


@every_write
async def test_a_write_that_may_no_longer_leave_is_not_sent(write):
    client, heard = office(lambda _: httpx.Response(200))
    with pytest.raises(OfficeError):
        await write(client, may_leave=refuses)
    assert heard.requests == []


# --- the reads that find them again ------------------------------------------------------------------------------------


async def test_what_changed_is_asked_for_by_the_offices_clock_and_our_clinic():
    client, heard = office(lambda _: [APPOINTMENT], clinic=4)
    [row] = await client.changed(datetime(2021, 5, 4, 16, 32, 45, tzinfo=UTC))
    assert dict(heard.requests[0].url.params) == {
        "DateTStamp": "2021-05-04 09:32:45",
        "ClinicNum": "4",
        "Limit": "100",
        "Offset": "0",
    }
    assert (row.wall_now, row.wall_entered) == (datetime(2021, 5, 4, 9, 32, 45), datetime(2020, 7, 4, 9, 12, 5))
    assert (row.wall_changed, row.entered_by) == (datetime(2021, 5, 3, 8, 30, 12), 0)


async def test_an_operatorys_day_is_its_own_even_where_the_filter_is_ignored():
    day = date(2020, 7, 31)
    client, heard = office(lambda _: [APPOINTMENT, APPOINTMENT | {"AptNum": 19, "Op": 4}])
    assert [r.apt_num for r in await client.appointments(operatory=3, first=day, last=day)] == [18]
    assert heard.paths == ["GET /appointments?date=2020-07-31&Op=3&Limit=100&Offset=0"]


async def test_who_made_a_visit_is_in_the_web_sched_log():
    [by_patient, by_staff] = shown("GET WebSched")
    client, heard = office(lambda _: [by_patient, by_staff])
    day = date(2021, 7, 31)
    [found] = await client.web_sched(day, day)  # the other is of another day
    assert (found.apt_num, found.made_by, found.is_hygiene) == (3, "NewPat", True)
    assert heard.paths == ["GET /appointments/WebSched?date=2021-07-31&Limit=100&Offset=0"]
    assert [row.made_by for row in await client.web_sched()] == ["NewPat", "None"]


async def test_a_visits_history_is_in_order_and_its_own():
    rows = [
        MADE | {"HistApptNum": 3, "HistDateTStamp": "2020-07-05 09:00:00", "Op": 4},
        MADE | {"HistApptNum": 2, "HistDateTStamp": "2020-07-04 09:12:05"},
        MADE | {"HistApptNum": 4, "HistDateTStamp": "2020-07-05 09:00:00", "AptNum": 19},
    ]
    client, heard = office(lambda _: rows)
    assert [(r.hist_num, r.operatory) for r in await client.history(18)] == [(2, 3), (3, 4)]
    assert heard.paths == ["GET /histappointments?AptNum=18&Limit=100&Offset=0"]
