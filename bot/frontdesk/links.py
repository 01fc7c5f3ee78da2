"""One-use addresses of our own page, each for one person and one conversation. What it leads to rests sealed in the store.

fresh ── GET (shows "Continue", uses nothing up) ──> use ── the conversation is shown, with a `writing` address for one answer
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Literal

import msgspec
from msgspec import Struct

from bot.practice.staff import Member
from bot.room import Clock, Room, ms
from flows.words import E164

READ_WITHIN = timedelta(minutes=5)
WRITE_WITHIN = timedelta(minutes=30)


class Leads(Struct, frozen=True):
    """Where an address leads. `to`: only to the Continue button, or to one answer."""

    to: Literal["read", "write"]
    practice: E164
    conversation: str
    user: str  # Slack's ID of whom it is for
    name: str
    may_answer: bool
    until: datetime


_dump, _load = msgspec.json.encode, msgspec.json.Decoder(Leads).decode


class Links:
    def __init__(self, public_url: str, clock: Clock) -> None:
        self._public_url = public_url.rstrip("/")
        self._clock = clock

    async def fresh(self, room: Room, conversation: str, who: Member) -> str:
        """Return an address that shows this conversation to this person once, within five minutes."""
        until = self._clock.now() + READ_WITHIN
        number = room.practice.texting_number
        leads = Leads("read", number, conversation, who.user, who.name, who.may("act"), until)
        token = await self._keep(room, leads, READ_WITHIN)
        await self._note(room, leads, "desk page asked for")
        return f"{self._public_url}/desk/page/{token}"

    async def writing(self, room: Room, was: Leads) -> str:
        """Return the token of an address that takes one answer."""
        leads = msgspec.structs.replace(was, to="write", until=self._clock.now() + WRITE_WITHIN)
        return await self._keep(room, leads, WRITE_WITHIN)

    async def look(self, room: Room, token: str) -> Leads | None:
        """Return where it leads, and leave it. None: nowhere, or it is too old or used."""
        found = await room.store.page(token)
        leads = _load(found) if found else None
        return leads if leads and leads.until > self._clock.now() else None

    async def use(self, room: Room, token: str) -> Leads | None:
        """Use it up, and return where it leads. Of two who use it at once one gets it."""
        leads = await self.look(room, token)
        if leads is None or not await room.store.use_page(token):
            return None
        await self._note(room, leads, "desk page read" if leads.to == "read" else "desk page answered")
        return leads

    async def _keep(self, room: Room, leads: Leads, keep: timedelta) -> str:
        token = token_urlsafe(32)
        await room.store.keep_page(token, _dump(leads), int(keep.total_seconds() * 1000))
        return token

    async def _note(self, room: Room, leads: Leads, what: str) -> None:
        record = {"what": what, "who": leads.name, "user": leads.user, "conversation": leads.conversation}
        await room.store.note_down(record, ms(self._clock.now()))
