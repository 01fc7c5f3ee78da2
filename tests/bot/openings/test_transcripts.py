"""Every conversation about booking goes the same in an office without Web Sched, over the whole house, word for word."""

from datetime import UTC, datetime
from functools import partial

import pytest

from tests.slots import LENGTH, QUIET_LANE, expected, played, slots_file
from tests.transcripts.play import pages

BOOK = [page for page in pages() if page.parent.name == "book"]
NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)  # Thu Nov 19 2026 10:00 at the practice, as each of them begins


@pytest.mark.parametrize("page", BOOK, ids=lambda page: page.stem)
def test_the_conversation_goes_as_written(page, house):
    text = page.read_text()
    assert "now    Thu Nov 19 2026 10:00" in text
    heard = house(lambda town: played(town, text), start=NOW, practice=QUIET_LANE, file=partial(slots_file, length=LENGTH))
    assert heard == expected(text)


def test_there_are_conversations():
    assert len(BOOK) > 20
