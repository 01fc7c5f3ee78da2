"""Two faults that meet: those of guarantees.md 6.6 that have no test elsewhere (tests/faults/matrix.md)."""

import asyncio
from datetime import timedelta

import pytest

from bot.pretend.carrier import RequestFault
from bot.pretend.office import faults
from tests.bot.late_visits import ALL_AT_ONCE, OTHER, POST, books_for, go_up_to_the_yes, hers, read_back

AFTERWARDS = timedelta(minutes=8)


def test_an_office_that_times_out_and_books_late_while_the_patient_asks_again(house):
    """504, made after eighty seconds all the same, and in between she says all of it anew."""

    async def scene(town):
        town.office.faults.next(POST, faults.slow(timedelta(seconds=80)))
        before = await go_up_to_the_yes(town)
        await town.text("yes")
        await asyncio.sleep(70)
        for said in (ALL_AT_ONCE, "1", "yes"):
            await town.says(said)
        heard = await town.answer(after=AFTERWARDS)
        return heard.count("You're all set"), len(await hers(town, before)), town.office.calls[POST]

    assert house(scene) == (1, 1, 1)


def test_staff_who_take_the_time_while_nobody_knows_whether_it_was_booked(house):
    """504 and nothing done; then staff give the time to somebody else: ours is not booked, and she is offered another."""

    async def scene(town):
        town.office.faults.next(POST, faults.timeout())
        before = await go_up_to_the_yes(town)
        opening = await read_back(town)
        await town.text("yes")
        await asyncio.sleep(65)
        books_for(town, OTHER, opening)
        heard = await town.answer(after=AFTERWARDS)
        return heard, await hers(town, before), [card["kind"] for card in await town.cards()]

    heard, visits, cards = house(scene)
    assert "You're all set" not in heard
    assert "just taken" in heard
    assert (visits, cards) == ([], [])


@pytest.mark.parametrize("after", [4.0, 6.0, 12.0])
def test_a_report_that_overtakes_the_carriers_answer_and_a_worker_that_dies_in_between(house, after):
    """The report alone proves that the text was taken: nobody sends it again."""

    async def scene(town):
        await go_up_to_the_yes(town)
        town.carrier.faults.requests.append(RequestFault(callback_first=True, stall=timedelta(seconds=10)))
        await town.text("yes")
        await asyncio.sleep(after)
        await town.crash()
        await town.start()
        return (await town.answer(after=AFTERWARDS)).count("You're all set")

    assert house(scene, look_every=timedelta(seconds=1)) == 1
