"""What a handler of the front desk stands on, and how commands stand in their table.

A handler runs after the ack, once for what somebody did, however often Slack delivers it; a submission's and a suggestion's
answer is the ack, so those must be quick (`QUICK`), and leave what takes longer `behind`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.channels.slack.blocks import Block, Said
from bot.channels.slack.client import Fine, Outcome, Refused, Slack
from bot.channels.slack.inbound import Command, Press, Submission, Suggestion
from bot.desk import Desk
from bot.doctor.case import Case
from bot.frontdesk.links import Links, Search
from bot.practice.staff import InSlack, Member, Role
from bot.room import Clock, Room
from flows.words import E164, Lang

QUICK = timedelta(seconds=2.5)  # of the three that Slack waits for an ack
TRIES_AGAIN_AFTER = tuple(timedelta(seconds=seconds) for seconds in (2, 5, 15, 30, 60))
OPENS = "card:opened"  # the action of a button that is a link: the browser does it, and we need not


@dataclass(frozen=True)
class At:
    """Who did something, where, in which practice; and what to do it with."""

    room: Room
    file: InSlack
    staff: Member
    channel: str  # "": in Home or a modal
    desk: Desk
    slack: Slack
    clock: Clock
    links: Links
    asked_at: datetime  # of what was taken up after its worker died: when that worker took it
    case: Case | None = None  # for the doctor; None: on our page
    behind: list[Callable[[], Awaitable[None]]] = field(default_factory=list)  # what a submission has done after its ack

    async def answer(self, response_url: str, said: Said) -> Outcome:
        """Answer whoever asked, and nobody else. An address that is used up or too old is made up for by a whisper.

        Slack's own bad minutes are waited out: who asked for a change and hears nothing does not know that nothing was done.
        """
        for pause in TRIES_AGAIN_AFTER:
            done = await self._answer(response_url, said)
            if isinstance(done, Fine | Refused):
                return done
            await self.clock.sleep(pause)
        return await self._answer(response_url, said)

    async def _answer(self, response_url: str, said: Said) -> Outcome:
        done = await self.slack.respond(response_url, said)
        return done if isinstance(done, Fine) else await self.whisper(said)

    async def whisper(self, said: Said) -> Outcome:
        return await self.slack.whisper(self.channel or self.file.channel or "", self.staff.user, said)

    async def open(self, trigger_id: str, view: Block) -> bool:
        """Open a modal. False: too late, three seconds after the press or the command."""
        return isinstance(await self.slack.open(trigger_id, view), Fine)

    async def update(self, view_id: str, view: Block) -> bool:
        return isinstance(await self.slack.change(view_id, view), Fine)

    async def link(self, conversation: str) -> str:
        """Return the address of a page, for this person and once, on which the conversation is read and answered."""
        return await self.links.fresh(self.room, conversation, self.staff)

    async def write_to(self, phone: E164, lang: Lang) -> str:
        """Return the address of a page on which somebody is written to, who may never have written to us."""
        return await self.links.writing_to(self.room, phone, lang, self.staff)

    async def find(self, search: Search) -> str:
        """Return the address of a page, for this person and once, on which a patient is found by name."""
        return await self.links.search(self.room, self.staff, search)


Runs = Callable[[At, Command], Awaitable[None]]
Submits = Callable[[At, Submission], Awaitable[dict[str, Any] | None]]
Presses = Callable[[At, Press], Awaitable[None]]
Suggests = Callable[[At, Suggestion], Awaitable[list[Block]]]


@dataclass(frozen=True)
class Row:
    """One slash command. `says` and `usage` stand in the manifest and in `help`."""

    name: str  # without slash and prefix
    says: str
    usage: str
    role: Role
    run: Runs


@dataclass(frozen=True)
class Handlers:
    """Everything that staff can do in Slack besides the cards, by the name it comes under."""

    commands: tuple[Row, ...]
    submissions: Mapping[str, Submits]  # by callback_id
    presses: Mapping[str, Presses]  # by what stands before the first ":" of the action_id
    suggestions: Mapping[str, Suggests]  # by action_id

    def command(self, name: str) -> Row | None:
        return next((row for row in self.commands if row.name == name), None)
