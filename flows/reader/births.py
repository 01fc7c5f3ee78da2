"""Birth dates: "5/1/80", "April 12 1991", "born 5 1 80", and a year alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from flows.reader.parser import Item
from flows.reader.times import Here, Num, month_length
from flows.reader.tokens import Token

BETWEEN = frozenset(("COMMA", "OF", "OFTHE", "THE", "SLASH", "DASH", "DOT", "TH", "A"))
PARTS = BETWEEN | {"NUM", "ORD", "MONTH"}
LONG_AGO = 730  # days: a date with its year that is longer gone is somebody's birth date, whatever was asked
BORN = frozenset("born birthday bday birthdate dob nacio naci nacimiento cumpleanos".split())


class Birth(Struct, frozen=True):
    """A birth date, and the tokens it takes."""

    day: date
    first: int
    last: int
    other: date | None = None  # the same figures with day and month the other way round, if that is a day as well


def birth_date(row: Sequence[Item], here: Here, *, asked: bool) -> Birth | None:
    """Return a whole date with its year that is past: today's patients were all born before today.

    `asked` for it, or told what it is ("born 5 1 80"), it needs no signs and no long year.
    """
    for at, item in enumerate(row):
        found = _date_at(row, at, here, asked) if item.kind in ("NUM", "ORD", "MONTH") else None
        if found and found.day <= here.today and (asked or (here.today - found.day).days > LONG_AGO):
            return found
    return None


def year_alone(tokens: Sequence[Token], today: date) -> int | None:
    """Return the year, if that is all there is: "1991", "in 91"."""
    words = [token.word for token in tokens if token.word.isalnum() and token.word not in YEAR_WORDS]
    if len(words) != 1 or not words[0].isdecimal() or len(words[0]) not in (2, 4):
        return None
    year = int(words[0]) if len(words[0]) == 4 else _century(int(words[0]), today)
    return year if 1900 <= year <= today.year else None


YEAR_WORDS = frozenset(
    "in en the year it is its born el ano es de del oops sorry no i mean meant actually should be perdon digo era quise decir".split()
)


def _date_at(row: Sequence[Item], at: int, here: Here, asked: bool) -> Birth | None:
    """Read three parts and what may stand between them; the third is the year, or the first if it has four digits."""
    if packed := _packed(row[at], here, asked):
        return packed
    parts: list[Item] = []
    for size, item in enumerate(row[at : at + 8], 1):
        if item.kind not in PARTS:
            return None
        if item.kind not in BETWEEN:
            parts.append(item)
        if len(parts) == 3:
            days = _days(parts, row[at : at + size], here, asked)
            return Birth(days[0], row[at].first, row[at + size - 1].last, *days[1:]) if days else None
    return None


def _packed(item: Item, here: Here, asked: bool) -> Birth | None:
    """ "05011980", typed without signs; "050180" where it was asked for."""
    if not isinstance(item.value, Num) or item.value.digits not in ((6, 8) if asked else (8,)):
        return None
    digits = f"{item.value.value:0{item.value.digits}}"
    a, b, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    year = year if item.value.digits == 8 else _century(year, here.today)
    days = _real([(b, a), (a, b)] if not here.day_first else [(a, b), (b, a)], year, here)
    return Birth(days[0], item.first, item.last, *days[1:]) if days else None


def _days(parts: Sequence[Item], row: Sequence[Item], here: Here, asked: bool) -> list[date]:
    """Return what day that is; and which it would be with day and month the other way round."""
    a, b, c = parts
    year_first = isinstance(a.value, Num) and a.value.digits == 4
    if year_first:
        a, b, c = b, c, a  # 1980-05-01
    if not isinstance(c.value, Num) or c.kind != "NUM":
        return []
    spoken = not c.value.digits and 31 < c.value.value < 100  # "ninety one"
    if c.value.digits not in (2, 4) and not spoken:
        return []
    year = c.value.value if c.value.digits == 4 else _century(c.value.value, here.today)
    if c.value.digits == 2 and not asked and not _year_like(row, c.value, here):
        return []
    return _real(_day_and_month(a, b, here)[: 1 if year_first else 2], year, here)


def _day_and_month(a: Item, b: Item, here: Here) -> list[tuple[int, int]]:
    """Return (day, month) as the country writes it, then the other way round: 13/4 can only be April."""
    if a.kind == "MONTH" and isinstance(b.value, Num):
        return [(b.value.value, int(a.value))]
    if b.kind == "MONTH" and isinstance(a.value, Num):
        return [(a.value.value, int(b.value))]
    if not isinstance(a.value, Num) or not isinstance(b.value, Num):
        return []
    pair = (a.value.value, b.value.value)
    return [pair, pair[::-1]] if here.day_first else [pair[::-1], pair]


def _real(readings: Sequence[tuple[int, int]], year: int, here: Here) -> list[date]:
    """Return the days there are among these, each once, in their order."""
    real = [
        date(year, month, day)
        for day, month in readings
        if 1 <= month <= 12 and 1900 <= year <= here.today.year and 1 <= day <= month_length(year, month)
    ]
    return list(dict.fromkeys(real))


def _century(year: int, today: date) -> int:
    return year + (2000 if year + 2000 <= today.year else 1900)


def _year_like(row: Sequence[Item], year: Num, here: Here) -> bool:
    """Say whether two digits are a year, and not to come: "5/1/80", "april 12 91", "5 1 80"; not "nov 19-20", "10/1-11", "12/3/26"."""
    signs = [item.kind for item in row if item.kind in ("SLASH", "DASH", "DOT")]
    if any(item.kind == "MONTH" for item in row) or [item.kind for item in row] == ["NUM"] * 3:
        return not signs and year.value > 31
    return len(signs) == 2 and signs[0] == signs[1] and not 0 <= year.value - here.today.year % 100 <= 2
