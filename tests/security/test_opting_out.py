"""Whoever says STOP hears nothing more, and two robots do not talk for ever. S26, S27; G8. See also tests/bot/test_road.py."""

import asyncio
from datetime import timedelta

import pytest

from bot.pretend.carrier.faults import Answer, RequestFault
from bot.pretend.office.faults import slow
from tests.house import ANA

BOOK = "cleaning any time please, Ana Silva 5/1/80"
STATES = {
    "nothing said yet": (),
    "greeted": ("hi",),
    "asked who it is for": ("cleaning please",),
    "wrong birth date": ("cleaning please, Ana Silva 5/2/80",),
    "asked what for": ("Ana Silva 5/1/80",),
    "half a text": ("can i come",),
    "offered": (BOOK,),
    "read back": (BOOK, "1"),
    "booked": (BOOK, "1", "yes"),
    "with a person": ("person please",),
    "told it was the wrong number": ("wrong number",),
    "out already": ("STOP",),
}


async def two_days_later(town):
    """Let two days pass without the bot, so that all its timers ring at once."""
    await town.stop()
    await asyncio.sleep(timedelta(days=2).total_seconds())
    await town.start()
    return await town.answer()


@pytest.mark.parametrize("stop", ["STOP", "stop texting me please"])
@pytest.mark.parametrize("state", STATES)
def test_s27_after_stop_in_any_state_nothing_more_is_sent(house, state, stop):
    async def scene(town):
        for text in STATES[state]:
            await town.text(text) if state == "half a text" else await town.says(text)
        await town.answer(after=timedelta(0))
        said = await town.says(stop, after=timedelta(seconds=20))
        heard = [await town.says(text) for text in ("1", "please?", "hello?", BOOK)]
        heard.append(await two_days_later(town))
        return said, heard, [entry for entry in town.carrier.ledger.debugger if "21610" in str(entry)]

    said, heard, refused = house(scene)
    assert ("you won't get more texts" in said) == (stop != "STOP" and state != "out already")
    assert heard == [""] * 5
    assert refused == []  # nor was it tried: the carrier would have refused it


def test_s27_stop_while_a_booking_is_out_silences_the_result_and_staff_call(house):
    async def scene(town):
        await town.says(BOOK)
        await town.says("1")
        town.office.faults.next("POST /appointments/WebSched", slow(timedelta(seconds=30)))
        await town.says("yes", after=timedelta(seconds=1))
        await town.says("STOP")
        heard = await town.answer(after=timedelta(minutes=5))
        return heard, [card["kind"] for card in await town.cards()]

    assert house(scene) == ("", ["please call"])


@pytest.mark.parametrize("taken", [True, False])
def test_s27_stop_while_a_text_is_being_sent_lets_no_second_try_leave(house, taken):
    async def scene(town):
        town.carrier.faults.requests.append(RequestFault(Answer.LOST, taken=taken))
        await town.text("hi")
        await asyncio.sleep(1)
        await town.says("STOP", after=timedelta(minutes=5))
        await two_days_later(town)
        received = [text.body for text in town.carrier.phone(ANA) if text.direction == "received"]
        return sum("Maple Street Dental" in body for body in received)

    assert house(scene) == (1 if taken else 0)


def test_s27_start_from_another_number_lets_nobody_be_texted_again(house):
    async def scene(town):
        await town.says("hi")
        await town.says("STOP")
        await town.says("START", "+15035550996")
        return await town.says("hello"), await town.answer("+15035550996")

    assert house(scene)[0] == ""


# --- S26 -------------------------------------------------------------------------------------------------------------


def test_s26_a_robot_that_answers_every_text_is_left_to_a_person_after_thirty(house):
    async def scene(town):
        sent = 0
        for n in range(200):
            answer = await town.says(f"Thanks for your message! We will be back soon. ({n})")
            sent += bool(answer)
            if not answer:
                break
        quiet = [await town.says("Thanks for your message!") for _ in range(20)]
        return sent, quiet, [card["kind"] for card in await town.cards()]

    sent, quiet, cards = house(scene)
    assert sent <= 31
    assert quiet == [""] * 20
    assert len(cards) == 1


def test_s26_a_text_from_our_own_number_is_answered_to_nobody(house, door, everything):
    async def scene(town):
        before = everything()
        form = door(town).form(From=town.keys.texting_number)
        answer = await door(town).post(form)
        return answer.status_code, everything() == before

    assert house(scene) == (200, True)


def test_s26_two_of_our_own_practices_do_not_talk_for_ever(house):
    """The answers of one come in as texts at the other; here a phone stands for it and sends back whatever it hears."""

    async def scene(town):
        said, sent = "hello", 0
        while said and sent < 200:
            said = await town.says(said[:300] or "?")
            sent += 1
        return sent

    assert house(scene) <= 32
