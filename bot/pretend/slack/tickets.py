"""What the vendor hands out with a press or a command: a trigger_id for one view, a response_url for five answers.

Source: Slack, "Handling user interaction": a trigger lives 3 seconds and is exchanged once; a response_url 30 minutes, 5 times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.pretend.slack import people
from bot.pretend.slack.errors import Refused
from bot.pretend.slack.workspace import Workspace

T = TypeVar("T")
TRIGGER_LIVES = timedelta(seconds=3)
URL_LIVES, URL_USES = timedelta(minutes=30), 5
TRIGGER = re.compile(r"\d+\.\d+\.[0-9a-f]+")
KEPT = 10_000  # of each: what is older is long over


@dataclass
class Trigger:
    user: str
    until: datetime
    view: str | None  # the modal it was pressed in: only there can another be pushed
    used: bool = False


@dataclass
class Reply:
    """Where an answer to a response_url goes: `source` is the message that was pressed, if it was one."""

    user: str
    channel: str
    source: str | None
    thread: str | None
    until: datetime
    left: int = URL_USES


class Tickets:
    def __init__(self, workspace: Workspace, url: str) -> None:
        """`url` is where this pretend Slack is reached, as hooks.slack.com is."""
        self._workspace = workspace
        self._url = url.rstrip("/")
        self._triggers: dict[str, Trigger] = {}
        self._replies: dict[str, Reply] = {}

    def trigger(self, user: str, view: str | None = None) -> str:
        now = self._workspace.now()
        name = f"{int(now.timestamp() * 1000)}.{len(self._triggers) + 100_000}.{self._workspace.secret()}"
        _keep(self._triggers, name, Trigger(user, now + TRIGGER_LIVES, view))
        return name

    def exchange(self, trigger_id: object) -> Trigger:
        """Use a trigger up. Raises Refused."""
        if not isinstance(trigger_id, str) or not TRIGGER.fullmatch(trigger_id):
            raise Refused("invalid_trigger_id")
        found = self._triggers.get(trigger_id)
        if found is None:
            raise Refused("invalid_trigger_id")
        if found.used:
            raise Refused("exchanged_trigger_id")
        if self._workspace.now() > found.until:
            raise Refused("expired_trigger_id")
        found.used = True
        return found

    def response_url(self, kind: str, user: str, channel: str, source: str | None = None, thread: str | None = None) -> str:
        """`kind` is "commands" or "actions"."""
        secret = self._workspace.secret()
        _keep(self._replies, secret, Reply(user, channel, source, thread, self._workspace.now() + URL_LIVES))
        return f"{self._url}/respond/{kind}/{people.TEAM}/{secret}"

    def use(self, secret: str) -> Reply:
        """Take one of the five uses. Raises Refused."""
        found = self._replies.get(secret)
        if found is None or self._workspace.now() > found.until:
            raise Refused("expired_url", status=404)
        if found.left == 0:
            raise Refused("used_url", status=404)
        found.left -= 1
        return found


def _keep(kept: dict[str, T], name: str, what: T) -> None:
    kept[name] = what
    if len(kept) > KEPT:
        del kept[next(iter(kept))]
