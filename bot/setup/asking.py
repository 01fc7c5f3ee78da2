"""Ask the person what no office tells: three phone numbers, and what is not certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
import typer
from phonenumbers import timezone as phone_zones
from rich.console import Console

from bot.settings import BadSettings

T = TypeVar("T")

# Where several zones keep the same time now, the first is the likeliest.
COMMON_ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix"),
    *("America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"),
)


class Wrong(ValueError):
    """An answer that cannot be taken. The text says what to write."""


class Asker:
    """Asks in the terminal; with `quietly` it takes what is known and refuses what is not, for scripts."""

    def __init__(self, out: Console, *, quietly: bool) -> None:
        self._out = out
        self._quietly = quietly

    def ask(
        self, question: str, read: Callable[[str], T], *, option: str, given: str | None = None, known: str | None = None
    ) -> T:
        """Return the answer: what an option has `given`, else what the person says; `known` is proposed. Raises BadSettings."""
        if given is not None:
            return _read(read, given, option)
        if self._quietly:
            if known is None:
                raise BadSettings(f"{question} cannot be known: give it with {option}.")
            return _read(read, known, option)
        while True:
            try:
                return read(typer.prompt(question, default=known, err=True))  # the file may go to standard output
            except Wrong as wrong:
                self._out.print(f"  {wrong}", highlight=False, markup=False)
            except typer.Abort:
                raise BadSettings(f"{question}? Nobody answered: give it with {option}.") from None


def _read(read: Callable[[str], T], text: str, option: str) -> T:
    try:
        return read(text)
    except Wrong as wrong:
        raise BadSettings(f"{option}: {wrong}") from None


# --- reading answers -------------------------------------------------------------------------------------------------


def phone(text: str, country: str) -> str:
    """Read a phone number as people of that country write it; return it with + and the country code. Raises Wrong."""
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise Wrong(f'"{text}" is no phone number; write it like +15035550199.') from None
    if not phonenumbers.is_valid_number(parsed):
        raise Wrong(f'"{text}" is no real phone number; write it like +15035550199.')
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def phones(text: str, country: str) -> tuple[str, ...]:
    """Read one number or several, with commas between them. Raises Wrong."""
    return tuple(dict.fromkeys(phone(part, country) for part in re.split(r"[,;]\s*", text.strip()) if part))


def zone(text: str) -> str:
    if text not in available_timezones():
        raise Wrong(f'"{text}" is no time zone; write it like America/Los_Angeles.')
    return text


def zones_for(number: str, offset: timedelta | None, now: datetime) -> Sequence[str]:
    """Return the zones the practice may be in, the likeliest first: those of its phone number, that keep the office's time."""
    near = phone_zones.time_zones_for_number(phonenumbers.parse(number))
    candidates = dict.fromkeys([*(z for z in near if z in available_timezones()), *COMMON_ZONES])
    if offset is None:
        return tuple(candidates)[: len(near)]
    return tuple(z for z in candidates if now.astimezone(ZoneInfo(z)).utcoffset() == offset)
