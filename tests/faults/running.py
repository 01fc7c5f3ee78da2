"""Play many seeds on all cores: each process with a store of its own, which forgets nothing to a disk."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.store import embedded
from tests.faults import desk_oracles
from tests.faults.odds import PROFILES
from tests.faults.oracles import GUARANTEES
from tests.faults.seeds import Outcome, play

BATCH = 10
SHOWN = 12  # hand-offs named in the table
_STORE: list[embedded.Embedded] = []


@contextmanager
def store() -> Iterator[str]:
    """Give the address of a store that lives as long as this."""
    with tempfile.TemporaryDirectory() as home, embedded.start(Path(home), fsync=False) as server:
        yield server.url


@dataclass
class Tally:
    """What came of all seeds so far."""

    profile: str
    seeds: int = 0
    people: int = 0
    booked: int = 0
    steps: int = 0
    desk: int = 0
    lost: int = 0
    cpu: float = 0.0
    violations: Counter[str] = field(default_factory=Counter)
    handed: int = 0  # conversations that a person got, though nobody asked for one
    unasked: Counter[str] = field(default_factory=Counter)
    failing: dict[int, list[str]] = field(default_factory=dict)
    handing: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        self.seeds += 1
        self.people += outcome.people
        self.booked += outcome.booked
        self.steps += outcome.steps
        self.desk += outcome.desk
        self.lost += outcome.lost
        self.handed += len(outcome.unasked)
        self.unasked.update(outcome.unasked)
        if outcome.unasked:
            self.handing[outcome.seed] = outcome.unasked
        for violation in outcome.violations:
            self.violations[violation.of] += 1
            self.failing.setdefault(outcome.seed, []).append(f"{violation.of}: {violation.what}")

    def table(self) -> Iterator[str]:
        yield f"{self.seeds} seeds, {self.people} conversations, profile {self.profile}"
        yield f"{self.booked} visits booked, {self.desk} changes by the desk in Slack"
        yield f"{self.steps} commands and requests, {self.cpu / max(self.seeds, 1):.2f} s of CPU a seed"
        for guarantee in (*GUARANTEES, *desk_oracles.GUARANTEES):
            yield f"  {guarantee:<20} {self.violations[guarantee]:>6}"
        share = 100 * self.handed / max(self.people, 1)
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.unasked.most_common())
        yield f"  {'hand-offs':<20} {self.handed:>6}  {share:.2f}%  {kinds}"
        for seed, kinds in list(self.handing.items())[:SHOWN]:
            yield f"  handed over in seed {seed}: {', '.join(kinds)}"
        for seed, what in sorted(self.failing.items()):
            yield f"seed {seed}: {what[0]}" + (f" (and {len(what) - 1} more)" if len(what) > 1 else "")


def run(seeds: range, profile: str, jobs: int, *, out=sys.stderr) -> Tally:
    """Play these seeds, and say now and then how far it is."""
    tally, began = Tally(profile), time.monotonic()
    batches = [range(n, min(n + BATCH, seeds.stop)) for n in range(seeds.start, seeds.stop, BATCH)]
    with ProcessPoolExecutor(jobs, initializer=_begin) as pool:
        for outcomes, cpu in pool.map(_play, [(list(batch), profile) for batch in batches]):
            tally.cpu += cpu
            for outcome in outcomes:
                tally.add(outcome)
                for violation in outcome.violations:  # at once: a long run may be ended before its table
                    out.write(f"\rseed {outcome.seed}: {violation.of}: {violation.what}\n")
            _say_how_far(tally, len(seeds), time.monotonic() - began, out)
    out.write("\n")
    return tally


def _say_how_far(tally: Tally, of: int, took: float, out) -> None:
    left = took / tally.seeds * (of - tally.seeds)
    out.write(f"\r{tally.seeds}/{of} seeds, {len(tally.failing)} failing, {left / 60:.1f} min left ")
    out.flush()


def _begin() -> None:
    home = tempfile.mkdtemp(prefix="faults-")
    _STORE.append(embedded.start(Path(home), fsync=False))


def _play(what: tuple[Iterable[int], str]) -> tuple[list[Outcome], float]:
    seeds, profile = what
    began = time.process_time()
    outcomes = [play(seed, PROFILES[profile], _STORE[0].url) for seed in seeds]
    return outcomes, time.process_time() - began
