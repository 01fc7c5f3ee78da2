"""Who is killed when. What can break has a lane of its own, drawn from one seed, and is mended at the end."""

from __future__ import annotations

import asyncio
import signal
import time
from dataclasses import dataclass
from random import Random

from tests.faults.sockets.town import Town

SLEEPS, BOTH = 0.25, 0.15  # how often a worker sleeps instead of dying; how often both die
BOOKING = "POST /appointments/WebSched"
AT_THE_OFFICE: tuple[dict, ...] = (
    {"method": BOOKING, "after_s": 6},
    {"method": BOOKING, "before_s": 4},
    {"method": BOOKING, "told": "nothing"},  # done, and the connection breaks
    {"method": BOOKING, "told": "nothing", "works": False},
    {"method": BOOKING, "told": "timed_out", "after_s": 3},
    {"method": BOOKING, "told": "timed_out", "works": False, "after_s": 3},
    {"method": BOOKING, "told": "unreachable"},
    {"method": BOOKING, "told": "too_many", "works": False},
    {"method": BOOKING, "told": "half"},
    {"method": "GET /appointments/SlotsWebSched", "before_s": 5},
    {"method": "GET /appointments/SlotsWebSched", "told": "error"},
    {"method": "GET /patients/Simple", "told": "nothing"},
    {"method": "GET /appointments", "before_s": 3},
)
AT_THE_CARRIER: tuple[dict, ...] = (
    {"request": {"answer": "lost"}},
    {"request": {"answer": "lost", "taken": False}},
    {"request": {"answer": "500"}},
    {"request": {"answer": "429"}},
    {"request": {"answer": "broken"}},
    {"request": {"stall_s": 8}},
    {"request": {"callback_first": True}},
    {"webhook": {"copies": 3}},
    {"webhook": {"copies": 2, "apart_s": 5}},
    {"webhook": {"wait_s": 3}},
    {"callback": {"copies": 0}},
)
NO_REPORT = {"callback": {"copies": 0}}  # of the next change; a text has up to three
TAKEN_AND_NEVER_HEARD_OF = ({"request": {"answer": "lost"}}, NO_REPORT, NO_REPORT, NO_REPORT)


@dataclass(frozen=True)
class Gaps:
    """Seconds from one mishap to the next in the same lane, and how long a worker sleeps or stays away at most."""

    worker: tuple[float, float] = (1.0, 6.0)
    valkey: tuple[float, float] = (20.0, 60.0)
    office: tuple[float, float] = (8.0, 25.0)
    carrier: tuple[float, float] = (5.0, 20.0)
    sleep: float = 30.0
    away: float = 3.0


async def happen(town: Town, seed: int, gaps: Gaps, until: float) -> None:
    """Break things until that time, and mend them."""
    lanes = (
        _workers(town, Random(f"{seed}/workers"), gaps, until),
        _valkey(town, Random(f"{seed}/valkey"), gaps, until),
        _vendor(town, "office", Random(f"{seed}/office"), gaps.office, until),
        _vendor(town, "carrier", Random(f"{seed}/carrier"), gaps.carrier, until),
    )
    async with asyncio.TaskGroup() as group:
        for lane in lanes:
            group.create_task(lane)


async def _next(random: Random, gap: tuple[float, float], until: float) -> bool:
    """Sleep until the next mishap. False: there is none any more."""
    pause = random.uniform(*gap)
    if time.monotonic() + pause >= until:
        return False
    await asyncio.sleep(pause)
    return True


async def _workers(town: Town, random: Random, gaps: Gaps, until: float) -> None:
    """One worker at a time, so that the other can take over; now and then both."""
    while await _next(random, gaps.worker, until):
        hit = [n for n in range(len(town.workers)) if _alive(town, n)]
        random.shuffle(hit)
        if random.random() < SLEEPS and hit:
            longest = max(until - time.monotonic(), 1)
            await stopped(town, hit[0], min(random.uniform(1, random.uniform(1, gaps.sleep)), longest))
        else:
            for n in hit if random.random() < BOTH else hit[:1]:
                town.log.count(town.workers[n].name, "kill -9", f"(pid {town.workers[n].pid})")
                town.workers[n].kill()
            await asyncio.sleep(random.uniform(0.1, gaps.away))
        await asyncio.gather(*(town.open(n) for n in range(len(town.workers))))


def _alive(town: Town, n: int) -> bool:
    worker = town.workers[n]
    if not worker.alive:
        town.log.write(worker.name, f"had ended by itself: {worker.log}")
        town.ended_by_themselves.append(worker.name)
    return worker.alive


async def stopped(town: Town, n: int, seconds: float) -> None:
    """SIGSTOP, a while, SIGCONT."""
    worker = town.workers[n]
    town.log.count(worker.name, "SIGSTOP", f"for {seconds:.1f} s")
    worker.send(signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        worker.send(signal.SIGCONT)
        town.log.write(worker.name, "SIGCONT")


async def _valkey(town: Town, random: Random, gaps: Gaps, until: float) -> None:
    while await _next(random, gaps.valkey, until):
        await valkey_falls(town, random.uniform(0.1, gaps.away))


async def valkey_falls(town: Town, away: float) -> None:
    """`kill -9`, a while, and the same data read back."""
    town.log.count("valkey", "valkey kill -9", f"(pid {town.valkey.pid})")
    town.valkey.kill()
    await asyncio.sleep(away)
    town.valkey.start()
    town.log.write("valkey", f"started (pid {town.valkey.pid})")


async def _vendor(town: Town, who: str, random: Random, gap: tuple[float, float], until: float) -> None:
    while await _next(random, gap, until):
        if who == "office":
            faults = ({"office": random.choice(AT_THE_OFFICE)},)
        else:
            faults = random.choice([TAKEN_AND_NEVER_HEARD_OF, *((fault,) for fault in AT_THE_CARRIER)])
        town.log.count(who, f"{who} fault", str(faults))
        for fault in faults:
            await town.plan(**fault)


__all__ = ["Gaps", "happen", "stopped", "valkey_falls"]
