"""A pretend office and a pretend carrier on a real socket, in a thread: for programs that bring their own event loop."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from random import Random

import httpx
import uvloop
from starlette.applications import Starlette

from bot import serving
from bot.pretend.carrier import PretendCarrier
from bot.pretend.clock import WallClock
from bot.pretend.keys import Keys
from bot.pretend.office import Keys as OfficeKeys
from bot.pretend.office import PretendOffice, seed


class Vendors:
    """One office and one account, at one address."""

    def __init__(self, at: str, practice, **office) -> None:
        self.at, self.keys = at, Keys.fresh()
        keys = OfficeKeys(self.keys.developer_key, self.keys.customer_key)
        practice = seed(practice) if isinstance(practice, str) else practice
        self.office = PretendOffice(WallClock(), keys=keys, tier="local", practice=practice, **office)
        self.carrier = PretendCarrier(
            WallClock(),
            account_sid=self.keys.account_sid,
            auth_token=self.keys.auth_token,
            numbers=(self.keys.texting_number,),
            bot_url=at,
            http=httpx.AsyncClient(verify=False, trust_env=False),
            random=Random(1),
            sms_path="/twilio/sms#rc=3&rp=all",
            fallback_url="https://handler.example/we-are-down",
        )
        self.also([])

    def also(self, routes) -> None:
        """Let these answer, too, at the same address."""
        self._app = Starlette(routes=[*routes, *self.carrier.routes(), *self.office.routes()])
        self._app.router.redirect_slashes = False

    def office_settings(self) -> dict[str, str]:
        return {
            "OPENDENTAL_URL": f"{self.at}/api/v1",
            "OPENDENTAL_DEVELOPER_KEY": self.keys.developer_key,
            "OPENDENTAL_CUSTOMER_KEY": self.keys.customer_key,
        }

    async def __call__(self, scope, receive, send) -> None:
        await self._app(scope, receive, send)


@contextmanager
def vendors(practice="maple_street", **office):
    """Serve them on a free port until the block ends."""
    with serving.listening("127.0.0.1", 0) as (sock, port):
        world = Vendors(f"http://127.0.0.1:{port}", practice, **office)
        config = serving.config(world)
        config.lifespan = "off"
        server = serving.Server(config)
        # uvloop, as in production: asyncio would hold each answer back for 40 ms on a socket that was made like ours.
        thread = threading.Thread(target=lambda: uvloop.run(server.serve(sockets=[sock])))
        thread.start()
        try:
            yield world
        finally:
            server.should_exit = True
            thread.join()
