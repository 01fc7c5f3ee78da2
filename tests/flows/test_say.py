"""Every sentence, linted: what it costs, what it must not say, and that both languages say it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.segments import segments, seven_bit
from flows.say import LINES, Line, people_answer, render
from flows.words import Opening
from tests.flows.scenes import NOW, PRACTICE, TUE, opening

OFFERS = {"offer", "offer_near"}
FIELDS = {
    "first": "Maximiliano",
    "when": datetime(2026, 12, 23, 22, 30, tzinfo=UTC).astimezone(PRACTICE.zone),
    "times": tuple(opening(TUE + timedelta(days=n), 13, 30) for n in range(3)),
}
LONGEST_NAME = "Maple Street Family Dental"
NIGHT = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def worded(key: str, lang: str, at: datetime = NOW) -> str:
    names = {name for text in LINES[key] for name in re.findall(r"{(\w+)}", text)}
    return render(Line(key, {name: FIELDS[name] for name in names & FIELDS.keys()}), lang, PRACTICE, at)


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("at", [NOW, NIGHT])
def test_english_fits_one_segment_and_offers_two(key, at):
    text = worded(key, "en", at)
    assert seven_bit(text), text
    assert segments(text) <= (2 if key in OFFERS else 1), (len(text), text)


@pytest.mark.parametrize("key", LINES)
def test_spanish_costs_at_most_three_segments_and_offers_four(key):
    text = worded(key, "es", NIGHT)
    assert segments(text) <= (4 if key in OFFERS else 3), (len(text), text)


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_nothing_tells_a_patient_to_write_what_the_carrier_takes_for_stop(key, lang):
    """Naming the words as things to reply would opt patients out. START is meant: it opts in."""
    assert not re.search(r"\b(CANCEL|END|QUIT|STOP|UNSUBSCRIBE|CANCELAR)\b", worded(key, lang))


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_nothing_names_a_treatment_but_the_question_what_it_is_for(key, lang):
    if key == "what_for":
        return
    words = {word for reason in PRACTICE.reasons for says in reason.says.values() for word in says}
    assert not any(word in worded(key, lang).lower() for word in words)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_at_most_one_question_each(lang):
    for key in LINES:
        assert worded(key, lang).count("?") <= 1, key


def test_both_languages_fill_in_the_same_things():
    for key, (english, spanish) in LINES.items():
        practice_says = {"desk", "practice", "people", "reasons", "hours"}
        both = [set(re.findall(r"{(\w+)}", text)) - practice_says for text in (english, spanish)]
        assert both[0] == both[1], key


def test_a_person_is_promised_for_when_the_practice_is_open():
    assert people_answer(PRACTICE, "en", NOW) == "Someone will text you here soon."
    assert people_answer(PRACTICE, "en", NIGHT) == "We open Wed Nov 25 at 8:00 AM; someone will text you then."


def test_one_offer_names_each_day_once():
    same_day = (opening(TUE, 9), opening(TUE, 11))
    assert render(Line("offer", {"times": same_day}), "en", PRACTICE, NOW) == (
        "I can offer Tue Dec 1: 1) 9:00 AM, 2) 11:00 AM. Which one?"
    )
    assert isinstance(same_day[0], Opening)
