"""One request to a vendor, and its whole answer: sent once, never redirected, bounded in time and in size.

    NotWritten   the request never left, so the vendor cannot have acted on it
    NoAnswer     it may have left, so the vendor may have acted on it

The texts of both name the kind of failure and nothing else.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

import httpx
from msgspec import Struct

CONNECT = timedelta(seconds=5)
LARGEST_ANSWER = 8 * 1024 * 1024  # a page of 1,000 rows is under two
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 300.0  # seconds: a vendor's nonsense must not stop a practice for a day
# Only these happen before a byte of the request is written. A write that broke off may have been read to its end.
BEFORE_WRITING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class NotWritten(Exception):
    """The request never left."""


class NoAnswer(Exception):
    """No whole answer came, and the request may have arrived."""


class Answer(Struct, frozen=True):
    """What came back. `retry_after` is None if it was not said, or cannot be understood."""

    status: int
    body: bytes
    retry_after: timedelta | None = None

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@cache
def tls() -> ssl.SSLContext:
    """Whose certificates we believe, for every client of ours: reading them takes longer than most requests."""
    return httpx.create_ssl_context()


async def exchange(
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    takes: timedelta,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str | int] | None = None,
    form: Mapping[str, str] | None = None,
    content: bytes | None = None,
    auth: tuple[str, str] | None = None,
) -> Answer:
    """Send one request, once, and read the answer to its end, in `takes` altogether. Raises NotWritten, NoAnswer."""
    timeout = httpx.Timeout(takes.total_seconds(), connect=CONNECT.total_seconds())
    request = http.build_request(
        method, url, headers=headers, params=params or None, data=form, content=content, timeout=timeout
    )
    request.headers.pop("Cookie", None)  # several practices share the client, and none of them a session
    request.headers["Accept-Encoding"] = "identity"  # so that its size on the wire is its size
    basic = httpx.BasicAuth(*auth) if auth else None
    try:
        # httpx bounds each step; an answer that drips in would take for ever.
        async with asyncio.timeout(takes.total_seconds()):
            response = await http.send(request, auth=basic, stream=True, follow_redirects=False)
            try:
                return Answer(response.status_code, await _body(response), retry_after(response.headers))
            finally:
                await response.aclose()
    except BEFORE_WRITING as error:
        raise NotWritten(type(error).__name__) from None
    except (httpx.HTTPError, httpx.StreamError, TimeoutError) as error:
        raise NoAnswer(type(error).__name__) from None


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > LARGEST_ANSWER:
            raise NoAnswer("TooLarge")
    return bytes(body)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Read `Retry-After`: seconds, or a date, which is held against the sender's own clock. Source: RFC 9110, 10.2.3."""
    said = headers.get("Retry-After", "")
    try:
        seconds = float(said) if _is_number(said) else (_date(said) - _date(headers.get("Date", ""))).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return timedelta(seconds=min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT))


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()


def _date(text: str) -> datetime:
    return parsedate_to_datetime(text)
