"""An office without Web Sched in heavy weather: what is booked there the office checks by nothing."""

from tests.faults.odds import SLOTS
from tests.faults.running import Tally
from tests.faults.seeds import play

SEEDS = range(1, 41)


def test_heavy_weather_harms_nobody_there_either(valkey_url):
    found = Tally(SLOTS.name)
    for seed in SEEDS:
        found.add(play(seed, SLOTS, valkey_url))
    assert found.failing == {}
    assert found.booked > 25
