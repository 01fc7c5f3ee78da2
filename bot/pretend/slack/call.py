"""One call of the Web API: what it brings, however it was encoded, and the parts a method needs to answer it.

Source: Slack, "Using the Web API": arguments in the query, in a form, or in a JSON object; what is itself an object may be a
string of JSON in a form; the token in the Authorization header, or as an argument unless the body is JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.pretend.slack.errors import Refused
from bot.pretend.slack.events import Events
from bot.pretend.slack.setup import Setup
from bot.pretend.slack.sockets import SocketMode
from bot.pretend.slack.strict import loads
from bot.pretend.slack.tickets import Tickets
from bot.pretend.slack.workspace import Json, Workspace

TRUE, FALSE = ("true", "1"), ("false", "0", "")
LARGEST = 1_000_000


@dataclass(frozen=True)
class Inside:
    """What stands behind the methods. `office` is the office's zone and its offset from UTC in seconds."""

    workspace: Workspace
    setup: Setup
    tickets: Tickets
    events: Events
    sockets: SocketMode
    office: Callable[[], tuple[str, int]]


class Args:
    """The arguments of one call."""

    def __init__(self, given: Json) -> None:
        self._given = {name: value for name, value in given.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def raw(self, name: str) -> Any:
        return self._given.get(name)

    def text(self, name: str) -> str:
        """Return a string, empty if it is not there. Raises Refused."""
        value = self._given.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Refused(
                "invalid_arguments", response_metadata={"messages": [f"[ERROR] must be a string [json-pointer:/{name}]"]}
            )
        return str(value)

    def needed(self, name: str) -> str:
        value = self.text(name)
        if not value:
            missing = [f"[ERROR] missing required field: {name}"]
            raise Refused("invalid_arguments", response_metadata={"messages": missing})
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self._given.get(name, default)
        if isinstance(value, bool):
            return value
        if str(value).lower() in TRUE + FALSE:
            return str(value).lower() in TRUE
        raise Refused("invalid_arguments")

    def number(self, name: str, default: int, low: int, high: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if not text.isdecimal() or int(text) < low:
            raise Refused("invalid_limit" if name == "limit" else "invalid_arguments")
        return min(int(text), high)

    def value(self, name: str, wrong: str) -> Any:
        """Return what is JSON, given as it is or as a string of it; None if it is not there. Raises Refused."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return loads(value)
        except ValueError:
            raise Refused(wrong) from None


async def read(request: Request) -> tuple[Args, bool, list[str]]:
    """Return the arguments, whether they came as JSON, and what the vendor warns of. Raises Refused."""
    body = await request.body()
    if len(body) > LARGEST:
        raise Refused("request_too_large", status=413)
    given: Json = dict(request.query_params)
    kind, _, more = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if not body or request.method == "GET":
        return Args(given), False, []
    if kind == "application/json":
        return Args(given | _object(body)), True, [] if "charset" in more else ["missing_charset"]
    if kind == "application/x-www-form-urlencoded":
        warnings = ["superfluous_charset"] if "charset" in more else []
        return Args(given | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))), False, warnings
    if kind == "multipart/form-data":
        return Args(given | _parts(request.headers["content-type"], body)), False, []
    raise Refused("invalid_post_type" if kind else "missing_post_type")


def _parts(content_type: str, body: bytes) -> Json:
    """Read a multipart form; files are left out."""
    whole = BytesParser().parsebytes(b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n" + body)
    if not whole.is_multipart():
        raise Refused("invalid_form_data")
    parts: Json = {}
    for part in whole.walk():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and part.get_filename() is None and isinstance(content, bytes):
            parts[name] = content.decode("utf-8", "replace")
    return parts


def _object(body: bytes) -> Json:
    try:
        said = loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(said, dict):
        raise Refused("json_not_object")
    return said
