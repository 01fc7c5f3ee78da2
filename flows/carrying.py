"""Going on with the talking flow until somebody must be waited for: the patient, the office, or a person at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from msgspec.structs import replace

from flows import proof, say
from flows.flow import Ask, Become, Do, Done, Forget, HandOff
from flows.household import next_person
from flows.known import remembered
from flows.say import Line
from flows.session import AnyFlow, Session, Turn, send
from flows.words import Asked, Awaited, BookAppointment, ChangeChart, Command, Effects, Kind, RaiseCard, Reads, Visit, Wake

MAX_TRIES = 3  # the third answer that does not fit brings a person, understood or not
MAX_BOOKED = 3  # so many visits of its own a conversation remembers
MOMENT_AFTER = timedelta(seconds=3)  # a booking that takes longer is worth a word


def carry_on(session: Session, event: str, at: datetime, *, again: bool = False) -> Turn:
    """Follow the talking flow to the next point where we must wait for somebody. `again`: its subject has just been named."""
    *below, flow = session.flows
    said: tuple[Line, ...] = ()
    told: tuple[Command, ...] = ()
    while isinstance(move := (flow := _proven_enough(flow, session)).next_move(), Forget | Become):
        said = (*said, move.saying) if move.saying else said
        if isinstance(move, Become):
            flow, *others = cast(tuple[AnyFlow, ...], move.flows)
            below += reversed(others)
            told = (*told, *_telling(event, move.telling))
            continue
        if move.limit:
            session = replace(session, tries=session.tries + 1)
        if move.limit and session.tries >= MAX_TRIES:
            return hand_off(replace(session, flows=tuple(below), tries=0), move.limit, say.handing_over())
        flow = flow.forget(*move.what).learn(move.noting)
    if isinstance(move, Ask) and move.again and again:
        move = replace(move, prompt=move.again)
    after = _reached(replace(session, flows=(*below, flow)), move, event, at)
    return replace(after, commands=(*after.commands, *told)).saying(*said)


def _proven_enough(flow: AnyFlow, session: Session) -> AnyFlow:
    """Return the request without what this practice wants more proof for than there is."""
    return flow.forget(*proof.too_little(flow, session.raised))


def _reached(session: Session, move: Ask | Do | HandOff | Done, event: str, at: datetime) -> Turn:
    *below, flow = session.flows
    match move:
        case Ask():
            asked = _asked(move, at, instead=session.left)
            return Turn(replace(session, asked=asked, left=False, told=""), (move.prompt,))
        case Do(command=effect) if isinstance(effect, Awaited):
            sent = send(event, effect)
            return Turn(replace(session, out=sent.id, told="", asked=None), (), (sent, Wake("moment", MOMENT_AFTER)))
        case Do(command=command):
            return Turn(replace(session, asked=None), (), (cast(Reads, command),))
        case HandOff(kind, saying):
            return hand_off(replace(session, flows=tuple(below)), kind, saying)
        case Done(saying, telling):
            ended = replace(_remembering(session, flow, move, at), asked=None, left=False, misses=0, tries=0)
            if session.spoken and flow.proven:
                telling = (*telling, ChangeChart(flow.proven.number, lang=session.spoken))
                ended = replace(ended, spoken=None)
            left = tuple(
                flow.learn({"has": ended.booked or None}) for flow in (*below, *reversed((*move.then, *next_person(flow))))
            )
            ended = replace(ended, flows=cast(tuple[AnyFlow, ...], left))
            rest = carry_on(ended, event, at, again=_same_visit(flow, ended.flows)) if left else Turn(ended)
            return replace(rest, commands=(*rest.commands, *_telling(event, telling))).saying(saying)


def _same_visit(flow: AnyFlow, left: tuple[AnyFlow, ...]) -> bool:
    """Say whether the request that comes next is about the visit that this one was about."""
    visits, others = (getattr(one, "visits", None) or () for one in (flow, left[-1]))
    return bool(visits) and {visit.number for visit in visits} == {visit.number for visit in others}


def _telling(event: str, telling: tuple[Effects | RaiseCard, ...]) -> tuple[Command, ...]:
    return tuple(tell if isinstance(tell, RaiseCard) else send(event, tell) for tell in telling)


def _asked(ask: Ask, at: datetime, *, instead: bool) -> Asked:
    return Asked(ask.about, at, ask.openings, ask.opening, len(ask.options), ask.yes_no, ask.names, instead, ask.besides)


def _remembering(session: Session, flow: AnyFlow, done: Done, at: datetime) -> Session:
    """Keep of a request that is finished who was proven, what stands in the book now, and what no longer does."""
    session = remembered(session, flow, at)
    if done.stands:
        session = replace(session, booked=(*session.booked, done.stands)[-MAX_BOOKED:], broken=None)
    if done.listed is not None:
        session = replace(session, on_list=done.listed)
    if done.broken:
        session = replace(session, broken=replace(done.broken, broken=True))
    gone = {visit.number for visit in (*((done.broken,) if done.broken else ()), *_no_longer_there(flow))}
    now = {visit.number: visit for visit in done.now}
    named = tuple(now.get(visit.number, visit) for visit in session.named if visit.number not in gone)
    return replace(session, named=named)


def _no_longer_there(flow: AnyFlow) -> tuple[Visit, ...]:
    """Return what our text had named and the book no longer holds."""
    found = getattr(flow, "visits", None)
    return (getattr(flow, "named", None) or ()) if found == () else ()


def hand_off(session: Session, kind: Kind, saying: Line) -> Turn:
    """A person takes over: the desk is told, and the bot is silent until the conversation is given back."""
    handed = replace(session, with_person=True, asked=None, misses=0)
    return Turn(handed, (saying,), (RaiseCard(kind),))


def awaited(session: Session) -> Reads | Awaited | None:
    """Return the command whose result the talking flow cannot go on without."""
    move = session.flows[-1].next_move() if session.flows else None
    return move.command if isinstance(move, Do) else None


def moment(session: Session) -> Line:
    """Word the patience that is asked for while a change is out."""
    books = session.flows and isinstance(awaited(session), BookAppointment)
    return Line("booking_it" if books else "doing_it")
