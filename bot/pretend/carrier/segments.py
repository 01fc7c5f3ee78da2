"""What the carrier bills: the segments of a text, counted from the alphabet of 3GPP TS 23.038.

Written apart from the bot's own counter on purpose: when the two disagree, a test says so.
"""

from __future__ import annotations

# Table 6.2.1, in the order of the codes 0x00 to 0x7F; the place of the escape code is held by a space.
GSM = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
ESCAPED = "\f^{}\\[~]|€"  # table 6.2.1.1: an escape code, then the character
WHOLE_7, PART_7 = 160, 153
WHOLE_16, PART_16 = 70, 67


def segments(body: str) -> int:
    """Return how many segments the carrier sends and bills; nothing at all is one."""
    if all(char in GSM or char in ESCAPED for char in body):
        return _count([1 + (char in ESCAPED) for char in body], WHOLE_7, PART_7)
    return _count([len(char.encode("utf-16-be", "surrogatepass")) // 2 for char in body], WHOLE_16, PART_16)


def _count(widths: list[int], whole: int, part: int) -> int:
    """An escape sequence or a surrogate pair never straddles two parts: the part before it stays one short."""
    if sum(widths) <= whole:
        return 1
    parts, room = 1, part
    for width in widths:
        if width > room:
            parts, room = parts + 1, part
        room -= width
    return parts
