"""The practices in seeds/, the views of the page, and the file that survives a restart."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.pretend.office import PretendOffice, Seed, named, seed
from bot.pretend.office.books import KINDS
from tests.bot.pretend.office.desk import KEYS, Api, VirtualClock, practice

ALL = ("maple_street", "several_providers", "clinics", "no_web_sched")
STARTS = (date(2026, 11, 16), date(2026, 12, 28), date(2027, 3, 6), date(2028, 2, 29))
ZONE = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("start", STARTS)
def test_nobody_is_in_two_places_and_no_visit_leaves_its_hours(name, start):
    books = seed(name).books(start)
    visits = [v for v in books.appointments if v.Op and v.AptStatus in ("Scheduled", "Complete")]
    assert len(visits) > 50
    for visit in visits:
        begin, end = visit.AptDateTime, visit.AptDateTime + timedelta(minutes=visit.minutes)
        today = [s for s in books.schedules if s.SchedDate == begin.date()]
        home = [s for s in today if s.SchedType == "Provider" and visit.Op in s.Ops]
        assert any(s.StartTime <= begin.time() and end.time() <= s.StopTime for s in home), visit
        blocks = [s for s in today if s.SchedType == "Blockout" and visit.Op in s.Ops]
        assert not any(s.StartTime < end.time() and begin.time() < s.StopTime for s in blocks), visit
        for other in visits:
            same = other.Op == visit.Op or other.PatNum == visit.PatNum or who(other) == who(visit)
            if other.AptNum > visit.AptNum and same:
                apart = other.AptDateTime >= end or other.AptDateTime + timedelta(minutes=other.minutes) <= begin
                assert apart, (visit, other)


def who(visit):
    return visit.ProvHyg or visit.ProvNum


@pytest.mark.parametrize("name", ALL)
def test_the_same_day_gives_the_same_practice(name):
    first, second = (Seed(seed(name).plan).books(STARTS[0]) for _ in range(2))
    assert list(first.appointments) == list(second.appointments)
    assert list(first.patients) == list(second.patients)


def test_a_practice_is_named_or_a_file_of_your_own(tmp_path):
    assert [named(name).name for name in ALL] == [seed(name).name for name in ALL]
    mine = tmp_path / "mine.toml"
    mine.write_text('like = "maple_street"\nname = "Mine"\nweeks = 2')
    assert (named(str(mine)).plan.weeks, len(named(str(mine)).plan.charts)) == (2, 40)


@pytest.mark.parametrize(
    ("practice", "said"),
    [
        ("oak_street", "There is no practice 'oak_street': clinics, maple_street"),
        ("nowhere/mine.toml", "No such file"),
        ("broken.toml", "broken.toml: Object missing required field"),
    ],
)
def test_what_is_no_practice_is_said_in_one_sentence(practice, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text('name = "Broken"')
    with pytest.raises(ValueError, match=re.escape(said)):
        named(practice)


def test_the_nearest_week_is_fuller_than_the_last(office):
    def share(week):
        days = [date(2026, 11, 16) + timedelta(days=7 * week + i) for i in range(5)]
        return sum(v.minutes for day in days for v in office.day(day).visits if v.operatory != 4)

    assert share(0) > 2 * share(4) > share(7)


def test_forty_charts_of_whom_some_are_peculiar(office):
    people = office.people()
    assert len(people) == 40
    ana, leo = people[:2]
    assert (ana.name, ana.birthdate, ana.phone, ana.household) == ("Ana Silva", date(1980, 5, 1), "+15035550101", 1)
    assert (leo.name, leo.phone, leo.household) == ("Leo Silva", "+15035550101", 1)
    assert age(leo.birthdate) == 9
    twins = [p for p in people if p.household == 6 and p.PatNum != 6]
    assert twins[0].birthdate == twins[1].birthdate
    charts = {p.PatNum: p for p in office.books.patients}
    assert charts[9].TxtMsgOk == "No"
    assert charts[10].WirelessPhone == "(503)555-0110"
    assert charts[11].PatStatus == "Archived"


@pytest.mark.parametrize("start", STARTS)
def test_who_is_who_on_maple_street(start):
    books = seed("maple_street").books(start)
    charts = {p.PatNum: p for p in books.patients}

    def booked(person):
        visits = [v for v in books.appointments if v.PatNum == person and v.AptStatus == "Scheduled"]
        return sorted((v for v in visits if v.AptDateTime.date() > start), key=lambda v: v.AptDateTime)

    for parent, children in ((3, (4, 5)), (6, (7, 8)), (27, (29, 30))):
        for child in children:
            assert charts[child].WirelessPhone == charts[parent].WirelessPhone
            assert (charts[child].Guarantor, charts[child].Position) == (parent, "Child")
    assert (charts[3].Language, charts[9].TxtMsgOk) == ("spa", "No")
    assert [v.AppointmentTypeNum for v in booked(27)] == [12, 14]
    assert [v.TimeLocked for v in booked(29)] == [True]
    assert [v.Priority for v in booked(17)] == ["ASAP"]
    planned = {v.AptNum: v.PatNum for v in books.appointments if v.AptStatus == "Planned"}
    assert set(planned.values()) == {19, 35}
    assert not planned.keys() & {v.NextAptNum for v in books.appointments}
    assert not booked(19)
    assert {r.PatNum for r in books.recalls if r.DateDue < start} >= {1, 3}


@pytest.mark.parametrize("start", STARTS)
def test_an_age_is_right_on_any_day(start):
    leo = seed("maple_street").books(start).patients.get(2)
    assert age(leo.Birthdate, start) == 9


def age(born, today=date(2026, 11, 16)):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@pytest.mark.parametrize("name", ALL)
def test_every_phone_is_of_the_range_reserved_for_fiction(name):
    for person in seed(name).books(STARTS[0]).patients:
        for phone in (person.HmPhone, person.WkPhone, person.WirelessPhone):
            digits = "".join(c for c in phone if c.isdigit())[-10:]
            assert not digits or digits[3:8] == "55501", person


def test_a_fresh_office_shares_the_rows_of_the_one_before_and_costs_little(clock):
    first, second = (PretendOffice(clock, keys=KEYS) for _ in range(2))
    for name in KINDS:
        for one, other in zip(first.books.table(name), second.books.table(name), strict=True):
            assert one is other, name


async def test_two_offices_of_one_seed_do_not_know_each_other(clock):
    first, second = (PretendOffice(clock, keys=KEYS, tier="local") for _ in range(2))
    await Api(first).changed("/appointments/1/Note", Note="mine")
    assert (await Api(second).ask("/appointments/1"))["Note"] == ""


async def test_clinics_are_listed_and_required(clock):
    api = Api(PretendOffice(clock, keys=KEYS, tier="local", practice=seed("clinics")))
    assert [c["Abbr"] for c in await api.ask("/clinics")] == ["North", "South"]
    assert {s["OpNum"] for s in await api.slots(last="2026-11-25", more="&ClinicNum=3")} == {3}
    assert {s["OpNum"] for s in await api.slots(last="2026-11-25", more="&ClinicNum=4")} == {4}


async def test_without_web_sched_there_are_slots_and_nothing_else(clock):
    api = Api(PretendOffice(clock, keys=KEYS, tier="local", practice=seed("no_web_sched")))
    assert (await api.send("GET", "/appointments/SlotsWebSched")).status_code == 400
    assert await api.ask("/appointments/Slots?ProvNum=3&OpNum=3")


async def test_several_providers_share_a_reason(clock):
    api = Api(PretendOffice(clock, keys=KEYS, tier="local", practice=seed("several_providers")))
    slots = await api.slots(328, last="2026-11-25")
    assert {s["ProvNum"] for s in slots} == {1, 2, 4}
    assert {s["OpNum"] for s in slots} == {1, 2, 4}  # the hidden one is linked, too


def test_a_misspelt_key_in_a_practice_is_named(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('name = "Mine"\nwekes = 8\n')
    with pytest.raises(msgspec.ValidationError):
        Seed.read(file)


# --- the page ---


def test_the_book_of_a_day(office):
    book = office.day(date(2026, 11, 17))
    assert [(c.number, c.name, c.provider_name) for c in book.operatories] == [
        (1, "Room 1", "Dr. Laura Chen"),
        (2, "Room 2", "Dr. Samuel Okafor"),
        (3, "Hygiene", "Maya Brooks"),
        (4, "Room 4", "Dr. Samuel Okafor"),
    ]
    assert [v.start for v in book.visits] == sorted(v.start for v in book.visits)
    assert book.hours[0].start == datetime(2026, 11, 17, 8, 0, tzinfo=ZONE)
    assert [(b.what, b.operatories) for b in book.blocked] == [("Team meeting", (1, 2, 3, 4))]
    assert office.day(date(2026, 11, 26)).note == "Closed: Thanksgiving Day"


async def test_a_visit_by_web_is_marked_and_the_newest(office, api):
    before = office.revision
    slot = (await api.slots())[0]
    number = (await api.takes(slot)).json()["AptNum"]
    (visit,) = (v for v in office.day(date(2026, 11, 16)).visits if v.AptNum == number)
    assert (visit.by_web, visit.patient, visit.minutes, visit.confirmed) == (True, "Ana Silva", 60, "Created from Web Sched")
    assert office.newest_visit() == visit
    assert office.revision > before


async def test_looking_changes_nothing(office, api):
    before = office.revision
    await api.slots()
    office.day(date(2026, 11, 16))
    office.people()
    assert office.revision == before


def test_staff_work_by_instants_and_unchecked(office):
    when = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
    number = office.staff_books(1, when, minutes=30, operatory=1)
    office.staff_moves(number, when + timedelta(hours=1), operatory=2)
    (visit,) = office.visits(1)
    assert (visit.AptDateTime, visit.Op, visit.minutes) == (datetime(2026, 12, 1, 9, 0), 2, 30)
    office.staff_breaks(number)
    assert (office.visits(1)[0].AptStatus, office.visits(1)[0].Op) == ("UnschedList", 0)
    for wrong in (lambda: office.staff_moves(99999, when), lambda: office.staff_books(1, when, minutes=30, operatory=9)):
        with pytest.raises(ValueError, match="there is no"):
            wrong()
    with pytest.raises(ValueError, match="zone"):
        office.staff_moves(number, datetime(2026, 12, 1, 8, 0))


# --- the file ---


async def test_what_was_booked_survives_a_restart(tmp_path, clock):
    file = tmp_path / "office" / "state.sqlite"
    office = PretendOffice(clock, keys=KEYS, tier="local", database=file)
    api = Api(office)
    visit = (await api.takes((await api.slots())[0])).json()
    await api.made("/commlogs", PatNum=1, Note="hello")
    number = (await api.made("/subscriptions", EndPointUrl="http://x", WatchTable="Patient", PollingSeconds=5))[
        "SubscriptionNum"
    ]
    await api.send("DELETE", f"/subscriptions/{number}")
    office.staff_edits_chart(2, Ward="x")
    office.close()
    again = PretendOffice(clock, keys=KEYS, tier="local", database=file)
    assert again.visits(1) == office.visits(1)
    assert [v.AptNum for v in again.visits(1)] == [visit["AptNum"]]
    for name in ("appointments", "patients", "commlogs", "schedules", "histappointments", "subscriptions"):
        assert list(again.books.table(name)) == list(office.books.table(name)), name
    again.close()


async def test_even_when_nobody_closed_it(tmp_path, clock):
    file = tmp_path / "state.sqlite"
    api = Api(PretendOffice(clock, keys=KEYS, tier="local", database=file))
    await api.takes((await api.slots())[0])
    again = PretendOffice(clock, keys=KEYS, tier="local", database=file)
    assert len(again.visits(1)) == 1
    again.close()


def test_another_practice_starts_the_file_anew(tmp_path, clock):
    file = tmp_path / "state.sqlite"
    PretendOffice(clock, keys=KEYS, database=file).close()
    other = PretendOffice(clock, keys=KEYS, database=file, practice=practice())
    assert len(other.people()) == 0
    assert len(other.books.patients) == 2
    other.close()


def test_so_does_a_file_of_an_older_release(tmp_path, clock):
    file = tmp_path / "state.sqlite"
    PretendOffice(clock, keys=KEYS, database=file).close()
    with sqlite3.connect(file) as rows:
        rows.execute("UPDATE rows SET body = '{}' WHERE kind = 'patients'")
    rows.close()
    office = PretendOffice(clock, keys=KEYS, database=file)
    assert len(office.people()) == 40
    office.close()


def test_an_office_that_was_shut_for_long_has_new_weeks(tmp_path, clock):
    file = tmp_path / "state.sqlite"
    PretendOffice(clock, keys=KEYS, database=file).close()
    later = VirtualClock(clock.now() + timedelta(weeks=30))
    office = PretendOffice(later, keys=KEYS, database=file)
    assert office.day(office.today() + timedelta(days=1)).hours
    days = [s.SchedDate for s in office.books.schedules if s.SchedType == "Provider" and s.ProvNum == 1]
    assert len(days) == len(set(days)) + sum(days.count(d) > 1 for d in set(days))
    office.close()
