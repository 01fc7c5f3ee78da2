"""Whatever the bot sends, Slack answers in its own words: never a 500, never an answer that is no JSON."""

import json
from random import Random

import pytest

from bot.pretend.slack import people
from bot.pretend.slack.methods import METHODS
from tests.bot.pretend.slack.rig import TOKEN

ODD = (
    *(None, True, 0, -1, 1.5, "", "x", "1", "{", "[]", "null", "NaN", '"\\ud83d"', "é" * 30, "1700000000.000001"),
    *(people.FRONT_DESK, people.JO, [], {}, [None], [[[]]], {"type": "modal"}, {"type": []}, [{"type": "section"}]),
    *([{"type": "actions", "elements": [1]}], {"type": "home", "blocks": [{"type": "divider"}]}),
    '[{"type": "section", "text": {"type": "mrkdwn", "text": "\\ud83d"}}]',
)
NAMES = (
    "channel user users user_id ts thread_ts text blocks view view_id external_id trigger_id hash metadata attachments cursor "
    "limit oldest latest types name timestamp message_ts reply_broadcast"
).split()
ROUNDS = 12


def plain(value):
    return value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("seed", range(2))
async def test_odd_arguments_to_every_method(slack, seed):
    slack.slack.setup.rates.on = False
    draw = Random(seed)
    for method in METHODS:
        for _ in range(ROUNDS):
            given = {name: draw.choice(ODD) for name in draw.sample(NAMES, 8)}
            asked = {"content": json.dumps(given)} if draw.random() < 0.5 else {"data": {n: plain(v) for n, v in given.items()}}
            auth = {"Authorization": f"Bearer {TOKEN}"} | ({"Content-Type": "application/json"} if "content" in asked else {})
            answer = await slack.http.post(f"{slack.url}/api/{method}", headers=auth, **asked)
            assert answer.status_code == 200, (method, given)
            assert isinstance(answer.json()["ok"], bool)


@pytest.mark.parametrize("path", ["press", "submit", "suggest", "say", "command", "close", "home", "setup", "sockets", "event"])
async def test_odd_questions_of_a_script_are_answered_with_a_sentence(slack, path):
    draw = Random(path)
    names = (
        "user",
        "channel",
        "ts",
        "text",
        "action_id",
        "block_id",
        "value",
        "values",
        "view_id",
        "tab",
        "scopes",
        "refuses",
        "type",
    )
    for _ in range(ROUNDS):
        given = {name: draw.choice((people.JO, people.FRONT_DESK, *ODD)) for name in draw.sample(names, 7)}
        answer = await slack.http.post(f"{slack.url}/pretend/slack/{path}", content=json.dumps(given))
        assert answer.status_code in (200, 400), given
        assert isinstance(answer.json(), dict)
