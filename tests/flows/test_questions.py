"""What is asked beside a request, answered by the practice's file or a person; and what is answered first of all."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows import engine, first
from flows.hearing import hear
from flows.session import Session
from flows.words import Answer, DeskDid, Heard, Intent, Kind, OptOut, RaiseCard, Tick, Wake
from tests.flows.scenes import NOW, PRACTICE

DOG = Answer(name="dog", says={"en": "Yes."}, words={"en": ("service dog", "Hündchen")})
PARKING = Answer(name="parking", says={"en": "Behind.", "es": "Atras."})
CLINICAL = Answer(name="clinical", says={"en": "Take two."}, words={"en": ("antibiotics",)})
ANSWERING = replace(PRACTICE, answers=(DOG, PARKING, CLINICAL))


def heard(text, session=Session(), practice=ANSWERING):  # noqa: B008 (frozen)
    return hear(text, session, practice, id="text", at=NOW)


def cards(turn):
    return [c.kind for c in turn.commands if isinstance(c, RaiseCard)]


def says(*intents, **more):
    return Heard(id="text", at=NOW, intents=intents, **more)


@pytest.mark.parametrize("text", ["can i bring my service dog?", "SERVICE DOG ok?", "is a hundchen ok"])
def test_words_of_the_practices_own_ask_for_its_answer_however_they_are_typed(text):
    assert heard(text).topics == ("dog",)


def test_a_part_of_a_word_asks_for_nothing():
    assert heard("my service dogma is strict").topics == ()


def test_a_clinical_question_is_never_answered_by_a_file_that_says_it_can():
    assert heard("should i take antibiotics before?").topics == ()


def test_a_kind_is_answered_in_the_language_of_the_question_or_by_a_person():
    assert heard("is there parking?").topics == ("parking",)
    assert heard("hay estacionamiento?").topics == ("parking",)
    assert heard("puedo llevar mi service dog?").topics == ()


def test_what_is_no_word_at_all_asks_for_our_question_again():
    for text in ("?", "...", "🤷", "¿?"):
        assert heard(text).intents == (Intent.REPEAT,), text
    assert heard("👍").agreed is True


def test_a_picture_with_words_is_read_for_its_words():
    with_words = hear("is there parking?", Session(), ANSWERING, id="text", at=NOW, media=True)
    assert (with_words.media, with_words.topics) == (False, ("parking",))
    assert hear("", Session(), ANSWERING, id="text", at=NOW, media=True).media


def test_in_pain_the_practices_urgent_visit_is_meant():
    urgent = replace(PRACTICE, reasons=tuple(replace(r, urgent=r.name == "toothache") for r in PRACTICE.reasons))
    assert heard("i am in so much pain", practice=urgent).reason == "toothache"


def test_a_card_beside_a_request_neither_silences_the_bot_nor_ends_the_request():
    busy = engine.turn(Session(introduced=True), says(Intent.BOOK)).session
    asked = engine.turn(busy, says(Intent.PRICE))
    assert cards(asked) == [Kind.QUESTION]
    assert not asked.session.with_person
    settled = engine.turn(asked.session, DeskDid(id="desk", at=NOW, what="resolved"))
    assert settled.session.flows == asked.session.flows


@pytest.mark.parametrize(
    ("intents", "key", "kind"),
    [
        ((Intent.EMERGENCY,), "emergency", Kind.EMERGENCY),
        ((Intent.EMERGENCY, Intent.CRISIS), "crisis", Kind.CRISIS),
        ((Intent.EMERGENCY, Intent.KNOCKED_OUT), "tooth_out", Kind.EMERGENCY),
        ((Intent.EMERGENCY, Intent.OPT_OUT), "emergency", Kind.EMERGENCY),
        ((Intent.DECEASED, Intent.COMPLAINT), "condolence", Kind.DECEASED),
    ],
)
@pytest.mark.parametrize(
    "state", [Session(), Session(with_person=True), Session(out="x")], ids=["alone", "with a person", "out"]
)
def test_what_cannot_wait_is_answered_in_every_state(intents, key, kind, state):
    after = engine.turn(replace(state, introduced=True), says(*intents))
    assert [line.key for line in after.replies] == [key]
    assert cards(after) == [kind]
    assert after.session.with_person
    assert not any(isinstance(c, OptOut) for c in after.commands)


def test_a_stop_within_an_emergency_is_asked_about_once_it_is_over():
    after = engine.turn(Session(introduced=True), says(Intent.EMERGENCY, Intent.OPT_OUT))
    assert Wake(first.STOP_MEANT, first.ASKED_LATER) in after.commands
    later = Tick(id="tick", at=NOW + timedelta(hours=1), name=first.STOP_MEANT)
    assert [line.key for line in engine.turn(after.session, later).replies] == ["stop_meant"]
    meant = engine.turn(after.session, says(Intent.OPT_OUT)).session
    assert not engine.turn(meant, later).replies


def test_a_stranger_hears_nothing_more_until_the_desk_says_so_but_is_helped_in_danger():
    stranger = engine.turn(Session(introduced=True), says(Intent.WRONG_NUMBER)).session
    assert not engine.turn(stranger, says(Intent.VISITS)).replies
    assert not engine.turn(stranger, says(Intent.WRONG_NUMBER)).replies
    by_time = engine.turn(stranger, Tick(id="tick", at=NOW, name="give back"))
    assert by_time.session.not_them
    assert not by_time.replies
    assert engine.turn(stranger, says(Intent.EMERGENCY)).replies
    cleared = engine.turn(stranger, DeskDid(id="desk", at=NOW, what="gave back"))
    assert not cleared.replies
    assert engine.turn(cleared.session, says(Intent.GREETING)).replies


@pytest.mark.parametrize(
    ("event", "kinds"),
    [
        (says(Intent.THANKS), []),
        (says(agreed=True), []),
        (says(Intent.OPT_OUT), []),
        (says(), [Kind.CALL]),
        (says(Intent.BOOK), [Kind.CALL]),
        (says(Intent.EMERGENCY), [Kind.EMERGENCY]),
        (says(Intent.EMERGENCY, Intent.CRISIS), [Kind.CRISIS]),
    ],
)
def test_who_has_opted_out_gets_no_text_but_a_person_where_one_is_needed(event, kinds):
    after = engine.turn(Session(introduced=True, opted_out=True), event)
    assert not after.replies
    assert cards(after) == kinds
