"""Kill a worker at every await of a conversation, before and after it took effect, and let it start again or another take over.

The conversation is played once to count its commands and requests; then once for each of them and each way to die there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from random import Random

from tests.faults import stage
from tests.faults.oracles import Violation, judge
from tests.faults.people import CHARTS
from tests.faults.plan import Happens, Harm, Plan
from tests.faults.rig import Rig
from tests.faults.running import store
from tests.faults.seeds import STARTS
from tests.virtual import VirtualClock

ANA = CHARTS[0]
ANSWERS_WITHIN = timedelta(minutes=6)
SETTLES_S = 15 * 60
ONLY_LOOKS = frozenset(("hgetall", "hget", "hexists", "zrange", "mget", "smembers", "cards"))
Talk = Callable[[Rig], Coroutine[None, None, None]]


@dataclass
class At(Plan):
    """Kill the worker at one step. `restarts`: how long until another starts in its place; None: there is another already."""

    step: int = 0
    harm: Harm = Harm.CRASH_BEFORE
    restarts: bool = True
    taken: int = 0
    armed: bool = False  # not while the workers start
    died_at: str = ""
    clock: VirtualClock | None = None
    seen: list[tuple[datetime, str]] = field(default_factory=list)

    def io(self, worker: str, what: str) -> Happens | None:
        if not self.armed:
            return None
        self.taken += 1
        if self.clock is not None:
            self.seen.append((self.clock.now(), what))
        if self.taken != self.step:
            return None
        self.died_at = what
        return Happens(self.harm, self.revives_after()) if self.restarts else Happens(self.harm, timedelta(hours=9))


async def books(rig: Rig) -> None:
    """Ana books a cleaning."""
    await _says(rig, "cleaning any morning next week please, Ana Silva 5/1/1980")
    await _says(rig, "2")
    await _says(rig, "yes")


async def stops(rig: Rig) -> None:
    """Ana begins, and then wants no more texts."""
    await _says(rig, "hi, I need a cleaning")
    await rig.text(ANA.phone, "Ana Silva 5/1/1980")
    await asyncio.sleep(0.3)
    await _says(rig, "STOP")


async def stops_in_words(rig: Rig) -> None:
    """... in words of her own."""
    await _says(rig, "hi, I need a cleaning")
    await _says(rig, "please stop texting me")


TALKS: dict[str, Talk] = {"booking": books, "opt-out": stops, "opt-out in words": stops_in_words}


async def _says(rig: Rig, body: str) -> None:
    """Text it, and wait for an answer, as long as one may take."""
    before = len(rig.carrier.phone(ANA.phone))
    await rig.text(ANA.phone, body)
    for _ in range(int(ANSWERS_WITHIN.total_seconds())):
        await asyncio.sleep(1)
        got = [t for t in rig.carrier.phone(ANA.phone)[before + 1 :] if t.direction == "received"]
        if got and not all("One moment" in t.body or "still checking" in t.body for t in got):
            return


@dataclass(frozen=True)
class Point:
    """One way to die, and what came of it."""

    step: int
    what: str
    harm: Harm
    restarts: bool
    violations: tuple[Violation, ...]
    booked: int

    def __str__(self) -> str:
        then = "starts again" if self.restarts else "another takes over"
        return f"step {self.step}, {self.what}, {self.harm.name.lower().replace('_', ' ')}, {then}"


def play(talk: Talk, plan: At, url: str) -> Point:
    async def scene(rig: Rig) -> Point:
        plan.clock = rig.clock
        await rig.start()
        if not plan.restarts:
            await rig.start()
        await asyncio.sleep(5)
        plan.armed = True
        await talk(rig)
        await asyncio.sleep(SETTLES_S)
        plan.armed = False
        violations = judge(rig, [ANA], await rig.cards(), ANSWERS_WITHIN)
        made = [r for r in list(rig.office.books.histappointments)[rig.old_history :] if r.HistApptAction == "Created"]
        return Point(plan.step, plan.died_at, plan.harm, plan.restarts, tuple(violations), len(made))

    return stage.play(scene, url, start=STARTS[0], random=Random(1), plan=plan)


def walk(name: str, url: str, *, whole: bool = True) -> Iterator[Point]:
    """Every point of that conversation, or those that differ: see `_differ`."""
    talk = TALKS[name]
    for restarts in (True, False):
        counting = At(restarts=restarts)
        play(talk, counting, url)
        for step, harm in product(range(1, len(counting.seen) + 1), (Harm.CRASH_BEFORE, Harm.CRASH_AFTER)):
            if whole or _differ(counting.seen, step, harm):
                yield play(talk, At(step=step, harm=harm, restarts=restarts), url)


def _differ(seen: list[tuple[datetime, str]], step: int, harm: Harm) -> bool:
    """Before a step is the same as after the one before it, unless time has passed; and a look at the store changes nothing."""
    at, what = seen[step - 1]
    if harm is Harm.CRASH_AFTER:
        return what not in ONLY_LOOKS
    return step == 1 or seen[step - 2][0] != at


def failed(point: Point, name: str) -> list[str]:
    """Return what did not hold there; a booking must also have come about."""
    found = [f"{v.of}: {v.what}" for v in point.violations]
    return found + (["the visit was never booked"] if name == "booking" and point.booked != 1 else [])


def show() -> int:
    """Print the table."""
    bad = 0
    with store() as url:
        for name in TALKS:
            points = list(walk(name, url))
            failing = [(point, failed(point, name)) for point in points if failed(point, name)]
            bad += len(failing)
            print(f"{name:<18} {len(points):>5} points  {len(points) - len(failing):>5} passed")
            for point, what in failing:
                print(f"    {point}: {what[0]}")
    return 1 if bad else 0
