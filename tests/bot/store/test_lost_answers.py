"""The connection breaks after every script has run: redis-py sends the same call again, and must get the same answer."""

import pytest
from redis.asyncio import Redis

from bot.store import Duplicate, Released, Seal, Store, Timer
from tests.bot.store.acts import CID, LEASE, NOW, booking, commit, entered, settle, start
from tests.conftest import SECRET


class LosesEveryAnswer(Redis):
    """Sends every script twice and hears only the second answer."""

    async def execute_command(self, *command, **options):
        if command[0] == "EVALSHA":
            await super().execute_command(*command, **options)
        return await super().execute_command(*command, **options)


@pytest.fixture
async def deaf(valkey_url, client):
    connection = LosesEveryAnswer.from_url(valkey_url)
    opened = Store(connection, "tag", Seal(SECRET), "worker-1")
    await opened.open(None, 0)
    yield opened
    await connection.aclose()


async def test_a_message_is_taken_in_once_and_worked_on_at_once(deaf):
    turn = await deaf.enter(CID, "m1", b"hello", NOW)
    assert [e.payload for e in turn.entries] == [b"hello"]
    assert turn.fence == NOW + 1
    assert await deaf.enter(CID, "m1", b"hello", NOW) == Duplicate()


async def test_a_take_over_is_one_take_over(deaf):
    await deaf.enter(CID, "m1", b"hello", NOW)
    assert (await deaf.take(CID, NOW + LEASE)).fence == NOW + 2


async def test_a_commit_is_written_once(deaf):
    turn = await deaf.enter(CID, "m1", b"hello", NOW)
    assert await deaf.commit(CID, turn.fence, commit(turn, audit=({"what": "turn"},)), NOW) == Released()
    assert len(await deaf.audit_trail()) == 1
    assert (await deaf.enter(CID, "m2", b"again", NOW)).version == 1


async def test_a_commit_hands_the_next_message_on(deaf):
    turn = await deaf.enter(CID, "m1", b"one", NOW)
    await deaf.enter(CID, "m2", b"two", NOW)
    await deaf.enter(CID, "m3", b"three", NOW)
    following = await deaf.commit(CID, turn.fence, commit(turn), NOW)
    assert [e.payload for e in following.entries] == [b"two", b"three"]


async def test_an_effect_is_started_once_and_by_us(deaf):
    await entered(deaf, booking("b1"))
    assert (await start(deaf, "b1")).attempt == 1


async def test_an_effect_put_back_is_uncounted_once(deaf):
    await entered(deaf, booking("b1"))
    first = await start(deaf, "b1")
    await deaf.sending("b1", NOW, token=first.token)
    await start(deaf, "b1", NOW + 90_000)
    await deaf.later("b1", NOW + 90_000, NOW + 93_000, count=False)
    assert (await deaf.effect("b1")).attempt == 1


async def test_a_settling_is_known_to_be_ours(deaf):
    await entered(deaf, booking("b1"))
    assert await settle(deaf, "b1", event=(CID, "b1", b"booked"))
    assert not await settle(deaf, "b1", "GAVE_UP")
    assert len((await deaf.take(CID, NOW)).entries) == 1


async def test_a_timer_rings_once(deaf):
    await entered(deaf, timers=(Timer("moment", NOW),))
    assert len((await deaf.fire_timer(CID, "moment", NOW, b"tick")).entries) == 1


async def test_a_note_is_known_to_be_ours(deaf):
    await entered(deaf, booking("b1"))
    assert await deaf.note("b1", "failed", "SM1")


async def test_a_try_that_is_about_to_leave_is_known_to_be_ours(deaf):
    await entered(deaf, booking("b1"))
    started = await start(deaf, "b1")
    assert await deaf.sending("b1", NOW + 30_000, token=started.token)
    assert (await deaf.effect("b1")).started_at_ms == NOW + 30_000
