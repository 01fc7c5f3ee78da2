"""/slots: which times are free for a reason, in the words of a patient."""

from __future__ import annotations

from bot import openings
from bot.channels.slack.inbound import Command
from bot.frontdesk.commands.answer import Answer, Part, Push, Tell
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.table import At
from bot.openings import ways
from bot.openings.ways import Names
from bot.turns import staff_words
from flows.when import When
from flows.words import FindOpenings, Opening, Patient, Practice

ANYBODY = Patient(0, "")


async def slots(at: At, command: Command) -> Answer:
    practice = at.room.practice
    given = arguments(f"for {command.text}", practice, at.clock.now())
    reason, when = _reason(practice, given), given.when or When()
    if when.impossible:
        raise Tell("There is no such day to come.")
    found, near = await _free(at, reason, when), False
    if not found:
        found, near = await _free(at, reason, when.widened()), True
    if not found:
        return Answer((Part(f"Nothing is free for {reason} then, nor near it."),))
    names = (await ways.known(at.room)).names
    head = f"Nothing is free for {reason} then. The nearest:" if near else f"Free for {reason}:"
    return Answer((Part(head), *(_part(reason, opening, practice, names) for opening in found)))


def _reason(practice: Practice, given: Arguments) -> str:
    names = [reason.name for reason in practice.bookable]
    if given.reason in names:
        return given.reason
    if len(names) == 1:
        return names[0]
    raise Tell(f"For what? One of: {', '.join(names)}. Like: /slots {names[0]} next tue afternoon.")


async def _free(at: At, reason: str, when: When) -> tuple[Opening, ...]:
    return await openings.find(at.room, FindOpenings(ANYBODY, reason, when), at.clock)


def _part(reason: str, opening: Opening, practice: Practice, names: Names) -> Part:
    start = opening.start.astimezone(practice.zone)
    exactly = f"{start:%b} {start.day} {start:%I:%M %p}"
    return Part(staff_words.place(opening, practice, names), (Push("Book", "book", f"{reason}|{exactly}"),))
