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


@pytest.fixture
async def visit(api):
    """A visit of Ana's, in the hygiene chair in December."""
    return await api.made(
        "/appointments", PatNum=1, Op=3, AptDateTime="2026-12-01 08:00:00", AppointmentTypeNum=12, Note="first"
    )
