"""Every sentence, linted: what it costs, what it must not say, how hard it is to read, and that both languages say it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.channels.segments import segments, seven_bit
from bot.practice import wording
from flows import engine
from flows.say import LINES, Line, introduction, people_answer, render
from flows.session import Session
from flows.words import Answer, Heard, Intent, Opening
from tests.flows.readability import grade
from tests.flows.scenes import NOW, PRACTICE, TUE, opening

OFFERS = {"offer", "offer_near"}
NIGHT = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
CLOSED = {"en": "We open Wed Nov 25 at 8:00 AM", "es": "Abrimos"}
LANGS = ("en", "es")
# Spanish whose accents cannot be avoided in good Spanish, so that they cost the shorter segments.
ACCENTED = 8


def worded(key, lang, at=NOW):
    return wording.sample(key, lang, PRACTICE, at)


# --- what it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("at", [NOW, NIGHT])
def test_english_fits_one_segment_and_offers_two(key, at):
    text = worded(key, "en", at)
    assert seven_bit(text), text
    assert segments(text) <= (2 if key in OFFERS else 1), (len(text), text)


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("at", [NOW, NIGHT])
def test_spanish_costs_at_most_three_segments(key, at):
    text = worded(key, "es", at)
    assert segments(text) <= 3, (len(text), text)


def test_spanish_keeps_to_the_alphabet_of_160_where_good_spanish_allows():
    accented = [key for key, (_, spanish) in LINES.items() if not seven_bit(spanish)]
    assert len(accented) <= ACCENTED, accented


# --- what it must not say --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("lang", LANGS)
def test_our_own_sentences_stand_the_lint_of_a_practices_own(key, lang):
    """Fields, banned words, treatment, links, one question, length: whatever a practice may not write, we do not write."""
    if key == "answer":
        return  # the practice's own
    assert not [fault for fault in wording.faults(key, lang, LINES[key][lang == "es"], PRACTICE) if not _is_meant(key, fault)]


def _is_meant(key, fault):
    """The consent to texts says how they end: the law asks for it."""
    return key.startswith("first_read_back") and 'says "STOP"' in fault


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_names_a_treatment_but_the_question_what_it_is_for(key, lang):
    if key in ("what_for", "what_for_new"):
        return
    words = {word for reason in PRACTICE.reasons for says in reason.says.values() for word in says}
    assert not any(word in worded(key, lang).lower() for word in words)


@pytest.mark.parametrize("lang", LANGS)
def test_danger_names_the_number_to_call_and_no_advice(lang):
    for key in ("emergency", "tooth_out", "crisis"):
        text = worded(key, lang)
        assert "911" in text, key
        assert not re.search(r"\b(take|milk|ibuprofen|tylenol|rinse|tome|leche)\b", text.lower()), key
    assert "988" in worded("crisis", lang)
    assert "503-555-0100" in worded("tooth_out", lang)


# --- how hard it is to read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("lang", LANGS)
def test_six_years_of_school_are_enough(key, lang):
    plain = re.sub(r"{\w+}", "", LINES[key][lang == "es"])
    if len(re.findall(r"[^\W\d_]+", plain)) >= 8:  # of fewer words the measure says nothing
        assert grade(plain, lang) <= 6, (round(grade(plain, lang), 1), plain)


def test_the_measure_tells_easy_from_hard():
    easy = "The dog ran to the house. It was hot. He had no water."
    hard = "Notwithstanding preliminary administrative considerations, eligibility determinations remain outstanding."
    assert grade(easy, "en") < 3
    assert grade(hard, "en") > 12
    assert grade("El perro fue a casa. Hace sol. No hay agua.", "es") < 3
    assert grade("Considerando disposiciones administrativas preliminares, continuamos determinando elegibilidades.", "es") > 6


# --- both languages, one question, the name first ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_at_most_one_question_each(lang):
    for key in LINES:
        assert worded(key, lang).count("?") <= 1, key


def test_both_languages_fill_in_the_same_things():
    for key, (english, spanish) in LINES.items():
        both = [wording.fields(text) - wording.OF_THE_PRACTICE for text in (english, spanish)]
        assert both[0] == both[1], key


@pytest.mark.parametrize("intent", [Intent.GREETING, Intent.EMERGENCY, Intent.OPT_OUT, Intent.WRONG_NUMBER, Intent.HUMAN])
def test_the_first_text_to_a_number_names_the_practice_first(intent):
    after = engine.turn(Session(), Heard(id="1", at=NOW, intents=(intent,)))
    first = render(after.replies[0], "en", PRACTICE, NOW)
    assert first.startswith("Maple Street Dental:")
    assert after.session.introduced
    again = engine.turn(replace(after.session, with_person=False, opted_out=False), Heard(id="2", at=NOW, intents=(intent,)))
    assert introduction() not in again.replies


# --- what is filled in -------------------------------------------------------------------------------------------------


def test_a_person_is_promised_for_when_the_practice_is_open():
    assert people_answer(PRACTICE, "en", NOW) == "Someone will text you here soon."
    assert people_answer(PRACTICE, "en", NIGHT) == "We open Wed Nov 25 at 8:00 AM; someone will text you then."


def test_a_practice_that_promises_a_time_names_it_while_it_is_open_that_long():
    promising = replace(PRACTICE, rules=replace(PRACTICE.rules, people_within=timedelta(minutes=62)))
    late = NOW + timedelta(hours=6, minutes=30)
    assert people_answer(promising, "en", NOW) == "Someone will text you by 11:05 AM."
    assert people_answer(promising, "es", NOW) == "Le escriben antes de: 11:05 a. m."
    assert people_answer(promising, "en", late) == "Someone will text you here soon."
    assert people_answer(promising, "en", NIGHT).startswith(CLOSED["en"])


def test_an_answer_that_left_the_office_file_is_a_persons_to_give():
    answering = replace(PRACTICE, answers=(Answer(name="parking", says={"en": "Behind the house."}),))
    line = Line("answer", {"topic": "parking"})
    assert render(line, "en", answering, NOW) == "Behind the house."
    assert render(line, "en", PRACTICE, NOW) == "Someone will text you here soon."


def test_one_offer_names_each_day_once():
    same_day = (opening(TUE, 9), opening(TUE, 11))
    assert render(Line("offer", {"times": same_day}), "en", PRACTICE, NOW) == (
        "I can offer Tue Dec 1: 1) 9:00 AM, 2) 11:00 AM. Which one?"
    )
    assert isinstance(same_day[0], Opening)
