"""The throttle, the minute after which the caller hears 504, and the faults that are asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import httpx
import pytest

from bot.pretend.office import Fault, Faults, Keys, PretendOffice, Switches
from bot.pretend.office.faults import broken_body, busy, error, first_rows, lost, slow, timeout, unreachable
from tests.bot.pretend.office.desk import KEYS, Api, VirtualClock

SEARCH = "/patients?Phone=5035550101"
BOOK = "POST /appointments/WebSched"


async def when_answered(api, path=SEARCH):
    await api.ask(path)
    return api.clock.passed


async def test_one_request_a_second_is_served_first_come_first_served(remote):
    api = Api(remote)
    assert await asyncio.gather(*(when_answered(api) for _ in range(4))) == [0.0, 1.0, 2.0, 3.0]


async def test_the_time_of_execution_counts_inside_the_second(remote):
    api = Api(remote)
    remote.switches = Switches(takes=timedelta(milliseconds=400))
    assert await asyncio.gather(*(when_answered(api) for _ in range(3))) == [0.4, 1.4, 2.4]


async def test_a_request_that_takes_longer_than_a_second_keeps_the_next_waiting(remote):
    api = Api(remote)
    remote.faults.next("GET /patients", slow(timedelta(seconds=7)))
    assert await asyncio.gather(when_answered(api), when_answered(api)) == [7.0, 7.0]


async def test_a_key_that_may_only_read_is_served_every_five_seconds(clock):
    keys = Keys("developer", "customer", permissions=frozenset({"ReadAll"}))
    api = Api(PretendOffice(clock, keys=keys))
    assert await asyncio.gather(*(when_answered(api) for _ in range(3))) == [0.0, 5.0, 10.0]


async def test_an_enterprise_key_is_served_twice_a_second(clock):
    keys = Keys("developer", "customer", permissions=KEYS.permissions | {"Enterprise"})
    api = Api(PretendOffice(clock, keys=keys))
    assert await asyncio.gather(*(when_answered(api) for _ in range(3))) == [0.0, 0.5, 1.0]


async def test_two_developers_of_one_customer_share_its_second(remote):
    other = Keys("another developer's key".replace(" ", "-"), "customer")
    remote.allow(other)
    both = asyncio.gather(when_answered(Api(remote)), when_answered(Api(remote, other)))
    assert await both == [0.0, 1.0]


async def test_two_customers_do_not(remote):
    other = Keys("developer", "somebody-else")
    remote.allow(other)
    assert await asyncio.gather(when_answered(Api(remote)), when_answered(Api(remote, other))) == [0.0, 0.0]


async def test_when_too_many_wait_the_next_is_refused_with_retry_after(remote):
    api = Api(remote)
    remote.switches = Switches(queue_bound=2, retry_after=timedelta(seconds=9))
    answers = await asyncio.gather(*(api.send("GET", SEARCH) for _ in range(5)))
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["Retry-After"] == "9"
    assert isinstance(answers[-1].json(), str)


async def test_an_older_set_up_lets_them_all_wait(remote):
    api = Api(remote)
    remote.switches = Switches(queue_bound=1, answers_429=False)
    answers = await asyncio.gather(*(api.send("GET", SEARCH) for _ in range(6)))
    assert {a.status_code for a in answers} == {200}
    assert api.clock.passed == 5.0


async def test_on_the_offices_own_network_nobody_waits(api):
    assert await asyncio.gather(*(when_answered(api) for _ in range(9))) == [0.0] * 9


async def test_wrong_keys_do_not_use_up_the_second(remote):
    stranger = Api(remote, Keys("nobody", "customer"))
    assert (await stranger.send("GET", SEARCH)).status_code == 401
    assert await when_answered(Api(remote)) == 0.0


async def test_after_a_minute_the_caller_hears_504_and_the_work_goes_on(remote):
    api = Api(remote)
    slot = (await api.slots())[0]
    remote.faults.next(BOOK, slow(timedelta(seconds=75)))
    began = api.clock.passed
    answer = await api.takes(slot)
    assert answer.status_code == 504
    assert api.clock.passed - began == 60.0
    assert remote.visits(1) == []
    await api.clock.sleep(timedelta(seconds=20))
    assert [v.AptStatus for v in remote.visits(1)] == ["Scheduled"]


async def test_one_can_wait_until_all_is_carried_out_and_look_for_double_bookings(remote):
    api = Api(remote)
    slot = (await api.slots())[0]
    remote.faults.next(BOOK, slow(timedelta(seconds=90)))
    assert (await api.takes(slot)).status_code == 504
    await remote.finished()
    ((visit,), before) = remote.visits(1), remote.overlaps()
    assert before == []
    start = visit.AptDateTime.replace(tzinfo=remote.zone)
    other = remote.staff_books(2, start + timedelta(minutes=30), minutes=60, operatory=visit.Op)
    assert (visit.AptNum, other) in remote.overlaps()
    remote.staff_breaks(other, to_unscheduled_list=False)
    assert remote.overlaps() == []  # crossed out: nobody comes


async def test_a_request_that_timed_out_no_longer_holds_the_others_up(remote):
    api = Api(remote)
    remote.faults.next("GET /patients", slow(timedelta(seconds=300)))
    first, second = await asyncio.gather(api.send("GET", SEARCH), api.send("GET", SEARCH))
    assert (first.status_code, second.status_code) == (504, 504)  # the second waited its minute out, too
    assert (await api.send("GET", SEARCH)).status_code == 200
    assert api.clock.passed < 62


async def test_a_caller_that_hangs_up_does_not_stop_the_office(remote):
    api = Api(remote)
    slot = (await api.slots())[0]
    remote.faults.next(BOOK, slow(timedelta(seconds=30)))
    caller = asyncio.ensure_future(api.takes(slot))
    await api.clock.sleep(timedelta(seconds=5))
    caller.cancel()
    assert remote.visits(1) == []
    await api.clock.sleep(timedelta(seconds=30))
    assert len(remote.visits(1)) == 1


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize(("fault", "status"), [(unreachable, 400), (timeout, 504), (error, 500)])
async def test_an_answer_that_is_no_answer_comes_before_or_after_the_visit_is_in_the_book(
    office, api, fault, status, committed
):
    slot = (await api.slots())[0]
    office.faults.next(BOOK, fault(committed=committed))
    answer = await api.takes(slot)
    assert answer.status_code == status
    assert isinstance(answer.json(), str)
    assert len(office.visits(1)) == committed
    assert (await api.takes(slot)).status_code == (400 if committed else 201)


@pytest.mark.parametrize("committed", [False, True])
async def test_the_connection_breaks_before_or_after(office, api, committed):
    slot = (await api.slots())[0]
    office.faults.next(BOOK, lost(committed=committed))
    with pytest.raises(httpx.ReadError):
        await api.takes(slot)
    assert len(office.visits(1)) == committed


async def test_a_timeout_takes_its_minute(office, api):
    office.faults.next("GET /patients", timeout())
    assert (await api.send("GET", SEARCH)).status_code == 504
    assert api.clock.passed == 60.0


async def test_the_text_of_an_unreachable_office_is_not_a_refusal(office, api):
    office.faults.next("GET /patients", unreachable())
    assert "eConnector" in (await api.send("GET", SEARCH)).json()


async def test_a_busy_office_says_when_to_come_back(office, api):
    office.faults.next("GET /patients", busy(timedelta(seconds=30)), times=2)
    for _ in range(2):
        answer = await api.send("GET", SEARCH)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert (await api.send("GET", SEARCH)).status_code == 200


async def test_a_broken_body_has_the_right_status(office, api):
    slot = (await api.slots())[0]
    office.faults.next(BOOK, broken_body())
    answer = await api.takes(slot)
    assert answer.status_code == 201
    with pytest.raises(ValueError, match=r"."):
        answer.json()
    assert len(office.visits(1)) == 1


async def test_a_list_may_give_its_first_rows_only(office, api):
    office.faults.next("GET /appointments", first_rows(3))
    assert len(await api.ask("/appointments")) == 3
    assert len(await api.ask("/appointments")) > 100


async def test_a_fault_waits_for_its_turn_and_for_its_method(office, api):
    office.faults.next("GET /appointments/{AptNum}", error(), after=1)
    assert (await api.send("GET", "/appointments/1")).status_code == 200
    assert (await api.send("GET", "/appointments")).status_code == 200
    assert (await api.send("GET", "/appointments/2")).status_code == 500
    assert (await api.send("GET", "/appointments/2")).status_code == 200


async def test_a_fault_can_wait_for_one_row(office, api):
    office.faults.next("PUT /appointments/3/Note", error())
    assert (await api.put("/appointments/4/Note", Note="x")).status_code == 200
    assert (await api.put("/appointments/3/Note", Note="x")).status_code == 500


async def test_an_office_can_be_down_for_hours(office, api):
    office.faults.always("*", unreachable())
    office.faults.next("GET /patients/1", error())
    answers = [(await api.send("GET", path)).status_code for path in ("/patients/1", "/patients/1", "/appointments")]
    assert answers == [500, 400, 400]
    office.faults.clear()
    assert (await api.send("GET", "/patients/1")).status_code == 200


async def test_a_simulation_decides_by_itself(clock):
    class Moody(Faults):
        def decide(self, method: str, path: str) -> Fault | None:
            return error() if path == "/patients" else None

    api = Api(PretendOffice(clock, keys=KEYS, tier="local", faults=Moody()))
    assert (await api.send("GET", SEARCH)).status_code == 500
    assert (await api.send("GET", "/patients/1")).status_code == 200


async def test_calls_are_counted_by_method(office, api):
    await api.slots()
    await api.ask("/patients/1")
    await api.ask("/patients/2")
    await api.send("GET", "/nonsense/7")
    await api.send("GET", "/patients", Authorization="none")
    assert office.calls == {
        "GET /appointments/SlotsWebSched": 1,
        "GET /patients/{PatNum}": 2,
        "GET /nonsense/{n}": 1,
        "GET /patients": 1,
    }


async def test_with_a_window_between_look_and_write_two_get_the_same_time(office, api):
    slot = (await api.slots())[0]
    office.switches = replace(office.switches, window=timedelta(milliseconds=200))
    answers = await asyncio.gather(api.takes(slot, patient=1), api.takes(slot, patient=3))
    assert [a.status_code for a in answers] == [201, 201]


async def test_without_one_twenty_at_once_get_one_yes(office, api):
    slot = (await api.slots())[0]
    people = [p.PatNum for p in office.people()][:20]
    answers = await asyncio.gather(*(api.takes(slot, patient=p) for p in people))
    assert sorted(a.status_code for a in answers) == [201] + [400] * 19


async def played(seed):
    """Five patients, two times and whatever goes wrong: what each heard and when, and how the book ended."""
    chance, clock = Random(seed), VirtualClock()
    office = PretendOffice(clock, keys=KEYS)
    api, heard = Api(office), []
    slots = (await api.slots(328))[:2]
    for fault in chance.choices(
        [timeout(committed=True), lost(committed=True), slow(timedelta(seconds=70)), busy(), error()], k=4
    ):
        office.faults.next(BOOK, fault, after=chance.randrange(2))

    async def one(patient):
        await clock.sleep(timedelta(seconds=chance.random()))
        for slot in slots:
            try:
                answer = (await api.takes(slot, 328, patient)).status_code
            except httpx.ReadError:
                answer = "lost"
            heard.append((clock.passed, patient, answer))

    await asyncio.gather(*(one(p) for p in (1, 3, 6, 12, 19)))
    await office.finished()
    return heard, [(v.AptNum, v.PatNum, v.AptDateTime) for v in office.books.appointments], office.overlaps()


@pytest.mark.parametrize("seed", range(5))
async def test_the_same_seed_gives_the_same_story_and_never_a_double_booking(seed):
    first, second = await played(seed), await played(seed)
    assert first == second
    assert first[2] == []
