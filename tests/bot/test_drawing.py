"""The pictures in the pages are what the code would draw."""

from pathlib import Path

import pytest

from bot.drawing import PAGES, draw, outdated

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_diagrams_are_current(page):
    text = (ROOT / page).read_text("utf-8")
    assert "stateDiagram" in text
    assert outdated([ROOT / page]) == []


def test_a_stale_diagram_is_noticed_and_drawn_anew(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A page\n<!-- drawn: book -->\nold\n<!-- end -->\nand more\n")
    assert outdated([page]) == [page]
    draw([page])
    assert outdated([page]) == []
    assert page.read_text().endswith("<!-- end -->\nand more\n")
