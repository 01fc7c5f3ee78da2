"""Modals and Homes: opened in time, filled in as the window allows, submitted, answered in all four ways."""

import asyncio
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from starlette.responses import JSONResponse, Response

from bot.pretend.slack import people
from bot.pretend.slack.modals import TROUBLE

DESK, JO, PRIYA = people.FRONT_DESK, people.JO, people.PRIYA


def plain(text):
    return {"type": "plain_text", "text": text}


def option(text):
    return {"text": plain(text), "value": text.lower()}


REASONS = [option("Cleaning"), option("Crown")]
FIELDS = [
    {
        "type": "input",
        "block_id": "who",
        "label": plain("Patient"),
        "element": {"type": "external_select", "action_id": "patient", "min_query_length": 2},
    },
    {
        "type": "input",
        "block_id": "what",
        "label": plain("Reason"),
        "element": {"type": "static_select", "action_id": "reason", "options": REASONS, "initial_option": REASONS[0]},
    },
    {"type": "input", "block_id": "day", "label": plain("Day"), "element": {"type": "datepicker", "action_id": "day"}},
    {
        "type": "input",
        "block_id": "note",
        "label": plain("Note"),
        "optional": True,
        "element": {"type": "plain_text_input", "action_id": "note", "max_length": 20},
    },
    {"type": "actions", "block_id": "more", "elements": [{"type": "button", "action_id": "push", "text": plain("More")}]},
]


def modal(blocks=FIELDS, title="Book a visit", **more):
    return {"type": "modal", "callback_id": "book", "title": plain(title), "submit": plain("Next"), "blocks": blocks, **more}


FILLED = {"who": {"patient": "1"}, "day": {"day": "2026-12-01"}}


async def trigger(slack, user=JO):
    await slack.ask("command", user=user, channel=DESK, text="/book")
    return slack.bot.got[-1].said["trigger_id"]


async def opened(slack, view=None, user=JO):
    return (await slack.web.views_open(trigger_id=await trigger(slack, user), view=view or modal()))["view"]


async def with_patient(slack, **more):
    """A modal in which Ana was found."""
    view = await opened(slack, modal(**more))
    slack.bot.answers.append({"options": [{"text": plain("Ana Silva"), "value": "1"}]})
    await slack.ask("suggest", user=JO, view_id=view["id"], block_id="who", action_id="patient", value="an")
    return view


async def open_now(slack, user=JO):
    return (await slack.ask(f"modals/{user}"))["views"]


async def error(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response["error"]


# --- opening ---------------------------------------------------------------------------------------------------------


async def test_a_trigger_opens_one_modal_within_three_seconds(slack):
    in_time = await trigger(slack)
    slack.clock.forward(timedelta(seconds=2.5))
    view = (await slack.web.views_open(trigger_id=in_time, view=modal()))["view"]
    assert view["id"] == view["root_view_id"]
    assert (view["previous_view_id"], view["app_id"], view["state"]) == (None, people.APP, {"values": {}})
    assert await error(slack.web.views_open(trigger_id=in_time, view=modal())) == "exchanged_trigger_id"
    late = await trigger(slack)
    slack.clock.forward(timedelta(seconds=3.1))
    assert await error(slack.web.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert await error(slack.web.views_open(trigger_id="12345.98765.abcd", view=modal())) == "invalid_trigger_id"
    assert await error(slack.web.views_open(trigger_id="x", view=modal())) == "invalid_trigger_id"
    assert [v["id"] for v in await open_now(slack)] == [view["id"]]


async def test_a_modal_that_breaks_the_rules_is_refused_and_leaves_its_trigger_whole(slack):
    given = await trigger(slack)
    with pytest.raises(SlackApiError) as caught:
        await slack.web.views_open(trigger_id=given, view=modal(title="x" * 25))
    assert caught.value.response["error"] == "invalid_arguments"
    assert "/view/title/text" in caught.value.response["response_metadata"]["messages"][0]
    assert (await slack.web.views_open(trigger_id=given, view=modal()))["ok"]


async def test_an_external_id_stands_for_one_view(slack):
    view = await opened(slack, modal(external_id="book-1"))
    assert (
        await error(slack.web.views_open(trigger_id=await trigger(slack, PRIYA), view=modal(external_id="book-1")))
        == "duplicate_external_id"
    )
    updated = await slack.web.views_update(external_id="book-1", view=modal(title="Updated", external_id="book-1"))
    assert (updated["view"]["id"], updated["view"]["title"]["text"]) == (view["id"], "Updated")


async def test_an_update_under_an_old_hash_is_a_conflict(slack):
    view = await opened(slack)
    await slack.web.views_update(view_id=view["id"], hash=view["hash"], view=modal(title="First"))
    assert (
        await error(slack.web.views_update(view_id=view["id"], hash=view["hash"], view=modal(title="Second")))
        == "hash_conflict"
    )
    assert [v["title"]["text"] for v in await open_now(slack)] == ["First"]
    assert await error(slack.web.views_update(view_id="V0NOTHING1", view=modal())) == "not_found"


async def test_a_home_is_published_again_under_its_hash(slack):
    first = (await slack.web.views_publish(user_id=JO, view={"type": "home", "blocks": []}))["view"]
    await slack.web.views_publish(user_id=JO, hash=first["hash"], view={"type": "home", "blocks": [{"type": "divider"}]})
    assert (
        await error(slack.web.views_publish(user_id=JO, hash=first["hash"], view={"type": "home", "blocks": []}))
        == "hash_conflict"
    )
    assert len((await slack.ask(f"home/{JO}"))["view"]["blocks"]) == 1
    assert (await slack.ask(f"home/{PRIYA}"))["view"] is None
    await slack.ask("setup", home_tab=False)
    assert await error(slack.web.views_publish(user_id=JO, view={"type": "home", "blocks": []})) == "not_enabled"


async def test_modals_stand_three_deep(slack):
    view = await opened(slack)
    assert (
        await error(slack.web.views_push(trigger_id=await trigger(slack), view=modal())) == "not_found"
    )  # not pressed in a modal
    for deep in (2, 3):
        await slack.ask("press", user=JO, view_id=view["id"], action_id="push")
        pushed = slack.web.views_push(trigger_id=slack.bot.got[-1].said["trigger_id"], view=modal(title=f"Number {deep}"))
        view = (await pushed)["view"]
    await slack.ask("press", user=JO, view_id=view["id"], action_id="push")
    assert (
        await error(slack.web.views_push(trigger_id=slack.bot.got[-1].said["trigger_id"], view=modal())) == "push_limit_reached"
    )
    assert [v["title"]["text"] for v in await open_now(slack)] == ["Book a visit", "Number 2", "Number 3"]
    assert len({v["root_view_id"] for v in await open_now(slack)}) == 1


async def test_a_press_in_a_view_brings_the_view_and_no_response_url(slack):
    view = await opened(slack)
    await slack.ask("press", user=JO, view_id=view["id"], action_id="push", values={"note": {"note": "half"}})
    said = slack.bot.got[-1].said
    assert (said["container"], said["view"]["id"]) == ({"type": "view", "view_id": view["id"]}, view["id"])
    assert "response_url" not in said
    assert said["view"]["state"]["values"]["note"]["note"] == {"type": "plain_text_input", "value": "half"}
    assert (await slack.ask("press", user=PRIYA, view_id=view["id"], action_id="push"))["error"] == "That view is not open."


# --- choosing from what the bot offers -------------------------------------------------------------------------------


async def test_what_is_typed_into_an_external_select_brings_options(slack):
    view = await opened(slack)
    ask = {"user": JO, "view_id": view["id"], "block_id": "who", "action_id": "patient"}
    before = len(slack.bot.got)
    assert await slack.ask("suggest", **ask, value="a") == {"options": []}  # too short to be asked
    assert len(slack.bot.got) == before
    slack.bot.answers.append({"options": [{"text": plain("Ana Silva"), "value": "1"}]})
    assert (await slack.ask("suggest", **ask, value="an"))["options"][0]["value"] == "1"
    said = slack.bot.got[-1].said
    assert (said["type"], said["action_id"], said["block_id"], said["value"]) == ("block_suggestion", "patient", "who", "an")
    assert said["view"]["id"] == view["id"]


@pytest.mark.parametrize(
    "answer",
    [
        {"options": [{"text": plain("x" * 76), "value": "1"}]},
        {"options": [{"text": plain("x"), "value": str(n)} for n in range(101)]},
        {"wrong": []},
        Response(status_code=500),
        JSONResponse([]),
    ],
)
async def test_options_that_break_the_rules_are_not_shown(slack, answer):
    view = await opened(slack)
    slack.bot.answers.append(answer)
    asked = await slack.ask("suggest", user=JO, view_id=view["id"], block_id="who", action_id="patient", value="an")
    assert asked == {"options": []}
    assert slack.slack.workspace.trouble


# --- submitting ------------------------------------------------------------------------------------------------------


async def test_a_submission_has_every_documented_field(slack):
    await with_patient(slack, private_metadata="secret 7")
    assert await slack.ask("submit", user=JO, values=FILLED) == {"errors": {}, "note": "", "sent": True}
    said = slack.bot.got[-1].said
    assert set(said) == {
        "type",
        "team",
        "user",
        "api_app_id",
        "token",
        "enterprise",
        "is_enterprise_install",
        "trigger_id",
        "view",
        "response_urls",
    }
    assert (said["view"]["callback_id"], said["view"]["private_metadata"]) == ("book", "secret 7")
    assert said["view"]["state"]["values"] == {
        "who": {"patient": {"type": "external_select", "selected_option": {"text": plain("Ana Silva"), "value": "1"}}},
        "what": {"reason": {"type": "static_select", "selected_option": REASONS[0]}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-12-01"}},
        "note": {"note": {"type": "plain_text_input", "value": None}},
    }
    assert await open_now(slack) == []


async def test_what_is_required_is_asked_for_by_slack_itself(slack):
    await with_patient(slack)
    before = len(slack.bot.got)
    asked = await slack.ask("submit", user=JO, values={"who": {"patient": "1"}})
    assert (asked["sent"], asked["errors"]) == (False, {"day": "Please complete this required field."})
    assert len(slack.bot.got) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": {"patient": "99"}},
        {"what": {"reason": "filling"}},
        {"day": {"day": "tomorrow"}},
        {"note": {"note": "x" * 21}},
        {"note": {"note": 7}},
    ],
)
async def test_what_cannot_be_typed_or_chosen_is_not_sent(slack, wrong):
    await with_patient(slack)
    before = len(slack.bot.got)
    assert "error" in await slack.ask("submit", user=JO, values=FILLED | wrong)
    assert len(slack.bot.got) == before


async def test_errors_stand_beside_their_fields_and_the_modal_stays(slack):
    await with_patient(slack)
    slack.bot.answers.append({"response_action": "errors", "errors": {"day": "We are closed that day."}})
    assert (await slack.ask("submit", user=JO, values=FILLED))["errors"] == {"day": "We are closed that day."}
    assert len(await open_now(slack)) == 1


async def test_a_submission_may_show_another_view_push_one_or_clear_all(slack):
    await with_patient(slack)
    slack.bot.answers.append({"response_action": "update", "view": modal([{"type": "divider"}], title="Is this right?")})
    await slack.ask("submit", user=JO, values=FILLED)
    assert [v["title"]["text"] for v in await open_now(slack)] == ["Is this right?"]
    slack.bot.answers.append({"response_action": "push", "view": modal([{"type": "divider"}], title="On top")})
    await slack.ask("submit", user=JO)
    assert [v["title"]["text"] for v in await open_now(slack)] == ["Is this right?", "On top"]
    slack.bot.answers.append({"response_action": "clear"})
    await slack.ask("submit", user=JO)
    assert await open_now(slack) == []


@pytest.mark.parametrize(
    "answer",
    [
        Response(status_code=500),
        Response(status_code=404),
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {"more": "not an input"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": modal(title="x" * 25)},
        {"response_action": "dance"},
        {"text": "hello"},
    ],
)
async def test_an_answer_that_makes_no_sense_is_trouble_and_the_modal_stays(slack, answer):
    await with_patient(slack)
    slack.bot.answers.append(answer)
    asked = await slack.ask("submit", user=JO, values=FILLED)
    assert (asked["note"], asked["errors"]) == (TROUBLE, {})
    assert (await slack.ask(f"modals/{JO}"))["note"] == TROUBLE
    assert slack.slack.workspace.trouble
    await slack.ask("submit", user=JO, values=FILLED)
    assert await open_now(slack) == []


async def test_a_submission_nobody_answers_within_three_seconds_is_trouble(slack):
    await with_patient(slack)
    slack.bot.held = asyncio.Event()
    count = len(slack.bot.got)
    asked = asyncio.create_task(slack.ask("submit", user=JO, values=FILLED))
    await slack.bot.hears(count + 1)
    await slack.passes(timedelta(seconds=3))
    assert (await asked)["note"] == TROUBLE
    slack.bot.held.set()


async def test_a_closed_modal_is_told_of_only_if_it_asked(slack):
    await opened(slack)
    before = len(slack.bot.got)
    await slack.ask("close", user=JO)
    assert (await open_now(slack), len(slack.bot.got)) == ([], before)
    view = await opened(slack, modal(notify_on_close=True))
    await slack.ask("close", user=JO, all=True)
    said = slack.bot.got[-1].said
    assert (said["type"], said["view"]["id"], said["is_cleared"]) == ("view_closed", view["id"], True)
    assert (await slack.ask("submit", user=JO))["error"] == "No modal is open."
