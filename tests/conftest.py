"""The real store for every test: one Valkey for the session, emptied before each test."""

import pytest
import redis.asyncio as aioredis

from bot.store import Seal, Store, embedded

SECRET = bytes(range(32))


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
def store(client):
    return Store(client, "tag", Seal(SECRET), "worker-1")
