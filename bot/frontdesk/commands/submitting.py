"""What is submitted from the windows: the answer is Slack's ack, so nothing here waits for the office."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bot.channels.slack.blocks import Block
from bot.channels.slack.inbound import Submission
from bot.frontdesk.commands import asking, changing, choosing, drafts, finding, windows
from bot.frontdesk.commands.answer import Tell
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.commands.drafts import Draft
from bot.frontdesk.table import At
from flows.when import When
from flows.words import Opening


async def form_in(at: At, submission: Submission) -> dict[str, Any]:
    """The form is filled in: look, and show the times."""
    kind, channel, _ = _carried(submission)
    filled = windows.filled(submission.values)
    given = arguments(filled.patient, at.room.practice, at.clock.now())
    wish = _wish(at, filled.when)
    wrong = {}
    if not given.names_somebody and not (finding.full(at) and given.who):
        wrong["patient"] = finding.BY_NUMBER
    if kind not in windows.OF_A_VISIT and not filled.reason:
        wrong["reason"] = "Please choose one."
    if filled.when and wish is None:
        wrong["when"] = "I could not read that as a time. Like: next tue afternoon."
    if wrong:
        return windows.errors(**wrong)
    given = replace(given, when=wish)

    async def view() -> Block:
        if kind in windows.OF_A_VISIT:
            return await _of_a_visit(at, kind, given, channel)
        return await choosing.asked_for(at, kind, channel, given, filled.reason, token=submission.id)

    at.behind.append(lambda: choosing.drawn(at, submission.view_id, kind, view(), channel=channel, wish=filled.when))
    return windows.instead(windows.looking(kind))


async def which_in(at: At, submission: Submission) -> dict[str, Any]:
    """One of several visits is chosen."""
    kind, channel, wish = _carried(submission)
    number = windows.typed(submission.values, "visit")
    if not number.isdecimal() or kind not in windows.OF_A_VISIT:
        return windows.instead(windows.told(kind, drafts.TOO_OLD))
    given = Arguments("visit", int(number), when=_wish(at, wish))
    at.behind.append(lambda: choosing.drawn(at, submission.view_id, kind, _of_a_visit(at, kind, given, channel)))
    return windows.instead(windows.looking(kind))


def _carried(submission: Submission) -> tuple[str, str, str]:
    """Return the kind of window, the channel that began it, and the time that was wished for. It may be anybody's making."""
    kind, _, rest = submission.metadata.partition("|")
    channel, _, wish = rest.partition("|")
    return kind if kind in windows.TITLES else "book", channel, wish


def _wish(at: At, text: str) -> When | None:
    return arguments(f"for {text}", at.room.practice, at.clock.now()).when if text else None


async def _of_a_visit(at: At, kind: str, given: Arguments, channel: str) -> Block:
    return await (choosing.moved if kind == "move" else changing.breaking)(at, given, channel)


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
    wish = _wish(at, other)
    if wish is None:
        return windows.errors(other="I could not read that as a time. Like: thu after 2, not the 14th.")
    at.behind.append(lambda: choosing.drawn(at, submission.view_id, draft.kind, choosing.times_for(at, draft, wish)))
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
