"""Two practices in one workspace: a channel says which is meant; elsewhere, for whom somebody works."""

import json
from dataclasses import replace

import pytest
from msgspec import structs

from bot.channels.slack.inbound import Command
from bot.practice.staff import InSlack, Member
from bot.room import Place
from tests.bot.frontdesk.room import FRONT_DESK, JO, PRIYA, Desk
from tests.house import STRANGER

ELSEWHERE = "C0OTHERDSK"
NOBODYS = "U0NOBODYS1"


def scene(house, play):
    async def whole(town):
        (room,) = town.bot.rooms.values()
        other = structs.replace(room.practice, name="Elm Street Dental", texting_number=STRANGER)
        staff = (Member(PRIYA, "Priya Shah", "act"),)
        place = Place(room.place.slack, InSlack(ELSEWHERE, staff=staff))
        town.bot.desk._rooms[STRANGER] = replace(room, practice=other, place=place)
        return await play(Desk(town), town.bot.frontdesk.front)

    return house(whole, slack=True)


@pytest.mark.parametrize(
    ("channel", "user", "practice"),
    [
        (FRONT_DESK, PRIYA, "Maple Street Dental"),
        (ELSEWHERE, JO, "Elm Street Dental"),
        ("", JO, "Maple Street Dental"),  # of a Home, or a modal
        ("", PRIYA, None),  # who works for both
        ("", NOBODYS, None),
    ],
)
def test_which_practice_is_meant(house, channel, user, practice):
    async def play(_, front):
        room = front._room(channel, user)
        assert (room and room.practice.name) == practice

    scene(house, play)


def test_a_command_of_which_nobody_knows_whose_it_is_asks_for_the_channel(house):
    async def play(_, front):
        typed = Command("typed", PRIYA, "T", "C0LOUNGE01", "today", text="", response_url="", trigger_id="")
        assert "Which practice?" in await front.commanded(typed)

    scene(house, play)


def test_whoever_works_for_none_of_them_finds_at_home_whom_to_ask(house):
    async def play(desk, _):
        desk.slack.acts.open_home(PRIYA)
        await desk.quiet()
        assert "You are not set up to work here yet" in json.dumps(desk.slack.workspace.homes[PRIYA])

    scene(house, play)
