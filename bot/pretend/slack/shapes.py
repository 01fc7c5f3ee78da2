"""What JSON may look like, as small checks put together: `text(75)` is a check, `thing(value=text(75))` one made of others.

A check walks a value and adds to a list of complaints, worded and pointed as the vendor does:
"must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]". It never raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Complaints = list[str]
Check = Callable[[Any, str, Complaints], None]


def complain(complaints: Complaints, at: str, what: str) -> None:
    complaints.append(f"{what} [json-pointer:{at}]")


def string(most: int, least: int = 0, pattern: str | None = None) -> Check:
    """A string of so many characters, both ends included."""

    def check(value: Any, at: str, found: Complaints) -> None:
        if not isinstance(value, str):
            complain(found, at, "must be a string")
        elif len(value) > most:
            complain(found, at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            complain(found, at, f"must be more than {least - 1} characters")
        elif pattern is not None and not re.fullmatch(pattern, value):
            complain(found, at, "failed to match the expected format")

    return check


def boolean(value: Any, at: str, found: Complaints) -> None:
    if not isinstance(value, bool):
        complain(found, at, "must be a boolean")


def integer(least: int, most: int) -> Check:
    def check(value: Any, at: str, found: Complaints) -> None:
        if type(value) is not int:
            complain(found, at, "must be an integer")
        elif not least <= value <= most:
            complain(found, at, f"must be between {least} and {most}")

    return check


def one_of(*values: str) -> Check:
    def check(value: Any, at: str, found: Complaints) -> None:
        if value not in values:
            complain(found, at, f"must be one of: {', '.join(values)}")

    return check


def anything(value: Any, at: str, found: Complaints) -> None:
    """Whatever stands there is not looked at."""


def array(item: Check, least: int, most: int) -> Check:
    """A list of so many."""

    def check(value: Any, at: str, found: Complaints) -> None:
        if not isinstance(value, list):
            complain(found, at, "must be an array")
            return
        if len(value) > most:
            complain(found, at, f"no more than {most} items allowed")
        if len(value) < least:
            complain(found, at, f"no fewer than {least} items allowed")
        for place, one in enumerate(value[:most]):
            item(one, f"{at}/{place}", found)

    return check


def thing(needed: Mapping[str, Check] | None = None, /, **maybe: Check) -> Check:
    """An object with the needed fields, perhaps the others, and none besides."""
    needed = needed or {}
    fields = {**needed, **maybe}

    def check(value: Any, at: str, found: Complaints) -> None:
        if not isinstance(value, dict):
            complain(found, at, "must be an object")
            return
        for name in needed:
            if name not in value:
                complain(found, at, f"missing required field: {name}")
        for name, given in value.items():
            if name in fields:
                fields[name](given, f"{at}/{name}", found)
            else:
                complain(found, at, f"invalid additional property: {name}")

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these it is."""

    def check(value: Any, at: str, found: Complaints) -> None:
        if not isinstance(value, dict):
            complain(found, at, "must be an object")
        elif "type" not in value:
            complain(found, at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            complain(found, f"{at}/type", f"unsupported type: {value['type']}")
        else:
            kinds[value["type"]](value, at, found)

    return check


def also(*checks: Check) -> Check:
    """All of them."""

    def check(value: Any, at: str, found: Complaints) -> None:
        for one in checks:
            one(value, at, found)

    return check


def either(*names: str) -> Check:
    """An object that has at least one of these fields."""

    def check(value: Any, at: str, found: Complaints) -> None:
        if isinstance(value, dict) and not any(name in value for name in names):
            complain(found, at, f"missing required field: {' or '.join(names)}")

    return check
