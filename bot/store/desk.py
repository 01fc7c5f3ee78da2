"""What the desk needs to be kept: cards and opt-outs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from bot.store.part import Part
from bot.store.rows import KeptCard


class DeskPart(Part):
    """The part of the Store that keeps cards and opt-outs. Both are written by COMMIT too."""

    async def next_card_number(self) -> int:
        """Return a number no card has had: small, for staff text it. One that is never used leaves a gap."""
        return int(await self._redis.incr(self._key("card_numbers")))

    async def card(self, number: int) -> KeptCard | None:
        """Return the card of that number. None: there is none."""
        found = cast(dict[bytes, bytes], await self._redis.hgetall(self._key("card", number)))
        return self._card(number, int(found[b"version"]), found[b"state"], found[b"sealed"]) if found else None

    async def cards(self, states: Sequence[str]) -> list[KeptCard]:
        """Return the cards in any of these states, by number."""
        found = await self._scripts.run("cards", 0, states=list(states))
        return sorted((self._card(*one) for one in found), key=lambda card: card.number)

    async def put_card(self, number: int, payload: bytes, state: str) -> None:
        """Write a card, whatever stands there."""
        await self._put(number, payload, state, None)

    async def change_card(self, number: int, expected_version: int, payload: bytes, state: str) -> bool:
        """Write a card if it is still the one that was read. False: read it again."""
        return await self._put(number, payload, state, expected_version)

    async def opted_out(self, phone: str) -> bool:
        """Say whether this phone, as its `phone_digest`, must not be texted."""
        return bool(await self._redis.hexists(self._key("optout"), phone))

    async def opt_out(self, phone: str, now: int, *, out: bool = True) -> None:
        """Never text this phone, as its `phone_digest`, again; `out=False`: text it again."""
        await self._scripts.run("opt_out", now, phone=phone, out=out)

    async def _put(self, number: int, payload: bytes, state: str, version: int | None) -> bool:
        card = {"number": number, "state": state, "sealed": self._sealed(payload, self._key("card", number))}
        return bool(await self._scripts.run("put_card", 0, card=card, version=version))

    def _card(self, number: int, version: int, state: bytes, sealed: bytes) -> KeptCard:
        return KeptCard(number, version, state.decode(), self._opened(sealed, self._key("card", number)))
