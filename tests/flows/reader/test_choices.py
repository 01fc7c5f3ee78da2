"""How patients point at one of the offered times: Fri Dec 4 at 9:30, 10:00 and 11:00, and over three days."""

from datetime import datetime, timedelta

import pytest

from flows.hearing import hear
from flows.session import Session
from flows.words import Asked, Opening
from tests.flows.scenes import NOW, PRACTICE, ZONE

FIRST, SECOND, THIRD = "9:30", "10:00", "11:00"
SAME_DAY = {
    FIRST: "1|1)|#1|option 1|one|first|the first one|lets do the first one|1st one works|the earliest|the earlier one|either"
    "|any is fine|whichever|9:30|9.30|the 930 one|la primera por favor|i'll take 9:30|number one please",
    SECOND: "2|two|2nd|the second one|the second|i'll take the second|#2|2 please|la segunda|la de las 10|dos|el 2|10|10:00"
    "|the 10 o'clock|middle one|10am works|number 2|2!|yes 2|yes, the second|si, la segunda|la dos",
    THIRD: "3|three|3rd|the third one|last one|the last one please|the later one|11|the 11 one|fri 11|friday at 11|3 pls!"
    "|can i do #3|la última|la tercera|number three",
}
THREE_DAYS = {
    "Tue": "tuesday|tuesday works|tues pls|the tuesday one|el martes|si, el martes|1|9",
    "Wed": "wednesday|weds works|the wed one|miércoles|the 2:30|2:30|wed at 2:30",
    "Thu": "thursday|thu|the later one|last|el jueves por favor|3|10:15",
}


def opening(day, hour, minute=0):
    start = datetime(2026, 12, 1, hour, minute, tzinfo=ZONE) + timedelta(days=day - 1)
    return Opening(start, start + timedelta(hours=1), 3, 2)


FRIDAY = {FIRST: opening(4, 9, 30), SECOND: opening(4, 10), THIRD: opening(4, 11)}
DAYS = {"Tue": opening(1, 9), "Wed": opening(2, 14, 30), "Thu": opening(3, 10, 15)}


def said(text, offered):
    asked = Asked("pick", NOW, tuple(offered.values()))
    return hear(text, Session(asked=asked), PRACTICE, id="x", at=NOW)


def each(table):
    return [(text, which) for which, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "which"), each(SAME_DAY))
def test_among_three_times_of_a_day(text, which):
    assert said(text, FRIDAY).pick == FRIDAY[which]
    assert said(text, FRIDAY).when is None


@pytest.mark.parametrize(("text", "which"), each(THREE_DAYS))
def test_among_three_days(text, which):
    assert said(text, DAYS).pick == DAYS[which]


@pytest.mark.parametrize("text", ["7", "the seventh", "number 9", "la 8"])
def test_one_that_was_not_offered(text):
    heard = said(text, FRIDAY)
    assert heard.pick is None
    assert heard.not_offered


@pytest.mark.parametrize(
    "text",
    ["none of those", "no", "not the second one", "neither", "something later", "monday?", "what about 3pm", "hm", "1 or 2"],
)
def test_no_choice(text):
    assert said(text, FRIDAY).pick is None


def test_an_hour_that_two_of_them_begin_at_picks_neither():
    two = {"Tue": opening(1, 8), "Wed": opening(2, 8), "Thu": opening(3, 10)}
    assert said("8 works", two).pick is None
    assert said("10 works", two).pick == two["Thu"]


JANUARY = {"a": opening(43, 9), "b": opening(44, 9)}  # Tue Jan 12 and Wed Jan 13 2027


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("thursday?", (1, 14)),
        ("what about friday", (1, 15)),
        ("the 20th?", (1, 20)),
        ("y el jueves?", (1, 14)),
        ("el 20 mejor", (1, 20)),
        ("this thursday", (11, 26)),
        ("next thursday", (12, 3)),
        ("thursday dec 3", (12, 3)),
    ],
)
def test_beside_an_offer_a_bare_day_is_one_of_its_week_or_month(text, day):
    when = said(text, JANUARY).when
    assert [(span.first.month, span.first.day) for span in when.wanted] == [day]


@pytest.mark.parametrize(("text", "day"), [("monday?", (11, 30)), ("the 5th?", (12, 5)), ("tuesday?", (12, 1))])
def test_a_day_that_is_gone_in_the_week_of_the_offer_is_the_next_one(text, day):
    """On Tuesday, November 24, with Wednesday 25 on offer."""
    when = said(text, {"a": opening(-5, 9), "b": opening(-5, 11)}).when
    assert [(span.first.month, span.first.day) for span in when.wanted] == [day]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("1 no 2", SECOND),
        ("1, no, 2", SECOND),
        ("1 no wait 3", THIRD),
        ("2 not 1", SECOND),
        ("not 1, 3", THIRD),
        ("no la 1, la 2", SECOND),
        ("la 1, no la 2", FIRST),
        ("the first, no the second", SECOND),
    ],
)
def test_a_choice_put_right_in_the_same_breath(text, which):
    assert said(text, FRIDAY).pick == FRIDAY[which]


@pytest.mark.parametrize("text", ["not 1 or 2", "no 1 and no 2", "neither 1 nor 2"])
def test_two_numbers_that_are_not_wanted_pick_none(text):
    assert said(text, FRIDAY).pick is None


def test_a_number_means_its_place_before_it_means_an_hour():
    offered = {"a": opening(1, 14), "b": opening(1, 15), "c": opening(1, 16)}
    assert said("2", offered).pick == offered["b"]
    assert said("2pm", offered).pick == offered["a"]
    assert said("4", offered).pick == offered["c"]


def at_the_read_back(text, of):
    asked = Asked("agreed", NOW, opening=FRIDAY[of], yes_no=True, besides=tuple(FRIDAY.values()))
    return hear(text, Session(asked=asked), PRACTICE, id="x", at=NOW)


@pytest.mark.parametrize(
    "text", ["yes the second", "yes 2", "yes at 10", "actually the second one", "no, the 10 one", "si la segunda"]
)
def test_another_of_the_list_is_picked_and_no_yes(text):
    for read_back in (FIRST, THIRD):
        heard = at_the_read_back(text, read_back)
        assert heard.pick == FRIDAY[SECOND]
        assert heard.agreed is None


@pytest.mark.parametrize(
    "text",
    [
        "the other one",
        "the other one please",
        "no, the other one",
        "la otra",
        "mejor la otra",
        "el otro por favor",
    ],
)
def test_the_other_one_of_two(text):
    two = (FRIDAY[FIRST], FRIDAY[THIRD])
    asked = Asked("agreed", NOW, opening=two[0], yes_no=True, besides=two)
    heard = hear(text, Session(asked=asked), PRACTICE, id="x", at=NOW)
    assert heard.pick == two[1]
    assert at_the_read_back(text, FIRST).pick is None  # of three it could be either


@pytest.mark.parametrize("text", ["the other day", "la otra semana", "another one", "not the other one"])
def test_what_is_no_other_one_of_two(text):
    two = (FRIDAY[FIRST], FRIDAY[THIRD])
    asked = Asked("agreed", NOW, opening=two[0], yes_no=True, besides=two)
    assert hear(text, Session(asked=asked), PRACTICE, id="x", at=NOW).pick is None


@pytest.mark.parametrize(
    "text",
    ["yes", "yes the second one", "yes 10 works", "yes 2", "yes see you the 4th", "yes this is my first visit", "yes that one"],
)
def test_a_yes_to_the_one_read_back_stays_a_yes(text):
    heard = at_the_read_back(text, SECOND)
    assert heard.pick is None
    assert heard.agreed


@pytest.mark.parametrize(
    "text", ["yes the third one my boss said so", "yes the ninth", "2", "3", "hold on", "yes hold on", "ok one second"]
)
def test_what_is_no_plain_yes_is_none(text):
    heard = at_the_read_back(text, SECOND)
    assert heard.pick is None
    assert heard.agreed is None
