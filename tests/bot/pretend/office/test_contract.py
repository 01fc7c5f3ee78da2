"""CONTRACT.md: the checklist is whole, each piece of it has tests that exist, and the page is what would be written now."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.pretend.office import Switches
from tests.bot.pretend.office import contract

PIECES = [(piece, names) for line in contract.lines() for piece, names in line["proved"].items()]


def test_the_checklist_has_all_its_lines_and_pieces():
    """As section 23 of the reference had them on 25 November 2026."""
    parts = [i for i, line in enumerate(contract.lines()) if "head" in line]
    assert parts == [0, 8, 23]
    assert (len(contract.lines()), len(PIECES)) == (28, 91)


@pytest.mark.parametrize(("piece", "names"), PIECES, ids=[piece[:60] for piece, _ in PIECES])
def test_each_piece_is_proved_by_tests_that_exist(piece, names):
    assert names
    assert not set(names) - contract.tests().keys()


def test_every_guess_is_listed_with_what_it_is_about_and_turned_by_a_test():
    listed = contract.switches()
    assert [switch.name for switch in listed] == [field.name for field in fields(Switches)]
    for switch in listed:
        assert switch.about, switch
        assert contract.turning(switch), switch


def test_the_page_is_current():
    assert contract.PAGE.read_text("utf-8") == contract.page(), "uv run python -m tests.bot.pretend.office.contract"
