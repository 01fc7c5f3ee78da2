"""What only the session or the carrier can tell about a text, and which texts may still have another half."""

from datetime import date

import pytest
from msgspec.structs import replace

from flows.hearing import KEYWORDS, hear, unfinished
from flows.session import Session
from flows.words import Asked, Intent, Who
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


@pytest.mark.parametrize(
    "text",
    [
        "Yes. Do I need to bring anything?",
        "yep I'll be there, do I need to bring anything?",
        "c, and what should I bring?",
        "si ahi estare, debo llevar algo?",
    ],
)
def test_beside_its_yes_it_asks_something(text):
    heard_at = Session(asked=Asked("coming", NOW, yes_no=True))
    assert heard(text, heard_at).asks
    assert heard(text, heard_at).agreed


@pytest.mark.parametrize("text", ["yes, right?", "yes, tuesday at 9?", "yes, for my son?"])
def test_beside_its_yes_it_asks_nothing_of_its_own(text):
    assert not heard(text, Session(asked=Asked("coming", NOW, yes_no=True))).asks


def test_a_bare_name_is_one_where_we_had_said_what_to_send():
    assert heard("Jordan Kim", Session(invited=NOW)).who == Who("Jordan", "Kim")
    assert heard("Jordan Kim").who is None
    assert heard("glorp", Session(invited=NOW)).who is None  # one word is as often none


@pytest.mark.parametrize(
    ("text", "closed", "holiday"), [("thursday", True, True), ("saturday", True, False), ("friday", False, False)]
)
def test_a_date_that_is_closed_is_told_from_a_weekday_that_always_is(text, closed, holiday):
    """On Tuesday, November 24: that Thursday is Thanksgiving."""
    thanksgiving = replace(PRACTICE, closed=(date(2026, 11, 26),))
    said = hear(f"cleaning on {text}", Session(), thanksgiving, id="x", at=NOW)
    assert (said.closed, said.holiday) == (closed, holiday)
