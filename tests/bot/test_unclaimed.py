"""A card that nobody takes is raised again, and the patient who waits is told how it stands."""

import asyncio
from datetime import timedelta

from tests.house import STAFF

MEGAN = "+19715550101"


def test_a_card_that_nobody_takes_is_raised_again_and_the_patient_is_told_once(house):
    async def scene(town):
        await town.says("I want to talk to a person")
        first = await town.answer(STAFF)
        told = await town.answer(after=timedelta(minutes=16))
        second = await town.answer(STAFF)
        return first, told, second, await town.answer(after=timedelta(hours=6))

    first, told, second, later = house(scene)
    assert "asked for a person" in first
    assert "Nobody at the front desk was free yet" in told
    assert "asked for a person" in second
    assert "Nobody" not in later


def test_a_card_that_was_taken_is_not_raised_again(house):
    async def scene(town):
        await town.says("I want to talk to a person")
        await town.answer(STAFF)
        await town.press((await town.cards())[0]["number"], "take")
        return await town.answer(after=timedelta(hours=3)), await town.answer(STAFF)

    assert house(scene) == ("", "")


def test_at_night_it_is_raised_again_when_the_practice_opens_and_an_emergency_at_once(house):
    async def scene(town):
        await asyncio.sleep(timedelta(hours=12).total_seconds())  # 21:00
        await town.says("I want to talk to a person")
        await town.answer(STAFF)
        night = await town.answer(STAFF, after=timedelta(hours=10))
        morning = await town.answer(STAFF, after=timedelta(hours=2))
        await town.says("my face is swollen and I can't breathe", MEGAN)
        await town.answer(STAFF)
        return night, morning, await town.answer(STAFF, after=timedelta(minutes=6))

    night, morning, again = house(scene)
    assert night == ""
    assert "asked for a person" in morning
    assert "URGENT" in again
