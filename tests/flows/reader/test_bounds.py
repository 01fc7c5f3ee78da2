"""Whatever is sent, reading it ends soon and never fails. Work is counted, not timed: a busy machine proves nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reader import read
from flows.reader.english import ACTS, SPELLINGS, WORDS
from flows.reader.message import message
from flows.reader.parser import Work, rewrite
from flows.reader.rules import ALL
from flows.reader.spanish import WORDS as PALABRAS
from flows.reader.tokens import MOST_TOKENS, cut
from tests.flows.reader.notation import ASKED, NOW
from tests.flows.reader.test_rules import HERE
from tests.flows.scenes import PRACTICE

KNOWN = sorted(
    {w for table in (WORDS, PALABRAS, ACTS) for text in table.values() for w in text.replace("|", " ").split()}
    | SPELLINGS.keys()
)
PIECES = st.one_of(
    st.sampled_from(KNOWN),
    st.integers(0, 99999999).map(str),
    st.sampled_from(("/", "-", ".", ",", ":", "'", "?", "3rd", "5pm", "12:30", "1/2/80", "👍", "ñ", "¿", "'s")),
)
HOSTILE = {
    "numbers": "1 " * 800,
    "dates": "12/3/26 " * 200,
    "ands": "monday and tuesday or " * 80,
    "signs": "/-.,:" * 320,
    "one word": "a" * 1600,
    "days": "the 3rd of the 4th of the 5th " * 60,
    "untils": "from 3 to 4 until 5 " * 90,
    "sundays": "not not not sunday " * 90,
    "gaps": "make can set get need want like fix " * 50,
    "apostrophes": "o'o'o'o'o' " * 150,
    "accents": "áéíóúñ" * 260,
    "combining": "e\u0301" * 800,
    "digits": "9" * 1600,
}


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(list(ASKED)), st.sampled_from(("en", "es")))
def test_any_row_of_known_words_is_read(text: str, asked: str, lang: str) -> None:
    assert read(text, ASKED[asked], NOW, PRACTICE, lang, id="text").id == "text"  # type: ignore[arg-type]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=2000), st.sampled_from(list(ASKED)))
def test_any_text_at_all_is_read(text: str, asked: str) -> None:
    assert read(text, ASKED[asked], NOW, PRACTICE, "en", id="text").id == "text"


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2120, 1, 1)),
    st.sampled_from(("feb 29", "the 31st", "next year", "in 400 months", "june 31")),
)
def test_on_any_day_it_is_read(now: datetime, text: str) -> None:
    assert read(text, None, now.replace(tzinfo=UTC), PRACTICE, "en", id="text").id == "text"


@pytest.mark.parametrize("name", HOSTILE)
def test_work_is_bounded(name: str) -> None:
    assert read(HOSTILE[name], None, NOW, PRACTICE, "en", id="text").id == "text"
    work = Work()
    rewrite(list(message(HOSTILE[name], "en").row), ALL, HERE, work)
    assert work.steps <= work.most + 50


def test_tokens_are_bounded() -> None:
    assert len(cut("1 " * 5000)) == MOST_TOKENS
    assert len(cut("a1" * 5000)) <= MOST_TOKENS


def test_what_stands_after_sixteen_hundred_characters_is_not_read() -> None:
    assert read("x" * 1600 + " tomorrow", None, NOW, PRACTICE, "en", id="text").when is None
