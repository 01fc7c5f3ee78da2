"""What holds in every session a patient can reach, in any order of saying things."""

import pytest

from flows import answering, carrying
from flows.choosing import Choosing
from flows.flow import Ask, Do
from flows.session import Session
from flows.walk import walk
from flows.words import (
    Awaited,
    BookAppointment,
    Booked,
    BreakVisit,
    Changed,
    ConfirmVisit,
    FindOpenings,
    Heard,
    Kind,
    ListAsap,
    MoveVisit,
    OptOut,
    RaiseCard,
    Result,
    Send,
    Taken,
    Tick,
    Unconfirmed,
)
from tests.flows.scenes import ANA, OF_THE_LIST, PATIENT, SCENES
from tests.flows.scenes_visits import VISIT_SCENES
from tests.flows.walked import load

ALL = {name: (scene, Session()) for name, scene in SCENES.items()} | VISIT_SCENES
DONE = {"booked", "moved", "restored", "broken", "confirmed", "on_asap_list", "on_asap_list_for", "off_asap_list"}


@pytest.fixture(scope="module", params=ALL, ids=str)
def steps(request):
    scene, start = ALL[request.param]
    return list(walk(scene, start, most=30_000))


def changes(turn):
    return [c.effect for c in turn.commands if isinstance(c, Send) and isinstance(c.effect, Awaited)]


def times(turn):
    """Return the effects that make the patient come at a time."""
    return [effect for effect in changes(turn) if isinstance(effect, BookAppointment | MoveVisit)]


def asked_before(step):
    return load(step.before.session).asked


def talking(node):
    session = load(node.session)
    return session.flows[-1] if session.flows else None


def test_the_walk_reaches_an_end_that_the_office_has_agreed_to(steps):
    ends = [s for s in steps if isinstance(s.event, Result) and isinstance(s.event.value, Booked | Changed)]
    assert ends or not any(changes(s.turn) for s in steps)


def test_every_text_is_answered_or_given_to_a_person_or_waits_for_a_read(steps):
    for s in steps:
        before = load(s.before.session)
        if isinstance(s.event, Heard) and not before.with_person and not before.opted_out and not s.event.keyword:
            told = before.out and before.told
            assert s.turn.replies or s.after.reads or told or changes(s.turn), s.label


def test_nothing_is_booked_or_moved_without_a_yes_to_exactly_that_time(steps):
    """The yes is in the session only if it answered the read-back of that one opening, for that patient."""
    said_yes = [s for s in steps if isinstance(s.event, Heard) and _agreed(s.after) and not _agreed(s.before)]
    assert said_yes or not any(times(s.turn) for s in steps)
    for s in said_yes:
        assert s.event.agreed, s.label
        asked = asked_before(s)
        assert asked is not None, s.label
        assert asked.about == "agreed", s.label
        assert asked.opening == _picked(talking(s.after)), s.label
    for s in steps:
        for effect in times(s.turn):
            flow = talking(s.after)
            assert flow.agreed, s.label
            assert effect.opening == _picked(flow), s.label
            if isinstance(effect, BookAppointment):
                assert effect.patient == flow.patient, s.label
            else:
                assert effect.visit in flow.visits, s.label


def _agreed(node):
    flow = talking(node)
    return bool(isinstance(flow, Choosing) and flow.agreed)


def _picked(flow):
    offered = flow.openings or flow.near
    return flow.pick or (offered[0] if len(offered) == 1 else None)


def test_no_visit_is_broken_that_was_not_the_one_in_the_question(steps):
    for s in steps:
        for effect in changes(s.turn):
            if isinstance(effect, BreakVisit):
                asked = asked_before(s)
                assert isinstance(s.event, Heard), s.label
                assert asked.about == "choice", s.label
                assert asked.opening == effect.visit.opening, s.label
                assert s.event.option == 2 or "cancel" in s.label, s.label


def test_no_visit_is_confirmed_that_was_not_in_the_question(steps):
    """But the next of a household, once the first is confirmed."""
    for s in steps:
        for effect in changes(s.turn):
            if isinstance(effect, ConfirmVisit) and isinstance(s.event, Heard):
                asked = asked_before(s)
                assert asked.about == "coming" or s.label in ("never mind", "I confirm"), s.label  # after a no: "keep it"
                assert asked.opening in (None, effect.visit.opening), s.label
                assert effect.visit in talking(s.before).visits, s.label
            elif isinstance(effect, ConfirmVisit):
                assert isinstance(s.event.of, ConfirmVisit), s.label


def test_the_list_is_joined_by_who_asked_for_it_or_liked_our_offer(steps):
    for s in steps:
        for effect in changes(s.turn):
            if isinstance(effect, ListAsap):
                flow = talking(s.after)
                assert effect.on is not bool(flow.off), s.label
                assert not flow.offered or flow.agreed, s.label


def test_an_answer_that_changes_something_books_and_breaks_nothing(steps):
    for s in steps:
        if s.label.startswith(("yes but", "yes the last", "2 but")):
            assert not changes(s.turn), s.label


def test_another_time_of_the_list_books_nothing_before_it_is_read_back(steps, request):
    said = [s for s in steps if s.label in OF_THE_LIST]
    assert said or request.node.callspec.params["steps"] not in ("road", "move", "move, proven", "move, the soonest")
    for s in said:
        assert not changes(s.turn), s.label
        assert not _agreed(s.after), s.label
        assert _picked(talking(s.after)) == s.event.pick, s.label


def test_what_was_said_before_a_question_does_not_answer_it(steps):
    """Texts kept while a change was out are heard when its result is in: never as the answer to what is asked only then."""
    for s in steps:
        before = load(s.before.session)
        if before.kept and isinstance(s.event, Result) and not isinstance(s.event.of, ConfirmVisit):
            assert not any(isinstance(e, BreakVisit | MoveVisit | ConfirmVisit) for e in changes(s.turn)), s.label


def test_a_yes_of_yesterday_books_nothing(steps):
    for s in steps:
        asked = asked_before(s)
        if asked and isinstance(s.event, Heard) and s.event.at - asked.at > answering.STANDS_FOR:
            kept = [effect for effect in changes(s.turn) if not isinstance(effect, ConfirmVisit)]  # it is read when confirmed
            assert not kept, s.label
            assert not _agreed(s.after), s.label


def test_a_change_once_sent_is_waited_for(steps):
    """While it is out nothing else is changed; its result is told to the patient, or to the desk alone after an opt-out."""
    for s in steps:
        session = load(s.before.session)
        if session.out and isinstance(s.event, Heard | Tick):
            assert not changes(s.turn), s.label
            assert load(s.after.session).out == session.out, s.label
        if session.out and isinstance(s.event, Result) and s.event.id == session.out:
            carded = any(isinstance(c, RaiseCard) for c in s.turn.commands)
            goes_on = load(s.after.session).out or s.after.reads  # the next of a household; or it is read anew
            assert carded if session.opted_out else s.turn.replies or goes_on, s.label


def test_a_yes_is_said_only_after_the_office_said_it(steps):
    for s in steps:
        if any(line.key in DONE for line in s.turn.replies):
            assert isinstance(s.event, Result), s.label
            assert isinstance(s.event.value, Booked | Changed), s.label


def test_a_change_that_cannot_be_confirmed_brings_a_person(steps):
    for s in steps:
        if isinstance(s.event, Result) and isinstance(s.event.value, Unconfirmed) and not load(s.after.session).out:
            kinds = {c.kind for c in s.turn.commands if isinstance(c, RaiseCard)}
            assert kinds & {Kind.UNCONFIRMED, Kind.UNSETTLED}, s.label


def test_after_an_opt_out_nothing_is_said(steps):
    for s in steps:
        before, after = load(s.before.session), load(s.after.session)
        if before.opted_out and after.opted_out:
            assert not s.turn.replies, s.label
        if after.opted_out and not before.opted_out:
            assert any(isinstance(c, OptOut) for c in s.turn.commands), s.label
            assert len([line for line in s.turn.replies if line.key != "introduction"]) <= 1, s.label


def test_while_a_person_has_it_only_what_cannot_wait_is_said(steps):
    allowed = {"emergency", "opted_out", "opted_in", "wrong_number", "just_taken", "has_one_then", "changed_meanwhile"}
    allowed |= {"could_not_confirm", "could_not_change", *DONE}
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
        if flow and flow.patient == PATIENT and flow.who:
            assert flow.who.born in (ANA.born, flow.who.born), s.label
            assert flow.who.born is not None, s.label
        named = [line for line in s.turn.replies if {"first", "visits", "choices"} & set(line.fields)]
        if named and isinstance(s.event, Heard):
            flow = talking(s.before)
            assert flow is not None, s.label
            assert flow.patient == PATIENT or flow.named or flow.visits, s.label


def test_wrong_and_unknown_hear_the_same_and_the_third_try_brings_a_person(steps):
    for s in steps:
        keys = [line.key for line in s.turn.replies]
        if "not_found" in keys:
            assert load(s.after.session).tries < carrying.MAX_TRIES, s.label
        assert load(s.after.session).tries < carrying.MAX_TRIES, s.label


def test_who_has_a_visit_then_is_told_of_it_and_offered_nothing_on_it(steps, request):
    theirs = [s for s in steps if isinstance(s.event, Result) and isinstance(s.event.value, Taken) and s.event.value.own]
    assert theirs or request.node.callspec.params["steps"] != "beside"
    for s in theirs:
        assert not changes(s.turn), s.label
        assert "just_taken" not in {line.key for line in s.turn.replies}, s.label
        for read in s.turn.commands:
            if isinstance(read, FindOpenings):
                assert "has_one_then" in {line.key for line in s.turn.replies}, s.label
                assert set(s.event.value.own) <= set(read.besides), s.label


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
        "which_visit",
        "will_you_come",
        "will_all_come",
        "now_it_is",
        "c_to_confirm",
        "another_time_instead",
        "when_is_better",
        "move_read_back",
        "move_read_back_near",
        "restore_read_back",
        "list_for_sooner",
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


SOUGHT = {
    "road": {"openings", "free", "agreed", "ready", "booking"},
    "move, proven": {"who", "patient", "visits", "which", "openings", "free", "agreed", "ready", "moved"},
    "cancel, a household": {"which", "choice", "ended"},
    "confirm, a household": {"coming", "ended"},
    "asap": {"visits", "listed"},
    "late": {"visits", "fits"},
}


def test_every_fact_is_asked_for_or_found(steps, request):
    moves = [talking(s.after).next_move() for s in steps if talking(s.after)]
    sought = {m.about for m in moves if isinstance(m, Ask)} | {m.towards for m in moves if isinstance(m, Do)}
    assert sought >= SOUGHT.get(request.node.callspec.params["steps"], set())


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
