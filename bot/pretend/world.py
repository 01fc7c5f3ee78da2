"""The pretend vendors together on one port, with the page that shows them and the routes by which a script plays a patient.

    /                                the page
    /2010-04-01/...                  the carrier (Twilio)
    /api/v1/...  /docs               the office (Open Dental)
    /api/...  /respond/...           the workspace (Slack)
    /pretend/...                     texts in, phones, the clock, the book, the desk, Slack, faults: see README.md

`chairside demo` mounts the routes beside the bot's own; `chairside pretend` serves them alone. For this machine only: whoever
reaches the port can text as anybody.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.pretend.carrier import Faults, Planned, PretendCarrier
from bot.pretend.clock import Clock
from bot.pretend.console import Console
from bot.pretend.keys import Keys, office_file, settings_block
from bot.pretend.office import Keys as OfficeKeys
from bot.pretend.office import PretendOffice, Seed
from bot.pretend.office.server import Tier
from bot.pretend.page import page_routes
from bot.pretend.slack import Faults as SlackFaults
from bot.pretend.slack import Planned as PlannedAtSlack
from bot.pretend.slack import PretendSlack, Setup
from bot.pretend.slack.console import SlackConsole

ZONE = "America/Los_Angeles"
HERE = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?(/|$)", re.IGNORECASE)


class World:
    """One practice, its vendors and its phones, around a bot that is reached at `bot_url` and nowhere else."""

    def __init__(
        self,
        clock: Clock,
        keys: Keys,
        *,
        bot_url: str,
        home: Path | None = None,
        http: httpx.AsyncClient | None = None,
        office: PretendOffice | None = None,
        faults: Faults | None = None,
        slack_faults: SlackFaults | None = None,
        zone: str = ZONE,
        url: str | None = None,
    ) -> None:
        """State is kept under `home`, or in memory. `http` calls the bot. `url` is where the world itself is reached, by
        default where the bot is: Slack's response_urls begin with it.

        `faults` are the carrier's, `slack_faults` Slack's; by default those that `POST /pretend/faults` plans.
        """
        self.keys = keys
        self._bot_url = bot_url.rstrip("/")
        self._own_http = http is None
        self._http = http or httpx.AsyncClient(timeout=30.0, trust_env=False)
        self.office = office or pretend_office(clock, keys, zone, home)
        self.carrier = PretendCarrier(
            clock,
            account_sid=keys.account_sid,
            auth_token=keys.auth_token,
            numbers=(keys.texting_number,),
            bot_url=bot_url,
            http=self._http,
            faults=faults or Planned(),
            keep=home / "pretend-carrier.jsonl" if home else None,
        )
        self.slack = PretendSlack(
            clock,
            Setup(keys.slack_bot_token, keys.slack_signing_secret, keys.slack_app_token),
            url=url or bot_url,
            bot_url=bot_url,
            http=self._http,
            zone=self.office.zone,
            faults=slack_faults or PlannedAtSlack(),
            keep=home / "pretend-slack.jsonl" if home else None,
        )
        self._console = Console(clock, keys, self.office, self.carrier, self.slack, self._http, bot_url.rstrip("/"))

    def routes(self) -> list[BaseRoute]:
        shown = [*page_routes(), *self._console.routes(), *SlackConsole(self.slack).routes()]
        return [*shown, *self.carrier.routes(), *self.slack.routes(), *self.office.routes()]

    async def start(self) -> None:
        """Carry on with the texts an earlier run left under way, and tell the office's subscribers of changes."""
        self.carrier.resume()
        self.office.tell(self._post_event)

    async def stop(self) -> None:
        """Drop what is under way; it is carried on with at the next start."""
        await self.slack.close()
        await self.carrier.close()
        await self.office.hush()
        self.office.close()
        if self._own_http:
            await self._http.aclose()

    async def _post_event(self, url: str, headers: dict[str, str], body: bytes) -> int:
        """Post an event of the office, to the bot or within this machine: made-up patients are nobody else's business."""
        if not url.startswith(f"{self._bot_url}/") and not HERE.match(url):
            raise ConnectionRefusedError(url)
        try:
            return (await self._http.post(url, headers=headers, content=body)).status_code
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ConnectionError(url) from error

    def app(self) -> Starlette:
        """Return the world as an application of its own."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(routes=self.routes(), lifespan=lifespan)


def pretend_office(
    clock: Clock, keys: Keys, zone: str, home: Path | None, practice: Seed | None = None, tier: Tier = "remote"
) -> PretendOffice:
    """Open the pretend office, Maple Street by default, as the vendor's remote tier: one request a second, pages of 100.

    "local" is the vendor's service on the office's own network: no pace, pages of 1,000.
    """
    if home is not None:
        home.mkdir(parents=True, exist_ok=True)
    return PretendOffice(
        clock,
        keys=OfficeKeys(keys.developer_key, keys.customer_key),
        zone=zone,
        tier=tier,
        database=home / "pretend-office.sqlite" if home else None,
        practice=practice,
    )


__all__ = ["Keys", "World", "office_file", "settings_block"]
