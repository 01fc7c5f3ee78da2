"""/confirm, /break, /note and the buttons of a visit: each is done to the visit as it was drawn, or not at all."""

from __future__ import annotations

from typing import Any

from bot.channels.slack.blocks import Block
from bot.channels.slack.inbound import Command, Press, Submission
from bot.frontdesk.commands import appt, asking, choosing, drafts, finding, windows
from bot.frontdesk.commands.answer import Answer, Part, Push, Tell, answer
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.commands.windows import Filled
from bot.frontdesk.table import At
from bot.office.errors import OfficeRefused
from bot.office.rows import AppointmentRow
from bot.openings import ways
from bot.openings.ways import Ways
from flows.cancel import Cancel
from flows.confirm import Confirm
from flows.desk import Jot
from flows.words import E164, BreakVisit, Visit

LONGEST_NOTE = 500
CHANGED = "It has changed since that was drawn. This is how it stands now:"
ALLOWED = {"1": ("missed",), "2": ("cancelled",), "3": ("missed", "cancelled")}  # the preference BrokenApptProcedure
DONE_BEFORE = "Somebody has done that already. This is how it stands:"


# --- confirm -----------------------------------------------------------------------------------------------------------


async def confirm(at: At, command: Command) -> Answer:
    """Show the visit, to be confirmed by a press on exactly that."""
    given = _needed(arguments(command.text, at.room.practice, at.clock.now()), "/confirm 123")
    known = await ways.known(at.room)
    try:
        visit, row = await finding.standing(at, given)
    except finding.Several as several:
        return Answer((Part(str(several)), *(_to_confirm(at, whose, row, known) for whose, row in several.found)))
    if visit.confirmed:
        return Answer((Part(f"It is confirmed already. {finding.line(at, row, known)}"),))
    return Answer((_to_confirm(at, "Confirm this visit?", row, known),))


def _to_confirm(at: At, before: str, row: AppointmentRow, known: Ways) -> Part:
    text = f"{before} {finding.line(at, row, known)}".strip()
    if known.confirmed and row.confirmed == known.confirmed:
        return Part(f"{text}. Confirmed already.")
    return Part(text, (Push("Confirm", "confirm", finding.stamp(row), "primary"),))


async def confirm_pressed(at: At, press: Press) -> Answer:
    visit, row, stale = await _drawn(at, press)
    if stale is not None or visit is None:
        return stale or answer(CHANGED)
    phones = await _phones(at, row)
    flow = Confirm(visits=(visit,), coming=True)
    if await asking.at_once(at, f"confirm/{press.value}", flow, phones=phones, channel=press.channel):
        return answer("On its way: you are told here when Open Dental has it.")
    return await appt.one(at, row.apt_num, before=DONE_BEFORE)


# --- break -------------------------------------------------------------------------------------------------------------


async def break_(at: At, command: Command) -> None:
    given = arguments(command.text, at.room.practice, at.clock.now())
    view_id = await choosing.open_window(at, "break", command.trigger_id, command.response_url)
    if view_id:
        await choosing.drawn(at, view_id, "break", _break(at, view_id, command.channel, given), channel=command.channel)


async def _break(at: At, view_id: str, channel: str, given: Arguments) -> Block:
    if not given.names_somebody and given.who is None:
        return await choosing.form(at, view_id, "break", channel, Filled())
    return await breaking(at, given, channel)


async def breaking(at: At, given: Arguments, channel: str) -> Block:
    """Ask how the visit that is meant is to be broken. Raises Whose, Several, Tell, OfficeError."""
    draft = await choosing.moving(at, given, channel, "break")
    return windows.breaking(draft, at.room.practice, await _codes(at))


async def _codes(at: At) -> tuple[str, ...]:
    """Return the break types that the practice has switched on in Open Dental; no code is always one."""
    try:
        allowed = await at.room.office.preference("BrokenApptProcedure")
    except OfficeRefused:
        allowed = None
    return ("none", *ALLOWED.get(allowed or "", ()))


async def break_in(at: At, submission: Submission) -> dict[str, Any] | None:
    """What was shown is broken, the way that was chosen; a way that the office does not allow it refuses."""
    try:
        draft = await drafts.recall(at, submission.metadata)
    except Tell as why:
        return windows.instead(windows.told("break", str(why)))
    visit, code = draft.visit, windows.typed(submission.values, "code")
    if visit is None or code not in windows.CODES:
        return windows.instead(windows.told("break", drafts.TOO_OLD))
    in_place = windows.typed(submission.values, "where") == "place"
    way = BreakVisit(visit, charge=code == "cancelled", missed=code == "missed", in_place=in_place)
    flow = Cancel(visits=(visit,), choice="break", way=way)
    await asking.at_once(at, f"break/{draft.token}", flow, phones=draft.phones, channel=draft.channel)
    return None


# --- note --------------------------------------------------------------------------------------------------------------


async def note(at: At, command: Command) -> Answer:
    given = arguments(command.text, at.room.practice, at.clock.now())
    if given.number is None or given.kind == "chart" or not given.rest:
        raise Tell("Which visit, and what? Like: /note 123 allergic to latex gloves.")
    if len(given.rest) > LONGEST_NOTE:
        raise Tell(f"A note has at most {LONGEST_NOTE} characters; this one has {len(given.rest)}.")
    row = await finding.row_of(at, given.number)
    visit = await finding.as_visit(at, row)
    line = f"{given.rest} ({at.staff.name})"
    await asking.at_once(at, command.id, Jot(visit=visit, line=line), channel=command.channel)
    return answer(f"On its way into the note of visit {visit.number}.")


# --- buttons of a visit --------------------------------------------------------------------------------------------------


async def move_pressed(at: At, press: Press) -> None:
    await _window(at, press, "move")


async def break_pressed(at: At, press: Press) -> None:
    await _window(at, press, "break")


async def _window(at: At, press: Press, kind: str) -> None:
    view_id = await choosing.open_window(at, kind, press.trigger_id, press.response_url)
    if view_id:
        await choosing.drawn(at, view_id, kind, _fresh_window(at, press, kind))


async def _fresh_window(at: At, press: Press, kind: str) -> Block:
    _, row, stale = await _drawn(at, press)
    if stale is not None:
        raise Tell(stale.text)
    draft = await choosing.of_visit(at, row.apt_num, press.channel, kind)
    if kind == "move":
        return windows.times(draft, at.room.practice)
    return windows.breaking(draft, at.room.practice, await _codes(at))


async def _drawn(at: At, press: Press) -> tuple[Visit | None, AppointmentRow, Answer | None]:
    """Return the visit that the button was drawn for; if it has changed since, how it stands now. Raises Tell, OfficeError."""
    number = press.value.partition("@")[0]
    if not number.isdecimal():
        raise Tell("That button is too old: please run the command again.")
    row = await finding.row_of(at, int(number))
    if finding.stamp(row) != press.value:
        return None, row, await appt.one(at, row.apt_num, before=CHANGED)
    return await finding.as_visit(at, row), row, None


async def _phones(at: At, row: AppointmentRow) -> tuple[E164, ...]:
    return (await finding.person(at, Arguments("chart", row.pat_num))).phones


def _needed(given: Arguments, like: str) -> Arguments:
    if not given.names_somebody and given.who is None:
        raise finding.Whose(f"Which visit? Like: {like}.")
    return given
