"""One sentence, not worded yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

from flows.when import When
from flows.words import Opening, Visit

Field = str | date | datetime | When | timedelta | tuple[Opening, ...] | tuple[Visit, ...]


class Line(Struct, frozen=True):
    """One sentence by its key, with what fills it in."""

    key: str
    fields: dict[str, Field] = {}
