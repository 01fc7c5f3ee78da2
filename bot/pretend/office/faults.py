"""What goes wrong with a request, on demand. Source: reference, 3.3 and 21; guarantees.md, 6.2.

    faults = Faults()
    faults.next("POST /appointments/WebSched", timeout(committed=True))      # of the next such request, once
    faults.next("GET /patients", slow(timedelta(seconds=12)), times=3)

A simulation overrides `decide` instead. A fault says three things: how long it takes, whether the office does the work, and
what the caller is told. Two of them make the cruel cases: done, and told that it was not.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

_KEY = re.compile(r"{\w+}")
_NUMBER = re.compile(r"/\d+(?=/|$)")
ZERO = timedelta(0)
CAP = timedelta(seconds=60)
UNREACHABLE = "The eConnector of the dental office is not running. Contact the office to start it."


class Told(Enum):
    """What the caller hears."""

    THE_TRUTH = auto()
    TOO_MANY = auto()  # 429 with Retry-After, at once and without a turn
    UNREACHABLE = auto()  # 400 with the eConnector's text, which is not a refusal
    TIMED_OUT = auto()  # 504
    ERROR = auto()  # 500
    NOTHING = auto()  # the connection breaks
    HALF = auto()  # the right status, and a body that breaks off
    FIRST_ROWS = auto()  # only the first rows of a list, as if there were no more


@dataclass(frozen=True)
class Fault:
    """`before` the work and `after` it time passes; without `works` the office never does it."""

    told: Told = Told.THE_TRUTH
    works: bool = True
    before: timedelta = ZERO
    after: timedelta = ZERO
    retry_after: timedelta = timedelta(seconds=5)
    rows: int = 0
    text: str = UNREACHABLE


def busy(retry_after: timedelta = timedelta(seconds=5)) -> Fault:
    """429: too many are queued. Never carried out."""
    return Fault(Told.TOO_MANY, works=False, retry_after=retry_after)


def unreachable(*, committed: bool = False, text: str = UNREACHABLE) -> Fault:
    """400 with a text about the way to the office. `committed`: the work was done, and only the answer was lost on the way."""
    return Fault(Told.UNREACHABLE, works=committed, text=text)


def timeout(*, committed: bool = False, takes: timedelta = CAP) -> Fault:
    """504. `committed`: the work was done right away. For work done after the 504, take `slow` with more than 60 s."""
    return Fault(Told.TIMED_OUT, works=committed, after=takes)


def error(*, committed: bool = False) -> Fault:
    """500."""
    return Fault(Told.ERROR, works=committed)


def lost(*, committed: bool = False, takes: timedelta = ZERO) -> Fault:
    """The connection breaks without an answer."""
    return Fault(Told.NOTHING, works=committed, after=takes)


def slow(takes: timedelta) -> Fault:
    """Done only after that long. Over 60 s the caller hears 504 at 60, and it is done all the same, later."""
    return Fault(before=takes)


def broken_body() -> Fault:
    """The work is done and the status is right, but the body breaks off."""
    return Fault(Told.HALF)


def first_rows(rows: int) -> Fault:
    """A list answers only its first rows, whatever was asked."""
    return Fault(Told.FIRST_ROWS, rows=rows)


class Faults:
    """What will go wrong. Without anything put in, nothing."""

    def __init__(self) -> None:
        self._next: dict[str, deque[Fault | None]] = {}
        self._always: dict[str, Fault] = {}

    def next(self, method: str, fault: Fault, *, times: int = 1, after: int = 0) -> None:
        """Let the next `times` requests of that method fail, once `after` more went well.

        `method` is a verb and a path: as documented ("PUT /appointments/{AptNum}/Break") or sent ("PUT /appointments/5/Break").
        """
        line = self._next.setdefault(_KEY.sub("{n}", method), deque())
        line.extend([None] * after)
        line.extend([fault] * times)

    def always(self, method: str, fault: Fault) -> None:
        """Let every request of that method fail until `clear`; "*": every request, as when the office's server is down."""
        self._always[_KEY.sub("{n}", method)] = fault

    def clear(self) -> None:
        self._next.clear()
        self._always.clear()

    def decide(self, method: str, path: str) -> Fault | None:
        """Return what goes wrong with this request: a verb, and the path as it was sent, after `/api/v1`."""
        names = (f"{method} {path}", f"{method} {_NUMBER.sub('/{n}', path)}", "*")
        for name in names:
            line = self._next.get(name)
            if line:
                return line.popleft()
        return next((self._always[name] for name in names if name in self._always), None)
