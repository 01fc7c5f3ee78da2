"""What the office answered and what it did not: findings, the ends of effects, silence, and what watches over them."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from flows import outcomes
from flows.answering import hear
from flows.carrying import MAX_BOOKED, awaited, carry_on, hand_off
from flows.flow import Do
from flows.say import Line
from flows.session import AnyFlow, Session, Turn, send
from flows.words import Awaited, Booked, Changed, Effect, Heard, Kind, Patient, RaiseCard, Result, Send, Silent, Taken, Wake

LOOK_AGAIN_AFTER = timedelta(seconds=5)
AWAY_AFTER = timedelta(minutes=2)  # an office that answers no read for so long is away: the patient is told that it is
AWAY_LOOKS = 3  # ... if it was truly asked: time alone may have passed in a worker that slept
LOOK_FOR_AWAY_AFTER = timedelta(seconds=20)  # sooner than the desk forgets what a slow read brought in between
GIVE_UP_AFTER = timedelta(minutes=30)  # the patient has made other plans by now: a person takes over


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
    value = (*(getattr(flow, move.towards) or ()), event.value) if move.adds else event.value
    learned = flow.learn({move.towards: value})
    # A time that is gone: the next question takes the place of the one to which their yes may still be under way, once more.
    left = session.left or isinstance(event.value, Taken) or event.value is False
    return carry_on(replace(session, flows=(*below, learned), left=left), event.id, event.at)


def _tell(session: Session, event: Result) -> Turn:
    """The result of an effect that the conversation has left behind is still owed to the patient; to the desk, if opted out."""
    assert isinstance(event.of, Awaited)
    done = replace(session, flows=tuple(f for f in session.flows if not _waits_for(f, event)))
    line, kind = outcomes.told(event.of, event.value)
    notes: tuple[Send, ...] = ()
    if isinstance(event.value, Booked | Changed):
        notes = tuple(send(event.id, note) for note in outcomes.notes(event.of))
        if standing := outcomes.stands(event.of):
            done = replace(done, booked=(*done.booked, standing)[-MAX_BOOKED:])
    if isinstance(event.value, Patient):
        made = outcomes.of_a_chart(event.value, opted_out=session.opted_out)
        notes = tuple(send(event.id, note) for note in made)
    if session.opted_out or session.not_them:
        return Turn(done, (), (RaiseCard(kind or Kind.CALL), *notes))
    return Turn(done, (line,), (RaiseCard(kind),) if kind else notes)


def _waits_for(flow: AnyFlow, event: Result) -> bool:
    move = flow.next_move()
    return isinstance(move, Do) and move.command == event.of


def _replay(after: Turn, kept: tuple[Heard, ...]) -> Turn:
    """Answer, in order, what was said while the booking was out."""
    session = replace(after.session, kept=())
    after = replace(after, session=session)
    for heard in kept:
        # The question has changed since: a bare number or yes said before it was asked cannot be its answer.
        before = replace(heard, pick=None, option=None, agreed=None, not_offered=False, said=heard.said or heard.at)
        late = hear(after.session, before)
        understood = late.session.misses <= after.session.misses
        if understood or late.session.with_person:
            said = after.replies[:-1] if _asks_anew(after, late) else after.replies
            after = replace(late, replies=(*said, *late.replies), commands=(*after.commands, *late.commands))
    return after


def _asks_anew(before: Turn, late: Turn) -> bool:
    """Say whether the question that `before` ended with is asked again, or is none any more."""
    if before.session.asked is None or not before.replies or not late.replies:
        return False
    same = (late.session.asked, late.session.flows) == (before.session.asked, before.session.flows)
    return not same or late.replies[-1] == before.replies[-1]


def wait_or_give_up(session: Session, event: Silent) -> Turn:
    """The office has not answered a read: say so once, look again for as long as that is of use, then bring a person."""
    if session.with_person or awaited(session) != event.of:
        return Turn(session)
    since, looks = session.silent_since or event.at, min(session.looks + 1, AWAY_LOOKS)
    silent_for = event.at - since
    if event.for_good or (silent_for >= GIVE_UP_AFTER and looks == AWAY_LOOKS):
        return hand_off(replace(session, silent_since=None, looks=0, told=""), Kind.SILENT, Line("office_away"))
    away = silent_for >= AWAY_AFTER and looks == AWAY_LOOKS
    telling, line = ("away", "away_for_now") if away else ("looking", "one_moment")
    said = () if session.told == telling else (Line(line),)
    waiting = replace(session, told=telling, silent_since=since, looks=looks)
    return Turn(waiting, said, (Wake("look again", LOOK_FOR_AWAY_AFTER if away else LOOK_AGAIN_AFTER),))
