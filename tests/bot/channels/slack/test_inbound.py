"""Slack's payloads as values: who did what, and what stands for it if it comes again."""

import pytest

from bot.channels.slack.inbound import Closed, Command, Gone, HomeOpened, Message, Nothing, NotUnderstood, Press, as_typed, read

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


def test_a_command_has_the_identity_of_its_trigger():
    found = read(COMMAND)
    assert isinstance(found, Command)
    assert (found.id, found.name, found.text) == ("slack/command/1.2.a", "slots", "cleaning tue")


def test_a_press_tells_where_what_and_of_which_workspace_the_presser_is():
    found = read(PRESS)
    assert isinstance(found, Press)
    assert (found.team, found.action_id, found.value, found.ts) == ("T2", "card:take", "1.x", "1.1")
    chosen = [{"action_id": "card:reassign", "selected_option": {"value": "1.x.U2"}}]
    assert read(PRESS | {"actions": chosen}).value == "1.x.U2"


def test_a_submission_that_comes_twice_is_the_same_and_one_of_a_changed_view_another():
    def of(hash_):
        view = {"id": "V1", "hash": hash_, "callback_id": "desk_book", "private_metadata": "m", "state": {"values": {}}}
        return read({"type": "view_submission", "user": {"id": "U1", "team_id": "T1"}, "view": view})

    assert of("a").id == of("a").id != of("b").id
    view = {"id": "V1", "callback_id": "desk_book"}
    assert isinstance(read({"type": "view_closed", "user": {"id": "U1", "team_id": "T1"}, "view": view}), Closed)


def test_events_are_told_apart():
    assert isinstance(read(message()), Message)
    assert read(message()).id == read(message() | {"event_id": "Ev2"}).id  # one message, two events
    assert isinstance(read(event(type="app_home_opened", user="U1", tab="home")), HomeOpened)
    assert isinstance(read(event(type="tokens_revoked")), Gone)


@pytest.mark.parametrize(
    "one",
    [
        message(bot_id="B1"),
        message(subtype="message_changed"),
        message(hidden=True),
        message(user=""),
        event(type="app_mention", user="U1", text="<@U2>"),
        event(type="app_home_opened", user="U1", tab="messages"),
        event(type="reaction_added", user="U1"),
    ],
)
def test_what_is_not_for_us_is_nothing(one):
    assert isinstance(read(one), Nothing)


@pytest.mark.parametrize(
    "one",
    [
        {},
        {"type": "block_actions"},
        {"type": "event_callback", "event": 1},
        COMMAND | {"user_id": 5},
        COMMAND | {"trigger_id": ""},
        PRESS | {"actions": []},
        PRESS | {"actions": [{"action_id": 1}]},
        PRESS | {"user": None},
        PRESS | {"container": {"message_ts": 1}},
        PRESS | {"type": "shortcut"},
        {"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V", "state": {"values": {"a": 1}}}},
        message(channel={"id": "C1"}),
        message(ts=1.5),
    ],
)
def test_what_has_another_shape_is_not_understood(one):
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


def test_who_speaks_to_a_colleague_mentions_them():
    assert read(message(text="<@U2> can you?")).mentions
    assert read(message(text="<!here> hello")).mentions
    assert not read(message(text="see <https://x.example> 3 &lt; 4")).mentions
