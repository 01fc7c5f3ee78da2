"""How Open Dental writes values: dates, times and booleans as text, never a zone. Source: reference, section 4."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

Value = str | int | float | bool | date | datetime | time
Json = str | int | float

NEVER = datetime(1, 1, 1)  # noqa: DTZ001 (the office clock has no zone)
NO_DAY = date(1, 1, 1)
DATE = "yyyy-MM-dd"
DATETIME = "yyyy-MM-dd HH:mm:ss"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}:\d{2}")


def read_date(text: str) -> date:
    """Read `2021-02-15`. Raises ValueError."""
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return _sane(date.fromisoformat(text))


def read_datetime(text: str) -> datetime:
    """Read `2021-02-15 08:30:00`, office clock. Raises ValueError."""
    if not _DATETIME.fullmatch(text):
        raise ValueError(text)
    when = datetime.fromisoformat(text)
    _sane(when.date())
    return when


def _sane(day: date) -> date:
    """A day of this or the last century or the next, or the sentinel; the product's own search says 1880 to 2100."""
    if day != NO_DAY and not 1880 <= day.year <= 2100:
        raise ValueError(day)
    return day


def read_since(text: str) -> datetime:
    """Read a DateTStamp filter: the vendor's own examples of appointments send a bare date, too (reference, 4.1)."""
    return read_datetime(text) if " " in text else datetime.combine(read_date(text), time())


def read_time(text: str) -> time:
    """Read `08:30:00`. Raises ValueError."""
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return time.fromisoformat(text)


class Writer:
    """Writes values as one request wants them: `DateFormatString` and `DateTimeFormatString` override the forms."""

    def __init__(self, zone: ZoneInfo, date_form: str = DATE, datetime_form: str = DATETIME) -> None:
        self._zone = zone
        self._date = date_form
        self._datetime = datetime_form

    def value(self, value: Value) -> Json:
        """Return the JSON value. `bool` before `int`, `datetime` before `date`: each is a kind of the other."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str | int | float):
            return value
        if isinstance(value, datetime):
            return value.isoformat(" ", "seconds") if self._datetime == DATETIME else self._formed(value, self._datetime)
        if isinstance(value, date):
            plain = datetime.combine(value, time())
            return value.isoformat() if self._date == DATE else self._formed(plain, self._date)
        return value.isoformat("seconds")

    def row(self, row: Mapping[str, Value]) -> dict[str, Json]:
        return {name: self.value(value) for name, value in row.items()}

    def _formed(self, when: datetime, form: str) -> str:
        return _TOKEN.sub(lambda found: self._token(found[0], when), form)

    def _token(self, token: str, when: datetime) -> str:
        if token == "zzz":  # noqa: S105 (the office's offset, the one way to see it: reference, section 4)
            offset = when.replace(tzinfo=self._zone).strftime("%z")
            return f"{offset[:3]}:{offset[3:5]}"
        if token[0] in "'\"\\":
            return token[1:] if token[0] == "\\" else token[1:-1]
        return _TOKENS[token](when)


# The .NET format letters an integrator is likely to send; anything else stands for itself.
_TOKENS: dict[str, Callable[[datetime], str]] = {
    "yyyy": lambda w: f"{w.year:04}",
    "yy": lambda w: f"{w.year % 100:02}",
    "MMMM": lambda w: w.strftime("%B"),
    "MMM": lambda w: w.strftime("%b"),
    "MM": lambda w: f"{w.month:02}",
    "M": lambda w: str(w.month),
    "dddd": lambda w: w.strftime("%A"),
    "ddd": lambda w: w.strftime("%a"),
    "dd": lambda w: f"{w.day:02}",
    "d": lambda w: str(w.day),
    "HH": lambda w: f"{w.hour:02}",
    "H": lambda w: str(w.hour),
    "hh": lambda w: f"{(w.hour - 1) % 12 + 1:02}",
    "h": lambda w: str((w.hour - 1) % 12 + 1),
    "mm": lambda w: f"{w.minute:02}",
    "m": lambda w: str(w.minute),
    "ss": lambda w: f"{w.second:02}",
    "s": lambda w: str(w.second),
    "tt": lambda w: "AM" if w.hour < 12 else "PM",
    "fff": lambda w: f"{w.microsecond // 1000:03}",
}
_TOKEN = re.compile(
    r"'[^']*'|\"[^\"]*\"|\\.|zzz|yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|tt|fff",
)
