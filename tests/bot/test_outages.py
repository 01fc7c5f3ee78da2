"""The store is away for a while, full, or the bot is told to stop: nothing is lost, and nothing done twice."""

import asyncio
from datetime import timedelta

import redis.exceptions
from twilio.request_validator import RequestValidator

from bot.pretend.office import faults
from tests.house import ANA, URL

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
POST = "POST /appointments/WebSched"
LOOK = timedelta(seconds=1)
MINUTES = timedelta(minutes=5)


async def agree(town, takes):
    """Go up to the yes, and say it to an office that takes its time. Return the patient's visits before."""
    before = {v["AptNum"] for v in await town.visits(town.patient("Ana Silva"))}
    await town.says(ALL_AT_ONCE)
    await town.says("1")
    town.office.faults.next(POST, faults.slow(timedelta(seconds=takes)))
    await town.text("yes")
    return before


async def more_visits(town, before):
    return len([v for v in await town.visits(town.patient("Ana Silva")) if v["AptNum"] not in before])


async def away(town, seconds):
    """Let the store answer nobody for so long."""

    async def nobody(*_, **__):
        raise redis.exceptions.ConnectionError("away")

    town.client.execute_command = nobody
    await asyncio.sleep(seconds)
    del town.client.execute_command


def test_the_answer_of_the_office_is_held_until_the_store_is_back(house):
    async def scene(town):
        before = await agree(town, takes=10)
        await asyncio.sleep(6)
        looked = town.office.calls["GET /appointments"]
        await away(town, 30)
        heard = await town.answer(after=timedelta(seconds=20))
        looks = town.office.calls["GET /appointments"] - looked
        return heard, looks, town.office.calls[POST], await more_visits(town, before)

    heard, looks, posts, more = house(scene, look_every=LOOK)
    assert heard.count("You're all set") == 1
    assert (looks, posts, more) == (0, 1, 1)


def test_an_answer_that_could_not_be_held_so_long_is_found_by_a_look(house):
    async def scene(town):
        before = await agree(town, takes=10)
        await asyncio.sleep(6)
        await away(town, 150)
        heard = await town.answer(after=MINUTES)
        return heard, town.office.calls[POST], await more_visits(town, before)

    heard, posts, more = house(scene, look_every=LOOK)
    assert heard.count("You're all set") == 1
    assert (posts, more) == (1, 1)


def form(town, sid, body="what are your hours?"):
    fields = {"MessageSid": sid, "AccountSid": town.keys.account_sid, "From": ANA, "To": town.keys.texting_number, "Body": body}
    return fields, RequestValidator(town.keys.auth_token).compute_signature(f"{URL}/twilio/sms", fields)


def test_a_store_that_is_away_or_full_is_503_and_claims_nothing(house):
    sid = "SM" + "c" * 32

    async def scene(town):
        fields, signature = form(town, sid)
        away_for_a_while = asyncio.create_task(away(town, 2))
        await asyncio.sleep(1)
        first = await town.post("/twilio/sms", fields, signature)
        await away_for_a_while
        await town.client.config_set("maxmemory", "1")
        try:
            second = await town.post("/twilio/sms", fields, signature)
        finally:
            await town.client.config_set("maxmemory", "0")
        third = await town.post("/twilio/sms", fields, signature)
        return [r.status_code for r in (first, second, third)], await town.answer()

    codes, heard = house(scene)
    assert codes == [503, 503, 200]
    assert heard.count("We're open") == 1


def test_a_store_that_is_full_for_a_while_loses_no_answer(house):
    async def scene(town):
        before = await agree(town, takes=20)
        await asyncio.sleep(1)
        await town.client.config_set("maxmemory", "1")
        try:
            await asyncio.sleep(30)
        finally:
            await town.client.config_set("maxmemory", "0")
        heard = await town.answer(after=MINUTES)
        return heard, town.office.calls[POST], await more_visits(town, before)

    heard, posts, more = house(scene, look_every=LOOK)
    assert heard.count("You're all set") == 1
    assert (posts, more) == (1, 1)


def stopped_during(house, takes, stop):
    async def scene(town):
        before = await agree(town, takes)
        await asyncio.sleep(2)
        began = town.clock.now()
        await stop(town)
        took = town.clock.now() - began
        await town.start()
        heard = await town.answer(after=MINUTES)
        return took, heard, town.office.calls[POST], await more_visits(town, before), await town.cards()

    return house(scene, look_every=LOOK)


def test_told_to_stop_in_a_booking_it_finishes_what_is_soon_done(house):
    took, heard, posts, more, cards = stopped_during(house, 8, lambda town: town.stop())
    assert took <= timedelta(seconds=15)
    assert heard.count("You're all set") == 1
    assert (posts, more, cards) == (1, 1, [])


def test_told_to_stop_in_a_slow_booking_it_leaves_it_to_the_next_start(house):
    took, heard, posts, more, cards = stopped_during(house, 40, lambda town: town.stop())
    assert took <= timedelta(seconds=16)
    assert heard.count("You're all set") == 1
    assert (posts, more, cards) == (1, 1, [])


def test_killed_in_a_booking_it_is_found_at_the_next_start(house):
    _, heard, posts, more, cards = stopped_during(house, 40, lambda town: town.crash())
    assert heard.count("You're all set") == 1
    assert (posts, more, cards) == (1, 1, [])


def test_told_to_stop_under_load_every_text_is_answered_once(house):
    phones = [f"+1503555{n:04d}" for n in range(2000, 2030)]

    async def scene(town):
        for phone in phones:
            await town.text("what are your hours?", phone)
            await asyncio.sleep(0.02)
        await town.stop()
        await town.start()
        await asyncio.sleep(400)
        return [(await town.answer(phone, after=timedelta(0))).count("We're open") for phone in phones]

    assert house(scene, look_every=LOOK) == [1] * len(phones)
