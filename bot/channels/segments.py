"""What a text costs: its segments, exactly as the carrier counts them.

160 characters of the carrier's 7-bit alphabet, 153 in each part of a longer text; anything outside it makes the whole text
UCS-2, at 70 and 67. Source: 3GPP TS 23.038.
"""

from __future__ import annotations

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")  # two places each


def seven_bit(text: str) -> bool:
    """Say whether the whole text fits the carrier's 7-bit alphabet."""
    return all(c in BASIC or c in EXTENDED for c in text)


def segments(text: str) -> int:
    """Return how many segments the text is sent in; an empty one is one."""
    if seven_bit(text):
        return _parts([2 if c in EXTENDED else 1 for c in text], 160, 153)
    return _parts([2 if ord(c) > 0xFFFF else 1 for c in text], 70, 67)


def _parts(places: list[int], alone: int, part: int) -> int:
    """A character of two places is never cut in two."""
    if sum(places) <= alone:
        return 1
    count, used = 1, 0
    for place in places:
        if used + place > part:
            count, used = count + 1, 0
        used += place
    return count
