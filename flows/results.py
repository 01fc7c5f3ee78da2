"""What the office answered and what it did not: findings, the ends of effects, silence, and what watches over them."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from flows import say
from flows.answering import hear
from flows.carrying import awaited, carry_on, hand_off
from flows.flow import Do
from flows.say import Line
from flows.session import AnyFlow, Session, Turn
from flows.words import (
    BookAppointment,
    Booked,
    Effect,
    Heard,
    Kind,
    RaiseCard,
    Result,
    Silent,
    Taken,
    Unconfirmed,
    Wake,
)

LOOK_AGAIN_AFTER = timedelta(seconds=5)
GIVE_UP_AFTER = timedelta(minutes=2)  # an office that answers no read for so long is away: a person takes over
GIVE_UP_LOOKS = 3  # ... if it was truly asked: time alone may have passed in a worker that slept


def learn_result(session: Session, event: Result) -> Turn:
    """Take in a finding if it is still waited for, and the end of an effect in whatever state the conversation is."""
    expected = awaited(session) == event.of
    if not isinstance(event.of, Effect):
        if not expected or session.with_person:
            return Turn(session)  # late: the patient has changed their mind since we asked
        return _take_in(replace(session, silent_since=None, looks=0), event)
    if event.id != session.out:
        return Turn(session)  # a commlog, which nobody waits for; or told before
    session = replace(session, out=None, told="")
    after = _take_in(session, event) if expected and not session.with_person else _tell(session, event)
    return _replay(after, session.kept)


def _take_in(session: Session, event: Result) -> Turn:
    *below, flow = session.flows
    move = flow.next_move()
    assert isinstance(move, Do)
    learned = flow.learn({move.towards: event.value})
    return carry_on(replace(session, flows=(*below, learned)), event.id, event.at)


def _tell(session: Session, event: Result) -> Turn:
    """The result of an effect that the conversation has left behind is still owed to the patient; to the desk, if opted out."""
    assert isinstance(event.of, BookAppointment)
    patient, opening = event.of.patient, event.of.opening
    done = replace(session, flows=tuple(f for f in session.flows if not _waits_for(f, event)))
    match event.value:
        case Booked():
            line, card = say.booked(patient, opening), RaiseCard(Kind.CALL)
        case Taken():
            line, card = say.just_taken(), RaiseCard(Kind.CALL)
        case _:
            line, card = say.could_not_confirm(), RaiseCard(Kind.UNCONFIRMED)
    if session.opted_out or session.not_them:
        return Turn(done, (), (card,))
    return Turn(done, (line,), (card,) if isinstance(event.value, Unconfirmed) else ())


def _waits_for(flow: AnyFlow, event: Result) -> bool:
    move = flow.next_move()
    return isinstance(move, Do) and move.command == event.of


def _replay(after: Turn, kept: tuple[Heard, ...]) -> Turn:
    """Answer, in order, what was said while the booking was out."""
    session = replace(after.session, kept=())
    after = replace(after, session=session)
    for heard in kept:
        # The question has changed since: a bare number or yes said before it was asked cannot be its answer.
        late = hear(after.session, replace(heard, pick=None, agreed=None, not_offered=False))
        understood = late.session.misses <= after.session.misses
        if understood or late.session.with_person:
            after = replace(late, replies=(*after.replies, *late.replies), commands=(*after.commands, *late.commands))
    return after


def wait_or_give_up(session: Session, event: Silent) -> Turn:
    """The office has not answered a read: say so once, look again, and in the end bring a person."""
    if session.with_person or awaited(session) != event.of:
        return Turn(session)
    since, looks = session.silent_since or event.at, min(session.looks + 1, GIVE_UP_LOOKS)
    if event.for_good or (event.at - since >= GIVE_UP_AFTER and looks == GIVE_UP_LOOKS):
        return hand_off(replace(session, silent_since=None, looks=0, told=""), Kind.SILENT, Line("office_away"))
    said = () if session.told == "looking" else (Line("one_moment"),)
    waiting = replace(session, told="looking", silent_since=since, looks=looks)
    return Turn(waiting, said, (Wake("look again", LOOK_AGAIN_AFTER),))
