"""Every example of the vendor's Appointments page, asked of the pretend office: the same fields, in order, of the same types.

vendor_page.json has the page's requests and responses, with its missing commas put in and "etc..." left out; nothing else is
changed. The practice here has the numbers that the page speaks of, so that its requests run as they are written.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.pretend.office import PretendOffice
from bot.pretend.office.records import Procedure
from bot.pretend.office.tables import Appointment
from tests.bot.pretend.office.desk import KEYS, SMALL, Api, VirtualClock, chair, practice, provider

PAGE = {
    entry["name"].removeprefix("Appointments "): entry
    for entry in json.loads(Path(__file__).with_name("vendor_page.json").read_text())
}
JULY_2020 = datetime(2020, 7, 20, 15, 0, tzinfo=UTC)

PRACTICE = practice(
    weeks=104,
    preferences={"WebSchedExistingPatConfirmStatus": "395", "ApptEConfirmStatusAccepted": "209"},
    week={"mon": "08:00-10:30 13:00-15:00", "fri": "08:00-17:00"},
    rota=[{"ProvNum": 1, "Ops": [1]}, {"ProvNum": 5, "Ops": [3], "week": {"fri": "08:00-17:00"}}],
    providers=[provider(n) for n in (1, 3, 4, 5, 7, 10, 50)],
    operatories=[chair(n, n, dentist=1) for n in (1, 2, 3, 5, 6, 16, 18)],
    reasons=[{"DefNum": 326, "ItemName": "New Patient Exam", "AppointmentTypeNum": 12, "Ops": [1, 3]}],
    appointmenttypes=[
        {"AppointmentTypeNum": 12, "AppointmentTypeName": "Exam", "Pattern": "//XX//", "CodeStr": "D0140"},
        {"AppointmentTypeNum": 8, "AppointmentTypeName": "Long", "Pattern": "//XXXXXX//", "CodeStr": "D0140"},
    ],
    procedurecodes=[{"CodeNum": 1, "ProcCode": "D0140", "AbbrDesc": "LimEx", "Descript": ""}],
    clinics=[{"ClinicNum": n, "Description": str(n), "Abbr": str(n)} for n in (1, 2, 3)],
    charts=[{"PatNum": n, "LName": "L", "FName": "F", "Birthdate": date(1980, 1, n % 28 + 1)} for n in (17, 20, 21, 37, 72)],
    definitions={
        **SMALL["definitions"],
        "2": [
            {"DefNum": n, "ItemName": s} for n, s in ((19, "Not Called"), (209, "Confirmed"), (395, "Created from Web Sched"))
        ],
    },
)


BUSY = (date(2020, 7, 30), date(2021, 2, 15))  # of these days the page asks for the rows after the 200th


@pytest.fixture
def api():
    """An office with so much in its book that none of the page's requests comes back empty."""
    office = PretendOffice(VirtualClock(JULY_2020), keys=KEYS, tier="local", practice=PRACTICE)
    books, now = office.books, JULY_2020.replace(tzinfo=None)
    start = datetime(2020, 7, 31, 9, 0)
    for number, person in ((3, 21), (4, 20), (5, 17), (18, 17), (34, 21)):
        visit = Appointment(AptNum=number, PatNum=person, Op=number % 7 or 1, ProvNum=1, Confirmed=19, AptDateTime=start)
        books.keep(visit, now)
        start += timedelta(hours=1)
    for number in range(1000, 1402):
        start = datetime.combine(BUSY[number % 2], time(6))
        visit = Appointment(AptNum=number, PatNum=37, Op=5, ProvNum=7, AptDateTime=start, ClinicNum=number // 2 % 4)
        books.keep(replace(visit, Confirmed=19, Priority="ASAP"), now + timedelta(days=20))
    plan = Appointment(AptNum=413, PatNum=72, AptStatus="Planned", ProvNum=10, Confirmed=19, ItemOrderPlanned=1)
    books.keep(plan, now)
    for number in (880, 881, 882, 891, 893):
        books.procedurelogs.put(Procedure(ProcNum=number, PatNum=72, CodeNum=1))
    return Api(office)


def alike(ours, theirs):
    """The same fields in the same order, each of the same JSON type."""
    assert list(ours) == list(theirs)
    for name, value in theirs.items():
        assert type(ours[name]) is type(value), name


# How many requests the page shows under each heading, and how many bodies to send.
EXAMPLES = {
    "GET (single)": (1, 0),
    "GET (multiple)": (4, 0),
    "GET ASAP": (3, 0),
    "GET Slots": (3, 0),
    "GET SlotsWebSched": (1, 0),
    "GET WebSched": (3, 0),
    "POST (create)": (1, 1),
    "POST Planned": (1, 3),
    "POST SchedulePlanned": (1, 1),
    "POST WebSched": (1, 1),
    "PUT (update)": (1, 1),
    "PUT Break": (1, 1),
    "PUT Note": (1, 1),
    "PUT Confirm": (1, 2),
}


def test_every_example_of_all_fourteen_methods_is_here():
    assert {name: (len(entry["requests"]), len(entry["bodies"])) for name, entry in PAGE.items()} == EXAMPLES
    assert len(list(reads())) == 15
    assert len(list(writes())) == 11


def reads():
    for name, entry in PAGE.items():
        yield from ((name, request) for request in entry["requests"] if request.startswith("GET"))


@pytest.mark.parametrize(("name", "request_line"), list(reads()), ids=lambda v: v)
async def test_each_get_of_the_page_is_answered_like_the_page_does(api, name, request_line):
    answer = await api.send("GET", request_line.removeprefix("GET "))
    assert answer.status_code == 200, answer.text
    ours, theirs = answer.json(), PAGE[name]["response"]
    assert isinstance(ours, type(theirs))
    assert ours or name == "GET Slots"  # two of its three are for practices of their own, below
    for row in ours if isinstance(ours, list) else [ours]:
        alike(row, theirs[0] if isinstance(theirs, list) else theirs)


async def test_the_slots_of_the_page_come_out_as_printed(api):
    first = PAGE["GET Slots"]["requests"][0].removeprefix("GET ")
    assert await api.ask(first) == PAGE["GET Slots"]["response"]
    line = PAGE["GET SlotsWebSched"]["requests"][0].removeprefix("GET ")
    assert (await api.ask(line))[:3] == PAGE["GET SlotsWebSched"]["response"]


@pytest.mark.parametrize("which", [0, 1])
async def test_so_do_its_other_two_answers(which):
    """One chair each: hours, and what is booked of them, as they can be seen in the answer."""
    op, who = ((16, 50), (18, 1))[which]
    hours = ("07:00-10:00 12:30-15:00", "08:00-11:00")[which]
    booked = ([(30, "08:20", 8), (30, "13:20", 6)], [(29, "08:10", 8), (30, "09:20", 2)])[which]
    seed = practice(
        weeks=104,
        week=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), hours),
        rota=[{"ProvNum": who, "Ops": [op]}],
        providers=[provider(who)],
        operatories=[chair(op, 0, dentist=who)],
    )
    office = PretendOffice(VirtualClock(JULY_2020), keys=KEYS, tier="local", practice=seed)
    for number, (day, hour, length) in enumerate(booked, start=1):
        when = datetime.combine(date(2022, 3, day), time.fromisoformat(hour))
        visit = Appointment(AptNum=number, PatNum=1, Op=op, ProvNum=who, Pattern="X" * length, AptDateTime=when)
        office.books.keep(visit, JULY_2020.replace(tzinfo=None))
    line = PAGE["GET Slots"]["requests"][which + 1].removeprefix("GET ")
    assert await Api(office).ask(line) == PAGE["GET Slots"]["more"][which]


def writes():
    for name, entry in PAGE.items():
        yield from ((name, entry["requests"][0], body) for body in entry["bodies"])


@pytest.mark.parametrize(("name", "request_line", "body"), list(writes()), ids=lambda v: v if isinstance(v, str) else "body")
async def test_each_post_and_put_of_the_page_is_answered_like_the_page_does(api, name, request_line, body):
    verb, path = request_line.split()
    answer = await api.send(verb, path, body)
    assert answer.status_code == (201 if verb == "POST" else 200), answer.text
    theirs = PAGE[name]["response"]
    if theirs is None:
        assert answer.content == b""
        return
    alike(answer.json(), theirs)
    for field in body.keys() & theirs.keys() - {"AptNum"}:
        assert answer.json()[field] == body[field]
    if verb == "POST":
        assert answer.headers["location"].startswith("https://api.opendental.com/api/v1/appointments/")


async def test_the_created_visit_of_the_page_has_the_values_of_the_page(api):
    made = (await api.send("POST", "/appointments", PAGE["POST (create)"]["bodies"][0])).json()
    theirs = PAGE["POST (create)"]["response"]
    own = {"AptNum", "DateTStamp", "SecDateTEntry", "InsPlan1", "ProvNum", "provAbbr"}
    assert {n: v for n, v in made.items() if n not in own} == {n: v for n, v in theirs.items() if n not in own}
