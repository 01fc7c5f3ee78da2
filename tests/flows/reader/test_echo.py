"""What the bot itself says is always read back to the same time: people copy it, and channels quote it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import clock, day, day_and_time
from flows.reader import read
from flows.when import When
from flows.words import Lang
from tests.flows.scenes import PRACTICE, ZONE

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
AHEAD = st.integers(1, 330).map(lambda days: timedelta(days=days))
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from(range(0, 60, 5)))
LANGS = st.sampled_from(("en", "es"))


def when(text: str, lang: Lang) -> When:
    found = read(text, None, NOW, PRACTICE, lang, id="text").when
    assert found is not None, text
    return found


@settings(max_examples=600, deadline=None)
@given(AHEAD, CLOCKS, LANGS)
def test_a_day_and_time_is_read_back(ahead: timedelta, at: time, lang: Lang) -> None:
    start = datetime.combine((NOW + ahead).date(), at, ZONE)
    for text in (day_and_time(start, lang), f"{day(start, lang)} {clock(start, lang)}", day_and_time(start, lang).lower()):
        found = when(text, lang)
        assert [(s.first, s.last) for s in found.wanted] == [(start.date(), start.date())], text
        assert found.around == at, text


@settings(max_examples=200, deadline=None)
@given(AHEAD, LANGS)
def test_a_day_is_read_back(ahead: timedelta, lang: Lang) -> None:
    start = datetime.combine((NOW + ahead).date(), time(9), ZONE)
    assert [(s.first, s.last) for s in when(day(start, lang), lang).wanted] == [(start.date(), start.date())]


@pytest.mark.parametrize("lang", ["en", "es"])
@given(at=CLOCKS)
@settings(max_examples=200, deadline=None)
def test_a_time_is_read_back(lang: Lang, at: time) -> None:
    assert when(clock(at, lang), lang).around == at
