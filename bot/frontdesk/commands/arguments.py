"""What follows a command, read: a number or a phone in front, and the rest by the reader that reads patients' texts. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

import phonenumbers
from msgspec import Struct

from flows.reader import read
from flows.when import When
from flows.words import E164, Heard, Practice, Who

Number = Literal["", "visit", "chart"]

_NUMBER = re.compile(
    r"\s*(?:(visit|appt|appointment|chart|patient|pat)\s*)?#?\s*([0-9]{1,9})(?![0-9:/.-]|\s*(?:am|pm)\b)", re.IGNORECASE
)
_PHONE = re.compile(r"\s*(\+?[0-9(][0-9()\s.-]{6,18}[0-9])")
_KINDS: dict[str, Number] = {
    "visit": "visit",
    "appt": "visit",
    "appointment": "visit",
    "chart": "chart",
    "patient": "chart",
    "pat": "chart",
}


class Arguments(Struct, frozen=True):
    """`number` is a visit's or a chart's, as `kind` says ("": not said). `rest` follows number or phone, as typed."""

    kind: Number = ""
    number: int | None = None
    phone: E164 | None = None
    rest: str = ""
    reason: str | None = None
    when: When | None = None
    who: Who | None = None

    @property
    def names_somebody(self) -> bool:
        return self.number is not None or self.phone is not None


def arguments(text: str, practice: Practice, now: datetime) -> Arguments:
    """Read what follows a command."""
    phone, rest = _phone(text, practice.country)
    kind: Number = ""
    number = None
    if phone is None and (found := _NUMBER.match(text)):
        kind, number, rest = _KINDS.get((found[1] or "").casefold(), ""), int(found[2]), text[found.end() :]
    heard = read(rest, None, now, practice, "en", id="")
    return Arguments(kind, number, phone, rest.strip(), heard.reason, heard.when, heard.who or _named(rest, heard))


def _named(rest: str, heard: Heard) -> Who | None:
    """Take a few words that say nothing else for a name, however they are spelled: "megan hughes"."""
    words = rest.split()
    spelled = all(word.replace("-", "").isalpha() for word in words)
    if heard.reason or heard.when or "planned" in words or not spelled or not 1 <= len(words) <= 3:
        return None
    return Who(last=words[0]) if len(words) == 1 else Who(first=words[0], last=words[-1])


def _phone(text: str, country: str) -> tuple[E164 | None, str]:
    found = _PHONE.match(text)
    if not found:
        return None, text
    try:
        parsed = phonenumbers.parse(found[1], country)
    except phonenumbers.NumberParseException:
        return None, text
    if not phonenumbers.is_valid_number(parsed):
        return None, text
    return E164(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)), text[found.end() :]
