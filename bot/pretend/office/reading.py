"""From a request's texts to checked arguments: required, new enough, of the right kind. Source: reference, 3.4, 3.5, 4."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.pretend.office.method import Field, Method, Refused
from bot.pretend.office.switches import Switches
from bot.pretend.office.wire import read_date, read_datetime, read_since, read_time

DATE_FORM = Field("DateFormatString", "text", "Another form for the dates of the answer.", since="22.2.26")
DATETIME_FORM = Field("DateTimeFormatString", "text", "Another form for its datetimes; zzz shows the offset.", since="22.2.14")
LIMIT = Field("Limit", "int", "How many rows; capped at the page size.")
OFFSET = Field("Offset", "int", "How many rows to skip.")

LONGEST_PATTERN = 108  # nine hours; what is longer is trimmed (reference, section 5)


def params_of(method: Method) -> tuple[Field, ...]:
    """Return all parameters of a method, with those that every GET takes."""
    if method.verb != "GET":
        return method.params
    paging = (LIMIT, OFFSET) if method.gives == "list" else ()
    return (*method.params, *paging, DATE_FORM, DATETIME_FORM)


def read(
    method: Method, keys: Mapping[str, str], query: Mapping[str, str], body: object, switches: Switches
) -> dict[str, object]:
    """Return the request's arguments by name. Raises Refused (400)."""
    if not is_new_enough(switches.version, method.since):
        raise Refused(f"This method requires version {method.since} or later.")
    arguments: dict[str, object] = {name: int(text) for name, text in keys.items()}
    for field in params_of(method):
        if query.get(field.name, "") != "":
            arguments[field.name] = _value(field, query[field.name], switches)
        elif field.required:
            raise Refused(f"{field.name} is required.")
    if method.body:
        arguments |= _body(method, body, switches)
    return arguments


def _body(method: Method, body: object, switches: Switches) -> dict[str, object]:
    if not isinstance(body, dict):
        raise Refused("The body is not a JSON object.")
    known = {f.name for f in method.body} | {f.also for f in method.body}
    if switches.unknown_fields_refused and set(body) - known:
        raise Refused(f"{min(set(body) - known)} is not a valid field.")
    arguments: dict[str, object] = {}
    for field in method.body:
        sent = body.get(field.name, body.get(field.also) if field.also else None)
        if field.name in body and not _is_taken(field, sent, switches):
            raise Refused(f"{field.name} is invalid.")
        if sent is not None:
            arguments[field.name] = _value(field, sent, switches)
        elif field.required:
            raise Refused(f"{field.name} is required.")
    return arguments


def _is_taken(field: Field, sent: object, switches: Switches) -> bool:
    """Whether this office takes a JSON value of that type for the field."""
    if sent is None:
        return switches.null_is_left_out
    if isinstance(sent, bool):
        return field.kind != "bool" or switches.json_booleans_accepted
    return not (isinstance(sent, str) and field.kind in ("int", "number")) or switches.numbers_as_texts_accepted


def is_new_enough(version: str, since: str) -> bool:
    return _numbers(version) >= _numbers(since)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)


def _value(field: Field, sent: object, switches: Switches) -> object:
    if not is_new_enough(switches.version, field.since):
        raise Refused(f"{field.name} requires version {field.since} or later.")
    if field.kind == "enum":
        return _choice(field, sent, switches)
    try:
        return _READ[field.kind](sent)
    except (ValueError, TypeError, OverflowError):
        raise Refused(_format_hint(field) or f"{field.name} is invalid.") from None


def _choice(field: Field, sent: object, switches: Switches) -> str:
    for choice in field.choices:
        if sent == choice or (switches.enums_in_any_case and isinstance(sent, str) and sent.lower() == choice.lower()):
            return choice
    raise Refused(f"{field.name} is invalid.")


def _format_hint(field: Field) -> str:
    """The one text of this kind that the documentation shows (reference, 3.4)."""
    return "DateTStamp format must be yyyy-MM-dd HH:mm:ss" if field.name == "DateTStamp" else ""


def _int(sent: object) -> int:
    if isinstance(sent, bool) or not isinstance(sent, int | str):
        raise TypeError
    number = int(sent) if isinstance(sent, int) or re.fullmatch(r"-?[0-9]{1,18}", sent) else None
    if number is None or abs(number) > 2**63 - 1:
        raise ValueError
    return number


def _float(sent: object) -> float:
    if isinstance(sent, bool) or not isinstance(sent, int | float | str):
        raise TypeError
    number = float(sent)
    if not abs(number) < 1e12:
        raise ValueError
    return number


def _text(sent: object) -> str:
    if not isinstance(sent, str):
        raise TypeError
    sent.encode()  # half a surrogate pair is no text
    return sent


def _bool(sent: object) -> bool:
    word = str(sent).lower()
    if word not in ("true", "false"):
        raise ValueError
    return word == "true"


def _pattern(sent: object) -> str:
    pattern = _text(sent)
    if not re.fullmatch(r"[X/]+", pattern):
        raise ValueError
    return pattern[:LONGEST_PATTERN]


def _color(sent: object) -> str:
    parts = [int(part) for part in _text(sent).split(",")]
    if len(parts) != 3 or not all(0 <= part <= 255 for part in parts):
        raise ValueError
    return ",".join(str(part) for part in parts)


def _ints(sent: object) -> list[int]:
    if not isinstance(sent, list):
        raise TypeError
    return [_int(one) for one in sent]


_READ: dict[str, Callable[[object], object]] = {
    "int": _int,
    "number": _float,
    "text": _text,
    "bool": _bool,
    "date": lambda sent: read_date(_text(sent)),
    "datetime": lambda sent: read_datetime(_text(sent)),
    "since": lambda sent: read_since(_text(sent)),
    "time": lambda sent: read_time(_text(sent)),
    "pattern": _pattern,
    "color": _color,
    "ints": _ints,
    "list": lambda sent: [_int(part) for part in _text(sent).split(",")],
}
