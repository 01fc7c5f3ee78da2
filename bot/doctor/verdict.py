"""What a check finds: one line each, and what to do about it.

check     one small function: looks at one thing, yields a Verdict for each thing there is to say
section   checks that stand together, and share what they need
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

C = TypeVar("C")


class State(StrEnum):
    """How it stands. `SKIPPED` is no opinion: it could not be looked at, or only a person can."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"
    SKIPPED = "skipped"


class Verdict(Struct, frozen=True):
    """One line. `says` is what is so; `do` what to do about it and where to click. Neither ever holds a key or a patient."""

    state: State
    says: str
    do: str = ""


Verdicts = AsyncIterator[Verdict]


@dataclass(frozen=True)
class Check(Generic[C]):
    """One check. One that is a `gate` makes the rest of its section pointless when it finds a problem."""

    name: str
    look: Callable[[C], Verdicts]
    gate: bool = False


@dataclass(frozen=True)
class Section(Generic[C]):
    """Checks that stand together. It is passed over while one of the settings it `needs` is missing or wrong."""

    title: str
    checks: tuple[Check[C], ...]
    needs: tuple[str, ...] = ()


class Line(Struct, frozen=True):
    """A verdict with its place."""

    section: str
    check: str
    verdict: Verdict


def ok(says: str) -> Verdict:
    return Verdict(State.OK, says)


def warning(says: str, do: str) -> Verdict:
    return Verdict(State.WARNING, says, do)


def problem(says: str, do: str = "") -> Verdict:
    return Verdict(State.PROBLEM, says, do)


def skipped(says: str, do: str = "") -> Verdict:
    return Verdict(State.SKIPPED, says, do)


def worst(states: list[State]) -> State:
    return next((state for state in (State.PROBLEM, State.WARNING) if state in states), State.OK)
