"""What the workspace knows: every message, what only one person sees, everybody's Home, and the modals that are open.

Kept in a file, if one is given, one change a line: a bot that remembers the message it drew a card in finds it again after a
restart. Modals are not kept; no browser keeps them either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.pretend.clock import Clock
from bot.pretend.slack import people
from bot.pretend.slack.errors import Refused

Json = dict[str, Any]
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


class Workspace:
    """`revision` grows with every change."""

    def __init__(self, clock: Clock, random: Random, keep: Path | None = None) -> None:
        self.clock = clock
        self.users = {user.id: user for user in people.users()}
        self.channels = {channel.id: channel for channel in people.channels()}
        self.messages: dict[str, dict[str, Json]] = {channel: {} for channel in self.channels}
        self.whispers: dict[str, Json] = {}  # what is shown to one user only, by its own ts
        self.homes: dict[str, Json] = {}
        self.modals: dict[str, list[Json]] = {}  # by user, the one on top last
        self.notes: dict[str, str] = {}  # by view: what the vendor itself says in a modal
        self.trouble: list[Json] = []
        self.revision = 0
        self.said = 0  # grows with every new message, whispers too
        self._random = random
        self._newest = 0
        self._keep = keep
        if keep is not None:
            self._recall(keep)

    # --- names -------------------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        return self.clock.now()

    def new_ts(self) -> str:
        """`seconds.micros`, later than every other."""
        self._newest = max(self._newest + 1, int(self.now().timestamp() * 1_000_000))
        return f"{self._newest // 1_000_000}.{self._newest % 1_000_000:06}"

    def new_id(self, prefix: str = "", length: int = 9) -> str:
        return prefix + "".join(self._random.choice(LETTERS) for _ in range(length))

    def secret(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    # --- messages ----------------------------------------------------------------------------------------------------

    def put(self, channel: str, message: Json) -> Json:
        self.said += message["ts"] not in self.messages[channel]
        self.messages[channel][message["ts"]] = message
        self._changed("message", {"channel": channel, "message": message})
        return message

    def take_back(self, channel: str, ts: str) -> None:
        del self.messages[channel][ts]
        self._changed("gone", {"channel": channel, "ts": ts})

    def message(self, channel: str, ts: str) -> Json | None:
        return self.messages[channel].get(ts)

    def replies(self, channel: str, ts: str) -> list[Json]:
        """What was answered in that thread, oldest first."""
        return [m for m in self.messages[channel].values() if m.get("thread_ts") == ts and m["ts"] != ts]

    def threaded(self, channel: str, message: Json) -> Json:
        """Return the message with what its thread adds to it."""
        replies = self.replies(channel, message["ts"])
        if not replies:
            return dict(message)
        who = list(dict.fromkeys(reply["user"] for reply in replies))
        latest = replies[-1]["ts"]
        return {
            **message, "thread_ts": message["ts"], "reply_count": len(replies), "reply_users_count": len(who),
            "latest_reply": latest, "reply_users": who, "is_locked": False, "subscribed": False,
        }  # fmt: skip

    def whisper(self, channel: str, user: str, said: Json) -> Json:
        """Show something to one user in a channel; nobody else sees it, and no history has it."""
        whispered = {**said, "channel": channel, "for": user, "ts": said.get("ts") or self.new_ts()}
        self.said += whispered["ts"] not in self.whispers
        self.whispers[whispered["ts"]] = whispered
        self._changed("whisper", whispered)
        return whispered

    def hush(self, ts: str) -> None:
        if self.whispers.pop(ts, None) is not None:
            self._changed("hushed", {"ts": ts})

    # --- views -------------------------------------------------------------------------------------------------------

    def show_home(self, user: str, view: Json) -> None:
        self.homes[user] = view
        self._changed("home", {"user": user, "view": view})

    def touched(self) -> None:
        """A modal changed: there is something new to see."""
        self.revision += 1

    def open_views(self) -> Iterator[tuple[str, Json]]:
        for user, stack in self.modals.items():
            for view in stack:
                yield user, view
        yield from self.homes.items()

    def view(self, view_id: str) -> tuple[str, Json] | None:
        return next(((user, view) for user, view in self.open_views() if view["id"] == view_id), None)

    # --- who may see what --------------------------------------------------------------------------------------------

    def seen_by_bot(self, channel: object) -> people.Channel:
        """Return the channel. Raises Refused: one that is private and not ours does not exist."""
        found = self.channels.get(channel) if isinstance(channel, str) else None
        if found is None or (found.kind != "public" and people.BOT_USER not in found.members):
            raise Refused("channel_not_found")
        return found

    def note_trouble(self, what: str, why: str, **more: Any) -> None:
        """Write down what went wrong on the way to the bot: the vendor shows it nowhere but in its own figures."""
        self.trouble.append({"at": self.now().isoformat(), "what": what, "why": why, **more})
        self.revision += 1

    # --- the file ----------------------------------------------------------------------------------------------------

    def _changed(self, kind: str, what: Json) -> None:
        self.revision += 1
        if self._keep is not None:
            with self._keep.open("a", encoding="utf-8") as file:
                file.write(json.dumps([kind, what]) + "\n")

    def _recall(self, keep: Path) -> None:
        """Read the changes of an earlier run; a last line cut short by a kill never happened."""
        keep.parent.mkdir(parents=True, exist_ok=True)
        whole = keep.read_bytes() if keep.exists() else b""
        if whole and not whole.endswith(b"\n"):
            whole = whole[: whole.rfind(b"\n") + 1]
            keep.write_bytes(whole)
        for line in whole.splitlines():
            kind, what = json.loads(line)
            self._apply(kind, what)

    def _apply(self, kind: str, what: Json) -> None:
        match kind:
            case "message":
                self.messages[what["channel"]][what["message"]["ts"]] = what["message"]
                self._newest = max(self._newest, _micros(what["message"]["ts"]))
            case "gone":
                self.messages[what["channel"]].pop(what["ts"], None)
            case "whisper":
                self.whispers[what["ts"]] = what
                self._newest = max(self._newest, _micros(what["ts"]))
            case "hushed":
                self.whispers.pop(what["ts"], None)
            case "home":
                self.homes[what["user"]] = what["view"]


def _micros(ts: str) -> int:
    seconds, _, micros = ts.partition(".")
    return int(seconds) * 1_000_000 + int(micros)
