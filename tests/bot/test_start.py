"""What is wrong is found before anything listens, in one sentence."""

from dataclasses import replace

import pytest

from bot.app import asgi
from bot.pretend.keys import Keys, office_file
from bot.settings import BadSettings, Settings
from bot.store import Seal, Store, read_secret, tag_of


@pytest.fixture
def settings(tmp_path):
    keys = Keys.fresh()
    office = tmp_path / "maple.toml"
    office.write_text(office_file(keys))
    return Settings(
        home=tmp_path / "home",
        offices=office,
        secret=read_secret(keys.secret),
        redis_url=None,
        public_url="http://127.0.0.1:1",
        opendental_url="http://127.0.0.1:1/api/v1",
        opendental_developer_key=keys.developer_key,
        opendental_customer_key=keys.customer_key,
        twilio_account_sid=keys.account_sid,
        twilio_auth_token=keys.auth_token,
    )


async def opened(client, settings):
    await Store(client, tag_of(settings.opendental_customer_key), Seal(settings.secret), "worker").open(None, 0)


async def test_a_store_sealed_with_this_secret_and_an_empty_one_are_fine(client, settings, valkey_url):
    asgi(settings, valkey_url)
    await opened(client, settings)
    asgi(settings, valkey_url)


async def test_a_store_sealed_with_another_secret_stops_the_start(client, settings, valkey_url):
    await opened(client, settings)
    with pytest.raises(BadSettings, match=r"^CHAIRSIDE_SECRET is not the one the store was sealed with"):
        asgi(replace(settings, secret=bytes(range(32))), valkey_url)


async def test_a_home_that_cannot_be_written_stops_the_start_of_whoever_works(client, settings, valkey_url):
    settings.home.write_text("a file in its place")
    with pytest.raises(BadSettings, match=r"^CHAIRSIDE_HOME: .* cannot be written"):
        asgi(settings, valkey_url)
    asgi(settings, valkey_url, role="web")


async def test_a_store_that_does_not_answer_stops_the_start(settings):
    with pytest.raises(BadSettings, match=r"^REDIS_URL: no store answers there"):
        asgi(settings, "redis://127.0.0.1:1/0")
