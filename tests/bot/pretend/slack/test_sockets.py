"""Socket Mode frame by frame, with nothing but a websocket at the other end."""

import asyncio
import contextlib

import aiohttp
import pytest

from bot.pretend.slack import people
from bot.pretend.slack.outgoing import AGAIN_AFTER, ANSWERS_WITHIN
from bot.pretend.slack.sockets import MOST
from tests.bot.pretend.slack.rig import APP_TOKEN

DESK, JO = people.FRONT_DESK, people.JO


async def address(slack):
    return (await slack.client(APP_TOKEN).apps_connections_open(app_token=APP_TOKEN))["url"]


@pytest.fixture
async def connect(slack):
    """Open a socket and read its hello."""
    held = []  # a socket nobody holds is closed
    async with aiohttp.ClientSession() as session:

        async def connected():
            socket = await session.ws_connect(await address(slack))
            assert (await socket.receive_json(timeout=10))["type"] == "hello"
            held.append(socket)
            return socket

        connected.session = session
        yield connected


def command(slack):
    return asyncio.create_task(slack.ask("command", user=JO, channel=DESK, text="/today"))


async def test_a_hello_says_how_many_there_are(slack, connect):
    await connect()
    second = await connect.session.ws_connect(await address(slack))
    hello = await second.receive_json(timeout=10)
    assert (hello["num_connections"], hello["connection_info"]) == (2, {"app_id": people.APP})
    assert hello["debug_info"]["approximate_connection_time"] > 0


async def test_a_ticket_connects_once(slack, connect):
    url = await address(slack)
    await connect.session.ws_connect(url)
    for wrong in (url, url.replace("ticket=", "ticket=x")):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await connect.session.ws_connect(wrong)
        assert refused.value.status == 401


async def test_a_command_comes_in_an_envelope_and_its_acknowledgement_may_answer_it(slack, connect):
    socket = await connect()
    asked = command(slack)
    envelope = await socket.receive_json(timeout=10)
    assert set(envelope) == {"envelope_id", "payload", "type", "accepts_response_payload"}
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["command"] == "/today"
    await socket.send_str("not an acknowledgement")
    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "4 visits"}})
    assert await asked == {"failed": ""}
    assert [m["text"] for m in await slack.seen(DESK, JO)] == ["4 visits"]
    assert slack.bot.got == []  # nothing over HTTP


async def test_an_envelope_nobody_acknowledges_has_failed_after_three_seconds(slack, connect):
    socket = await connect()
    asked = command(slack)
    await socket.receive_json(timeout=10)
    await slack.passes(ANSWERS_WITHIN)
    assert (await asked)["failed"] == "operation_timeout"


async def test_an_event_comes_again_and_says_how_often_and_why(slack, connect):
    socket = await connect()
    await slack.ask("say", user=JO, channel=DESK, text="hello")
    first = await socket.receive_json(timeout=10)
    assert (first["type"], first["retry_attempt"], first["accepts_response_payload"]) == ("events_api", 0, False)
    await slack.passes(ANSWERS_WITHIN)
    await slack.passes(AGAIN_AFTER[0])
    second = await socket.receive_json(timeout=10)
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
    assert second["payload"]["event_id"] == first["payload"]["event_id"]
    assert second["envelope_id"] != first["envelope_id"]
    await socket.send_json({"envelope_id": second["envelope_id"]})
    await slack.settled()


async def test_each_event_goes_to_one_of_the_connections(slack, connect):
    sockets = [await connect() for _ in range(3)]
    got = [0, 0, 0]

    async def listen(place):
        async for message in sockets[place]:
            got[place] += 1
            await sockets[place].send_json({"envelope_id": message.json()["envelope_id"]})

    listening = [asyncio.create_task(listen(place)) for place in range(3)]
    for _ in range(12):
        await slack.ask("say", user=JO, channel=DESK, text="hello")
    await slack.settled()
    assert sum(got) == 12
    assert sum(count > 0 for count in got) > 1
    for task in listening:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_before_it_closes_a_connection_is_told_why(slack, connect):
    socket = await connect()
    closing = asyncio.create_task(slack.ask("sockets", disconnect="refresh_requested"))
    told = await socket.receive_json(timeout=10)
    assert (told["type"], told["reason"]) == ("disconnect", "refresh_requested")
    assert (await socket.receive(timeout=10)).type is aiohttp.WSMsgType.CLOSE
    assert await closing == {"closed": 1}


async def test_with_no_connection_left_everything_fails_until_it_is_set_back_to_http(slack, connect):
    socket = await connect()
    await socket.close()
    async with asyncio.timeout(10):
        while (await slack.ask("people"))["connections"]:  # noqa: ASYNC110 (the server notices by and by)
            await asyncio.sleep(0.01)
    assert await slack.ask("verify", x=1) == {"why": "connection_failed"}
    assert (await command(slack))["failed"] == "dispatch_failed"
    await slack.ask("setup", socket_mode=False)
    assert (await command(slack))["failed"] == ""
    assert slack.bot.kinds() == ["command"]


async def test_an_eleventh_connection_is_sent_away(slack, connect):
    for _ in range(MOST):
        await connect()
    eleventh = await connect.session.ws_connect(await address(slack))
    assert (await eleventh.receive_json(timeout=10))["reason"] == "too_many_websockets"
