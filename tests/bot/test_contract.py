"""What other tools rely on: commands, settings and routes have the names and defaults that were promised (the contracts)."""

import re

import pytest
import typer.main

from bot import cli
from bot.settings import BadSettings, read_settings
from tests.bot.test_settings import GOOD

COMMANDS = {
    "serve": {"--host": "127.0.0.1", "--port": 8000, "--role": "all"},
    "pretend": {"--port": 9000, "--bot": "http://localhost:8000"},
    "demo": {"--port": 8000},
    "chat": {},
    "doctor": {},
    "init": {},
    "draw": {},
}
NEEDED = (
    *("CHAIRSIDE_OFFICES", "CHAIRSIDE_SECRET", "PUBLIC_URL", "OPENDENTAL_DEVELOPER_KEY"),
    *("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
)
ROUTES = {
    *("POST /twilio/sms", "POST /twilio/status", "POST /twilio/voice"),
    *("POST /slack/events", "GET /desk/page/{token}", "POST /desk/page/{token}"),
    *("GET /health/live", "GET /health/ready", "GET /metrics"),
    *("GET /desk/cards", "POST /desk/cards/{number}"),
}
PRETEND = {"GET /", "GET /docs", "POST /pretend/texts", "GET /pretend/phones/{number}", "POST /pretend/clock"}


def named(routes):
    return {
        f"{method} {route.path}" for route in routes for method in (getattr(route, "methods", None) or ()) if method != "HEAD"
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_options_with_their_defaults(name):
    command = typer.main.get_command(cli.app).commands[name]
    options = {option: parameter.default for parameter in command.params for option in parameter.opts}
    assert COMMANDS[name].items() <= options.items()
    assert re.fullmatch(r"[A-Z].*[.].*", command.help, re.DOTALL)


def test_the_settings_that_must_be_set_are_these():
    assert set(NEEDED) | {"OPENDENTAL_CUSTOMER_KEY"} == set(GOOD)
    for name in NEEDED:
        with pytest.raises(BadSettings, match=f"^{name} is not set"):
            read_settings({key: value for key, value in GOOD.items() if key != name})


def test_the_settings_that_may_be_left_out_have_their_defaults():
    found = read_settings(GOOD)
    assert str(found.home) == ".chairside"
    assert (found.redis_url, found.desk_token, found.slack, found.twilio_other_token) == (None, None, None, None)
    assert found.opendental_url == "https://api.opendental.com/api/v1"
    assert found.twilio_api_url == "https://api.twilio.com"
    assert found.interval(None).total_seconds() == 1
    assert found.page_size(None) == 100


def test_the_settings_that_may_be_set_are_these():
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s" * 32, "SLACK_APP_TOKEN": "xapp-1"}
    found = read_settings(
        GOOD
        | slack
        | {
            "CHAIRSIDE_HOME": "/home/chairside",
            "REDIS_URL": "redis://store:6379/0",
            "OPENDENTAL_URL": "http://localhost:30223/api/v1",
            "TWILIO_API_URL": "http://localhost:9000",
            "SLACK_API_URL": "http://localhost:9000/api/",
            "CHAIRSIDE_DESK_TOKEN": "d" * 48,
        }
    )
    assert (str(found.home), found.redis_url) == ("/home/chairside", "redis://store:6379/0")
    assert (found.opendental_url, found.twilio_api_url) == ("http://localhost:30223/api/v1", "http://localhost:9000")
    assert found.desk_token == "d" * 48
    assert found.slack is not None
    assert (found.slack.api_url, found.slack.app_token) == ("http://localhost:9000/api/", "xapp-1")
    assert (found.slack.bot_token, found.slack.signing_secret) == ("xoxb-1", "s" * 32)
    assert (found.interval(None).total_seconds(), found.page_size(None)) == (0, 1000)


def test_the_routes_are_these_and_the_vendors_are_at_their_own_paths(house):
    async def scene(town):
        return town.bot.routes(), town.world.routes()

    bot, world = house(scene, slack=True)
    assert named(bot) == ROUTES
    assert named(world) >= PRETEND
    paths = [route.path for route in world]
    assert all(any(path.startswith(vendor) for path in paths) for vendor in ("/api/v1/", "/2010-04-01/", "/api/{method}"))
