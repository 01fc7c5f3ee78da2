"""What the transcripts of visits do not show: what is remembered, and for how long."""

from datetime import timedelta

from msgspec.structs import replace

from flows.confirm import Confirm
from flows.engine import turn
from flows.move import Move
from flows.outcomes import moved_to
from flows.session import Session
from flows.words import AskDue, BreakVisit, Changed, Intent, MoveVisit, Result, Who
from tests.flows.scenes import NOW, THU, opening, said, visit
from tests.flows.scenes_visits import ANAS, BROKEN, LEOS, ONE, asked_about

EIGHT_DAYS = timedelta(days=8)


def hears(session, after=timedelta(0), **what):
    return turn(session, replace(said(**what), at=NOW + after)).session


def test_a_newer_ask_takes_the_place_of_an_older_one_and_both_visits_stay_named():
    later = turn(ONE, AskDue(id="ask 2", at=NOW, visits=(LEOS,))).session
    assert [flow.visits for flow in later.flows] == [(LEOS,)]
    assert later.named == (ANAS, LEOS)


def test_a_visit_that_is_over_is_named_no_longer_when_the_next_is_asked_about():
    later = turn(ONE, AskDue(id="ask 2", at=ANAS.end, visits=(LEOS,))).session
    assert later.named == (LEOS,)


def test_an_ask_waits_for_what_is_being_spoken_of():
    moving = hears(ONE, intents=(Intent.MOVE,))
    after = turn(moving, AskDue(id="ask 2", at=NOW, visits=(LEOS,)))
    assert not after.replies
    assert [type(flow) for flow in after.session.flows] == [Confirm, Move]


def test_whoever_has_said_that_it_is_the_wrong_number_is_asked_nothing():
    session = Session(introduced=True, not_them=True)
    assert turn(session, AskDue(id="ask", at=NOW, visits=(ANAS,))).session == session


def test_a_request_nobody_came_back_to_for_a_week_is_dropped():
    moving = hears(ONE, intents=(Intent.MOVE,))
    assert hears(moving, EIGHT_DAYS, intents=(Intent.GREETING,)).flows == ()


def test_our_own_ask_stands_until_the_visit_is_over():
    far = asked_about(replace(ANAS, start=ANAS.start + timedelta(days=20), end=ANAS.end + timedelta(days=20)))
    assert hears(far, EIGHT_DAYS, intents=(Intent.GREETING,)).flows
    assert not hears(ONE, timedelta(days=40), intents=(Intent.GREETING,)).flows


def test_a_moved_visit_is_seen_by_whom_the_opening_names_and_confirmed_by_nobody():
    hygiene = replace(ANAS, hygiene=True, hygienist=5, confirmed=True, notice="short")
    moved = moved_to(MoveVisit(hygiene, replace(opening(THU, 9), provider=7)))
    assert (moved.provider, moved.hygienist, moved.start) == (3, 7, opening(THU, 9).start)
    assert (moved.confirmed, moved.notice) == (False, "")


def test_what_is_off_the_book_is_not_named_any_more_and_can_be_taken_back():
    sure = hears(hears(ONE, intents=(Intent.CANCEL_VISIT,)), option=2)
    ended = turn(sure, Result(id=sure.out, at=NOW, of=BreakVisit(ANAS), value=Changed(ANAS.number))).session
    assert ended.named == ()
    assert replace(ended.broken, read_at=None) == BROKEN


def test_what_was_cancelled_and_is_past_is_not_taken_back():
    past = Session(introduced=True, broken=replace(BROKEN, start=NOW - timedelta(days=1)))
    assert hears(past, intents=(Intent.UNDO,)).flows == ()


def test_another_persons_visit_is_not_reached_through_the_one_we_named():
    """The phone is proof for what our own text has named, and for nothing else."""
    after = turn(ONE, said(intents=(Intent.CANCEL_VISIT,), who=Who("Leo")))
    assert [line.key for line in after.replies] == ["birth_date"]


def test_a_visit_of_the_household_that_was_named_is_found_by_its_name():
    two = asked_about(ANAS, visit("Leo", THU, 9))
    after = turn(two, said(intents=(Intent.CANCEL_VISIT,), who=Who("Leo")))
    assert after.session.asked.opening.start == opening(THU, 9).start
