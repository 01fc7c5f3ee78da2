"""Every command over real sockets, on the wall clock, over HTTP and in Socket Mode; and a visit's whole life by them."""

import asyncio
import re
from functools import partial

import pytest

from bot.frontdesk.commands import HANDLERS
from bot.pretend.slack.blocks import elements_of
from bot.pretend.slack.people import FRONT_DESK, JO
from tests.bot.frontdesk.test_over_sockets import at_one_address

ANA = 1


class Typist:
    def __init__(self, desk, world):
        self.desk, self.world, self.acts = desk, world, world.slack.acts

    def told(self):
        return [w for w in self.world.slack.workspace.whispers.values() if w["for"] == JO]

    def window(self):
        stack = self.world.slack.workspace.modals.get(JO, [])
        return stack[-1] if stack else None

    async def types(self, line, *, until=""):
        """Type it, and return the first answer that holds those words."""
        seen = len(self.told())
        assert await self.acts.command(JO, FRONT_DESK, line) == "", line
        return await self._hears(seen, until)

    async def _hears(self, seen, words):
        return (await self.desk.until(lambda: [w for w in self.told()[seen:] if words in w["text"]]))[0]

    async def opens(self, line, callback):
        assert await self.acts.command(JO, FRONT_DESK, line) == "", line
        await self.shows(callback)

    async def shows(self, callback):
        await self.desk.until(lambda: self.window() and self.window()["callback_id"] == callback)

    async def submits(self, callback="", words="", **values):
        """Submit the window on top, and wait for the next one, or for what is told then."""
        seen = len(self.told())
        drawn = {block["block_id"]: block["element"]["action_id"] for block in self.window()["blocks"] if "element" in block}
        fields = {block: {drawn[block]: value} for block, value in values.items()}
        await self.world.slack.modals.submit(JO, fields)
        if callback:
            return await self.shows(callback)
        return (await self._hears(seen, words))["text"]


@pytest.fixture
def at_work(valkey_url, tmp_path):
    async def unhurried(scene, desk, world, http, url):
        world.office._server._tier = "local"  # an office of one's own asks nobody to wait a second between two calls
        await scene(desk, world, http, url)

    def run(scene, *, app_token=False):
        asyncio.run(at_one_address(partial(unhurried, scene), valkey_url, tmp_path, app_token))

    return run


def row_of(world, number):
    return world.office.books.appointments.get(number)


async def a_visits_life(desk, world, http, url):
    jo = Typist(desk, world)
    await jo.opens("/book chart 1 cleaning next week", "desk_times")
    await jo.submits("desk_agreed", pick="0")
    number = int(re.search(r"visit (\d+)", await jo.submits(words="In the book"))[1])
    assert row_of(world, number).PatNum == ANA
    await jo.opens(f"/move {number} the week after next", "desk_times")
    before = row_of(world, number).AptDateTime
    await jo.submits("desk_agreed", pick="0")
    await jo.submits(words="Moved")
    assert row_of(world, number).AptDateTime != before
    asked = await jo.types(f"/confirm {number}", until="Confirm this visit?")
    button = next(e["action_id"] for b in asked["blocks"] for e in elements_of(b))
    seen = len(jo.told())
    assert await jo.acts.press(JO, {"channel": FRONT_DESK, "ts": asked["ts"]}, button) == ""
    await jo._hears(seen, "Confirmed")
    await jo.opens(f"/break {number}", "desk_break")
    await jo.submits(words="Broken")
    assert row_of(world, number).AptStatus == "UnschedList"
    assert "Back on the book" in (await jo.types("/chairside undo", until="Back on the book"))["text"]
    assert row_of(world, number).AptStatus == "Scheduled"


async def each_of_them(desk, world, http, url):
    jo = Typist(desk, world)
    for row in HANDLERS.commands:
        assert f"/{row.name}" in (await jo.types(f"/{row.name} help"))["text"]
    for line, words in {
        "/today": "unconfirmed",
        "/appt 4": "visit 4",
        "/slots cleaning": "cleaning",
        "/confirm 4": "visit 4",
        "/note 4 hello": "note of visit 4",
        "/asap": "ASAP list",
        "/text visit 4": "opens once",
        "/chairside": "Cards:",
    }.items():
        await jo.types(line, until=words)
    for line, callback in {"/book": "desk_form", "/move 4": "desk_times", "/break 4": "desk_break"}.items():
        await jo.opens(line, callback)
        await world.slack.modals.close(JO, everything=True)
    assert not world.slack.workspace.trouble


def test_a_visits_whole_life_over_http(at_work):
    at_work(a_visits_life)


def test_every_command_over_http(at_work):
    at_work(each_of_them)


def test_every_command_through_a_socket(at_work):
    async def scene(desk, world, http, url):
        await desk.until(lambda: world.slack.sockets.connections)
        await each_of_them(desk, world, http, url)

    at_work(scene, app_token=True)
