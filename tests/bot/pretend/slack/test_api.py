"""The Web API, asked by the vendor's own client and by hand: what it takes, what it refuses, and how it says so."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from bot.pretend.slack import people
from tests.bot.pretend.slack.rig import APP_TOKEN, TOKEN, rig

DESK, GENERAL, MANAGERS, OLD = people.FRONT_DESK, people.GENERAL, people.MANAGERS, people.OLD
JO, TESS, OLA = people.JO, people.TESS, people.OLA


async def refused(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


async def error(call):
    return (await refused(call))["error"]


# --- who asks --------------------------------------------------------------------------------------------------------


async def test_the_bot_learns_who_it_is_and_what_it_may(slack):
    answer = await slack.web.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (people.TEAM, people.BOT_USER, people.BOT_ID)
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_wrong_token_no_token_and_the_other_kind_of_token_are_refused(slack):
    assert await error(slack.client("xoxb-somebody-else").auth_test()) == "invalid_auth"
    assert await error(slack.client(APP_TOKEN).auth_test()) == "not_allowed_token_type"
    assert await error(slack.web.apps_connections_open(app_token=TOKEN)) == "not_allowed_token_type"
    assert (await slack.http.post(f"{slack.url}/api/auth.test")).json() == {"ok": False, "error": "not_authed"}


async def test_a_token_that_was_revoked_is_refused_everywhere(slack):
    await slack.ask("setup", refuses="token_revoked")
    assert await error(slack.web.auth_test()) == "token_revoked"
    assert await error(slack.web.chat_postMessage(channel=DESK, text="hello")) == "token_revoked"


async def test_a_missing_scope_says_what_is_needed_and_what_there_is(slack):
    await slack.ask("setup", scopes=["commands", "im:history"])
    said = await refused(slack.web.chat_postMessage(channel=DESK, text="hello"))
    assert (said["error"], said["needed"], said["provided"]) == ("missing_scope", "chat:write", "commands,im:history")
    said = await refused(slack.web.conversations_history(channel=DESK))  # one kind of history is not every kind
    assert (said["error"], said["needed"]) == ("missing_scope", "channels:history")
    assert (await slack.web.views_publish(user_id=JO, view={"type": "home", "blocks": []}))["ok"]  # wants no scope


async def test_a_method_nobody_has_heard_of(slack):
    assert await error(slack.web.api_call("chat.shout")) == "unknown_method"


# --- how one asks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["json", "form", "query", "multipart", "token in the form"])
async def test_arguments_come_in_every_encoding_the_vendor_takes(slack, how):
    given = {"channel": DESK, "text": "hello", "blocks": '[{"type": "divider"}]'}
    auth = {"Authorization": f"Bearer {TOKEN}"}
    asked = {
        "json": {"json": given, "headers": auth},
        "form": {"data": given, "headers": auth},
        "query": {"params": given, "headers": auth},
        "multipart": {"files": {name: (None, value) for name, value in given.items()}, "headers": auth},
        "token in the form": {"data": given | {"token": TOKEN}},
    }[how]
    answer = (await slack.http.post(f"{slack.url}/api/chat.postMessage", **asked)).json()
    assert answer["ok"], answer
    assert (await slack.seen(DESK))[0]["blocks"][0]["type"] == "divider"


async def test_json_must_be_an_object_and_carries_no_token(slack):
    post = f"{slack.url}/api/chat.postMessage"
    auth = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    assert (await slack.http.post(post, content=b'{"channel": ', headers=auth)).json()["error"] == "invalid_json"
    assert (await slack.http.post(post, content=b"[1]", headers=auth)).json()["error"] == "json_not_object"
    assert (await slack.http.post(post, json={"token": TOKEN, "channel": DESK, "text": "x"})).json()["error"] == "not_authed"
    plain = auth | {"Content-Type": "text/plain"}
    assert (await slack.http.post(post, content=b"channel=C", headers=plain)).json()["error"] == "invalid_post_type"


async def test_a_method_that_only_reads_takes_no_json(slack):
    asked = {"json": {"user": JO}, "headers": {"Authorization": f"Bearer {TOKEN}"}}
    assert (await slack.http.post(f"{slack.url}/api/users.info", **asked)).json()["error"] == "invalid_arguments"


async def test_a_forgotten_charset_is_warned_of(slack):
    asked = {"json": {"channel": DESK, "text": "x"}, "headers": {"Authorization": f"Bearer {TOKEN}"}}
    answer = (await slack.http.post(f"{slack.url}/api/chat.postMessage", **asked)).json()
    assert (answer["ok"], answer["warning"]) == (True, "missing_charset")


# --- messages --------------------------------------------------------------------------------------------------------


async def test_a_message_is_there_for_everybody_and_its_thread_under_it(slack):
    parent = await slack.web.chat_postMessage(channel=DESK, text="Card 12")
    answer = await slack.web.chat_postMessage(channel=DESK, text="taken", thread_ts=parent["ts"])
    assert answer["message"]["parent_user_id"] == people.BOT_USER
    assert float(answer["ts"]) > float(parent["ts"])
    (shown,) = await slack.seen(DESK, JO)
    assert (shown["text"], [reply["text"] for reply in shown["replies"]]) == ("Card 12", ["taken"])
    history = await slack.web.conversations_history(channel=DESK)
    assert [m["text"] for m in history["messages"]] == ["Card 12"]
    assert (history["messages"][0]["reply_count"], history["has_more"]) == (1, False)
    replies = await slack.web.conversations_replies(channel=DESK, ts=parent["ts"])
    assert [m["text"] for m in replies["messages"]] == ["Card 12", "taken"]


async def test_where_a_message_cannot_go(slack):
    say = slack.web.chat_postMessage
    assert await error(say(channel="C0NOWHERE1", text="x")) == "channel_not_found"
    assert await error(say(channel=MANAGERS, text="x")) == "channel_not_found"  # private, and we are not in it
    assert await error(say(channel=GENERAL, text="x")) == "not_in_channel"
    assert await error(say(channel=OLD, text="x")) == "is_archived"
    assert await error(say(channel=people.SLACKBOT, text="x")) == "channel_not_found"
    assert await error(say(channel=DESK, text="x", thread_ts="1700000000.000001")) == "thread_not_found"
    assert (await say(channel="#front-desk", text="by name"))["channel"] == DESK
    assert (await say(channel=JO, text="to her alone"))["channel"] == f"D{JO[1:]}"


async def test_what_a_message_cannot_be(slack):
    say = slack.web.chat_postMessage
    assert await error(slack.web.api_call("chat.postMessage", json={"channel": DESK, "text": "  "})) == "no_text"
    assert await error(say(channel=DESK, text="x" * 40_001)) == "msg_too_long"
    assert await error(say(channel=DESK, text="x", blocks="{not json")) == "invalid_blocks_format"
    assert await error(say(channel=DESK, text="x", metadata={"event_type": "outbox"})) == "invalid_metadata_schema"
    said = await refused(say(channel=DESK, text="x", blocks=[{"type": "divider"}] * 51))
    assert said["error"] == "invalid_blocks"
    assert said["response_metadata"]["messages"] == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert await slack.seen(DESK) == []


async def test_a_whisper_is_seen_by_one_and_is_in_no_history(slack):
    whispered = await slack.web.chat_postEphemeral(channel=DESK, user=JO, text="only you")
    assert [m["text"] for m in await slack.seen(DESK, JO)] == ["only you"]
    assert await slack.seen(DESK, people.PRIYA) == []
    assert (await slack.web.conversations_history(channel=DESK))["messages"] == []
    assert await error(slack.web.chat_update(channel=DESK, ts=whispered["message_ts"], text="x")) == "message_not_found"
    assert await error(slack.web.chat_postEphemeral(channel=DESK, user=OLA, text="x")) == "user_not_in_channel"


async def test_a_text_alone_takes_the_blocks_away(slack):
    card = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Card 12*"}}]
    ts = (await slack.web.chat_postMessage(channel=DESK, text="Card 12", blocks=card))["ts"]
    await slack.web.chat_update(channel=DESK, ts=ts, text="Card 12, taken", blocks=[*card, {"type": "divider"}])
    (shown,) = await slack.seen(DESK)
    assert ([b["type"] for b in shown["blocks"]], shown["edited"]) == (["section", "divider"], False)
    await slack.web.chat_update(channel=DESK, ts=ts, text="Card 12, done")
    (shown,) = await slack.seen(DESK)
    assert (shown["text"], shown["blocks"], shown["edited"]) == ("Card 12, done", [], True)


async def test_only_its_own_messages_can_be_changed_or_deleted(slack):
    said = (await slack.ask("say", user=JO, channel=DESK, text="hello"))["ts"]
    assert await error(slack.web.chat_update(channel=DESK, ts=said, text="x")) == "cant_update_message"
    assert await error(slack.web.chat_delete(channel=DESK, ts=said)) == "cant_delete_message"
    assert await error(slack.web.chat_update(channel="front-desk", ts=said, text="x")) == "channel_not_found"  # no names here
    ours = (await slack.web.chat_postMessage(channel=DESK, text="ours"))["ts"]
    assert (await slack.web.chat_delete(channel=DESK, ts=ours))["ok"]
    assert [m["text"] for m in await slack.seen(DESK)] == ["hello"]
    assert await error(slack.web.chat_delete(channel=DESK, ts=ours)) == "message_not_found"


async def test_a_deleted_parent_leaves_a_tombstone_over_its_answers(slack):
    ts = (await slack.web.chat_postMessage(channel=DESK, text="parent"))["ts"]
    await slack.web.chat_postMessage(channel=DESK, text="answer", thread_ts=ts)
    await slack.web.chat_delete(channel=DESK, ts=ts)
    (shown,) = await slack.seen(DESK)
    assert (shown["text"], len(shown["replies"])) == ("This message was deleted.", 1)


async def test_what_was_sent_in_doubt_is_found_by_its_metadata(slack):
    note = {"event_type": "outbox", "event_payload": {"id": "e1"}}
    ts = (await slack.web.chat_postMessage(channel=DESK, text="Card", metadata=note))["ts"]
    found = await slack.web.conversations_history(channel=DESK, include_all_metadata=True, oldest=ts, inclusive=True)
    assert [m["metadata"] for m in found["messages"]] == [note]
    assert "metadata" not in (await slack.web.conversations_history(channel=DESK))["messages"][0]
    assert (await slack.web.conversations_history(channel=DESK, oldest=ts))["messages"] == []


async def test_long_histories_come_in_pages(slack):
    slack.slack.setup.rates.on = False
    for n in range(5):
        await slack.web.chat_postMessage(channel=DESK, text=str(n))
    first = await slack.web.conversations_history(channel=DESK, limit=3)
    assert ([m["text"] for m in first["messages"]], first["has_more"]) == (["4", "3", "2"], True)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await slack.web.conversations_history(channel=DESK, limit=3, cursor=cursor)
    assert ([m["text"] for m in rest["messages"]], rest["has_more"]) == (["1", "0"], False)
    assert await error(slack.web.conversations_history(channel=DESK, cursor="x")) == "invalid_cursor"
    assert await error(slack.web.conversations_history(channel=DESK, limit=0)) == "invalid_limit"


# --- people and places -----------------------------------------------------------------------------------------------


async def test_a_guest_and_a_stranger_are_known_by_what_users_info_says(slack):
    guest = (await slack.web.users_info(user=TESS))["user"]
    stranger = (await slack.web.users_info(user=OLA))["user"]
    jo = (await slack.web.users_info(user=JO))["user"]
    assert (guest["is_restricted"], jo["is_restricted"]) == (True, False)
    assert (stranger["team_id"] != people.TEAM, stranger["is_stranger"], jo["team_id"]) == (True, True, people.TEAM)
    assert jo["tz"] == "America/Los_Angeles"
    assert await error(slack.web.users_info(user="U0NOBODY01")) == "user_not_found"
    assert OLA not in [user["id"] for user in (await slack.web.users_list())["members"]]


async def test_channels_can_be_looked_up(slack):
    assert (await slack.web.conversations_info(channel=DESK))["channel"]["is_member"] is True
    assert (await slack.web.conversations_info(channel=GENERAL))["channel"]["is_member"] is False
    assert await error(slack.web.conversations_info(channel=MANAGERS)) == "channel_not_found"
    assert JO in (await slack.web.conversations_members(channel=DESK))["members"]
    assert await error(slack.web.conversations_history(channel=GENERAL)) == "not_in_channel"
    assert (await slack.web.conversations_open(users=JO))["channel"]["id"] == f"D{JO[1:]}"


async def test_a_reaction_once(slack):
    ts = (await slack.web.chat_postMessage(channel=DESK, text="x"))["ts"]
    await slack.web.reactions_add(channel=DESK, timestamp=ts, name="white_check_mark")
    assert await error(slack.web.reactions_add(channel=DESK, timestamp=ts, name="white_check_mark")) == "already_reacted"
    assert (await slack.seen(DESK))[0]["reactions"] == [{"name": "white_check_mark", "users": [people.BOT_USER], "count": 1}]


# --- too often, and what goes wrong ----------------------------------------------------------------------------------


async def test_a_channel_takes_a_message_a_second_after_a_short_burst(slack):
    await slack.ask("setup", burst=2)
    await slack.web.chat_postMessage(channel=DESK, text="1")
    await slack.web.chat_postMessage(channel=DESK, text="2")
    said = await refused(slack.web.chat_postMessage(channel=DESK, text="3"))
    assert (said["error"], said.status_code, said.headers["Retry-After"]) == ("ratelimited", 429, "1")
    await slack.web.chat_postMessage(channel=people.LAB, text="another channel")
    slack.clock.forward(timedelta(seconds=1))
    await slack.web.chat_postMessage(channel=DESK, text="3")
    assert [m["text"] for m in await slack.seen(DESK)] == ["1", "2", "3"]


async def test_a_method_takes_so_many_calls_a_minute(slack):
    for _ in range(20):
        await slack.web.users_list()
    said = await refused(slack.web.users_list())
    assert (said.status_code, 0 < int(said.headers["Retry-After"]) <= 60) == (429, True)
    await slack.ask("setup", paced=False)
    await slack.web.users_list()


@pytest.mark.parametrize(
    ("fault", "status", "there"),
    [
        ({"answer": "429", "retry_after": 7}, 429, False),
        ({"answer": "503"}, 503, False),
        ({"answer": "500"}, 500, True),
        ({"answer": "500", "taken": False}, 500, False),
        ({"error": "internal_error"}, 200, True),
        ({"error": "fatal_error", "taken": False}, 200, False),
        ({"answer": "lost"}, None, True),
        ({"answer": "lost", "taken": False}, None, False),
        ({"answer": "html"}, 200, True),
        ({"answer": "broken"}, 200, True),
    ],
)
async def test_a_call_can_fail_in_every_way_before_and_after_it_was_carried_out(slack, fault, status, there):
    from bot.pretend.planning import plan_slack

    plan_slack(slack.faults, {"call": "chat.postMessage", **fault})
    asked = {"data": {"channel": DESK, "text": "x"}, "headers": {"Authorization": f"Bearer {TOKEN}"}}
    call = slack.http.post(f"{slack.url}/api/chat.postMessage", **asked)
    if status is None:
        with pytest.raises(httpx.TransportError):
            await call
    else:
        assert (await call).status_code == status
    assert bool(await slack.seen(DESK)) is there


async def test_what_was_said_is_still_there_after_a_restart(tmp_path):
    keep = tmp_path / "slack.jsonl"
    async with rig(keep=keep) as before:
        ts = (await before.web.chat_postMessage(channel=DESK, text="Card 12"))["ts"]
        await before.web.chat_postMessage(channel=DESK, text="gone")
        await before.web.chat_update(channel=DESK, ts=ts, text="Card 12, taken")
        await before.web.views_publish(user_id=JO, view={"type": "home", "blocks": [{"type": "divider"}]})
    with keep.open("a") as file:
        file.write('["message", {"chan')  # killed in the middle of a line
    async with rig(keep=keep) as after:
        assert [m["text"] for m in await after.seen(DESK)] == ["Card 12, taken", "gone"]
        assert (await after.ask(f"home/{JO}"))["view"]["blocks"][0]["type"] == "divider"
        assert float((await after.web.chat_postMessage(channel=DESK, text="new"))["ts"]) > float(ts)


async def test_what_has_arrived_is_carried_out_although_nobody_waits_for_it(slack):
    from bot.pretend.planning import plan_slack

    plan_slack(slack.faults, {"call": "chat.postMessage", "late_s": 60})
    call = asyncio.create_task(slack.web.chat_postMessage(channel=DESK, text="late"))
    async with asyncio.timeout(10):
        while timedelta(minutes=1) not in slack.clock.waiting:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    call.cancel()
    assert await slack.seen(DESK) == []
    slack.clock.forward(timedelta(minutes=2))
    async with asyncio.timeout(10):
        while not await slack.seen(DESK):  # noqa: ASYNC110 (there is nothing else to wait on)
            await asyncio.sleep(0.01)
