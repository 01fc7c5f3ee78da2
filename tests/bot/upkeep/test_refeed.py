"""Texts that no webhook brought are found in the carrier's list, and answered once."""

import asyncio
from datetime import timedelta

from bot.channels import carrier as wire
from bot.pretend.carrier import Answer, RequestFault, WebhookFault
from tests.house import ANA, STAFF, STRANGER

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
LOST = WebhookFault(copies=0)
SIX_MINUTES = timedelta(minutes=6)


async def lose(town, times=1):
    await asyncio.sleep(1)  # past the look at the start
    town.carrier.faults.webhooks.extend([LOST] * times)


def kinds(cards):
    return [card["kind"] for card in cards]


def test_a_text_whose_webhook_was_lost_is_answered_within_five_minutes(house):
    async def scene(town):
        await lose(town)
        return await town.says(ALL_AT_ONCE, after=SIX_MINUTES)

    assert house(scene).count("I can offer") == 1


def test_texts_of_an_outage_are_answered_at_the_start_in_their_order(house):
    async def scene(town):
        await town.says("hi")
        await town.stop()
        await town.says("Cleaning any morning next week please", after=timedelta(minutes=20))
        await town.says("Ana Silva 5/1/80", after=timedelta(seconds=10))
        await town.start()
        return await town.answer(after=timedelta(seconds=20))

    heard = house(scene)
    assert heard.count("I can offer") == 1
    assert heard.index("Who is the visit for") < heard.index("I can offer")


def test_a_webhook_that_comes_after_all_is_a_duplicate(house):
    async def scene(town):
        town.carrier.faults.webhooks.append(WebhookFault(wait=timedelta(minutes=8), copies=3))
        return await town.says("what are your hours?", after=timedelta(minutes=12))

    assert house(scene).count("We're open") == 1


def test_what_came_by_webhook_is_not_fed_in_again(house):
    async def scene(town):
        first = await town.says("what are your hours?")
        return first, await town.answer(after=timedelta(hours=5))

    first, more = house(scene)
    assert "We're open" in first
    assert more == ""


def test_a_booking_begun_by_webhook_goes_on_with_a_yes_that_was_lost(house):
    async def scene(town):
        await town.says(ALL_AT_ONCE)
        await town.says("1")
        await lose(town)
        return await town.says("yes", after=SIX_MINUTES)

    assert "You're all set" in house(scene)


def test_a_stop_whose_webhook_was_lost_counts_and_stands_in_the_journal(house):
    async def scene(town):
        await town.says("hi")
        await lose(town)
        await town.says("please stop texting me", after=SIX_MINUTES)
        await town.client.flushall()
        return await town.says("hello?", after=timedelta(minutes=1))

    assert house(scene) == ""


def after_hours(house, words, hours=5):
    """A text that is found only hours later. Return what was heard then, and the cards."""

    async def scene(town):
        await town.says("hi")
        await town.stop()
        await town.says(words, after=timedelta(hours=hours))
        await town.start()
        return await town.answer(after=timedelta(minutes=1)), kinds(await town.cards())

    return house(scene)


def test_a_text_found_hours_later_goes_to_a_person(house):
    heard, cards = after_hours(house, ALL_AT_ONCE)
    assert "front desk" in heard
    assert "I can offer" not in heard
    assert cards == ["please call"]


def test_a_yes_found_hours_later_books_nothing(house):
    async def scene(town):
        await town.says(ALL_AT_ONCE)
        await town.says("1")
        await town.stop()
        await town.says("yes", after=timedelta(hours=3))
        await town.start()
        heard = await town.answer(after=timedelta(minutes=1))
        return heard, town.office.calls["POST /appointments/WebSched"], kinds(await town.cards())

    heard, posts, cards = house(scene)
    assert "front desk" in heard
    assert (posts, cards) == (0, ["please call"])


def test_an_emergency_counts_however_late_it_is_found(house):
    heard, cards = after_hours(house, "I can't breathe, my face is swelling")
    assert "911" in heard
    assert cards == ["emergency"]


def test_a_stop_counts_however_late_it_is_found(house):
    heard, cards = after_hours(house, "please stop texting me")
    assert "START to rejoin" in heard
    assert cards == []


def test_what_was_texted_before_we_were_ever_here_is_not_ours_but_what_came_just_before_is(house):
    async def scene(town):
        await town.stop()
        await town.client.flushall()
        next(town.settings().home.glob("epoch-*")).unlink()
        await town.says("what are your hours?", STRANGER, after=timedelta(hours=1))
        await town.says("what are your hours?", after=timedelta(minutes=2))
        await town.start()
        return await town.answer(after=timedelta(minutes=10)), await town.answer(STRANGER)

    ours, older = house(scene)
    assert "We're open" in ours
    assert older == ""


def test_a_list_that_cannot_be_read_is_read_again_soon(house):
    async def scene(town):
        await lose(town)
        town.carrier.faults.reads.extend([RequestFault(Answer.ERROR)] * 2)
        return await town.says("what are your hours?", after=timedelta(minutes=8))

    assert house(scene).count("We're open") == 1


def test_a_list_of_many_pages_is_read_to_its_end(house, monkeypatch):
    monkeypatch.setattr(wire, "PAGE", 2)

    async def scene(town):
        await lose(town)
        await town.says("what are your hours?", STRANGER)
        for _ in range(5):
            await town.says("thanks")
        return await town.answer(STRANGER, after=SIX_MINUTES)

    assert house(scene).count("We're open") == 1


def test_an_order_from_staff_whose_webhook_was_lost_is_carried_out(house):
    async def scene(town):
        await town.says("I want to talk to a person")
        await lose(town)
        await town.says("take 1", STAFF, after=SIX_MINUTES)
        return (await town.cards())[0]["state"]

    assert house(scene) == "taken"


def test_only_one_of_two_workers_asks_the_carrier(house):
    async def scene(town):
        await asyncio.sleep(60)
        asked = []
        request = town.carrier.faults.request
        town.carrier.faults.request = lambda method, path: (asked.append(method), request(method, path))[1]
        async with town.another():
            await asyncio.sleep(1)
            asked.clear()
            await asyncio.sleep(10 * 60)
        return asked.count("GET")

    assert house(scene) == 2


def test_a_process_that_only_takes_in_feeds_nothing_in(house):
    async def scene(town):
        await town.stop()
        async with town.another(role="web") as bot:
            town.bot = bot
            await lose(town)
            heard = await town.says("what are your hours?", ANA, after=timedelta(minutes=12))
            town.bot = None
        return heard, await town.client.keys("*seen*")

    assert house(scene) == ("", [])


def test_texts_of_a_weekend_without_a_bot_find_a_person(house):
    async def scene(town):
        await town.says("hi")
        await town.stop()
        await town.says(ALL_AT_ONCE, after=timedelta(hours=50))
        await town.start()
        return await town.answer(after=timedelta(minutes=1)), kinds(await town.cards())

    heard, cards = house(scene)
    assert "front desk" in heard
    assert cards == ["please call"]


def test_of_several_texts_that_waited_when_the_store_was_lost_each_is_answered(house):
    async def scene(town):
        await town.says("hi")
        await town.stop()
        await town.says("what are your hours?", after=timedelta(seconds=5))
        await town.says("thanks", after=timedelta(seconds=5))
        await town.client.flushall()
        await town.start()
        return await town.answer(after=timedelta(minutes=1))

    heard = house(scene)
    assert heard.count("We're open") == 1
    assert heard.count("You're welcome") == 1
