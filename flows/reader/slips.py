"""Typing slips: "wednsday", "tomorow", "aftrenoon". One letter too many, too few, wrong, or two in the wrong order.

Only the words below are mended, and only words of six letters and more that nothing else knows: a reader that mends too much
hears what was never said ("mouth" is no month).
"""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 6
LONGEST = 16


def index(words: Iterable[str]) -> dict[str, str]:
    """Every word by what is left of it without one letter, and by itself."""
    return {left: word for word in words for left in (*_without_one(word), word)}


def _without_one(word: str) -> list[str]:
    return [word[:n] + word[n + 1 :] for n in range(len(word))]


def mended(word: str, known: dict[str, str], kept: frozenset[str]) -> str:
    """Return the word it was meant to be, or the word itself."""
    if not SHORTEST <= len(word) <= LONGEST or word in kept or not word.isalpha():
        return word
    for left in (word, *_without_one(word)):
        meant = known.get(left)
        if meant is not None and (meant[0] == word[0] or left == word) and near(word, meant):
            return meant
    return word


def near(one: str, other: str) -> bool:
    """Say whether one slip makes the one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[1:2] == b[:1] and b[1:2] == a[:1] and a[2:] == b[2:])
    return a[1:] == b or a == b[1:]
