"""A yes that was sent before the newest question could be read belongs to the one before it: it books nothing."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows import engine
from flows.hearing import hear
from flows.words import Taken
from tests.transcripts.play import Play


def _offered_another_time():
    """Their yes came too late: the one other time there is has just been read back."""
    play = Play()
    play.set("chart", "Ana Silva, 1980-05-01")
    play.set("free", "Tue Nov 24: 9:00, 11:00")
    play.hears("cleaning tuesday at 9, Ana Silva 5/1/80")
    play.office.tells = False
    play.hears("yes please")
    play.office.free = [o for o in play.office.free if o.start.hour != 9]
    play.settle(Taken())
    assert play.says[-1].startswith("Bot: Sorry, that time was just taken. A visit for Ana on Tue Nov 24 at 11:00 AM.")
    return play


def _after_a_yes(play, seconds):
    asked = play.session.asked.at
    said = asked + timedelta(seconds=seconds)
    heard = hear("yes please", play.session, play.office.practice, id="again", at=asked + timedelta(seconds=9), said=said)
    return engine.turn(play.session, heard).session


@pytest.mark.parametrize("seconds", [0, 2, 5])
def test_a_second_yes_to_the_time_that_was_taken_is_no_yes_to_another(seconds):
    session = _after_a_yes(_offered_another_time(), seconds)
    assert session.flows[-1].agreed is None
    assert session.asked.opening.start.hour == 11  # asked again


def test_a_yes_to_what_could_be_read_counts():
    assert _after_a_yes(_offered_another_time(), 8).flows[-1].agreed


def test_a_yes_sent_with_another_pick_is_no_yes_to_what_is_read_back_next():
    play = Play()
    play.set("chart", "Ana Silva, 1980-05-01")
    play.set("free", "Tue Nov 24: 9:00, 11:00")
    play.hears("cleaning next week, Ana Silva 5/1/80")
    play.hears("2")
    play.hears("actually the first one")
    session = _after_a_yes(play, 2)
    assert session.flows[-1].agreed is None
    assert session.asked.opening == session.flows[-1].pick
    assert _after_a_yes(play, 8).flows[-1].agreed


def test_an_answer_that_crossed_its_question_is_asked_again_kindly_and_is_no_miss():
    play = _offered_another_time()
    asked = play.session.asked.at
    heard = hear("yes please", play.session, play.office.practice, id="again", at=asked, said=asked + timedelta(seconds=2))
    after = engine.turn(play.session, heard)
    assert [line.key for line in after.replies] == ["crossed", "read_back"]
    assert after.session.misses == play.session.misses
    late = asked + timedelta(seconds=30)
    assert engine.turn(after.session, replace(heard, id="read", at=late, said=late)).session.flows[-1].agreed


def test_what_is_asked_beside_a_yes_that_crossed_is_answered():
    play = _offered_another_time()
    asked = play.session.asked.at
    text = "yes please. do I need to bring anything?"
    heard = hear(text, play.session, play.office.practice, id="again", at=asked, said=asked + timedelta(seconds=2))
    assert [line.key for line in engine.turn(play.session, heard).replies] == ["ask_the_desk", "crossed", "read_back"]


def _each(play, texts):
    """Say yes at each of these seconds after the question, and be heard at the other. Returns the session and all replies."""
    session, asked, replies = play.session, play.session.asked.at, []
    for n, (said, heard) in enumerate(texts):
        said, at = (asked + timedelta(seconds=s) for s in (said, heard))
        after = engine.turn(session, hear("yes", session, play.office.practice, id=f"yes {n}", at=at, said=said))
        session, replies = after.session, [*replies, *after.replies]
    return session, [line.key for line in replies]


def test_a_burst_of_answers_that_crossed_is_answered_once():
    session, replies = _each(_offered_another_time(), [(0, 2), (0.5, 2), (1, 2.5), (2, 3)])
    assert replies == ["crossed", "read_back"]
    assert session.flows[-1].agreed is None
    assert not session.misses


def test_one_that_was_sent_after_the_question_was_put_again_gets_an_answer():
    session, replies = _each(_offered_another_time(), [(0, 1), (2.6, 3)])
    assert replies == ["crossed", "read_back"] * 2
    assert session.flows[-1].agreed is None
    assert _each(_offered_another_time(), [(0, 1), (2.6, 3), (5.5, 6)])[0].flows[-1].agreed


@pytest.mark.parametrize("text", ["yes", "START"])
def test_what_was_sent_before_a_stop_and_found_after_it_does_not_take_it_back(text):
    play = Play()
    play.hears("hi")
    practice, stop = play.office.practice, play.now + timedelta(minutes=5)
    stopped = engine.turn(play.session, hear("STOP", play.session, practice, id="stop", at=stop, keyword="STOP")).session
    later, before = stop + timedelta(minutes=2), stop - timedelta(seconds=25)
    keyword = text if text == "START" else ""
    found = engine.turn(stopped, hear(text, stopped, practice, id="found", at=later, said=before, keyword=keyword))
    assert found.session.opted_out
    assert not found.replies
    assert not found.commands
    after = engine.turn(stopped, hear(text, stopped, practice, id="again", at=later, said=later, keyword=keyword))
    assert not after.session.opted_out
    assert [line.key for line in after.replies] == ["opted_in"]
