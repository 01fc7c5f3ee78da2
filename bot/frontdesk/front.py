"""The front desk's door in Slack: who is it, may they, was it here before, and who does it.

What changes something is durable before Slack has its ack: in its conversation's inbox, or else, with everything that is done
behind the ack, at rest in the store until it is through (asked.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from msgspec.structs import replace

from bot import logs, metrics
from bot.cards import threads
from bot.channels.slack.blocks import Said as Words
from bot.channels.slack.client import Fine, Refused, Slack
from bot.channels.slack.guard import Payload
from bot.channels.slack.inbound import Command, Gone, HomeOpened, Message, Press, Submission, Suggestion
from bot.desk import Desk
from bot.doctor.case import Case
from bot.frontdesk import home, presses
from bot.frontdesk.asked import Asked, AskedOf
from bot.frontdesk.links import Links
from bot.frontdesk.staff import NOBODY_SAYS_WHO, Doorkeeper, NotAllowed
from bot.frontdesk.table import QUICK, TRIES_AGAIN_AFTER, At, Handlers, Presses
from bot.practice.staff import Member, Role
from bot.room import Clock, Room, finish
from bot.store import STORE_AWAY, Store

log = structlog.get_logger()
CARD, HOME, READ = "card", "home", "read"
WENT_WRONG = "Something went wrong here. Please look how it stands before you ask for it again."

Said = str | dict[str, Any]  # what Slack is answered at once: a line for one person, or what a modal or a field is to show


class NotOurs(Exception):
    """From another workspace than the one our token is for."""


class TeamUnknown(Exception):
    """Slack does not say just now which workspace that is, or who wrote."""


class Front:
    """Takes what people do in Slack, as bolt's listeners hand it over. Each returns what it is acked with."""

    def __init__(self, desk: Desk, slack: Slack, clock: Clock, links: Links, handlers: Handlers, case: Case) -> None:
        self._desk = desk
        self._slack = slack
        self._clock = clock
        self._links = links
        self._handlers = handlers
        self._case = case
        self._doorkeeper = Doorkeeper(slack, clock)
        self._asked = Asked(clock)
        self._tasks: set[asyncio.Task[None]] = set()

    async def must_be_ours(self, payload: Payload) -> None:
        """Make sure that it comes from our workspace. Raises NotOurs, TeamUnknown."""
        ours = await self._doorkeeper.team()
        if not ours:
            raise TeamUnknown
        if _app_team(payload) != ours:
            raise NotOurs

    async def drain(self, within: timedelta) -> None:
        await finish(self._tasks, within)

    # --- what a person did -------------------------------------------------------------------------------------------

    async def opened(self, came: HomeOpened) -> Said:
        room = self._room("", came.user)
        if room is None:
            self._later(home.publish_stranger(self._slack, came.user, self._desk.rooms.values()))
            return ""
        found = await self._doorkeeper.admit(room, came.user, came.team, "view")
        if isinstance(found, NotAllowed):
            self._later(home.publish_refusal(self._slack, came.user, found.says))
        else:
            self._later(home.publish(self._at(room, found, "")))
        return ""

    async def wrote(self, came: Message) -> Said:
        """Only an answer in a card's thread is meant for us, and only where words may stand in Slack."""
        room = self._room(came.channel, "")
        if room is None or room.place is None or not room.place.full or not came.thread_ts or came.thread_ts == came.ts:
            return ""
        if await room.store.card_of_thread(came.channel, came.thread_ts) is None:
            return ""
        found = await self._doorkeeper.admit(room, came.user, came.team, "act")
        if isinstance(found, Member):
            await presses.answer_in_thread(self._at(room, found, came.channel), came)
        elif found.why == NOBODY_SAYS_WHO:
            raise TeamUnknown  # it comes again
        else:
            self._later(self._whisper(came.channel, came.user, threads.refusal(f"Not texted. {found.says}"), came.thread_ts))
        return ""

    async def commanded(self, came: Command) -> Said:
        room = self._room(came.channel, came.user)
        if room is None or room.place is None:
            return "Which practice? Type it in that practice's own channel."
        name = came.name.removeprefix(room.place.file.prefix)
        row = self._handlers.command(name)
        if row is None:
            return "I do not know that command. Type /chairside help."
        found = await self._doorkeeper.admit(room, came.user, came.team, row.role)
        if isinstance(found, NotAllowed):
            return found.says
        await self._behind_the_ack(self._at(room, found, came.channel), replace(came, name=name))
        return ""

    async def pressed(self, came: Press) -> Said:
        kind, _, name = came.action_id.partition(":")
        room = self._room(came.channel, came.user)
        if room is None:
            return ""
        if kind == CARD and name in presses.ACTS:
            await self._card(room, came, name)
        elif self._press(came) is not None:
            found = await self._admitted(room, came, "view" if kind in (CARD, HOME) else "act")
            if found is not None:
                await self._behind_the_ack(self._at(room, found, came.channel), came)
        return ""  # of a link Slack tells, too: the browser follows it

    async def _card(self, room: Room, came: Press, name: str) -> None:
        """What is done to a card is in its conversation before the ack."""
        act, what = presses.ACTS[name], presses.meant(came.value)
        if what is None:
            return
        found = await self._admitted(room, came, "view" if act == "show" else "act")
        if found is None:
            return
        pressed = await presses.press_card(self._at(room, found, came.channel), came, act, what)
        self._later(pressed.watch() if pressed else self._answer(came, threads.note("There is no such card any more.")))

    async def submitted(self, came: Submission) -> Said:
        handler, room = self._handlers.submissions.get(came.callback_id), self._room("", came.user)
        if handler is None or room is None:
            return ""
        found = await self._doorkeeper.admit(room, came.user, came.team, "act")
        if isinstance(found, NotAllowed):
            return {"response_action": "update", "view": home.refusal(found.says)}
        at = self._at(room, found, "")
        said = await handler(at, came)
        if at.behind:
            await self._behind_the_ack(at, came)
        return said or ""

    async def suggested(self, came: Suggestion) -> Said:
        handler, room = self._handlers.suggestions.get(came.action_id), self._room("", came.user)
        if handler is None or room is None:
            return {"options": []}
        with suppress(TimeoutError):  # the office takes its time: Slack would not wait for it, and whoever types goes on typing
            async with asyncio.timeout(QUICK.total_seconds()):
                found = await self._doorkeeper.admit(room, came.user, came.team, "act")
                return {"options": [] if isinstance(found, NotAllowed) else await handler(self._at(room, found, ""), came)}
        return {"options": []}

    async def gone(self, came: Gone) -> Said:
        log.error("slack", what="the app is gone from the workspace", why=came.what)
        return ""

    # --- behind the ack ----------------------------------------------------------------------------------------------

    async def again(self, store: Store, name: str) -> None:
        """Take up what a worker died with in hand."""
        found = await self._asked.take(store, name)
        room = self._desk.rooms.get(found[0].practice) if found else None
        if found is None or room is None or room.place is None:
            return
        resting, worth_doing = found
        at = self._at(room, resting.who, resting.channel, resting.at)
        work = self._carried_out(at, resting.came) if worth_doing else self._given_up(at, resting.came)
        await self._asked.see_through(store, name, work)

    async def _behind_the_ack(self, at: At, came: AskedOf) -> None:
        """Have it done, once, however often it is delivered, and whoever dies meanwhile."""
        name = await self._asked.keep(at, came)
        if name is not None:
            self._later(self._asked.see_through(at.room.store, name, self._carried_out(at, came)))

    async def _carried_out(self, at: At, came: AskedOf) -> None:
        try:
            match came:
                case Command():
                    row = self._handlers.command(came.name)
                    if row is not None:
                        await row.run(at, came)
                case Press():
                    handler = self._press(came)
                    if handler is not None:
                        await handler(at, came)
                case Submission():
                    if not at.behind:  # another worker had it acked: what follows its handler says anew
                        await self._handlers.submissions[came.callback_id](at, came)
                    for work in at.behind:
                        await work()
        except STORE_AWAY:
            raise
        except Exception as error:
            _log(error)
            await self._told_of_it(at, came)

    async def _given_up(self, at: At, came: AskedOf) -> None:
        log.critical("set aside", what="asked")
        await self._told_of_it(at, came)

    async def _told_of_it(self, at: At, came: AskedOf) -> None:
        await at.answer("" if isinstance(came, Submission) else came.response_url, threads.note(WENT_WRONG))

    def _press(self, came: Press) -> Presses | None:
        """Return what such a press does behind the ack."""
        kind, _, name = came.action_id.partition(":")
        if kind == CARD:
            return presses.read_and_answer if name == READ else None
        return home.PRESSES.get(name) if kind == HOME else self._handlers.presses.get(kind)

    # --- who, where --------------------------------------------------------------------------------------------------

    def _room(self, channel: str, user: str) -> Room | None:
        """Return the practice whose channel it is; elsewhere, the one practice that this user works for."""
        rooms = [room for room in self._desk.rooms.values() if room.place is not None]
        here = [room for room in rooms if room.place and room.place.channel == channel]
        theirs = [room for room in rooms if room.place and room.place.file.member(user)]
        found = here or theirs or rooms
        return found[0] if len(found) == 1 else None

    def _at(self, room: Room, who: Member, channel: str, asked_at: datetime | None = None) -> At:
        assert room.place is not None
        since = asked_at or self._clock.now()
        return At(room, room.place.file, who, channel, self._desk, self._slack, self._clock, self._links, since, self._case)

    async def _admitted(self, room: Room, came: Press, role: Role) -> Member | None:
        found = await self._doorkeeper.admit(room, came.user, came.team, role)
        if isinstance(found, Member):
            return found
        self._later(self._answer(came, threads.refusal(found.says)))
        return None

    async def _answer(self, came: Press, said: Words) -> None:
        await self._slack.respond(came.response_url, said)

    async def _whisper(self, channel: str, user: str, said: Words, thread: str) -> None:
        for pause in TRIES_AGAIN_AFTER:
            if isinstance(await self._slack.whisper(channel, user, said, thread=thread), Fine | Refused):
                return
            await self._clock.sleep(pause)

    def _later(self, work: Awaitable[None]) -> None:
        task = asyncio.create_task(_done(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _done(work: Awaitable[None]) -> None:
    try:
        await work
    except STORE_AWAY as error:
        log.warning("store away", error=type(error).__name__)
    except Exception as error:
        _log(error)


def _log(error: Exception) -> None:
    """What goes wrong is logged by its type alone: its text may hold what somebody wrote."""
    metrics.POISONED.inc()
    log.error("slack", what="not done", error=type(error).__name__, where=logs.where(error))


def _app_team(payload: Payload) -> str:
    """Return the workspace in which the app was spoken to; who spoke may be of another."""
    team = payload.get("team")
    found = team.get("id") if isinstance(team, dict) else payload.get("team_id")
    return found if isinstance(found, str) else ""
