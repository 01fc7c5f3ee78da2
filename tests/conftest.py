"""The real store for every test: one Valkey for the session, emptied before each test."""

import os

import pytest
import redis.asyncio as aioredis
from hypothesis import settings

from bot.store import Seal, Store, embedded

SECRET = bytes(range(32))

# What takes long, in the order in which it begins: what waits stands beside what computes.
LONG = tuple(
    f"tests/{it}"
    for it in "faults/ e2e/test_serve flows/test_walk e2e/ bot/frontdesk/test_over_sockets page/ bot/test_the_ask".split()
)

# Tests bound work, never time: a loaded machine is no failure.
settings.register_profile("chairside", deadline=None)
settings.load_profile("chairside")


def pytest_xdist_auto_num_workers(config):
    """One more than a small machine has cores: the tests that kill real processes mostly wait."""
    return max(3, os.cpu_count() or 1)


def pytest_collection_modifyitems(items):
    """Begin with what takes long: a file stays with one worker, and the last one alone would keep everybody waiting."""
    items.sort(key=lambda item: next((n for n, long in enumerate(LONG) if item.nodeid.startswith(long)), len(LONG)))


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory):
    with embedded.start(tmp_path_factory.mktemp("home"), fsync=False) as server:
        yield server.url


@pytest.fixture
async def client(valkey_url):
    connection = aioredis.from_url(valkey_url)
    await connection.flushall()
    yield connection
    await connection.aclose()


@pytest.fixture
async def store(client):
    opened = Store(client, "tag", Seal(SECRET), "worker-1")
    await opened.open(None, 0)
    return opened


@pytest.fixture
def house(valkey_url, tmp_path):
    """Run a scene in the whole house, in virtual time: `house(scene)`. See tests/house.py."""
    from tests.house import play
    from tests.virtual import VirtualRedis

    return lambda scene, **more: play(scene, lambda: VirtualRedis.from_url(valkey_url), tmp_path, **more)
