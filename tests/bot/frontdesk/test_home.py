"""App Home: what needs a person now, most urgent first, and today's figures."""

import json

from tests.bot.frontdesk.room import JO, MARISOL, TESS, Desk
from tests.house import ANA, STRANGER


def scene(house, play, **more):
    async def whole(town):
        return await play(Desk(town), town)

    return house(whole, slack=True, **more)


async def home(desk, user=JO):
    desk.slack.acts.open_home(user)
    await desk.quiet()
    return desk.slack.workspace.homes[user]


def texts(view):
    return [block["text"]["text"] for block in view["blocks"] if "text" in block]


def test_the_most_urgent_comes_first_and_no_name_or_number_is_there(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person", phone=STRANGER)
        await desk.needs_a_person("my face is swollen and I have a fever, I can't breathe")
        view = await home(desk)
        cards = [text for text in texts(view) if "(card " in text]
        assert [card.split(" (")[0] for card in cards] == ["🔴 Emergency", "Asked for a person"]
        for said in ("swollen", ANA, "555"):
            assert said not in json.dumps(view)

    scene(house, play)


def test_todays_figures_are_counted(house):
    async def play(desk, town):
        await town.books()
        await desk.needs_a_person("can I talk to a person", phone=STRANGER)
        figures = texts(await home(desk))[-1].splitlines()
        assert "Booked: 1" in figures
        assert "Cards raised: 1" in figures

    scene(house, play)


def test_a_card_is_taken_from_home_and_home_is_drawn_anew_on_request(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        view = await home(desk, MARISOL)
        await desk.slack.acts.press(MARISOL, {"view_id": view["id"]}, "card:take")
        await desk.quiet()
        assert (await town.cards())[0]["taken_by"] == "Marisol Ortega"
        await desk.slack.acts.press(MARISOL, {"view_id": view["id"]}, "home:refresh")
        await desk.quiet()
        assert any("taken by Marisol Ortega" in text for text in texts(desk.slack.workspace.homes[MARISOL]))

    scene(house, play)


def test_who_is_not_of_the_staff_sees_whom_to_ask(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        (told,) = texts(await home(desk, TESS))
        assert f"<@{MARISOL}>" in told
        assert "card" not in told

    scene(house, play)


def test_nothing_to_do_is_said_too(house):
    async def play(desk, town):
        assert any("Nothing." in text for text in texts(await home(desk)))

    scene(house, play)
