"""The pretend Slack: a workspace with its people, the Web API, and what reaches the bot when somebody does something.

    people workspace                       who is there, what was said, what is open
    shapes elements blocks                 Block Kit and its limits
    call errors rates setup api methods/   what the bot asks for
    tickets answering viewing content      triggers and response_urls, answers, views, messages
    payloads filling events                what the bot is sent
    outgoing sockets signing faults        how it gets there, and what can go wrong on the way
    acting modals                          what a person does
    console showing mrkdwn                 for scripts and the page

Written from the vendor's contract, not from what our bot does: it is to be able to disagree.
"""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from random import Random

import httpx
from starlette.routing import Route

from bot.pretend.carrier.background import Background
from bot.pretend.clock import Clock
from bot.pretend.slack import people
from bot.pretend.slack.acting import Acts, CannotDo
from bot.pretend.slack.answering import Answering
from bot.pretend.slack.api import Api
from bot.pretend.slack.call import Inside
from bot.pretend.slack.events import Events
from bot.pretend.slack.faults import CallFault, Drawn, Faults, Planned, SentFault
from bot.pretend.slack.modals import Modals, Seen
from bot.pretend.slack.outgoing import Outgoing
from bot.pretend.slack.setup import Setup
from bot.pretend.slack.sockets import SocketMode
from bot.pretend.slack.tickets import Tickets
from bot.pretend.slack.workspace import Workspace


class PretendSlack:
    """One workspace with one app. Nothing here asks the wall clock, and all chance comes from `random`."""

    def __init__(
        self,
        clock: Clock,
        setup: Setup,
        *,
        url: str,
        bot_url: str,
        http: httpx.AsyncClient,
        zone: tzinfo,
        faults: Faults | None = None,
        random: Random | None = None,
        keep: Path | None = None,
        events_path: str = "/slack/events",
    ) -> None:
        """`url` is where this Slack itself is reached: response_urls begin with it. `http` calls the bot."""
        random = random or Random()  # noqa: S311 (names for messages, not secrets)
        self.setup = setup
        self.faults = faults or Faults()
        self.workspace = Workspace(clock, random, keep)
        self._background = Background()
        self.sockets = SocketMode(self.workspace, self._background, random)
        outgoing = Outgoing(
            self.workspace,
            http,
            self._background,
            self.faults,
            self.sockets,
            url=bot_url.rstrip("/") + events_path,
            secret=setup.signing_secret,
        )
        self._outgoing = outgoing
        self.events = Events(self.workspace, setup, outgoing)
        tickets = Tickets(self.workspace, url)

        def office() -> tuple[str, int]:
            here = clock.now().astimezone(zone)
            offset = here.utcoffset()
            return str(zone), int(offset.total_seconds()) if offset else 0

        inside = Inside(self.workspace, setup, tickets, self.events, self.sockets, office)
        answering = Answering(inside)
        self.acts = Acts(inside, outgoing, answering, random)
        self.modals = Modals(inside, outgoing, self.acts)
        self._api = Api(inside, answering, self.faults, self._background)

    @property
    def revision(self) -> int:
        """Grows whenever there is something new to see."""
        return self.workspace.revision

    def routes(self) -> list[Route]:
        return self._api.routes()

    async def verify(self) -> str:
        """Ask the bot as the vendor does when the address is typed in: does it hand the challenge back? Return why not."""
        challenge = self.workspace.secret()
        return await self._outgoing.verify({"token": self.setup.token, "challenge": challenge, "type": "url_verification"})

    async def settled(self) -> None:
        """Wait until every event has gone its way, its further tries too. Raises what failed in the background."""
        await self._background.settled()

    async def close(self) -> None:
        """Drop what is still under way."""
        await self.sockets.close()
        await self._background.close()


__all__ = [
    "Acts",
    "CallFault",
    "CannotDo",
    "Drawn",
    "Faults",
    "Modals",
    "Planned",
    "PretendSlack",
    "Seen",
    "SentFault",
    "Setup",
    "people",
]
