"""What can go wrong at the office, by what the caller does next.

    OfficeError
    ├── OfficeRefused        tell: the office looked and said no; nothing was carried out (`taken`: that time is not free)
    ├── OfficeBusy           wait: it was not carried out; `retry_after` says how long
    ├── OfficeUnreached      wait: the request never left, so nothing was carried out
    ├── OfficeSilent         find out: nobody knows whether it was carried out
    └── OfficeMisconfigured  call the operator: keys, permissions, address; the text says where to click

No text here ever repeats what the office said: its answers can echo names and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

import msgspec

from bot.office import clicks
from bot.wire import Answer


class OfficeError(Exception):
    """Something went wrong at the office."""


class OfficeRefused(OfficeError):
    """The office looked at the request and refused it. Nothing was carried out."""

    def __init__(self, what: str, *, taken: bool = False) -> None:
        super().__init__(what)
        self.taken = taken


class OfficeBusy(OfficeError):
    """Too many requests: this one was not carried out."""

    def __init__(self, what: str, retry_after: timedelta) -> None:
        super().__init__(what)
        self.retry_after = retry_after


class OfficeUnreached(OfficeError):
    """The office could not be reached: the request was not written."""


class OfficeSilent(OfficeError):
    """No answer that tells whether the request was carried out."""


class OfficeMisconfigured(OfficeError):
    """The office cannot serve us until somebody changes a setting."""


RETRY_AFTER = timedelta(seconds=5)  # when a 429 does not say

# A 400 means two very different things: "your data is wrong", and "the office cannot be reached". Only its text tells them
# apart, and nobody promises that text. So it is a refusal only when it begins with the name of a field that we sent, or says
# in the product's own words that the time is gone; any other text is a silence, and the caller looks what became of it.
_FIELD = re.compile(r"\W*(\w+) (is required|is invalid|is not valid|not found|does not exist|format must be)\b", re.IGNORECASE)
_GONE = re.compile(r"\b(time|slot|opening)s?\b[^.]{0,40}\bno longer available\b|\boverlaps?\b")
_AWAY = re.compile(r"connect|network|tim(ed|e)[ -]?out|unreachable|offline|not running|internet|server")


def error_of(answer: Answer, what: str, sent: Collection[str] = ()) -> OfficeError:
    """Return the error for an answer that is not a success.

    `what` is the method and path, without values; `sent` the names of the fields that were sent.
    """
    match answer.status:
        case 429:
            return OfficeBusy(f"{what}: 429", answer.retry_after or RETRY_AFTER)
        case 401 | 403 as status:
            return OfficeMisconfigured(
                f'{what}: {status}. A key is disabled or lacks "{clicks.permission(what)}": {clicks.KEYS}.'
            )
        case 410:
            return OfficeMisconfigured(f"{what}: 410. The office no longer offers this method: update chairside.")
        case 404 if _text(answer.body) is None:
            return OfficeMisconfigured(f"{what}: 404, and not from Open Dental. OPENDENTAL_URL must end in /api/v1.")
        case 404:
            return OfficeRefused(f"{what}: 404")
        case 400:
            return _bad_request(answer, what, sent)
        case status:
            return OfficeSilent(f"{what}: {status}")


def _bad_request(answer: Answer, what: str, sent: Collection[str]) -> OfficeError:
    text = (_text(answer.body) or "").casefold()
    away, lacks = clicks.for_away(text), clicks.for_set_up(text)
    if not _AWAY.search(text):
        if _GONE.search(text):
            return OfficeRefused(f"{what}: 400, that time is not free", taken=True)
        field = _FIELD.match(text)
        lacks = (field and clicks.for_field(field[1])) or lacks
        if lacks and what.startswith("GET "):  # of a write such a text proves nothing
            return OfficeMisconfigured(f"{what}: 400. {lacks}.")
        if field and field[1] in {name.casefold() for name in sent}:
            return OfficeRefused(f"{what}: 400, refused" + (f". {lacks}." if lacks else ""))
    hint = away or lacks
    return OfficeSilent(f"{what}: 400 of a kind we do not know" + (f". {hint}." if hint else ""))


def _text(body: bytes) -> str | None:
    """Open Dental explains itself in a bare JSON string; None: somebody else answered."""
    try:
        said = msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, str) else None
