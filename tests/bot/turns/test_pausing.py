"""The switch of a practice: who asked later has the last word, and every home remembers it."""

import asyncio
from datetime import timedelta

import pytest

from bot.turns import pausing
from tests.bot.frontdesk.room import MARISOL
from tests.bot.frontdesk.test_commands import scene
from tests.bot.frontdesk.test_deaths import LONG, typing

LOOK = timedelta(seconds=1)


def room(bot):
    return next(iter(bot.rooms.values()))


@pytest.mark.parametrize(
    ("first", "then", "stands"), [("pause", "resume", "Answering texts."), ("resume", "pause", "Paused since")]
)
def test_what_is_done_again_after_a_death_takes_nothing_back_that_was_asked_later(house, first, then, stands):
    async def play(boss, town):
        assert await typing(boss, f"/chairside {first}")()
        await town.crash()
        await town.start()
        await asyncio.sleep(1)
        await boss.types(f"/chairside {then}")
        before = len(boss.told())
        await asyncio.sleep(LONG)
        assert "Left as it is" in "\n".join(boss.told()[before:])
        assert stands in await boss.types("/chairside status")
        await town.client.flushall()
        await asyncio.sleep(10)
        assert stands in await boss.types("/chairside status")

    scene(house, play, user=MARISOL, look_every=LOOK)


def test_what_is_done_again_alone_is_done_as_it_was_asked(house):
    async def play(boss, town):
        assert await typing(boss, "/chairside pause")()
        await town.crash()
        asked = town.clock.now()
        await town.start()
        await asyncio.sleep(LONG)
        assert "Paused: from now on" in boss.told()[-1]
        assert (await pausing.paused(room(town.bot))).at == asked

    scene(house, play, user=MARISOL)


@pytest.mark.parametrize("on", [True, False])
def test_a_home_that_only_heard_of_the_switch_from_the_store_puts_it_back_after_a_loss(house, tmp_path, on):
    async def play(boss, town):
        async with town.another(home=tmp_path / "another") as other:
            await boss.types("/chairside pause")
            if not on:
                await asyncio.sleep(1)
                await boss.types("/chairside resume")
            await asyncio.sleep(timedelta(minutes=6).total_seconds())
            await town.crash()
            await town.client.flushall()
            await asyncio.sleep(10)
            paused = await pausing.paused(room(other))
            return paused is not None and paused.by

    assert scene(house, play, user=MARISOL, look_every=LOOK) == ("Marisol Ortega" if on else False)
