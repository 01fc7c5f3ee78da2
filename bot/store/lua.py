"""Runs the scripts: one transition of the store a file of scripts/, each atomic. `_shared.lua` stands before every one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from secrets import token_hex
from typing import Any

import msgspec
from redis.asyncio import Redis

from bot.store.keys import prefix_of


@cache
def text_of(name: str) -> str:
    """Return the Lua of that script, ready to run."""
    folder = files("bot.store") / "scripts"
    return (folder / "_shared.lua").read_text("utf-8") + (folder / f"{name}.lua").read_text("utf-8")


class Scripts:
    """Runs the scripts on the keys of one office. A server that forgot them is told again (EVALSHA, then EVAL)."""

    def __init__(self, redis: Redis, tag: str) -> None:
        self._redis = redis
        self._prefix = prefix_of(tag)
        self._known: dict[str, Any] = {}  # redis-py's scripts are generic over its sync and async clients

    async def run(self, script: str, now: int, /, **arguments: object) -> Any:
        """Run it with these arguments. `now` is milliseconds since 1970. Raises what redis raises; then ask again.

        The call gets a name of its own: redis-py sends a command again if the connection broke, and the script then
        recognises it and repeats the answer that was lost.
        """
        if script not in self._known:
            self._known[script] = self._redis.register_script(text_of(script))
        packed = msgspec.msgpack.encode({"now": now, "call": token_hex(8), **arguments})
        return await self._known[script](keys=[self._prefix], args=[packed])
