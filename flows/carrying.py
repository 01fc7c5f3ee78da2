"""Going on with the talking flow until somebody must be waited for: the patient, the office, or a person at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from msgspec.structs import replace

from flows import say
from flows.flow import Ask, Do, Done, Forget, HandOff
from flows.say import Line
from flows.session import Session, Turn, send
from flows.words import Asked, Awaited, Kind, RaiseCard, Reads, Wake

MAX_TRIES = 3  # the third answer that does not fit brings a person, understood or not
MAX_BOOKED = 3  # so many visits of its own a conversation remembers
MOMENT_AFTER = timedelta(seconds=3)  # a booking that takes longer is worth a word


def carry_on(session: Session, event: str, at: datetime) -> Turn:
    """Follow the talking flow to the next point where we must wait for somebody."""
    *below, flow = session.flows
    said: tuple[Line, ...] = ()
    while isinstance(move := flow.next_move(), Forget):
        if move.limit:
            session = replace(session, tries=session.tries + 1)
        if move.limit and session.tries >= MAX_TRIES:
            return hand_off(replace(session, flows=tuple(below), tries=0), move.limit, say.handing_over())
        flow = flow.forget(*move.what)
        said = (*said, move.saying) if move.saying else said
    session = replace(session, flows=(*below, flow))
    match move:
        case Ask(about, prompt, openings, opening):
            asked = Asked(about, at, openings, opening, instead=session.left)
            return Turn(replace(session, asked=asked, left=False, told=""), (*said, prompt))
        case Do(command=Awaited() as effect):
            sent = send(event, effect)
            waiting = replace(session, out=sent.id, told="", asked=None)
            return Turn(waiting, said, (sent, Wake("moment", MOMENT_AFTER)))
        case Do(command=command):
            return Turn(replace(session, asked=None), said, (cast(Reads, command),))
        case HandOff(kind, saying):
            return hand_off(replace(session, flows=tuple(below)), kind, saying).saying(*said)
        case Done(saying, telling, stands):
            booked = (*session.booked, stands)[-MAX_BOOKED:] if stands else session.booked
            ended = replace(session, flows=tuple(below), asked=None, left=False, misses=0, tries=0)
            ended = replace(ended, who=flow.who, who_at=at, booked=booked)
            rest = carry_on(ended, event, at) if below else Turn(ended)
            told = tuple(send(event, effect) for effect in telling)
            return replace(rest, commands=(*rest.commands, *told)).saying(*said, saying)


def hand_off(session: Session, kind: Kind, saying: Line) -> Turn:
    """A person takes over: the desk is told, and the bot is silent until the conversation is given back."""
    handed = replace(session, with_person=True, asked=None, misses=0)
    return Turn(handed, (saying,), (RaiseCard(kind),))


def awaited(session: Session) -> Reads | Awaited | None:
    """Return the command whose result the talking flow cannot go on without."""
    move = session.flows[-1].next_move() if session.flows else None
    return move.command if isinstance(move, Do) else None
