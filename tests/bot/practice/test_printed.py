"""What an office manager prints: every sentence with its cost, and the table of proof."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.practice.printed import practices
from bot.settings import BadSettings
from flows.say import LINES

EXAMPLE = Path(__file__).parents[3] / "deploy" / "office.example.toml"
OWN = '[wording.en]\nhello = "Hi there, this is {practice}. What do you need?"\n'


@pytest.fixture
def office(tmp_path):
    file = tmp_path / "maple.toml"
    rules = EXAMPLE.read_text("utf-8").replace(
        'on_short_notice = "short"\n', 'on_short_notice = "short"\nbirth_date_for = ["move"]\n'
    )
    file.write_text(rules + OWN, "utf-8")
    return str(file)


def test_the_preview_names_every_key_and_marks_what_the_practice_words_itself(office):
    printed = CliRunner().invoke(app, ["wording", office])
    assert printed.exit_code == 0
    for key in LINES:
        assert f" {key} [en]" in printed.stdout, key
        assert f" {key} [es]" in printed.stdout, key
    assert "* hello [en]  1 segment, GSM-7\n    Hi there, this is Maple Street Dental." in printed.stdout


def test_the_binder_shows_what_a_practice_has_raised(office):
    page = CliRunner().invoke(app, ["proof", office]).stdout
    assert "# How much proof each request by text needs at Maple Street Dental" in page
    assert "| move the visit that our own text named | birth date | this practice asks for it |" in page
    assert "| cancel the visit that our own text named | this phone |" in page


def test_without_a_file_it_is_said_what_to_name():
    with pytest.raises(BadSettings, match="CHAIRSIDE_OFFICES"):
        practices(None, None)
