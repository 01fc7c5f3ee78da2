"""The line to one office: each request waits for its turn, is sent once, and its answer is read or named.

A read may be shared: who asks for the same at the same time gets the same answer. A read-back never is, for an answer that was
under way before the question proves nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import Protocol, TypeVar

import httpx
import msgspec

from bot.office.errors import OfficeBusy, OfficeSilent, OfficeUnreached, error_of
from bot.office.rows import Row, rows
from bot.wire import Answer, NoAnswer, NotWritten, exchange

T = TypeVar("T")
R = TypeVar("R", bound=Row)
Params = Mapping[str, str | int]
Key = tuple[object, ...]
MayLeave = Callable[[], Awaitable[bool]]  # asked when the place at the office is ours: a write that waited may be another's

READ_TAKES = timedelta(seconds=30)  # a read that slow is asked again later; patients have heard "one moment" long before
WRITE_TAKES = timedelta(seconds=75)  # the office kills a request after 60 s: hanging up sooner only makes more unknowns
COMMITS_WITHIN = timedelta(seconds=90)  # those, and a margin: a write that left so long ago, and is not there, never will be
MOST_PAGES = 200  # a list that never ends is a broken office
WALKS = 3  # through a list that changes under our feet


class Priority(IntEnum):
    """Who goes first at the office: a waiting patient before everything else."""

    BOOKING = 0
    READ_BACK = 1
    OPENINGS = 2
    BACKGROUND = 3


class Pacing(Protocol):
    """Gives out turns at the office."""

    def turn(self, priority: int) -> AbstractAsyncContextManager[None]: ...
    async def hold_off(self, retry_after: timedelta) -> None: ...


class Unpaced:
    """For an office on our own network, which knows no throttle."""

    @asynccontextmanager
    async def turn(self, priority: int) -> AsyncIterator[None]:
        yield

    async def hold_off(self, retry_after: timedelta) -> None:
        return None


@dataclass
class _Flight:
    """One read under way, and how many wait for it."""

    task: asyncio.Task[Answer]
    priority: int
    askers: int = 0


class Line:
    """Requests to one office, paced; lists read to their end."""

    def __init__(self, http: httpx.AsyncClient, url: str, headers: Mapping[str, str], pace: Pacing, page_size: int) -> None:
        self._http = http
        self._url = url.rstrip("/")
        self._headers = headers
        self._pace = pace
        self._page_size = max(page_size, 2)  # pages overlap by a row
        self._flights: dict[Key, _Flight] = {}

    # --- lists -------------------------------------------------------------------------------------------------------

    async def all(
        self, path: str, params: Params, kind: type[R], priority: int, *, shared: bool = False, most_pages: int = MOST_PAGES
    ) -> list[R]:
        """Return a whole list, with nothing missing and nothing twice. Raises OfficeError."""
        for _ in range(WALKS):
            found = await self._walk(path, params, kind, priority, shared, most_pages)
            if found is not None:
                return found
        raise OfficeSilent(f"GET {path}: the list does not stand still")

    async def _walk(
        self, path: str, params: Params, kind: type[R], priority: int, shared: bool, most_pages: int
    ) -> list[R] | None:
        found: list[R] = []
        pages = self.pages(path, params, kind, priority, shared=shared, most_pages=most_pages)
        async with aclosing(pages):
            async for page, joined in pages:
                if not joined:
                    return None
                found += page
        return found

    async def pages(
        self, path: str, params: Params, kind: type[R], priority: int, *, shared: bool = False, most_pages: int = MOST_PAGES
    ) -> AsyncGenerator[tuple[list[R], bool], None]:
        """Yield page after page, each as it is asked for, and whether it joins the one before. Raises OfficeError.

        There is no next link and no total. Each page begins with the last row of the page before: if it does not, rows came
        or went between the two. A page of exactly 100, 200 ... rows is never taken for the last: the office may cap ours.
        """
        offset, last = 0, None
        for _ in range(most_pages):
            paged = {**params, "Limit": self._page_size, "Offset": offset}
            answer = await self.get(path, paged, priority, shared=shared)
            page = read(answer, lambda body: rows(body, kind), f"GET {path}")
            joined = last is None or (bool(page) and page[0].key == last)
            yield (page[1:] if last is not None and joined else page), joined
            if not page or (len(page) < self._page_size and len(page) % 100 != 0):
                return
            offset, last = offset + len(page) - 1, page[-1].key
        raise OfficeSilent(f"GET {path}: the list does not end")

    # --- one request -------------------------------------------------------------------------------------------------

    async def get(self, path: str, params: Params, priority: int, *, shared: bool = False) -> Answer:
        """Ask. If `shared`, once for all in this process who want the same answer at the same time. Raises OfficeError."""
        if not shared:
            return await self._request("GET", path, priority, READ_TAKES, params=params)
        key = (path, *sorted(params.items()))
        flight = self._flights.get(key)
        if flight is None or flight.priority > priority:  # who is urgent does not wait behind who is not
            flight = self._flights[key] = self._depart(key, path, params, priority)
        flight.askers += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.askers -= 1
            if not flight.askers:
                self._land(key, flight)
                flight.task.cancel()  # nobody wants it any more; one that is done does not mind

    async def send(
        self, method: str, path: str, body: Mapping[str, object] | None, priority: int, may_leave: MayLeave | None = None
    ) -> Answer:
        """Change something, once. Raises OfficeError; after OfficeSilent it may be done."""
        return await self._request(method, path, priority, WRITE_TAKES, body=body, may_leave=may_leave)

    def _depart(self, key: Key, path: str, params: Params, priority: int) -> _Flight:
        task = asyncio.create_task(self._request("GET", path, priority, READ_TAKES, params=params))
        flight = _Flight(task, priority)
        task.add_done_callback(lambda _: self._land(key, flight))
        return flight

    def _land(self, key: Key, flight: _Flight) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if flight.task.done() and not flight.task.cancelled():
            flight.task.exception()  # looked at, so that nobody wonders about a failure whose askers have gone

    async def _request(
        self,
        method: str,
        path: str,
        priority: int,
        takes: timedelta,
        *,
        params: Params | None = None,
        body: Mapping[str, object] | None = None,
        may_leave: MayLeave | None = None,
    ) -> Answer:
        what = f"{method} {_shape(path)}"
        content = None if body is None else msgspec.json.encode(body)
        async with self._pace.turn(priority):
            if may_leave is not None and not await may_leave():
                raise OfficeUnreached(f"{what}: not sent, somebody else has taken it over")
            try:
                answer = await exchange(
                    self._http,
                    method,
                    self._url + path,
                    takes=takes,
                    headers=self._headers,
                    params=params,
                    content=content,
                )
            except NotWritten as error:
                raise OfficeUnreached(f"{what}: {error}") from None
            except NoAnswer as error:
                raise OfficeSilent(f"{what}: {error}") from None
            if answer.is_success:
                return answer
            failed = error_of(answer, what, {*(params or ()), *(body or ())})
            if isinstance(failed, OfficeBusy):
                await self._pace.hold_off(failed.retry_after)  # before the next one gets our place
            raise failed


def read(answer: Answer, reader: Callable[[bytes], T], what: str) -> T:
    """Read the body of a success. Raises OfficeSilent if it is not what it should be."""
    try:
        return reader(answer.body)
    except (ValueError, RecursionError):
        raise OfficeSilent(f"{what}: {answer.status} with a body that cannot be read") from None


def _shape(path: str) -> str:
    return "/".join("{n}" if part.isdigit() else part for part in path.split("/"))
