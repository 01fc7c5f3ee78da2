"""An office in virtual time: the clock moves only when nothing else can happen."""

from __future__ import annotations

import pytest

from bot.pretend.office import PretendOffice
from tests.bot.pretend.office.desk import KEYS, Api, VirtualClock


@pytest.fixture
def clock():
    return VirtualClock()


@pytest.fixture
def office(clock):
    """Maple Street on its own network: no throttle, so that a test asks as it likes."""
    return PretendOffice(clock, keys=KEYS, tier="local")


@pytest.fixture
def api(office):
    return Api(office)


@pytest.fixture
def remote(clock):
    """Maple Street by way of the vendor's cloud."""
    return PretendOffice(clock, keys=KEYS)
