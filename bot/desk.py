"""The loop: take a message in, turn, read what the flow asks for, commit.

    receive ── ENTER: claimed, queued, leased, durable ──> work ── turn, reads (8 s in all), turn ... ── COMMIT ──> effects
                                                            ^                                          │
                                                            └────────────── the next message ──────────┘

Nothing is said or done before COMMIT; whatever a dead worker had in hand is taken over from the store, at the same place.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import redis.exceptions
import structlog
from msgspec.structs import replace

from bot import cards, inbox, logs, metrics
from bot.cards import Card
from bot.channels.sms import Inbound
from bot.inbox import Did, Entry, Text
from bot.room import Clock, Kick, Room, finish, ms
from bot.store import STORE_AWAY, Commit, Duplicate, Fenced, Queued, Released, Store, Turn
from bot.turns import events, late, mishaps, staffed
from bot.turns.committing import Committing
from bot.turns.reading import Reading
from flows import engine
from flows.session import DeskAsked
from flows.words import E164, Event, Reads

log = structlog.get_logger()
MOST_TRIES = 10  # a message over which so many workers died goes to a person: fewer could be chance on a bad day
LAST_TRIES = 3  # so many more may die of handing it over; then it is set aside
ASK_AGAIN = timedelta(seconds=1)  # then a store that was away is asked again to take the conversation back,
GIVE_BACK_TRIES = 8  # so often: by then the lease has ended
SET_ASIDE = {"what": "set aside", "who": "chairside"}


class Deadly(Exception):
    """Whoever took this message in hand was never heard of again."""


class UnknownPractice(Exception):
    """A text to a number that is no practice's."""


class Desk:
    """Takes what happens into conversations and carries each to its next quiet point."""

    def __init__(self, rooms: Mapping[E164, Room], clock: Clock, kick: Kick, *, works: bool = True) -> None:
        self._rooms = rooms
        self._clock = clock
        self._kick = kick
        self._works = works  # a process of role "web" only takes in
        self._reading = Reading(clock)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def rooms(self) -> Mapping[E164, Room]:
        return self._rooms

    # --- in ----------------------------------------------------------------------------------------------------------

    async def receive(self, inbound: Inbound, *, missed_at: datetime | None = None, promised: bool = False) -> bool:
        """Take one text in. Returns, once it is durable, whether it is new; the answer leaves as an effect.

        `missed_at` is when the carrier had it, if no webhook brought it; `promised` as in inbox.Text. Raises UnknownPractice
        if `To` is no practice's, and what the store raises if it cannot take it: say 503 then.
        """
        room = self._rooms.get(inbound.practice)
        if room is None:
            raise UnknownPractice
        text = Text(
            inbound.id,
            missed_at or self._clock.now(),
            inbound.practice,
            inbound.phone,
            inbound.text,
            inbound.media,
            inbound.keyword,
            missed_at is not None,
            promised,
        )
        return await self.enter(room, room.store.conversation_id(inbound.practice, inbound.phone), text)

    async def act(
        self, room: Room, number: int, act: Did, *, by: str, text: str, token: str, drawn: str = "", to: str = "", at: str = ""
    ) -> Card | None:
        """Do that to a card, once for each token, by telling its conversation. None: there is no such card.

        `drawn`: only if the card is still as it was drawn; `to`: whom it is given to; `at`: where in Slack the text stands.
        Returns the card as it will stand once the conversation has taken the event in.
        """
        found = await room.store.card(number)
        card = cards.load(found.payload) if found else None
        if card is None or card.practice != room.practice.texting_number:
            return None
        event = inbox.Desk(f"card/{number}/{act}/{token}", self._clock.now(), act, number, by, text, drawn, to, at)
        await self.enter(room, card.conversation, event)
        return cards.after(card, act, by, to)

    async def enter(self, room: Room, cid: str, entry: Entry) -> bool:
        """Put one event into a conversation's inbox, once, and work on it unless somebody already does. False: it was there."""
        entered = await room.store.enter(cid, entry.id, inbox.dump(entry), ms(self._clock.now()), lease=self._works)
        metrics.ENTERED.labels("again" if isinstance(entered, Duplicate) else "new").inc()
        if isinstance(entered, Turn):
            self.work(room.store, cid, entered)
        elif isinstance(entered, Queued):
            self._kick(room.store)  # perhaps because the store was lost: the next look tells
        return not isinstance(entered, Duplicate)

    # --- the loop ----------------------------------------------------------------------------------------------------

    def work(self, store: Store, cid: str, turn: Turn) -> None:
        """Carry the conversation on in the background; the store hands it to another worker if we die."""
        task = asyncio.create_task(self._work(store, cid, turn))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, within: timedelta) -> None:
        """Finish the turns in hand. What is not finished is taken over by another worker when its lease expires."""
        await finish(self._tasks, within)

    async def _work(self, store: Store, cid: str, turn: Turn) -> None:
        held: Turn | Released | Fenced = turn
        try:
            while isinstance(held, Turn):
                held = await self._one(store, cid, held)
        except STORE_AWAY as error:
            # Nothing was committed, or it was and its effects are due: either way the store hands it out again.
            log.warning("store away", error=type(error).__name__)
            # One that answered, and refused, may have done so because of this very message: that try counts.
            if not isinstance(error, redis.exceptions.ResponseError):
                await self._give_back(store, cid, held)
        except Exception as error:
            # Not even a hand-off could be written. It stays in the inbox; the log says where to look.
            log.error("stuck", conversation=cid, error=type(error).__name__, where=logs.where(error))
            metrics.POISONED.inc()

    async def _give_back(self, store: Store, cid: str, held: Turn | Released | Fenced) -> None:
        """The store was away, so this try does not count. Whatever is not given back is taken over when its lease ends."""
        if not isinstance(held, Turn):
            return
        for _ in range(GIVE_BACK_TRIES):
            await self._clock.sleep(ASK_AGAIN)
            now = ms(self._clock.now())
            with suppress(*STORE_AWAY):
                await store.give_back(cid, held.fence, now, now)
                # The loop may hang on an answer of its own that is late: a STOP must not wait for that.
                if (again := await store.take(cid, now)) is not None:
                    self.work(store, cid, again)
                return

    async def _one(self, store: Store, cid: str, held: Turn) -> Turn | Released | Fenced:
        change = await self._carried(store, cid, held)
        now = ms(self._clock.now())
        if isinstance(change, Committing):
            await change.finish()
            change.journal(now)
            change = change.commit()
        after = await store.commit(cid, held.fence, change, now)
        if isinstance(after, Fenced):
            log.warning("fenced", conversation=cid)  # a slower twin of a worker that took over: nothing was written
        self._kick(store)
        return after

    async def _carried(self, store: Store, cid: str, held: Turn) -> Committing | Commit:
        """Return what the turn changes. A message that cannot be handled ends with a person, never in a loop."""
        if held.tries > MOST_TRIES + LAST_TRIES:
            log.critical("set aside", conversation=cid)  # it kills whoever so much as hands it over
            return Commit(session=held.session or b"", version=held.version, aside=True, audit=(SET_ASIDE,))
        why: Exception = Deadly()
        if held.tries <= MOST_TRIES:
            try:
                return await self._turn(cid, held)
            except STORE_AWAY:
                raise
            except Exception as error:
                why = error
        # Of the error the type alone is logged: its text may hold what the patient wrote.
        log.error("poisoned", conversation=cid, error=type(why).__name__, where=logs.where(why))
        metrics.POISONED.inc()
        ours = next(number for number, room in self._rooms.items() if room.store is store)
        return await mishaps.poisoned(self._rooms, cid, held, self._clock.now(), at=ours)

    async def _turn(self, cid: str, held: Turn) -> Committing:
        entry, acks = inbox.joined(held.entries)
        kept = inbox.conversation(held.session, entry, self._rooms)
        room = self._rooms[kept.practice]
        kept = replace(kept, session=replace(kept.session, raised=room.practice.rules.birth_date_for))
        if not held.session:  # the store may know more than a conversation that has just begun
            out = await room.store.opted_out(room.store.phone_digest(kept.phone))
            kept = replace(kept, session=replace(kept.session, opted_out=out), anew=late.is_anew(held, self._clock.now()))
        committing = Committing(room, cid, kept, entry, held, self._clock.now(), acks=acks)
        if isinstance(entry, Text) and entry.phone in room.practice.alert_numbers:
            await self._order(committing, entry)
        else:
            await self._converse(committing, await events.event(committing, entry))
        return committing

    async def _converse(self, committing: Committing, event: Event | DeskAsked | None) -> None:
        """Turn, read what the flow asks for, and turn again, until it waits for somebody."""
        deadline = self._reading.deadline()
        places = 0
        waiting: list[Event | DeskAsked] = [event] if event else []
        while waiting:
            event = waiting.pop(0)
            after = engine.turn(committing.kept.session, event)
            committing.took(event, after)
            await staffed.follow(committing, event)
            for command in after.commands:
                if isinstance(command, Reads):
                    places += 1
                    waiting.append(
                        await self._reading.answer(
                            committing.room, committing.kept.phone, command, f"{committing.entry.id}/{places}", deadline
                        )
                    )
                else:
                    await committing.do(command)

    # --- staff, from their own phones --------------------------------------------------------------------------------

    async def _order(self, committing: Committing, text: Text) -> None:
        """A text from an alert number is never a patient's: `take 12`, `back 12`, `done 12`."""
        order = cards.read_order(text.body)
        if order is not None:
            act, number = order
            card = await self.act(committing.room, number, act, by=f"phone {text.phone[-4:]}", text="", token=text.id)
            committing.say(cards.answered(card, number))
        elif cards.meant_as_order(text.body):
            committing.say(cards.NO_ORDER)
