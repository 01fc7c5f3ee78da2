"""What holds for new patients, planned treatment and households, in every session they can reach."""

import pytest

from flows.book import Book
from flows.flow import Ask
from flows.newpatient import NewPatient
from flows.walk import walk
from flows.words import (
    BookAppointment,
    Booked,
    Heard,
    Kind,
    MakeChart,
    NoSuchPatient,
    Patient,
    RaiseCard,
    Result,
    SchedulePlan,
    Send,
)
from tests.flows.scenes_people import JO, LEO, MADE, PEOPLE, TIM
from tests.flows.walked import load


@pytest.fixture(scope="module", params=PEOPLE, ids=str)
def steps(request):
    return list(walk(PEOPLE[request.param], most=40_000))


def sent(step, *kinds):
    return [c.effect for c in step.turn.commands if isinstance(c, Send) and isinstance(c.effect, kinds)]


def flows(node):
    return load(node.session).flows


def front(node):
    return flows(node)[-1] if flows(node) else None


def test_the_walk_reaches_a_booking(steps):
    assert any(isinstance(s.event, Result) and isinstance(s.event.value, Booked) for s in steps)


def test_nothing_is_made_or_booked_without_a_yes_to_exactly_that_time(steps):
    for s in steps:
        made = sent(s, MakeChart, BookAppointment, SchedulePlan)
        if made and isinstance(s.event, Heard):
            pytest.fail(f"{s.label}: sent before the time was looked at again")
        for effect in made:
            flow = front(s.after)
            assert flow.agreed, s.label
            if not isinstance(effect, MakeChart):
                offered = flow.openings or flow.near
                assert effect.opening == (flow.pick or offered[0]), s.label


def test_a_yes_counts_only_for_the_time_that_was_read_back(steps):
    for s in steps:
        before, after = front(s.before), front(s.after)
        if isinstance(s.event, Heard) and getattr(after, "agreed", None) and not getattr(before, "agreed", None):
            asked = load(s.before.session).asked
            assert s.event.agreed, s.label
            assert asked.about == "agreed", s.label


def test_nobody_without_a_chart_is_booked(steps):
    for s in steps:
        for booking in sent(s, BookAppointment):
            assert booking.patient.number, s.label


def test_no_child_gets_a_chart_without_somebody_of_age_who_was_proven(steps):
    for s in steps:
        for making in sent(s, MakeChart):
            child = making.who.born == TIM.born
            assert isinstance(making.guardian, Patient) is child, s.label
            assert not (making.guardian and making.guardian.minor), s.label


def test_a_chart_is_made_once_and_then_only_booked_on(steps):
    """After a chart was made the request is one of somebody who has a chart: whatever is said, no second one is asked for."""
    for s in steps:
        if isinstance(s.event, Result) and isinstance(s.event.of, MakeChart) and s.event.value == MADE:
            assert isinstance(front(s.after), Book), s.label
            assert front(s.after).patient == MADE, s.label
        if isinstance(front(s.before), Book) and front(s.before).patient == MADE:
            assert not sent(s, MakeChart), s.label


def test_who_may_have_a_chart_meets_a_person_and_neutral_words(steps):
    for s in steps:
        if isinstance(s.event, Result) and isinstance(s.event.of, MakeChart) and isinstance(s.event.value, NoSuchPatient):
            assert RaiseCard(Kind.SECOND_CHART) in s.turn.commands, s.label
            assert [line.key for line in s.turn.replies] == ["desk_confirms"], s.label


def test_a_name_is_said_only_of_somebody_proven_or_as_they_said_it(steps):
    known = {"Ana", "Leo"}
    for s in steps:
        for line in s.turn.replies:
            first = line.fields.get("first")
            if first in known:
                proven = [f for f in (*flows(s.before), *flows(s.after)) if isinstance(getattr(f, "patient", None), Patient)]
                assert any(f.patient.first_name == first for f in proven), s.label
            elif first is not None:
                assert first in (JO.first, TIM.first), s.label


def test_each_person_is_booked_on_their_own_proof(steps):
    for s in steps:
        for booking in sent(s, BookAppointment):
            who = front(s.after).who
            assert (booking.patient.first_name == "Leo") is (who.born == LEO.born), s.label


def test_the_question_we_remember_is_the_one_that_is_asked(steps):
    for s in steps:
        session = load(s.after.session)
        if session.asked and session.flows:
            move = session.flows[-1].next_move()
            assert isinstance(move, Ask), s.label
            assert (move.about, move.opening) == (session.asked.about, session.asked.opening), s.label


def test_the_birth_date_is_said_with_its_month_before_a_chart_is_made(steps):
    said = {s.after for s in steps if any(line.key == "understood" for line in s.turn.replies)}
    for s in steps:
        if isinstance(front(s.after), NewPatient) and sent(s, MakeChart):
            assert front(s.after).told, s.label
    assert said or not any(sent(s, MakeChart) for s in steps)


def test_every_conversation_can_still_end(steps):
    back = {}
    for s in steps:
        back.setdefault(s.after, set()).add(s.before)
    alive = {n for n in back if not n.sent and not n.reads and (not flows(n) or load(n.session).with_person)}
    ends = list(alive)
    while ends:
        for before in back.get(ends.pop(), set()) - alive:
            alive.add(before)
            ends.append(before)
    assert {s.before for s in steps} <= alive
