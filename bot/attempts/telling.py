"""Who is told how an effect ended: its conversation, with the end itself, in one script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import inbox
from bot.attempts.outcomes import Done, NotDone
from bot.inbox import Answered, AskEnded, Undelivered, Unsettled
from bot.store import Settled, Told
from bot.work import ConfirmWork, TextWork, Waited, Work, kind_of
from flows.words import (
    Awaited,
    Booked,
    BreakVisit,
    Changed,
    ConfirmVisit,
    Finding,
    JotNote,
    ListAsap,
    MakeChart,
    NoSuchPatient,
    Overtaken,
    Patient,
    Result,
    Taken,
    Unconfirmed,
)


@dataclass(frozen=True)
class End:
    """How one effect ended."""

    effect_id: str
    state: Settled
    outcome: Done | NotDone
    at: datetime


def of_what_was_waited_for(end: End, todo: Waited) -> Told | None:
    """A patient waits for it; if nobody does, a person must know if it did not happen."""
    if todo.command is None or not todo.conversation:
        return of_a_change(end, todo)
    result = Result(id=end.effect_id, at=end.at, of=todo.command, value=finding(todo.command, end.state, end.outcome))
    return Told(todo.conversation, end.effect_id, inbox.dump(result))


def finding(command: Awaited, state: str, outcome: Done | NotDone) -> Finding:
    """Say in the flows' words what became of it: what gave up is neither a yes nor a no."""
    match command, outcome:
        case MakeChart(who), Done(proof):
            return Patient(int(proof), who.first or "", new=True)
        case ((BreakVisit() | ConfirmVisit() | ListAsap() | JotNote()), Done(proof)):
            return Changed(int(proof))
        case _, Done(proof):
            return Booked(int(proof))
        case MakeChart(), NotDone(changed=True) if state == "REFUSED":
            return NoSuchPatient()
        case _, NotDone(taken=True, own=own) if state == "REFUSED":
            return Taken(own)
        case _, NotDone(changed=True) if state == "REFUSED":
            return Overtaken()
        case _:
            return Unconfirmed()


def of_a_mark(end: End, todo: ConfirmWork) -> Told | None:
    """A mark of ours, that they were asked or said no, is void once staff have moved or broken the visit: nobody need know."""
    if todo.command is None and isinstance(end.outcome, NotDone) and end.outcome.changed:
        return None
    return of_what_was_waited_for(end, todo)


def of_a_text(end: End, todo: TextWork) -> Told | None:
    """Tell of one that mattered and will never arrive, of a STOP that the carrier knows and we do not, of a question always."""
    opted_out = isinstance(end.outcome, NotDone) and end.outcome.opted_out
    if todo.answers is not None and end.state != "DONE" and not opted_out:
        answered = Answered(f"{end.effect_id}/failed", end.at, todo.answers.card, todo.answers.at, arrived=False)
        return Told(todo.conversation, answered.id, inbox.dump(answered))
    if todo.asks:
        ended = AskEnded(end.effect_id, end.at, todo.asks, end.state == "DONE", opted_out)
        return Told(todo.conversation, end.effect_id, inbox.dump(ended))
    if end.state == "DONE" or not todo.conversation or not (todo.settles or opted_out):
        return None
    return Told(todo.conversation, end.effect_id, inbox.dump(Undelivered(end.effect_id, end.at, opted_out)))


def of_the_blocked(effect_id: str, todo: Work, now: datetime) -> Told | None:
    """A text that had to arrive, to a phone that opted out before it left: a person must call."""
    if not isinstance(todo, TextWork):
        return None
    return of_a_text(End(effect_id, "BLOCKED", NotDone("opted out"), now), todo)


def nobody(end: End, todo: Work) -> None:
    """What a post says stands elsewhere, too; the log says that Slack was not reached."""


def of_a_change(end: End, todo: Work) -> Told | None:
    """Nobody waits for it, so a person must know if it did not happen."""
    if end.state == "DONE" or not todo.conversation:
        return None
    return Told(todo.conversation, end.effect_id, inbox.dump(Unsettled(end.effect_id, end.at, kind_of(todo))))
