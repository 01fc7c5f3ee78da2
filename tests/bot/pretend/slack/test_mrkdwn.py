"""Which part of a message is alive: the oracle against a patient's words that turn into mentions."""

import pytest

from bot.pretend.slack import people
from bot.pretend.slack.mrkdwn import live


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see you &lt;!channel&gt; at 9", []),
        ("5 < 6 and <b> and @channel", []),
        ("<!channel> come", ["<!channel>"]),
        ("<!here|here> <@U0JOFRONT1> <#C0FRONTDESK|x>", ["<!here|here>", "<@U0JOFRONT1>", "<#C0FRONTDESK|x>"]),
        ("<https://evil.example|Approve>", ["<https://evil.example|Approve>"]),
        ("go to https://evil.example/x now", ["https://evil.example/x"]),
        ("<!subteam^S123> <mailto:a@b.c|write>", ["<!subteam^S123>", "<mailto:a@b.c|write>"]),
    ],
)
def test_control_sequences_are_found_in_the_text(text, found):
    assert live({"text": text}) == found


def test_plain_text_is_dead_wherever_it_stands_and_marked_text_alive():
    def section(kind):
        return [
            {
                "type": "section",
                "text": {"type": kind, "text": "<!channel>"},
                "fields": [{"type": kind, "text": "<@U0JOFRONT1>"}],
            }
        ]

    assert live({"text": "", "blocks": section("plain_text")}) == []
    assert live({"text": "", "blocks": section("mrkdwn")}) == ["<!channel>", "<@U0JOFRONT1>"]
    button = {"type": "button", "text": {"type": "plain_text", "text": "<!here>"}, "value": "<!here>"}
    confirm = {"title": {"type": "plain_text", "text": "x"}, "text": {"type": "mrkdwn", "text": "<!here>"}}
    assert live({"blocks": [{"type": "actions", "elements": [button]}]}) == []
    assert live({"blocks": [{"type": "actions", "elements": [button | {"confirm": confirm}]}]}) == ["<!here>"]


@pytest.mark.parametrize(
    ("text", "found"), [("@here come", ["@here"]), ("me@here.com", []), ("see http://a.b", ["http://a.b"])]
)
def test_what_slack_finds_by_itself_counts_unless_the_text_is_verbatim(text, found):
    marked = {"type": "mrkdwn", "text": text}
    assert live({"blocks": [{"type": "section", "text": marked}]}) == found
    assert live({"blocks": [{"type": "section", "text": marked | {"verbatim": True}}]}) == []
    assert live({"text": text.replace("http", "x")}) == []


async def test_names_become_mentions_only_for_a_bot_that_asks_for_it(slack):
    for more in ({}, {"link_names": True}, {"parse": "full"}):
        await slack.web.chat_postMessage(channel=people.FRONT_DESK, text="@jo @channel @nobody", **more)
    seen = [message["live"] for message in await slack.seen(people.FRONT_DESK)]
    assert seen == [[], [f"<@{people.JO}>", "<!channel>"], [f"<@{people.JO}>", "<!channel>"]]
