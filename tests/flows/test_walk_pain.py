"""What holds for somebody in pain, in every session they can reach: danger first, the desk always, then a time."""

from datetime import timedelta

import pytest

from flows.book import Book
from flows.flow import Become
from flows.pain import Pain
from flows.walk import Scene, walk
from flows.words import BookAppointment, Booked, Heard, Intent, Kind, Opening, RaiseCard, Result, Send, Standing
from tests.flows.scenes import NOW, office, patient_says, said
from tests.flows.walked import load

PAIN = {
    "in pain": said(intents=(Intent.PAIN,), reason="toothache"),
    "in pain, nothing for it": said(intents=(Intent.PAIN,)),
    "not sure": said(intents=(Intent.UNSURE,)),
}
ROAD = ("who", "yes", "no", "mumble", "the first", "never mind", "cleaning")


def says(session):
    return PAIN | {label: heard for label, heard in patient_says(session).items() if label in ROAD}


@pytest.fixture(scope="module")
def steps():
    return list(walk(Scene(NOW, says, office, silence=False, days=1, once=True), most=30_000))


def front(node):
    flows = load(node.session).flows
    return flows[-1] if flows else None


def cards(step):
    return [c.kind for c in step.turn.commands if isinstance(c, RaiseCard)]


def test_the_walk_reaches_a_booking(steps):
    assert any(isinstance(s.event, Result) and isinstance(s.event.value, Booked) for s in steps)


def test_the_desk_is_told_at_the_first_word_of_pain(steps):
    for s in steps:
        before = load(s.before.session)
        if isinstance(s.event, Heard) and Intent.PAIN in s.event.intents and not (before.with_person or before.out):
            assert Kind.PAIN in cards(s), s.label


def test_a_yes_or_a_not_sure_to_danger_is_an_emergency_and_nothing_else(steps):
    seen = 0
    for s in steps:
        asked = load(s.before.session).asked
        if asked and asked.about == "danger" and s.label in ("yes", "not sure"):
            seen += 1
            assert [line.key for line in s.turn.replies if line.key != "introduction"] == ["emergency"], s.label
            assert Kind.EMERGENCY in cards(s), s.label
            assert load(s.after.session).with_person, s.label
    assert seen


def test_nothing_is_offered_before_danger_is_ruled_out(steps):
    for s in steps:
        flow = front(s.after)
        if isinstance(flow, Pain):
            assert not any(line.key in ("offer", "offer_near", "read_back") for line in s.turn.replies), s.label
        booked = [c.effect for c in s.turn.commands if isinstance(c, Send) and isinstance(c.effect, BookAppointment)]
        for booking in booked:
            assert isinstance(flow, Book), s.label
            assert flow.agreed, s.label
            assert booking.opening == (flow.pick or flow.openings[0]), s.label


def test_two_bookings_never_come_of_one_pain(steps):
    for s in steps:
        assert sum(isinstance(flow, Book) for flow in load(s.after.session).flows) <= 1, s.label


def test_the_booking_knows_the_visits_that_were_booked_before():
    """Else a second one is offered at the same minute: found by seed 192 of heavy."""
    before = (Standing(1, Opening(NOW, NOW + timedelta(hours=1), 1, 1)),)
    move = Pain(has=before, reason="toothache", danger=False).next_move()
    assert isinstance(move, Become)
    assert move.flows[0].has == before


def test_a_practice_without_a_visit_for_it_has_a_person_decide(steps):
    ends = [s for s in steps if s.label == "no" and isinstance(front(s.before), Pain) and front(s.before).reason is None]
    assert ends
    for s in ends:
        if not front(s.before).below and load(s.before.session).asked:
            assert load(s.after.session).with_person, s.label
