"""Slack's Web API: one call, once, and how it ended. Nothing below us tries again: a post that was taken would stand twice.

HTTP 200 with `"ok": false` is a failure like another. Source: Slack, "Using the Web API"; reference/twilio-and-slack.md, 8.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
from msgspec import Struct

from bot.channels.slack.blocks import Block, Said, message
from bot.wire import Answer, NoAnswer, NotWritten, exchange

TAKES = timedelta(seconds=15)
QUICK = timedelta(seconds=2)  # while somebody waits for the ack
EARLY = timedelta(seconds=5)  # Slack's clock and ours
SOON, ONCE_SET_RIGHT = timedelta(seconds=2), timedelta(minutes=1)
PAGE, MOST_PAGES = "200", 10
OURS = "chairside_effect"  # the type of the metadata by which a post of ours is found again
SLACKS = "hooks.slack.com"

# Somebody has to change a setting first; then it goes.
TO_BE_SET_RIGHT = frozenset(
    (
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
        *(
            "missing_scope",
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "restricted_action",
            "team_access_not_granted",
        ),
    )
)
# Slack's own trouble: nobody knows whether it was done.
THEIR_TROUBLE = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"))


class Fine(Struct, frozen=True):
    """Done; what Slack said."""

    said: Mapping[str, Any]


class Refused(Struct, frozen=True):
    """Slack will not do it, now or later."""

    error: str


class Busy(Struct, frozen=True):
    """Not done; try later. `alarm` tells the operator what is wrong, if it is not merely haste."""

    retry_after: timedelta
    alarm: str = ""


class NotSent(Struct, frozen=True):
    """Never left: Slack could not be reached."""


class Unsure(Struct, frozen=True):
    """It may have been done: look before doing it again."""

    why: str


Outcome = Fine | Refused | Busy | NotSent | Unsure


class Slack:
    """One app in one workspace."""

    def __init__(self, http: httpx.AsyncClient, api_url: str, token: str) -> None:
        self._http = http
        self._api = api_url.rstrip("/")
        self._token = token

    async def call(self, method: str, args: Mapping[str, Any], *, takes: timedelta = TAKES) -> Outcome:
        """Call one method with JSON."""
        return await self._called(method, takes, content=msgspec.json.encode(args))

    async def ask(self, method: str, args: Mapping[str, str], *, takes: timedelta = TAKES) -> Outcome:
        """Call one method that only reads: those do not take JSON."""
        return await self._called(method, takes, form=args)

    async def _called(self, method: str, takes: timedelta, **body: Any) -> Outcome:
        headers = {"Authorization": f"Bearer {self._token}"}
        if "content" in body:
            headers["Content-Type"] = "application/json; charset=utf-8"
        try:
            return outcome(await exchange(self._http, "POST", f"{self._api}/{method}", takes=takes, headers=headers, **body))
        except NotWritten:
            return NotSent()
        except NoAnswer as error:
            return Unsure(str(error))

    # --- messages ----------------------------------------------------------------------------------------------------

    async def post(self, channel: str, said: Said, effect_id: str, *, thread: str = "", aloud: bool = False) -> Outcome:
        """Post a message, in a thread or not; `aloud`: an answer in a thread that the whole channel sees."""
        more: dict[str, Any] = {"metadata": _metadata(effect_id)}
        if thread:
            more |= {"thread_ts": thread, "reply_broadcast": aloud}
        return await self.call("chat.postMessage", {"channel": channel, **message(said), **more})

    async def update(self, channel: str, ts: str, said: Said) -> Outcome:
        """Make a message of ours so. It keeps the metadata by which it is found."""
        return await self.call("chat.update", {"channel": channel, "ts": ts, **message(said)})

    async def react(self, channel: str, ts: str, name: str) -> Outcome:
        """Put a mark on a message. One that is there already is as good as one just put."""
        done = await self.call("reactions.add", {"channel": channel, "timestamp": ts, "name": name})
        return Fine({}) if isinstance(done, Refused) and done.error == "already_reacted" else done

    async def find(self, channel: str, effect_id: str, since: datetime, *, thread: str = "") -> str | Unsure | None:
        """Return the ts of the post that this effect made. None: all messages since then were read, and it is not there."""
        args = {
            "channel": channel,
            "oldest": f"{(since - EARLY).timestamp():.6f}",
            "limit": PAGE,
            "include_all_metadata": "true",
        }
        method = "conversations.replies" if thread else "conversations.history"
        for _ in range(MOST_PAGES):
            page = await self.ask(method, {**args, **({"ts": thread} if thread else {})})
            if not isinstance(page, Fine):
                return Unsure("the messages could not be read")
            try:
                read = msgspec.convert(page.said, _Page)
            except msgspec.ValidationError:
                return Unsure("messages that cannot be read")
            for found in read.messages:
                if found.metadata.event_type == OURS and found.metadata.event_payload.get("id") == effect_id:
                    return found.ts
            if not read.response_metadata.next_cursor:
                return None
            args["cursor"] = read.response_metadata.next_cursor
        return Unsure("the messages do not end")

    async def whisper(self, channel: str, user: str, said: Said, *, thread: str = "") -> Outcome:
        """Show a message to one person alone. Nothing keeps it."""
        more = {"thread_ts": thread} if thread else {}
        return await self.call("chat.postEphemeral", {"channel": channel, "user": user, **message(said), **more})

    async def respond(self, url: str, said: Said, *, replace: bool = False) -> Outcome:
        """Answer at the address that came with a press or a command: five times, for half an hour. It needs no token."""
        if not self._is_slacks(url):
            return Refused("not an address of Slack's")
        body = {"response_type": "ephemeral", "replace_original": replace, **message(said)}
        try:
            content, headers = msgspec.json.encode(body), {"Content-Type": "application/json; charset=utf-8"}
            answer = await exchange(self._http, "POST", url, takes=TAKES, headers=headers, content=content)
        except NotWritten:
            return NotSent()
        except NoAnswer as error:
            return Unsure(str(error))
        return Fine({}) if answer.is_success and _says_ok(answer.body) else Refused(str(answer.status))

    def _is_slacks(self, url: str) -> bool:
        """Whoever could make us post elsewhere could have what we say."""
        try:
            there, api = urlsplit(url), urlsplit(self._api)
            if (there.scheme, there.hostname) == ("https", SLACKS):
                return True
            # A pretend Slack has them at its own address.
            return api.hostname != "slack.com" and there[:2] == api[:2]
        except ValueError:
            return False

    # --- views -------------------------------------------------------------------------------------------------------

    async def open(self, trigger_id: str, view: Block) -> Outcome:
        """Open a modal: within three seconds of what it answers, or Slack refuses."""
        return await self.call("views.open", {"trigger_id": trigger_id, "view": view}, takes=QUICK)

    async def change(self, view_id: str, view: Block) -> Outcome:
        """Draw another view into an open modal."""
        return await self.call("views.update", {"view_id": view_id, "view": view})

    async def publish(self, user: str, blocks: list[Block]) -> Outcome:
        """Draw this user's Home; it takes a hundred blocks."""
        return await self.call("views.publish", {"user_id": user, "view": {"type": "home", "blocks": blocks[:100]}})


class _Metadata(Struct, frozen=True):
    event_type: str = ""
    event_payload: dict[str, Any] = {}


class _Message(Struct, frozen=True):
    ts: str
    metadata: _Metadata = _Metadata()


class _More(Struct, frozen=True):
    next_cursor: str = ""


class _Page(Struct, frozen=True):
    messages: tuple[_Message, ...] = ()
    response_metadata: _More = _More()


def _says_ok(body: bytes) -> bool:
    """The address for answers says so in one word, or in JSON. What else comes with a 200 is not from there."""
    try:
        return body.strip() in (b"", b"ok") or msgspec.json.decode(body, type=dict[str, Any]).get("ok") is True
    except (ValueError, RecursionError):
        return False


def _metadata(effect_id: str) -> dict[str, Any]:
    return {"event_type": OURS, "event_payload": {"id": effect_id}}


def outcome(answer: Answer) -> Outcome:
    """Say what an answer of the Web API means."""
    if answer.status == 429:
        return Busy(answer.retry_after or SOON)
    if not answer.is_success:
        if 400 <= answer.status < 500 and answer.status != 408:
            return Busy(ONCE_SET_RIGHT, f"{answer.status}: not from Slack, check SLACK_API_URL")
        return Unsure(str(answer.status))
    try:
        said = msgspec.json.decode(answer.body, type=dict[str, Any])
    except (ValueError, RecursionError):
        return Unsure("an answer that cannot be read")
    if said.get("ok") is True:
        return Fine(said)
    error = str(said.get("error", ""))[:100]
    if error in ("ratelimited", "rate_limited"):
        return Busy(answer.retry_after or SOON)
    if error in TO_BE_SET_RIGHT:
        needed = str(said.get("needed", ""))[:100]
        return Busy(ONCE_SET_RIGHT, f"{error}{f', it needs {needed}' if needed else ''}: run chairside doctor")
    if error in THEIR_TROUBLE or not error:
        return Unsure(error or "neither yes nor no")
    return Refused(error)
