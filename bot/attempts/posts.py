"""Messages in Slack: posted once, updated as often as it takes, marked."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import structlog

from bot.attempts.outcomes import SOON, Absent, Case, Done, Later, NotDone, Outcome, Unknown
from bot.channels.slack import client
from bot.channels.slack.blocks import Said, escaped
from bot.store import Store
from bot.work import MarkWork, PostUpdateWork, PostWork, WhisperWork

log = structlog.get_logger()

LATE = timedelta(seconds=30)  # our time-out is 15 s; Slack itself answers within three
NO_SLACK = NotDone("Slack is not set up any more")


async def post(case: Case, todo: PostWork) -> Outcome:
    """Post it; if it belongs into a thread, there. A thread that never began has no answers either."""
    if case.room.place is None:
        return NO_SLACK
    thread = await _thread(case.room.store, todo)
    if thread is None:
        return NotDone("the thread never began")
    if not await case.may_leave():
        return Later(SOON)
    slack = case.room.place.slack
    done = await slack.post(todo.channel, _said(todo), case.effect_id, thread=thread, aloud=todo.aloud)
    match done:
        case client.Fine(said):
            ts = said.get("ts")
            return await _posted(case, todo, ts) if isinstance(ts, str) else Unknown("a success without a ts")
        case _:
            return _not_fine(done)


async def find_post(case: Case, todo: PostWork) -> Outcome:
    """Look for the message that carries our effect, in the thread or in the channel."""
    if case.room.place is None:
        return NO_SLACK
    thread = await _thread(case.room.store, todo)
    if thread is None:
        return NotDone("the thread never began")
    match await case.room.place.slack.find(todo.channel, case.effect_id, case.since, thread=thread):
        case str(ts):
            return await _posted(case, todo, ts)
        case client.Unsure(why):
            return Unknown(why)
        case _:
            return Absent("in no message since then")


async def _posted(case: Case, todo: PostWork, ts: str) -> Done:
    """Remember where a thread began before it counts as begun: what follows in it must find it."""
    if todo.begins and todo.card is not None:
        await case.room.store.remember_thread(todo.card, todo.channel, ts)
    return Done(ts)


async def _thread(store: Store, todo: PostWork) -> str | None:
    """Return the thread it belongs into, "" if into none, None if that never began."""
    if todo.card is None or todo.begins:
        return ""
    found = await store.thread_of(todo.card)
    return found[1] if found else None


async def update(case: Case, todo: PostUpdateWork) -> Outcome:
    if case.room.place is None:
        return NO_SLACK
    found = await case.room.store.thread_of(todo.card)
    if found is None:
        return await _begins_late(case, todo, case.room.place.channel)
    if not await case.may_leave():
        return Later(SOON)
    done = await case.room.place.slack.update(*found, _said(todo))
    return Done(found[1]) if isinstance(done, client.Fine) else _not_fine(done)


async def _begins_late(case: Case, todo: PostUpdateWork, channel: str) -> Outcome:
    """The thread never began: Slack would not have it, or was set up since. It begins now."""
    begins = PostWork(todo.practice, channel, todo.text, todo.blocks, todo.card, begins=True)
    if case.again and not isinstance(seen := await find_post(case, begins), Absent):
        return seen
    return await post(case, begins)


async def mark(case: Case, todo: MarkWork) -> Outcome:
    if case.room.place is None:
        return NO_SLACK
    ts = todo.at if "." in todo.at else await _ts_of(case.room.store, todo.at)
    if ts is None:
        return NotDone("what is to be marked was never posted")
    if not await case.may_leave():
        return Later(SOON)
    done = await case.room.place.slack.react(todo.channel, ts, todo.name)
    return Done(ts) if isinstance(done, client.Fine) else _not_fine(done)


async def _ts_of(store: Store, effect_id: str) -> str | None:
    found = await store.effect(effect_id)
    return found.outcome.decode() if found and found.state == "DONE" and found.outcome else None


async def nobody_looks(case: Case, todo: PostUpdateWork | MarkWork | WhisperWork) -> Outcome:
    """It is set again: looking would cost as much."""
    return Absent("set again")


def _said(todo: PostWork | PostUpdateWork) -> Said:
    return Said(todo.text, tuple(msgspec.json.decode(todo.blocks)))


def _not_fine(done: client.Outcome) -> Outcome:
    match done:
        case client.Busy(retry_after, alarm):
            if alarm:
                log.error("slack", what=alarm)
            return Later(retry_after)
        case client.NotSent():
            return Later(SOON)
        case client.Refused(error):
            log.error("slack", what="refused", why=error)
            return NotDone(error)
        case client.Unsure(why):
            return Unknown(why)
        case client.Fine():
            raise AssertionError


async def whisper(case: Case, todo: WhisperWork) -> Outcome:
    """Tell one person, where they asked; where the app is no member, by a direct message."""
    if case.room.place is None:
        return NO_SLACK
    if not await case.may_leave():
        return Later(SOON)
    slack, said = case.room.place.slack, Said(escaped(todo.text))
    done = await slack.whisper(todo.channel, todo.user, said)
    if isinstance(done, client.Refused) or (isinstance(done, client.Busy) and done.alarm):
        done = await slack.post(todo.user, said, case.effect_id)
    return Done("told") if isinstance(done, client.Fine) else _not_fine(done)
