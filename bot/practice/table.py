"""One table of an office file, read key by key: what has the wrong shape, or a name we do not know, is one sentence.

maple.toml: [hours] monday holds "8-5": write hours of a 24-hour clock, like "8:00-17:00" or "8:00-12:00, 13:00-17:00".
file        table   key    what is wrong      what to write
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

AT_MOST = 30  # names listed in a sentence


class BadOfficeFile(ValueError):
    """An office file is wrong. The text is for the office manager: the file, the key, what is wrong, what to write."""


@dataclass(frozen=True)
class Table:
    """A table of the file called `file`. `title` says where it stands: "", "[hours] ", "[[reasons]] 2 "."""

    file: str
    title: str
    values: Mapping[str, object]

    def bad(self, key: str, wrong: str) -> BadOfficeFile:
        return BadOfficeFile(f"{self.file}: {self.title}{key} {wrong}" + ("" if wrong.endswith("?") else "."))

    def like(self, given: str, known: Iterable[str]) -> str:
        """Say what was probably meant, as the end of a sentence; if nothing is near, what there is, or some of it."""
        names = {name.casefold(): name for name in sorted(known)}
        near = get_close_matches(given.casefold(), names, n=1) or [low for low in names if given.casefold() in low]
        if near:
            return f'; did you mean "{names[near[0]]}"?'
        return f"; there are {', '.join(list(names.values())[:AT_MOST])}" + (" ..." if len(names) > AT_MOST else "")

    def allow(self, keys: Sequence[str]) -> None:
        """Refuse a key that nobody reads: a misspelled rule that silently does nothing is the worst kind."""
        for key in self.values:
            if key not in keys:
                raise self.bad(key, f"is not a key here{self.like(key, keys)}")

    def has(self, key: str) -> bool:
        return key in self.values

    # --- words -------------------------------------------------------------------------------------------------------

    def text(self, key: str, example: str) -> str:
        found = self.maybe_text(key, example)
        if found is None:
            raise self.bad(key, f'is missing; write it like {key} = "{example}"')
        return found

    def maybe_text(self, key: str, example: str) -> str | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.bad(key, f'must be words in quotes; write it like {key} = "{example}"')
        return value.strip()

    def one_of(self, key: str, choices: Sequence[str], default: str) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or value not in choices:
            quoted = " or ".join(f'"{choice}"' for choice in choices)
            raise self.bad(key, f'must be {quoted}; left out it is "{default}"')
        return value

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if value is None:
            raise self.bad(key, f'is missing; write it like {key} = ["{example}"]')
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise self.bad(key, f'must be a list of words in quotes; write it like {key} = ["{example}"]')
        return tuple(word.strip() for word in value)

    def yes_no(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.bad(key, f"must be true or false, without quotes; left out it is {str(default).lower()}")
        return value

    # --- numbers -----------------------------------------------------------------------------------------------------

    def needed_whole(self, key: str) -> int:
        found = self.whole(key)
        if found is None:
            raise self.bad(key, f"is missing; write its number in Open Dental, like {key} = 3")
        return found

    def whole(self, key: str, *, least: int = 1, most: int | None = None) -> int | None:
        """Read a whole number, as Open Dental numbers its rows and as lengths are counted in minutes."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < least or (most is not None and value > most):
            reach = f"from {least}" + ("" if most is None else f" to {most}")
            raise self.bad(key, f"must be a whole number {reach}, without quotes; write it like {key} = {max(least, 3)}")
        return value

    def seconds(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 60:
            raise self.bad(key, f"must be a number of seconds from 0 to 60, without quotes; write it like {key} = 1.0")
        return float(value)

    # --- tables ------------------------------------------------------------------------------------------------------

    def table(self, key: str) -> Table:
        """Return the table of that name; an absent one is empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.bad(key, f"must be a table; write [{key}] on a line of its own, and its keys below it")
        title = f"{self.title}[{key}] " if not self.title else f"{self.title}{key} "
        return Table(self.file, title, value)

    def tables(self, key: str) -> tuple[Table, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.bad(key, f"must be tables; write [[{key}]] on a line of its own before each, and its keys below it")
        return tuple(Table(self.file, f"[[{key}]] {n} ", item) for n, item in enumerate(value, 1))
