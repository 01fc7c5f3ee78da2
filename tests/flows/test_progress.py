"""Nobody is asked the same for ever: whoever goes on saying what does not help gets a person."""

import pytest

from tests.transcripts.play import Play

ENOUGH = 7  # the same text so often, and somebody must have been called
OFFER = "cleaning monday, Ana Silva 5/1/80"
CLOSEST = "cleaning thursday at 5pm, Ana Silva 5/1/80"
STATES = {
    "whom it is for": ("cleaning monday",),
    "what for": ("i need an appointment, Ana Silva 5/1/80",),
    "when": ("i need a cleaning, Ana Silva 5/1/80",),
    "which of three": (OFFER,),
    "which of the closest": (CLOSEST,),
    "shall I book it": (OFFER, "1"),
    "any danger": ("my tooth hurts, Ana Silva 5/1/80",),
    "another time, or off the book": ("cancel my appointment, Ana Silva 5/1/80",),
}
HELPS_NOWHERE = ("glorp", "not a wednesday", "thursday at 5pm", "blah blah")
HELPS_SOMEWHERE = {  # an answer there, or a wish of which all that is offered are
    ("when", "not a wednesday"),
    ("when", "thursday at 5pm"),
    ("which of three", "not a wednesday"),
    ("shall I book it", "not a wednesday"),
    ("which of the closest", "not a wednesday"),
    ("another time, or off the book", "not a wednesday"),
}


def in_state(texts):
    play = Play()
    play.set("chart", "Ana Silva, 1980-05-01")
    play.set("visit", "Ana Silva, Wed Dec 9 9:00")
    for free in ("Mon Nov 23: 9:00, 14:10, 16:00", "Tue Nov 24: 9:00, 9:30", "Mon Nov 30: 9:00, 16:00"):
        play.set("free", free)
    for text in texts:
        play.hears(text)
    return play


@pytest.mark.parametrize("said", HELPS_NOWHERE)
@pytest.mark.parametrize("state", STATES)
def test_who_says_the_same_again_and_again_gets_a_person(state, said):
    play = in_state(STATES[state])
    for _ in range(ENOUGH):
        play.hears(said)
    assert play.session.with_person or (state, said) in HELPS_SOMEWHERE


@pytest.mark.parametrize(
    "texts", [("yes",), ("yes", "thursday at 5pm"), ("ok", "sure"), ("confirmed",), ("yes thursday at 5pm",)]
)
def test_a_yes_to_the_closest_there_is_chooses_none_of_them_and_ends_with_a_person(texts):
    play = in_state(STATES["which of the closest"])
    for _ in range(ENOUGH):
        for text in texts:
            play.hears(text)
    assert play.session.with_person
    assert not play.session.booked


def test_a_wish_of_which_all_that_is_offered_are_hides_no_miss():
    play = in_state(STATES["which of three"])
    for text in ("yes", "monday", "yes", "monday", "yes"):
        play.hears(text)
    assert play.session.with_person


def test_what_is_not_wanted_said_twice_is_one_wish():
    play = in_state((OFFER, "not monday", "not monday"))
    assert len(play.session.flows[-1].when.unwanted) == 1


@pytest.mark.parametrize("said", ["yes", "ok", "sure", "yes please"])
def test_a_yes_to_another_time_or_off_the_book_changes_nothing(said):
    play = in_state(STATES["another time, or off the book"])
    play.hears(said)
    assert not any(line.startswith("Office: breaks") for line in play.says)
    assert play.session.asked.about == "choice"
