"""What only the session or the carrier can tell about a text, and which texts may still have another half."""

import pytest

from flows.hearing import KEYWORDS, hear, unfinished
from flows.session import Session
from flows.words import Intent
from tests.flows.scenes import NOW, PRACTICE


def heard(text, session=None, **more):
    return hear(text, session or Session(), PRACTICE, id="x", at=NOW, **more)


@pytest.mark.parametrize(("word", "intent"), KEYWORDS.items())
def test_the_carriers_own_words_mean_what_the_carrier_takes_them_for(word, intent):
    assert heard(word, keyword=word).intents == (intent,)


def test_yes_is_start_to_the_carrier_once_a_phone_has_opted_out():
    assert heard("YES", Session(opted_out=True)).intents == (Intent.OPT_IN,)
    assert heard("yes", Session(opted_out=False)).agreed is True


def test_a_language_the_practice_does_not_speak_is_not_switched_to():
    from msgspec.structs import replace

    english = replace(PRACTICE, languages=("en",))
    assert hear("hola quiero una cita", Session(), english, id="x", at=NOW).lang is None
    assert heard("hola quiero una cita").lang == "es"


@pytest.mark.parametrize(
    "text", ["can i come", "cleaning on", "I need to see you tuesday at", "tuesday,", "umm so", "puedo ir el"]
)
def test_these_may_have_another_half(text):
    assert unfinished(heard(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "can i come in?",
        "cleaning tuesday",
        "I need an appointment",
        "hi",
        "yes",
        "no",
        "glorp.",
        "stop texting me",
        "i cant breathe and",
        "person",
        "",
        "what are your hours",
    ],
)
def test_these_are_answered_at_once(text):
    assert not unfinished(heard(text), text)
