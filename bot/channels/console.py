"""What Twilio's console holds, read: whether the account is active, its numbers, and where each sends what comes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TypeVar

import httpx
import msgspec
from msgspec import Struct

from bot.wire import Answer, NoAnswer, NotWritten, exchange

T = TypeVar("T")

TAKES = timedelta(seconds=15)


class Number(Struct, frozen=True):
    """One number of the account. Source: Twilio, "IncomingPhoneNumber"."""

    phone_number: str
    sms_url: str | None = None
    sms_method: str | None = None
    sms_fallback_url: str | None = None
    voice_url: str | None = None
    capabilities: Mapping[str, bool] = {}

    @property
    def texts(self) -> bool:
        return self.capabilities.get("sms", True)


class Account(Struct, frozen=True):
    """The account itself. Source: Twilio, "Account"."""

    status: str = ""

    @property
    def is_active(self) -> bool:
        return self.status in ("active", "")


class Refused(Struct, frozen=True):
    """It gave nothing that can be used; `why` is a status or the kind of failure. `keys`: it does not take the account."""

    why: str
    keys: bool = False
    reached: bool = True


class _Numbers(Struct, frozen=True):
    incoming_phone_numbers: tuple[Number, ...]


class Console:
    """One Twilio account, as its owner sees it. Only asks."""

    def __init__(self, http: httpx.AsyncClient, api_url: str, account_sid: str, auth_token: str) -> None:
        self._http = http
        self._url = f"{api_url}/2010-04-01/Accounts/{account_sid}"
        self._auth = (account_sid, auth_token)

    async def account(self) -> Account | Refused:
        return await self._ask(".json", Account)

    async def numbers(self, like: str = "") -> tuple[Number, ...] | Refused:
        """Return the numbers that hold these digits; all of them (the first page) if none are given."""
        found = await self._ask("/IncomingPhoneNumbers.json", _Numbers, {"PhoneNumber": like} if like else {})
        return found if isinstance(found, Refused) else found.incoming_phone_numbers

    async def _ask(self, path: str, kind: type[T], params: Mapping[str, str | int] | None = None) -> T | Refused:
        try:
            answer = await exchange(self._http, "GET", self._url + path, takes=TAKES, params=params, auth=self._auth)
            return msgspec.json.decode(answer.body, type=kind) if answer.is_success else _refused(answer)
        except (NotWritten, NoAnswer) as error:
            return Refused(str(error), reached=False)
        except (ValueError, RecursionError):
            return Refused("an answer that cannot be read")


def _refused(answer: Answer) -> Refused:
    return Refused(str(answer.status), keys=answer.status in (401, 403, 404))
