"""Somebody at the front desk who types commands, fills in windows and presses buttons."""

from __future__ import annotations

import json

from bot.pretend.slack.blocks import elements_of
from tests.bot.frontdesk.room import FRONT_DESK, JO, Desk

WAIT = 12  # seconds: a command, its reads at one a second, a booking, and what is told of it


class Typist(Desk):
    """Does everything through the pretend Slack's own routes, as the page does."""

    def __init__(self, town, user=JO):
        super().__init__(town)
        self.user = user

    async def ask(self, path, **body):
        return (await self.town.http.post(f"/pretend/slack/{path}", json={"user": self.user, **body})).json()

    async def types(self, line, *, wait=WAIT):
        """Type a command and return everything that this person is told because of it."""
        before = len(self.told())
        failed = (await self.ask("command", channel=FRONT_DESK, text=line))["failed"]
        assert failed == "", failed
        await self.quiet(wait)
        return "\n".join(self.told()[before:])

    def told(self):
        return self.whispers(self.user)

    def newest(self):
        """The newest message to this person alone."""
        return [w for w in self.slack.workspace.whispers.values() if w["for"] == self.user][-1]

    async def pushes(self, label, *, wait=WAIT, message=None):
        """Press the first button of that label in the newest answer, and return what is told then."""
        message = message or self.newest()
        action = next(
            e["action_id"] for b in message["blocks"] for e in elements_of(b) if e.get("text", {}).get("text") == label
        )
        before = len(self.told())
        await self.ask("press", channel=FRONT_DESK, ts=message["ts"], action_id=action)
        await self.quiet(wait)
        return "\n".join(self.told()[before:])

    def window(self):
        """The window on top, as it is drawn; None: none is open."""
        stack = self.slack.workspace.modals.get(self.user, [])
        return stack[-1] if stack else None

    def window_text(self):
        return json.dumps(self.window()["blocks"], ensure_ascii=False) if self.window() else ""

    async def submits(self, *, wait=WAIT, **values):
        """Submit the window on top; a field is given by its block."""
        before = len(self.told())
        fields = {block: {self._action(block): value} for block, value in values.items()}
        done = await self.ask("submit", values=fields)
        await self.quiet(wait)
        return done, "\n".join(self.told()[before:])

    def _action(self, block_id):
        return next(b["element"]["action_id"] for b in self.window()["blocks"] if b.get("block_id") == block_id)
