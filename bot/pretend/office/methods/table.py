"""All methods of the pretend Open Dental. A literal path stands before one with a key in the same place."""

from __future__ import annotations

from typing import Literal

from bot.pretend.office.method import Method
from bot.pretend.office.methods import (
    around_visits,
    asapcomms,
    commlogs,
    openings,
    patients,
    patients_write,
    procedurelogs,
    recall_table,
    schedules,
    setup,
    slots,
    subscriptions,
    visits_break,
    visits_change,
    visits_make,
    visits_read,
)

METHODS: tuple[Method, ...] = (
    *visits_read.METHODS,
    *slots.METHODS,
    *openings.METHODS,
    *visits_make.METHODS,
    *visits_change.METHODS,
    *visits_break.METHODS,
    *patients.METHODS,
    *patients_write.METHODS,
    *setup.METHODS,
    *schedules.METHODS,
    *commlogs.METHODS,
    *recall_table.METHODS,
    *procedurelogs.METHODS,
    *around_visits.METHODS,
    *asapcomms.METHODS,
    *subscriptions.METHODS,
)


class Routes:
    """Finds the method for a verb and path. Words go before keys, so `/appointments/Slots` is no number."""

    def __init__(self, methods: tuple[Method, ...]) -> None:
        self._literal = {(m.verb, m.path): m for m in methods if not m.keys}
        self._keyed = [(m, m.path.split("/")) for m in methods if m.keys]

    def find(self, verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
        """Return the method and the texts of its keys, or None."""
        literal = self._literal.get((verb, path))
        if literal is not None:
            return literal, {}
        parts = path.split("/")
        for method, pattern in self._keyed:
            if method.verb == verb and len(parts) == len(pattern):
                keys = _keys(pattern, parts)
                if keys is not None:
                    return method, keys
        return None

    def odd(self, path: str) -> Literal["", "verb", "key"]:
        """What is odd about a path that was not found: nothing but its verb, or a key that is no number. [I]"""
        parts = path.split("/")
        if any(path == literal for _, literal in self._literal):
            return "verb"
        same = [pattern for _, pattern in self._keyed if len(pattern) == len(parts)]
        if any(_keys(pattern, parts) is not None for pattern in same):
            return "verb"
        fits = (all(want.startswith("{") or want == got for want, got in zip(p, parts, strict=True)) for p in same)
        return "key" if any(fits) else ""


def _keys(pattern: list[str], parts: list[str]) -> dict[str, str] | None:
    """The keys of a path, all of them whole numbers; None where another word stands."""
    keys: dict[str, str] = {}
    for want, got in zip(pattern, parts, strict=True):
        if want.startswith("{"):
            if not (got.isascii() and got.isdigit() and len(got) < 19):
                return None
            keys[want[1:-1]] = got
        elif want != got:
            return None
    return keys
