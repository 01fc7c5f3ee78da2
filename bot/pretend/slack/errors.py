"""How the vendor says no: status 200 and `{"ok": false, "error": ...}`, or 429 with `Retry-After`."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse


class Refused(Exception):
    """A call is refused with one of the vendor's error codes; `more` stands beside it in the answer."""

    def __init__(self, error: str, *, status: int = 200, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error, self.status, self.headers, self.more = error, status, headers, more

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.more}

    def response(self) -> JSONResponse:
        return JSONResponse(self.body(), self.status, self.headers)


def complained(error: str, complaints: list[str]) -> Refused:
    """Refuse with the list of complaints, which the vendor gives twice."""
    messages = [f"[ERROR] {complaint}" for complaint in complaints]
    refused = Refused(error, response_metadata={"messages": messages})
    if error == "invalid_blocks":
        refused.more["errors"] = complaints
    return refused


def rate_limited(after_s: int) -> Refused:
    """Refuse for so many seconds. The code in the body has no underscore; the documented error of chat.postMessage has one."""
    return Refused("ratelimited", status=429, headers={"Retry-After": str(after_s)})
