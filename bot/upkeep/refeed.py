"""Feed in what was texted to us and never reached us: webhooks that were lost, and what the store forgot.

The carrier lists every text for a day and longer. At the start, after a loss of the store and every five minutes, what is in
its list and was never taken in enters as if its webhook came now, under the same identity: a webhook that still comes is a
duplicate. One worker does it, not all: `refeed:<number>` is a member of the store's `due` set like any other.

After a loss nothing is known of what was answered. There the carrier's list of our own texts decides: what is older than our
newest text to that phone had its answer. "One moment" is none; whoever waits for more than that hears from whoever still holds
the booking, or else is answered once the office has had its time: with a person who looks, if a change was on its way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Literal

import structlog

from bot import metrics
from bot.channels import sms
from bot.channels.carrier import Listed, Unsure
from bot.desk import Desk
from bot.room import Clock, Room, ms
from bot.store import Life
from flows.say import Line, render
from flows.words import E164

log = structlog.get_logger()

EVERY = timedelta(minutes=5)
SOON = timedelta(minutes=1)  # after a list that could not be read, or an answer that must be waited for
BACK = timedelta(days=1)
BACK_AT_THE_START = timedelta(days=3)  # nobody may have run over a weekend
Sent = dict[str, tuple[Listed, ...] | Unsure]  # what we texted last, by phone
PROMISES = ("booking_it", "doing_it", "still_checking")
NO_ANSWER_YET = ("one_moment", "away_for_now", *PROMISES)
Stands = Literal["answered", "not yet", "promised", "unanswered"]


class Refeed:
    """Looks through the carrier's list, one texting number at a time."""

    def __init__(self, desk: Desk, rooms: Mapping[E164, Room], clock: Clock) -> None:
        self._desk = desk
        self._rooms = rooms
        self._clock = clock
        self._in_hand: set[str] = set()
        self._began: set[str] = set()  # numbers whose list was read once

    async def feed(self, number: str) -> None:
        """Take in what is missing, oldest first, and say when to look again."""
        room = self._rooms.get(E164(number))
        if room is None or number in self._in_hand:
            return  # a practice that this process does not serve: another looks, or nobody
        self._in_hand.add(number)
        try:
            await self._again(room, SOON)  # after a loss it can take longer than a member is held for
            await self._again(room, EVERY if await self._feed(room) else SOON)
        finally:
            self._in_hand.discard(number)

    async def _again(self, room: Room, after: timedelta) -> None:
        await room.store.due_again(f"refeed:{room.practice.texting_number}", ms(self._clock.now() + after))

    async def _feed(self, room: Room) -> bool:
        """Return whether nothing is left to be looked at again soon."""
        number = room.practice.texting_number
        life = await room.store.life()
        if life is None:
            return False
        back = BACK if number in self._began else BACK_AT_THE_START
        listed = await room.carrier.received(number, self._clock.now() - back)
        if isinstance(listed, Unsure):
            log.warning("refeed", why=listed.why)
            return False
        ours = [text for text in listed if ms(text.at) >= life.feed_from_ms]
        missing = set(await room.store.unseen([text.sid for text in ours]))
        sent: Sent = {}
        settled = [await self._take_in(room, life, text, sent) for text in ours if text.sid in missing]
        self._began.add(number)
        return all(settled)

    async def _take_in(self, room: Room, life: Life, text: Listed, sent: Sent) -> bool:
        """Enter one text, unless it had its answer. False: that cannot be said yet."""
        try:
            inbound = sms.read_sms(_as_form(text, room.practice.texting_number))
        except sms.BadRequest:
            return True  # not between two phones: the webhook would have been turned away, too
        promised = False
        if ms(text.at) < life.lost_at_ms:
            if text.phone not in sent:
                sent[text.phone] = await room.carrier.sent(E164(text.phone), room.practice.texting_number)
            stands = self._stands(room, life, text, sent[text.phone])
            if stands == "answered":
                await room.store.saw(text.sid, ms(self._clock.now()))
                metrics.REFED.labels("answered before").inc()
                return True
            if stands == "not yet":
                return False
            promised = stands == "promised"
        if await self._desk.receive(inbound, missed_at=min(text.at, self._clock.now()), promised=promised):
            metrics.REFED.labels("taken in").inc()
            log.info("refed")
        return True

    def _stands(self, room: Room, life: Life, text: Listed, sent: tuple[Listed, ...] | Unsure) -> Stands:
        """Say whether this text had its answer before the store was lost. "not yet": somebody may still be about to give it."""
        now = self._clock.now()
        if isinstance(sent, Unsure):
            return "not yet"
        since = [ours for ours in sent if ours.at >= text.at]  # to the second: an answer often comes in the same
        if not all(_says(room, ours.body, NO_ANSWER_YET, now) for ours in since):
            return "answered"
        if since and ms(now) < life.quiet_until_ms:
            return "not yet"
        return "promised" if any(_says(room, ours.body, PROMISES, now) for ours in since) else "unanswered"


def _as_form(text: Listed, number: E164) -> dict[str, str]:
    return {"MessageSid": text.sid, "From": text.phone, "To": number, "Body": text.body, "NumMedia": str(text.media)}


def _says(room: Room, body: str, keys: Collection[str], now: datetime) -> bool:
    languages = room.practice.languages
    return any(body.endswith(render(Line(key), lang, room.practice, now)) for key in keys for lang in languages)
