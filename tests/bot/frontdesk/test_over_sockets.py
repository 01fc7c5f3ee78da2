"""Every button over real sockets, on the wall clock: over HTTP, and once through Socket Mode."""

import asyncio
import json

import httpx
import pytest
import redis
from starlette.applications import Starlette

from bot.app import running
from bot.practice import parse_practice
from bot.pretend.clock import WallClock
from bot.pretend.keys import Keys, office_file
from bot.pretend.slack import showing
from bot.pretend.slack.blocks import elements_of
from bot.pretend.slack.people import FRONT_DESK, JO
from bot.pretend.world import World
from bot.settings import Settings, SlackSettings
from bot.store import read_secret
from tests.bot.pretend.slack.rig import serve
from tests.house import ANA, QUIET

LONG = 20  # seconds


class Desk:
    def __init__(self, world):
        self.world = world

    def cards(self):
        messages = showing.channel(self.world.slack.workspace, FRONT_DESK, JO)["messages"]
        return [message for message in messages if message["metadata"]]

    def buttons(self):
        return {e["action_id"] for block in self.cards()[-1]["blocks"] for e in elements_of(block)}

    async def until(self, what):
        async with asyncio.timeout(LONG):
            while not (found := what()):  # noqa: ASYNC110 (the workspace is a plain value to the tests)
                await asyncio.sleep(0.05)
        return found

    async def press(self, name, **more):
        where = {"channel": FRONT_DESK, "ts": self.cards()[-1]["ts"]}
        assert await self.world.slack.acts.press(JO, where, name, **more) == ""


@pytest.fixture
def at_work(valkey_url, tmp_path):
    """Run a scene with the bot and its vendors on one real port."""

    def run(scene, *, app_token=False):
        asyncio.run(at_one_address(scene, valkey_url, tmp_path, app_token))

    return run


async def at_one_address(scene, valkey_url, home, app_token):
    import socket

    with redis.from_url(valkey_url) as store:
        store.flushall()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url, keys = f"http://127.0.0.1:{listening.getsockname()[1]}", Keys.fresh()
        http = httpx.AsyncClient(timeout=20, trust_env=False, verify=False)
        world = World(WallClock(), keys, bot_url=url, http=http)
        app = Starlette(routes=world.routes())
        app.router.redirect_slashes = False
        server = await serve(app, listening)
        slack = SlackSettings(keys.slack_bot_token, keys.slack_signing_secret, api_url=f"{url}/api/")
        if app_token:
            slack = SlackSettings(keys.slack_bot_token, keys.slack_signing_secret, keys.slack_app_token, f"{url}/api/")
        settings = Settings(
            home, home, read_secret(keys.secret), valkey_url, url, f"{url}/api/v1", keys.developer_key, keys.customer_key,
            keys.account_sid, keys.auth_token, url, keys.desk_token, slack=slack,
        )  # fmt: skip
        file = parse_practice(office_file(keys).replace("calls = 1.0", "calls = 0"), "office.toml")
        try:
            async with running(settings, (file,), valkey_url) as bot:
                app.router.routes[:0] = bot.routes()
                await scene(Desk(world), world, http, url)
        finally:
            await world.stop()
            await http.aclose()
            for one in server.servers:
                one.close()


async def every_button(desk, world, http, url):
    texting = world.keys.texting_number
    pressed = set()

    async def press(name, becomes, **more):
        await desk.press(name, **more)
        pressed.add(name)
        await desk.until(lambda: becomes in desk.cards()[-1]["text"])

    await world.carrier.text(ANA, texting, "can I talk to a person")
    await desk.until(desk.cards)
    await press("card:take", "Taken by Jo Bennett")
    await press("card:undo", "Nobody has it yet")
    to = next(e["options"][1]["value"] for b in desk.cards()[-1]["blocks"] for e in elements_of(b) if "options" in e)
    await press("card:reassign", "Taken by Priya Shah", value=to)
    await press("card:resolve", "Settled by")
    await press("card:show", "Settled by")
    await press("card:undo", "Taken by Priya Shah")
    await desk.press("card:read")
    whisper = await desk.until(lambda: [w for w in world.slack.workspace.whispers.values() if "a link for you" in w["text"]])
    link = next(e["url"] for b in whisper[0]["blocks"] for e in elements_of(b))
    assert link.startswith(f"{url}/desk/page/")
    assert "can I talk to a person" in (await http.post(link, data={"do": "continue"})).text
    await press("card:give_back", "Settled by")
    await world.carrier.text(ANA, texting, "CANCEL")
    await desk.until(lambda: "Please call" in desk.cards()[-1]["text"])
    await press("card:called", "Settled by Jo Bennett")
    assert pressed >= {f"card:{name}" for name in ("take", "undo", "reassign", "resolve", "show", "give_back", "called")}
    assert ANA not in json.dumps(list(world.slack.workspace.messages[FRONT_DESK].values()))
    assert not [trouble for trouble in world.slack.workspace.trouble if trouble["kind"] in ("action", "event")]


def test_every_button_over_http(at_work):
    at_work(every_button)


def test_every_button_through_a_socket(at_work):
    async def scene(desk, world, http, url):
        await desk.until(lambda: world.slack.sockets.connections)
        assert world.slack.sockets.on
        await every_button(desk, world, http, url)

    at_work(scene, app_token=True)


def test_a_socket_that_slack_closes_is_opened_anew(at_work):
    async def scene(desk, world, http, url):
        await desk.until(lambda: world.slack.sockets.connections)
        await world.slack.sockets.disconnect("refresh_requested")
        await asyncio.sleep(QUIET.total_seconds())
        await desk.until(lambda: world.slack.sockets.connections)
        await world.carrier.text(ANA, world.keys.texting_number, "can I talk to a person")
        await desk.until(desk.cards)
        await desk.press("card:take")
        await desk.until(lambda: "Taken by" in desk.cards()[-1]["text"])

    at_work(scene, app_token=True)
