"""One message on its way through the reader: its tokens, the words they stand for, its language, its phrases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from msgspec import Struct

from flows.reader import english, intents, mentions, spanish
from flows.reader.lateness import lateness
from flows.reader.lexicon import LEXICONS, WHOLE, language, spelled_out
from flows.reader.lexing import items
from flows.reader.parser import Item
from flows.reader.phrases import Found
from flows.reader.tables import phrases
from flows.reader.tokens import Token, cut
from flows.words import Lang, Mention, Practice

Said = tuple[str, ...]


class Message(Struct, frozen=True):
    tokens: list[Token]
    words: list[str]
    lang: Lang | None  # None: the words do not tell
    phrases: list[Found]
    row: list[Item]
    spoken: Lang  # the language it was read in
    about: tuple[Mention, ...]
    late: timedelta | None

    def unknown(self, practice: Practice, *, asked: bool) -> list[bool]:
        """Mark the words that nothing has a meaning for: they may be names. An answer to "who is it for?" may be called April."""
        reasons = _reason_words(_own(practice))
        free = [word not in reasons for word in self.words]
        taken = [(item.first, item.last) for item in self.row if item.kind != "WORD"]
        for first, last in (*taken, *((phrase.first, phrase.last) for phrase in self.phrases)):
            free[first:last] = [False] * (last - first)
        for at in asked_name_free(self.row) if asked else ():
            free[at] = True
        return [ok and token.word not in COMMON for ok, token in zip(free, self.tokens, strict=True)]


COMMON = english.COMMON | spanish.COMMON | LEXICONS["en"].known_by | LEXICONS["es"].known_by


def asked_name_free(row: Sequence[Item]) -> set[int]:
    """Return the tokens of months that stand alone: "April Jones", "June Park". They may be somebody's name."""
    kinds = ["", *(item.kind for item in row), ""]
    beside = ("NUM", "ORD")
    return {
        item.first
        for n, item in enumerate(row, 1)
        if item.kind == "MONTH" and kinds[n - 1] not in beside and kinds[n + 1] not in beside
    }


def message(text: str, lang: Lang) -> Message:
    tokens = cut(text, WHOLE)
    noticed = language(tokens)
    tokens = spelled_out(tokens, LEXICONS[noticed or lang])
    words = [token.word for token in tokens]
    said = intents.heard(words, noticed)
    row = items(tokens, noticed or lang)
    about = mentions.about(words, intents.starts(words), noticed, said)
    return Message(tokens, words, noticed, said, _not_hidden(row, said), noticed or lang, about=about, late=lateness(row, said))


HIDING = frozenset(
    ("LATE", "GREETING", "TOLD", "LEAVE_ASAP", "JOIN_ASAP")
)  # "voy tarde" says no afternoon, "not been in 2 years" no day to come


def _not_hidden(row: list[Item], phrases: Sequence[Found]) -> list[Item]:
    hidden = {n for phrase in phrases if phrase.means in HIDING for n in range(phrase.first, phrase.last)}
    return [item if item.first not in hidden else Item("WORD", None, item.first, item.last) for item in row] if hidden else row


def reason(words: Sequence[str], practice: Practice, *, own: bool = False) -> str | None:
    """Return what the visit is for, by the office's `own` words and what patients commonly say instead; the longest wins."""
    said = f" {' '.join(words)} "
    names = _own_names(_own(practice)) if own else _names(_own(practice))
    found = [(len(word), name) for word, name in names if f" {word} " in said]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _own(practice: Practice) -> tuple[tuple[str, Said], ...]:
    return tuple((r.name, tuple(w for several in r.says.values() for w in several)) for r in practice.reasons)


@lru_cache(maxsize=256)
def _reason_words(reasons: tuple[tuple[str, Said], ...]) -> frozenset[str]:
    """Return the words the office itself has for its reasons: nobody is called so."""
    return frozenset(word for name, says in reasons for phrase in (name, *says) for word in _plain(phrase).split())


@lru_cache(maxsize=256)
def _own_names(reasons: tuple[tuple[str, Said], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_plain(word), name) for name, says in reasons for word in (name, *says))


@lru_cache(maxsize=256)
def _names(reasons: tuple[tuple[str, Said], ...]) -> tuple[tuple[str, str], ...]:
    common = {**english.REASONS, **spanish.REASONS}
    pairs: dict[str, str] = {}
    for name, says in reasons:
        for word in (name, *says):
            pairs.setdefault(_plain(word), name)
    for name, says in reasons:
        for word in (name, *says):
            for other in phrases(common.get(_plain(word), "")):
                pairs.setdefault(other, name)
    return tuple(pairs.items())


def _plain(text: str) -> str:
    return " ".join(token.word for token in cut(text))
