"""`python -m tests.faults.sockets`: real processes, real kills, a running load of conversations. See README.md."""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import tempfile
from pathlib import Path

from tests.faults.sockets.running import Plan, brief, run
from tests.faults.sockets.scenes import delivered_at_once
from tests.faults.sockets.town import town


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.sockets", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long things break")
    parser.add_argument("--conversations", type=int, default=20, metavar="N", help="how many phones text at the same time")
    parser.add_argument("--seed", type=int, help="who is killed when; another one each time by default")
    parser.add_argument("--brief", action="store_true", help="the half minute that CI plays, whatever else is asked")
    parser.add_argument("--deliveries", type=int, metavar="N", help="only deliver one text so often at once, to two workers")
    asked = parser.parse_args()
    seed = random.randrange(1_000_000) if asked.seed is None else asked.seed
    folder = Path(tempfile.mkdtemp(prefix=f"chairside-sockets-{seed}-"))
    print(f"seed {seed}; what happens when: {folder / 'events.log'}", flush=True)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    signal.signal(signal.SIGTERM, _as_ctrl_c)  # the same care when `timeout` ends us
    plan = brief(seed) if asked.brief else Plan(seed, asked.minutes, asked.conversations)
    try:
        if asked.deliveries:
            return asyncio.run(_deliver(asked.deliveries, folder))
        outcome = asyncio.run(run(plan, folder))
    except KeyboardInterrupt:
        print(f"Stopped; everything that was started is ended. {folder}")
        return 130
    print("\n".join(outcome.table()))
    return 1 if outcome.verdict.violations else 0


def _as_ctrl_c(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it may come twice, by way of `uv run`: the first is being obeyed
    signal.raise_signal(signal.SIGINT)


async def _deliver(copies: int, folder: Path) -> int:
    async with town(folder) as here:
        delivered = await delivered_at_once(here, copies)
    print(delivered)
    return 0 if delivered.taken_in == 1 and delivered.texts == 1 and not delivered.refused else 1


if __name__ == "__main__":
    sys.exit(main())
