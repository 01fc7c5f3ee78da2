"""`GET Messages.json`: the vendor's list, newest first, with its filters and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from bot.pretend.carrier.errors import LATER, Refusal
from bot.pretend.carrier.ledger import INBOUND, Message

PAGE, LARGEST_PAGE = 50, 1000
VERSION = "2010-04-01"


def as_json(account: str, message: Message) -> dict[str, Any]:
    """Return a message as the vendor writes it."""
    uri = f"/{VERSION}/Accounts/{account}/Messages/{message.sid}"
    return {
        "account_sid": account,
        "api_version": VERSION,
        "body": message.body,
        "date_created": _rfc_2822(message.created),
        "date_sent": _rfc_2822(message.sent) if message.sent else None,
        "date_updated": _rfc_2822(message.updated),
        "direction": message.direction,
        "error_code": message.error,
        "error_message": LATER.get(message.error) if message.error else None,
        "from": message.sender,
        "messaging_service_sid": None,
        "num_media": str(message.media),
        "num_segments": str(message.segments),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json", "feedback": f"{uri}/Feedback.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def page(account: str, messages: Iterable[Message], query: Mapping[str, str]) -> dict[str, Any] | Refusal:
    """Return one page. A page token names the last message of the page before, so new messages do not move the pages."""
    try:
        size = int(query.get("PageSize", PAGE))
        number = int(query.get("Page", 0))
        wanted = [message for message in reversed(list(messages)) if _matches(message, query)]
    except ValueError as error:
        return Refusal(20001, str(error))
    if not 1 <= size <= LARGEST_PAGE:
        return Refusal(20001, "PageSize")
    start = _after(wanted, query.get("PageToken", ""))
    shown = wanted[start : start + size]
    more = start + size < len(wanted)
    return {
        "first_page_uri": _uri(account, query, size, 0, None),
        "next_page_uri": _uri(account, query, size, number + 1, f"PA{shown[-1].sid}") if more else None,
        "previous_page_uri": None,
        "page": number,
        "page_size": size,
        "start": start,
        "end": start + max(len(shown) - 1, 0),
        "uri": _uri(account, query, size, number, query.get("PageToken")),
        "messages": [as_json(account, message) for message in shown],
    }


def _matches(message: Message, query: Mapping[str, str]) -> bool:
    """Raises ValueError for a date that is none."""
    if query.get("To", message.to) != message.to or query.get("From", message.sender) != message.sender:
        return False
    # What is still queued has no date of its own yet; it is listed by the date it was made.
    at = message.sent or message.created
    checks: dict[str, Callable[[date | datetime, date | datetime], bool]] = {
        "DateSent": lambda mine, asked: mine == asked,
        "DateSent>": lambda mine, asked: mine >= asked,
        "DateSent<": lambda mine, asked: mine <= asked,
    }
    return all(check(*_comparable(at, query[name])) for name, check in checks.items() if name in query)


def _comparable(at: datetime, asked: str) -> tuple[date | datetime, date | datetime]:
    """A date means the whole day in GMT; a time is taken as it stands."""
    if len(asked) == len("2026-01-31"):
        return at.astimezone(UTC).date(), date.fromisoformat(asked)
    moment = datetime.fromisoformat(asked.replace("Z", "+00:00"))
    return at, moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _after(messages: list[Message], token: str) -> int:
    for place, message in enumerate(messages):
        if f"PA{message.sid}" == token:
            return place + 1
    return 0


def _uri(account: str, query: Mapping[str, str], size: int, number: int, token: str | None) -> str:
    kept = {name: value for name, value in query.items() if name not in ("Page", "PageSize", "PageToken")}
    kept |= {"PageSize": str(size), "Page": str(number)} | ({"PageToken": token} if token else {})
    return f"/{VERSION}/Accounts/{account}/Messages.json?{urlencode(kept)}"


def _rfc_2822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC))


__all__ = ["INBOUND", "as_json", "page"]
