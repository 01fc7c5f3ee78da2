"""How a row is read: numbers as text, booleans as text, anything null, times without a zone, and year 1 for never.

Fields that are not declared are dropped on receipt, and each kind says which of the vendor's it leaves out on purpose: a social
security number is never held, so it can never leak.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, ClassVar, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

R = TypeVar("R", bound="Row")
Wall = Annotated[datetime, Meta(tz=False)]
Colour = tuple[int, int, int]  # red, green, blue
DATETIME = "%Y-%m-%d %H:%M:%S"
NEVER = datetime(1, 1, 1)  # noqa: DTZ001 (on the office clock)


class Row(Struct, frozen=True, kw_only=True):
    """One row of any list. `key` tells rows of a list apart, however often one is read."""

    left_out: ClassVar[frozenset[str]] = frozenset()  # what the vendor sends and nobody here needs

    @property
    def key(self) -> object:
        return self


def rows(body: bytes, kind: type[R]) -> list[R]:
    """Read a list of rows; one that cannot be read is never left out. Raises ValueError, RecursionError.

    A bare object is a list of one: the vendor's page shows the providers of a clinic so.
    """
    found = _decoded(body)
    return [_row(raw, kind) for raw in ([found] if isinstance(found, Mapping) else msgspec.convert(found, list[object]))]


def row(body: bytes, kind: type[R]) -> R:
    """Read one row. Raises ValueError, RecursionError when the body is not one."""
    return _row(_decoded(body), kind)


def _decoded(body: bytes) -> object:
    return msgspec.json.decode(body.removeprefix(codecs.BOM_UTF8))


def _row(raw: object, kind: type[R]) -> R:
    if isinstance(raw, Mapping):
        texts = _texts(kind)
        raw = {
            name: _text(v) if name in texts else v for name, v in raw.items() if v is not None and (v != "" or name in texts)
        }
    return msgspec.convert(raw, kind, strict=False)


def _text(value: object) -> object:
    return str(value) if isinstance(value, (int, float)) else value


@cache
def _texts(kind: type[Row]) -> frozenset[str]:
    return frozenset(f.encode_name for f in msgspec.structs.fields(kind) if f.type is str)


# --- times -----------------------------------------------------------------------------------------------------------


def at(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """Make a time of the office clock aware; None for the sentinel. Of a repeated hour it is the first."""
    return None if wall.year == 1 else wall.replace(tzinfo=zone)


def happens_once(wall: datetime, zone: ZoneInfo) -> bool:
    """Say whether the office clock shows that time exactly once: not in the hour that is missing, nor in the one repeated."""
    return wall.replace(tzinfo=zone, fold=0).utcoffset() == wall.replace(tzinfo=zone, fold=1).utcoffset()


def wall(when: datetime, zone: ZoneInfo) -> str:
    """Write an instant as the office's clock shows it."""
    return when.astimezone(zone).strftime(DATETIME)


def day(text: str) -> date | None:
    """Read a date; None for the sentinel, and for what is none: nobody is proven by it."""
    try:
        read = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return None if read.year == 1 else read


def moment(text: str) -> datetime | None:
    """Read a time of the office clock that staff stamp; None for the sentinel, for midnight, and for what is none.

    "Not yet" comes as year 1, but also as midnight of the visit's day. Source: reference, section 5.
    """
    try:
        read = datetime.strptime(text, DATETIME)  # noqa: DTZ007 (on the office clock)
    except ValueError:
        return None
    return None if read.year == 1 or read.time() == datetime.min.time() else read


def colour(text: str) -> Colour | None:
    """Read "R,G,B"; None for "0,0,0", which is how Open Dental writes that none was chosen, and for what is none."""
    parts = [int(part) for part in text.split(",") if part.strip().isdecimal()]
    if len(parts) != 3 or max(parts) > 255 or not any(parts):
        return None
    return parts[0], parts[1], parts[2]
