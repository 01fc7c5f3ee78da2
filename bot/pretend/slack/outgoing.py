"""Slack calls the bot: signed over HTTP, or through a socket, three seconds, and what is an event is tried again.

Source: Slack, "Events API: retries" (nearly at once, after a minute, after five; X-Slack-Retry-Num and -Reason;
X-Slack-No-Retry on an answer that is no success stops them) and "Handling user interaction" (nothing else is tried again).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from bot.pretend.carrier.background import Background, within
from bot.pretend.carrier.faults import NOT_AT_ALL
from bot.pretend.slack.faults import Faults, SentFault
from bot.pretend.slack.signing import signed
from bot.pretend.slack.strict import loads
from bot.pretend.slack.workspace import Json, Workspace

ANSWERS_WITHIN = timedelta(seconds=3)
AGAIN_AFTER = (timedelta(milliseconds=500), timedelta(minutes=1), timedelta(minutes=5))
REDIRECTS, MOST_REDIRECTS = (301, 302, 303, 307, 308), 2
NO_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
LOOK, LOOKS = timedelta(milliseconds=500), 10  # how long what is to be overtaken waits for the next one


@dataclass(frozen=True)
class Got:
    """The bot's answer: `said` if it was JSON, `text` if it was not; neither if it was empty."""

    said: Any = None
    text: str = ""


@dataclass(frozen=True)
class Failure:
    """Why the bot's answer does not count, as the vendor names it; `final` if the bot asked for no further try."""

    reason: str
    status: int | None = None
    final: bool = False


class Sockets(Protocol):
    """The other way to the bot, used in place of HTTP once the app has Socket Mode."""

    @property
    def on(self) -> bool: ...

    async def send(self, kind: str, payload: Json, attempt: int, reason: str) -> Got | Failure: ...


class Outgoing:
    def __init__(
        self,
        workspace: Workspace,
        http: httpx.AsyncClient,
        background: Background,
        faults: Faults,
        sockets: Sockets,
        *,
        url: str,
        secret: str,
    ) -> None:
        self._workspace = workspace
        self._http = http
        self._background = background
        self._faults = faults
        self._sockets = sockets
        self._url = url
        self._secret = secret
        self._sent = 0

    async def ask(self, kind: str, payload: Json) -> Got | Failure:
        """Send what a user did, once, and return what came of it. A repeated one is a fault; its answer goes nowhere."""
        fault = self._faults.sent(kind)
        if fault.copies == 0:
            await self._workspace.clock.sleep(ANSWERS_WITHIN)
            return self._failed(kind, Failure("http_timeout"))
        await self._held_back(fault)
        for copy in range(1, fault.copies):
            self._background.spawn(self._later(fault.apart * copy, kind, payload))
        answer = await self._once(kind, payload)
        if fault.lost:
            answer = Failure("http_timeout")
        return self._failed(kind, answer) if isinstance(answer, Failure) else answer

    def tell(self, payload: Json) -> None:
        """Send an event, behind whatever is going on, as often as it takes."""
        self._background.spawn(self._tell(payload, self._faults.sent("event")))

    async def verify(self, payload: Json) -> str:
        """Ask over HTTP whether the address is the app's: it must hand the challenge back. Return why not."""
        work = self._background.spawn(self._post("event", payload, 0, ""))
        try:
            answer = await within(self._workspace.clock, ANSWERS_WITHIN, work)
        except TimeoutError:
            return "http_timeout"
        if isinstance(answer, Failure):
            return f"status {answer.status}" if answer.status else answer.reason
        said = answer.said.get("challenge") if isinstance(answer.said, dict) else answer.text.strip()
        return "" if said == payload["challenge"] else "challenge_failed"

    async def _tell(self, payload: Json, fault: SentFault) -> None:
        await self._held_back(fault)
        for copy in range(fault.copies):
            self._background.spawn(self._event(payload, fault.apart * copy, lost=fault.lost and copy == 0))

    async def _event(self, payload: Json, wait: timedelta, *, lost: bool) -> None:
        if wait > NOT_AT_ALL:
            await self._workspace.clock.sleep(wait)
        answer = await self._once("event", payload)
        if lost:
            answer = Failure("http_timeout")
        for number, pause in enumerate(AGAIN_AFTER, 1):
            if isinstance(answer, Got):
                return
            if answer.final:
                break
            await self._workspace.clock.sleep(pause)
            answer = await self._once("event", payload, attempt=number, reason=answer.reason)
        if isinstance(answer, Failure):
            self._failed("event", answer)

    async def _held_back(self, fault: SentFault) -> None:
        if fault.after_next:
            before = self._sent
            for _ in range(LOOKS):
                await self._workspace.clock.sleep(LOOK)
                if self._sent > before:
                    break
        if fault.wait > NOT_AT_ALL:
            await self._workspace.clock.sleep(fault.wait)

    async def _later(self, wait: timedelta, kind: str, payload: Json) -> None:
        if wait > NOT_AT_ALL:
            await self._workspace.clock.sleep(wait)
        await self._once(kind, payload)

    async def _once(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Got | Failure:
        try:
            if self._sockets.on:
                return await self._sockets.send(kind, payload, attempt, reason)
            work = self._background.spawn(self._post(kind, payload, attempt, reason))
            return await within(self._workspace.clock, ANSWERS_WITHIN, work)
        except TimeoutError:
            return Failure("http_timeout")
        finally:
            self._sent += 1

    async def _post(self, kind: str, payload: Json, attempt: int, reason: str) -> Got | Failure:
        body, type_ = encoded(kind, payload)
        headers = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", "Accept": "*/*", "Content-Type": type_}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        address = self._url
        try:
            for _ in range(MOST_REDIRECTS + 1):
                head = headers | signed(self._secret, self._workspace.now(), body)
                answer = await self._http.post(address, content=body, headers=head, follow_redirects=False)
                if answer.status_code not in REDIRECTS or "location" not in answer.headers:
                    return _taken(answer)
                address = str(answer.url.join(answer.headers["location"]))
        except NO_CONNECTION:
            return Failure("connection_failed")
        except httpx.TimeoutException:
            return Failure("http_timeout")
        except httpx.HTTPError:
            return Failure("unknown_error")
        return Failure("too_many_redirects")

    def _failed(self, kind: str, failure: Failure) -> Failure:
        self._workspace.note_trouble(kind, failure.reason, status=failure.status)
        return failure


def encoded(kind: str, payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return the body as it goes over HTTP: events are JSON, commands a form, all else a form of one JSON field."""
    if kind == "event":
        return json.dumps(payload).encode(), JSON
    form = payload if kind == "command" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), FORM


def _taken(answer: httpx.Response) -> Got | Failure:
    if not answer.is_success:
        return Failure("http_error", answer.status_code, answer.headers.get("x-slack-no-retry") == "1")
    if not answer.content.strip():
        return Got()
    if JSON in answer.headers.get("content-type", ""):
        try:
            return Got(loads(answer.content))
        except ValueError:
            return Failure("http_error", answer.status_code)
    return Got(text=answer.text)
