"""What a scene causes behind the bot: calls to the office and commands to the store, counted."""

from collections import Counter
from contextlib import contextmanager
from types import SimpleNamespace

from bot.store.lua import Scripts


@contextmanager
def watching(town):
    """Count the calls to the office, and the store's scripts, while the block runs."""
    seen, before, run = SimpleNamespace(calls=Counter(), scripts=Counter()), Counter(town.office.calls), Scripts.run

    async def counted(self, script, now, /, **arguments):
        if script not in ("look", "open"):  # the loop's own, by time and not by what is asked
            seen.scripts[script] += 1
        return await run(self, script, now, **arguments)

    Scripts.run = counted
    try:
        yield seen
    finally:
        Scripts.run = run
        seen.calls = Counter(town.office.calls) - before
