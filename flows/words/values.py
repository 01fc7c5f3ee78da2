"""What the other words are made of."""

from __future__ import annotations

from typing import Literal, NewType

from msgspec import Struct

E164 = NewType("E164", str)  # "+15035550142"
Lang = Literal["en", "es"]


class Value(Struct, frozen=True, omit_defaults=True):
    """A small immutable value, told apart by its type alone."""


class Tagged(Struct, frozen=True, omit_defaults=True, tag=True):
    """A value that stands in a union: its type is written beside it."""
