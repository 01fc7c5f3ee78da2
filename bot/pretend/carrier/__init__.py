"""The pretend carrier: Twilio's API, its webhooks, and the phones at the other end.

    segments signing keywords errors   the vendor's tables, written apart from the bot's so that they can disagree
    ledger                             every message, every phone, who said stop
    sending listing api                what the bot asks for
    webhooks twiml inbound             what the carrier asks the bot, and how it takes the answer
    deliveries                         how a text reaches a phone, and the reports about it
    console                            the account and its numbers, as the vendor's console shows them
    faults                             what can go wrong on the way

What a phone shows (`phone`) is what a patient really got: tests and the simulation judge by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import httpx
from starlette.routing import Route

from bot.pretend.carrier.api import Api
from bot.pretend.carrier.background import Background
from bot.pretend.carrier.console import Line, lines_of
from bot.pretend.carrier.deliveries import Deliveries
from bot.pretend.carrier.faults import (
    Answer,
    CallbackFault,
    DeliveryFault,
    Drawn,
    Faults,
    Planned,
    RequestFault,
    WebhookFault,
)
from bot.pretend.carrier.inbound import Inbound
from bot.pretend.carrier.ledger import Ledger, Text
from bot.pretend.carrier.webhooks import Caller
from bot.pretend.clock import Clock


class PretendCarrier:
    """One account and its numbers. Nothing here asks the wall clock, and all chance comes from `random`."""

    def __init__(
        self,
        clock: Clock,
        *,
        account_sid: str,
        auth_token: str,
        numbers: Iterable[str],
        bot_url: str,
        http: httpx.AsyncClient,
        faults: Faults | None = None,
        random: Random | None = None,
        keep: Path | None = None,
        sms_path: str = "/twilio/sms",
        fallback_url: str | None = None,
    ) -> None:
        """`sms_path` may end in the vendor's overrides, as "/twilio/sms#rc=3&rp=all".

        Without `random` the sids differ at every start, so that a bot that kept its memory takes no new text for an old one.
        """
        self.numbers = frozenset(numbers)
        self.lines = lines_of(self.numbers, bot_url, sms_path, fallback_url)  # as the console shows them; may be changed
        self.ledger = Ledger(keep)
        self.faults = faults or Faults()
        self._random = random or Random()  # noqa: S311 (a name for a message, not a secret)
        self._background = Background()
        caller = Caller(clock, http, account_sid, auth_token, self._background, self._random)
        shared = (clock, self.ledger, self.faults)
        self._deliveries = Deliveries(*shared, caller, account_sid, self._background)
        self._inbound = Inbound(
            *shared,
            caller,
            self._deliveries,
            self._background,
            account=account_sid,
            url=bot_url.rstrip("/") + sms_path,
            fallback_url=fallback_url,
            new_sid=self.new_sid,
        )
        self._api = Api(
            *shared,
            self._deliveries,
            self._background,
            account=account_sid,
            auth_token=auth_token,
            lines=self.lines,
            new_sid=self.new_sid,
        )

    @property
    def revision(self) -> int:
        """Grows whenever there is something new to see."""
        return self.ledger.revision

    def routes(self) -> list[Route]:
        return self._api.routes()

    def new_sid(self, prefix: str = "SM") -> str:
        return f"{prefix}{self._random.getrandbits(128):032x}"

    async def text(self, from_: str, to: str, body: str, media: int = 0, sid: str | None = None) -> str:
        """Text from a phone to one of our numbers; the webhook is called behind it. A sid given twice is the same text, twice.

        Raises ValueError if the number is not ours.
        """
        if to not in self.numbers:
            raise ValueError(f"{to} is not a number of this account")
        sid = sid or self.new_sid("MM" if media else "SM")
        self._inbound.take(sid, from_, to, body, media)
        return sid

    def phone(self, number: str) -> tuple[Text, ...]:
        """Return what is on that phone, in the order it happened there."""
        return tuple(self.ledger.phones.get(number, ()))

    def reach(self, number: str, reachable: bool) -> None:
        """Switch a phone on or off; texts to one that is off end as 30003, undelivered."""
        self.ledger.reach(number, reachable)

    def resume(self) -> None:
        """Carry on with what a kept ledger says was under way."""
        self._deliveries.resume()
        self._inbound.resume()

    async def settled(self) -> None:
        """Wait until every text and report has gone its way. Raises what failed in the background."""
        await self._background.settled()

    async def close(self) -> None:
        """Drop what is still under way."""
        await self._background.close()


__all__ = [
    "Answer",
    "CallbackFault",
    "DeliveryFault",
    "Drawn",
    "Faults",
    "Line",
    "Planned",
    "PretendCarrier",
    "RequestFault",
    "Text",
    "WebhookFault",
]
