"""The front desk of a house in virtual time: what stands in its channel, and what people there press and write."""

from __future__ import annotations

import asyncio
import json
import re

from bot.pretend.keys import office_file
from bot.pretend.slack import showing
from bot.pretend.slack.blocks import elements_of
from bot.pretend.slack.people import FRONT_DESK, JO, MARISOL, OLA, PRIYA, TESS

QUIET = 4  # seconds: longer than a press, its turn and the posts that follow
WORDS = "my tooth hurts and I hate needles, can a person call me"
QUIET_RULES = "[rules]\nask_days_before = 0\n"


def full(keys):
    """An office file that lets patients' words stand in Slack."""
    return office_file(keys).replace("[hours]", 'slack_details = "full"\n[hours]', 1) + QUIET_RULES


def with_group(keys):
    return office_file(keys).replace("[hours]", 'slack_group = "S0FRONTDSK"\n[hours]', 1) + QUIET_RULES


class Desk:
    def __init__(self, town):
        self.town = town
        self.slack = town.world.slack

    async def needs_a_person(self, words=WORDS, **more):
        """Have a patient write something that becomes a card, and return the card's message."""
        await self.town.says(words, **more)
        await self.quiet()
        return self.messages()[-1]

    async def quiet(self, seconds=QUIET):
        await asyncio.sleep(seconds)

    def messages(self, user=JO, channel=FRONT_DESK):
        return showing.channel(self.slack.workspace, channel, user)["messages"]

    def card(self, place=-1):
        return [message for message in self.messages() if message["metadata"]][place]

    def thread(self, place=-1):
        return [_shown(reply) for reply in self.card(place)["replies"] if not reply["only_for"]]

    def whispers(self, user):
        return [w["text"] for w in self.slack.workspace.whispers.values() if w["for"] == user and not w.get("slackbot")]

    def buttons(self, place=-1):
        return [element["action_id"] for block in self.card(place)["blocks"] for element in elements_of(block)]

    async def press(self, user, name, *, value=None, place=-1, quiet=QUIET):
        failed = await self.slack.acts.press(user, self.where(place), name, value=value)
        await self.quiet(quiet)
        return failed

    def where(self, place=-1):
        return {"channel": FRONT_DESK, "ts": self.card(place)["ts"]}

    async def write(self, user, text, place=-1):
        said = self.slack.acts.say(user, FRONT_DESK, text, self.card(place)["ts"])
        await self.quiet()
        return said

    def all_of_slack(self):
        """Everything that anybody could read in the workspace, as one text."""
        workspace = self.slack.workspace
        held = [list(m.values()) for m in workspace.messages.values()]
        return json.dumps([held, list(workspace.whispers.values()), workspace.homes, workspace.modals])

    def link(self, user):
        """Return the path of the newest page that was whispered to this person."""
        found = re.findall(
            r"/desk/page/[\w-]+", json.dumps([w for w in self.slack.workspace.whispers.values() if w["for"] == user])
        )
        return found[-1]

    async def audit(self):
        room = next(iter(self.town.bot.rooms.values()))
        return [(record["what"], record["who"]) for record in await room.store.audit_trail()]


def _shown(message):
    texts = [block.get("text") or block["elements"][0] for block in message["blocks"]]
    return "\n".join(text["text"] for text in texts) or message["text"]


__all__ = ["FRONT_DESK", "JO", "MARISOL", "OLA", "PRIYA", "TESS", "Desk", "full", "with_group"]
