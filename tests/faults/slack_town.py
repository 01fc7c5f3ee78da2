"""The pretend Slack of one seed: what the bot sent there, and what stood there at what time."""

from __future__ import annotations

import asyncio
import json
import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any

from bot.pretend.slack import Faults, PretendSlack, Setup
from bot.pretend.slack.blocks import elements_of
from bot.pretend.slack.people import FRONT_DESK, JO, MARISOL, PRIYA
from tests.faults.settings import KEYS, URL

if TYPE_CHECKING:
    from tests.faults.rig import Rig

CLERKS = {JO: "Jo Bennett", PRIYA: "Priya Shah", MARISOL: "Marisol Ortega"}
_CARD = re.compile(r"card:(\d+)")


@dataclass(frozen=True)
class Stood:
    """One message as it was from `at` on: in the channel, or before one pair of eyes. A message that changes stands again."""

    at: datetime
    message: dict[str, Any]
    to: str = ""  # the user who alone sees it

    @property
    def ts(self) -> str:
        return self.message["ts"]

    @property
    def text(self) -> str:
        return self.message.get("text", "")

    @property
    def card(self) -> int:
        """The card whose thread it begins; 0: none."""
        found = (_CARD.fullmatch(block.get("block_id", "")) for block in self.message.get("blocks", ()))
        return next((int(one[1]) for one in found if one), 0)

    @property
    def effect(self) -> str:
        """By what the bot finds a post of its own again."""
        return self.message.get("metadata", {}).get("event_payload", {}).get("id", "")

    @property
    def thread(self) -> str:
        return self.message.get("thread_ts", "")

    def elements(self) -> dict[str, dict[str, Any]]:
        """What can be pressed or chosen, by its action_id."""
        return {one["action_id"]: one for block in self.message.get("blocks", ()) for one in elements_of(block)}


@dataclass
class Doing:
    """One thing that somebody at the desk asked for, and how far they got. `start` is on the office clock."""

    user: str
    what: str  # the command's or the button's name; "answer"
    at: datetime
    patient: int = 0
    visit: int = 0
    start: datetime | None = None
    chair: int = 0
    words: str = ""  # found nowhere else
    card: int = 0
    drawn: str = ""  # the state that the button was drawn for
    ts: str = ""  # of the message that it is
    sent: datetime | None = None  # when its last step was handed in, from whence it is to happen
    acked: bool = False  # ... and nothing said that this had failed
    shown: str = ""  # what the window or the page said then
    until: datetime | None = None  # when they began something else
    rows: list[Any] = field(default_factory=list)  # of the book's history, which came of it: desk_rows.py

    @property
    def name(self) -> str:
        return CLERKS[self.user]


class SlackTown:
    """A workspace with its clerks. `details` as in the office file."""

    def __init__(self, rig: Rig, details: str, faults: Faults | None, random: Random) -> None:
        self.details = details
        self.doings: list[Doing] = []
        self.stood: list[Stood] = []
        self.said: list[tuple[str, str]] = []  # by what call, and what: everything that the bot has told this Slack
        self.before_ones_eyes = asyncio.Lock()  # while the channel stands as one person still sees it
        self._rig = rig
        setup = Setup(KEYS.slack_bot_token, KEYS.slack_signing_secret, KEYS.slack_app_token)
        zone = rig.office.zone
        self.pretend = PretendSlack(
            rig.clock, setup, url=URL, bot_url=URL, http=rig.http, zone=zone, faults=faults, random=random
        )  # fmt: skip
        self._watch()

    def _watch(self) -> None:
        workspace = self.pretend.workspace
        put, whisper = workspace.put, workspace.whisper

        def putting(channel, message):
            if channel == FRONT_DESK:
                self._stands(Stood(self._rig.clock.now(), deepcopy(message)))
            return put(channel, message)

        def whispering(channel, user, said):
            whispered = whisper(channel, user, said)
            self._stands(Stood(self._rig.clock.now(), deepcopy(whispered), user))
            return whispered

        workspace.put, workspace.whisper = putting, whispering

    def _stands(self, stood: Stood) -> None:
        self.stood.append(stood)
        to = f"to {CLERKS.get(stood.to, stood.to)}: " if stood.to else ""
        self._rig.trace.note("slack", f"{to}{stood.text}")

    # --- what crosses the wire ---------------------------------------------------------------------------------------

    def overhearing(self, what: str, receive):
        """Pass on what the bot sends, and keep it."""
        parts: list[bytes] = []

        async def passing():
            message = await receive()
            if message["type"] == "http.request":
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    self.said.append((what, b"".join(parts).decode()))
            return message

        return passing

    def acked(self, body: bytes) -> None:
        """Keep what the bot answers at once: a modal's next view stands in it."""
        if body:
            self.said.append(("ack", body.decode()))

    # --- what stands there -------------------------------------------------------------------------------------------

    def whispers(self, user: str) -> list[Stood]:
        """What this user alone was told, oldest first; Slack's own words are left out."""
        return [one for one in self.stood if one.to == user and not one.message.get("slackbot")]

    def roots(self) -> dict[int, Stood]:
        """The messages of the cards as they stand now, by the card's number."""
        return {one.card: one for one in self.stood if not one.to and one.card}

    def versions(self, ts: str) -> list[Stood]:
        return [one for one in self.stood if not one.to and one.ts == ts]

    def replies(self, ts: str) -> list[Stood]:
        """What was answered in a thread, oldest first, each as it stands now."""
        return list({one.ts: one for one in self.stood if one.thread == ts and one.ts != ts and not one.to}.values())

    def window(self, user: str) -> dict[str, Any] | None:
        """The modal on top."""
        stack = self.pretend.workspace.modals.get(user)
        return stack[-1] if stack else None


def shown_in(view: dict[str, Any]) -> list[str]:
    """The sentences of a modal, block by block."""
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]


def flat(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
