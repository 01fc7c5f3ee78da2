"""slack-bolt as an independent receiver: what we send, the vendor's own framework takes, over HTTP and in Socket Mode."""

import asyncio
import contextlib

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp

from bot.pretend.slack import people
from tests.bot.pretend.slack.rig import APP_TOKEN, SECRET, rig

DESK, JO = people.FRONT_DESK, people.JO
HTTP, SOCKET = "over HTTP", "in Socket Mode"


def plain(text):
    return {"type": "plain_text", "text": text}


BUTTON = [
    {
        "type": "actions",
        "block_id": "card",
        "elements": [{"type": "button", "action_id": "take", "text": plain("Take"), "value": "12"}],
    }
]
FORM = {
    "type": "modal",
    "callback_id": "book",
    "title": plain("Book"),
    "submit": plain("Next"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "who",
            "label": plain("Who"),
            "element": {"type": "external_select", "action_id": "patient", "min_query_length": 0},
        }
    ],
}


def desk(client, heard):
    """A small front desk on bolt: a command, a button, a form with a search, a Home, and a thread."""
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.command("/book")
    async def book(ack, body):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.command("/today")
    async def today(ack, respond):
        await ack("one moment")
        await respond("Nothing today.")

    @app.options("patient")
    async def patients(ack, payload):
        await ack(options=[{"text": plain(f"Ana ({payload['value']})"), "value": "1"}])

    @app.view("book")
    async def submitted(ack, view):
        chosen = view["state"]["values"]["who"]["patient"]["selected_option"]
        heard.append(("submitted", chosen["value"]))
        await ack(response_action="errors", errors={"who": "Not her."})

    @app.view_closed("book")
    async def closed(ack):
        heard.append(("closed",))
        await ack()

    @app.action("take")
    async def take(ack, body, respond):
        await ack()
        await respond(text=f"taken by {body['user']['name']}", replace_original=True)

    @app.event("app_home_opened")
    async def home(event):
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    @app.event("message")
    async def message(event):
        heard.append(("message", event["text"]))

    return app


@contextlib.asynccontextmanager
async def playing(how, heard):
    """A rig whose bot is bolt's."""
    app = None

    def bolt(made):
        nonlocal app
        app = desk(made.web, heard)
        handler = AsyncSlackRequestHandler(app)

        async def listens(request):
            return await handler.handle(request)

        return listens

    async with rig(bolt=bolt) as slack:
        if how is HTTP:
            yield slack
            return
        socket = AsyncSocketModeHandler(app, APP_TOKEN)
        await socket.connect_async()
        try:
            yield slack
        finally:
            await socket.close_async()


async def until(what):
    async with asyncio.timeout(10):
        while not (found := await what()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return found


@pytest.fixture(params=[HTTP, SOCKET])
async def played(request):
    heard = []
    async with playing(request.param, heard) as slack:
        slack.heard = heard
        yield slack


async def test_a_form_is_opened_searched_refused_and_closed(played):
    assert await played.ask("command", user=JO, channel=DESK, text="/book") == {"failed": ""}
    (view,) = await until(lambda: views(played))
    asked = {"user": JO, "view_id": view["id"], "block_id": "who", "action_id": "patient"}
    assert (await played.ask("suggest", **asked, value="an"))["options"][0]["text"]["text"] == "Ana (an)"
    assert (await played.ask("submit", user=JO, values={"who": {"patient": "1"}}))["errors"] == {"who": "Not her."}
    await played.ask("close", user=JO)
    assert played.heard == [("submitted", "1"), ("closed",)]


async def views(slack):
    return (await slack.ask(f"modals/{JO}"))["views"]


async def test_a_command_is_answered_at_once_and_later(played):
    await played.ask("command", user=JO, channel=DESK, text="/today")

    async def both():
        said = [m["text"] for m in await played.seen(DESK, JO)]
        return said if len(said) == 2 else None

    assert sorted(await until(both)) == ["Nothing today.", "one moment"]


async def test_a_button_is_pressed_and_its_card_changes(played):
    ts = (await played.web.chat_postMessage(channel=DESK, text="Card 12", blocks=BUTTON))["ts"]
    assert await played.ask("press", user=JO, channel=DESK, ts=ts, action_id="take") == {"failed": ""}

    async def taken():
        return [m["text"] for m in await played.seen(DESK)] == ["taken by jo"]

    assert await until(taken)


async def test_home_is_drawn_when_it_is_opened_and_a_thread_is_heard(played):
    await played.ask("home", user=JO)

    async def drawn():
        return (await played.ask(f"home/{JO}"))["view"]

    assert (await until(drawn))["blocks"][0]["type"] == "divider"
    parent = (await played.web.chat_postMessage(channel=DESK, text="Card 12"))["ts"]
    await played.ask("say", user=JO, channel=DESK, text="tell her yes", thread_ts=parent)

    async def heard():
        return ("message", "tell her yes") in played.heard

    assert await until(heard)
    assert ("message", "Card 12") not in played.heard  # bolt skips what the app itself said; it was sent all the same


async def test_the_address_is_verified():
    async with playing(HTTP, []) as slack:
        assert await slack.ask("verify", x=1) == {"why": ""}


async def test_an_unknown_command_is_not_answered():
    async with playing(HTTP, []) as slack:
        assert (await slack.ask("command", user=JO, channel=DESK, text="/nothing"))["failed"] == "dispatch_failed"


async def test_a_refreshed_socket_is_opened_again_and_nothing_goes_over_http_meanwhile():
    heard = []
    async with playing(SOCKET, heard) as slack:
        assert (await slack.ask("people"))["connections"] == 1
        assert await slack.ask("sockets", disconnect="refresh_requested") == {"closed": 1}

        async def back():
            return (await slack.ask("people"))["connections"] == 1

        await until(back)
        assert await slack.ask("command", user=JO, channel=DESK, text="/today") == {"failed": ""}
