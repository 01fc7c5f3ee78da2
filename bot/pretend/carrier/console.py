"""What the vendor's console shows of the account: whether it is active, and where each of its numbers sends what comes in.

Source: Twilio, "Account" and "IncomingPhoneNumber". Read only here; `PretendCarrier.lines` may be changed as in the console.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

VERSION = "2010-04-01"


@dataclass(frozen=True)
class Line:
    """One number, as its page in the console shows it."""

    sms_url: str
    voice_url: str
    sms_method: str = "POST"
    voice_method: str = "POST"
    sms_fallback_url: str = ""
    voice_fallback_url: str = ""
    texts: bool = True


def account_json(account: str, status: str) -> dict[str, Any]:
    return {
        "sid": account,
        "status": status,
        "type": "Full",
        "friendly_name": "Pretend",
        "owner_account_sid": account,
        "uri": f"/{VERSION}/Accounts/{account}.json",
    }


def lines_json(account: str, lines: Mapping[str, Line], wanted: str) -> dict[str, Any]:
    """Return the numbers that hold `wanted`, all of them if it is empty: the vendor's filter takes parts of a number, too."""
    found = [_line(account, number, line) for number, line in lines.items() if wanted in number]
    return {"incoming_phone_numbers": found, "page": 0, "page_size": 50, "next_page_uri": None}


def _line(account: str, number: str, line: Line) -> dict[str, Any]:
    sid = f"PN{number.removeprefix('+').rjust(32, '0')}"
    return {
        "sid": sid,
        "account_sid": account,
        "phone_number": number,
        "friendly_name": number,
        "sms_url": line.sms_url,
        "sms_method": line.sms_method,
        "sms_fallback_url": line.sms_fallback_url,
        "sms_fallback_method": "POST",
        "voice_url": line.voice_url,
        "voice_method": line.voice_method,
        "voice_fallback_url": line.voice_fallback_url,
        "status_callback": "",
        "capabilities": {"sms": line.texts, "mms": line.texts, "voice": True, "fax": False},
        "uri": f"/{VERSION}/Accounts/{account}/IncomingPhoneNumbers/{sid}.json",
    }


def lines_of(numbers: Iterable[str], bot_url: str, sms_path: str, fallback_url: str | None) -> dict[str, Line]:
    """Return the numbers of an account that was set up for this bot."""
    base = bot_url.rstrip("/")
    return {
        number: Line(sms_url=base + sms_path, voice_url=f"{base}/twilio/voice", sms_fallback_url=fallback_url or "")
        for number in sorted(numbers)
    }
