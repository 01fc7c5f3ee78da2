"""Single mishaps, each at a chosen moment of Ana's booking. What is left afterwards is returned, to be asserted or printed."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.e2e.programs import ANA
from tests.faults.sockets.mishaps import BOOKING, valkey_falls
from tests.faults.sockets.processes import until
from tests.faults.sockets.town import Town

ANAS_NUMBER = 1
CONFIRMED = "You're all set"
QUIET_S = 6.0  # longer than whoever woke up needs to say it a second time
WAVE = 200  # at once; the pretend carrier waits 15 s at most for one of its hundred connections
SID = "SM" + "6" * 32


@dataclass(frozen=True)
class Left:
    """What Ana has in the end."""

    visits: int
    confirmations: int


@dataclass(frozen=True)
class Delivered:
    """What many deliveries of one text led to."""

    accepted: int  # answered with 200
    refused: int
    taken_in: int  # as the workers count it
    texts: int  # on the phone


async def delivered_at_once(town: Town, copies: int) -> Delivered:
    """One text, posted so many times, a wave of them in parallel, to all workers in turn."""
    for before in range(0, copies, WAVE):
        upto = min(before + WAVE, copies)
        await town.plan(webhook={"copies": upto - before})
        await town.text(ANA, "hello", sid=SID)
        await until(_answers(town, upto), f"{upto} answers")
    await town.hears(ANA, "I can book a visit")
    await asyncio.sleep(QUIET_S)
    statuses, texts = town.balancer.statuses, len(await town.received(ANA))
    reports = sum(count for status, count in statuses.items() if status == 204)  # of the delivery of our answer
    accepted = statuses[200]
    return Delivered(accepted, statuses.total() - accepted - reports, await _taken_in(town), texts)


def _answers(town: Town, upto: int) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return town.balancer.statuses.total() - town.balancer.statuses[204] >= upto

    return look


async def _taken_in(town: Town) -> int:
    pages = [(await town.http.get(f"{address}/metrics")).text for address in town.addresses]
    return sum(int(float(n)) for page in pages for n in re.findall(r'^chairside_entered_total\{what="new"\} (\S+)', page, re.M))


async def valkey_killed_while_a_booking_is_out(town: Town) -> Left:
    await _up_to_the_question(town)
    await _booking_is_out(town, seconds=6)
    await valkey_falls(town, away=2)
    await town.hears(ANA, CONFIRMED)
    return await _left(town)


async def worker_stopped_while_its_booking_is_out(town: Town) -> Left:
    """It sleeps until the other one has confirmed the visit, which is longer than any lease; then it wakes up."""
    first, second = town.workers
    await _up_to_the_question(town)
    second.send(signal.SIGSTOP)  # so it is the first that books
    await _booking_is_out(town, seconds=12)
    first.send(signal.SIGSTOP)
    second.send(signal.SIGCONT)
    town.log.write("rig", "the first sleeps, the second wakes")
    await town.hears(ANA, CONFIRMED)
    first.send(signal.SIGCONT)
    town.log.write("rig", "the first wakes")
    return await _left(town)


async def worker_told_to_stop_while_its_booking_is_out(town: Town, within: float) -> tuple[int, Left]:
    """SIGTERM, in a booking that takes longer than a worker waits for it; the other finishes. Returns the exit code, too."""
    first, second = town.workers
    await _up_to_the_question(town)
    second.send(signal.SIGSTOP)
    await _booking_is_out(town, seconds=20)
    first.send(signal.SIGTERM)
    second.send(signal.SIGCONT)
    town.log.write("rig", "SIGTERM for the first, the second wakes")
    code = await first.exits(within)
    town.log.write("rig", f"the first ended with {code}")
    await town.hears(ANA, CONFIRMED)
    return code, await _left(town)


async def _up_to_the_question(town: Town) -> None:
    await town.asks(ANA, "Cleaning any morning next week please, Ana Silva 5/1/80", "I can offer")
    await town.asks(ANA, "1", "Shall I book it?")


async def _booking_is_out(town: Town, *, seconds: float) -> None:
    """Say yes, and return when the visit is in the book but the office has not answered: it takes so many seconds more."""
    before = await town.newest()
    await town.plan(office={"method": BOOKING, "after_s": seconds})
    await town.text(ANA, "yes")

    async def booked() -> bool:
        return await town.newest() != before

    await until(booked, "the visit in the book")


async def _left(town: Town) -> Left:
    await asyncio.sleep(QUIET_S)
    made = [visit for visit in await town.made() if visit.patient == ANAS_NUMBER and visit.stands]
    return Left(len(made), sum(CONFIRMED in text.body for text in await town.received(ANA)))
