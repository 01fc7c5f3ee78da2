"""Who is told how an effect ended: its conversation, with the end itself, in one script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import inbox
from bot.attempts.outcomes import Done, NotDone
from bot.inbox import Undelivered, Unsettled
from bot.store import Settled
from bot.work import Making, TextWork, Work, kind_of
from flows.words import Booked, Finding, Result, Taken, Unconfirmed

Told = tuple[str, str, bytes]  # conversation, the event's identity, the event


@dataclass(frozen=True)
class End:
    """How one effect ended."""

    effect_id: str
    state: Settled
    outcome: Done | NotDone
    at: datetime


def of_a_booking(end: End, todo: Making) -> Told | None:
    """Somebody waits for it."""
    result = Result(id=end.effect_id, at=end.at, of=todo.command, value=finding(end.state, end.outcome))
    return todo.conversation, end.effect_id, inbox.dump(result)


def finding(state: str, outcome: Done | NotDone) -> Finding:
    """Say in the flows' words what became of a booking: one that gave up is neither a yes nor a no."""
    if isinstance(outcome, Done):
        return Booked(int(outcome.proof))
    return Taken() if state == "REFUSED" and outcome.taken else Unconfirmed()


def of_a_text(end: End, todo: TextWork) -> Told | None:
    """Only if it mattered and will never arrive, or if the carrier knows of a STOP that we had not heard."""
    opted_out = isinstance(end.outcome, NotDone) and end.outcome.opted_out
    if end.state == "DONE" or not todo.conversation or not (todo.settles or opted_out):
        return None
    return todo.conversation, end.effect_id, inbox.dump(Undelivered(end.effect_id, end.at, opted_out))


def of_a_change(end: End, todo: Work) -> Told | None:
    """Nobody waits for it, so a person must know if it did not happen."""
    if end.state == "DONE" or not todo.conversation:
        return None
    return todo.conversation, end.effect_id, inbox.dump(Unsettled(end.effect_id, end.at, kind_of(todo)))
