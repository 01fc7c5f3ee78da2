"""`python -m tests.faults`: play seeds and print the table of guarantees. See README.md."""

from __future__ import annotations

import argparse
import os
import sys

from tests.faults import kept
from tests.faults.odds import PROFILES
from tests.faults.running import run, store
from tests.faults.seeds import play


def main() -> int:
    asked = _arguments()
    if asked.crash_points:
        from tests.faults.crash_points import show

        return show()
    if asked.mutants:
        from tests.faults.mutants import show

        return show(asked.mutant)
    if asked.seed is not None:
        return _one(asked.seed, asked.profile, asked.trace, asked.closely)
    if asked.keep is not None:
        return _keep(asked.keep, asked.profile)
    tally = run(range(asked.from_, asked.from_ + asked.seeds), asked.profile, asked.jobs)
    print("\n".join(tally.table()))
    return 1 if tally.failing else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many to play")
    parser.add_argument("--from", dest="from_", type=int, default=1, metavar="N", help="the first one")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="heavy")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many processes")
    parser.add_argument("--seed", type=int, metavar="N", help="play this one alone")
    parser.add_argument("--trace", action="store_true", help="with --seed: print what happened")
    parser.add_argument("--closely", action="store_true", help="with --seed: every command of the store, too")
    parser.add_argument("--keep", type=int, metavar="N", help="keep this seed as a test")
    parser.add_argument("--crash-points", action="store_true", help="kill a worker at every await of a conversation")
    parser.add_argument("--mutants", action="store_true", help="break the protocol on purpose: is it noticed?")
    parser.add_argument("--mutant", help="with --mutants: only this one")
    return parser.parse_args()


def _one(seed: int, profile: str, trace: bool, closely: bool) -> int:
    with store() as url:
        outcome = play(seed, PROFILES[profile], url, trace="closely" if closely else "lines" if trace else "")
    for line in outcome.trace:
        print(line)
    for violation in outcome.violations:
        print(f"NOT HELD  {violation.of}: {violation.what}")
    for kind in outcome.unasked:
        print(f"hand-off nobody asked for: {kind}")
    print(f"{outcome.booked} visits booked, {outcome.steps} commands and requests, {len(outcome.violations)} violations")
    return 1 if outcome.violations else 0


def _keep(seed: int, profile: str) -> int:
    with store() as url:
        outcome = play(seed, PROFILES[profile], url)
    kept.add(seed, profile, [f"{v.of}: {v.what}" for v in outcome.violations])
    print(f"seed {seed} of {profile} is kept: tests/faults/test_seeds.py plays it from now on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
