"""Each example request of the vendor's page is one the client sends, each answer one it reads, each parameter one it has."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from bot.office.changing import VisitChange
from bot.office.making import Details, PlanDetails
from flows.words import Opening
from tests.bot.office.recorded import APPOINTMENTS
from tests.bot.office.wire import ZONE, office

OURS = {"Limit", "Offset"}  # each list is asked for by pages


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def opening(start, minutes, provider, operatory):
    return Opening(at(start), at(start) + timedelta(minutes=minutes), provider, operatory)


async def listed(found):
    return [each async for each in found]


@dataclass(frozen=True)
class Case:
    """What to call, and what that is on the page: the how-manieth request, body and answer."""

    method: str
    call: object
    request: int = 0
    body: int | None = None
    answer: int | None = 0
    clinic: int | None = None
    more: dict = field(default_factory=dict)  # what we say beyond the example


MULTIPLE, ASAP, SLOTS, WEB = "GET (multiple)", "GET ASAP", "GET Slots", "GET WebSched"
PLANNED, CONFIRM = "POST Planned", "PUT Confirm"
FEB_15, MAR_30 = date(2021, 2, 15), date(2022, 3, 30)
AUG_2 = date(2020, 8, 2)
JUL_30 = date(2020, 7, 30)
JUNE = "2022-06-14 09:00:00"

CASES = [
    Case("GET (single)", lambda o: o.appointment(18)),
    Case(MULTIPLE, lambda o: o.appointments()),
    Case(MULTIPLE, lambda o: o.appointments(first=JUL_30, last=JUL_30), request=1),
    Case(
        MULTIPLE,
        lambda o: o.appointments(first=JUL_30, last=AUG_2, changed_since=at("2020-07-30"), clinic=3),
        request=2,
        more={"DateTStamp": "2020-07-30 00:00:00"},  # in full: the page shows both, and Providers refuses the day alone
    ),
    Case(MULTIPLE, lambda o: o.appointments(patient=20), request=3),
    Case(ASAP, lambda o: o.asap()),
    Case(ASAP, lambda o: o.asap(), request=1, clinic=2),
    Case(ASAP, lambda o: o.asap(), request=2),
    Case(SLOTS, lambda o: o.slots(FEB_15, FEB_15)),
    Case(SLOTS, lambda o: o.slots(MAR_30, MAR_30, provider=50, operatory=16), request=1, answer=1),
    Case(
        SLOTS,
        lambda o: o.slots(date(2022, 3, 28), date(2022, 4, 1), provider=1, operatory=18),
        request=2,
        answer=2,
    ),
    Case(
        "GET SlotsWebSched",
        lambda o: listed(o.openings(FEB_15, FEB_15, def_num=326, new_patient=False)),
        more={"isNewPatient": "false", "date": "2021-02-15"},  # the example's range is that one day
    ),
    Case(WEB, lambda o: o.web_sched()),
    Case(WEB, lambda o: o.web_sched(FEB_15, FEB_15), request=1),
    Case(WEB, lambda o: o.web_sched(FEB_15, FEB_15), request=2),
    Case(
        "POST (create)",
        lambda o: o.create(21, opening("2020-07-31 09:00:00", 20, 3, 6), details=Details(colour=(100, 0, 255))),
        body=0,
    ),
    Case(PLANNED, lambda o: o.plan(72, appointment_type=12), body=0),
    Case(PLANNED, lambda o: o.plan(72, procedures=(880, 881, 882, 891, 893)), body=1),
    Case(
        PLANNED,
        lambda o: o.plan(
            72,
            appointment_type=8,
            details=PlanDetails(pattern="//XXXXXX//", pattern_secondary="////////XX"),
            confirmed=19,
            note="Planned Appointment, Schedule for sometime in June 2022",
            provider=10,
            hygienist=0,
            new_patient=False,
        ),
        body=2,
        clinic=3,
    ),
    Case("POST SchedulePlanned", lambda o: o.schedule_planned(413, 72, opening(JUNE, 20, 10, 1)), body=0),
    Case("POST WebSched", lambda o: o.book(21, opening("2021-11-19 09:00:00", 30, 5, 3), def_num=326), body=0),
    Case("PUT (update)", lambda o: o.update(34, VisitChange(note="Note on appointment.")), body=0),
    Case("PUT Break", lambda o: o.break_visit(5), body=0, answer=None),
    Case("PUT Note", lambda o: o.add_note(34, "Requests reschedule"), body=0, answer=None),
    Case(CONFIRM, lambda o: o.confirm(34, "Confirmed"), body=0, answer=None),
    Case(CONFIRM, lambda o: o.confirm(34, 209), body=1, answer=None),
]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method} {case.request} {case.body}")


async def played(case):
    page = APPOINTMENTS[case.method]
    told = {} if case.answer is None else {"json": page["answers"][case.answer]}
    client, heard = office(lambda _: httpx.Response(page["status"], **told), clinic=case.clinic)
    result = await case.call(client)
    [request] = heard.requests
    return request, result


@each
async def test_the_request_is_the_pages(case):
    request, _ = await played(case)
    method, _, url = APPOINTMENTS[case.method]["requests"][case.request].partition(" ")
    path, asked = urlsplit(url).path, dict(parse_qsl(urlsplit(url).query))
    assert (request.method, request.url.path) == (method, f"/api/v1{path}")
    sent = dict(request.url.params)
    for name in OURS:
        asked.pop(name, None)
        sent.pop(name, None)
    if "date" in case.more:
        asked = {name: value for name, value in asked.items() if name not in ("dateStart", "dateEnd")}
    assert sent == asked | case.more


@each
async def test_the_body_is_the_pages(case):
    """We say more than an example does (the length, always), and the same where it says something."""
    request, _ = await played(case)
    if case.body is None:
        assert request.content == b""
    else:
        sent, example = json.loads(request.content), APPOINTMENTS[case.method]["bodies"][case.body]
        assert {name: sent.get(name) for name in example} == example


@each
async def test_the_answer_is_read(case):
    _, found = await played(case)
    if case.answer is None:
        assert found is None
        return
    said = APPOINTMENTS[case.method]["answers"][case.answer]
    if isinstance(said, dict):
        assert found.apt_num == said["AptNum"]
    elif not case.clinic:
        assert len(found) == len([row for row in said if _is_asked_for(case, row)])


def _is_asked_for(case, row):
    """The page's lists hold other days and patients than its requests ask for; what was not asked for is left out again."""
    query = dict(parse_qsl(urlsplit(APPOINTMENTS[case.method]["requests"][case.request]).query))
    day = (row.get("AptDateTime") or row["DateTimeStart"])[:10]
    return (
        query.get("PatNum") in (None, str(row.get("PatNum")))
        and query.get("date") in (None, day)
        and query.get("dateStart", "") <= day <= query.get("dateEnd", "9")
        and query.get("ClinicNum") in (None, str(row.get("ClinicNum")))
    )


def test_every_example_of_every_method_is_played():
    requests = {(case.method, case.request) for case in CASES}
    assert requests == {(m, n) for m, page in APPOINTMENTS.items() for n in range(len(page["requests"]))}
    bodies = {(case.method, case.body) for case in CASES if case.body is not None}
    assert bodies == {(m, n) for m, page in APPOINTMENTS.items() for n in range(len(page.get("bodies", [])))}
    answers = {(case.method, case.answer) for case in CASES if case.answer is not None}
    assert answers == {(m, n) for m, page in APPOINTMENTS.items() for n in range(len(page["answers"]))}


# --- every parameter ---------------------------------------------------------------------------------------------------

NINE = time(9)
SINCE = datetime(2021, 5, 4, 16, 32, 45, tzinfo=UTC)
VISIT = opening("2020-07-31 08:30:00", 40, 1, 3)
ALL_DETAILS = Details(
    status="Complete",
    pattern="//XX",
    pattern_secondary="////",
    colour=(1, 2, 3),
    arrived=NINE,
    seated=NINE,
    dismissed=NINE,
    clinic=4,
    entered_by=5,
)
ALL_CHANGES = VisitChange(
    start=VISIT.start,
    operatory=3,
    provider=1,
    hygienist=2,
    status="Broken",
    confirmed=19,
    priority="ASAP",
    pattern="//XX",
    unsched_status=7,
    pattern_secondary="////",
    note="x",
    clinic=4,
    is_hygiene=True,
    is_new_patient=False,
    appointment_type=12,
    colour=(1, 2, 3),
    arrived=NINE,
    seated=NINE,
    dismissed=NINE,
)
EVERYTHING = {
    MULTIPLE: [
        lambda o: o.appointments(
            patient=1, operatory=2, status="Broken", appointment_type=3, clinic=4, first=JUL_30, last=AUG_2, changed_since=SINCE
        ),
        lambda o: o.appointments(first=JUL_30, last=JUL_30),
    ],
    ASAP: [lambda o: o.asap(provider=1)],
    SLOTS: [
        lambda o: o.slots(FEB_15, MAR_30, provider=1, operatory=2, at_least=timedelta(minutes=30)),
        lambda o: o.slots(FEB_15, FEB_15),
    ],
    "GET SlotsWebSched": [
        lambda o: listed(o.openings(FEB_15, MAR_30, def_num=1, new_patient=True)),
        lambda o: listed(o.openings(FEB_15, FEB_15, def_num=1, new_patient=True)),
    ],
    WEB: [lambda o: o.web_sched(FEB_15, MAR_30, changed_since=SINCE), lambda o: o.web_sched(FEB_15, FEB_15)],
    "POST (create)": [
        lambda o: o.create(
            1,
            VISIT,
            note="x",
            appointment_type=12,
            hygienist=2,
            new_patient=True,
            confirmed=19,
            priority="ASAP",
            details=ALL_DETAILS,
        )
    ],
    PLANNED: [
        lambda o: o.plan(
            1,
            note="x",
            appointment_type=12,
            procedures=(1,),
            details=PlanDetails(pattern="XX", pattern_secondary="//"),
            provider=1,
            hygienist=2,
            new_patient=True,
            confirmed=19,
            priority="ASAP",
        )
    ],
    "POST SchedulePlanned": [lambda o: o.schedule_planned(1, 2, VISIT, note="x", confirmed=19)],
    "POST WebSched": [lambda o: o.book(1, VISIT, def_num=1)],
    "PUT (update)": [lambda o: o.update(1, ALL_CHANGES)],
    "PUT Break": [lambda o: o.break_visit(1, charge="Missed", unscheduled=False)],
    "PUT Note": [lambda o: o.add_note(1, "x")],
    CONFIRM: [lambda o: o.confirm(1, "Sent"), lambda o: o.confirm(1, 209)],
}


@pytest.mark.parametrize("method", [method for method, page in APPOINTMENTS.items() if "parameters" in page])
async def test_every_parameter_of_the_page_can_be_said_and_no_other(method):
    sent = set()
    for call in EVERYTHING[method]:
        client, heard = office(lambda _: httpx.Response(503), clinic=4)
        with pytest.raises(Exception, match="503"):
            await call(client)
        [request] = heard.requests
        sent |= set(request.url.params) | set(json.loads(request.content or "{}"))
    assert sent - OURS == set(APPOINTMENTS[method]["parameters"])


async def test_a_change_of_everything_is_written_as_the_page_wants_it():
    client, heard = office(lambda _: httpx.Response(503))
    with pytest.raises(Exception, match="503"):
        await client.update(1, ALL_CHANGES)
    body = json.loads(heard.requests[0].content)
    assert body["AptDateTime"] == "2020-07-31 08:30:00"
    assert (body["IsHygiene"], body["IsNewPatient"]) == ("true", "false")
    assert body["colorOverride"] == "1,2,3"
    assert body["DateTimeArrived"] == "09:00:00"
