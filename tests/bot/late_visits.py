"""A booking whose POST comes true late, and staff beside it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.inbox import load_conversation
from tests.house import ANA

ALL_AT_ONCE = "Cleaning any morning next week please, Ana Silva 5/1/80"
POST = "POST /appointments/WebSched"
OTHER = 20  # another patient
SOON, LONG = timedelta(minutes=20), timedelta(minutes=30)


def minutes(count):
    return asyncio.sleep(count * 60)


async def go_up_to_the_yes(town):
    """Return the visits Ana has before it."""
    await town.says(ALL_AT_ONCE)
    await town.says("1")
    return {v["AptNum"] for v in await town.visits(town.patient("Ana Silva"))}


async def hers(town, before, status="Scheduled"):
    return [v for v in await town.visits(town.patient("Ana Silva"), status) if v["AptNum"] not in before]


def window(town, length):
    """Let the office look first and write only after that long, as the product may."""
    town.office.switches = replace(town.office.switches, window=length)


async def only_the_first(town, length):
    """Let the POST that is out take that long, and all after it none."""
    window(town, length)
    await town.text("yes")
    await asyncio.sleep(10)
    window(town, timedelta(0))


def opening_of(visit, town):
    start = town.office.books.appointments.get(visit["AptNum"]).AptDateTime
    return start.replace(tzinfo=town.office.zone)


async def read_back(town, phone=ANA):
    """The one time that was read back on that phone."""
    room = next(iter(town.bot.rooms.values()))
    for key in await town.client.keys("*:conversation:*"):
        session = room.store._opened(await town.client.hget(key, "session"), key.decode())
        kept = load_conversation(session)
        if kept.phone == phone:
            return kept.session.asked.opening
    raise AssertionError("nothing was read back")


def books_for(town, patient, opening, **more):
    length = int((opening.end - opening.start) / timedelta(minutes=1))
    return town.office.staff_books(patient, opening.start, minutes=length, operatory=opening.operatory, **more)


async def kinds(town):
    return [card["kind"] for card in await town.cards()]


def status(town, number):
    return town.office.books.appointments.get(number).AptStatus


def days_later(opening, by):
    return type(opening)(opening.start + by, opening.end + by, opening.provider, opening.operatory)
