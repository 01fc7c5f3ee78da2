"""A patient found by name on our page, where no name may stand in Slack; and one of several visits chosen in a window."""

import asyncio
import json
import re
from datetime import timedelta

from tests.bot.frontdesk.room import JO, MARISOL
from tests.bot.frontdesk.test_commands import ANA, LATER, MEGAN, NAMES, first_visit, scene
from tests.bot.frontdesk.test_page import form

MEGANS = "+19715550101"


async def search(jo, town, typed, path=""):
    """Open the search that was offered, and look for that; return the page and the address that takes a choice."""
    begun = await town.http.post(path or jo.link(JO), data={"do": "continue"})
    there = f"/desk/page/{form(begun.text)}"
    return (await town.http.post(there, data={"q": typed})).text, there


def in_the_window(jo):
    return re.findall(r"/desk/page/[\w-]+", json.dumps(jo.window()))[-1]


def test_a_name_is_searched_on_the_page_and_slack_hears_a_chart_number_alone(house):
    async def play(jo, town):
        await jo.types("/appt hughes")
        page, there = await search(jo, town, "hughes")
        assert "Megan Hughes" in page
        assert "chart 27" in page
        assert "Nobody in the book fits" in (await town.http.post(there, data={"q": "zzz qqq"})).text
        chosen = await town.http.post(there, data={"chart": "27"})
        assert "is chart 27" in chosen.text
        await jo.quiet(4)
        number = (await first_visit(town))["AptNum"]
        assert f"visit {number}" in jo.told()[-1]
        assert (await town.http.post(there, data={"chart": "27"})).status_code == 404
        assert not any(name in jo.told()[-1] for name in NAMES)
        assert {("desk searched", "Jo Bennett"), ("desk search chose", "Jo Bennett")} <= set(await jo.audit())

    scene(house, play)


def test_whoever_is_found_stands_in_the_window_and_is_booked(house):
    async def play(jo, town):
        before = len(await town.visits(ANA))
        await jo.types("/book")
        page, there = await search(jo, town, "5/1/1980", in_the_window(jo))
        assert "Ana Silva" in page
        await town.http.post(there, data={"chart": str(ANA)})
        assert "chart 1" in jo.window_text()
        await jo.submits(reason="cleaning", when="next week")
        await jo.submits(pick="0")
        _, told = await jo.submits()
        assert "In the book" in told
        assert len(await town.visits(ANA)) == before + 1

    scene(house, play)


def test_somebody_who_never_wrote_is_written_to_on_the_page(house):
    async def play(jo, town):
        await jo.types("/text visit 4")
        begun = await town.http.post(jo.link(JO), data={"do": "continue"})
        assert "yours is the first" in begun.text
        done = await town.http.post(f"/desk/page/{form(begun.text)}", data={"answer": "Hi Megan, your retainer is here."})
        assert "Sent" in done.text
        assert (await town.answer(MEGANS)) == "Hi Megan, your retainer is here."
        await jo.quiet()
        (card,) = await town.cards()
        assert card["taken_by"] == "Jo Bennett"
        assert await town.says("thanks, when can i get it?", MEGANS, after=LATER) == ""
        await jo.quiet()
        assert "They have written" in jo.thread()[-1]
        assert "retainer" not in jo.all_of_slack()

    scene(house, play)


def test_one_of_several_visits_is_chosen_and_its_time_as_it_was_wished_for(house):
    async def play(jo, town):
        await jo.types("/book chart 27 cleaning dec 8")
        await jo.submits(pick="0")
        await jo.submits()
        numbers = {str(visit["AptNum"]) for visit in await town.visits(MEGAN)}
        told = await jo.types("/confirm chart 27")
        assert all(f"visit {number}" in told for number in numbers)
        await jo.types("/move chart 27 the week after next")
        shown = jo.window()["blocks"][0]["element"]["options"]
        assert numbers == {option["value"] for option in shown}
        assert not any(name in jo.window_text() for name in NAMES)
        await jo.submits(visit=shown[1]["value"])
        assert f"Visit {shown[1]['value']}" in jo.window_text()
        assert "pick" in {block.get("block_id") for block in jo.window()["blocks"]}

    scene(house, play)


def test_a_time_chosen_after_another_search_is_not_searched_for_again(house):
    """Slack keeps what stands in a field: the old wish must not come back with the choice."""

    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/move {number}")
        await jo.submits(other="the week after next")
        first = jo._action("other")
        await jo.submits(other="any day in december")
        assert jo._action("other") != first
        await jo.submits(pick="0")
        assert "New time:" in jo.window_text()

    scene(house, play)


def test_a_paused_practice_stays_paused_when_the_store_is_lost(house):
    async def play(boss, town):
        await boss.types("/chairside pause")
        await town.client.flushall()
        await asyncio.sleep(10)
        assert "Paused since" in await boss.types("/chairside status")
        await boss.types("/chairside resume")
        await town.client.flushall()
        await asyncio.sleep(10)
        assert "Answering texts." in await boss.types("/chairside status")

    scene(house, play, user=MARISOL, look_every=timedelta(seconds=1))
