"""What is submitted from the windows: the answer is Slack's ack, so nothing here waits for the office."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bot.channels.slack.blocks import Block
from bot.channels.slack.inbound import Submission
from bot.frontdesk.commands import asking, choosing, drafts, finding, windows
from bot.frontdesk.commands.answer import Tell
from bot.frontdesk.commands.arguments import arguments
from bot.frontdesk.commands.drafts import Draft
from bot.frontdesk.table import At
from flows.words import Opening


async def form_in(at: At, submission: Submission) -> dict[str, Any]:
    """The form is filled in: look, and show the times."""
    kind, _, channel = submission.metadata.partition("|")
    kind = kind if kind in windows.TITLES else "book"
    filled = windows.filled(submission.values)
    given = arguments(filled.patient, at.room.practice, at.clock.now())
    if not given.names_somebody and not (finding.full(at) and given.who):
        return windows.errors(patient=finding.BY_NUMBER)
    if kind != "move" and not filled.reason:
        return windows.errors(reason="Please choose one.")
    wish = arguments(f"for {filled.when}", at.room.practice, at.clock.now()).when
    if filled.when and wish is None:
        return windows.errors(when="I could not read that as a time. Like: next tue afternoon.")

    async def view() -> Block:
        if kind == "move":
            draft = await choosing.moving(at, given, channel)
            return await choosing.times_for(at, draft, wish) if wish else windows.times(draft, at.room.practice)
        return await choosing.asked_for(at, kind, channel, replace(given, when=wish), filled.reason, token=submission.id)

    choosing.later(choosing.drawn(at, submission.view_id, kind, view()))
    return windows.instead(windows.looking(kind))


async def times_in(at: At, submission: Submission) -> dict[str, Any]:
    """A time is chosen, or others are wished for."""
    try:
        draft = await drafts.recall(at, submission.metadata)
        other, pick = windows.typed(submission.values, "other"), windows.typed(submission.values, "pick")
        if other:
            return _others(at, submission, draft, other)
        if not pick:
            return windows.errors(other="Please choose a time, or say which to look for.")
        opening = drafts.opening_of(draft, pick)
    except Tell as why:
        return windows.instead(windows.told("book", str(why)))
    if draft.kind != "offer":
        await asking.read_back(at, draft, opening)
    await drafts.keep(at, replace(draft, picked=opening))
    return windows.instead(windows.read_back(draft, opening, at.room.practice))


def _others(at: At, submission: Submission, draft: Draft, other: str) -> dict[str, Any]:
    wish = arguments(f"for {other}", at.room.practice, at.clock.now()).when
    if wish is None:
        return windows.errors(other="I could not read that as a time. Like: thu after 2, not the 14th.")
    choosing.later(choosing.drawn(at, submission.view_id, draft.kind, choosing.times_for(at, draft, wish)))
    return windows.instead(windows.looking(draft.kind))


async def agreed_in(at: At, submission: Submission) -> dict[str, Any] | None:
    """Yes, to what was read back."""
    try:
        draft = await drafts.recall(at, submission.metadata)
        if draft.picked is None:
            raise Tell(drafts.TOO_OLD)
    except Tell as why:
        return windows.instead(windows.told("book", str(why)))
    if draft.kind == "offer":
        return await _offered(at, draft, draft.picked, submission.id)
    await asking.agreed(at, draft, draft.picked, submission.id)
    return None


async def _offered(at: At, draft: Draft, opening: Opening, event: str) -> dict[str, Any]:
    assert draft.visit is not None, "an offer is for a visit"
    phone = draft.phones[0] if draft.phones else None
    if phone is None or await at.room.store.opted_out(at.room.store.phone_digest(phone)):
        return windows.instead(windows.told("offer", "They cannot be texted: please call."))
    new = await asking.offer(at, phone, draft.lang, draft.visit, opening, f"desk/offer/{draft.token}")
    told = "Offered by text. Their yes moves the visit." if new else "That was sent before."
    return windows.instead(windows.told("offer", told))
