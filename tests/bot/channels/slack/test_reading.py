"""Slack's payloads as values: who did what, and what stands for it if it comes again."""

import pytest

from bot.channels.slack import reading
from bot.channels.slack.inbound import Gone, HomeOpened, NotUnderstood
from bot.channels.slack.reading import as_typed

COMMAND = {
    "command": "/slots",
    "text": "cleaning tue",
    "user_id": "U1",
    "team_id": "T1",
    "channel_id": "C1",
    "trigger_id": "1.2.a",
    "response_url": "https://hooks.slack.com/x",
}
PRESS = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T2"},
    "team": {"id": "T1"},
    "trigger_id": "1.2.b",
    "container": {"message_ts": "1.1", "channel_id": "C1", "thread_ts": "1.0"},
    "actions": [{"action_id": "card:take", "block_id": "b", "value": "1.x"}],
}


def event(**event):
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}


def message(**more):
    return event(**{"type": "message", "user": "U1", "text": "hi", "ts": "1.1", "channel": "C1"} | more)


def submission(hash_="h"):
    view = {"id": "V1", "hash": hash_, "callback_id": "desk_form", "private_metadata": "m", "state": {"values": {}}}
    return {"type": "view_submission", "user": {"id": "U1", "team_id": "T1"}, "view": view}


def test_a_command_has_the_identity_of_its_trigger():
    found = reading.command(COMMAND)
    assert (found.id, found.name, found.text) == ("slack/command/1.2.a", "slots", "cleaning tue")


def test_a_press_tells_where_what_and_of_which_workspace_the_presser_is():
    found = reading.press(PRESS)
    assert (found.team, found.action_id, found.value, found.ts) == ("T2", "card:take", "1.x", "1.1")
    chosen = [{"action_id": "card:reassign", "selected_option": {"value": "1.x.U2"}}]
    assert reading.press(PRESS | {"actions": chosen}).value == "1.x.U2"


def test_a_submission_that_comes_twice_is_the_same_and_one_of_a_changed_view_another():
    assert reading.submission(submission("a")).id == reading.submission(submission("a")).id
    assert reading.submission(submission("a")).id != reading.submission(submission("b")).id


def test_one_message_that_comes_as_two_events_is_one():
    assert reading.message(message()).id == reading.message(message() | {"event_id": "Ev2"}).id


def test_a_look_at_our_home_and_the_end_of_the_app_are_read():
    assert reading.home_opened(event(type="app_home_opened", user="U1", tab="home")) == HomeOpened("U1", "T1")
    assert reading.home_opened(event(type="app_home_opened", user="U1", tab="messages")) is None
    assert reading.gone(event(type="tokens_revoked")) == Gone("tokens_revoked")


@pytest.mark.parametrize("one", [message(bot_id="B1"), message(hidden=True), message(user="")])
def test_what_no_person_wrote_is_nothing(one):
    assert reading.message(one) is None


@pytest.mark.parametrize(
    ("read", "one"),
    [
        (reading.command, {}),
        (reading.command, COMMAND | {"user_id": 5}),
        (reading.command, COMMAND | {"trigger_id": ""}),
        (reading.press, {"type": "block_actions"}),
        (reading.press, PRESS | {"actions": []}),
        (reading.press, PRESS | {"actions": [{"action_id": 1}]}),
        (reading.press, PRESS | {"user": None}),
        (reading.press, PRESS | {"container": {"message_ts": 1}}),
        (reading.submission, submission() | {"view": {"id": "V", "state": {"values": {"a": 1}}}}),
        (reading.submission, submission() | {"view": None}),
        (reading.suggestion, {"user": {"id": "U1"}, "value": 5}),
        (reading.message, {"type": "event_callback", "event": 1}),
        (reading.message, message(channel={"id": "C1"})),
        (reading.message, message(ts=1.5)),
    ],
)
def test_what_has_another_shape_is_not_understood(read, one):
    with pytest.raises(NotUnderstood):
        read(one)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("see <https://x.example/?a=1&amp;b=2>", "see https://x.example/?a=1&b=2"),
        ("see <https://x.example|x.example>", "see https://x.example"),
        ("call <tel:+15035550100|503-555-0100>", "call 503-555-0100"),
        ("in <#C1|front-desk>", "in #front-desk"),
        ("&amp;lt; stays", "&lt; stays"),
    ],
)
def test_a_text_is_what_was_typed(text, typed):
    assert as_typed(text) == typed


def test_an_emoji_that_was_picked_is_itself():
    wave = {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4}
    tooth = {"type": "emoji", "name": "maple_tooth"}  # of the workspace: no characters
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "hi "}, wave, tooth]}
    said = reading.message(
        message(text="hi :wave::skin-tone-4: :maple_tooth: 9:30:15", blocks=[{"type": "rich_text", "elements": [section]}])
    )
    assert said.text == "hi \U0001f44b\U0001f3fd :maple_tooth: 9:30:15"


@pytest.mark.parametrize(
    "blocks", [None, "x", [1, [2]], [{"elements": None}], [{"type": "emoji", "name": "x", "unicode": "zz"}]]
)
def test_blocks_of_another_shape_leave_the_text_as_it_is(blocks):
    assert reading.message(message(text="hi :x:", blocks=blocks)).text == "hi :x:"


def test_who_speaks_to_a_colleague_mentions_them():
    assert reading.message(message(text="<@U2> can you?")).mentions
    assert reading.message(message(text="<!here> hello")).mentions
    assert not reading.message(message(text="see <https://x.example> 3 &lt; 4")).mentions
