"""What every part of the Store stands on: the scripts, the names of keys, and the seal."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta

from redis.asyncio import Redis

from bot.store.keys import prefix_of
from bot.store.lua import Scripts
from bot.store.seal import Seal


class Part:
    """One part of the Store. `worker` names this process in the rows, for whoever looks at night."""

    def __init__(self, redis: Redis, tag: str, seal: Seal, worker: str) -> None:
        self.tag = tag
        self._redis = redis
        self._prefix = prefix_of(tag)
        self._scripts = Scripts(redis, tag)
        self._seal = seal
        self._worker = worker

    def conversation_id(self, practice_number: str, patient_number: str) -> str:
        """Return the identity of the conversation between these two phones: 32 hex digits, which tell neither."""
        return self._seal.name(f"conversation|{practice_number}|{patient_number}")

    def phone_digest(self, phone: str) -> str:
        """Return what stands for a phone among the opt-outs: 32 hex digits."""
        return self._seal.name(f"phone|{phone}")

    def _key(self, *names: object) -> str:
        return self._prefix + ":".join(str(name) for name in names)

    def _sealed(self, plain: bytes, about: str) -> str:
        # As text, because the scripts' message format (cmsgpack) knows no bytes.
        return b64encode(self._seal.seal(plain, about)).decode()

    def _opened(self, sealed: bytes, about: str) -> bytes:
        return self._seal.open(b64decode(sealed), about)


def milliseconds(length: timedelta) -> int:
    """Return the length as the scripts take it."""
    return length // timedelta(milliseconds=1)


def flat(audit: Mapping[str, str]) -> list[str]:
    """Return the record as the stream takes it: name, value, name, value."""
    return [text for pair in sorted(audit.items()) for text in pair]
