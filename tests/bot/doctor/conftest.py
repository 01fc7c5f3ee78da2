"""A bot where all is well, for a test to spoil."""

import pytest
import redis

from tests.bot.doctor.clinic import bot_of


@pytest.fixture
def bot(tmp_path, valkey_url):
    with redis.from_url(valkey_url) as store:
        store.flushall()
    with bot_of(tmp_path, valkey_url) as bot:
        yield bot
