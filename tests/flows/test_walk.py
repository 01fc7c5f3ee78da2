"""What holds in every session a patient can reach, in any order of saying things."""

import pytest

from flows import answering, carrying
from flows.flow import Ask, Do
from flows.session import load
from flows.walk import walk
from flows.words import (
    BookAppointment,
    Booked,
    Heard,
    Kind,
    OptOut,
    RaiseCard,
    Result,
    Send,
    Tick,
    Unconfirmed,
)
from tests.flows.scenes import ANA, PATIENT, SCENES


@pytest.fixture(scope="module", params=SCENES, ids=str)
def steps(request):
    return list(walk(SCENES[request.param], most=30_000))


def bookings(turn):
    return [c.effect for c in turn.commands if isinstance(c, Send) and isinstance(c.effect, BookAppointment)]


def asked_before(step):
    return load(step.before.session).asked


def talking(node):
    session = load(node.session)
    return session.flows[-1] if session.flows else None


def test_the_walk_reaches_a_booking(steps):
    assert any(isinstance(s.event, Result) and isinstance(s.event.value, Booked) for s in steps)


def test_every_text_is_answered_or_given_to_a_person_or_waits_for_a_read(steps):
    for s in steps:
        before = load(s.before.session)
        if isinstance(s.event, Heard) and not before.with_person and not before.opted_out and not s.event.keyword:
            told = before.out and before.told
            assert s.turn.replies or s.after.reads or told, s.label


def test_nothing_is_booked_without_a_yes_to_exactly_that_time(steps):
    """The yes is in the session only if it answered the read-back of that one opening, for that patient."""
    said_yes = [s for s in steps if isinstance(s.event, Heard) and _agreed(s.after) and not _agreed(s.before)]
    assert said_yes or not any(bookings(s.turn) for s in steps)
    for s in said_yes:
        assert s.event.agreed, s.label
        asked = asked_before(s)
        assert asked is not None, s.label
        assert asked.about == "agreed", s.label
        assert asked.opening == _picked(talking(s.after)), s.label
    for s in steps:
        for booking in bookings(s.turn):
            flow = talking(s.after)
            assert flow.agreed, s.label
            assert booking.opening == _picked(flow), s.label
            assert booking.patient == flow.patient, s.label


def _agreed(node):
    flow = talking(node)
    return bool(flow and flow.agreed)


def _picked(flow):
    offered = flow.openings or flow.near
    return flow.pick or (offered[0] if len(offered) == 1 else None)


def test_a_yes_that_changes_something_books_nothing(steps):
    for s in steps:
        if s.label.startswith(("yes but", "yes the last")):
            assert not bookings(s.turn), s.label


def test_a_yes_of_yesterday_books_nothing(steps):
    for s in steps:
        asked = asked_before(s)
        if asked and isinstance(s.event, Heard) and s.event.at - asked.at > answering.STANDS_FOR:
            assert not bookings(s.turn), s.label
            assert not _agreed(s.after), s.label


def test_a_booking_once_sent_is_waited_for(steps):
    """While it is out nothing else is booked; its result is told to the patient, or to the desk alone after an opt-out."""
    for s in steps:
        session = load(s.before.session)
        if session.out and isinstance(s.event, Heard | Tick):
            assert not bookings(s.turn), s.label
            assert load(s.after.session).out == session.out, s.label
        if session.out and isinstance(s.event, Result) and s.event.id == session.out:
            carded = any(isinstance(c, RaiseCard) for c in s.turn.commands)
            assert carded if session.opted_out else s.turn.replies, s.label


def test_a_yes_is_said_only_after_the_office_said_it(steps):
    for s in steps:
        if any(line.key == "booked" for line in s.turn.replies):
            assert isinstance(s.event, Result), s.label
            assert isinstance(s.event.value, Booked), s.label


def test_a_booking_that_cannot_be_confirmed_brings_a_person(steps):
    for s in steps:
        if isinstance(s.event, Result) and isinstance(s.event.value, Unconfirmed):
            assert RaiseCard(Kind.UNCONFIRMED) in s.turn.commands, s.label


def test_after_an_opt_out_nothing_is_said(steps):
    for s in steps:
        before, after = load(s.before.session), load(s.after.session)
        if before.opted_out and after.opted_out:
            assert not s.turn.replies, s.label
        if after.opted_out and not before.opted_out:
            assert any(isinstance(c, OptOut) for c in s.turn.commands), s.label
            assert len([line for line in s.turn.replies if line.key != "introduction"]) <= 1, s.label


def test_while_a_person_has_it_only_what_cannot_wait_is_said(steps):
    allowed = {"emergency", "opted_out", "opted_in", "wrong_number", "booked", "just_taken", "could_not_confirm"}
    for s in steps:
        before, after = load(s.before.session), load(s.after.session)
        if before.with_person and after.with_person:
            assert {line.key for line in s.turn.replies} <= allowed | {"introduction"}, s.label


def test_emergencies_opt_outs_and_people_act_at_once_in_every_state(steps):
    for s in steps:
        before, after = load(s.before.session), load(s.after.session)
        label = s.label.removesuffix(", tomorrow")
        if label == "emergency":
            assert any(isinstance(c, RaiseCard) and c.kind is Kind.EMERGENCY for c in s.turn.commands), s.label
        if label == "stop texting me" and not before.opted_out:
            assert after.opted_out, s.label
        if label == "a person" and not before.opted_out:
            assert after.with_person, s.label


def test_nothing_about_a_patient_is_known_before_the_birth_date_fits(steps):
    for s in steps:
        flow = talking(s.after)
        if flow and flow.patient == PATIENT:
            assert flow.who.born in (ANA.born, flow.who.born), s.label
            assert flow.who.born is not None, s.label
        named = [line for line in s.turn.replies if "first" in line.fields]
        if named and isinstance(s.event, Heard):
            assert talking(s.before) is not None, s.label
            assert talking(s.before).patient == PATIENT, s.label


def test_wrong_and_unknown_hear_the_same_and_the_third_try_brings_a_person(steps):
    for s in steps:
        keys = [line.key for line in s.turn.replies]
        if "not_found" in keys:
            assert load(s.after.session).tries < carrying.MAX_TRIES, s.label
        assert load(s.after.session).tries < carrying.MAX_TRIES, s.label


def test_at_most_one_question_ends_a_turn(steps):
    questions = {
        "who_is_it_for",
        "birth_date",
        "first_name",
        "what_for",
        "when_suits",
        "offer",
        "offer_near",
        "read_back",
    }
    for s in steps:
        asked = [line.key for line in s.turn.replies if line.key in questions]
        assert len(asked) <= 1, (s.label, asked)
        if asked:
            assert s.turn.replies[-1].key in questions, s.label


def test_the_question_we_remember_is_the_one_the_flow_asks(steps):
    for s in steps:
        session = load(s.after.session)
        if session.asked and session.flows:
            move = session.flows[-1].next_move()
            assert isinstance(move, Ask), s.label
            assert (move.about, move.openings, move.opening) == (
                session.asked.about,
                session.asked.openings,
                session.asked.opening,
            ), s.label


def test_every_fact_of_the_booking_is_asked_for_or_found(steps):
    moves = [talking(s.after).next_move() for s in steps if talking(s.after)]
    sought = {m.about for m in moves if isinstance(m, Ask)} | {m.towards for m in moves if isinstance(m, Do)}
    assert {"openings", "free", "agreed", "ready", "booking"} <= sought


def test_every_conversation_can_still_end(steps):
    """From each session some way leads to a booking, a person, or nothing left to do: no dead corner."""
    back = {}
    for s in steps:
        back.setdefault(s.after, set()).add(s.before)
    ends = [n for n in back if not n.sent and not n.reads and _ended(n)]
    alive = set(ends)
    while ends:
        for before in back.get(ends.pop(), ()):
            if before not in alive:
                alive.add(before)
                ends.append(before)
    assert {s.before for s in steps} <= alive


def _ended(node):
    session = load(node.session)
    return not session.flows or session.with_person
