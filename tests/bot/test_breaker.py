"""F24: what the office begins waits when an hour saw too many texts; answers never do; one phone without end gets a person."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot.outreach.breaker import HOUR
from bot.pretend.keys import office_file
from tests.house import ANA, STAFF

MEGAN = "+19715550101"
UNTIL_THE_ROUND = timedelta(days=1) - timedelta(minutes=5)  # the scene begins on Monday at 9:00; they are asked on Tuesday


@pytest.fixture
def house(house):
    def limited(scene, most, **more):
        return house(scene, file=lambda keys: f"{office_file(keys)}[rules]\ntexts_an_hour = {most}\n", **more)

    return limited


async def wait(**length):
    await asyncio.sleep(timedelta(**length).total_seconds())


async def talks(town, times, phone=ANA):
    """Have so many texts of ours leave, each an answer. Returns the answers."""
    return [await town.says(f"what are your hours? {n}", phone) for n in range(times)]


async def kinds(town):
    return [card["kind"] for card in await town.cards()]


def test_over_the_cap_the_question_waits_answers_leave_and_one_card_is_raised(house):
    async def scene(town):
        await asyncio.sleep(UNTIL_THE_ROUND.total_seconds())
        answers = await talks(town, 6)
        await wait(minutes=30)  # six rounds, each turned away
        during = (await town.answer(MEGAN), await kinds(town))
        answered = await town.says("and on friday?")
        alerts = await town.answer(STAFF)
        await wait(minutes=45)
        return answers, during, answered, alerts, await town.answer(MEGAN), await kinds(town)

    answers, during, answered, alerts, asked, after = house(scene, 5)
    assert all(answers)
    assert during == ("", ["texts of ours wait, too many left"])
    assert answered
    assert alerts.count("texts of ours wait") >= 1
    assert "You have a visit: Megan" in asked
    assert after == during[1]


def test_under_the_cap_nothing_waits_and_nobody_is_told(house):
    async def scene(town):
        await asyncio.sleep(UNTIL_THE_ROUND.total_seconds())
        await talks(town, 3)
        await wait(minutes=20)
        return await town.answer(MEGAN), await kinds(town)

    asked, cards = house(scene, 50)
    assert "You have a visit: Megan" in asked
    assert cards == []


def test_what_was_resolved_and_happens_again_is_told_again(house):
    async def scene(town):
        await asyncio.sleep(UNTIL_THE_ROUND.total_seconds())
        await talks(town, 3)
        await wait(minutes=20)
        first = (await town.cards())[0]
        await town.press(first["number"], "resolve")
        await talks(town, 3)
        await wait(minutes=55)
        return first, await town.cards()

    first, again = house(scene, 2)
    assert [card["kind"] for card in again] == [first["kind"]]
    assert again[0]["number"] != first["number"]


def test_its_card_can_be_taken_reminds_and_is_of_no_patient(house):
    async def scene(town):
        await asyncio.sleep(UNTIL_THE_ROUND.total_seconds())
        await talks(town, 3)
        await wait(hours=3)  # raised again, for nobody has taken it
        card = (await town.cards())[0]
        heard = await town.says(f"take {card['number']}", STAFF)
        await wait(days=1)
        return card, town.keys.texting_number, heard, await kinds(town)

    card, ours, heard, cards = house(scene, 2)
    assert card["phone"] == ours
    assert "taken" in heard
    assert set(cards) == {card["kind"]}  # it is not forgotten, and nothing of it is poison


async def test_a_reservation_counts_once_and_for_an_hour(store):
    def reserve(name, now, most=2):
        return store.reserve("texts", name, most, HOUR, now)

    hour = 3_600_000  # in milliseconds
    assert [await reserve(name, 1000) for name in ("a", "b", "a", "c")] == [True, True, True, False]
    assert not await reserve("c", hour + 999)
    assert await reserve("c", hour + 1001)


def test_a_robot_that_answers_too_slowly_for_the_ten_minutes_is_left_to_a_person_after_a_day_of_it(house):
    async def scene(town):
        sent = 0
        for n in range(400):
            answer = await town.says(f"what are your hours? {n}", after=timedelta(seconds=45))
            if not answer:
                break
            sent += 1
        quiet = [await town.says("what are your hours?", after=timedelta(seconds=45)) for _ in range(10)]
        return sent, quiet, await kinds(town)

    sent, quiet, cards = house(scene, 300)
    assert 100 < sent <= 121
    assert quiet == [""] * 10
    assert cards == ["too many texts"]


def test_a_patient_who_writes_much_on_several_days_is_not_a_robot(house):
    async def scene(town):
        answers = []
        for _ in range(3):
            answers += [bool(await town.says(f"what are your hours? {n}", after=timedelta(minutes=2))) for n in range(60)]
            await wait(days=1)
        return all(answers), await kinds(town)

    assert house(partial(scene), 300) == (True, [])
