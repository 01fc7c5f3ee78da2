"""The one address of Slack's: what is let in, what is told off, what is answered at once."""

import asyncio
import hashlib
import hmac
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from bot.pretend.office import faults
from bot.pretend.slack import SentFault
from tests.bot.frontdesk.room import FRONT_DESK, JO, Desk

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def scene(house, play, **more):
    async def whole(town):
        return await play(Desk(town), town)

    return house(whole, **({"slack": True} | more))


async def send(town, body, kind=JSON, secret=None):
    at = str(int(town.clock.now().timestamp()))
    key = (secret or town.keys.slack_signing_secret).encode()
    signature = "v0=" + hmac.new(key, b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {"content-type": kind, "x-slack-request-timestamp": at, "x-slack-signature": signature}
    return await town.http.post("/slack/events", content=body, headers=headers)


def test_slacks_question_whether_the_address_is_ours_is_answered(house):
    async def play(desk, town):
        assert await desk.slack.verify() == ""
        asked = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
        assert (await send(town, asked, secret="somebody else's")).status_code == 401

    scene(house, play)


def test_without_slack_there_is_no_such_address(house):
    async def play(desk, town):
        assert (await send(town, b"{}")).status_code == 404
        assert (await town.http.get("/desk/page/" + "x" * 43)).status_code == 404
        await town.says("can I talk to a person")
        assert (await town.cards())[0]["kind"] == "asked for a person"

    scene(house, play, slack=False)


@pytest.mark.parametrize("body", [b"{}", b"[1]", b'{"type": "event_callback"}', b"\xff", b""])
def test_what_is_malformed_is_refused_for_good(house, body):
    async def play(desk, town):
        answer = await send(town, body)
        assert 400 <= answer.status_code < 500
        assert answer.content == b""
        assert answer.headers["x-slack-no-retry"] == "1"

    scene(house, play)


def test_another_workspace_is_refused(house):
    async def play(desk, town):
        command = {
            "command": "/today",
            "text": "",
            "user_id": JO,
            "team_id": "T0SOMEBODY",
            "channel_id": FRONT_DESK,
            "trigger_id": "1.1.a",
        }
        assert (await send(town, urlencode(command).encode(), FORM)).status_code == 403

    scene(house, play)


def test_what_was_signed_long_ago_is_refused(house):
    async def play(desk, town):
        body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
        at = str(int((town.clock.now() - timedelta(minutes=6)).timestamp()))
        key = town.keys.slack_signing_secret.encode()
        signature = "v0=" + hmac.new(key, b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        headers = {"content-type": JSON, "x-slack-request-timestamp": at, "x-slack-signature": signature}
        assert (await town.http.post("/slack/events", content=body, headers=headers)).status_code == 401

    scene(house, play)


def test_the_ack_never_waits_for_the_office(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        town.office.faults.always("*", faults.slow(timedelta(seconds=5)))
        for press in ("card:take", "card:read", "card:give_back"):
            before = town.clock.now()
            assert await desk.slack.acts.press(JO, desk.where(), press) == ""
            assert town.clock.now() - before < timedelta(seconds=1)
            await desk.quiet()

    scene(house, play)


def test_while_nobody_can_say_whose_workspace_it_is_slack_is_asked_to_come_again(house):
    async def play(desk, town):
        desk.slack.setup.refuses = "token_revoked"
        assert await desk.slack.acts.command(JO, FRONT_DESK, "/today") == "dispatch_failed"
        desk.slack.setup.refuses = ""
        desk.slack.acts.open_home(JO)
        await desk.quiet()
        assert JO in desk.slack.workspace.homes

    scene(house, play)


def test_a_home_whose_answer_is_lost_is_drawn_all_the_same(house):
    async def play(desk, town):
        desk.slack.faults.requests["event"].append(SentFault(lost=True))
        desk.slack.acts.open_home(JO)
        await asyncio.sleep(120)
        assert JO in desk.slack.workspace.homes
        assert not [trouble for trouble in desk.slack.workspace.trouble if trouble["kind"] == "views.publish"]

    scene(house, play)


def test_a_command_that_is_nobodys_is_told_off_and_a_stranger_hears_whom_to_ask(house):
    async def play(desk, town):
        assert await desk.slack.acts.command(JO, FRONT_DESK, "/nothing-like-it") == ""
        assert any("do not know that command" in text for text in desk.whispers(JO))

    scene(house, play)
