"""One sign that is not denied is danger; a denial, or nothing but pain, is none; what says neither is asked again."""

import pytest

from flows.reader.danger import danger


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "i have a fever", "yes fever", "a little swelling but no fever", "no but i have a fever", "its swollen"),
        *("my cheek is puffy", "no fever but swelling yes", "no, just swelling", "tengo fiebre", "un poco hinchado", "si"),
        *("no tengo fiebre pero esta hinchado", "solo hinchazón"),
    ],
)
def test_one_sign_that_is_not_denied_is_danger(text):
    assert danger(text, {"yes": True, "si": True}.get(text, False if text.startswith("no ") else None)) is True


@pytest.mark.parametrize(
    "text",
    [
        *("no swelling no fever", "no trouble breathing just pain", "just pain", "only hurts when i bite", "none", "nope"),
        *(
            "i dont have a fever or swelling",
            "not swollen",
            "sin fiebre",
            "solo me duele",
            "ni fiebre ni hinchazon",
            "nada de eso",
        ),
        "I don\u2019t have any swelling",
    ],
)
def test_what_is_denied_or_only_hurts_is_none(text):
    assert danger(text, None) is False


@pytest.mark.parametrize("text", ["", "what do you mean", "hm", "?", "my insurance is delta", "maybe"])
def test_what_says_neither_is_asked_again(text):
    assert danger(text, None) is None


def test_the_reader_knows_a_plain_yes_or_no():
    assert danger("sure", True) is True
    assert danger("i'm good", False) is False
