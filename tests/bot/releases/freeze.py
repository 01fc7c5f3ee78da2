"""Freeze what this release leaves in the store, for the releases to come: `uv run python -m tests.bot.releases.freeze 0.1.0`.

Plays a day in the virtual house and writes down, unsealed, one sample of each shape that rested in the store: conversations at
their turning points, the events in their inboxes, the work of effects, cards, and what stands under CHAIRSIDE_HOME. Beside them
its transcripts, with the session before each line. To be run once, when a release is made.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import msgspec

from bot.pretend.office import faults
from bot.store import Known, embedded
from bot.store.conversations import Conversations
from bot.store.journal import Record
from tests.bot.releases import traces
from tests.house import ANA, STRANGER, play
from tests.virtual import VirtualRedis

HERE = Path(__file__).parent
ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
POST = "POST /appointments/WebSched"
SAM = "+15035550102"


class Kept:
    """Samples by folder and name; of each name the first, or the one asked for at a turning point."""

    def __init__(self) -> None:
        self.samples: dict[str, dict] = {}

    def listen(self) -> None:
        """Hear what goes into the store from now on."""
        entry, effect = Conversations._entry, Conversations._effect

        def heard_entry(store, cid, event_id, payload, now):
            self.keep("events", payload)
            return entry(store, cid, event_id, payload, now)

        def heard_effect(store, row):
            self.keep("work", row.payload)
            return effect(store, row)

        Conversations._entry, Conversations._effect = heard_entry, heard_effect

    def keep(self, folder: str, payload: bytes, name: str | None = None) -> None:
        value = json.loads(payload)
        self.samples.setdefault(f"{folder}/{name or value['type'].lower()}", value)

    async def conversation(self, town, name: str, phone: str = ANA) -> None:
        """Keep the conversation of that phone as it stands now."""
        room = next(iter(town.bot.rooms.values()))
        for key in await town.client.keys("*:conversation:*"):
            session = room.store._opened(await town.client.hget(key, "session"), key.decode())
            if json.loads(session)["phone"] == phone:
                self.keep("conversations", session, name)

    def write(self, release: str) -> None:
        for name, value in sorted(self.samples.items()):
            path = HERE / release / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


async def day(town, kept: Kept) -> None:
    """One of everything."""
    await town.says(ALL_AT_ONCE)
    await kept.conversation(town, "offered")
    await town.says("1")
    await kept.conversation(town, "read back")
    town.office.faults.next(POST, faults.slow(timedelta(seconds=30)))
    await town.text("yes")
    await town.says("what are your hours? and what about")
    await kept.conversation(town, "booking is out")
    await asyncio.sleep(10)
    await town.client.flushall()  # an orphan
    await asyncio.sleep(300)
    await town.answer()
    await town.books(SAM, "Sam Ortiz 3/2/1990")
    await kept.conversation(town, "booked", SAM)
    await town.text("cleaning on the", SAM)
    await asyncio.sleep(0.5)
    await kept.conversation(town, "half a text", SAM)
    await town.says("I want to talk to a person", STRANGER)
    await kept.conversation(town, "with a person", STRANGER)
    (card,) = [card for card in await town.cards() if card["phone"] == STRANGER]
    room = next(iter(town.bot.rooms.values()))
    kept.keep("cards", (await room.store.card(card["number"])).payload, "open")
    await town.press(card["number"], "take")
    await asyncio.sleep(3)
    kept.keep("cards", (await room.store.card(card["number"])).payload, "taken")
    town.carrier.reach(ANA, False)
    await town.books()
    await asyncio.sleep(300)
    await town.says("please stop texting me")
    await kept.conversation(town, "opted out")


def main(release: str) -> None:
    kept = Kept()
    kept.listen()
    with tempfile.TemporaryDirectory() as folder, embedded.start(Path(folder), fsync=False) as server:
        home = Path(folder) / "bot"
        kept.keep("home", msgspec.json.encode(Record("tag", "+15035550199", "digest", True, 1, "texted STOP")), "record")
        kept.keep("home", msgspec.json.encode(Known("epoch", 3)), "known")
        play(lambda town: day(town, kept), lambda: VirtualRedis.from_url(server.url), home, look_every=timedelta(seconds=1))
    kept.write(release)
    traces.write(release)


if __name__ == "__main__":
    main(sys.argv[1])
