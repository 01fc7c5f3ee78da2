"""What the bot is told of by itself, and how often: three seconds, three more tries, each saying why."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.pretend.planning import plan_slack
from bot.pretend.slack import people
from bot.pretend.slack.outgoing import AGAIN_AFTER, ANSWERS_WITHIN, LOOK
from tests.bot.pretend.slack.rig import rig

DESK, JO = people.FRONT_DESK, people.JO


async def say(slack, text="hello", **more):
    return (await slack.ask("say", user=JO, channel=DESK, text=text, **more))["ts"]


async def test_a_message_has_every_documented_field(slack):
    ts = await say(slack, "5 < 6 & @priya, @channel")
    (sent,) = await slack.bot.hears(1)
    assert {
        "token",
        "team_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
        "is_ext_shared_channel",
    } <= set(sent.said)
    assert (sent.said["type"], sent.said["team_id"], sent.headers["content-type"]) == (
        "event_callback",
        people.TEAM,
        "application/json",
    )
    event = sent.said["event"]
    assert (event["type"], event["user"], event["channel"], event["ts"], event["event_ts"]) == ("message", JO, DESK, ts, ts)
    assert (event["channel_type"], event["text"]) == ("channel", f"5 &lt; 6 &amp; <@{people.PRIYA}>, <!channel>")
    assert sent.said["authorizations"][0]["user_id"] == people.BOT_USER
    assert sent.retry == (None, None)


async def test_an_answer_in_a_thread_names_its_parent(slack):
    parent = (await slack.web.chat_postMessage(channel=DESK, text="Card 12"))["ts"]
    await say(slack, "on it", thread_ts=parent)
    event = (await slack.bot.hears(2))[1].said["event"]
    assert (event["thread_ts"], event["parent_user_id"]) == (parent, people.BOT_USER)


async def test_the_bot_hears_itself_and_its_own_changes(slack):
    ts = (await slack.web.chat_postMessage(channel=DESK, text="Card 12"))["ts"]
    await slack.web.chat_update(channel=DESK, ts=ts, text="Card 12, taken")
    await slack.web.chat_delete(channel=DESK, ts=ts)
    sent = await slack.bot.hears(3)
    events = sorted((one.said["event"] for one in sent), key=lambda event: event["event_ts"])
    assert [event.get("subtype") for event in events] == [None, "message_changed", "message_deleted"]
    assert events[0]["bot_id"] == people.BOT_ID
    assert (events[1]["message"]["text"], events[1]["previous_message"]["text"]) == ("Card 12, taken", "Card 12")


async def test_a_mention_is_told_twice_under_one_ts(slack):
    await say(slack, "@chairside help")
    events = [sent.said for sent in await slack.bot.hears(2)]
    assert sorted(one["event"]["type"] for one in events) == ["app_mention", "message"]
    assert len({one["event_id"] for one in events}) == 2
    assert len({one["event"]["ts"] for one in events}) == 1


async def test_where_the_bot_is_not_it_hears_nothing(slack):
    await slack.ask("say", user=JO, channel=people.GENERAL, text="hello")
    await slack.ask("setup", events=["message.im"])
    await say(slack)
    await slack.ask("say", user=JO, channel=f"D{JO[1:]}", text="between us")
    (sent,) = await slack.bot.hears(1)
    assert (sent.said["event"]["channel_type"], sent.said["event"]["text"]) == ("im", "between us")


async def test_a_message_from_another_workspace_says_so(slack):
    await slack.ask("say", user=people.OLA, channel=people.LAB, text="the crown is ready")
    (sent,) = await slack.bot.hears(1)
    assert (sent.said["event"]["user_team"], sent.said["is_ext_shared_channel"]) == (people.OTHER_TEAM, True)


async def test_home_opened_brings_the_view_that_is_there(slack):
    await slack.ask("home", user=JO)
    (first,) = await slack.bot.hears(1)
    assert (first.kind, first.said["event"]["tab"], "view" in first.said["event"]) == ("app_home_opened", "home", False)
    await slack.web.views_publish(user_id=JO, view={"type": "home", "blocks": []})
    await slack.ask("home", user=JO)
    assert (await slack.bot.hears(2))[1].said["event"]["view"]["type"] == "home"
    assert "another workspace" in (await slack.ask("home", user=people.OLA))["error"]


async def test_the_app_taken_out_is_always_told_of(slack):
    await slack.ask("setup", events=[])
    await slack.ask("event", type="app_uninstalled")
    await slack.bot.hears(1)
    await slack.ask("event", type="tokens_revoked")
    assert [sent.kind for sent in await slack.bot.hears(2)] == ["app_uninstalled", "tokens_revoked"]


async def test_the_address_is_verified_by_a_challenge(slack):
    slack.bot.answers.append(Response(status_code=404))
    assert await slack.ask("verify", x=1) == {"why": "status 404"}
    assert await slack.ask("verify", x=1) == {"why": "challenge_failed"}
    assert slack.bot.got[-1].said["type"] == "url_verification"


# --- again and again -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Response(status_code=500), "http_error"),
        (Response(status_code=404), "http_error"),
        (RedirectResponse("/slack/events", 307), "too_many_redirects"),
    ],
)
async def test_a_failed_event_comes_again_at_once_after_a_minute_and_after_five(slack, answer, reason):
    slack.bot.answers.extend([answer] * 20)
    await say(slack)
    await slack.bot.hears(1)
    for pause in AGAIN_AFTER:
        await slack.passes(pause)
    await slack.settled()
    tries = [sent for sent in slack.bot.got if reason != "too_many_redirects"] or slack.bot.got[::3]
    assert [sent.retry for sent in tries] == [(None, None), ("1", reason), ("2", reason), ("3", reason)]
    assert len({sent.said["event_id"] for sent in tries}) == 1
    assert [trouble["why"] for trouble in slack.slack.workspace.trouble] == [reason]


async def test_silence_for_three_seconds_is_tried_again_while_the_first_still_runs(slack):
    slack.bot.held = asyncio.Event()
    await say(slack)
    await slack.bot.hears(1)
    await slack.passes(ANSWERS_WITHIN)
    await slack.passes(AGAIN_AFTER[0])
    assert (await slack.bot.hears(2))[1].retry == ("1", "http_timeout")
    slack.bot.held.set()
    await slack.settled()
    assert len(slack.bot.got) == 2


async def test_the_bot_can_forbid_further_tries(slack):
    slack.bot.answers.append(Response(status_code=500, headers={"X-Slack-No-Retry": "1"}))
    await say(slack)
    await slack.bot.hears(1)
    await slack.settled()
    assert len(slack.bot.got) == 1


async def test_nobody_there_is_a_failed_connection(slack):
    class Nobody(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            raise httpx.ConnectError("refused")

    slack.slack._outgoing._http = httpx.AsyncClient(transport=Nobody())
    assert (await slack.ask("command", user=JO, channel=DESK, text="/today"))["failed"] == "dispatch_failed"
    assert slack.slack.workspace.trouble[-1]["why"] == "connection_failed"


async def test_an_event_can_come_twice_or_after_the_next_one(slack):
    plan_slack(slack.faults, {"sent": "event", "copies": 3})
    await say(slack, "thrice")
    sent = await slack.bot.hears(3)
    assert len({one.said["event_id"] for one in sent}) == 1
    plan_slack(slack.faults, {"sent": "event", "after_next": True})
    await say(slack, "first")
    await say(slack, "second")
    await slack.bot.hears(4)
    await slack.passes(LOOK)
    assert [one.said["event"]["text"] for one in (await slack.bot.hears(5))[3:]] == ["second", "first"]


async def test_a_lost_answer_means_a_second_delivery(slack):
    plan_slack(slack.faults, {"sent": "event", "lost": True})
    await say(slack)
    await slack.bot.hears(1)
    await slack.passes(AGAIN_AFTER[0])
    assert [sent.retry[0] for sent in await slack.bot.hears(2)] == [None, "1"]


async def test_a_stamp_is_the_time_of_the_try_not_of_the_event():
    """Else the third try, six minutes later, would look like a replay to every careful bot, the rig's verifier among them."""
    async with rig() as slack:
        slack.bot.answers.append(JSONResponse({}, 503))
        await say(slack)
        (first,) = await slack.bot.hears(1)
        slack.clock.forward(timedelta(seconds=1.5))
        await slack.passes(AGAIN_AFTER[0])
        second = (await slack.bot.hears(2))[1]
        stamps = [int(sent.headers["x-slack-request-timestamp"]) for sent in (first, second)]
        assert stamps[1] >= stamps[0] + 2
