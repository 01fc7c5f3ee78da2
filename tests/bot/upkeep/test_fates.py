"""A text of which no last report came is looked up, once, an hour after the carrier took it."""

import asyncio
from datetime import timedelta

import pytest
import structlog

from bot.pretend.carrier import Answer, CallbackFault, DeliveryFault, RequestFault
from tests.house import ANA, STAFF

NEVER = CallbackFault(copies=0)
NO_SUCH_PHONE = DeliveryFault(error=30005)
FIRST = timedelta(minutes=59)
HOUR = timedelta(hours=1)


def looked_up(town):
    """Note every look-up of one text by its sid."""
    asked, request = [], town.carrier.faults.request

    def noting(method, path):
        if method == "GET" and "/Messages/" in path:
            asked.append(path.rsplit("/", 1)[1])
        return request(method, path)

    town.carrier.faults.request = noting
    return asked


async def wait(length):
    await asyncio.sleep(length.total_seconds())


async def to_the_question(town):
    await town.says("cleaning any time please, Ana Silva 5/1/80")
    await town.says("1")


async def books_unheard(town, *, delivery, reports):
    """Book, with that delivery of the confirmation and that fate of its three reports. Returns what was looked up."""
    await to_the_question(town)
    asked = looked_up(town)
    await town.text("yes")
    town.carrier.faults.deliveries.append(delivery)
    town.carrier.faults.callbacks.extend(reports)
    await wait(timedelta(seconds=20))
    return asked


async def kinds(town):
    return [card["kind"] for card in await town.cards()]


def test_a_confirmation_that_never_arrived_and_whose_report_was_lost_is_found_out_within_the_hour(house):
    """Seed 3124: the carrier took it, could not deliver it, and its report was lost, too."""

    async def scene(town):
        asked = await books_unheard(town, delivery=NO_SUCH_PHONE, reports=[NEVER] * 3)
        assert "all set" not in await town.answer()
        await wait(FIRST - timedelta(minutes=1))
        before = (list(asked), await kinds(town))
        await wait(timedelta(minutes=3))
        after = await kinds(town)
        await wait(5 * HOUR)
        return before, after, asked, await kinds(town)

    before, after, asked, later = house(scene)
    assert before == ([], [])
    assert after == later == ["text could not be delivered"]
    assert len(asked) == 1


def test_a_reported_text_is_not_asked_about(house):
    async def scene(town):
        asked = looked_up(town)
        await town.books()
        await wait(3 * HOUR)
        return asked, await kinds(town)

    assert house(scene) == ([], [])


def test_of_a_text_that_nobody_calls_about_nobody_asks(house):
    async def scene(town):
        asked = looked_up(town)
        town.carrier.faults.deliveries.append(NO_SUCH_PHONE)
        town.carrier.faults.callbacks.extend([NEVER] * 3)
        await town.says("cleaning any time please, Ana Silva 5/1/80")  # an offer: who did not get it writes again
        await wait(3 * HOUR)
        return asked, await kinds(town)

    assert house(scene) == ([], [])


def test_a_text_whose_arrival_only_was_not_reported_needs_no_person(house):
    async def scene(town):
        asked = await books_unheard(town, delivery=DeliveryFault(), reports=[NEVER] * 3)
        assert "all set" in await town.answer()
        await wait(3 * HOUR)
        return len(asked), await kinds(town)

    assert house(scene) == (1, [])


def test_a_carrier_without_receipts_is_asked_once_and_left_alone(house):
    async def scene(town):
        asked = await books_unheard(town, delivery=DeliveryFault(), reports=[NEVER] * 3)
        for message in list(town.carrier.ledger.messages.values()):
            town.carrier.ledger.change(message.sid, town.clock.now(), status="sent")
        await wait(9 * HOUR)
        return len(asked), await kinds(town)

    assert house(scene) == (1, [])


def test_a_text_the_carrier_still_tries_to_send_is_asked_about_again(house):
    async def scene(town):
        asked = await books_unheard(town, delivery=DeliveryFault(wait=timedelta(hours=2.5), error=30005), reports=[NEVER] * 3)
        await wait(2.2 * HOUR)
        on_its_way = (len(asked), await kinds(town))
        await wait(2 * HOUR)
        return on_its_way, len(asked), await kinds(town)

    assert house(scene) == ((2, []), 3, ["text could not be delivered"])


@pytest.mark.parametrize("answer", [Answer.ERROR, Answer.HTML, Answer.LOST, Answer.BUSY, Answer.BROKEN])
def test_a_carrier_that_does_not_say_is_asked_again(house, answer):
    async def scene(town):
        asked = await books_unheard(town, delivery=NO_SUCH_PHONE, reports=[NEVER] * 3)
        town.carrier.faults.reads.extend([RequestFault(answer)] * 400)  # the carrier's list is read, too
        await wait(HOUR + timedelta(minutes=5))
        early = await kinds(town)
        town.carrier.faults.reads.clear()
        await wait(timedelta(minutes=20))
        return len(asked) > 1, early, await kinds(town)

    assert house(scene) == (True, [], ["text could not be delivered"])


def test_a_carrier_that_never_says_is_left_alone_after_a_day(house):
    async def scene(town):
        asked = await books_unheard(town, delivery=NO_SUCH_PHONE, reports=[NEVER] * 3)
        town.carrier.faults.reads.extend([RequestFault(Answer.ERROR)] * 2000)
        await wait(25 * HOUR)
        within_a_day = len(asked)
        await wait(HOUR)
        return within_a_day > 100, len(asked) - within_a_day

    assert house(scene) == (True, 0)


def test_what_staff_wrote_is_asked_about_as_well_and_another_worker_does_it(house):
    """The worker that sent it is gone: what is to be asked rests in the store."""

    async def scene(town):
        await town.says("person please")
        card = (await town.cards())[0]["number"]
        asked = looked_up(town)
        await town.press(card, "answer", "We are open until five.")
        town.carrier.faults.deliveries.append(NO_SUCH_PHONE)
        town.carrier.faults.callbacks.extend([NEVER] * 3)
        await wait(timedelta(seconds=20))
        await town.crash()
        await wait(timedelta(minutes=30))
        await town.start()
        await wait(timedelta(minutes=45))
        to = [town.carrier.ledger.messages[path.removesuffix(".json")].to for path in asked]
        return to, STAFF in to

    assert house(scene) == ([ANA], False)


@pytest.mark.parametrize(("error", "alarmed"), [(30007, True), (30034, True), (30005, False), (30006, False)])
def test_what_no_second_try_would_help_is_not_sent_again_and_a_filter_is_an_alarm(house, error, alarmed):
    async def scene(town):
        await to_the_question(town)
        town.carrier.faults.deliveries.append(DeliveryFault(error=error))
        with structlog.testing.capture_logs() as logged:
            await town.says("yes", after=timedelta(hours=12))
        told = [line for line in logged if line["event"] == "carrier" and line["log_level"] == "error"]
        ours = [m for m in town.carrier.ledger.messages.values() if m.to == ANA and "all set" in m.body]
        return bool(told), len(ours), await kinds(town)

    assert house(scene) == (alarmed, 1, ["text could not be delivered"])
