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

from bot.pretend.office.tables import Appointment
from tests.faults import desk_oracles, desk_rows, desk_talks, stage
from tests.faults.oracles import Violation, judge
from tests.faults.people import CHARTS, Chart
from tests.faults.plan import Happens, Harm, Plan
from tests.faults.rig import Rig
from tests.faults.running import store
from tests.faults.scenes import enter_a_visit
from tests.faults.script import NEWCOMERS
from tests.faults.seeds import STARTS
from tests.virtual import VirtualClock

ANA, IVY = CHARTS[0], NEWCOMERS[0]
NOT_YET = ("One moment", "still checking")
ANSWERS_WITHIN = timedelta(minutes=6)
LATER_ROUNDS = timedelta(minutes=7)
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


async def moves(rig: Rig) -> None:
    """Ana moves the visit that she has."""
    await _says(rig, "can I move my visit to any afternoon next week, Ana Silva 5/1/1980")
    await _says(rig, "1")
    await _says(rig, "yes")


async def cancels(rig: Rig) -> None:
    """... takes it off the book."""
    await _says(rig, "please cancel my appointment, Ana Silva 5/1/1980")
    await _says(rig, "2")


async def confirms(rig: Rig) -> None:
    """... says that she will come."""
    await _says(rig, "I'd like to confirm my appointment, Ana Silva 5/1/1980")
    await _says(rig, "C")


async def is_new(rig: Rig) -> None:
    """Somebody who has no chart yet gets one, and a first visit."""
    await _says(rig, "new patient here, cleaning any morning next week, Ivy Tanaka 3/4/1990", IVY)
    await _says(rig, "2", IVY)
    await _says(rig, "yes", IVY)


TALKS: dict[str, Talk] = {
    "booking": books,
    "opt-out": stops,
    "opt-out in words": stops_in_words,
    "move": moves,
    "cancel": cancels,
    "confirm": confirms,
    "new chart": is_new,
}


async def _says(rig: Rig, body: str, who: Chart = ANA) -> None:
    """Text it, and wait for an answer, as long as one may take."""
    before = len(rig.carrier.phone(who.phone))
    await rig.text(who.phone, body)
    for _ in range(int(ANSWERS_WITHIN.total_seconds())):
        await asyncio.sleep(1)
        got = [t for t in rig.carrier.phone(who.phone)[before + 1 :] if t.direction == "received"]
        if got and not all(any(words in t.body for words in NOT_YET) for t in got):
            return


@dataclass(frozen=True)
class Point:
    """One way to die, and what came of it."""

    step: int
    what: str
    harm: Harm
    restarts: bool
    violations: tuple[Violation, ...]
    done: int  # visits booked, moved, broken or confirmed

    def __str__(self) -> str:
        then = "starts again" if self.restarts else "another takes over"
        return f"step {self.step}, {self.what}, {self.harm.name.lower().replace('_', ' ')}, {then}"


IN_SLACK = dict(desk_talks.TALKS.values())
TALKS |= {name: talk for name, (talk, _) in desk_talks.TALKS.items()}


def play(talk: Talk, plan: At, url: str) -> Point:
    async def scene(rig: Rig) -> Point:
        plan.clock = rig.clock
        number = enter_a_visit(rig, ANA, Random(1), in_days=4) if talk in (moves, cancels, confirms) else 0
        began = rig.office.books.appointments.get(number) if number else None
        await rig.start()
        if not plan.restarts:
            await rig.start()
        await asyncio.sleep(5)
        plan.armed = True
        await talk(rig)
        await asyncio.sleep(SETTLES_S)
        plan.armed = False
        cards = await rig.cards()
        desk_rows.sign(rig)
        violations = [*judge(rig, [ANA, IVY], cards, ANSWERS_WITHIN), *desk_oracles.judge(rig, [ANA], cards)]
        done = desk_talks.done(rig) if rig.slack else _done(rig, began)
        return Point(plan.step, plan.died_at, plan.harm, plan.restarts, tuple(violations), done)

    return stage.play(scene, url, start=STARTS[0], random=Random(1), plan=plan, details=IN_SLACK.get(talk, ""))


def _done(rig: Rig, began: Appointment | None) -> int:
    """Count what came about: visits made; or of the one that stood there before, whether it is as was asked."""
    if began is None:
        rows = list(rig.office.books.histappointments)[rig.old_history :]
        return sum(row.HistApptAction == "Created" for row in rows)
    now = rig.office.books.appointments.get(began.AptNum)
    kinds = ("AptDateTime", "AptStatus", "Confirmed")
    return sum(getattr(now, kind) != getattr(began, kind) for kind in kinds)


def walk(name: str, url: str, *, whole: bool = True) -> Iterator[Point]:
    """Every point of that conversation, or those that differ: see `_differ`."""
    talk = TALKS[name]
    # Who takes over from a desk in Slack the scenes of the patients have shown: the short form does without.
    for restarts in (True, False) if whole or talk not in IN_SLACK else (True,):
        counting = At(restarts=restarts)
        play(talk, counting, url)
        for step, harm in product(range(1, len(counting.seen) + 1), (Harm.CRASH_BEFORE, Harm.CRASH_AFTER)):
            if whole or _differ(counting.seen, step, harm):
                yield play(talk, At(step=step, harm=harm, restarts=restarts), url)


def _differ(seen: list[tuple[datetime, str]], step: int, harm: Harm) -> bool:
    """Before a step is the same as after the one before it, unless time has passed; and a look at the store changes nothing."""
    at, what = seen[step - 1]
    if what == "look" and (step == len(seen) or seen[step][1] in ("look", "zrange")):
        return False  # nothing was due: to die there is to die idle
    if what == "pace_ask" and step > 1 and seen[step - 2][1] == "pace_ask":
        return False  # it asks again whether it is its turn at the office
    if at - seen[0][0] > LATER_ROUNDS:
        return False  # the sweep and the carrier's list again, as they were looked at before
    if harm is Harm.CRASH_AFTER:
        return what not in ONLY_LOOKS
    return step == 1 or seen[step - 2][0] != at


def failed(point: Point, name: str) -> list[str]:
    """Return what did not hold there; what was asked for must also have come about, once."""
    found = [f"{v.of}: {v.what}" for v in point.violations]
    wanted = 0 if name.startswith("opt-out") else 1
    return found + ([f"{point.done} things were done, not {wanted}"] if point.done != wanted else [])


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
