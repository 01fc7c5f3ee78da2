"""What was said is not kept for ever. S41."""

import asyncio
from datetime import timedelta

import redis

from bot.pretend.keys import office_file
from tests.house import ANA

# It would be forgotten after a week, were it not in somebody's hands.
RULES = "[rules]\nask_days_before = 0\nforget_after_days = 7\ngive_back_after_hours = 336\n"
SPOKEN = ("Silva", "Ana", "1980", "cleaning", "Dec")


async def rests(town):
    """Ana's conversation as it rests, unsealed."""
    room = next(iter(town.bot.rooms.values()))
    return (await room.store.session(room.store.conversation_id(room.practice.texting_number, ANA)) or b"").decode()


async def days(town, number):
    """So many days in which the bot is not running: what came due meanwhile is done when it is back."""
    await town.stop()
    await asyncio.sleep(timedelta(days=number).total_seconds())
    await town.start()
    await town.answer(after=timedelta(seconds=30))


def test_s41_after_thirty_days_nothing_is_left_of_what_was_said_but_a_stop_stays(house):
    async def scene(town):
        await town.says("cleaning any time please, Ana Silva 5/1/80")
        await town.says("stop texting me", after=timedelta(minutes=2))
        before = await rests(town)
        await days(town, 29)
        still = await rests(town)
        await days(town, 2)
        after = await rests(town)
        await town.text("hello?")
        return before, still, after, await town.answer()

    before, still, after, answer = house(scene)
    assert "Silva" in before
    assert still == before
    assert not any(word in after for word in SPOKEN)
    assert '"opted_out":true' in after
    assert answer == ""


def test_s41_what_a_person_still_has_in_hand_is_kept(house):
    async def scene(town):
        await town.says("Ana Silva 5/1/80, I want to talk to a person")
        await town.press((await town.cards())[0]["number"], "take")
        before = await rests(town)
        await days(town, 8)
        return before, await rests(town)

    before, after = house(scene, file=lambda keys: office_file(keys) + RULES)
    assert "Silva" in before
    assert "Silva" in after


def test_s41_a_settled_card_is_forgotten_after_thirty_days(house, valkey_url):
    async def scene(town):
        await town.says("a person please")
        await town.press((await town.cards())[0]["number"], "resolve")
        await town.answer()
        with redis.Redis.from_url(valkey_url) as client:
            (name,) = [key for key in client.scan_iter() if b":card:" in key]
            return client.ttl(name)

    assert 0 < house(scene) <= timedelta(days=30).total_seconds()
