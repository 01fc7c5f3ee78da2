"""What reaches the bot when somebody types, presses or chooses, field by field as documented; and what they then see."""

import asyncio
from datetime import timedelta

import pytest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.webhook.async_client import AsyncWebhookClient
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.pretend.planning import plan_slack
from bot.pretend.slack import people
from bot.pretend.slack.signing import signed
from tests.bot.pretend.slack.rig import SECRET, Sent, rig

DESK, JO, PRIYA, TESS, OLA = people.FRONT_DESK, people.JO, people.PRIYA, people.TESS, people.OLA
FIELDS = {"type": "plain_text", "text": "Take"}
TAKE = {"type": "button", "action_id": "take", "text": FIELDS, "value": "12.open"}
CARD = [{"type": "actions", "block_id": "card", "elements": [TAKE, {"type": "datepicker", "action_id": "day"}]}]


async def card(slack):
    return (await slack.web.chat_postMessage(channel=DESK, text="Card 12", blocks=CARD))["ts"]


async def press(slack, ts, user=JO, **more):
    return (await slack.ask("press", user=user, channel=DESK, ts=ts, action_id="take", **more))["failed"]


def of(slack, kind) -> Sent:
    return next(sent for sent in slack.bot.got if sent.kind == kind)


def test_the_signature_is_the_published_one():
    """Source: reference/twilio-and-slack.md, section 8.1."""
    from datetime import UTC, datetime

    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    headers = signed("8f742231b10e8888abcd99yyyzzz85a5", datetime.fromtimestamp(1531420618, UTC), body)
    assert headers["X-Slack-Signature"] == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


# --- commands --------------------------------------------------------------------------------------------------------


async def test_a_command_has_every_documented_field(slack):
    assert (await slack.ask("command", user=JO, channel=DESK, text="/slots cleaning & x-rays tue")) == {"failed": ""}
    sent = of(slack, "command")
    assert set(sent.said) == {
        "token",
        "team_id",
        "team_domain",
        "channel_id",
        "channel_name",
        "user_id",
        "user_name",
        "command",
        "text",
        "api_app_id",
        "is_enterprise_install",
        "response_url",
        "trigger_id",
    }
    assert (sent.said["command"], sent.said["text"]) == ("/slots", "cleaning & x-rays tue")
    assert (sent.said["user_id"], sent.said["channel_id"], sent.said["channel_name"]) == (JO, DESK, "front-desk")
    assert sent.headers["content-type"] == "application/x-www-form-urlencoded"
    assert not SignatureVerifier("another secret").is_valid_request(sent.body, sent.headers)
    assert not SignatureVerifier(SECRET).is_valid_request(sent.body + b"&x=1", sent.headers)


@pytest.mark.parametrize(
    ("answer", "whisper", "to_all"),
    [
        (Response(), None, False),
        (PlainTextResponse("at once"), "at once", False),
        ({"text": "a whisper"}, "a whisper", False),
        ({"response_type": "in_channel", "text": "for all"}, "for all", True),
    ],
)
async def test_the_answer_to_a_command_is_shown_to_whom_it_is_for(slack, answer, whisper, to_all):
    slack.bot.answers.append(answer)
    await slack.ask("command", user=JO, channel=DESK, text="/today")
    seen = [m["text"] for m in await slack.seen(DESK, JO)]
    assert seen == ([whisper] if whisper else [])
    assert [m["text"] for m in await slack.seen(DESK, PRIYA)] == (seen if to_all else [])


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (Response(status_code=404), "dispatch_failed"),
        (Response(status_code=500), "dispatch_failed"),
        (JSONResponse([1]), "invalid_command_response"),
        ({"blocks": [{"type": "nonsense"}]}, "invalid_command_response"),
    ],
)
async def test_a_command_that_fails_says_so_to_its_user_and_is_not_tried_again(slack, answer, failed):
    slack.bot.answers.append(answer)
    assert (await slack.ask("command", user=JO, channel=DESK, text="/today"))["failed"] == failed
    (said,) = await slack.seen(DESK, JO)
    assert (said["slackbot"], failed in said["text"]) == (True, True)
    slack.clock.forward(timedelta(minutes=10))
    assert len(slack.bot.got) == 1


async def test_a_command_not_answered_within_three_seconds_has_failed_although_the_bot_works_on(slack):
    slack.bot.held = asyncio.Event()
    asked = asyncio.create_task(slack.ask("command", user=JO, channel=DESK, text="/today"))
    await slack.bot.hears(1)
    slack.clock.forward(timedelta(seconds=2.9))
    await slack.ask("people")
    assert not asked.done()
    slack.clock.forward(timedelta(seconds=0.1))
    assert (await asked)["failed"] == "operation_timeout"
    slack.bot.held.set()


async def test_a_command_the_app_does_not_have_never_reaches_it():
    async with rig(commands=frozenset({"/today"})) as slack:
        assert (await slack.ask("command", user=JO, channel=DESK, text="/shout"))["failed"] == "unknown_command"
        assert slack.bot.got == []


async def test_who_is_not_in_a_channel_does_nothing_there(slack):
    for path, more in (("command", {"text": "/today"}), ("say", {"text": "hi"})):
        assert await slack.ask(path, user=OLA, channel=DESK, **more) == {"error": "That person is not in that channel."}
    assert "no such person" in (await slack.ask("say", user="U0NOBODY01", channel=DESK, text="hi"))["error"]
    assert "slash" in (await slack.ask("command", user=JO, channel=DESK, text="today"))["error"]


# --- presses ---------------------------------------------------------------------------------------------------------


async def test_a_press_has_every_documented_field(slack):
    ts = await card(slack)
    assert await press(slack, ts, values={"card": {"day": "2026-12-01"}}) == ""
    said = of(slack, "block_actions").said
    assert set(said) == {
        "type",
        "team",
        "user",
        "api_app_id",
        "token",
        "enterprise",
        "is_enterprise_install",
        "container",
        "channel",
        "message",
        "response_url",
        "trigger_id",
        "actions",
        "state",
    }
    assert said["user"] == {"id": JO, "username": "jo", "name": "jo", "team_id": people.TEAM}
    assert said["container"] == {"type": "message", "message_ts": ts, "channel_id": DESK, "is_ephemeral": False}
    (action,) = said["actions"]
    assert {
        "type": "button",
        "action_id": "take",
        "block_id": "card",
        "value": "12.open",
        "text": FIELDS,
    }.items() <= action.items()
    assert said["state"]["values"] == {"card": {"day": {"type": "datepicker", "selected_date": "2026-12-01"}}}
    assert said["message"]["blocks"][0]["block_id"] == "card"


async def test_something_chosen_says_what(slack):
    ts = await card(slack)
    asked = {"user": JO, "channel": DESK, "ts": ts, "action_id": "day"}
    assert await slack.ask("press", **asked, value="2026-12-02") == {"failed": ""}
    (action,) = of(slack, "block_actions").said["actions"]
    assert (action["type"], action["selected_date"]) == ("datepicker", "2026-12-02")
    assert "no day" in (await slack.ask("press", **asked, value="12/02/2026"))["error"]
    assert "nothing with the action_id" in (await slack.ask("press", **(asked | {"action_id": "gone"})))["error"]


async def test_a_stranger_and_a_guest_press_under_their_own_team(slack):
    shared = (await slack.web.chat_postMessage(channel=people.LAB, text="x", blocks=CARD))["ts"]
    await slack.ask("press", user=OLA, channel=people.LAB, ts=shared, action_id="take")
    await press(slack, await card(slack), user=TESS)
    teams = [sent.said["user"]["team_id"] for sent in slack.bot.got if sent.kind == "block_actions"]
    assert teams == [people.OTHER_TEAM, people.TEAM]


async def test_a_press_nobody_answers_shows_a_warning(slack):
    ts = await card(slack)
    await slack.bot.hears(1)  # the event about the card itself
    slack.bot.answers.append(Response(status_code=500))
    assert await press(slack, ts) == "no_answer"


async def test_an_old_button_can_be_pressed_for_ever(slack):
    ts = await card(slack)
    slack.clock.forward(timedelta(days=300))
    assert await press(slack, ts) == ""
    await slack.web.chat_update(channel=DESK, ts=ts, text="Card 12, done", blocks=[{"type": "divider"}])
    assert "nothing with the action_id" in (await slack.ask("press", user=JO, channel=DESK, ts=ts, action_id="take"))["error"]


async def test_one_click_can_arrive_twice_late_or_not_at_all(slack):
    ts = await card(slack)
    await slack.bot.hears(1)
    plan_slack(slack.faults, {"sent": "action", "copies": 2})
    assert await press(slack, ts) == ""
    await slack.bot.hears(3)
    first, second = (sent.said for sent in slack.bot.got if sent.kind == "block_actions")
    assert first["trigger_id"] == second["trigger_id"]  # one click: that is how a bot can tell

    plan_slack(slack.faults, {"sent": "action", "lost": True})
    assert await press(slack, ts) == "no_answer"
    assert len(slack.bot.got) == 4  # and yet it was heard

    plan_slack(slack.faults, {"sent": "action", "copies": 0})
    asked = asyncio.create_task(press(slack, ts))
    await slack.passes(timedelta(seconds=3))
    assert await asked == "no_answer"
    assert len(slack.bot.got) == 4


# --- response_url ----------------------------------------------------------------------------------------------------


async def command_url(slack):
    await slack.ask("command", user=JO, channel=DESK, text="/today")
    return slack.bot.got[-1].said["response_url"]


async def test_a_response_url_is_good_five_times(slack):
    respond = AsyncWebhookClient(await command_url(slack))
    for n in range(5):
        assert (await respond.send(text=str(n))).status_code == 200
    last = await respond.send(text="6")
    assert (last.status_code, last.body) == (404, '{"ok":false,"error":"used_url"}')
    assert [m["text"] for m in await slack.seen(DESK, JO)] == list("01234")


async def test_a_response_url_is_good_for_half_an_hour(slack):
    url = await command_url(slack)
    slack.clock.forward(timedelta(minutes=29, seconds=50))
    assert (await AsyncWebhookClient(url).send(text="in time")).status_code == 200
    slack.clock.forward(timedelta(seconds=11))
    last = await AsyncWebhookClient(url).send(text="late")
    assert (last.status_code, last.body) == (404, '{"ok":false,"error":"expired_url"}')
    assert (await AsyncWebhookClient(url[:-4] + "0000").send(text="guessed")).status_code == 404


async def test_the_pressed_message_is_replaced_or_deleted_through_its_response_url(slack):
    await press(slack, ts := await card(slack))
    respond = AsyncWebhookClient(of(slack, "block_actions").said["response_url"])
    await respond.send(text="Card 12: taken by Jo", replace_original=True)
    assert [(m["ts"], m["text"], m["blocks"]) for m in await slack.seen(DESK)] == [(ts, "Card 12: taken by Jo", [])]
    await respond.send(delete_original=True)
    assert await slack.seen(DESK) == []
    assert (await respond.send(text="x", replace_original=True)).status_code == 404


async def test_a_whisper_can_only_be_changed_through_its_own_buttons(slack):
    await slack.web.chat_postEphemeral(channel=DESK, user=JO, text="only you", blocks=CARD)
    (whisper,) = await slack.seen(DESK, JO)
    await press(slack, whisper["ts"])
    said = of(slack, "block_actions").said
    assert (said["container"]["is_ephemeral"], "message" in said) == (True, False)
    await AsyncWebhookClient(said["response_url"]).send(text="done", replace_original=True)
    assert [(m["text"], m["only_for"]) for m in await slack.seen(DESK, JO)] == [("done", JO)]
    assert (
        "no such message" in (await slack.ask("press", user=PRIYA, channel=DESK, ts=whisper["ts"], action_id="take"))["error"]
    )


async def test_what_a_message_cannot_be_a_response_url_does_not_take_either(slack):
    url = await command_url(slack)
    answer = await slack.http.post(url, json={"blocks": [{"type": "nonsense"}]})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_blocks")
    assert (await slack.http.post(url, content=b"[")).json()["error"] == "invalid_payload"
