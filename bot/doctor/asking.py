"""Ask an office something harmless and say how it took it. Only GET, ever: the doctor changes nothing.

The client of bot/office tells its caller what to do next; here it is told apart what is wrong. What the office wrote is read
for that, and repeated nowhere: it can echo names and numbers.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto

import httpx
import msgspec
from msgspec import Struct

from bot.office.client import Pacing, Priority
from bot.wire import Answer, NoAnswer, NotWritten, exchange

TAKES = timedelta(seconds=30)
BUSY_WAITS = timedelta(seconds=5)
BUSY_TRIES = 3


class How(Enum):
    """How the office took a question."""

    FINE = auto()
    KEYS = auto()  # the keys, or their permission
    AWAY = auto()  # the vendor is there, the office behind it is not
    REFUSED = auto()  # 400: too old a version, or something is not set up
    NO_SUCH = auto()
    NOT_OPEN_DENTAL = auto()
    RETIRED = auto()
    BUSY = auto()
    UNREACHED = auto()
    SILENT = auto()


class Reply(Struct, frozen=True):
    """How it was taken, the rows if it was a list, the status for the operator, and how long it took, its turn not counted."""

    how: How
    rows: tuple[Mapping[str, object], ...] = ()
    status: str = ""
    took: timedelta = timedelta(0)


_AWAY = re.compile(r"econnector|not running|unreachable|offline|timed? ?out|network|internet", re.IGNORECASE)
_KEYS = re.compile(r"authorization|api request|\bkeys?\b", re.IGNORECASE)


class Asking:
    """Questions to one office."""

    def __init__(self, http: httpx.AsyncClient, url: str, developer_key: str, customer_key: str, pace: Pacing) -> None:
        self._http = http
        self._url = url
        self._headers = {"Authorization": f"ODFHIR {developer_key}/{customer_key}", "Content-Type": "application/json"}
        self.pace = pace
        self.took: list[timedelta] = []  # of every question that was answered

    async def ask(self, path: str, params: Mapping[str, str | int] | None = None) -> Reply:
        """Ask for a list. Raises nothing."""
        reply = Reply(How.BUSY)
        for _ in range(BUSY_TRIES):
            reply = await self._once(path, params or {})
            if reply.how is not How.BUSY:
                break
        return reply

    async def _once(self, path: str, params: Mapping[str, str | int]) -> Reply:
        async with self.pace.turn(Priority.BACKGROUND):
            clock = asyncio.get_running_loop().time
            began = clock()
            try:
                answer = await exchange(self._http, "GET", self._url + path, takes=TAKES, headers=self._headers, params=params)
            except NotWritten as error:
                return Reply(How.UNREACHED, status=str(error))
            except NoAnswer as error:
                return Reply(How.SILENT, status=str(error))
            took = timedelta(seconds=clock() - began)
            if answer.status == 429:
                await self.pace.hold_off(answer.retry_after or BUSY_WAITS)
        self.took.append(took)
        return _understood(answer, took)


def _understood(answer: Answer, took: timedelta) -> Reply:
    said = _decoded(answer.body)
    status = str(answer.status)
    if answer.is_success:
        rows = _rows(said)
        return Reply(How.NOT_OPEN_DENTAL, status=status) if rows is None else Reply(How.FINE, rows, status, took)
    return Reply(_how(answer.status, said), status=status, took=took)


def _how(status: int, said: object) -> How:
    text = said if isinstance(said, str) else ""
    match status:
        case 401 | 403:
            return How.KEYS
        case 410:
            return How.RETIRED
        case 429:
            return How.BUSY
        case 404:
            return How.NO_SUCH if isinstance(said, str) else How.NOT_OPEN_DENTAL
        case 400 if _AWAY.search(text):
            return How.AWAY
        case 400 if _KEYS.search(text):
            return How.KEYS  # malformed ones were seen as a 400
        case 400:
            return How.REFUSED
        case _:
            return How.SILENT if status >= 500 else How.NOT_OPEN_DENTAL


def _decoded(body: bytes) -> object:
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return None


def _rows(said: object) -> tuple[Mapping[str, object], ...] | None:
    """A list of objects; one object alone is a list of it, as some methods answer with a filter."""
    if isinstance(said, dict):
        return (said,)
    if isinstance(said, list) and all(isinstance(row, dict) for row in said):
        return tuple(said)
    return None
