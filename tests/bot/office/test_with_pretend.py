"""The client and the pretend office together. Each is held against the vendor's page alone; here they meet."""

from datetime import UTC, date, datetime, time, timedelta

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from bot.office.changing import VisitChange
from bot.office.charts import ChartChange, NewChart
from bot.office.client import Office, Unpaced
from bot.office.errors import OfficeMisconfigured
from bot.office.making import Details
from bot.office.openings import opening_of
from bot.office.rows import Category
from bot.pretend.office import PretendOffice
from bot.pretend.office.keys import Keys
from bot.pretend.office.seed import seed
from flows.words import E164
from tests.bot.office.wire import ZONE

NOW = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # Monday, 9:00 at the practice
TODAY = date(2026, 11, 30)
WEEK = TODAY + timedelta(days=7)
ANA = E164("+15035550101")
KEYS = Keys("developer", "customer")


class Still:
    """A clock that stands."""

    def now(self):
        return NOW

    async def sleep(self, length):
        return None


def meeting(practice=None, clinic=None):
    there = PretendOffice(Still(), keys=KEYS, tier="local", **({} if practice is None else {"practice": practice}))
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app=Starlette(routes=there.routes())))
    url = "http://office.example/api/v1"
    return Office(http, url, KEYS.developer, KEYS.customer, zone=ZONE, pace=Unpaced(), page_size=1000, clinic=clinic)


@pytest.fixture
def client():
    return meeting()


async def an_opening(client, **more):
    block, *_ = await client.slots(TODAY + timedelta(days=1), WEEK, at_least=timedelta(minutes=30), **more)
    return opening_of(replace(block, wall_end=block.wall_start + timedelta(minutes=30)), ZONE)


READS = {
    "slots": lambda o: o.slots(TODAY, WEEK),
    "appointments": lambda o: o.appointments(first=TODAY, last=WEEK, status="Scheduled"),
    "of a clinic": lambda o: o.appointments(clinic=0),
    "changed": lambda o: o.changed(datetime(2020, 1, 1, tzinfo=UTC)),
    "web sched": lambda o: o.web_sched(TODAY, WEEK),
    "patients": lambda o: o.patients(ANA),
    "charts": lambda o: o.charts(status="Patient"),
    "recalls": lambda o: o.recalls(),
    "due": lambda o: o.due(date(2020, 1, 1), date(2030, 1, 1), reminded=True),
    "definitions": lambda o: o.definitions(Category.EXISTING_PATIENT_REASONS),
    "appointment types": lambda o: o.appointment_types(),
    "providers": lambda o: o.providers(),
    "of a clinic's providers": lambda o: o.providers(clinic=0),
    "operatories": lambda o: o.operatories(),
    "schedules": lambda o: o.schedules(TODAY, WEEK, kind="Provider"),
}


@pytest.mark.parametrize("read", READS.values(), ids=list(READS))
async def test_each_list_is_read(client, read):
    assert await read(client)


async def test_one_setting_and_the_clock_are_read(client):
    assert await client.preference("AppointmentTimeIncrement") in ("5", "10", "15")
    assert await client.clock() == NOW
    assert (await client.clock()).utcoffset() == NOW.astimezone(ZONE).utcoffset()


async def test_a_visit_is_made_planned_changed_and_broken(client):
    [ana, *_] = await client.patients(ANA)
    opening = await an_opening(client)
    made = await client.create(ana.pat_num, opening, note="[x]", details=Details(colour=(1, 2, 3)))
    assert (made.colour, made.length) == ((1, 2, 3), timedelta(minutes=30))
    await client.add_note(made.apt_num, "second")
    everything = VisitChange(
        note="[x] third",
        colour=(3, 2, 1),
        arrived=time(8, 55),
        is_new_patient=True,
        priority="ASAP",
        pattern="//XX//",
        pattern_secondary="//////",
    )
    changed = await client.update(made.apt_num, everything)
    assert changed.arrived.time() == time(8, 55)
    assert made.apt_num in [row.apt_num for row in await client.asap()]
    await client.break_visit(made.apt_num)
    assert (await client.appointment(made.apt_num)).status in ("UnschedList", "Broken")


async def test_a_plan_gets_its_time(client):
    [ana, *_] = await client.patients(ANA)
    [cleaning, *_] = await client.appointment_types()
    planned = await client.plan(ana.pat_num, appointment_type=cleaning.type_num)
    scheduled = await client.schedule_planned(planned.apt_num, ana.pat_num, await an_opening(client))
    assert scheduled.planned_as == planned.apt_num


async def test_a_chart_is_made_found_in_its_household_and_changed(client):
    [ana, *_] = await client.patients(ANA)
    child = NewChart(first="Nora", last="Silva", born=date(2019, 4, 1), phone=ANA, child=True, guarantor=ana.pat_num)
    made = await client.make_chart(child)
    assert made.pat_num in [chart.pat_num for chart in await client.charts(guarantor=ana.pat_num)]
    assert (await client.change_chart(made.pat_num, ChartChange(language="spa"))).language == "spa"


async def test_a_subscription_is_made_listed_and_ended(client):
    made = await client.subscribe("http://localhost:8000/opendental/events", "Appointment", every=timedelta(seconds=30))
    assert [s.subscription_num for s in await client.subscriptions()] == [made.subscription_num]
    await client.unsubscribe(made.subscription_num)
    assert await client.subscriptions() == []


async def test_a_recalls_status_is_set(client):
    line = (await client.due(date(2000, 1, 1), date(2030, 1, 1), reminded=True))[0]
    [status, *_] = await client.definitions(Category.UNSCHED_STATUS)
    await client.set_recall_status(line.pat_num, line.kind, status=status.def_num, note="[x]")
    assert status.def_num in [row.status for row in await client.recalls(line.pat_num)]


async def test_an_office_that_uses_clinics_wants_to_know_which():
    assert [clinic.clinic_num for clinic in await meeting(seed("clinics")).clinics()]
    with pytest.raises(OfficeMisconfigured, match="Lists > Clinics"):
        await meeting(seed("clinics")).asap()
    [clinic, *_] = await meeting(seed("clinics")).clinics()
    assert await meeting(seed("clinics"), clinic=clinic.clinic_num).asap() == []


async def test_an_office_without_web_sched_is_the_operators_affair():
    with pytest.raises(OfficeMisconfigured, match="eServices > Web Sched"):
        _ = [each async for each in meeting(seed("no_web_sched")).openings(TODAY, WEEK, def_num=326, new_patient=False)]
