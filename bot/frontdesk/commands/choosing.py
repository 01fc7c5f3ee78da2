"""From "whose, what for, when" to the read-back of one time: what /book, /move, planned treatment and an offer share.

    /book 45 cleaning next tue ─┐
    the form, filled in ────────┴─> whose? ─> times ─ chosen ─> read-back (the request waits in its session) ─ yes ─> done

A window opens before anything is looked for, for Slack gives three seconds; what is found is drawn into it.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

import structlog
from msgspec.structs import replace

from bot import logs, openings
from bot.channels.slack.blocks import Block
from bot.channels.slack.client import Fine
from bot.channels.slack.inbound import Command, Press
from bot.frontdesk.commands import asking, drafts, finding, windows
from bot.frontdesk.commands.answer import Tell, answer, said
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.commands.drafts import Draft
from bot.frontdesk.commands.windows import PLANNED, Filled
from bot.frontdesk.links import Search
from bot.frontdesk.table import At
from bot.office.errors import OfficeError
from bot.openings import ways
from bot.store import STORE_AWAY
from bot.turns import visits_read
from flows.desk import MakePlan
from flows.when import Span, When
from flows.words import FindOpenings, FindPlans, Opening

log = structlog.get_logger()

EXPIRED = "Slack closed the door before the window could open: please run the command once more."
WENT_WRONG = "Something went wrong here, and nothing was done. Please try again."
AWAY = "Open Dental does not answer just now: nothing was done. Please try again."


# --- windows ---------------------------------------------------------------------------------------------------------


async def open_window(at: At, kind: str, trigger: str, response_url: str) -> str:
    """Open a window that says we are looking, and return its id; "": too late, and they were told."""
    done = await at.slack.open(trigger, windows.looking(kind))
    view = done.said.get("view") if isinstance(done, Fine) else None
    if not isinstance(view, dict):
        await at.answer(response_url, said(answer(EXPIRED)))
        return ""
    return str(view["id"])


async def drawn(
    at: At, view_id: str, kind: str, view: Coroutine[Any, Any, Block], *, channel: str = "", wish: str = ""
) -> None:
    """Draw into the window what comes of it, be it only why nothing does.

    Whose or which visit it is may still have to be asked: then `channel` and `wish`, a time in words, go with the question.
    """
    try:
        drawing = await view
    except finding.Whose as why:
        drawing = await form(at, view_id, kind, channel, Filled(when=wish), why=str(why))
    except finding.Several as several:
        drawing = windows.which(kind, channel, wish, str(several), await _choices(at, several))
    except Tell as why:
        drawing = windows.told(kind, str(why))
    except OfficeError:
        drawing = windows.told(kind, AWAY)
    except STORE_AWAY as error:
        log.warning("store away", error=type(error).__name__)
        drawing = windows.told(kind, WENT_WRONG)
    except Exception as error:
        log.error("window", error=type(error).__name__, where=logs.where(error))
        drawing = windows.told(kind, WENT_WRONG)
    await at.update(view_id, drawing)


async def form(at: At, view_id: str, kind: str, channel: str, filled: Filled, *, why: str = "") -> Block:
    """The form; where names may not stand in Slack, with a way to our page, which fills in whoever is found there."""
    search = Search(kind, channel, view_id, filled.reason, filled.when)
    find = "" if finding.full(at) else await at.find(search)
    return windows.form(at, kind, channel, filled, why=why, find=find)


async def _choices(at: At, several: finding.Several) -> list[Block]:
    known = await ways.known(at.room)
    return [windows.choice(at, whose, row, known) for whose, row in several.found]


# --- beginning -------------------------------------------------------------------------------------------------------


async def begin(at: At, command: Command, kind: str) -> None:
    """`/book` and `/move`: straight to the times if enough was said, else to the form."""
    given = arguments(command.text, at.room.practice, at.clock.now())
    view_id = await open_window(at, kind, command.trigger_id, command.response_url)
    if view_id:
        view = _move(at, view_id, command, given) if kind == "move" else _begun(at, view_id, command, kind, given)
        await drawn(at, view_id, kind, view, channel=command.channel, wish=_when_of(given))


async def _move(at: At, view_id: str, command: Command, given: Arguments) -> Block:
    if not given.names_somebody and given.who is None:
        return await form(at, view_id, "move", command.channel, Filled(when=_when_of(given)))
    return await moved(at, given, command.channel)


async def moved(at: At, given: Arguments, channel: str) -> Block:
    """Show times for the visit that is meant. Raises Whose, Several, Tell, OfficeError."""
    draft = await moving(at, given, channel)
    return await times_for(at, draft, given.when) if given.when else windows.times(draft, at.room.practice)


async def _begun(at: At, view_id: str, command: Command, kind: str, given: Arguments) -> Block:
    reason = PLANNED if "planned" in given.rest.casefold().split() else given.reason
    if not given.names_somebody and not (finding.full(at) and given.who):
        filled = Filled("", reason or "", "" if reason == PLANNED else _when_of(given))
        return await form(at, view_id, kind, command.channel, filled)
    if reason is None:
        whose = await finding.person(at, given)
        filled = Filled(f"chart {whose.patient.number}", "", _when_of(given))
        return await form(at, view_id, kind, command.channel, filled)
    return await asked_for(at, kind, command.channel, given, reason, token=command.id)


def _when_of(given: Arguments) -> str:
    return given.rest if given.when else ""


async def asked_for(at: At, kind: str, channel: str, given: Arguments, reason: str, *, token: str) -> Block:
    """What was asked for is known, and whose it is can be found."""
    whose = await finding.person(at, given)
    if kind == "plan":
        return await _planned(at, channel, whose, reason, token)
    draft = Draft(
        token=drafts.fresh(),
        user=at.staff.user,
        channel=channel,
        kind="book",
        patient=whose.patient,
        shown=whose.shown(full=finding.full(at)),
        phones=whose.phones,
        reason=None if reason == PLANNED else reason,
        called=(await ways.known(at.room)).names,
    )
    if reason == PLANNED:
        plans = await visits_read.find_plans(at.room, FindPlans(whose.patient), at.clock.now())
        if not plans:
            raise Tell("Nothing is planned for this patient, or it all has a time.")
        draft = replace(draft, kind="plan time", plan=plans[0])
    return await times_for(at, draft, given.when or When())


async def _planned(at: At, channel: str, whose: finding.Person, reason: str, token: str) -> Block:
    """POST Planned: a visit without a time, for a kind of visit that Open Dental knows."""
    kind = next((r for r in at.room.practice.reasons if r.name == reason), None)
    if kind is None or kind.appointment_type is None:
        raise Tell(f'The office file names no appointment_type for "{reason}", so it cannot be planned from here.')
    await asking.at_once(at, token, MakePlan(whose.patient, kind.name), phones=whose.phones, channel=channel)
    return windows.told("plan", "On its way: you are told in the channel.")


async def moving(at: At, given: Arguments, channel: str, kind: str = "move") -> Draft:
    visit, row = await finding.standing(at, given)
    if visit.locked and kind != "break":
        raise Tell(f"Visit {visit.number} is time locked in Open Dental: unlock it there first.")
    if visit.begun:
        raise Tell(f"Visit {visit.number} has begun already.")
    whose = await finding.person(at, Arguments("chart", row.pat_num))
    visit = replace(visit, first_name=whose.patient.first_name, locked=False)
    wireless = (whose.wireless,) if whose.wireless and whose.text_ok else ()
    return await drafts.keep(
        at,
        Draft(
            token=drafts.fresh(),
            user=at.staff.user,
            channel=channel,
            kind="offer" if kind == "offer" else "break" if kind == "break" else "move",
            patient=whose.patient,
            shown=whose.shown(full=finding.full(at)),
            phones=wireless if kind == "offer" else whose.phones,
            lang=whose.lang,
            visit=visit,
            called=(await ways.known(at.room)).names,
        ),
    )


async def of_visit(at: At, number: int, channel: str, kind: str) -> Draft:
    """Return a draft about that visit. Raises Tell, OfficeError."""
    return await moving(at, Arguments("visit", number), channel, kind)


# --- times -----------------------------------------------------------------------------------------------------------


async def times_for(at: At, draft: Draft, when: When) -> Block:
    """Look for times that suit, else for the nearest there are."""
    if when.impossible:
        draft = await drafts.keep(at, drafts.with_times(draft, when, draft.openings))
        return windows.times(draft, at.room.practice, why="There is no such day to come.")
    wish = when.from_visit(draft.visit.start) if draft.visit else when
    why, found = "", await _free(at, draft, wish)
    if not found:
        why, found = "Nothing is free then. The nearest there is:", await _free(at, draft, wish.widened())
    if not found:
        why = "Nothing is free then, nor near it."
    draft = await drafts.keep(at, drafts.with_times(draft, wish, found))
    return windows.times(draft, at.room.practice, why=why)


async def _free(at: At, draft: Draft, when: When) -> tuple[Opening, ...]:
    return await openings.find(at.room, FindOpenings(draft.patient, draft.what, when), at.clock)


def sooner(draft: Draft) -> When:
    """Any time before the visit's own."""
    assert draft.visit is not None, "an earlier time is earlier than a visit"
    return When((Span(last=draft.visit.start.date()),), order="earliest")


async def offer_times(at: At, view_id: str, number: int, channel: str) -> None:
    """Look for earlier times for somebody on the ASAP list."""

    async def view() -> Block:
        draft = await of_visit(at, number, channel, "offer")
        return await times_for(at, draft, sooner(draft))

    await drawn(at, view_id, "offer", view())


async def book_this(at: At, press: Press, channel: str) -> None:
    """A time of /slots was pressed: whose visit shall it be?"""
    reason, _, when = press.value.partition("|")
    view_id = await open_window(at, "book", press.trigger_id, press.response_url)
    if view_id:
        await drawn(at, view_id, "book", form(at, view_id, "book", channel, Filled("", reason, when)))
