"""The whole desk from commands alone: typed in the pretend Slack, and seen in the pretend office's book."""

import re
from datetime import timedelta

import pytest

from bot.frontdesk.commands import HANDLERS
from tests.bot.frontdesk.room import JO, MARISOL, PRIYA
from tests.bot.frontdesk.typed import Typist
from tests.house import STRANGER

ANA, MEGAN, ERIK = 1, 27, 17
LATER = timedelta(seconds=12)
NAMES = ("Silva", "Ana", "Megan", "Hughes", "Erik", "Larsen")


def scene(house, play, user=JO, **more):
    async def whole(town):
        return await play(Typist(town, user), town)

    return house(whole, slack=True, **more)


async def first_visit(town, patient=MEGAN):
    return (await town.visits(patient))[0]


def visit_in(text):
    return int(re.search(r"visit (\d+)", text)[1])


def test_every_command_explains_itself(house):
    async def play(jo, town):
        for row in HANDLERS.commands:
            told = await jo.types(f"/{row.name} help", wait=2)
            assert f"/{row.name}" in told
            assert row.says in told

    scene(house, play)


def test_a_visit_is_booked_moved_confirmed_and_broken_from_commands_alone(house):
    async def play(jo, town):
        before = {visit["AptNum"] for visit in await town.visits(ANA)}
        await jo.types("/book chart 1 cleaning next week")
        assert ", MAYA, Hygiene" in jo.window_text()  # who, and which chair, as Open Dental calls them
        await jo.submits(pick="0")
        shown = jo.window_text()
        _, told = await jo.submits()
        assert "In the book: visit" in told
        (made,) = [visit for visit in await town.visits(ANA) if visit["AptNum"] not in before]
        number = visit_in(told)
        assert made["AptNum"] == number
        assert re.search(r"In the book: visit \d+, cleaning, (.*?), \w+, Hygiene", told)[1] in shown

        await jo.types(f"/move {number} the week after next")
        await jo.submits(pick="1")
        _, told = await jo.submits()
        assert f"Moved: visit {number}" in told
        (moved,) = [visit for visit in await town.visits(ANA) if visit["AptNum"] == number]
        assert moved["AptDateTime"] != made["AptDateTime"]

        assert "Confirm this visit?" in await jo.types(f"/confirm {number}")
        assert f"Confirmed: visit {number}" in await jo.pushes("Confirm")
        assert [v["confirmed"] for v in await town.visits(ANA) if v["AptNum"] == number] == ["Confirmed"]

        await jo.types(f"/break {number}")
        _, told = await jo.submits()
        assert f"Broken: visit {number}" in told
        assert number in {visit["AptNum"] for visit in await town.visits(ANA, "UnschedList")}
        assert not any(name in jo.all_of_slack() for name in ("Ana", "Silva", "5550101"))

    scene(house, play)


def test_the_day_shows_who_has_not_confirmed_and_who_would_come_sooner(house):
    async def play(jo, town):
        told = await jo.types("/today dec 3")
        assert re.match(r"Thu Dec 3: \d+ visits?, \d+ unconfirmed", told)
        assert f"visit {(await first_visit(town))['AptNum']}" in told
        assert "UNCONFIRMED" in told
        assert not any(name in told for name in NAMES)

    scene(house, play)


def test_a_day_without_visits_says_so(house):
    async def play(jo, town):
        assert await jo.types("/today dec 6") == "Sun Dec 6: nobody is in the book."

    scene(house, play)


def test_one_visit_is_shown_with_what_can_be_done_and_a_patient_by_chart_or_phone(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        assert f"visit {number}" in await jo.types(f"/appt {number}")
        assert f"visit {number}" in await jo.types("/appt chart 27")
        assert f"visit {number}" in await jo.types("/appt (971) 555-0101")
        assert "by visit number, chart number or phone" in await jo.types("/appt Megan Hughes")
        assert "no visit 99999" in await jo.types("/appt 99999")

    scene(house, play)


def test_free_times_are_read_as_a_patient_would_say_them_and_lead_to_a_booking(house):
    async def play(jo, town):
        told = await jo.types("/slots cleaning next tue")
        assert "Free for cleaning:" in told
        assert "Tue Dec 8" in told
        assert "For what?" in await jo.types("/slots")
        await jo.types("/slots cleaning next tue")
        await jo.pushes("Book", wait=3)
        await jo.submits(patient="chart 1")
        _, _ = await jo.submits(pick="0")
        _, told = await jo.submits()
        assert "In the book" in told
        assert "Tue Dec 8" in told

    scene(house, play)


def test_a_note_is_written_once_and_signed(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        told = await jo.types(f"/note {number} prefers the window room")
        assert f"Noted: visit {number}" in told
        note = (await first_visit(town))["Note"]
        assert note.count("prefers the window room (Jo Bennett)") == 1
        assert "Which visit" in await jo.types("/note")

    scene(house, play)


@pytest.mark.parametrize("change", ["break", "move", "confirm"])
def test_the_last_change_is_taken_back_if_it_still_stands(house, change):
    async def play(jo, town):
        before = await first_visit(town)
        number = before["AptNum"]
        if change == "break":
            await jo.types(f"/break {number}")
            await jo.submits()
        elif change == "move":
            await jo.types(f"/move {number} any day in december")
            await jo.submits(pick="0")
            await jo.submits()
        else:
            await jo.types(f"/confirm {number}")
            await jo.pushes("Confirm")
        changed = [v for v in await town.visits(MEGAN) if v["AptNum"] == number]
        same = ("AptDateTime", "Op", "ProvNum", "Confirmed")
        assert not changed or [changed[0][n] for n in same] != [before[n] for n in same]
        await jo.types("/chairside undo")
        (after,) = [v for v in await town.visits(MEGAN) if v["AptNum"] == number]
        assert [after[n] for n in same] == [before[n] for n in same], jo.told()
        assert "nothing of yours" in await jo.types("/chairside undo")

    scene(house, play)


def test_a_button_of_a_visit_that_has_changed_since_shows_how_it_stands_now(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/appt {number}")
        old = jo.newest()
        await jo.types(f"/note {number} something new")
        told = await jo.pushes("Confirm", message=old)
        assert "has changed since" in told
        assert (await first_visit(town))["confirmed"] != "Confirmed"

    scene(house, play)


def test_two_people_who_press_the_same_button_do_it_once(house):
    async def play(jo, town):
        priya = Typist(town, PRIYA)
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/confirm {number}")
        await priya.types(f"/confirm {number}")
        await jo.pushes("Confirm", wait=0)
        told = await priya.pushes("Confirm")
        assert "already" in told or "has changed since" in told
        assert town.office.calls["PUT /appointments/{AptNum}/Confirm"] == 1

    scene(house, play)


def test_a_time_is_offered_by_text_to_one_person_on_the_asap_list_and_their_yes_moves_the_visit(house):
    async def play(jo, town):
        erik = "+15035550109"
        told = await jo.types("/asap")
        (was,) = await town.visits(ERIK)
        assert f"visit {was['AptNum']}" in told
        await jo.pushes("Offer a time")
        await jo.submits(pick="0")
        await jo.submits()
        text = await town.answer(erik)
        assert "An earlier time came free" in text
        await town.says("yes", erik, after=LATER)
        (now,) = await town.visits(ERIK)
        assert now["AptNum"] == was["AptNum"]
        assert now["AptDateTime"] < was["AptDateTime"]
        assert not any(name in jo.all_of_slack() for name in NAMES)

    scene(house, play)


def test_while_paused_every_text_goes_to_a_person_and_only_a_manager_pauses(house):
    async def play(boss, town):
        jo = Typist(town, JO)
        assert "Only a manager" in await jo.types("/chairside pause")
        assert "Paused" in await boss.types("/chairside pause")
        assert "Paused since" in await jo.types("/chairside status")
        assert "front desk" in await town.says("cleaning tuesday please, Ana Silva 5/1/80")
        assert "911" in await town.says("i can't breathe my face is swelling", STRANGER)
        assert "Answering texts again" in await boss.types("/chairside resume")
        assert "I can book a visit by text" in await town.says("hello", "+15035550102")
        assert "Answering texts." in await jo.types("/chairside status")

    scene(house, play, user=MARISOL)


def test_the_doctor_looks_at_all_of_it_and_tells_what_is_not_well(house):
    async def play(jo, town):
        jo.slack.setup.scopes -= {"reactions:write"}
        told = await jo.types("/chairside doctor", wait=120)
        assert "Looking" in told
        assert "checks are fine. What is not:" in told
        assert "The app lacks reactions:write" in told
        assert "What Slack would sign is not taken" not in told
        assert "clock" not in told
        assert not any(key in told for key in (town.keys.customer_key, town.keys.auth_token, town.keys.slack_bot_token))

    scene(house, play)


def test_what_was_booked_online_is_listed(house):
    async def play(jo, town):
        before = await jo.types("/chairside online")
        await town.books()
        told = await jo.types("/chairside online")
        assert told.startswith("Booked online, Nov 30 to Dec 13:")
        assert told.count("existing patient") == before.count("existing patient") + 1
        assert "Which days?" in await jo.types("/chairside online gibberish words")

    scene(house, play)


def test_a_conversation_about_a_visit_that_the_desk_changed_reads_it_anew(house):
    async def play(jo, town):
        phone, who = "+19715550101", "Megan Hughes 5/30/1985"
        await town.says(f"when is my appointment? {who}", phone, after=LATER)
        await town.says("i need to move the first one", phone, after=LATER)
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/break {number}")
        await jo.submits()
        await town.says("any afternoon", phone, after=LATER)
        moved = [v for v in await town.visits(MEGAN, "UnschedList") if v["AptNum"] == number]
        assert moved, "what staff broke stays broken"

    scene(house, play)


def test_a_booking_is_taken_back_crossed_out_in_its_place(house):
    async def play(jo, town):
        await jo.types("/book chart 1 cleaning next week")
        await jo.submits(pick="0")
        _, told = await jo.submits()
        number = visit_in(told)
        assert f"Broken: visit {number}" in (await jo.types("/chairside undo")).split("\n")[-1]
        assert number in {visit["AptNum"] for visit in await town.visits(ANA, "Broken")}

    scene(house, play)


def test_what_somebody_has_changed_since_is_not_taken_back(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/move {number} any day in december")
        await jo.submits(pick="0")
        await jo.submits()
        priya = Typist(town, PRIYA)
        await priya.types(f"/move {number} any day in december")
        await priya.submits(pick="1")
        await priya.submits()
        now = [v["AptDateTime"] for v in await town.visits(MEGAN)]
        assert "moved again meanwhile" in await jo.types("/chairside undo")
        assert [v["AptDateTime"] for v in await town.visits(MEGAN)] == now

    scene(house, play)


def test_a_card_is_settled_by_having_called(house):
    async def play(jo, town):
        await town.says("can I talk to a person")
        (card,) = await town.cards()
        assert "called by Jo Bennett" in await jo.types(f"/chairside called {card['number']}")
        assert await town.cards() == [] or (await town.cards())[0]["state"] == "resolved"
        assert "no card 99" in await jo.types("/chairside called 99")
        assert "Which card?" in await jo.types("/chairside called")

    scene(house, play)
