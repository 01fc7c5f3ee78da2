"""A text that had to arrive and did not: said once more, if what stopped it may be over by then; else somebody must call."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot import inbox
from bot.inbox import Undelivered
from bot.room import ms
from bot.store import Timer
from bot.turns.committing import Committing
from flows.words import Kind, RaiseCard

AGAIN_AFTER = timedelta(minutes=5)


async def undelivered(change: Committing, entry: Undelivered) -> None:
    """Wait for the second try, if there is to be one: one text at a time waits for it."""
    if not entry.again or change.kept.unsaid or not _is_the_last_word(change, entry.again):
        await change.do(RaiseCard(Kind.UNDELIVERED))
        return
    change.kept = replace(change.kept, unsaid=entry.again)
    change.timers.append(Timer(inbox.AGAIN, ms(change.now + AGAIN_AFTER)))


async def again(change: Committing) -> None:
    """Say it once more, unless something was said since: then it may no longer be so, and a person must look."""
    body, change.kept = change.kept.unsaid, replace(change.kept, unsaid="")
    if body and _is_the_last_word(change, body):
        change.say_again(body)
    else:
        await change.do(RaiseCard(Kind.UNDELIVERED))


def _is_the_last_word(change: Committing, body: str) -> bool:
    return bool(change.kept.talk) and change.kept.talk[-1].body == body
