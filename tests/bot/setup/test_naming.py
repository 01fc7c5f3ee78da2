"""The office's names for visits become ours, with words that a reader can tell apart."""

import pytest

from bot.practice import LANGUAGES
from bot.setup.naming import THEMES, likeness, named, plain, theme_of


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Cleaning and checkup", "cleaning"),
        ("New Patient Prophy", "cleaning"),
        ("Toothache or exam", "toothache"),
        ("EMERGENCY", "toothache"),
        ("Perio maintenance", "deep cleaning"),
        ("New Patient Exam", "exam"),
        ("Clear aligner consult", "braces"),
    ],
)
def test_a_name_is_known_by_what_it_is_about(theirs, ours):
    assert theme_of(theirs).name == ours


def test_a_name_nobody_knows_stays_what_it_is():
    assert theme_of("Sleep study") is None
    assert list(named(["Sleep study"], LANGUAGES)) == [("sleep study", {"en": ("sleep study",)})]


def test_two_of_one_theme_are_told_apart_and_share_no_word():
    (first, said), (second, also) = named(["Cleaning", "Child cleaning"], LANGUAGES)
    assert (first, second) == ("cleaning", "child cleaning")
    assert not set(said["en"]) & set(also["en"])


def test_no_name_is_given_twice_whatever_the_office_calls_things():
    names = [name for name, _ in named(["Visit", "Visit for patients", "", "Cleaning", "cleaning"], LANGUAGES)]
    assert len(names) == len(set(names)) == 5


def test_only_the_languages_of_the_practice_are_written():
    assert dict(named(["Cleaning"], ("en",)))["cleaning"].keys() == {"en"}


def test_what_says_new_patient_is_no_part_of_the_name():
    assert plain("New patient cleaning") == plain("Cleaning (NP)") == "cleaning"
    assert likeness("Cleaning and checkup", "New patient cleaning") > likeness("Crown", "New patient cleaning") == 0


def test_no_word_stands_at_two_themes():
    for lang in LANGUAGES:
        words = [word for theme in THEMES for word in getattr(theme, lang)]
        assert len(words) == len(set(words))
