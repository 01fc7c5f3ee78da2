"""What `chairside serve` says before it listens, and how it looks after the store it started."""

from dataclasses import replace
from random import Random
from zoneinfo import ZoneInfo

import httpx
import pytest
import structlog

from bot import serving
from bot.practice import BadOfficeFile
from bot.pretend.clock import WallClock
from bot.pretend.slack import PretendSlack, Setup
from bot.serving import about_slack, listening, tending
from bot.settings import BadSettings, SlackSettings
from bot.store import embedded
from tests.bot.test_start import settings as settings
from tests.bot.vendors import vendors


@pytest.fixture
def slack():
    """A workspace on a real port, and how to reach it."""
    with vendors() as world:
        keys = world.keys
        setup = Setup(keys.slack_bot_token, keys.slack_signing_secret, keys.slack_app_token)
        at, zone = world.at, ZoneInfo("America/Los_Angeles")
        found = PretendSlack(WallClock(), setup, url=at, bot_url=at, http=httpx.AsyncClient(), zone=zone, random=Random(1))
        world.also(found.routes())
        yield SlackSettings(keys.slack_bot_token, keys.slack_signing_secret, api_url=f"{at}/api/")


def test_a_token_that_slack_takes_needs_no_word(settings, slack):
    assert list(about_slack(replace(settings, slack=slack))) == []


def test_a_token_that_slack_does_not_take_is_named_with_where_to_find_it(settings, slack):
    wrong = replace(slack, bot_token="xoxb-somebody-elses")
    (line,) = about_slack(replace(settings, slack=wrong))
    assert "SLACK_BOT_TOKEN (invalid_auth)" in line
    assert "OAuth & Permissions > Bot User OAuth Token" in line
    assert "texted to the alert numbers" in line
    assert "xoxb-" not in line


def test_a_slack_that_is_away_is_said(settings):
    nowhere = SlackSettings("xoxb-1", "x" * 32, api_url="http://127.0.0.1:1/api/")
    (line,) = about_slack(replace(settings, slack=nowhere))
    assert line.startswith("Slack cannot be reached.")


def test_without_slack_the_start_says_where_cards_are_shown(settings):
    (line,) = about_slack(settings)
    assert line == "Slack is not set up: what needs a person is texted to the alert numbers."
    (line,) = about_slack(replace(settings, desk_token="x" * 32))
    assert "shown at /desk/cards and texted" in line


def test_it_does_not_say_that_it_listens_before_it_can(settings, tmp_path, monkeypatch, capsys):
    empty = tmp_path / "offices"
    empty.mkdir()
    monkeypatch.setattr(serving, "settings_from_environment", lambda: replace(settings, offices=empty))
    monkeypatch.setattr("bot.serving.logs.start", lambda **_: None)
    with pytest.raises(BadOfficeFile, match="holds no office file"):
        serving.serve("127.0.0.1", 0, "all")
    assert "Listening" not in capsys.readouterr().err


def test_what_cannot_be_listened_on_is_said_with_the_option_to_change():
    with listening("127.0.0.1", 0) as (_, port):
        with pytest.raises(BadSettings, match="choose another with --port"), listening("127.0.0.1", port):
            pass
        with pytest.raises(BadSettings, match="choose another with --host"), listening("300.1.1.1", port):
            pass


async def test_a_store_that_cannot_be_started_again_is_said_and_does_not_stop_the_bot(tmp_path, monkeypatch):
    def fails(_):
        raise embedded.NoServer("no server")

    with embedded.start(tmp_path, fsync=False) as server, structlog.testing.capture_logs() as logged:
        await tending(server)()
        assert logged == []
        monkeypatch.setattr(embedded.Embedded, "tend", fails)
        await tending(server)()
    assert logged == [{"event": "store", "why": "NoServer", "log_level": "error"}]
