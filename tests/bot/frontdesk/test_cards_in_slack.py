"""A card in the front desk's channel: raised, taken, given on, given back, settled, taken back; each once, whoever presses."""

import asyncio
from datetime import timedelta

import pytest

from bot.pretend.carrier import Answer
from bot.pretend.slack import CallFault, SentFault
from tests.bot.frontdesk.room import FRONT_DESK, JO, MARISOL, OLA, PRIYA, TESS, WORDS, Desk, with_group
from tests.house import ANA


def scene(house, play, **more):
    async def whole(town):
        return await play(Desk(town), town)

    return house(whole, slack=True, **more)


def test_what_needs_a_person_stands_in_the_channel_with_what_to_do_and_no_word_of_the_patients(house):
    async def play(desk, town):
        await town.says("cleaning tuesday please, Ana Silva 5/1/80")
        card = await desk.needs_a_person()
        assert card["text"].startswith("🟡 ")
        assert "Nobody has it yet" in card["text"]
        assert "Wants: booking (cleaning" in str(card["blocks"])
        assert "Offered Tue Dec 1 9:30 AM" in str(card["blocks"])
        assert "*Next:*" in str(card["blocks"])
        for said in ("Ana", "Silva", "needles", "tooth hurts", ANA, "5550101"):
            assert said not in desk.all_of_slack()

    scene(house, play)


def test_a_card_is_taken_given_back_and_the_bot_knows_what_was_agreed(house):
    async def play(desk, town):
        await town.says("cleaning tuesday please, Ana Silva 5/1/80")
        await desk.needs_a_person("can I talk to a person")
        assert await desk.press(JO, "card:take") == ""
        assert "Taken by Jo Bennett" in desk.card()["text"]
        assert desk.thread() == ["Jo Bennett took it."]
        assert await town.says("hello?") == ""
        await desk.press(JO, "card:give_back")
        assert "Settled by Jo Bennett" in desk.card()["text"]
        assert "Tue Dec 1 at 9:30 AM. Shall I book it?" in await town.answer()
        assert ("desk take", "Jo Bennett") in await desk.audit()
        assert ("desk give_back", "Jo Bennett") in await desk.audit()

    scene(house, play)


def test_two_who_take_it_at_once_do_it_once_and_the_second_hears_who_was_faster(house):
    async def play(desk, town):
        await desk.needs_a_person()
        press, where = desk.slack.acts.press, desk.where()
        await asyncio.gather(press(JO, where, "card:take"), press(PRIYA, where, "card:take"))
        await desk.quiet(8)
        (card,) = await town.cards()
        first, second = (JO, PRIYA) if card["taken_by"] == "Jo Bennett" else (PRIYA, JO)
        assert desk.whispers(first) == []
        assert desk.whispers(second) == [f"That card had changed. {card['taken_by']} took it."]
        assert desk.thread() == [f"{card['taken_by']} took it."]

    scene(house, play)


def test_a_button_of_an_old_card_refreshes_it_and_says_who_did_what(house):
    async def play(desk, town):
        await desk.needs_a_person()
        old = desk.slack.workspace.message(FRONT_DESK, desk.card()["ts"]).copy()
        await desk.press(PRIYA, "card:take")
        new = desk.slack.workspace.message(FRONT_DESK, desk.card()["ts"]).copy()
        desk.slack.workspace.put(FRONT_DESK, old)  # a window that was not drawn anew
        await desk.press(JO, "card:resolve", quiet=8)
        assert desk.whispers(JO) == ["That card had changed. Priya Shah took it."]
        assert (await town.cards())[0]["taken_by"] == "Priya Shah"
        now = desk.slack.workspace.message(FRONT_DESK, desk.card()["ts"])
        assert now["text"] == new["text"]

    scene(house, play)


def test_undo_takes_back_what_was_done_last(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await desk.press(JO, "card:take")
        await desk.press(JO, "card:undo")
        assert (await town.cards())[0]["state"] == "open"
        assert "card:undo" not in desk.buttons()
        await desk.press(JO, "card:take")
        await desk.press(JO, "card:resolve")
        assert await town.cards() == []
        await desk.press(JO, "card:undo")
        (card,) = await town.cards()
        assert (card["state"], card["taken_by"]) == ("taken", "Jo Bennett")
        assert await town.says("hello?") == ""  # it is a person's again

    scene(house, play)


def test_undo_of_a_take_lets_the_assistant_go_on_where_it_was_not_silent_before(house):
    async def play(desk, town):
        await town.says("cleaning tuesday please, Ana Silva 5/1/80")
        await town.says("do you take delta dental insurance?")
        await desk.quiet()
        assert "Asked a question" in desk.card()["text"]
        await desk.press(JO, "card:take")
        await desk.press(JO, "card:undo")
        await town.answer()
        assert "all set" in await town.says("yes")

    scene(house, play)


def test_what_was_settled_long_ago_is_not_undone(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await desk.press(JO, "card:resolve")
        await asyncio.sleep(20 * 60)
        await desk.press(JO, "card:undo")
        assert await town.cards() == []

    scene(house, play)


def test_refresh_draws_a_settled_card_anew_and_does_nothing_to_it(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await desk.press(JO, "card:resolve")
        await asyncio.sleep(20 * 60)
        before, was = desk.buttons(), desk.thread()
        await desk.press(PRIYA, "card:show", quiet=8)
        assert (before, desk.buttons()) == (["card:undo", "card:show"], ["card:show"])
        assert desk.thread() == was
        assert "Settled by Jo Bennett" in desk.card()["text"]
        assert desk.whispers(PRIYA) == []

    scene(house, play)


def test_a_card_is_given_to_somebody_else(house):
    async def play(desk, town):
        await desk.needs_a_person()
        to = next(o["value"] for o in _menu(desk) if o["text"]["text"] == "Marisol Ortega")
        await desk.press(JO, "card:reassign", value=to)
        assert (await town.cards())[0]["taken_by"] == "Marisol Ortega"
        assert desk.thread() == ["Jo Bennett gave it to Marisol Ortega."]

    scene(house, play)


def _menu(desk):
    return next(
        e["options"] for b in desk.card()["blocks"] for e in b.get("elements", ()) if e.get("action_id") == "card:reassign"
    )


def test_a_card_that_asks_for_a_call_has_a_button_for_it(house):
    async def play(desk, town):
        await town.says("cleaning tuesday please, Ana Silva 5/1/80")
        await town.text("CANCEL")
        await desk.quiet(10)
        assert "Please call" in desk.card()["text"]
        await desk.press(JO, "card:called")
        assert await town.cards() == []
        assert desk.thread() == ["Jo Bennett called."]

    scene(house, play)


def test_a_card_that_nobody_takes_calls_whoever_is_on_duty(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        await desk.quiet(16 * 60)
        assert any("<!subteam^S0FRONTDSK>" in text and "still waiting" in text for text in desk.thread())
        await desk.press(JO, "card:take")
        said = len(desk.thread())
        await desk.quiet(3 * 3600)
        assert len(desk.thread()) == said

    scene(house, play, file=with_group)


def test_the_next_time_the_same_patient_needs_a_person_a_new_card_stands_in_the_channel(house):
    async def play(desk, town):
        first = await desk.needs_a_person("can I talk to a person")
        await desk.press(JO, "card:resolve")
        second = await desk.needs_a_person("person please")
        assert first["ts"] != second["ts"]
        assert "(card 2)" in second["text"]

    scene(house, play)


@pytest.mark.parametrize(
    ("user", "told"), [(TESS, "not set up to work here"), (OLA, "this practice's own workspace"), (PRIYA, "look, not act")]
)
def test_whoever_may_not_is_told_whom_to_ask_and_it_stands_in_the_audit(house, user, told):
    def file(keys):
        return with_group(keys).replace('name = "Priya Shah", role = "act"', 'name = "Priya Shah", role = "view"')

    async def play(desk, town):
        await desk.needs_a_person()
        if user == OLA:
            desk.slack.workspace.channels[FRONT_DESK].members.append(OLA)
        await desk.press(user, "card:take")
        assert any(told in text for text in desk.whispers(user))
        assert (await town.cards())[0]["state"] == "open"
        assert any(what.startswith("slack refused") and who == user for what, who in await desk.audit())

    scene(house, play, file=file)


def test_a_guest_is_refused_even_if_the_office_file_names_them(house):
    def file(keys):
        return with_group(keys).replace("U0PRIYADSK", TESS)

    async def play(desk, town):
        await desk.needs_a_person()
        await desk.press(TESS, "card:take")
        assert any("Guests" in text and f"<@{MARISOL}>" in text for text in desk.whispers(TESS))
        assert (await town.cards())[0]["state"] == "open"

    scene(house, play, file=file)


@pytest.mark.parametrize("fault", [SentFault(copies=3), SentFault(copies=2, apart=timedelta(seconds=1)), SentFault(lost=True)])
def test_a_press_that_is_delivered_again_counts_once(house, fault):
    async def play(desk, town):
        await desk.needs_a_person()
        desk.slack.faults.requests["action"].append(fault)
        await desk.press(JO, "card:take", quiet=10)
        assert (await town.cards())[0]["taken_by"] == "Jo Bennett"
        assert desk.thread() == ["Jo Bennett took it."]
        assert (await desk.audit()).count(("desk take", "Jo Bennett")) == 1

    scene(house, play)


@pytest.mark.parametrize(
    "fault",
    [
        CallFault(Answer.BUSY, retry_after=5),
        CallFault(Answer.LOST),
        CallFault(Answer.LOST, taken=False),
        CallFault(Answer.UNREACHABLE),
        CallFault(error="internal_error"),
        CallFault(error="missing_scope", taken=False),
        CallFault(error="channel_not_found", taken=False),
    ],
)
def test_a_card_is_posted_once_whatever_goes_wrong_at_slack(house, fault):
    async def play(desk, town):
        desk.slack.faults.calls["chat.postMessage"].append(fault)
        await town.says("can I talk to a person")
        await desk.quiet(180)
        assert len([m for m in desk.messages() if m["metadata"]]) == 1
        await desk.press(JO, "card:take")
        assert "Taken by Jo Bennett" in desk.card()["text"]

    scene(house, play)


def test_a_card_that_slack_would_not_have_stands_there_once_something_is_done_to_it(house):
    async def play(desk, town):
        desk.slack.faults.calls["chat.postMessage"].append(CallFault(error="invalid_blocks", taken=False))
        await town.says("can I talk to a person")
        await desk.quiet(60)
        assert desk.messages() == []
        desk.slack.faults.calls["chat.postMessage"].append(CallFault(Answer.LOST))
        await town.press(1, "take")
        await desk.quiet(120)
        (card,) = desk.messages()
        assert "Taken by desk" in card["text"]
        await desk.press(JO, "card:resolve")
        assert "Settled by" in desk.card()["text"]

    scene(house, play)


def test_without_leave_to_look_a_post_whose_answer_was_lost_is_not_sent_twice(house):
    async def play(desk, town):
        setup = desk.slack.setup
        setup.scopes -= {"channels:history"}
        desk.slack.faults.calls["chat.postMessage"].append(CallFault(Answer.LOST))
        await town.says("can I talk to a person")
        await desk.quiet(600)
        assert len([m for m in desk.messages() if m["metadata"]]) == 1

    scene(house, play)


def test_many_cards_at_once_keep_to_slacks_pace(house):
    async def play(desk, town):
        phones = [f"+1503555{n:04}" for n in range(2000, 2012)]
        for phone in phones:
            await town.text("can I talk to a person", phone)
        await desk.quiet(60)
        assert len([m for m in desk.messages() if m["metadata"]]) == len(phones)

    scene(house, play)


def test_a_card_survives_a_crash_between_the_press_and_its_turn(house):
    async def play(desk, town):
        await desk.needs_a_person()
        await desk.slack.acts.press(JO, desk.where(), "card:take")
        await town.crash()
        await town.start()
        await desk.quiet(20)
        assert (await town.cards())[0]["taken_by"] == "Jo Bennett"
        assert "Taken by Jo Bennett" in desk.card()["text"]
        assert desk.thread() == ["Jo Bennett took it."]

    scene(house, play, look_every=timedelta(seconds=1))


def test_what_is_in_a_patients_text_never_becomes_a_mention(house):
    async def play(desk, town):
        await desk.needs_a_person("<!channel> <@U0JOFRONT1> <https://evil.example|Approve> can I talk to a person")
        assert all(message["live"] == [] for message in desk.messages())
        assert "evil" not in desk.all_of_slack()

    scene(house, play)


def test_the_words_are_not_in_the_log(house, capfd):
    async def play(desk, town):
        await desk.needs_a_person()
        await desk.press(JO, "card:take")

    scene(house, play)
    out, err = capfd.readouterr()
    assert WORDS not in out + err
    assert "needles" not in out + err
