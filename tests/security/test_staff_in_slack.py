"""Who is let in at the front desk, and what a changed window or button can do. S21, S22. See also tests/bot/frontdesk."""

from dataclasses import replace

import pytest

from bot.pretend.slack.blocks import elements_of
from tests.bot.frontdesk.room import FRONT_DESK, JO, PRIYA
from tests.bot.frontdesk.typed import Typist

CHARTS = (1, 27)


async def book(town):
    """What stands in the book for the two, and how."""
    rows = [row for chart in CHARTS for row in await town.visits(chart)]
    return [(row["AptNum"], row["PatNum"], row["AptDateTime"], row["Confirmed"], row["Note"]) for row in rows]


def scene(house, play):
    async def whole(town):
        return await play(Typist(town, JO), town)

    return house(whole, slack=True)


def test_s21_somebody_who_was_deactivated_is_refused_though_the_office_file_names_them(house):
    async def play(jo, town):
        people = jo.slack.workspace.users
        await jo.needs_a_person()
        people[JO] = replace(people[JO], deleted=True)
        acts = jo.slack.acts
        acts.user = people.__getitem__  # they are gone from the workspace, but a session of theirs still speaks
        await jo.press(JO, "card:take")
        told = await jo.types("/today")
        return (await town.cards())[0], told, jo.whispers(JO), await jo.audit()

    card, told, whispers, audit = scene(house, play)
    assert card["state"] == "open"
    assert "visit" not in told
    assert whispers
    assert any(what.startswith("slack refused") and who == JO for what, who in audit)


@pytest.mark.parametrize("changed", ["", "{}", "[]", "null", '{"draft":"1"}', "x" * 3000, "\u0000", '{"patient": 27}'])
def test_s22_a_window_whose_metadata_was_changed_books_and_changes_nothing(house, changed):
    async def play(jo, town):
        before = await book(town)
        await jo.types("/book chart 1 cleaning next week")
        jo.window()["private_metadata"] = changed
        await jo.submits(pick="0")
        drawn = jo.window()["callback_id"]
        return drawn, before == await book(town)

    assert scene(house, play) == ("desk_told", True)


@pytest.mark.parametrize("value", ["", "0", "-1", "99@x@y", "330@202611301300", "1" * 2000, "<@U0MANAGER1>", "../../1"])
def test_s22_a_button_with_another_value_does_nothing_to_a_card_or_a_visit(house, value):
    async def play(jo, town):
        await jo.needs_a_person()
        before = [card["state"] for card in await town.cards()], await book(town)
        pressed = 0
        for name in ("card:take", "card:resolve", "card:read", "card:called"):
            if name in jo.buttons():
                message = jo.slack.workspace.message(FRONT_DESK, jo.card()["ts"])
                for element in (e for block in message["blocks"] for e in elements_of(block) if e.get("action_id") == name):
                    element["value"] = value
                    pressed += 1
                await jo.press(PRIYA, name)
        return pressed, before == ([card["state"] for card in await town.cards()], await book(town))

    pressed, same = scene(house, play)
    assert pressed >= 2
    assert same
