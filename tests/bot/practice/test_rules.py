"""The rules of a practice: what it does differently from others."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.practice import load_practices
from flows.words import Rules
from tests.bot.maple import maple, wrong

EXAMPLE = Path(__file__).parents[3] / "deploy" / "office.example.toml"


def rules(text: str) -> Rules:
    return maple(more=f"[rules]\n{text}\n").practice.rules


def test_a_practice_that_says_nothing_has_the_usual_rules_and_the_example_says_what_they_are():
    assert maple().practice.rules == Rules()
    assert load_practices(EXAMPLE)[0].practice.rules == Rules()


def test_every_rule_has_a_key():
    found = rules(
        """
        short_notice_hours = 48
        on_short_notice = "desk"
        of_age = 19
        ask_days_before = 3
        ask_from = "8:30"
        ask_until = "19:00"
        ask_on_sundays = true
        ask_if_unknown = true
        """
    )
    assert found == Rules(
        short_notice=timedelta(hours=48),
        on_short_notice="desk",
        of_age=19,
        ask_before=timedelta(days=3),
        ask_from=time(8, 30),
        ask_until=time(19),
        ask_on_sundays=True,
        ask_if_unknown=True,
    )


def test_nought_days_before_is_not_at_all_and_nought_hours_no_notice():
    assert rules("ask_days_before = 0").ask_before is None
    assert rules("short_notice_hours = 0").short_notice == timedelta(0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ask_day_before = 2", '[rules] ask_day_before is not a key here; did you mean "ask_days_before"?'),
        ("ask_days_before = 40", "must be a whole number from 0 to 14"),
        ('ask_from = "9"', '[rules] ask_from is "9": write a time of a 24-hour clock, like "09:00"'),
        ('ask_from = "9:00"\nask_until = "8:00"', "ask_until is not after ask_from; the clock has 24 hours: 8 PM is 20:00"),
        ('ask_on_sundays = "no"', "must be true or false, without quotes; left out it is false"),
        ('on_short_notice = "phone"', 'must be "short" or "fee" or "desk"; left out it is "short"'),
    ],
)
def test_a_slip_of_the_pen_is_one_sentence(text, said):
    assert said in wrong(more=f"[rules]\n{text}\n")
