"""Commands on a bad day: twice, late, by the wrong person, with the office away, with somebody faster; and no name in Slack."""

import re
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.pretend.carrier import Answer
from bot.pretend.office import faults
from bot.pretend.slack import CallFault, SentFault
from bot.turns import staffed
from tests.bot.frontdesk.room import FRONT_DESK, JO, MARISOL, PRIYA, full
from tests.bot.frontdesk.test_commands import ANA, ERIK, LATER, MEGAN, first_visit, scene
from tests.bot.frontdesk.typed import Typist

PLANNED, NO_TEXTS = 19, 9
MEGANS = "+19715550101"


def view_only(keys):
    return full(keys).replace('name = "Priya Shah", role = "act"', 'name = "Priya Shah", role = "view"')


def allow_codes(town, which):
    """Switch break types on in the office's own settings."""
    preferences = town.office.books.preferences
    row = next(p for p in preferences if p.PrefName == "BrokenApptProcedure")
    preferences.put(replace(row, ValueString=which))


# --- twice, late, stale --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", ["command", "submission"])
def test_what_slack_delivers_twice_is_done_once(house, sent):
    async def play(jo, town):
        before = len(await town.visits(ANA))
        if sent == "command":
            jo.slack.faults.requests["command"].append(SentFault(copies=2))
        await jo.types("/book chart 1 cleaning next week")
        await jo.submits(pick="0")
        if sent == "submission":
            jo.slack.faults.requests["submission"].append(SentFault(copies=2))
        await jo.submits()
        assert len(await town.visits(ANA)) == before + 1
        assert town.office.calls["POST /appointments/WebSched"] == 1

    scene(house, play)


def test_a_note_that_is_delivered_twice_is_written_once(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        jo.slack.faults.requests["command"].append(SentFault(copies=3))
        await jo.types(f"/note {number} once")
        assert (await first_visit(town))["Note"].count("once") == 1

    scene(house, play)


def test_a_refusal_is_told_once_slacks_bad_minutes_are_over(house):
    async def play(jo, town):
        away = CallFault(answer=Answer.UNAVAILABLE, taken=False)
        for method in ("response_url", "chat.postEphemeral"):
            jo.slack.faults.calls[method].extend([away] * 3)
        assert "There is no visit 9999" in await jo.types("/note 9999 hello", wait=40)

    scene(house, play)


def test_a_window_that_opens_too_late_is_made_up_for_kindly(house):
    async def play(jo, town):
        jo.slack.faults.requests["command"].append(SentFault(wait=timedelta(seconds=4)))
        await jo.ask("command", channel=FRONT_DESK, text="/book chart 1 cleaning next week")
        await jo.quiet(8)
        assert jo.window() is None
        assert "run the command once more" in jo.told()[-1]

    scene(house, play)


def test_a_yes_to_another_time_than_the_one_read_back_books_nothing(house):
    """The window is answered with a draft of somebody else, and with one that is settled."""

    async def play(jo, town):
        before = len(await town.visits(ANA))
        await jo.types("/book chart 1 cleaning next week")
        metadata = jo.window()["private_metadata"]
        priya = Typist(town, PRIYA)
        await priya.types("/book chart 1 cleaning next week")
        priya.window()["private_metadata"] = metadata
        done, _ = await priya.submits(pick="0")
        assert priya.window()["callback_id"] == "desk_told", done
        assert len(await town.visits(ANA)) == before

    scene(house, play)


def test_a_time_that_somebody_was_faster_at_is_not_booked_and_others_are_named(house):
    async def play(jo, town):
        await jo.types("/book chart 1 cleaning dec 7")
        await jo.submits(pick="0")
        await town.clock.sleep(timedelta(minutes=2))
        priya = Typist(town, PRIYA)
        await priya.types("/book chart 27 cleaning dec 7")
        await priya.submits(pick="0")
        await priya.submits()
        before = len(await town.visits(ANA))
        _, told = await jo.submits()
        assert "taken meanwhile" in told
        assert len(await town.visits(ANA)) == before

    scene(house, play)


def test_a_time_on_a_visit_that_the_patient_has_already_is_not_booked_and_the_visit_is_named(house):
    """Entered at somebody's screen, in another chair: the book allows it, and nobody can be in two."""

    async def play(jo, town):
        await jo.types("/book chart 1 cleaning dec 7")
        await jo.submits(pick="0")
        picked = datetime.strptime(re.search(r"Dec 7 at \d+:\d+ [AP]M", jo.window_text())[0] + " 2026", "%b %d at %I:%M %p %Y")
        number = town.office.staff_books(ANA, picked.replace(tzinfo=town.office.zone), minutes=30, operatory=2)
        await town.clock.sleep(timedelta(minutes=2))
        before = await town.visits(ANA)
        _, told = await jo.submits()
        assert "They have a visit then already, Mon Dec 7 at" in told
        assert "Room 2: nothing was changed." in told
        assert [v["AptNum"] for v in await town.visits(ANA)] == [v["AptNum"] for v in before]
        assert number in {v["AptNum"] for v in before}

    scene(house, play)


@pytest.mark.parametrize("later", [5, 120], ids=["read a moment ago", "read a while ago"])
def test_a_visit_that_somebody_crossed_out_in_its_place_meanwhile_is_not_moved(later, house):
    """It keeps its time and its chair, so nothing but its status tells."""

    async def play(jo, town):
        was = await first_visit(town)
        await jo.types(f"/move {was['AptNum']} any day in december", wait=6)
        await jo.submits(pick="0", wait=1)
        await town.clock.sleep(timedelta(seconds=later))
        priya = Typist(town, PRIYA)
        await priya.types(f"/break {was['AptNum']}", wait=6)
        await priya.submits(where="place", wait=6)
        _, told = await jo.submits()
        assert "was changed meanwhile" in told
        (now,) = await town.visits(MEGAN, "Broken")
        assert now["AptDateTime"] == was["AptDateTime"]

    scene(house, play)


# --- who may -------------------------------------------------------------------------------------------------------------


def test_who_may_only_look_changes_nothing(house):
    async def play(priya, town):
        number = (await first_visit(town))["AptNum"]
        assert f"visit {number}" in await priya.types(f"/appt {number}")
        told = await priya.pushes("Confirm")
        assert "Ask" in told
        for line in (f"/note {number} hello", f"/break {number}", "/book", "/chairside undo", "/chairside called 1"):
            await priya.ask("command", channel=FRONT_DESK, text=line)
            await priya.quiet(3)
            assert priya.window() is None, line
        assert (await first_visit(town))["confirmed"] != "Confirmed"
        assert not any(call.startswith(("PUT", "POST /appointments")) for call in town.office.calls)

    scene(house, play, user=PRIYA, file=view_only)


def test_every_request_stands_in_the_audit_with_the_name_of_who_asked(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/note {number} hello")
        await jo.types("/book chart 1 cleaning next week")
        await jo.submits(pick="0")
        await jo.submits()
        audit = await jo.audit()
        assert ("desk asked", "Jo Bennett") in audit
        assert ("desk agreed", "Jo Bennett") in audit

    scene(house, play)


# --- the office ------------------------------------------------------------------------------------------------------------


def test_an_office_that_does_not_answer_is_told_and_nothing_is_done(house):
    async def play(jo, town):
        town.office.faults.always("GET /appointments/{AptNum}", faults.error())
        assert "does not answer" in await jo.types("/appt 4")
        await jo.types("/break 4")
        assert "does not answer" in jo.window_text()

    scene(house, play)


def test_slack_has_its_answer_at_once_however_slow_the_office_is(house):
    """Three seconds is all that Slack gives; its pretend one says so of every command and every window that takes longer."""

    async def play(jo, town):
        for method in (
            "GET /appointments/{AptNum}",
            "GET /appointments",
            "GET /patients/{PatNum}",
            "GET /appointments/SlotsWebSched",
        ):
            town.office.faults.always(method, faults.slow(timedelta(seconds=5)))
        number = (await first_visit(town))["AptNum"]
        lines = [
            "/today",
            f"/appt {number}",
            "/slots cleaning",
            f"/confirm {number}",
            f"/note {number} slow",
            "/asap",
            f"/text visit {number}",
        ]
        for line in lines:
            assert await jo.types(line, wait=20), line
        await jo.types("/book", wait=1)
        done, _ = await jo.submits(patient="chart 1", reason="cleaning", when="next week", wait=30)
        assert (done["sent"], done["errors"]) == (True, {})
        assert "Hygiene" in jo.window_text()
        assert not jo.slack.workspace.trouble

    scene(house, play)


def test_a_booking_whose_answer_is_lost_stands_once_and_is_told_when_it_was_found(house):
    async def play(jo, town):
        before = len(await town.visits(ANA))
        town.office.faults.next("POST /appointments/WebSched", faults.lost(committed=True))
        await jo.types("/book chart 1 cleaning next week")
        await jo.submits(pick="0")
        await jo.submits(wait=180)
        assert "In the book" in jo.told()[-1]
        assert len(await town.visits(ANA)) == before + 1

    scene(house, play)


def test_a_request_that_cannot_be_handled_texts_nobody_and_becomes_a_card(house, monkeypatch):
    async def broken(committing, entry):
        raise RuntimeError

    async def play(jo, town):
        monkeypatch.setattr(staffed, "event", broken)
        await jo.types("/note 4 hello")
        (card,) = await town.cards()
        assert card["kind"] == "message could not be handled"
        assert not town.carrier.phone(f"staff {JO}")
        assert "hello" not in (await first_visit(town))["Note"]

    scene(house, play)


# --- planned treatment, plans, breaking ------------------------------------------------------------------------------------


def test_planned_treatment_is_given_its_time(house):
    async def play(jo, town):
        (plan,) = await town.visits(PLANNED, "Planned")
        await jo.types("/book chart 19 planned next week")
        await jo.submits(pick="0")
        _, told = await jo.submits()
        assert "planned treatment" in told
        (made,) = [v for v in await town.visits(PLANNED) if v["NextAptNum"] == plan["AptNum"]]
        assert made["AptStatus"] == "Scheduled"
        assert "is planned" in (await jo.types("/book chart 1 planned next week") + jo.window_text())

    scene(house, play)


def test_a_visit_is_planned_without_a_time(house):
    async def play(jo, town):
        told = await jo.types("/book chart 1 cleaning plan")
        assert "Planned: visit" in told
        (plan,) = await town.visits(ANA, "Planned")
        assert plan["AppointmentTypeNum"] == 12

    scene(house, play)


@pytest.mark.parametrize(("code", "where"), [("missed", "place"), ("cancelled", "list"), ("none", "place")])
def test_a_visit_is_broken_onto_the_list_or_in_its_place_with_the_code_that_was_chosen(house, code, where):
    async def play(jo, town):
        allow_codes(town, "3")
        number = (await first_visit(town))["AptNum"]
        await jo.types(f"/break {number}")
        _, told = await jo.submits(code=code, where=where)
        status = "Broken" if where == "place" else "UnschedList"
        assert number in {v["AptNum"] for v in await town.visits(MEGAN, status)}
        assert ("as missed" in told) == (code == "missed")

    scene(house, play)


def test_a_practice_is_offered_the_codes_alone_that_it_has_switched_on(house):
    async def play(jo, town):
        allow_codes(town, "1")
        await jo.types("/break 4")
        assert "D9986" in jo.window_text()
        assert "D9987" not in jo.window_text()

    scene(house, play)


def test_a_time_locked_visit_is_not_moved(house):
    async def play(jo, town):
        await jo.types("/move 5 next week")
        assert "time locked" in jo.window_text()

    scene(house, play)


# --- names -----------------------------------------------------------------------------------------------------------------


def test_no_name_number_or_word_of_a_patient_stands_in_slack_whatever_is_typed(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        for line in (
            *("/today dec 3", f"/appt {number}", "/appt chart 27", "/asap", "/chairside online", "/chairside status"),
            *("/book chart 27", "/book chart 27 cleaning next week", f"/move {number} friday", f"/confirm {number}"),
            *(f"/break {number}", f"/text visit {number}", f"/text chart {NO_TEXTS}", "/chairside undo"),
        ):
            await jo.types(line)
            await jo.ask("close", all=True)
        for name in ("Megan", "Hughes", "Minh", "Tran", "Erik", "Larsen", "5550101", "555-0101", "5/30/1985", "1985-05-30"):
            assert name not in jo.all_of_slack(), name

    scene(house, play)


def test_where_names_may_stand_a_patient_is_found_by_name(house):
    async def play(jo, town):
        assert "Megan Hughes (chart 27)" in await jo.types("/appt megan hughes")
        await jo.types("/book")
        found = await jo.ask("suggest", view_id=jo.window()["id"], block_id="patient", action_id="desk_patient", value="megan")
        assert "Megan Hughes (chart 27)" in str(found)
        await jo.submits(patient="chart 27", reason="cleaning", when="next week")
        await jo.submits(pick="0")
        _, told = await jo.submits()
        assert "In the book" in told

    scene(house, play, file=full)


# --- to patients -----------------------------------------------------------------------------------------------------------


def test_a_text_is_written_once_and_what_comes_back_is_for_whoever_wrote_it(house):
    async def play(jo, town):
        jo.slack.faults.requests["command"].append(SentFault(copies=2))
        await jo.types("/text visit 4 Your x-rays are here.")
        assert (await town.answer(MEGANS)).count("x-rays are here") == 1
        assert await town.says("thanks! when can i pick them up?", MEGANS, after=LATER) == ""
        (card,) = await town.cards()
        assert card["taken_by"] == "Jo Bennett"

    scene(house, play, file=full)


def test_without_names_text_opens_the_page_also_for_somebody_who_never_wrote(house):
    async def play(jo, town):
        await jo.types("/text visit 4")
        page = await town.http.get(jo.link(JO))
        assert page.status_code == 200
        assert "texts are not welcome" in await jo.types(f"/text chart {NO_TEXTS}")
        await town.says("stop texting me", MEGANS)
        assert "said STOP" in await jo.types("/text visit 4")

    scene(house, play)


def test_a_patient_who_says_no_to_an_offer_keeps_the_visit(house):
    async def play(jo, town):
        (was,) = await town.visits(ERIK)
        await jo.types("/asap")
        await jo.pushes("Offer a time")
        await jo.submits(pick="0")
        await jo.submits()
        await town.answer("+15035550109")
        await town.says("no", "+15035550109", after=LATER)
        (now,) = await town.visits(ERIK)
        assert now["AptDateTime"] == was["AptDateTime"]

    scene(house, play)


def test_the_manager_and_the_front_desk_pause_and_undo_apart(house):
    async def play(boss, town):
        number = (await first_visit(town))["AptNum"]
        await Typist(town, JO).types(f"/break {number}")
        await Typist(town, JO).submits()
        assert "nothing of yours" in await boss.types("/chairside undo")
        assert number in {v["AptNum"] for v in await town.visits(MEGAN, "UnschedList")}

    scene(house, play, user=MARISOL)
