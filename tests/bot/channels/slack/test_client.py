"""What an answer of Slack's means, and where we post to at all."""

import json

import httpx
import pytest

from bot.channels.slack.blocks import Said, escaped, message, mrkdwn, plain
from bot.channels.slack.client import Busy, Fine, NotSent, Refused, Slack, Unsure, outcome
from bot.wire import Answer


def said(status=200, **body):
    return outcome(Answer(status, json.dumps(body).encode()))


def test_only_ok_true_is_a_yes():
    assert said(ok=True, ts="1.1") == Fine({"ok": True, "ts": "1.1"})
    assert isinstance(said(ok=1), Unsure)
    assert isinstance(said(ok=False), Unsure)
    assert said(ok=False, error="msg_too_long") == Refused("msg_too_long")


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_slacks_own_trouble_is_neither_yes_nor_no(error):
    assert isinstance(said(ok=False, error=error), Unsure)


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "missing_scope", "not_in_channel", "is_archived"])
def test_what_somebody_must_set_right_waits_and_says_so(error):
    found = said(ok=False, error=error, needed="chat:write")
    assert isinstance(found, Busy)
    assert error in found.alarm
    assert "chat:write" in found.alarm


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, b"", Busy),
        (500, b"", Unsure),
        (503, b"x", Unsure),
        (404, b"", Busy),
        (200, b"<html>", Unsure),
        (200, b"[]", Unsure),
    ],
)
def test_what_is_no_answer_of_slacks_is_told_apart(status, body, kind):
    assert isinstance(outcome(Answer(status, body)), kind)


class Caller:
    def __init__(self, answer):
        self.asked = []
        self.http = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))
        self.answer = answer

    def _answer(self, request):
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def test_what_never_left_is_told_from_what_may_have_arrived():
    for error, kind in ((httpx.ConnectError("x"), NotSent), (httpx.ReadError("x"), Unsure)):
        caller = Caller(error)
        assert isinstance(await Slack(caller.http, "https://slack.com/api/", "xoxb-1").call("auth.test", {}), kind)
        assert len(caller.asked) == 1  # nothing tries again by itself


@pytest.mark.parametrize(
    ("api", "url", "allowed"),
    [
        ("https://slack.com/api/", "https://hooks.slack.com/commands/T/1/x", True),
        ("https://slack.com/api/", "http://hooks.slack.com/commands/T/1/x", False),
        ("https://slack.com/api/", "https://hooks.slack.com.evil.example/x", False),
        ("https://slack.com/api/", "https://evil.example/?hooks.slack.com", False),
        ("https://slack.com/api/", "https://slack.com/api/x", False),
        ("https://slack.com/api/", "https://hooks.slack.com@evil.example/x", False),
        ("https://slack.com/api/", "http://[::1", False),
        ("https://slack.com/api/", "", False),
        ("http://localhost:9000/api/", "http://localhost:9000/respond/x", True),
        ("http://localhost:9000/api/", "http://localhost:9001/respond/x", False),
    ],
)
async def test_an_answer_goes_to_slack_and_nowhere_else(api, url, allowed):
    caller = Caller(httpx.Response(200, json={"ok": True}))
    done = await Slack(caller.http, api, "xoxb-1").respond(url, Said("hi"))
    assert isinstance(done, Fine) is allowed
    assert bool(caller.asked) is allowed
    assert all("authorization" not in request.headers for request in caller.asked)


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        (b"ok", True),
        (b"", True),
        (b'{"ok": true}', True),
        (b'{"ok": false, "error": "x"}', False),
        (b"<html>", False),
        (b'{"o', False),
    ],
)
async def test_an_answer_is_taken_only_where_slack_says_so(body, taken):
    caller = Caller(httpx.Response(200, content=body))
    done = await Slack(caller.http, "https://slack.com/api/", "xoxb-1").respond("https://hooks.slack.com/x", Said("hi"))
    assert isinstance(done, Fine) is taken


def test_what_a_patient_wrote_becomes_neither_mention_nor_link_nor_markup():
    text = "<!channel> <@U1> <https://evil.example|Approve> & *bold*"
    assert plain(text) == {"type": "plain_text", "text": text, "emoji": False}
    assert escaped(text) == "&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|Approve&gt; &amp; *bold*"
    assert mrkdwn("x")["verbatim"] is True
    sent = message(Said("x" * 9000, ({"type": "divider"},) * 60))
    assert (len(sent["text"]), len(sent["blocks"])) == (4000, 50)
    assert (sent["parse"], sent["link_names"], sent["unfurl_links"], sent["unfurl_media"]) == ("none", False, False, False)


@pytest.mark.parametrize("most", [1, 75, 3000])
def test_a_text_is_never_longer_than_slack_takes_and_never_empty(most):
    assert len(plain("x" * 9000, most)["text"]) == most
    assert plain("")["text"] == " "
