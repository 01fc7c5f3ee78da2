"""`python -m tests.bench.slack_ack`: how long Slack waits for the ack of a press or a command, over real sockets, while the
office takes five seconds for everything. Printed, not asserted: a loaded machine is no failure.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bot.pretend.office import faults
from bot.pretend.slack.people import FRONT_DESK, JO
from tests.bot.frontdesk.test_over_sockets import at_one_address
from tests.faults.running import store

NAMES = ("card:take", "card:undo", "card:read")


def measure(url: str, home: Path, presses: int) -> list[float]:
    """Return how long each press, and every fourth time a command, took to be acked, in seconds."""
    took: list[float] = []

    async def scene(desk, world, http, _):
        await world.carrier.text("+15035550101", world.keys.texting_number, "can I talk to a person")
        await desk.until(desk.cards)
        world.office.faults.always("*", faults.slow(timedelta(seconds=5)))
        for number in range(presses):
            where, name = {"channel": FRONT_DESK, "ts": desk.cards()[-1]["ts"]}, NAMES[number % len(NAMES)]
            if name not in desk.buttons():
                name = "card:read"
            began = time.perf_counter()
            if number % 4 == 3:
                assert await world.slack.acts.command(JO, FRONT_DESK, f"/note 4 number {number}") == ""
            else:
                assert await world.slack.acts.press(JO, where, name) == ""
            took.append(time.perf_counter() - began)
            await asyncio.sleep(0.05)

    asyncio.run(at_one_address(scene, url, home, app_token=False))
    return sorted(took)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.slack_ack", description=__doc__)
    parser.add_argument("--presses", type=int, default=300)
    asked = parser.parse_args()
    with store() as url, tempfile.TemporaryDirectory() as folder:
        took = measure(url, Path(folder), asked.presses)
    at = {f"p{share}": took[min(len(took) - 1, len(took) * share // 100)] * 1000 for share in (50, 90, 99)}
    print(
        f"{len(took)} presses and commands: "
        + ", ".join(f"{name} {ms:.0f} ms" for name, ms in at.items())
        + f", most {took[-1] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
