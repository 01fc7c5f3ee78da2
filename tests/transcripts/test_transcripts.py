"""Every transcript runs as it stands, and the README knows them all."""

import pytest

from tests.transcripts.index import README, listed, named
from tests.transcripts.play import pages, played


@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_the_conversation_goes_as_written(page):
    assert played(page.read_text()) == page.read_text()


def test_there_are_as_many_as_were_asked_for_in_both_languages():
    read = [page.read_text() for page in pages()]
    assert len(read) >= 120
    assert sum("¿" in text or "Ya le" in text or "la oficina" in text for text in read) >= 30


def test_every_page_that_the_table_of_rows_names_exists():
    assert named() <= {f"{page.parent.name}/{page.stem}" for page in pages()}


def test_the_list_of_all_pages_is_complete():
    assert listed(pages()) == README.read_text(), "run: uv run python -m tests.transcripts --list"
