"""What is let in from Slack, judged over the raw body, in front of bolt: which answers 500 to what is malformed, signed or not,
and logs the body of what is not signed. Source: Slack, "Verifying requests from Slack"; reference/twilio-and-slack.md, 8.1.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import msgspec

LARGEST_BODY = 512 * 1024  # bytes: a press brings its whole message with it, a modal all its fields
OLDEST = timedelta(minutes=5)  # what is older may be somebody's who listened in
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MOST_FIELDS = 200
DEEPEST = 40  # of JSON: a modal's state has eight levels
_AT, _SIGNATURE = re.compile(r"[0-9]{10}"), re.compile(r"v0=[0-9a-f]{64}")

Payload = dict[str, Any]


class Refused(Exception):
    """Not let in: the status to answer, and why, in a word."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def let_in(body: bytes, headers: Mapping[str, str], secret: str, now: datetime) -> Payload:
    """Return what the body holds, if Slack signed it a moment ago: an event as it is, a command's form, or the JSON of a press.

    Raises Refused: 413, 415, 401, 400, in this order.
    """
    if len(body) > LARGEST_BODY:
        raise Refused(413, "too large")
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in (FORM, JSON):
        raise Refused(415, "content type")
    at, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    if not _AT.fullmatch(at) or not _SIGNATURE.fullmatch(signature):
        raise Refused(401, "signature")
    if abs(now.timestamp() - int(at)) > OLDEST.total_seconds():
        raise Refused(401, "old")
    base = b"v0:" + at.encode() + b":" + body
    if not hmac.compare_digest("v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest(), signature):
        raise Refused(401, "signature")
    return _form(body) if kind == FORM else _object(body)


def _form(body: bytes) -> Payload:
    try:
        fields = parse_qsl(body.decode("ascii"), True, True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(400, "shape") from None
    form = dict(fields)
    if len(form) != len(fields) or not form:
        raise Refused(400, "shape")  # of a field that comes twice nobody knows which is meant
    return _object(form["payload"].encode("utf-8", "surrogatepass")) if "payload" in form else {**form}


def _object(text: bytes) -> Payload:
    try:
        found = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        raise Refused(400, "shape") from None
    if not isinstance(found, dict) or _depth(found) > DEEPEST:
        raise Refused(400, "shape")
    return found


def _depth(value: object) -> int:
    """Say how deep it goes, level by level: what recurses would end on a deep one."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        depth += 1
    return depth
