"""The breaker: when a practice has sent very many texts within an hour, what nobody asked for waits, and a person is told once.

Every text counts. An answer never waits, for whoever wrote would wait with it; one phone that writes without end is left to a
person by its own turn (bot/turns/hearing.py). What the office begins is counted here before it is put down, so that it
never stands in a lane, where an answer would wait behind it.
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot import inbox, metrics
from bot.attempts.texts import meter_of
from bot.room import Clock, Kick, Room, ms

log = structlog.get_logger()

HOUR = timedelta(hours=1)


class Enough(Exception):
    """So many texts have left that this one waits. Try again later."""


async def pass_through(room: Room, name: str, clock: Clock, kick: Kick) -> None:
    """Count one more text that nobody asked for; the same `name` again counts once. Raises Enough."""
    number, now, rules = room.practice.texting_number, clock.now(), room.practice.rules
    if await room.store.reserve(meter_of(number), name, rules.texts_an_hour, HOUR, ms(now)):
        return
    log.warning("breaker", why="too many texts in an hour: what nobody asked for waits")
    metrics.HELD.inc()
    # Its card is raised once: while it is open there is no second one, and within an hour this is the same event.
    held = inbox.Held(f"held/{number}/{now:%Y-%m-%dT%H}", now, number)
    ours = room.store.conversation_id(number, number)  # no patient's: its card names our own number
    await room.store.enter(ours, held.id, inbox.dump(held), ms(now), lease=False)
    kick(room.store)
    raise Enough
