"""The carrier calls the bot: signed, with the time-outs and retries that the URL's fragment sets. Source: Twilio, "Webhooks:
connection overrides".

By default it tries once more, and only when no connection came about; a 500 or a silence is not tried again. Then it turns to
the fallback URL, if there is one, and else writes 11200 into the debugger, where nobody looks.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from urllib.parse import parse_qsl

import httpx

from bot.pretend.carrier.background import Background, within
from bot.pretend.carrier.signing import sign
from bot.pretend.clock import Clock

UNREACHABLE, FETCH, TOO_MANY = 11205, 11200, 11217
NO_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Trying:
    """How hard the carrier tries one URL."""

    connect: timedelta = timedelta(milliseconds=5000)
    read: timedelta = timedelta(milliseconds=15_000)
    total: timedelta = timedelta(milliseconds=15_000)
    retries: int = 1
    retry_on: frozenset[str] = frozenset(("ct",))

    @classmethod
    def of(cls, url: str) -> Trying:
        """Read `#rc=3&rp=all&ct=2000`; what is out of the vendor's range is brought into it."""
        given = dict(parse_qsl(url.partition("#")[2]))

        def number(name: str, default: int, low: int, high: int) -> int:
            text = given.get(name, "")
            return min(max(int(text), low), high) if text.isdecimal() else default

        return cls(
            connect=timedelta(milliseconds=number("ct", 5000, 100, 10_000)),
            read=timedelta(milliseconds=number("rt", 15_000, 100, 15_000)),
            total=timedelta(milliseconds=number("tt", 15_000, 100, 15_000)),
            retries=number("rc", 1, 0, 5),
            retry_on=frozenset(given.get("rp", "ct").split(",")),
        )

    def again_after(self, failure: Failure) -> bool:
        return "all" in self.retry_on or failure.kind in self.retry_on


@dataclass(frozen=True)
class Failure:
    """Why a call did not work: `ct`, `rt`, `4xx`, `5xx` as the vendor names them, and the debugger's code."""

    kind: str
    code: int
    why: str


class Caller:
    """Posts signed forms to the bot."""

    def __init__(
        self, clock: Clock, http: httpx.AsyncClient, account_sid: str, auth_token: str, background: Background, random: Random
    ) -> None:
        self._clock = clock
        self._http = http
        self._account = account_sid
        self._token = auth_token
        self._background = background
        self._random = random

    async def post(self, url: str, form: Mapping[str, str]) -> httpx.Response | Failure:
        """Post the form as often as the URL allows, and return the answer or the last failure."""
        trying = Trying.of(url)
        token = str(uuid.UUID(int=self._random.getrandbits(128), version=4))  # the same on every try
        until = self._clock.now() + trying.total
        failure = Failure("rt", FETCH, "no time left")
        for _ in range(trying.retries + 1):
            left = min(until - self._clock.now(), trying.read)
            if left <= timedelta(0):
                break
            answer = await self._once(url, form, token, trying, left)
            if isinstance(answer, httpx.Response):
                return answer
            failure = answer
            if not trying.again_after(failure):
                break
        return failure

    async def _once(
        self, url: str, form: Mapping[str, str], token: str, trying: Trying, left: timedelta
    ) -> httpx.Response | Failure:
        work = self._background.spawn(self._send(url, form, token, trying))
        try:
            answer = await within(self._clock, left, work)
        except TimeoutError:
            return Failure("rt", FETCH, "no answer in time")
        if isinstance(answer, Failure) or answer.is_success:
            return answer
        code = TOO_MANY if answer.status_code == httpx.codes.TOO_MANY_REQUESTS else FETCH
        return Failure(f"{answer.status_code // 100}xx", code, f"status {answer.status_code}")

    async def _send(self, url: str, form: Mapping[str, str], token: str, trying: Trying) -> httpx.Response | Failure:
        """One try. A redirect is followed with GET, and loses the form: the vendor's trap, kept."""
        address = url.partition("#")[0]
        headers = self._headers(address, form, token)
        timeout = httpx.Timeout(trying.read.total_seconds(), connect=trying.connect.total_seconds())
        try:
            answer = await self._http.post(address, data=dict(form), headers=headers, timeout=timeout, follow_redirects=False)
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                address = str(answer.url.join(answer.headers["location"]))
                answer = await self._http.get(address, headers=self._headers(address, {}, token), timeout=timeout)
        except NO_CONNECTION as error:
            return Failure("ct", UNREACHABLE, type(error).__name__)
        except httpx.HTTPError as error:
            return Failure("rt", FETCH, type(error).__name__)
        return answer

    def _headers(self, address: str, form: Mapping[str, str], token: str) -> dict[str, str]:
        return {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "X-Twilio-Signature": sign(self._token, address, form),
            "I-Twilio-Idempotency-Token": token,
        }
