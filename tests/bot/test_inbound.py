"""Texts in parts, texts at once, too many texts, and answers that crossed their question on the way."""

import asyncio
from datetime import timedelta

from tests.house import ANA, STAFF

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
POST = "POST /appointments/WebSched"


def test_a_text_in_two_parts_is_read_as_one(house):
    async def scene(town):
        await town.text("can i come")
        await asyncio.sleep(1)
        return await town.says("for a cleaning any morning next week, Ana Silva 5/1/80")

    heard = house(scene)
    assert heard.count("\n") == 0
    assert "I can offer" in heard


def test_a_text_that_stays_unfinished_is_answered_after_a_moment(house):
    async def scene(town):
        await town.text("I need a cleaning on")
        at_once = await town.answer(after=timedelta(seconds=1.5))
        return at_once, await town.answer()

    at_once, then = house(scene)
    assert at_once == ""
    assert "Who is the visit for?" in then


def test_nobody_else_waits(house):
    async def scene(town):
        await town.says("hello")
        return [
            await town.answer(after=timedelta(seconds=1))
            for words in ("what are your hours?", "my face is swollen and i cant breathe")
            if await town.text(words)
        ]

    hours, emergency = house(scene)
    assert "We're open" in hours
    assert "911" in emergency


def test_a_number_and_a_yes_sent_together_book_nothing_that_was_not_read_back(house):
    async def scene(town):
        await town.says(ALL_AT_ONCE)
        await asyncio.gather(town.text("1"), town.text("yes"))
        heard = await town.answer()
        booked = town.office.calls[POST]
        return heard, booked, await town.says("yes")

    heard, booked, then = house(scene)
    assert "Shall I book it?" in heard
    assert booked == 0
    assert "You're all set" in then


def test_a_number_that_crossed_a_new_offer_is_asked_again(house):
    async def scene(town):
        await town.says(ALL_AT_ONCE)
        await town.text("actually any afternoon please")
        await town.hears("I can offer")
        crossed = await town.says("2")
        return crossed, await town.says("2")

    crossed, then = house(scene)
    assert "I can offer" in crossed
    assert "Shall I book it?" in then


def test_thirty_texts_at_once_are_read_as_one_and_answered_once(house):
    async def scene(town):
        await town.says("hi")
        await asyncio.gather(*(town.text(f"hello number {n}") for n in range(28)), town.text(ALL_AT_ONCE))
        return await town.answer(after=timedelta(seconds=20))

    heard = house(scene)
    assert heard.count("I can offer") == 1
    assert heard.count("\n") <= 2


def test_a_phone_that_does_not_stop_is_left_to_a_person_and_told_once(house):
    async def scene(town):
        for n in range(40):
            await town.text("Thank you for your message! " + str(n))
            await asyncio.sleep(5)
        heard = await town.answer()
        (card,) = await town.cards()
        return heard, card["kind"], await town.says("I cant breathe")

    heard, kind, emergency = house(scene)
    assert heard.count("front desk") == 1
    assert len(heard.splitlines()) <= 32
    assert kind in ("too many texts", "not understood")
    assert "911" in emergency


def test_a_text_from_staff_that_is_no_order_gets_no_answer(house):
    async def scene(town):
        return await town.says("ok thanks", STAFF), await town.says("take twelve", STAFF), await town.says("take 7", STAFF)

    nothing, help_, no_card = house(scene)
    assert nothing == ""
    assert "like: take 12" in help_
    assert "there is no card 7" in no_card


def test_a_patient_phone_cannot_take_a_card(house):
    async def scene(town):
        await town.says("person please")
        await town.says("take 1", ANA)
        (card,) = await town.cards()
        return card["state"]

    assert house(scene) == "open"
