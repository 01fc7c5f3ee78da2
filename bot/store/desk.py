"""What the desk needs to be kept: cards, opt-outs, and how often somebody guessed who somebody is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import cast

from bot.store.keys import digest
from bot.store.part import Part, flat
from bot.store.rows import KeptCard

SIDS_KEPT = timedelta(days=2)
THREADS_KEPT = timedelta(days=90)


class DeskPart(Part):
    """The part of the Store that keeps cards, opt-outs and guesses. COMMIT alone writes cards, so each has one writer."""

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

    async def remember_thread(self, card: int, channel: str, ts: str) -> None:
        """Remember where in Slack the thread of this card began, both ways."""
        await self._redis.set(self._key("talk", digest(f"{channel}|{ts}")), card, ex=THREADS_KEPT)
        await self._redis.set(self._key("thread", card), f"{channel}|{ts}", ex=THREADS_KEPT)

    async def thread_of(self, card: int) -> tuple[str, str] | None:
        """Return the channel and the ts of the card's thread. None: it has none."""
        found = cast(bytes | None, await self._redis.get(self._key("thread", card)))
        channel, _, ts = found.decode().partition("|") if found else ("", "", "")
        return (channel, ts) if found else None

    async def card_of_thread(self, channel: str, ts: str) -> int | None:
        """Return the card whose thread this is. None: of none."""
        found = cast(bytes | None, await self._redis.get(self._key("talk", digest(f"{channel}|{ts}"))))
        return int(found) if found else None

    async def keep_page(self, token: str, payload: bytes, keep: timedelta) -> None:
        """Keep where a one-use address leads. Who has the store does not have the address: the token rests as a digest."""
        name = self._key("page", digest(token))
        await self._redis.set(name, self._sealed(payload, name), px=2 * keep)

    async def page(self, token: str) -> bytes | None:
        """Return where it leads. None: nowhere (any more)."""
        name = self._key("page", digest(token))
        found = cast(bytes | None, await self._redis.get(name))
        return self._opened(found, name) if found else None

    async def use_page(self, token: str) -> bool:
        """Use it up. False: it was used before."""
        return bool(await self._redis.delete(self._key("page", digest(token))))

    async def keep_asked(self, event_id: str, payload: bytes, now: int, *, again: int) -> str | None:
        """Claim what staff asked for and keep it until it is done; as `desk:<name>` it is due at `again`.

        Returns its name; then it is durable. None: it was claimed before.
        """
        name = digest(event_id)
        sealed = self._sealed(payload, self._key("asked", name))
        return name if await self._scripts.run("keep_asked", now, event=name, sealed=sealed, again=again) else None

    async def hold_asked(self, name: str, again: int) -> None:
        """Whoever has it in hand lives: it comes due at `again`, if it is not done."""
        await self._redis.zadd(self._key("due"), {f"desk:{name}": again}, xx=True)

    async def take_asked(self, name: str, now: int, *, again: int) -> tuple[bytes, int] | None:
        """Take it up, and return it, with how often that was done. None: it is done."""
        found = await self._scripts.run("take_asked", now, event=name, again=again)
        return (self._opened(found[0], self._key("asked", name)), found[1]) if found else None

    async def done_asked(self, name: str) -> None:
        """Nothing of it is left to be done."""
        await self._scripts.run("done_asked", 0, event=name)

    async def note_down(self, record: Mapping[str, str], now: int) -> None:
        """Append an audit record that belongs to no commit: somebody read something, or was refused."""
        await self._scripts.run("note_down", now, entry=flat(record))

    async def remember_sid(self, phone: str, sid: str) -> None:
        """Remember that the carrier's `sid` proves a text of ours to this phone, as its `phone_digest`: for a few days."""
        name = self._key("sids", phone)
        await self._redis.sadd(name, sid)
        await self._redis.expire(name, SIDS_KEPT)

    async def sids(self, phone: str) -> frozenset[str]:
        """Return the sids that are known to prove texts to this phone."""
        found = cast(set[bytes], await self._redis.smembers(self._key("sids", phone)))
        return frozenset(sid.decode() for sid in found)

    async def opted_out(self, phone: str) -> bool:
        """Say whether this phone, as its `phone_digest`, must not be texted."""
        return bool(await self._redis.hexists(self._key("optout"), phone))

    async def opt_out(self, phone: str, now: int, *, out: bool = True) -> None:
        """Never text this phone, as its `phone_digest`, again; `out=False`: text it again."""
        await self._scripts.run("opt_out", now, phone=phone, out=out)

    async def may_tell(self, phone: str, charts: Collection[int], fits: Collection[int], guess: str, now: int) -> bool:
        """Count a try to say who somebody is, and say whether it may be answered: 5 wrong ones a day, 15 a month.

        Of this phone, and of every chart on it whatever the phone; `fits` are the charts that this try would open, none if it
        is wrong. The same guess again, or a turn that is run again, counts once.
        """
        names = {chart: self._seal.name(f"chart|{chart}") for chart in charts}
        of = {"charts": list(names.values()), "fits": [names[chart] for chart in fits]}
        asked = {"phone": self._seal.name(f"guesses|{phone}"), "guess": self._seal.name(f"guess|{guess}"), **of}
        return bool(await self._scripts.run("guess", now, **asked))

    async def one_more(self, what: str, token: str, now: int) -> bool:
        """Count one more of what nobody needs often, as five a day and fifteen a month. False: that was often enough."""
        asked = {"phone": self._seal.name(what), "guess": self._seal.name(token), "charts": [], "fits": []}
        return bool(await self._scripts.run("guess", now, **asked))

    def _card(self, number: int, version: int, state: bytes, sealed: bytes) -> KeptCard:
        return KeptCard(number, version, state.decode(), self._opened(sealed, self._key("card", number)))
