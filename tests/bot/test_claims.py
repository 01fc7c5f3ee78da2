"""What is looked at before a write into a chair where the office checks nothing."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.attempts import claims, places
from bot.attempts.claims import claimed
from bot.attempts.outcomes import Case
from flows.words import Opening
from tests.slots import HYGIENE, MAYA, QUIET_LANE, ZONE, empty, slots_file, take

MINUTE = timedelta(minutes=1)
ANA = 1
NINE = datetime(2026, 12, 1, 9, tzinfo=ZONE)


def opening(start: datetime = NINE) -> Opening:
    return Opening(start, start + 60 * MINUTE, MAYA, HYGIENE)


def case(town, effect: str, *, after: timedelta = timedelta(0), again: bool = False) -> Case:
    now = town.clock.now() + after
    return Case(town.bot.rooms[town.keys.texting_number], effect, now, again=again, now=now)


@pytest.fixture
def played(house, monkeypatch):
    """Run a scene that is given a town and the looks at its book."""
    looks = []

    async def look(*where, **more):
        looks.append(where)
        return await places.others(*where, **more)

    async def whole(scene, town):
        empty(town, HYGIENE)
        return await scene(town, looks)

    monkeypatch.setattr(claims, "others", look)
    return lambda scene: house(partial(whole, scene), practice=QUIET_LANE, file=slots_file)


def test_what_was_agreed_to_a_moment_ago_is_written_without_a_look(played):
    async def scene(town, looks):
        return await claimed(case(town, "one"), opening(), ANA, town.clock.now()), len(looks)

    assert played(scene) == (True, 0)


@pytest.mark.parametrize("why", ["tried before", "asked for long ago", "nobody knows when"])
def test_what_may_have_changed_since_it_was_seen_free_is_looked_at(why, played):
    async def scene(town, looks):
        asked = None if why == "nobody knows when" else town.clock.now()
        late = 2 * MINUTE if why == "asked for long ago" else timedelta(0)
        one = case(town, "one", after=late, again=why == "tried before")
        free = await claimed(one, opening(), ANA, asked)
        take(town, HYGIENE, NINE.replace(tzinfo=None))
        return free, await claimed(one, opening(), ANA, asked), len(looks)

    assert played(scene) == (True, False, 2)


def test_another_of_ours_in_the_same_chair_that_day_makes_it_look(played):
    async def scene(town, looks):
        now = town.clock.now()
        await claimed(case(town, "one"), opening(), ANA, now)
        take(town, HYGIENE, NINE.replace(tzinfo=None))  # what the first has written meanwhile
        later = opening(NINE + 120 * MINUTE)
        second = await claimed(case(town, "two"), opening(), ANA, now), await claimed(case(town, "two"), later, ANA, now)
        another_day = await claimed(case(town, "three"), opening(NINE + timedelta(days=1)), ANA, now)
        return second, another_day, len(looks)

    assert played(scene) == ((False, True), True, 2)


def test_a_claim_is_over_after_ten_minutes_and_ones_own_is_none(played):
    async def scene(town, looks):
        now = town.clock.now()
        await claimed(case(town, "one"), opening(), ANA, now)
        await claimed(case(town, "one"), opening(), ANA, now)
        late = 11 * MINUTE
        return await claimed(case(town, "two", after=late), opening(), ANA, now + late), len(looks)

    assert played(scene) == (True, 0)


def test_what_web_sched_books_is_claimed_too_for_a_move_there_is_checked_by_nobody(house):
    async def scene(town):
        before = {visit["AptNum"] for visit in await town.visits(1)}
        await town.books()
        (made,) = [visit for visit in await town.visits(1) if visit["AptNum"] not in before]
        start = datetime.fromisoformat(made["AptDateTime"]).replace(tzinfo=ZONE)
        there = Opening(start, start + 60 * MINUTE, made["ProvNum"], made["Op"])
        return await claimed(case(town, "a move"), there, ANA, town.clock.now())

    assert house(scene) is False
