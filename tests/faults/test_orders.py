"""Four texts in every order, each delivered twice: what comes of it is what some order of them means (guarantees.md F7)."""

import asyncio
from datetime import timedelta
from itertools import permutations
from random import Random

import pytest

from bot.pretend.carrier import Faults, WebhookFault
from tests.faults import stage
from tests.faults.oracles import judge
from tests.faults.rig import Rig
from tests.faults.seeds import STARTS
from tests.faults.test_rush import people

WISH, PICK, YES, OTHER = range(4)
ORDERS = list(permutations(range(4)))


class Twice(Faults):
    def webhook(self, sid: str) -> WebhookFault:
        return WebhookFault(copies=2, apart=timedelta(seconds=2))


@pytest.mark.parametrize("apart", [0, 8], ids=["at once", "eight seconds apart"])
def test_four_texts_in_every_order_and_each_of_them_twice(apart, valkey_url):
    """One patient an order. The judges ask for a read-back of the very time, a yes after it, and one answer to each text."""

    async def scene(rig: Rig):
        charts = people(rig)[: len(ORDERS)]
        await rig.start()
        await rig.start()

        async def one(chart, order):
            words = (f"cleaning any time please, {chart.name} {chart.born}", "1", "yes", "the second one")
            for text in order:
                await rig.text(chart.phone, words[text])
                await asyncio.sleep(apart)

        await asyncio.gather(*(one(chart, order) for chart, order in zip(charts, ORDERS, strict=True)))
        await asyncio.sleep(1200)
        rows = list(rig.office.books.histappointments)[rig.old_history :]
        made = {row.Snapshot.PatNum for row in rows if row.HistApptAction == "Created"}
        booked = [order for chart, order in zip(charts, ORDERS, strict=True) if chart.number in made]
        return booked, judge(rig, charts, await rig.cards(), timedelta(minutes=15))

    booked, violations = stage.play(scene, valkey_url, start=STARTS[0], random=Random(1), carrier_faults=lambda clock: Twice())
    assert violations == []
    assert bool(booked) == bool(apart)  # at once, nothing was read back yet that the yes could mean
    assert all(order[0] == WISH and order[-1] == YES for order in booked)
