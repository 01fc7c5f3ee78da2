"""The pretend vendors together on one port, with the page that shows them and the routes by which a script plays a patient.

    /                                the page
    /2010-04-01/...                  the carrier (Twilio)
    /api/v1/...  /docs               the office (Open Dental)
    /pretend/...                     texts in, phones, the clock, the book, the desk, faults: see README.md

`chairside demo` mounts the routes beside the bot's own; `chairside pretend` serves them alone. For this machine only: whoever
reaches the port can text as anybody.
"""

from __future__ import annotations

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
from bot.pretend.office import PretendOffice
from bot.pretend.page import page_routes

ZONE = "America/Los_Angeles"


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
        zone: str = ZONE,
    ) -> None:
        """State is kept under `home`, or in memory. `http` calls the bot.

        `faults` are the carrier's; by default those that `POST /pretend/faults` plans.
        """
        self.keys = keys
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
        self._console = Console(clock, keys, self.office, self.carrier, self._http, bot_url.rstrip("/"))

    def routes(self) -> list[BaseRoute]:
        return [*page_routes(), *self._console.routes(), *self.carrier.routes(), *self.office.routes()]

    async def start(self) -> None:
        """Carry on with the texts an earlier run left under way."""
        self.carrier.resume()

    async def stop(self) -> None:
        """Drop what is under way; it is carried on with at the next start."""
        await self.carrier.close()
        self.office.close()
        if self._own_http:
            await self._http.aclose()

    def app(self) -> Starlette:
        """Return the world as an application of its own."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(routes=self.routes(), lifespan=lifespan)


def pretend_office(clock: Clock, keys: Keys, zone: str, home: Path | None) -> PretendOffice:
    """Open the pretend office as the vendor's remote tier: one request a second, pages of 100."""
    if home is not None:
        home.mkdir(parents=True, exist_ok=True)
    return PretendOffice(
        clock,
        keys=OfficeKeys(keys.developer_key, keys.customer_key),
        zone=zone,
        tier="remote",
        database=home / "pretend-office.sqlite" if home else None,
    )


__all__ = ["Keys", "World", "office_file", "settings_block"]
