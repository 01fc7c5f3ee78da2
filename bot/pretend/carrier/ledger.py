"""What the carrier knows: every message, what is on every phone, and who said stop. Kept in a file, if one is given.

The file holds one change a line, so a carrier that was killed knows all it had said yes to.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

INBOUND, API, REPLY = "inbound", "outbound-api", "outbound-reply"
FINAL = ("delivered", "undelivered", "failed", "received")

Direction = Literal["sent", "received"]


@dataclass(frozen=True)
class Message:
    """One message as the vendor keeps it. `sender` is its From."""

    sid: str
    sender: str
    to: str
    body: str
    direction: str
    status: str
    created: datetime
    updated: datetime
    segments: int
    sent: datetime | None = None
    error: int | None = None
    media: int = 0
    callback: str | None = None
    valid_s: int = 36_000


@dataclass(frozen=True)
class Text:
    """One text as the person holding the phone sees it: `sent` or `received` by them, in the order it happened."""

    sid: str
    direction: Direction
    other: str
    body: str
    at: datetime
    status: str
    segments: int
    media: int = 0


class Ledger:
    """`revision` grows with every change."""

    def __init__(self, keep: Path | None = None) -> None:
        self.messages: dict[str, Message] = {}
        self.phones: dict[str, list[Text]] = {}
        self.blocked: dict[tuple[str, str], bool] = {}  # (our number, their number)
        self.unreachable: dict[str, bool] = {}
        self.debugger: list[dict[str, Any]] = []
        self.calls: dict[str, dict[str, Any]] = {}
        self.revision = 0
        self._keep = keep
        if keep is not None:
            self._recall(keep)

    def put(self, message: Message) -> Message:
        self.messages[message.sid] = message
        self._changed("message", asdict(message))
        return message

    def change(self, sid: str, at: datetime, **changes: Any) -> Message:
        """Write some fields of a message anew."""
        return self.put(replace(self.messages[sid], updated=at, **changes))

    def show(self, phone: str, text: Text) -> None:
        """Put a text on a phone; one with a sid that is there already takes its place."""
        self._show(phone, text)
        self._changed("text", {"phone": phone, **asdict(text)})

    def mark(self, phone: str, sid: str, status: str) -> None:
        """Change the tick beside a text."""
        for text in self.phones.get(phone, ()):
            if text.sid == sid:
                self.show(phone, replace(text, status=status))
                return

    def block(self, ours: str, theirs: str, blocked: bool) -> None:
        self.blocked[ours, theirs] = blocked
        self._changed("blocked", {"ours": ours, "theirs": theirs, "blocked": blocked})

    def is_blocked(self, ours: str, theirs: str) -> bool:
        return self.blocked.get((ours, theirs), False)

    def reach(self, phone: str, reachable: bool) -> None:
        """Switch a phone on or off."""
        self.unreachable[phone] = not reachable
        self.revision += 1

    def trouble(self, at: datetime, code: int, sid: str, why: str) -> None:
        """Write an entry of the vendor's debugger: nobody is told, one has to look."""
        self.debugger.append({"at": at, "code": code, "sid": sid, "why": why})
        self.revision += 1

    # --- the file ----------------------------------------------------------------------------------------------------

    def _changed(self, kind: str, what: dict[str, Any]) -> None:
        self.revision += 1
        if self._keep is not None:
            with self._keep.open("a", encoding="utf-8") as file:
                file.write(json.dumps([kind, what], default=datetime.isoformat) + "\n")

    def _show(self, phone: str, text: Text) -> None:
        texts = self.phones.setdefault(phone, [])
        for place, shown in enumerate(texts):
            if shown.sid == text.sid:
                texts[place] = text
                return
        texts.append(text)

    def _recall(self, keep: Path) -> None:
        """Read the changes of an earlier run; a last line cut short by a kill never happened."""
        keep.parent.mkdir(parents=True, exist_ok=True)
        whole = keep.read_bytes() if keep.exists() else b""
        if whole and not whole.endswith(b"\n"):
            whole = whole[: whole.rfind(b"\n") + 1]
            keep.write_bytes(whole)
        for line in whole.splitlines():
            kind, what = json.loads(line)
            _RECALL[kind](self, what)


def _recall_message(ledger: Ledger, what: dict[str, Any]) -> None:
    message = Message(**_dated(what, "created", "updated", "sent"))
    ledger.messages[message.sid] = message


def _recall_text(ledger: Ledger, what: dict[str, Any]) -> None:
    phone = what.pop("phone")
    ledger._show(phone, Text(**_dated(what, "at")))


def _recall_block(ledger: Ledger, what: dict[str, Any]) -> None:
    ledger.blocked[what["ours"], what["theirs"]] = what["blocked"]


def _dated(what: dict[str, Any], *names: str) -> dict[str, Any]:
    return what | {name: datetime.fromisoformat(what[name]) for name in names if what[name]}


_RECALL = {"message": _recall_message, "text": _recall_text, "blocked": _recall_block}
