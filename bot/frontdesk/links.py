"""One-use addresses of our own page, each for one person. Where one leads rests sealed in the store.

fresh  ── GET (shows "Continue", uses nothing up) ──> use ── a conversation is shown, with an address that takes one answer
search ── GET ── the same ──────────────────────────> use ── names are searched, at an address that takes one choice
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.practice.staff import Member
from bot.room import Clock, Room, ms
from flows.words import E164, Lang

READ_WITHIN = timedelta(minutes=5)
WRITE_WITHIN = timedelta(minutes=30)
NOTED = {
    "read": "desk page read",
    "write": "desk page answered",
    "find": "desk search opened",
    "choose": "desk search chose",
}


class Search(Struct, frozen=True):
    """What follows for the patient who is chosen: their "visits" in Slack, a "text", or a window of that kind filled in."""

    then: str
    channel: str
    view: str = ""  # Slack's ID of the window, and what stands in it besides
    reason: str = ""
    when: str = ""


class Leads(Struct, frozen=True, omit_defaults=True):
    """Where an address leads: to the Continue button of a conversation ("read") or of a search ("find"), or beyond it."""

    to: Literal["read", "write", "find", "choose"]
    practice: E164
    conversation: str  # "" of a search
    user: str  # Slack's ID of whom it is for
    name: str
    may_answer: bool
    until: datetime
    phone: E164 | None = None  # of somebody who may never have written to us
    lang: Lang = "en"
    search: Search | None = None


_dump, _load = msgspec.json.encode, msgspec.json.Decoder(Leads).decode


class Links:
    def __init__(self, public_url: str, clock: Clock) -> None:
        self._public_url = public_url.rstrip("/")
        self._clock = clock

    async def fresh(self, room: Room, conversation: str, who: Member) -> str:
        """Return an address that shows this conversation to this person once, within five minutes."""
        return await self._fresh(room, self._leads(room, "read", who, conversation))

    async def writing_to(self, room: Room, phone: E164, lang: Lang, who: Member) -> str:
        """Return an address like that for whoever has this phone, also if they never wrote."""
        return await self._fresh(room, self.conversation(room, phone, lang, who))

    async def search(self, room: Room, who: Member, search: Search) -> str:
        """Return an address on which this person may search the office's patients, within five minutes."""
        return await self._fresh(room, replace(self._leads(room, "find", who, ""), search=search))

    def conversation(self, room: Room, phone: E164, lang: Lang, who: Member) -> Leads:
        """Return where an address leads that is for the conversation with this phone."""
        cid = room.store.conversation_id(room.practice.texting_number, phone)
        return replace(self._leads(room, "read", who, cid), phone=phone, lang=lang)

    async def writing(self, room: Room, was: Leads) -> str:
        """Return the token of an address that takes one answer."""
        return await self._keep(room, replace(was, to="write", until=self._clock.now() + WRITE_WITHIN), WRITE_WITHIN)

    async def choosing(self, room: Room, was: Leads) -> str:
        """Return the token of an address that searches as often as one likes, and takes one choice."""
        return await self._keep(room, replace(was, to="choose", until=self._clock.now() + WRITE_WITHIN), WRITE_WITHIN)

    async def look(self, room: Room, token: str) -> Leads | None:
        """Return where it leads, and leave it. None: nowhere, or it is too old or used."""
        found = await room.store.page(token)
        leads = _load(found) if found else None
        return leads if leads and leads.until > self._clock.now() else None

    async def use(self, room: Room, token: str, **more: str) -> Leads | None:
        """Use it up, and return where it leads. Of two who use it at once one gets it."""
        leads = await self.look(room, token)
        if leads is None or not await room.store.use_page(token):
            return None
        await self.note(room, leads, NOTED[leads.to], **more)
        return leads

    async def note(self, room: Room, leads: Leads, what: str, **more: str) -> None:
        """Write down who looked at what. Never a name or a word of a patient's: charts by their number."""
        record = {"what": what, "who": leads.name, "user": leads.user, "conversation": leads.conversation, **more}
        await room.store.note_down(record, ms(self._clock.now()))

    def _leads(self, room: Room, to: Literal["read", "find"], who: Member, conversation: str) -> Leads:
        until = self._clock.now() + READ_WITHIN
        return Leads(to, room.practice.texting_number, conversation, who.user, who.name, who.may("act"), until)

    async def _fresh(self, room: Room, leads: Leads) -> str:
        token = await self._keep(room, leads, READ_WITHIN)
        await self.note(room, leads, "desk page asked for")
        return f"{self._public_url}/desk/page/{token}"

    async def _keep(self, room: Room, leads: Leads, keep: timedelta) -> str:
        token = token_urlsafe(32)
        await room.store.keep_page(token, _dump(leads), keep)
        return token
