"""How the tables of a language are written: spellings between bars, with a value before them where they have one."""

from __future__ import annotations

from collections.abc import Iterator


def phrases(text: str) -> tuple[str, ...]:
    """ "the last one | last one" -> both, without what surrounds them. A line break separates, too."""
    return tuple(phrase.strip() for phrase in text.replace("\n", "|").split("|") if phrase.strip())


def spellings(text: str) -> Iterator[tuple[str, str | int | None]]:
    """ "0: monday | mon; 1: tuesday" -> each spelling with its value; None where a line gives none."""
    for line in text.replace(";", "\n").splitlines():
        value, colon, words = line.partition(": ")
        for phrase in phrases(words if colon else line):
            yield phrase, _value(value.strip()) if colon else None


def _value(text: str) -> str | int:
    return int(text) if text.lstrip("-").isdecimal() else text
