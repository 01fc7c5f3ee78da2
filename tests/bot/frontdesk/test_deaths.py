"""A worker that dies between Slack's ack and the end: what was acked is done by another, once, and whoever asked is told."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import redis.exceptions

from bot.frontdesk.table import Handlers
from bot.pretend.office import faults
from tests.bot.frontdesk.room import FRONT_DESK, full
from tests.bot.frontdesk.test_commands import ANA, first_visit, scene

LONG = 240  # seconds: what was begun and not heard of is looked for when it can no longer come true
PHONE = "+19715550101"


class Killer:
    """Cuts the worker off from its store at one of its commands, done or not, and then kills it: so it does nothing more."""

    def __init__(self, town):
        self.town, self.seen, self.at, self.done = town, 0, 0, True
        self._real = town.client.at_once
        town.client.at_once = self._counted

    async def _counted(self, loop, *args, **more):
        self.seen += 1
        if not self.at or self.seen < self.at:
            return await self._real(loop, *args, **more)
        if self.seen == self.at and self.done:
            await self._real(loop, *args, **more)
        raise redis.exceptions.ConnectionError

    async def during(self, deed, at):
        """Do the deed, let the worker die at that command, start another, and wait. Returns whether Slack had its ack."""
        self.seen, self.at, self.done = 0, at, at % 2 == 0
        acked = await deed()
        while self.seen < self.at:  # noqa: ASYNC110 (the count is a plain number)
            await asyncio.sleep(0.1)
        await self.town.crash()
        self.at = 0
        await self.town.start()
        await asyncio.sleep(LONG)
        return acked


def test_a_note_is_written_once_wherever_its_worker_dies(house):
    async def play(jo, town):
        number, killer, acks = (await first_visit(town))["AptNum"], Killer(town), 0
        for step in range(1, 45):
            words, before = f"word{step:03}", len(jo.told())
            acked = await killer.during(typing(jo, f"/note {number} {words}"), step)
            written = (await first_visit(town))["Note"].count(words)
            assert written == 1 if acked else written <= 1, (step, acked, written)
            assert not acked or any(f"Noted: visit {number}" in text for text in jo.told()[before:]), step
            acks += acked
        assert acks > 30

    scene(house, play)


@pytest.mark.parametrize("step", [2, 4, 7, 10, 14, 20])
def test_a_button_that_confirms_a_visit_does_it_wherever_its_worker_dies(house, step):
    async def play(jo, town):
        number, before = (await first_visit(town))["AptNum"], len(jo.told())
        await jo.types(f"/confirm {number}")
        acked = await Killer(town).during(pushing(jo, "Confirm"), step)
        (visit,) = [visit for visit in await town.visits(27) if visit["AptNum"] == number]
        if acked:
            assert visit["confirmed"] == "Confirmed"
            assert any(f"Confirmed: visit {number}" in text for text in jo.told()[before:])

    scene(house, play)


@pytest.mark.parametrize("step", [2, 4, 7, 10, 14, 20])
def test_a_text_to_a_patient_leaves_once_wherever_its_worker_dies(house, step):
    async def play(jo, town):
        acked = await Killer(town).during(typing(jo, "/text 971 555 0101 Your x-rays are here."), step)
        texts = [text.body for text in town.carrier.phone(PHONE) if text.direction == "received"]
        assert texts.count("Your x-rays are here.") == 1 if acked else len(texts) <= 1

    scene(house, play, file=full)


@pytest.mark.parametrize("step", [2, 4, 7, 10, 14, 20])
def test_a_plan_is_made_once_wherever_the_worker_dies_that_took_its_window(house, step):
    async def play(jo, town):
        await jo.types("/book plan")
        acked = await Killer(town).during(submitting(jo, patient="chart 1", reason="cleaning"), step)
        plans = await town.visits(ANA, "Planned")
        assert len(plans) == 1 if acked else len(plans) <= 1
        assert not acked or "On its way" in jo.window_text()

    scene(house, play)


def test_what_kills_whoever_takes_it_up_is_set_aside(house, monkeypatch):
    """It may not go from worker to worker for ever."""
    begun = []

    async def play(jo, town):
        async def deadly(at, came):
            begun.append(came.text)
            await asyncio.sleep(LONG)

        real = Handlers.command
        monkeypatch.setattr(Handlers, "command", lambda self, name: replace(real(self, name), run=deadly))
        assert await typing(jo, "/today once")()
        for _ in range(8):
            await asyncio.sleep(1)
            await town.crash()
            await asyncio.sleep(60)
            await town.start()
        assert begun == ["once"] * 4
        assert "went wrong" in jo.told()[-1]
        assert not [member for member in await due(town) if member.startswith("desk:")]

    scene(house, play)


def test_what_is_half_an_hour_old_is_done_no_more(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        assert await typing(jo, f"/note {number} too late")()
        await town.crash()
        await asyncio.sleep(31 * 60)
        await town.start()
        await asyncio.sleep(LONG)
        assert "too late" not in (await first_visit(town))["Note"]
        assert "went wrong" in jo.told()[-1]
        assert not [member for member in await due(town) if member.startswith("desk:")]

    scene(house, play)


def test_what_takes_long_is_left_to_whoever_has_it(house):
    """Two workers, and an office that takes its time: nobody is told twice."""

    async def play(jo, town):
        number, before = (await first_visit(town))["AptNum"], len(jo.told())
        async with town.another():
            town.office.faults.always("*", faults.slow(timedelta(seconds=20)))
            assert await typing(jo, f"/appt {number}")()
            await asyncio.sleep(LONG)
        assert len(jo.told()[before:]) == 1

    scene(house, play)


def typing(jo, line):
    async def deed():
        return await jo.slack.acts.command(jo.user, FRONT_DESK, line) == ""

    return deed


def pushing(jo, label):
    async def deed():
        message = jo.newest()
        action = next(e for b in message["blocks"] for e in b.get("elements", ()) if e.get("text", {}).get("text") == label)
        where = {"channel": FRONT_DESK, "ts": message["ts"]}
        return await jo.slack.acts.press(jo.user, where, action["action_id"]) == ""

    return deed


def submitting(jo, **values):
    async def deed():
        fields = {block: {jo._action(block): value} for block, value in values.items()}
        done = await jo.ask("submit", values=fields)
        return done["sent"] and not done["note"]

    return deed


async def due(town):
    room = next(iter(town.bot.rooms.values()))
    return [member.decode() for member in await town.client.zrange(room.store._key("due"), 0, -1)]
