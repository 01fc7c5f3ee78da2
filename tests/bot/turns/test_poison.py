"""A message that cannot be handled ends with a person, whatever it does to those who try."""

import asyncio
from datetime import timedelta

import redis.exceptions

from bot.desk import LAST_TRIES, MOST_TRIES
from bot.store import Store
from bot.turns import mishaps
from tests.house import ANA, STAFF, STRANGER

MINUTE, LOOK = timedelta(minutes=1), timedelta(seconds=1)


def kills(monkeypatch, where, only=None):
    """Let whoever comes there die at once, as a worker killed by what it works on. Return how often."""
    deaths = []

    async def dies(*_, **__):
        deaths.append(1)
        raise asyncio.CancelledError

    def dies_at_once(*_, **__):
        deaths.append(1)
        raise asyncio.CancelledError

    monkeypatch.setattr(where, dies if asyncio.iscoroutinefunction(only) else dies_at_once)
    return deaths


async def dead(deaths, how_many):
    """Wait until so many have died."""
    for _ in range(300):
        if len(deaths) >= how_many:
            return
        await asyncio.sleep(1)
    raise AssertionError(f"{len(deaths)} died, not {how_many}")


def kinds(cards):
    return [(card["kind"], card["phone"]) for card in cards]


def test_a_message_that_kills_its_worker_every_time_ends_with_a_person(house, monkeypatch):
    async def scene(town):
        await town.says("hi")
        deaths = kills(monkeypatch, "bot.turns.hearing.hear")
        heard = await town.says("boom", after=timedelta(minutes=5))
        monkeypatch.undo()
        return len(deaths), heard, kinds(await town.cards())

    deaths, heard, cards = house(scene, look_every=LOOK)
    assert deaths == MOST_TRIES
    assert heard.count("front desk") == 1
    assert cards == [("message could not be handled", ANA)]


def test_what_follows_a_deadly_message_is_worked_on(house, monkeypatch):
    async def scene(town):
        deaths = kills(monkeypatch, "bot.turns.hearing.hear")
        await town.text("boom")
        await dead(deaths, MOST_TRIES)
        monkeypatch.undo()
        heard = await town.says("I can't breathe, my face is swelling", after=MINUTE)
        return heard, kinds(await town.cards())

    heard, cards = house(scene, look_every=LOOK)
    assert "911" in heard
    assert cards == [("emergency", ANA)]


def test_a_message_that_even_kills_whoever_hands_it_over_is_set_aside(house, monkeypatch):
    async def scene(town):
        await town.says("hi")
        kills(monkeypatch, "bot.turns.hearing.hear")
        deaths = kills(monkeypatch, "bot.turns.mishaps.poisoned", mishaps.poisoned)
        await town.says("boom", after=timedelta(minutes=5))
        monkeypatch.undo()
        aside = await town.client.keys("*aside*")
        return len(deaths), len(aside), await town.says("what are your hours?", after=MINUTE)

    deaths, aside, heard = house(scene, look_every=LOOK)
    assert (deaths, aside) == (LAST_TRIES, 1)
    assert "We're open" in heard


def test_a_message_that_took_some_workers_but_not_their_last_is_answered(house, monkeypatch):
    async def scene(town):
        deaths = kills(monkeypatch, "bot.turns.hearing.hear")
        await town.text("what are your hours?")
        await dead(deaths, MOST_TRIES - 1)
        monkeypatch.undo()
        return await town.answer(after=MINUTE), await town.cards()

    heard, cards = house(scene, look_every=LOOK)
    assert "We're open" in heard
    assert cards == []


async def spoil(town, phone, place=0):
    """Break what waits in that phone's inbox, as a wrong secret or a bad disk would."""
    (inbox,) = await town.client.keys("*:inbox:*")
    await town.client.lset(inbox, place, "AAAA")


async def taken_in_only(town, *texts, phone=ANA):
    """Let texts come in while nobody works on them."""
    await town.stop()
    async with town.another(role="web") as bot:
        town.bot = bot
        for text in texts:
            await town.text(text, phone)
            await asyncio.sleep(1)
        town.bot = None


def test_a_message_that_cannot_be_read_is_set_aside_with_a_card_and_the_next_is_answered(house):
    async def scene(town):
        await town.says("hi")
        await taken_in_only(town, "what are your hours?", "let me talk to a person")
        await spoil(town, ANA)
        await town.start()
        heard = await town.answer(after=MINUTE)
        return heard, kinds(await town.cards())

    heard, cards = house(scene, look_every=LOOK)
    assert "front desk" in heard
    assert "We're open" not in heard
    assert cards == [("message could not be handled", ANA)]


def test_a_message_behind_one_that_can_be_read_does_not_spoil_that_one(house):
    async def scene(town):
        await taken_in_only(town, "what are your hours?", "thanks")
        await spoil(town, ANA, 1)
        await town.start()
        heard = await town.answer(after=MINUTE)
        return heard, kinds(await town.cards())

    heard, cards = house(scene, look_every=LOOK)
    assert "We're open" in heard
    assert cards == [("message could not be handled", ANA)]


def test_the_first_words_of_somebody_that_cannot_be_read_still_bring_a_card(house):
    async def scene(town):
        await taken_in_only(town, "hello", phone=STRANGER)
        await spoil(town, STRANGER)
        await town.start()
        alert = await town.answer(STAFF, after=MINUTE)
        cards = kinds(await town.cards())
        return cards, alert, await town.says("what are your hours?", STRANGER), await town.answer(STAFF)

    cards, alert, hours, _ = house(scene, look_every=LOOK)
    assert cards == [("message could not be handled", "")]
    assert "phone unknown" in alert
    assert "We're open" in hours


def test_a_session_that_cannot_be_read_begins_anew(house):
    async def scene(town):
        await town.says("Cleaning any morning next week please, Ana Silva 5/1/80")
        (key,) = await town.client.keys("*:conversation:*")
        await town.client.hset(key, "session", "AAAA")
        return await town.says("what are your hours?"), await town.cards()

    heard, cards = house(scene, look_every=LOOK)
    assert "We're open" in heard
    assert cards == []


def test_a_text_that_cannot_be_read_does_not_hold_up_those_behind_it(house, monkeypatch):
    async def scene(town):
        await town.says("hi")
        send = town.carrier.faults.request
        town.carrier.faults.request = lambda *_: (_ for _ in ()).throw(AssertionError)  # nothing may leave meanwhile
        monkeypatch.setattr("bot.effects.Executor.carry_out", _nothing)
        await town.text("what are your hours?")
        await asyncio.sleep(1)
        (row,) = [key for key in await town.client.keys("*:fx:*") if await town.client.hget(key, "state") == b"READY"]
        await town.client.hset(row, "payload", "AAAA")
        monkeypatch.undo()
        town.carrier.faults.request = send
        return await town.says("thanks", after=MINUTE)

    assert house(scene, look_every=LOOK) == "You're welcome!"


async def _nothing(*_):
    pass


def test_a_store_that_is_away_again_and_again_makes_no_message_deadly(house, monkeypatch):
    async def scene(town):
        await town.says("hi")
        away = iter(range(2 * MOST_TRIES))
        commit = Store.commit

        async def committing(self, *args):
            if next(away, None) is not None:
                raise redis.exceptions.ConnectionError
            return await commit(self, *args)

        monkeypatch.setattr(Store, "commit", committing)
        return await town.says("what are your hours?", after=timedelta(minutes=5)), await town.cards()

    heard, cards = house(scene, look_every=LOOK)
    assert heard.startswith("We're open")
    assert cards == []


def test_a_message_that_the_store_refuses_every_time_ends_with_a_person(house, monkeypatch):
    """It answered, and refused: perhaps because of this very message, so each such try counts."""

    async def scene(town):
        await town.says("hi")
        commit, refused = Store.commit, []

        async def committing(self, cid, fence, change, now):
            if not change.aside:
                refused.append(cid)
                raise redis.exceptions.ResponseError
            return await commit(self, cid, fence, change, now)

        monkeypatch.setattr(Store, "commit", committing)
        heard = await town.says("what are your hours?", after=timedelta(minutes=5))
        return len(refused), heard.count("front desk"), kinds(await town.cards())

    assert house(scene, look_every=LOOK) == (MOST_TRIES, 1, [("message could not be handled", ANA)])
