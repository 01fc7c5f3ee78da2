"""One mishap each, at a chosen moment, over real sockets."""

import asyncio

import pytest

from bot.serving import GRACE_S
from tests.faults.sockets.scenes import (
    Delivered,
    Left,
    delivered_at_once,
    valkey_killed_while_a_booking_is_out,
    worker_stopped_while_its_booking_is_out,
    worker_told_to_stop_while_its_booking_is_out,
)
from tests.faults.sockets.town import town

ONCE = Left(visits=1, confirmations=1)
COPIES = 200  # F6 asks for 1,000: python -m tests.faults.sockets --deliveries 1000
SCENES = {
    "deliveries": lambda here: delivered_at_once(here, COPIES),
    "valkey": valkey_killed_while_a_booking_is_out,
    "sleeper": worker_stopped_while_its_booking_is_out,
    "leaver": lambda here: worker_told_to_stop_while_its_booking_is_out(here, within=GRACE_S + 10),
}


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """Play all scenes at the same time, each in a town of its own: they mostly wait. Return how to ask for one's end."""

    async def play(name):
        async with town(tmp_path_factory.mktemp(name)) as here:
            return await SCENES[name](here)

    async def play_all():
        return await asyncio.gather(*(play(name) for name in SCENES), return_exceptions=True)

    ends = dict(zip(SCENES, asyncio.run(play_all()), strict=True))

    def of(name):
        if isinstance(ends[name], BaseException):
            raise ends[name]
        return ends[name]

    return of


def test_one_text_delivered_200_times_at_once_is_one_step_and_one_answer(left):
    assert left("deliveries") == Delivered(accepted=COPIES, refused=0, taken_in=1, texts=1)


def test_valkey_killed_while_a_booking_is_out_and_restarted_there_is_one_visit_and_one_confirmation(left):
    assert left("valkey") == ONCE


def test_a_worker_that_sleeps_through_its_booking_is_taken_over_and_wakes_to_nothing(left):
    assert left("sleeper") == ONCE


def test_a_worker_told_to_stop_during_a_slow_booking_leaves_in_time_and_the_other_finishes(left):
    assert left("leaver") == (0, ONCE)
