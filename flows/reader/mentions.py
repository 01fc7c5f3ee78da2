"""Whom a message is about, where no name says it: "my son", "both kids", "mine and my husband's", "para los dos".

The words stand in english/people.py and spanish/people.py, by the members of flows.words.Mention; the patterns are those of
phrases.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.reader import english, spanish
from flows.reader.intents import kind
from flows.reader.phrases import Found, compiled, found
from flows.words import Lang, Mention

ENGLISH = compiled(english.MENTIONS, english.CLASSES)
SPANISH = compiled(spanish.MENTIONS, spanish.CLASSES)


def about(words: Sequence[str], starts: Sequence[bool], lang: Lang | None, said: Sequence[Found]) -> tuple[Mention, ...]:
    """Return who is mentioned, each once, in the order said: "move mine and cancel his" is me, then he. "Works for me" is nobody."""
    tables = (ENGLISH, SPANISH) if lang is None else (ENGLISH,) if lang == "en" else (SPANISH,)
    phrases = found(words, [kind(word) for word in words], starts, tables)
    idioms = [phrase for phrase in said if phrase.means in ("YES", "NO")]
    plain = (p for p in phrases if p.means != "ME" or not any(i.first <= p.first and p.last <= i.last for i in idioms))
    return tuple(dict.fromkeys(Mention[phrase.means] for phrase in plain))
