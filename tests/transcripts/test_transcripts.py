"""Every transcript runs as it stands."""

import pytest

from tests.transcripts.play import pages, played


@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_the_conversation_goes_as_written(page):
    assert played(page.read_text()) == page.read_text()


def test_there_are_conversations():
    assert pages()
