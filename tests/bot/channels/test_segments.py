"""Segments, held against a second count that is made from the table of 3GPP TS 23.038 and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.segments import segments, seven_bit

# The default alphabet by position, row by row; 0x1B is the escape. Source: 3GPP TS 23.038, 6.2.1.
TABLE = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
EXTENSION = {0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|", 0x65: "€"}
PLAIN = TABLE.replace("\x1b", "")
some = st.text(st.sampled_from(PLAIN + "".join(EXTENSION.values())), max_size=700)


def counted(text):
    """Lay the text out, unit by unit: no character and no escape is parted from what belongs to it."""
    basic = all((c in TABLE and c != "\x1b") or c in EXTENSION.values() for c in text)
    alone, part = (160, 153) if basic else (70, 67)
    units = [(2 if c in EXTENSION.values() else 1) if basic else len(c.encode("utf-16-le")) // 2 for c in text]
    if sum(units) <= alone:
        return 1
    room = [part]
    for unit in units:
        if room[-1] < unit:
            room.append(part)
        room[-1] -= unit
    return len(room)


def test_the_alphabet_is_that_of_the_standard():
    assert len(TABLE) == 128
    assert all(seven_bit(c) for c in PLAIN)
    assert all(seven_bit(c) for c in EXTENSION.values())
    assert not any(seven_bit(chr(n)) for n in range(0x3000) if chr(n) not in PLAIN and chr(n) not in EXTENSION.values())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the euro sign does not fit behind 152, and pushes the rest on
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 67, 3),  # 33 in a part of 67, for half of one is none
        ("it's fine" + "." * 141, 1),
        ("it’s fine" + "." * 141, 3),
    ],
)
def test_segments_are_counted_at_their_edges(text, count):
    assert segments(text) == counted(text) == count


@pytest.mark.parametrize("c", "`’“”–—…á í ó ú ç".replace(" ", "") + "\u00a0")
def test_what_looks_harmless_but_triples_the_price_is_known(c):
    assert not seven_bit(c)


@pytest.mark.parametrize("c", "éèìòùñüöäà¿¡")
def test_the_accents_that_cost_nothing_are_known(c):
    assert seven_bit(c)


@settings(deadline=None)
@given(st.one_of(some, st.text(max_size=300), st.text(st.sampled_from("aá😀€"), max_size=400)))
def test_any_text_is_counted_as_the_standard_counts_it(text):
    assert segments(text) == counted(text)
