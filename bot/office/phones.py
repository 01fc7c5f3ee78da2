"""Phones as an office writes them: free text, "(503) 555-0142 x12", "1 503.555.0142 mom", "503-555-0142 / 555-0199"."""

from __future__ import annotations

import re

import phonenumbers

from flows.words import E164

_RUN = re.compile(r"\+?[0-9(][0-9\s().–-]*")


def carries(column: str, phone: E164) -> bool:
    """Say whether a phone column holds this phone, perhaps with an extension behind it. The country is the office's: +1."""
    return any(_is(run, phone) for run in _RUN.findall(column))


def to_e164(column: str, country: str) -> E164 | None:
    """Return the phone that a column holds, as the carrier takes it; None: there is none that could be called."""
    run = next(iter(_RUN.findall(column)), "")
    try:
        parsed = phonenumbers.parse(run, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return E164(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def national(phone: E164) -> str:
    """Return the digits by which an office would know the phone: ten in North America, with the country's elsewhere."""
    return phone.removeprefix("+1") if phone.startswith("+1") else phone.removeprefix("+")


def _is(run: str, phone: E164) -> bool:
    digits = "".join(c for c in run if c.isdigit())
    if run.startswith("+") or not phone.startswith("+1"):
        return digits in (phone[1:], f"011{phone[1:]}")
    if len(digits) > 10:
        digits = digits.removeprefix("1")  # no area code begins with 1
    return digits.startswith(national(phone))
