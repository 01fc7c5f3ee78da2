"""A language as the reader uses it: the tables of english/ and spanish/, turned round for looking up.

The message's own language is looked up first, then the other one, so "puedo el tuesday" is read too. A word that means
something in the message's own language is never taken for a word of the other: "once" is eleven only in Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import ModuleType

from msgspec import Struct

from flows.reader import english, slips, spanish
from flows.reader.tables import spellings
from flows.reader.tokens import Token
from flows.words import Lang

Meaning = tuple[str, object]  # a kind of the grammar, and its value


class Entry(Struct, frozen=True):
    """One spelling: the words after its first, and what they mean together."""

    rest: tuple[str, ...]
    kind: str
    value: object


class Lexicon(Struct, frozen=True):
    """Every spelling of one language by its first word, the longest phrase first."""

    entries: dict[str, tuple[Entry, ...]]
    spellings: dict[str, tuple[str, ...]]
    glued: dict[str, Meaning]  # what they mean right behind a number, without a space
    vocabulary: frozenset[str]  # every word the tables know
    known_by: frozenset[str]  # those that tell the language best
    shy: frozenset[str]  # words that are a month or a number only in such company
    shy_after: frozenset[str]
    slips: dict[str, str]  # what a slip may stand for
    kept: frozenset[str]  # words that look like one and are none

    def longest(self, words: Sequence[str], at: int, choosing: bool = False) -> Entry | None:
        """Return the longest spelling that stands at this place."""
        for entry in self.entries.get(words[at], ()):
            if choosing and entry.kind == "WORD":
                continue
            if all(at + n < len(words) and words[at + n] == word for n, word in enumerate(entry.rest, 1)):
                return entry
        return None


def compiled(language: ModuleType) -> Lexicon:
    """Turn the tables of a language round."""
    found: dict[str, list[Entry]] = {}
    for kind, text in language.WORDS.items():
        for phrase, value in spellings(text):
            first, *rest = phrase.split()
            found.setdefault(first, []).append(Entry(tuple(rest), kind, value))
    return Lexicon(
        entries={first: tuple(sorted(several, key=lambda e: -len(e.rest))) for first, several in found.items()},
        spellings={typed: tuple(word.split()) for word, typeds in language.SPELLINGS.items() for typed in typeds.split()},
        glued={word: (kind, value) for kind, text in language.GLUED.items() for word, value in spellings(text)},
        vocabulary=_vocabulary(language, found),
        known_by=language.KNOWN_BY,
        shy=language.SHY,
        shy_after=language.SHY_AFTER,
        slips=slips.index(language.MENDED),
        kept=language.NOT_MENDED | found.keys() | language.KNOWN_BY | language.COMMON,
    )


def _vocabulary(language: ModuleType, entries: dict[str, list[Entry]]) -> frozenset[str]:
    acts = {w for t in (*language.ACTS.values(), *language.CLASSES.values()) for w in re.findall(r"[^\W\d_]+", t)}
    typed = {word for typed in language.SPELLINGS.values() for word in typed.split()}
    rest = {word for several in entries.values() for entry in several for word in entry.rest}
    return frozenset(acts | typed | rest | entries.keys() | language.KNOWN_BY | language.COMMON)


ENGLISH = compiled(english)
SPANISH = compiled(spanish)
LEXICONS: dict[Lang, Lexicon] = {"en": ENGLISH, "es": SPANISH}
# Words that are nobody's name: every one the tables know.
KNOWN = ENGLISH.vocabulary | SPANISH.vocabulary | english.AROUND_A_CHOICE | spanish.AROUND_A_CHOICE
KNOWN |= {
    word for table in (english.REASONS, spanish.REASONS) for row in table.items() for cell in row for word in cell.split()
}
WHOLE = frozenset(word for lexicon in LEXICONS.values() for word in lexicon.spellings if not word.isalpha())


def spelled_out(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Replace text-message spellings: "tmrw" is tomorrow, "xfa" is por favor."""
    out: list[Token] = []
    for token in tokens:
        words = lexicon.spellings.get(token.word)
        if words is None:
            mended = slips.mended(token.word, lexicon.slips, lexicon.kept)
            out.append(token if mended == token.word else Token(mended, token.raw, token.glued))
        else:
            out.extend(Token(word, token.raw, token.glued) for word in words)
    return out


TAUGHT = frozenset(("c", "r"))  # "reply C to confirm", in both languages


def language(tokens: Sequence[Token]) -> Lang | None:
    """Return the language that more of the words belong to; None if they do not tell."""
    # Signs tell nothing, but for the two that only Spanish begins a sentence with; nor does a letter that we have taught.
    said = [token.word for token in tokens if token.word not in TAUGHT]
    words = [word for word in said if word in "¿¡" or any(c.isalpha() for c in word)]
    scores = {lang: sum(_belongs(word, lang) for word in words) for lang in LEXICONS}
    if scores["en"] == scores["es"]:
        return None
    return "en" if scores["en"] > scores["es"] else "es"


def _belongs(word: str, lang: Lang) -> int:
    """Return how much a word speaks for a language: 2 if people say it all the time, 1 if we know it, 0 if the other has it, too."""
    here, there = LEXICONS[lang], ENGLISH if lang == "es" else SPANISH
    if word in there.vocabulary:
        return 0
    return 2 if word in here.known_by else int(word in here.vocabulary)
