"""Everything that comes in from Slack, over HTTP or a socket: who is it, may they, was it here before, and who does it.

What changes something is in its conversation's inbox before Slack has its ack; the rest is done after the ack, in the
background, once for each identity.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import structlog
from msgspec.structs import replace

from bot import logs, metrics
from bot.channels.slack import inbound
from bot.channels.slack.blocks import Said
from bot.channels.slack.client import Slack
from bot.channels.slack.guard import Payload
from bot.channels.slack.inbound import (
    Ack,
    Closed,
    Command,
    Gone,
    HomeOpened,
    Message,
    Nothing,
    NotUnderstood,
    Press,
    Submission,
    Suggestion,
)
from bot.desk import Desk
from bot.frontdesk import home, presses, threads
from bot.frontdesk.links import Links
from bot.frontdesk.staff import Doorkeeper, NotAllowed
from bot.frontdesk.table import At, Handlers
from bot.practice.staff import Member, Role
from bot.room import Clock, Room, finish, ms
from bot.store import STORE_AWAY

log = structlog.get_logger()
CARD, HOME = "card", "home"
NOT_OURS, TRY_AGAIN = Ack(status=403), Ack(status=503)  # the latter: Slack sends an event again, and says so of all else


class Front:
    """The front desk's door in Slack."""

    def __init__(self, desk: Desk, slack: Slack, clock: Clock, links: Links, handlers: Handlers) -> None:
        self._desk = desk
        self._slack = slack
        self._clock = clock
        self._links = links
        self._handlers = handlers
        self._doorkeeper = Doorkeeper(slack, clock)
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, payload: Payload) -> Ack:
        """Take in one thing that Slack sent, and return what it is answered at once."""
        try:
            came = inbound.read(payload)
            ours = await self._doorkeeper.team()
            if not ours:
                return TRY_AGAIN
            if _app_team(payload) != ours:
                metrics.REFUSED.labels("workspace").inc()
                return NOT_OURS
            return await self._taken(came)
        except NotUnderstood:
            metrics.REFUSED.labels("shape").inc()
            return Ack(status=400)
        except STORE_AWAY as error:
            log.warning("store away", error=type(error).__name__)
            return TRY_AGAIN

    async def _taken(self, came: inbound.Inbound) -> Ack:
        match came:
            case Nothing():
                return Ack()
            case Gone(what=what):
                log.error("slack", what="the app is gone from the workspace", why=what)
                return Ack()
            case HomeOpened():
                return await self._opened(came)
            case Message():
                return await self._wrote(came)
            case Command():
                return await self._commanded(came)
            case Press():
                return await self._pressed(came)
            case Submission():
                return await self._submitted(came)
            case Suggestion():
                return await self._suggested(came)
            case Closed():
                return await self._closed(came)

    async def drain(self, within: timedelta) -> None:
        await finish(self._tasks, within)

    # --- what a person did -------------------------------------------------------------------------------------------

    async def _opened(self, came: HomeOpened) -> Ack:
        room = self._room("", came.user)
        if room is None:
            self._later(home.publish_stranger(self._slack, came.user, self._desk.rooms.values()))
            return Ack()
        found = await self._doorkeeper.admit(room, came.user, came.team, "view")
        if isinstance(found, NotAllowed):
            self._later(home.publish_refusal(self._slack, came.user, found.says))
        else:
            self._later(home.publish(self._at(room, found, "")))
        return Ack()

    async def _wrote(self, came: Message) -> Ack:
        """Only an answer in a card's thread is meant for us, and only where words may stand in Slack."""
        room = self._room(came.channel, "")
        if room is None or room.place is None or not room.place.full or not came.thread_ts or came.thread_ts == came.ts:
            return Ack()
        if await room.store.card_of_thread(came.channel, came.thread_ts) is None:
            return Ack()
        found = await self._doorkeeper.admit(room, came.user, came.team, "act")
        if isinstance(found, NotAllowed):
            told: Said | None = threads.refusal(f"Not texted. {found.says}")
        else:
            told = await presses.answer_in_thread(self._at(room, found, came.channel), came)
        if told is not None:
            self._later(self._whisper(came.channel, came.user, told, came.thread_ts))
        return Ack()

    async def _commanded(self, came: Command) -> Ack:
        room = self._room(came.channel, came.user)
        if room is None or room.place is None:
            return _told("Which practice? Type it in that practice's own channel.")
        name = came.name.removeprefix(room.place.file.prefix)
        row = self._handlers.command(name)
        if row is None:
            return _told("I do not know that command. Type /chairside help.")
        found = await self._doorkeeper.admit(room, came.user, came.team, row.role)
        if isinstance(found, NotAllowed):
            return _told(found.says)
        if await self._first(room, came.id):
            self._later(row.run(self._at(room, found, came.channel), replace(came, name=name)))
        return Ack()

    async def _pressed(self, came: Press) -> Ack:
        kind, _, name = came.action_id.partition(":")
        room = self._room(came.channel, came.user)
        if room is None:
            return Ack()
        if kind == CARD:
            return await self._card(room, came, name)
        handler = home.PRESSES.get(name) if kind == HOME else (self._handlers.presses or {}).get(kind)
        if handler is None:
            return Ack()
        found = await self._admitted(room, came, "view" if kind == HOME else "act")
        if found is not None and await self._first(room, came.id):
            self._later(handler(self._at(room, found, came.channel), came))
        return Ack()

    async def _card(self, room: Room, came: Press, name: str) -> Ack:
        """What is done to a card is in its conversation before the ack."""
        act, what = presses.ACTS.get(name), presses.meant(came.value)
        if what is None or (act is None and name != "read"):
            return Ack()  # "opened", a link: the browser does it
        found = await self._admitted(room, came, "act" if act not in (None, "show") else "view")
        if found is None:
            return Ack()
        at = self._at(room, found, came.channel)
        if act is None:
            if await self._first(room, came.id):
                self._later(presses.read_and_answer(at, came, what))
            return Ack()
        pressed = await presses.press_card(at, came, act, what)
        self._later(pressed.watch() if pressed else self._answer(came, threads.note("There is no such card any more.")))
        return Ack()

    async def _submitted(self, came: Submission) -> Ack:
        handler, room = (self._handlers.submissions or {}).get(came.callback_id), self._room("", came.user)
        if handler is None or room is None:
            return Ack()
        found = await self._doorkeeper.admit(room, came.user, came.team, "act")
        if isinstance(found, NotAllowed):
            return Ack({"response_action": "update", "view": home.refusal(found.says)})
        return Ack(await handler(self._at(room, found, ""), came))

    async def _suggested(self, came: Suggestion) -> Ack:
        handler, room = (self._handlers.suggestions or {}).get(came.action_id), self._room("", came.user)
        if handler is None or room is None:
            return Ack({"options": []})
        found = await self._doorkeeper.admit(room, came.user, came.team, "act")
        options = [] if isinstance(found, NotAllowed) else await handler(self._at(room, found, ""), came)
        return Ack({"options": options})

    async def _closed(self, came: Closed) -> Ack:
        handler, room = (self._handlers.closed or {}).get(came.callback_id), self._room("", came.user)
        if handler is not None and room is not None and await self._first(room, came.id):
            found = await self._doorkeeper.admit(room, came.user, came.team, "view")
            if isinstance(found, Member):
                self._later(handler(self._at(room, found, ""), came))
        return Ack()

    # --- who, where, once --------------------------------------------------------------------------------------------

    def _room(self, channel: str, user: str) -> Room | None:
        """Return the practice whose channel it is; elsewhere, the one practice that this user works for."""
        rooms = [room for room in self._desk.rooms.values() if room.place is not None]
        here = [room for room in rooms if room.place and room.place.channel == channel]
        theirs = [room for room in rooms if room.place and room.place.file.member(user)]
        found = here or theirs or rooms
        return found[0] if len(found) == 1 else None

    def _at(self, room: Room, who: Member, channel: str) -> At:
        assert room.place is not None
        return At(room, room.place.file, who, channel, self._desk, self._slack, self._clock, self._links)

    async def _admitted(self, room: Room, came: Press, role: Role) -> Member | None:
        found = await self._doorkeeper.admit(room, came.user, came.team, role)
        if isinstance(found, Member):
            return found
        self._later(self._answer(came, threads.refusal(found.says)))
        return None

    async def _first(self, room: Room, identity: str) -> bool:
        """Claim it: whoever delivers it again, or beside us, does nothing."""
        return await room.store.saw(identity, ms(self._clock.now()))

    async def _answer(self, came: Press, said: Said) -> None:
        await self._slack.respond(came.response_url, said)

    async def _whisper(self, channel: str, user: str, said: Said, thread: str) -> None:
        await self._slack.whisper(channel, user, said, thread=thread)

    def _later(self, work: Awaitable[None]) -> None:
        """Do it behind the ack. What goes wrong is logged by its type alone: its text may hold what somebody wrote."""
        task = asyncio.create_task(self._done(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _done(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:
            metrics.POISONED.inc()
            log.error("slack", what="not done", error=type(error).__name__, where=logs.where(error))


def _told(text: str) -> Ack:
    return Ack({"response_type": "ephemeral", "text": text})


def _app_team(payload: Payload) -> str:
    """Return the workspace in which the app was spoken to; who spoke may be of another."""
    team = payload.get("team")
    found = team.get("id") if isinstance(team, dict) else payload.get("team_id")
    return found if isinstance(found, str) else ""
