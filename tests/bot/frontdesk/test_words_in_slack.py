"""slack_details = "full": the texts stand in the thread, and what is written there is texted, once, and marked."""

from datetime import timedelta

import pytest

from bot.pretend.slack import CallFault, SentFault
from tests.bot.frontdesk.room import FRONT_DESK, JO, OLA, PRIYA, TESS, Desk, full
from tests.house import ANA


def scene(house, play, **more):
    async def whole(town):
        return await play(Desk(town), town)

    return house(whole, slack=True, file=full, **more)


def marks(desk, said):
    return [r["name"] for r in desk.slack.workspace.message(FRONT_DESK, said["ts"]).get("reactions", [])]


def test_the_conversation_stands_in_the_thread_and_an_answer_there_is_texted_and_marked(house):
    async def play(desk, town):
        await town.says("hello there")
        await desk.needs_a_person("can a person call me about <b>my</b> crown & bridge")
        (talk,) = desk.thread()
        assert "Patient, Nov 30, 9:00 AM: hello there" in talk
        assert "<b>my</b> crown & bridge" in talk
        await desk.press(JO, "card:take")
        said = await desk.write(JO, "Hi, this is Jo & the team. <3")
        assert await town.answer() == "Hi, this is Jo & the team. <3"
        assert marks(desk, said) == ["white_check_mark"]
        await town.says("great, thanks!")
        assert "great, thanks!" in desk.thread()[-1]
        assert sum("the team" in text for text in desk.thread()) == 1  # ours is not said a second time

    scene(house, play)


def test_whoever_opens_the_thread_reads_that_what_is_written_there_is_texted(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        assert "What you write in this thread is texted to the patient, unless it begins with //" in str(desk.card())

    scene(house, play)


def test_an_answer_takes_the_card(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        await desk.write(PRIYA, "Hi!")
        assert (await town.cards())[0]["taken_by"] == "Priya Shah"
        assert "Taken by Priya Shah" in desk.card()["text"]

    scene(house, play)


def test_an_answer_that_cannot_be_delivered_is_marked(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        town.carrier.reach(ANA, False)
        said = await desk.write(JO, "Hi!")
        await desk.quiet(60)
        assert marks(desk, said) == ["x"]

    scene(house, play)


@pytest.mark.parametrize("text", ["// who takes this?", "@priya can you?", "   "])
def test_what_is_said_among_colleagues_stays_there(house, text):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        await town.answer()
        await desk.write(JO, text)
        assert await town.answer() == ""

    scene(house, play)


@pytest.mark.parametrize("fault", [SentFault(copies=3), SentFault(lost=True), SentFault(copies=2, apart=timedelta(seconds=70))])
def test_an_answer_that_slack_delivers_again_is_texted_once(house, fault):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        await town.answer()
        desk.slack.faults.requests["event"].append(fault)
        await desk.write(JO, "Hi!")
        await desk.quiet(400)
        assert (await town.answer()).count("Hi!") == 1

    scene(house, play)


def test_an_answer_is_texted_once_slack_says_who_wrote_it(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        await town.answer()
        desk.slack.faults.calls["users.info"].append(CallFault(error="internal_error", taken=False))
        await desk.write(JO, "Hi!")
        await desk.quiet(90)
        assert (await town.answer()).count("Hi!") == 1

    scene(house, play)


@pytest.mark.parametrize("user", [TESS, OLA])
def test_whoever_may_not_answer_is_told_and_nothing_is_texted(house, user):
    async def play(desk, town):
        desk.slack.workspace.channels[FRONT_DESK].members.append(OLA)
        await desk.needs_a_person("can I talk to a person")
        await town.answer()
        await desk.write(user, "Hi!")
        assert await town.answer() == ""
        assert any(text.startswith("Not texted.") for text in desk.whispers(user))

    scene(house, play)


def test_nothing_is_texted_to_a_phone_that_said_stop_nor_from_a_settled_card(house):
    async def play(desk, town):
        await desk.needs_a_person("can I talk to a person")
        await desk.press(JO, "card:resolve")
        await town.answer()
        await desk.write(JO, "Hi!")
        assert await town.answer() == ""
        await town.text("STOP")
        await desk.quiet()
        await town.answer()
        await desk.write(JO, "Hi!")
        assert await town.answer() == ""
        assert [why.partition(", ")[2][:8] for why in desk.thread() if "not texted" in why] == ["this car", "this pho"]
        assert [m["reactions"][0]["name"] for m in desk.card()["replies"] if m["reactions"]] == ["x", "x"]

    scene(house, play)


def test_patients_words_never_become_mentions_or_links(house):
    async def play(desk, town):
        await desk.needs_a_person("<!channel> <@U0JOFRONT1> <https://evil.example|Approve> *bold* can I talk to a person")
        for message in desk.messages():
            assert message["live"] == []
            assert all(reply["live"] == [] for reply in message["replies"])

    scene(house, play)
