"""`POST Messages.json`: what may be sent, checked in the vendor's order and refused with the vendor's codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.pretend.carrier.errors import Refusal
from bot.pretend.carrier.ledger import Ledger

E164 = re.compile(r"\+[1-9]\d{6,14}")
LONGEST_BODY = 1600
VALID_S = range(1, 36_001)

# The vendor's magic numbers.
MAGIC_TO = {"+15005550001": 21211, "+15005550002": 21612, "+15005550003": 21408, "+15005550004": 21610, "+15005550009": 21614}
MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
MAGIC_OURS = "+15005550006"


@dataclass(frozen=True)
class Draft:
    """A message that may be sent."""

    to: str
    sender: str
    body: str
    media: int
    callback: str | None
    valid_s: int


def draft(form: Mapping[str, str], media: int, numbers: frozenset[str], ledger: Ledger) -> Draft | Refusal:
    """Read the form of a message to send. Names are the vendor's, PascalCase: `to` is no `To`."""
    to, sender, body = form.get("To", ""), form.get("From", ""), form.get("Body", "")
    callback = form.get("StatusCallback") or None
    valid = form.get("ValidityPeriod", "36000")
    refusals = (
        (not to, Refusal(21604)),
        ("SendAt" in form or "ScheduleType" in form, Refusal(35118)),
        ("MessagingServiceSid" in form, Refusal(21701)),  # none is played here
        (not sender, Refusal(21603)),
        (not body and not media, Refusal(21602)),
        (len(body) > LONGEST_BODY, Refusal(21617)),
        (to in MAGIC_TO, Refusal(MAGIC_TO.get(to, 20001), to)),
        (E164.fullmatch(to) is None, Refusal(21211, to)),
        (sender in MAGIC_FROM, Refusal(MAGIC_FROM.get(sender, 20001), sender)),
        (sender not in numbers and sender != MAGIC_OURS, Refusal(21606, sender)),
        (to == sender, Refusal(21266, to)),
        (callback is not None and not _can_be_called(callback), Refusal(21609, callback or "")),
        (not (valid.isdecimal() and int(valid) in VALID_S), Refusal(20001, "ValidityPeriod")),
        (ledger.is_blocked(sender, to), Refusal(21610)),
    )
    for refused, refusal in refusals:
        if refused:
            return refusal
    return Draft(to, sender, body, media, callback, int(valid))


def _can_be_called(url: str) -> bool:
    """An underscore in the host is the vendor's own oddity."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "_" not in (parts.hostname or "")
