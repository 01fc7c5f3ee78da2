"""bolt's app as we set it: what it must not do, it does not."""

import logging
import re

import pytest
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.bolting import dispatched, made

COMMAND = {
    "command": "/today",
    "team_id": "T1",
    "user_id": "U1",
    "response_url": "https://evil.example/x",
    "text": "canary7f3a91",
}
EVENT = {"type": "event_callback", "team_id": "T1", "event": {"type": "message", "text": "canary7f3a91", "bot_id": "B1"}}
MALFORMED = (
    {"type": "block_actions", "actions": []},
    {"type": "block_actions", "actions": 5},
    {"type": "event_callback", "event": 5},
    {"user": 5},
    {"team": 5},
    {"authorizations": [5]},
    {"response_urls": [{}, {}]},
    {"enterprise": 1.5},
    {"view": 5, "type": "view_submission"},
)


@pytest.fixture
def calls(monkeypatch):
    """Every call of the Web API that bolt makes of itself."""
    made_calls = []

    async def call(self, method, **more):
        made_calls.append(method)
        raise AssertionError(method)

    monkeypatch.setattr(AsyncWebClient, "api_call", call)
    return made_calls


def heard(app, *, fails=None):
    came = []

    async def listens(body, ack):
        came.append(body)
        if fails:
            raise fails
        await ack({"options": []})

    app.command(re.compile(""))(listens)
    app.event("message")(listens)
    return came


async def test_slack_is_asked_nothing_and_answered_nowhere_but_in_the_ack(calls):
    app = made("http://127.0.0.1:1/api/")
    came = heard(app)
    for payload in (COMMAND, COMMAND | {"team_id": "T2"}, EVENT, {k: v for k, v in COMMAND.items() if k != "team_id"}):
        answer = await dispatched(app, payload)
        assert (answer.status, answer.body) == (200, '{"options": []}')
    assert len(came) == 4
    assert not calls


async def test_an_event_is_acked_when_its_listener_is_through_and_not_before():
    app = made("http://127.0.0.1:1/api/")
    heard(app, fails=ConnectionError("canary7f3a91"))
    answer = await dispatched(app, EVENT)
    assert answer.status == 500  # which a listener of ours never leaves to bolt


async def test_slacks_question_whether_the_address_is_ours_needs_no_listener():
    answer = await dispatched(made("http://127.0.0.1:1/api/"), {"type": "url_verification", "challenge": "c"})
    assert (answer.status, answer.body) == (200, '{"challenge": "c"}')


@pytest.mark.parametrize("payload", MALFORMED)
async def test_what_bolt_fails_on_is_told_and_not_thrown(payload):
    app = made("http://127.0.0.1:1/api/")
    came = heard(app)
    answer = await dispatched(app, payload)
    assert answer is None or answer.status != 200
    assert not came


async def test_no_word_of_what_comes_stands_in_a_log(caplog):
    app = made("http://127.0.0.1:1/api/")
    with caplog.at_level(logging.DEBUG):
        await dispatched(app, COMMAND)  # nobody listens: bolt warns, with the whole body
        heard(app, fails=ValueError("canary7f3a91"))
        await dispatched(app, COMMAND)
        for payload in MALFORMED:
            await dispatched(app, payload | {"text": "canary7f3a91"})
    assert "canary7f3a91" not in caplog.text


def test_it_never_posts_again_and_could_post_nothing():
    client = made("http://127.0.0.1:1/api/").client
    assert client.retry_handlers == []
    assert client.token is None


class Connection:
    """The client of a socket, which keeps what would be sent."""

    def __init__(self):
        self.logger, self.sent = logging.getLogger("nobody"), []

    async def send_socket_mode_response(self, response):
        self.sent.append(response.to_dict())


@pytest.mark.parametrize(("status", "acked"), [(200, 1), (503, 0), (400, 0), (403, 0)])
async def test_an_envelope_is_acked_for_a_200_alone(status, acked):
    """bolt's own two steps of Socket Mode: what the store could not take comes again."""
    app, connection = made("http://127.0.0.1:1/api/"), Connection()

    async def listens(body):
        return BoltResponse(status=status)

    app.event("message")(listens)
    request = SocketModeRequest("events_api", "envelope", EVENT)
    await send_async_response(connection, request, await run_async_bolt_app(app, request), 0)
    assert connection.sent == [{"envelope_id": "envelope"}] * acked
