"""A time on which a visit of the patient's own lies: what is said of it, and what is not looked for again."""

import pytest
from msgspec.structs import replace

from flows import engine
from flows.move import Move
from flows.outcomes import told
from flows.say import Line
from flows.session import Session
from flows.words import BookAppointment, FindOpenings, RaiseCard, Result, StillFree, Taken
from tests.flows.scenes import ANA, FRI, NOW, OWN, PATIENT, THU, TUE, on, opening, visit

OTHER = visit("Ana", THU, 9, number=702)
HERS, SONS = visit("Ana", FRI, 14, 30), visit("Leo", TUE, 9)
BUSY = Line("has_one_then", {"first": "Ana", "when": OWN.start})
NOT_OPEN = Line("not_open_for", {"first": "Ana"})


def moving(**facts):
    """Ana moves her visit of Friday, and chose a time."""
    at = opening(TUE, 9)
    proven = {"who": ANA, "patient": PATIENT} | facts
    return Move(**{"visits": (HERS,), "when": on(TUE), "openings": (at, opening(TUE, 11)), "pick": at} | proven)


def asks(session, value):
    """Answer the read that the flow waits for, and return what follows."""
    [read] = [flow.next_move().command for flow in session.flows[-1:]]
    return engine.turn(session, Result(id="1", at=NOW, of=read, value=value))


@pytest.mark.parametrize(
    ("shown", "line"),
    [({}, BUSY), ({"who": None, "patient": None, "named": (HERS,)}, NOT_OPEN)],
    ids=["birth date", "this phone"],
)
def test_what_is_said_of_another_visit_follows_the_proof(shown, line):
    after = asks(Session(introduced=True, flows=(moving(**shown),)), Taken((OWN,)))
    assert after.replies == (line,)
    [search] = after.commands
    assert OWN in search.besides


def test_a_move_is_offered_nothing_on_another_visit_that_was_read_and_is_not_in_its_own_way():
    flow = moving(visits=(HERS, OTHER), which=HERS.opening, openings=None, pick=None, has=None)
    search = flow.next_move().command
    assert isinstance(search, FindOpenings)
    assert search.besides == (OTHER.opening,)
    assert search.what.visit == HERS.number


def test_somebody_elses_visit_in_the_household_is_in_nobodys_way():
    flow = moving(visits=(HERS, SONS), which=HERS.opening, openings=None, pick=None)
    assert flow.next_move().command.besides == ()


def test_the_look_at_a_time_for_a_visit_tells_which_one_moves():
    look = moving().next_move().command
    assert isinstance(look, StillFree)
    assert look.what.visit == HERS.number


def test_two_that_lie_on_two_times_are_both_kept_once():
    session = Session(introduced=True, flows=(moving(),))
    once = asks(session, Taken((OWN,))).session.flows[-1]
    again = replace(once, openings=(opening(TUE, 11),), pick=opening(TUE, 11))
    second = asks(Session(introduced=True, flows=(again,)), Taken((OWN, OTHER.opening))).session.flows[-1]
    assert second.busy == (OWN, OTHER.opening)


def test_another_person_has_other_visits():
    assert replace(moving(), busy=(OWN,)).learn({"who": replace(ANA, first="Leo")}).busy is None


def test_a_conversation_that_has_moved_on_is_still_told_why_nothing_was_booked():
    booking = BookAppointment(PATIENT, "cleaning", opening(TUE, 9))
    assert told(booking, Taken((OWN,))) == (BUSY, None)
    assert told(booking, Taken())[0].key == "just_taken"


def test_nobody_at_the_desk_is_needed_for_it():
    after = asks(Session(introduced=True, flows=(moving(),)), Taken((OWN,)))
    assert not any(isinstance(command, RaiseCard) for command in after.commands)
    assert not after.session.with_person
