"""The line to an office: shared reads, turns kept."""

import asyncio
import gc
from datetime import timedelta

import httpx
import pytest

from bot.office.client import Priority, Unpaced
from bot.office.errors import OfficeBusy, OfficeSilent
from flows.words import E164
from tests.bot.office.wire import Turns, line, office, refusal

ANA = E164("+15035550142")


# --- shared reads ----------------------------------------------------------------------------------------------------


class Gate:
    """An office that answers when it is told to."""

    def __init__(self, answer=lambda _: []):
        self.open = asyncio.Event()
        self._answer = answer

    async def __call__(self, request):
        await self.open.wait()
        return self._answer(request)


async def settled():
    for _ in range(20):
        await asyncio.sleep(0)


async def test_equal_searches_at_once_are_one_request():
    gate = Gate()
    client, heard = office(gate)
    askers = [asyncio.create_task(client.patients(ANA)) for _ in range(20)]
    await settled()
    gate.open.set()
    assert await asyncio.gather(*askers) == [[]] * 20
    assert len(heard.requests) == 1


async def test_another_search_is_another_request_and_so_is_the_same_one_later():
    client, heard = office(lambda _: [])
    await asyncio.gather(client.patients(ANA), client.patients(E164("+15035550143")))
    await client.patients(ANA)
    assert len(heard.requests) == 3


async def test_one_who_stops_waiting_does_not_spoil_it_for_the_others():
    gate = Gate()
    client, heard = office(gate)
    first, second = (asyncio.create_task(client.patients(ANA)) for _ in range(2))
    await settled()
    first.cancel()
    await settled()
    gate.open.set()
    assert await second == []
    assert first.cancelled()
    assert len(heard.requests) == 1


async def test_a_read_nobody_waits_for_any_more_is_given_up_and_not_joined():
    gate = Gate()
    pace = Turns()
    client, heard = office(gate, pace=pace)
    first = asyncio.create_task(client.patients(ANA))
    await settled()
    first.cancel()
    second = asyncio.create_task(client.patients(ANA))
    await settled()
    assert pace.out == 1
    gate.open.set()
    assert await second == []
    assert len(heard.requests) == 2


async def test_a_failure_is_every_askers():
    gate = Gate(lambda _: refusal(500, "oops"))
    client, heard = office(gate)
    askers = [asyncio.create_task(client.patients(ANA)) for _ in range(3)]
    await settled()
    gate.open.set()
    results = await asyncio.gather(*askers, return_exceptions=True)
    assert [type(result) for result in results] == [OfficeSilent] * 3
    assert len(heard.requests) == 1
    with pytest.raises(OfficeSilent):  # and is not kept for the next
        await client.patients(ANA)
    assert len(heard.requests) == 2


async def test_a_failure_after_all_have_gone_troubles_nobody():
    troubles = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: troubles.append(context))

    async def break_when_given_up(_):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise httpx.ReadError("x") from None

    client, heard = office(break_when_given_up)
    asker = asyncio.create_task(client.patients(ANA))
    await settled()
    asker.cancel()
    await settled()
    assert asker.cancelled()
    del asker
    gc.collect()
    assert len(heard.requests) == 1
    assert troubles == []


async def test_a_read_back_is_never_answered_from_a_read_that_was_under_way_before_it():
    """It would prove that a visit is not there by a look from before it could be."""
    gate = Gate()
    client, heard = office(gate)
    looks = [asyncio.create_task(client.appointments(patient=21)) for _ in range(2)]
    looks += [asyncio.create_task(client.commlogs(21)) for _ in range(2)]
    await settled()
    gate.open.set()
    await asyncio.gather(*looks)
    assert len(heard.requests) == 4


async def test_who_is_urgent_does_not_wait_behind_who_is_not():
    gate = Gate()
    pace = Turns()
    client, heard = line(gate, pace=pace)
    slow = asyncio.create_task(client.get("/x", {}, Priority.BACKGROUND, shared=True))
    await settled()
    urgent = asyncio.create_task(client.get("/x", {}, Priority.OPENINGS, shared=True))
    late = asyncio.create_task(client.get("/x", {}, Priority.BACKGROUND, shared=True))
    await settled()
    gate.open.set()
    await asyncio.gather(slow, urgent, late)
    assert pace.noted == [Priority.BACKGROUND, Priority.OPENINGS]
    assert len(heard.requests) == 2


# --- turns -----------------------------------------------------------------------------------------------------------


async def test_after_a_429_nobody_else_gets_the_turn_before_the_wait_is_known():
    pace = Turns()
    client, _ = line(lambda _: refusal(429, "slow down", **{"Retry-After": "7"}), pace=pace)
    with pytest.raises(OfficeBusy) as busy:
        await client.get("/patients", {}, Priority.OPENINGS)
    assert busy.value.retry_after == timedelta(seconds=7)
    assert pace.noted == [Priority.OPENINGS, timedelta(seconds=7)]
    assert pace.out == 0


@pytest.mark.parametrize("answer", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), refusal(500, "x"), refusal(401, "x")])
async def test_every_turn_is_given_back(answer):
    pace = Turns()
    client, _ = line(lambda _: answer, pace=pace)
    with pytest.raises(Exception, match="GET /patients"):
        await client.get("/patients", {}, Priority.OPENINGS)
    assert (pace.noted, pace.out) == ([Priority.OPENINGS], 0)


async def test_without_a_pace_requests_run_side_by_side():
    gate = Gate()
    client, heard = line(gate, pace=Unpaced())
    both = [asyncio.create_task(client.get(f"/x/{n}", {}, Priority.OPENINGS)) for n in range(2)]
    await asyncio.sleep(0.01)
    assert len(heard.requests) == 2
    gate.open.set()
    await asyncio.gather(*both)


async def test_reads_and_writes_have_each_their_own_patience():
    client, heard = line(lambda _: [])
    await client.get("/x", {}, Priority.OPENINGS)
    await client.send("POST", "/x", {}, Priority.BOOKING)
    limits = [request.extensions["timeout"] for request in heard.requests]
    assert [(limit["read"], limit["connect"]) for limit in limits] == [(30, 5), (75, 5)]
