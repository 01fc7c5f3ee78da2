"""What in a message is alive: mentions, calls to everybody, links. A patient's words must never become any of these.

Source: Slack, "Formatting text for app surfaces", "Text object": in mrkdwn that is not `verbatim`, links and some mentions are
found that nobody marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.pretend.slack.people import User
from bot.pretend.slack.workspace import Json

CONTROL = re.compile(r"<(![a-z^][^<>]*|@[UW][A-Z0-9]+(?:\|[^<>]*)?|#C[A-Z0-9]+(?:\|[^<>]*)?|(?:https?|mailto|tel):[^<>]+)>")
FOUND = re.compile(r"(?<![<|\w])https?://[^\s<>|]+|(?<!\S)@(?:channel|here|everyone)\b")
NAMED = re.compile(r"(?<!\S)@([a-z0-9._-]+)")
ALL = ("channel", "here", "everyone")


def live(message: Json) -> list[str]:
    """Return all that takes effect, in the order it stands there: "<!channel>", "<@U0JOFRONT1>", "https://..."."""
    found = [match[0] for match in CONTROL.finditer(message.get("text", ""))]
    found += [match[0] for match in FOUND.finditer(CONTROL.sub(" ", message.get("text", ""))) if match[0].startswith("http")]
    for text, verbatim in _marked(message.get("blocks", [])):
        found += [match[0] for match in CONTROL.finditer(text)]
        found += [] if verbatim else [match[0] for match in FOUND.finditer(CONTROL.sub(" ", text))]
    return found


def linked(text: str, users: Iterable[User]) -> str:
    """Make mentions of the names in a text: as Slack's window does, and the API with `link_names` or `parse` "full"."""
    ids = {user.name: user.id for user in users}

    def mention(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!{name}>" if name in ALL else f"<@{ids[name]}>" if name in ids else match[0]

    return NAMED.sub(mention, text)


def _marked(value: Any) -> Iterator[tuple[str, bool]]:
    """Every text that is read as mrkdwn, wherever it stands, and whether it is verbatim."""
    if isinstance(value, list):
        for one in value:
            yield from _marked(one)
    elif isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "markdown") and isinstance(value.get("text"), str):
            yield value["text"], value.get("verbatim") is True
        for key, one in value.items():
            if key != "text" or isinstance(one, dict):
                yield from _marked(one)
