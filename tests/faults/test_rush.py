"""One opening, fifty patients at once: one gets it, and nobody else is told so."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.pretend.office import Fault, Faults, faults
from bot.pretend.office.tables import Patient
from tests.faults import stage
from tests.faults.handset import OFFERS, READ_BACKS, read
from tests.faults.oracles import judge
from tests.faults.people import Chart
from tests.faults.rig import Rig
from tests.faults.seeds import STARTS
from tests.faults.staff import leave_few_openings
from tests.faults.witness import wall

MANY = 50
HOUR = timedelta(hours=1)


def people(rig: Rig) -> list[Chart]:
    """Fifty charts of the same practice, each with a phone of its own."""
    template = rig.office.books.patients.get(1)
    charts = []
    for n in range(MANY):
        number, phone, born = 1000 + n, f"+1971555{n + 1000:04}", date(1980, 1 + n % 12, 1 + n % 28)
        chart: Patient = replace(
            template,
            PatNum=number,
            FName=f"Pat{chr(97 + n // 26)}{chr(97 + n % 26)}",
            LName="Rush",
            Preferred="",
            WirelessPhone=phone[2:],
            Birthdate=born,
            Guarantor=number,
        )
        rig.office.books.patients.put(chart)
        charts.append(Chart(number, chart.FName, f"{chart.FName} Rush", f"{born:%m/%d/%Y}", phone))
    return charts


async def rush(rig: Rig, charts: list[Chart]) -> None:
    async def one(chart: Chart) -> None:
        await rig.text(chart.phone, f"cleaning any time please, {chart.name} {chart.born}")
        seen = 0
        for _ in range(3600):
            await asyncio.sleep(1)
            received = [t for t in rig.carrier.phone(chart.phone) if t.direction == "received"]
            fresh, seen = received[seen:], len(received)
            keys = {said.key for text in fresh for said in read(text.body, wall(text.at))}
            if keys & set(READ_BACKS):
                await rig.text(chart.phone, "yes")
            elif keys & set(OFFERS):
                await rig.text(chart.phone, "1")
            elif keys & {"booked", "handing_over"}:
                return
            elif "when_suits" in keys:
                await rig.text(chart.phone, "any time")

    await asyncio.gather(*(one(chart) for chart in charts))


class Storm(Faults):
    """An office that answers every third request with a 429."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def decide(self, method: str, path: str) -> Fault | None:
        self.asked += 1
        return faults.busy(timedelta(seconds=2)) if self.asked % 3 == 0 else None


@pytest.mark.parametrize(
    ("slots", "office"), [(False, Faults), (True, Storm)], ids=["by Web Sched", "by Slots, in a storm of 429s"]
)
def test_one_opening_and_fifty_patients(slots, office, valkey_url):
    async def scene(rig: Rig):
        charts = people(rig)
        leave_few_openings(rig.office, rig.clock.now().astimezone(ZoneInfo("America/Los_Angeles")).date(), Random(1), hours=1)
        await rig.start()
        await rig.start()
        await rush(rig, charts)
        await asyncio.sleep(1200)
        told = Counter()
        for chart in charts:
            texts = [t for t in rig.carrier.phone(chart.phone) if t.direction == "received"]
            told.update({said.key for text in texts for said in read(text.body, wall(text.at))})
        made = [r for r in list(rig.office.books.histappointments)[rig.old_history :] if r.HistApptAction == "Created"]
        bot_made = [r for r in made if r.ApptSource in ("WebSched", "API")]
        return len(bot_made), told, judge(rig, charts, await rig.cards(), HOUR)

    booked, told, violations = stage.play(
        scene, valkey_url, start=STARTS[0], random=Random(1), slots=slots, office_faults=lambda clock: office()
    )
    assert violations == []
    assert booked == told["booked"] == 1
    assert told["nothing_free"] + told["just_taken"] >= MANY - 1
