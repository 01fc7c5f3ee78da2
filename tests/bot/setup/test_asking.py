"""Questions to the person: proposed where something is known, asked again where an answer cannot be taken."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from bot.settings import BadSettings
from bot.setup import asking
from bot.setup.asking import Asker, Wrong, phone, phones, zones_for

WINTER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def typed(monkeypatch):
    """Answer what is asked with these lines, and note the questions with what was proposed."""
    asked = []

    def answers(*lines):
        left = list(lines)

        def prompt(question, *, default, err):
            assert err  # standard output may be the file
            asked.append((question, default))
            return left.pop(0)

        monkeypatch.setattr(asking.typer, "prompt", prompt)
        return asked

    return answers


def asker(quietly=False):
    return Asker(Console(file=io.StringIO()), quietly=quietly)


def us(text):
    return phone(text, "US")


def test_a_number_is_taken_as_people_write_it():
    assert us("(503) 555-0199") == us("503.555.0199") == us("+1 503 555 0199") == "+15035550199"
    assert phones("503-555-0142, +15035550143; 503 555 0142", "US") == ("+15035550142", "+15035550143")
    for text in ("", "12", "555-0199", "hello"):
        with pytest.raises(Wrong):
            us(text)


def test_a_wrong_answer_is_asked_again(typed):
    asked = typed("12", "503-555-0199")
    assert asker().ask("Number", us, option="--number") == "+15035550199"
    assert asked == [("Number", None), ("Number", None)]


def test_what_is_known_is_proposed_and_an_option_asks_nothing(typed):
    asked = typed("503-555-0100")
    assert asker().ask("Number", us, option="--number", known="5035550100") == "+15035550100"
    assert asker().ask("Number", us, option="--number", given="5035550199") == "+15035550199"
    assert asked == [("Number", "5035550100")]


def test_a_script_takes_what_is_known_and_is_told_the_option_otherwise():
    assert asker(quietly=True).ask("Number", us, option="--number", known="5035550100") == "+15035550100"
    with pytest.raises(BadSettings, match="give it with --number"):
        asker(quietly=True).ask("Number", us, option="--number")


def test_the_end_of_input_is_no_answer(monkeypatch):
    def nobody(*_, **__):
        raise asking.typer.Abort

    monkeypatch.setattr(asking.typer, "prompt", nobody)
    with pytest.raises(BadSettings, match="give it with --number"):
        asker().ask("Number", us, option="--number")


def test_zones_are_those_of_the_number_that_keep_the_offices_time():
    eight, five = timedelta(hours=-8), timedelta(hours=-5)
    assert zones_for("+15035550100", eight, WINTER)[0] == "America/Los_Angeles"
    assert zones_for("+15035550100", five, WINTER)[0] == "America/New_York"
    assert zones_for("+16025550100", timedelta(hours=-7), WINTER)[0] == "America/Phoenix"
    assert zones_for("+15035550100", None, WINTER) == ("America/Los_Angeles",)
    assert zones_for("+15035550100", timedelta(hours=3), WINTER) == ()
