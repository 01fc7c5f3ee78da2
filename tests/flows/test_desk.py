"""What staff ask for goes through the same flows: a yes is to one exact time, one session does one thing, patients hear."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from flows import engine
from flows.book import Book
from flows.desk import Jot, MakePlan, Unconfirm
from flows.move import Move
from flows.session import DeskAsked, Session, Staff
from flows.when import When
from flows.words import (
    Asked,
    BookAppointment,
    Booked,
    Changed,
    ConfirmVisit,
    DeskChanged,
    DeskOffers,
    Heard,
    JotNote,
    Kind,
    MoveVisit,
    Opening,
    Patient,
    PlanVisit,
    RaiseCard,
    ReadVisits,
    Result,
    Send,
    StillFree,
    Taken,
    Unconfirmed,
    Visit,
)

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
JO = Staff("U0JO", "Jo Bennett", "act", "C0DESK")
ANA = Patient(1, "Ana")


def opening(day, hour=17):
    start = datetime(2026, 12, day, hour, tzinfo=UTC)
    return Opening(start, start + timedelta(hours=1), 1, 2)


FIRST, SECOND = opening(7), opening(8)
VISIT = Visit(number=4, patient=1, first_name="Ana", start=FIRST.start, end=FIRST.end, provider=1, operatory=2, read_at=NOW)


def asked(flow, session=Session(), id="asked"):  # noqa: B008 (frozen)
    return engine.turn(session, DeskAsked(id=id, at=NOW, staff=JO, flow=flow))


def booking(pick=FIRST):
    return Book(patient=ANA, reason="cleaning", when=When(), openings=(pick,), pick=pick, free=True)


def agreed(session, to, id="agreed"):
    return engine.turn(session, Heard(id=id, at=NOW, agreed=True, pick=to))


def answered(turn, value):
    """Answer what the turn asks of the office, until it waits for somebody."""
    while reads := [c for c in turn.commands if isinstance(c, StillFree | ReadVisits)]:
        turn = engine.turn(turn.session, Result(id="read", at=NOW, of=reads[0], value=value))
    return turn


def sent(turn):
    return [c.effect for c in turn.commands if isinstance(c, Send)]


def test_what_staff_ask_is_read_back_before_anything_is_done():
    turn = asked(booking())
    assert turn.session.asked.opening == FIRST
    assert not sent(turn)


def test_a_yes_to_exactly_the_time_that_was_read_back_books_it():
    turn = answered(agreed(asked(booking()).session, FIRST), True)
    assert sent(turn) == [BookAppointment(ANA, "cleaning", FIRST)]


def test_a_yes_that_names_another_time_books_nothing_and_that_one_is_read_back():
    turn = answered(agreed(asked(booking()).session, SECOND), True)
    assert not sent(turn)
    assert turn.session.asked.opening == SECOND


def test_the_time_may_be_chosen_anew_until_something_is_done_and_never_after():
    first = asked(booking())
    second = asked(booking(SECOND), first.session, "again")
    assert second.session.asked.opening == SECOND
    out = answered(agreed(second.session, SECOND), True)
    assert asked(booking(), out.session, "third").session == out.session
    done = engine.turn(out.session, Result(id=out.session.out, at=NOW, of=sent(out)[0], value=Booked(9)))
    assert not done.session.flows
    assert asked(booking(), done.session, "fourth").commands == ()
    assert agreed(done.session, SECOND, "fifth").commands == ()


def test_a_time_that_was_taken_is_not_booked_again_without_a_new_yes():
    out = answered(agreed(asked(booking()).session, FIRST), True)
    after = engine.turn(out.session, Result(id=out.session.out, at=NOW, of=sent(out)[0], value=Taken()))
    assert not sent(after)


@pytest.mark.parametrize(
    ("flow", "effect", "good"),
    [
        (MakePlan(patient=ANA, reason="cleaning"), PlanVisit(ANA, "cleaning"), Booked(9)),
        (Jot(visit=VISIT, line="hello"), JotNote(VISIT, "hello"), Changed(4)),
        (Unconfirm(visit=VISIT), ConfirmVisit(VISIT, back=True), Changed(4)),
    ],
)
def test_what_staff_alone_ask_for_is_done_once_and_ends(flow, effect, good):
    turn = asked(flow)
    assert sent(turn) == [effect]
    done = engine.turn(turn.session, Result(id=turn.session.out, at=NOW, of=effect, value=good))
    assert not done.session.flows
    lost = engine.turn(turn.session, Result(id=turn.session.out, at=NOW, of=effect, value=Unconfirmed()))
    assert lost.session.with_person
    assert RaiseCard(Kind.UNSETTLED) in lost.commands


# --- patients ------------------------------------------------------------------------------------------------------------


def moving():
    flow = Move(named=(VISIT,), visits=(VISIT,), when=When(), openings=(SECOND,), pick=SECOND, free=True)
    return Session(introduced=True, flows=(flow,), asked=Asked("agreed", NOW, opening=SECOND, yes_no=True))


def test_a_yes_to_a_visit_that_the_desk_has_changed_since_moves_nothing_but_reads_it_anew():
    changed = engine.turn(moving(), DeskChanged(id="changed", at=NOW, visit=4))
    assert not changed.replies
    turn = engine.turn(changed.session, Heard(id="yes", at=NOW, agreed=True))
    assert not sent(turn)
    assert [type(c) for c in turn.commands] == [ReadVisits]


def test_a_change_of_another_visit_leaves_the_question_as_it_is():
    assert engine.turn(moving(), DeskChanged(id="changed", at=NOW, visit=5)).session == moving()


def test_what_the_desk_changed_is_no_longer_taken_back():
    session = Session(introduced=True, broken=replace(VISIT, broken=True))
    assert engine.turn(session, DeskChanged(id="changed", at=NOW, visit=4)).session.broken is None


def test_an_offer_is_a_read_back_and_a_yes_moves_the_visit():
    offer = engine.turn(Session(introduced=True), DeskOffers(id="offer", at=NOW, visit=VISIT, opening=SECOND))
    assert [line.key for line in offer.replies] == ["came_free", "move_read_back"]
    turn = answered(engine.turn(offer.session, Heard(id="yes", at=NOW, agreed=True)), True)
    assert sent(turn) == [MoveVisit(VISIT, SECOND)]


@pytest.mark.parametrize(
    "session", [Session(opted_out=True), Session(with_person=True), Session(not_them=True), moving()], ids=lambda s: str(s)[:30]
)
def test_whoever_cannot_be_offered_anything_now_is_called_instead(session):
    turn = engine.turn(session, DeskOffers(id="offer", at=NOW, visit=VISIT, opening=SECOND))
    assert turn.session == session
    assert turn.commands == (RaiseCard(Kind.CALL),)
    assert not turn.replies
