"""/chairside: how the assistant is doing, and its switch; the last change taken back; what was booked online."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from msgspec.structs import replace

from bot import cards
from bot.channels.slack.inbound import Command
from bot.doctor.table import examine
from bot.doctor.verdict import State
from bot.frontdesk.commands import asking, finding
from bot.frontdesk.commands.answer import Answer, Part, Tell, answer, said
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.commands.drafts import exactly
from bot.frontdesk.table import At
from bot.openings import ways
from bot.turns import pausing, staff_words, staffed
from flows.asap import Asap
from flows.cancel import Cancel
from flows.desk import Unconfirm
from flows.move import Move
from flows.outcomes import moved_to
from flows.session import AnyFlow
from flows.words import BreakVisit, ConfirmVisit, ListAsap, MoveVisit, Opening, PlanVisit, Visit


async def chairside(at: At, command: Command) -> Answer:
    word, _, rest = command.text.strip().partition(" ")
    does = WORDS.get(word.casefold() or "status")
    if does is None:
        raise Tell(f"There is no such word of /chairside. There are: {', '.join(WORDS)}.")  # not said again: it may be a name
    if does in (undo, called) and not at.staff.may("act"):
        raise Tell("You may look, and not change: please ask somebody who may.")
    return await does(at, command, rest.strip())


async def status(at: At, command: Command, rest: str) -> Answer:
    """Say whether it answers, and what waits."""
    paused = await pausing.paused(at.room)
    answering = "Answering texts."
    if paused:
        answering = f"Paused since {staff_words.when(paused.at, at.room.practice)} by {paused.by}."
    waiting = [cards.load(kept.payload) for kept in await at.room.store.cards(("open", "taken"))]
    ours = [card for card in waiting if card.practice == at.room.practice.texting_number]
    counts = Counter(card.state for card in ours)
    return answer(f"{answering} Cards: {counts['open']} open, {counts['taken']} taken.")


async def pause(at: At, command: Command, rest: str) -> Answer:
    return await _switch(at, True, "Paused: from now on every text goes to a person. /chairside resume ends it.")


async def resume(at: At, command: Command, rest: str) -> Answer:
    stays = "Conversations that went to a person stay with them until they are given back."
    return await _switch(at, False, f"Answering texts again. {stays}")


async def _switch(at: At, on: bool, done: str) -> Answer:
    if not at.staff.may("manage"):
        names = ", ".join(m.name for m in at.file.staff if m.role == "manage") or "whoever keeps the office file"
        raise Tell(f"Only a manager can do that: please ask {names}.")
    stands = await pausing.switch(at.room, pausing.Paused(at.asked_at, at.staff.name, on=on))
    if stands.at > at.asked_at:  # done again after a death, and somebody was faster: theirs is newer
        how = "paused" if stands.on else "resumed"
        return answer(f"Left as it is: {stands.by} has {how} it since, {staff_words.when(stands.at, at.room.practice)}.")
    return answer(done)


async def doctor(at: At, command: Command, rest: str) -> Answer:
    """Look at everything that `chairside doctor` looks at, after the patients, and tell what is not well."""
    assert at.case is not None, "a command has the bot in hand"
    await at.answer(command.response_url, said(answer("Looking: that takes up to a minute.")))
    lines = [line async for line in examine(at.case, lambda _: None)]
    wrong: dict[str, list[str]] = {}
    for line in lines:
        if mark := MARKS.get(line.verdict.state):
            wrong.setdefault(line.section, []).append(f"{mark} {line.verdict.says} {line.verdict.do}".rstrip())
    fine = sum(line.verdict.state is State.OK for line in lines)
    head = f"{fine} checks are fine. What is not:" if wrong else f"All is well: {fine} checks."
    return Answer((Part(head), *(Part("\n".join([section, *found])) for section, found in wrong.items())))


MARKS = {State.PROBLEM: "✗", State.WARNING: "!"}


async def called(at: At, command: Command, rest: str) -> Answer:
    """Somebody has called the patient of a card: that settles it."""
    number = rest.lstrip("#")
    if not number.isdecimal():
        raise Tell("Which card? Like: /chairside called 12.")
    card = await at.desk.act(at.room, int(number), "called", by=at.staff.name, text="", token=command.id)
    if card is None:
        raise Tell(f"There is no card {number}.")
    return answer(f"Card {number}: called by {at.staff.name}.")


# --- online ------------------------------------------------------------------------------------------------------------


async def online(at: At, command: Command, rest: str) -> Answer:
    """List what Web Sched has made for visits in those days: of itself, the next two weeks."""
    practice, now = at.room.practice, at.clock.now()
    today = now.astimezone(practice.zone).date()
    when = arguments(f"for {rest}", practice, now).when if rest else None
    if rest and (when is None or when.impossible):
        raise Tell("Which days? Like: /chairside online next week.")
    first, last = when.window(today, timedelta(days=14)) if when else (today, today + timedelta(days=13))
    rows = [row for row in await at.room.office.web_sched(first, last) if row.made_by not in ("", "None")]
    lines, known = [], await ways.known(at.room)
    for row in sorted(rows, key=lambda row: row.wall_start)[:40]:
        start = row.start(practice.zone)
        by = MADE_BY.get(row.made_by, row.made_by)
        when_ = staff_words.when(start, practice) if start else "no time"
        lines.append(f"{when_}, {finding.sees(row, known)}, {known.names.chair(row.operatory)}, visit {row.apt_num}, {by}")
    head = f"Booked online, {first:%b} {first.day} to {last:%b} {last.day}: {len(rows)}."
    return Answer((Part("\n".join([head, *lines])),))


MADE_BY = {"NewPat": "new patient", "ExistingPat": "existing patient", "Recall": "recall", "ASAP": "ASAP list"}


# --- undo --------------------------------------------------------------------------------------------------------------


async def undo(at: At, command: Command, rest: str) -> Answer:
    """Take back this person's last change, if it still stands."""
    did = await staffed.last_change(at.room, at.staff.user, at.clock.now())
    if did is None or did.undone:
        raise Tell("There is nothing of yours to take back: nothing was changed lately, or it was taken back.")
    if not staffed.can_be_undone(did) or isinstance(did.effect, PlanVisit):
        raise Tell("A note and a plan cannot be taken back from here: please change them in Open Dental.")
    flow = await _the_other_way(at, did)
    row = await finding.row_of(at, did.visit)
    phones = (await finding.person(at, Arguments("chart", row.pat_num))).phones
    token = f"undo/{at.staff.user}/{did.at.isoformat()}"
    if not await asking.at_once(at, token, flow, phones=phones, channel=command.channel, undoes=True):
        raise Tell("That was asked for before.")
    return answer("On its way back: you are told here when Open Dental has it.")


async def _the_other_way(at: At, did: staffed.Did) -> AnyFlow:
    """Return the request that takes it back. Raises Tell if what was done no longer stands, OfficeError."""
    row = await finding.row_of(at, did.visit)
    match did.effect:
        case BreakVisit(visit):
            if row.status == "Scheduled":
                raise Tell(f"Visit {did.visit} is back on the book already.")
            back = replace(visit, broken=True, number=did.visit)
            return _to(back, visit.opening)
        case MoveVisit(visit, opening):
            now = await finding.as_visit(at, row)
            if now.start != opening.start or now.operatory != opening.operatory:
                raise Tell(f"Visit {did.visit} was moved again meanwhile: it stays as it is.")
            assert moved_to(MoveVisit(visit, opening)).number == now.number
            return _to(now, visit.opening)
        case ConfirmVisit(visit):
            if row.confirmed != (await ways.known(at.room)).confirmed:
                raise Tell(f"Visit {did.visit} is no longer marked as confirmed.")
            return Unconfirm(visit=visit)
        case ListAsap(_, on):
            return Asap(visits=(await finding.as_visit(at, row),), off=on)
        case _:
            return Cancel(visits=(now := await finding.as_visit(at, row),), choice="break", way=BreakVisit(now, in_place=True))


def _to(visit: Visit, opening: Opening) -> Move:
    """Move it there, if that time is still free."""
    return Move(visits=(visit,), when=exactly(opening), openings=(opening,), pick=opening, agreed=True)


Does = Callable[[At, Command, str], Awaitable[Answer]]
WORDS: Mapping[str, Does] = {
    "status": status,
    "pause": pause,
    "resume": resume,
    "doctor": doctor,
    "undo": undo,
    "called": called,
    "online": online,
}
