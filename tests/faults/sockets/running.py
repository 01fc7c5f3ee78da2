"""One run: so many people text for so long while things break; then everything comes to rest and is judged."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.sockets.mishaps import Gaps, happen
from tests.faults.sockets.oracles import ANSWERED_WITHIN, GUARANTEES, Verdict, judge
from tests.faults.sockets.person import Pace, Person, charts
from tests.faults.sockets.town import Town, town

MINUTE = 60.0


@dataclass(frozen=True)
class Plan:
    """What is asked of a run."""

    seed: int
    minutes: float
    conversations: int  # at the same time, each on a phone of its own
    pace: Pace = field(default_factory=Pace)
    gaps: Gaps = field(default_factory=Gaps)
    settles: float = ANSWERED_WITHIN.total_seconds() + MINUTE  # seconds for what is open when all is mended


def brief(seed: int) -> Plan:
    """Half a minute with a few kills of each sort: what CI plays. What may take minutes by our promise is not waited for."""
    gaps = Gaps(worker=(1, 5), valkey=(8, 14), office=(6, 12), carrier=(5, 10), sleep=5, away=2)
    return Plan(seed, minutes=0.6, conversations=4, pace=Pace(thinks=2, rests=(2, 6)), gaps=gaps, settles=25)


@dataclass(frozen=True)
class Outcome:
    plan: Plan
    verdict: Verdict
    talks: list[str]
    counts: dict[str, int]
    seconds: float
    folder: Path

    def table(self) -> list[str]:
        """What a person reads at the end."""
        rows = [
            ("seed", self.plan.seed),
            ("ran for", f"{self.seconds:.0f} s"),
            ("conversations", len(self.talks)),
            *((f"  {how}", self.talks.count(how)) for how in sorted(set(self.talks))),
            ("texts of patients", self.verdict.texts),
            ("visits made", self.verdict.visits),
            *sorted((f"card: {kind}", n) for kind, n in self.verdict.cards.items()),
            *sorted(self.counts.items()),
            ("seconds to", "p50, p95, slowest"),
            ("  any answer", _percentiles(self.verdict.answer_times)),
            ("  more than 'one moment'", _percentiles(self.verdict.outcome_times)),
            *((f"VIOLATED {of}" if n else of, n) for of, n in self._violated().items()),
        ]
        lines = [f"{name:<28}{value:>22}" for name, value in rows]
        lines += [f"NOT HELD  {one.of}: {one.what}" for one in self.verdict.violations]
        return [*lines, f"events, logs and the pretend office's data: {self.folder}"]

    def _violated(self) -> dict[str, int]:
        return {of: sum(one.of == of for one in self.verdict.violations) for of in GUARANTEES}


async def run(plan: Plan, folder: Path) -> Outcome:
    """Play it in that folder."""
    began = time.monotonic()
    async with town(folder) as here:
        random = Random(plan.seed)
        found = charts(await here.people())
        random.shuffle(found)
        people = [Person(here, chart, plan.pace, Random(f"{plan.seed}/{chart.phone}")) for chart in found[: plan.conversations]]
        here.log.write("rig", f"begins: {plan}")
        until = time.monotonic() + plan.minutes * MINUTE
        await _play(here, people, plan, until)
        verdict = await judge(here, people)
        for one in verdict.violations:
            here.log.write("NOT HELD", f"{one.of}: {one.what}")
    talks = [talk for person in people for talk in person.talks]
    return Outcome(plan, verdict, talks, here.log.counts, time.monotonic() - began, folder)


async def _play(here: Town, people: list[Person], plan: Plan, until: float) -> None:
    """Let people text while things break. When all is mended, whoever still waits is given as long as the plan says."""
    lives = [asyncio.create_task(person.live(until)) for person in people]
    try:
        await happen(here, plan.seed, plan.gaps, until)
        here.log.write("rig", "nothing breaks any more")
        await asyncio.wait(lives, timeout=plan.settles)
    finally:
        for life in lives:
            life.cancel()
        ended = await asyncio.gather(*lives, return_exceptions=True)
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault


def _percentiles(times: list[float]) -> str:
    found = sorted(times) or [0.0]
    return ", ".join(f"{found[min(int(len(found) * part), len(found) - 1)]:.1f}" for part in (0.5, 0.95, 1.0))


__all__ = ["Outcome", "Plan", "brief", "run"]
