"""What patients write is read as they mean it."""

from datetime import UTC, date, datetime, time

import pytest

from flows.identify import Chart, match
from flows.reader import read
from flows.when import Span, When
from flows.words import Asked, Heard, Intent, Patient, Who
from tests.flows.scenes import PRACTICE, THU, TUE, opening

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)  # Thursday, 10:00 at the practice
OFFER = Asked("pick", NOW, openings=(opening(TUE, 9, 30), opening(TUE, 11), opening(THU, 14)))
READ_BACK = Asked("agreed", NOW, opening=opening(TUE, 9, 30))
WHO = Asked("who", NOW)


def heard(text: str, asked: Asked | None = None) -> Heard:
    return read(text, asked, NOW, PRACTICE, "en", id="text")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2", opening(TUE, 11)),
        ("the second one", opening(TUE, 11)),
        ("9:30", opening(TUE, 9, 30)),
        ("si, el jueves", opening(THU, 14)),
    ],
)
def test_a_choice_among_the_offered(text: str, start: object) -> None:
    assert heard(text, OFFER).pick == start


def test_a_yes_with_another_day_carries_both() -> None:
    said = heard("yes but thursday", READ_BACK)
    assert said.agreed is True
    assert said.when is not None


def test_a_birth_date_is_not_a_wish() -> None:
    said = heard("cleaning tuesday please, Ana Silva 5/1/80")
    assert said.who == Who("Ana", "Silva", date(1980, 5, 1))
    assert said.reason == "cleaning"
    assert said.when == When((Span(first=date(2026, 11, 24), last=date(2026, 11, 24)),))


@pytest.mark.parametrize("text", ["ana silva 1/5/1980", "Ana Silva, 01-05-80", "ana silva 01051980"])
def test_in_spanish_a_birth_date_may_have_its_day_first(text: str) -> None:
    """Which of the two it is, the chart on this phone tells. In English nobody writes so, and a year in front settles it."""
    who = read(text, WHO, NOW, PRACTICE, "es", id="text").who
    assert who == Who("Ana", "Silva", date(1980, 1, 5), other=date(1980, 5, 1))
    assert match([Chart(1, "Ana", "Silva", "", date(1980, 5, 1))], who) == Patient(1, "Ana")
    english = read(text, WHO, NOW, PRACTICE, "en", id="text").who
    assert english == Who("Ana", "Silva", date(1980, 1, 5))
    iso = read("ana silva 1980-01-05", WHO, NOW, PRACTICE, "es", id="text").who
    assert iso == Who("Ana", "Silva", date(1980, 1, 5))


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/stop",
        "see www.example.com/cancel",
        "maps.example.com/help",
        "(bit.ly/stop)",
        "mail me: stop@example.com",
    ],
)
def test_what_a_link_spells_is_not_said(text: str) -> None:
    heard = read(text, None, NOW, PRACTICE, "en", id="text")
    assert not {Intent.OPT_OUT, Intent.CANCEL_VISIT, Intent.HELP} & set(heard.intents)


@pytest.mark.parametrize(("text", "start"), [("tues.thanks", 24), ("mon @ 3.30", 23), ("wed@4", 25), ("ok.mon", 23)])
def test_a_stop_or_an_at_makes_no_link(text: str, start: int) -> None:
    when = read(text, Asked("when", NOW), NOW, PRACTICE, "en", id="text").when
    assert when is not None
    assert [span.first.day for span in when.wanted if span.first] == [start]


def test_an_hour_is_settled_by_when_the_practice_is_open() -> None:
    when = heard("tomorrow at 3").when
    assert when is not None
    assert when.around == time(15)


def test_a_name_alone_counts_only_as_an_answer() -> None:
    assert heard("Ana Silva", WHO).who == Who("Ana", "Silva")
    assert heard("Ana Silva").who is None


def test_stop_in_any_words_is_opting_out_and_cancelling_a_visit_is_not() -> None:
    assert heard("please stop texting me").intents == (Intent.OPT_OUT,)
    assert heard("cancel my appointment").intents == (Intent.CANCEL_VISIT,)


STRUCK = "\u0336"


@pytest.mark.parametrize(
    "text", [f"y{STRUCK}e{STRUCK}s{STRUCK}", "y\u0338es", "\U0001f44d\u20e0", "\u0443\u0435s", "\u202eyes", "y e\u0335 s"]
)
def test_what_is_struck_out_turned_round_or_only_looks_alike_is_no_yes(text: str) -> None:
    assert heard(text, READ_BACK).agreed is None


@pytest.mark.parametrize(
    ("text", "agreed"), [("yes\u200b", True), ("s\u0069\u0301", True), ("n\u00ado", False), ("dont\u200b book it", False)]
)
def test_what_is_invisible_changes_no_word(text: str, agreed: bool) -> None:
    assert heard(text, READ_BACK).agreed is agreed


@pytest.mark.parametrize(
    "text",
    ["one for tomorrow", "one for cleaning", "one for braces", "another for me", "one for my grandma", "otra para el jueves"],
)
def test_only_a_word_that_stands_in_no_list_is_a_name_typed_small(text: str) -> None:
    assert heard(text).who is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("hello?", None),
        ("ok?", None),
        ("¿hola?", "es"),
        ("hola", "es"),
        ("Hola! I need a cleaning", "en"),
        ("are you there?", "en"),
    ],
)
def test_a_question_mark_is_no_language(text: str, lang: str | None) -> None:
    assert heard(text).lang == lang


COMING = Asked("coming", NOW, names=("Ana", "Leo"))


@pytest.mark.parametrize("text", ["both", "all 4", "just mine", "just leo", "los dos", "solo el mío"])
def test_asked_who_is_coming_whose_it_is_is_a_yes(text: str) -> None:
    assert heard(text, COMING).agreed is True


def test_a_name_that_the_question_showed_is_taken_up() -> None:
    assert heard("leo can't come", COMING).who == Who("Leo")
    assert heard("leo can't come", COMING).agreed is False
    assert heard("both of us are sick", COMING).agreed is None


@pytest.mark.parametrize(("about", "intent"), [("coming", Intent.CANCEL_VISIT), ("pick", Intent.NEVER_MIND)])
def test_a_mere_cancel_means_the_visit_where_the_question_is_about_one(about: str, intent: Intent) -> None:
    assert heard("cancel it", Asked(about, NOW)).intents == (intent,)


@pytest.mark.parametrize("text", ["C", "c", "R", "r!"])
def test_a_letter_that_we_have_taught_is_of_no_language(text: str) -> None:
    assert read(text, None, NOW, PRACTICE, "es", id="text").lang is None
