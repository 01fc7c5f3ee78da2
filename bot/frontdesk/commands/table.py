"""The one table of commands, and of what their buttons and windows do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.channels.slack.blocks import Block, option
from bot.channels.slack.inbound import Command, Press, Suggestion
from bot.frontdesk.commands import (
    appt,
    asap,
    chairside,
    changing,
    choosing,
    finding,
    slots,
    submitting,
    texting,
    today,
    windows,
)
from bot.frontdesk.commands.answer import Answer, Push, Tell, answer, said
from bot.frontdesk.commands.arguments import arguments
from bot.frontdesk.links import Search
from bot.frontdesk.table import At, Handlers, Row
from bot.office.errors import OfficeError
from bot.practice.staff import Role

Answers = Callable[[At, Command], Awaitable[Answer | None]]
HELP = ("help", "?", "-h", "--help")
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "today": ("", "tomorrow", "dec 3"),
    "appt": ("123", "chart 45", "503 555 0101"),
    "slots": ("cleaning next tue afternoon",),
    "book": ("chart 45 cleaning next tue", "chart 45 planned", "chart 45 cleaning plan"),
    "move": ("123 thu after 2", "chart 45"),
    "confirm": ("123", "chart 45"),
    "break": ("123", "chart 45"),
    "note": ("123 prefers the window room",),
    "asap": ("", "3"),
    "text": ("chart 45", "503 555 0101"),
    "chairside": ("status", "online next week", "called 12"),
}


def _row(name: str, says: str, usage: str, role: Role, answers: Answers) -> Row:
    async def run(at: At, command: Command) -> None:
        if command.text.strip().casefold() in HELP:
            await at.answer(command.response_url, said(helped(at, name)))
            return
        try:
            done = await answers(at, command)
        except finding.Whose as why:
            done = answer(str(why), *(await _by_name(at, name)))
        except Tell as why:
            done = answer(str(why))
        except OfficeError:
            done = answer(choosing.AWAY)
        if done is not None:
            await at.answer(command.response_url, said(done))

    return Row(name, says, usage, role, run)


async def _by_name(at: At, command: str) -> tuple[Push, ...]:
    """Where no name may stand in Slack, offer the page on which one is found by it."""
    if finding.full(at):
        return ()
    then = "text" if command == "text" else "visits"
    return (Push("Find by name", url=await at.find(Search(then, at.channel))),)


def helped(at: At, name: str) -> Answer:
    """Say what a command does, as it is typed here; /chairside says it of all."""
    rows = COMMANDS if name == "chairside" else [row for row in COMMANDS if row.name == name]
    lines = [f"/{at.file.prefix}{row.name} {row.usage}".rstrip() + f": {row.says}" for row in rows]
    lines += [f"Like: /{at.file.prefix}{name} {line}".rstrip() for line in EXAMPLES[name]]
    if name != "chairside":
        lines.append(f"All commands: /{at.file.prefix}chairside help")
    return answer("\n".join(lines))


async def _book(at: At, command: Command) -> None:
    words = command.text.split()
    kind = "plan" if words and words[-1].casefold() == "plan" else "book"
    text = " ".join(words[:-1]) if kind == "plan" else command.text
    await choosing.begin(at, _with(command, text), kind)


async def _move(at: At, command: Command) -> None:
    await choosing.begin(at, command, "move")


def _with(command: Command, text: str) -> Command:
    return Command(**{name: getattr(command, name) for name in command.__struct_fields__} | {"text": text})


COMMANDS: tuple[Row, ...] = (
    _row("today", "the day's book by provider, unconfirmed and ASAP marked", "[day]", "view", today.today),
    _row("appt", "one visit, or a patient's visits to come", "123 | chart 45 | phone", "view", appt.appt),
    _row("slots", "free times", "reason [when]", "view", slots.slots),
    _row("book", "book a visit; ends in plan: plan one without a time", "[patient] [reason] [when] [plan]", "act", _book),
    _row("move", "move a visit", "[123] [when]", "act", _move),
    _row("confirm", "confirm a visit", "123", "act", changing.confirm),
    _row("break", "break a visit", "123", "act", changing.break_),
    _row("note", "add a line to a visit's note", "123 words", "act", changing.note),
    _row("asap", "who would come sooner; offer one of them a time", "[provider]", "view", asap.asap),
    _row("text", "write to a patient", "phone | visit 123 | chart 45 [words]", "act", texting.text),
    _row(
        "chairside",
        "the assistant: how it is, its switch, your last change, online bookings",
        "status | pause | resume | doctor | undo | called 12 | online [days]",
        "view",
        chairside.chairside,
    ),
)


# --- buttons -----------------------------------------------------------------------------------------------------------


async def _book_pressed(at: At, press: Press) -> None:
    await choosing.book_this(at, press, press.channel)


Pressed = Callable[[At, Press], Awaitable[Answer | None]]
PRESSED: Mapping[str, Pressed] = {
    "confirm": changing.confirm_pressed,
    "move": changing.move_pressed,
    "break": changing.break_pressed,
    "offer": asap.offer_pressed,
    "book": _book_pressed,
}


async def press(at: At, pressed: Press) -> None:
    """A button of ours: `desk:what:...`."""
    does = PRESSED.get(pressed.action_id.split(":")[1])
    try:
        if not at.staff.may("act"):
            raise Tell("You may look, and not change: please ask somebody who may.")
        done = await does(at, pressed) if does else answer("That button is too old: please run the command again.")
    except Tell as why:
        done = answer(str(why))
    except OfficeError:
        done = answer(choosing.AWAY)
    if done is not None:
        await at.answer(pressed.response_url, said(done))


async def suggest(at: At, typed: Suggestion) -> list[Block]:
    """Name the patients that fit what is typed; only where names may stand in Slack."""
    given = arguments(typed.typed, at.room.practice, at.clock.now())
    if not finding.full(at):
        return []
    try:
        found = await finding.people(at, given)
    except (Tell, OfficeError):
        return []
    return [option(one.shown(full=True), f"chart {one.patient.number}") for one in found[:20]]


HANDLERS = Handlers(
    commands=COMMANDS,
    submissions={
        windows.FORM: submitting.form_in,
        windows.WHICH: submitting.which_in,
        windows.TIMES: submitting.times_in,
        windows.AGREED: submitting.agreed_in,
        windows.BREAK: changing.break_in,
    },
    presses={"desk": press},
    suggestions={windows.PATIENT: suggest},
)
