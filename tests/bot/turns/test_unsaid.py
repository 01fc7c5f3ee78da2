"""A confirmation that the carrier could not deliver just now is said once more after five minutes; then a person must call."""

import asyncio
from datetime import timedelta

import pytest

from bot.pretend.carrier import CallbackFault, DeliveryFault
from tests.house import ANA

OFF = DeliveryFault(error=30003)
NEVER = CallbackFault(copies=0)
MINUTE = timedelta(minutes=1)
CALL = ["text could not be delivered"]


async def wait(length):
    await asyncio.sleep(length.total_seconds())


async def books(town, *deliveries):
    """Book, with these deliveries of what is said from then on."""
    await town.says("cleaning any time please, Ana Silva 5/1/80")
    await town.says("1")
    await town.text("yes")
    town.carrier.faults.deliveries.extend(deliveries)
    await wait(timedelta(seconds=20))


def confirmations(town):
    """How long after the first one each left."""
    ours = [m.created for m in town.carrier.ledger.messages.values() if m.to == ANA and "all set" in m.body]
    return [at - ours[0] for at in ours]


async def kinds(town):
    return [card["kind"] for card in await town.cards()]


@pytest.mark.parametrize("error", [30001, 30003, 30008, 30410])
def test_a_confirmation_that_could_not_be_delivered_is_said_once_more_after_five_minutes(house, error):
    async def scene(town):
        await books(town, DeliveryFault(error=error))
        assert "all set" not in await town.answer()
        await wait(4 * MINUTE)
        before = len(confirmations(town))
        await wait(MINUTE)
        heard = await town.answer()
        await wait(timedelta(hours=3))
        return before, heard.count("all set"), confirmations(town), await kinds(town)

    before, heard, sent, cards = house(scene)
    assert (before, heard, len(sent), cards) == (1, 1, 2, [])
    assert 5 * MINUTE <= sent[1] <= 5 * MINUTE + timedelta(seconds=10)


def test_the_second_time_a_person_must_call_and_it_is_not_said_a_third_time(house):
    async def scene(town):
        await books(town, OFF, OFF)
        early = await kinds(town)
        await wait(timedelta(hours=3))
        return early, len(confirmations(town)), await kinds(town)

    assert house(scene) == ([], 2, CALL)


def test_what_was_followed_by_other_words_is_not_said_again(house):
    """It may be so no longer: here she takes the visit off the book before the second try."""

    async def scene(town):
        await books(town, OFF)
        await town.says("cancel my appointment")
        assert "off the book" in await town.says("yes", after=timedelta(seconds=15))
        await wait(timedelta(hours=1))
        return len(confirmations(town)), await kinds(town)

    assert house(scene) == (1, CALL)


def test_one_that_waits_keeps_the_next_from_hiding_it(house):
    """Two confirmations within five minutes, and neither arrives: one waits at a time, so somebody calls about both."""

    async def scene(town):
        await books(town, OFF)
        await town.says("cancel my appointment")
        town.carrier.faults.deliveries.append(OFF)
        await town.says("yes", after=timedelta(seconds=15))
        await wait(timedelta(hours=1))
        return len(confirmations(town)), await kinds(town)

    assert house(scene) == (1, CALL)


def test_reports_that_come_twice_and_a_worker_that_dies_make_no_third_text(house):
    async def scene(town):
        await town.says("cleaning any time please, Ana Silva 5/1/80")
        await town.says("1")
        await town.text("yes")
        town.carrier.faults.deliveries.append(OFF)
        town.carrier.faults.callbacks.extend([CallbackFault(copies=2), CallbackFault(copies=2), CallbackFault(copies=3)])
        await wait(timedelta(seconds=20))
        await town.crash()
        await wait(2 * MINUTE)
        await town.start()
        await wait(timedelta(hours=1))
        return len(confirmations(town)), await kinds(town)

    assert house(scene) == (2, [])


def test_whoever_said_stop_meanwhile_hears_nothing_more_and_is_called(house):
    async def scene(town):
        await books(town, OFF)
        await town.says("STOP")
        await wait(timedelta(hours=1))
        return len(confirmations(town)), await kinds(town)

    assert house(scene) == (1, CALL)


def test_one_whose_report_was_lost_is_said_again_once_it_is_found_out(house):
    async def scene(town):
        await town.says("cleaning any time please, Ana Silva 5/1/80")
        await town.says("1")
        await town.text("yes")
        town.carrier.faults.deliveries.append(OFF)
        town.carrier.faults.callbacks.extend([NEVER] * 3)
        await wait(timedelta(hours=2))
        return confirmations(town)[1] > timedelta(hours=1), "all set" in await town.answer(), await kinds(town)

    assert house(scene) == (True, True, [])


def test_an_offer_is_not_said_again(house):
    async def scene(town):
        town.carrier.faults.deliveries.append(OFF)
        await town.says("cleaning any time please, Ana Silva 5/1/80")
        await wait(timedelta(hours=3))
        return len([m for m in town.carrier.ledger.messages.values() if m.to == ANA]), await kinds(town)

    assert house(scene) == (1, [])
