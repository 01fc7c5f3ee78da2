"""Names: "Ana Silva 5/1/80", "Sam Lee, April 12 1991", "mi nombre es Luis Peña"; the birth dates are found first (births.py)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.reader import english, spanish
from flows.reader.births import Birth, birth_date
from flows.reader.lexicon import KNOWN, LEXICONS
from flows.reader.parser import Item
from flows.reader.times import Here
from flows.reader.tokens import Token
from flows.words import Who

PARTICLES = frozenset("de la las los del da dos van von der den di du le mc st san santa y".split())
STRONG = tuple(tuple(phrase.split()) for phrase in (*english.NAMED, *spanish.NAMED))  # whatever follows is a name
WEAK = tuple(tuple(phrase.split()) for phrase in (*english.MAYBE_NAMED, *spanish.MAYBE_NAMED))  # a capital must follow
SMALL = tuple(
    tuple(phrase.split()) for phrase in (*english.NAMED_SMALL, *spanish.NAMED_SMALL)
)  # a word nobody knows must follow
MOST_NAMES = 5
MOST_OTHERS = 5  # in one text


def names(tokens: Sequence[Token], unknown: Sequence[bool], birth: Birth | None, *, asked: bool) -> list[Token]:
    """Return the names said: after "my name is", after "one for", beside a birth date, or all that is left of an answer to "who is it for?"."""
    unknown = [free and not (birth and birth.first <= n < birth.last) for n, free in enumerate(unknown)]
    if asked and (whole := _nothing_else(tokens)):
        return whole
    found = _introduced(tokens, unknown, asked=asked)
    if birth:
        beside = _before(tokens, unknown, birth.first)
        if not found or (len(beside) > 1 and found[0] not in beside):  # "my daughter Mira needs one, Priya Patel 9/15/83"
            found = beside or found or _after(tokens, unknown, birth.last)
    return found or _typed_small(tokens, unknown) or (_longest(tokens, unknown) if asked else [])


def _nothing_else(tokens: Sequence[Token]) -> list[Token]:
    """Return a whole answer that is a name, whatever its words mean besides: "Simone Price", "Wednesday Addams", "april"."""
    words = [token for token in tokens if token.word.isalnum()]
    while words and words[0].word in LEADS:
        words = words[1:]
    if len(words) == 1 and words[0].word in CALLED:
        return words if any(e.kind == "MONTH" for own in LEXICONS.values() for e in own.entries.get(words[0].word, ())) else []
    titled = all(token.raw[:1].isupper() and _is_name(token) and token.word not in COURTESIES for token in words)
    free = any(token.word not in KNOWN for token in words) or all(token.word in CALLED for token in words)
    return words if 2 <= len(words) <= 4 and titled and free else []


def who(said: Sequence[Token], birth: Birth | None, *, day_first: bool = False) -> Who | None:
    """Return who was said; `day_first`: they may write the day before the month, whatever the country does."""
    if not said and not birth:
        return None
    first, last = _named(said)
    return Who(first, last, birth.day if birth else None, other=birth.other if birth and day_first else None)


def owner(tokens: Sequence[Token]) -> Who | None:
    """Return whose visit is spoken of, where a name says it: "leo's appointment"; Dr. Smith's is somebody else's."""
    at = next((n for n, (one, of) in enumerate(pairwise(tokens)) if one.owns and of.word in OWNED), None)
    if at is None:
        return None
    start = at + 1
    while start and at + 1 - start < MOST_NAMES and tokens[start - 1].word not in NOBODY:
        start -= 1
    named = start <= at and not (start and tokens[start - 1].word in DOCTORS)
    return Who(*_named(tokens[start : at + 1])) if named else None


def others(row: Sequence[Item], tokens: Sequence[Token], unknown: Sequence[bool], birth: Birth, here: Here) -> tuple[Who, ...]:
    """Return who else is named in full behind the first: each by the names that stand before a birth date of theirs."""
    found: list[Who] = []
    last: Birth | None = birth
    while last is not None and len(found) < MOST_OTHERS:
        end = last.last
        last = birth_date([item for item in row if item.first >= end], here, asked=False)
        free = [ok and n >= end for n, ok in enumerate(unknown)]
        if last and (named := who(_before(tokens, free, last.first), last)) and named.first:
            found.append(named)
    return tuple(found)


def _named(names: Sequence[Token]) -> tuple[str | None, str | None]:
    """Return first and last name. Of three, the middle one is left out; of four, the last two are a Spanish pair."""
    names = _hyphened(names)
    words = [_written(token) for token in names]
    heads = [n for n, token in enumerate(names) if token.word not in PARTICLES and token.word != "-"]
    if not heads:
        return None, None
    if len(heads) == 1:
        return words[heads[0]], None
    start = heads[-2] if len(heads) == 4 else heads[-1]
    while start - 1 > heads[0] and names[start - 1].word in PARTICLES:
        start -= 1
    return words[heads[0]], " ".join(words[start:])


def _hyphened(names: Sequence[Token]) -> list[Token]:
    """ "Anne", "-", "Marie" are one name."""
    whole: list[Token] = []
    for n, token in enumerate(names):
        if whole and n and (token.word == "-" or names[n - 1].word == "-"):
            last = whole[-1]
            whole[-1] = Token(last.word + token.word, (last.raw if "-" in last.raw else _written(last)) + _written(token))
        else:
            whole.append(token)
    return [token for token in whole if token.word != "-"]


def _written(token: Token) -> str:
    raw = token.raw
    return raw if raw not in (raw.lower(), raw.upper()) or token.word in PARTICLES else raw.capitalize()


def _introduced(tokens: Sequence[Token], unknown: Sequence[bool], *, asked: bool) -> list[Token]:
    words = tuple(token.word for token in tokens)
    for phrases, strong in ((STRONG, True), (WEAK, asked)):
        for phrase in phrases:
            for at in range(len(words) - len(phrase)):
                if words[at] != phrase[0] or words[at : at + len(phrase)] != phrase:
                    continue
                names = _run(tokens, unknown, at + len(phrase), sure=strong or phrase[-1] in KIN)
                if names and (strong or names[0].raw[0].isupper()):
                    return names
    return []


def _typed_small(tokens: Sequence[Token], unknown: Sequence[bool]) -> list[Token]:
    """ "One for leo": one or two words that stand in no list of ours; "one for tomorrow", "one for braces" name nobody."""
    words = tuple(token.word for token in tokens)
    free = [ok and token.word not in KNOWN and len(token.word) > 2 for ok, token in zip(unknown, tokens, strict=True)]
    ends = [at + len(phrase) for phrase in SMALL for at in range(len(words)) if words[at : at + len(phrase)] == phrase]
    found = (_run(tokens, free, end) for end in sorted(ends))
    return next((names for names in found if 0 < len(names) <= 2), [])


def _run(tokens: Sequence[Token], unknown: Sequence[bool], start: int, *, sure: bool = False) -> list[Token]:
    """Return the names that stand side by side from here. Where a name is sure, a capital makes "April" one too."""
    names: list[Token] = []
    for at in range(start, min(len(tokens), start + MOST_NAMES)):
        token = tokens[at]
        joins = bool(names) and _joins(tokens, unknown, at)
        dated = token.word in CALLED and at + 1 < len(tokens) and tokens[at + 1].is_number  # "my son, May 5"
        capital = sure and token.raw[:1].isupper() and _is_name(token) and token.word not in COMMON and not dated
        initial = bool(names) and unknown[at] and len(token.word) == 1 and token.word.isalpha()
        if not (joins or capital or initial or (unknown[at] and _is_name(token))):
            break
        names.append(token)
    return names


def _joins(tokens: Sequence[Token], unknown: Sequence[bool], at: int) -> bool:
    """Say whether this is the "de la" of "de la Cruz", or the hyphen of "Anne-Marie"."""
    if tokens[at].word == "-":
        return tokens[at].glued
    ahead = range(at + 1, min(len(tokens), at + 3))
    return tokens[at].word in PARTICLES and any(
        unknown[n] for n in ahead if all(tokens[m].word in PARTICLES for m in range(at, n))
    )


def _is_name(token: Token) -> bool:
    return token.word.isalpha() and (len(token.word) > 1 or token.raw.isupper())


def _before(tokens: Sequence[Token], unknown: Sequence[bool], end: int) -> list[Token]:
    """Return the names that end just before the birth date. A capital makes "April" one, too."""
    last = end
    while last > 0 and (not _is_name(tokens[last - 1]) or tokens[last - 1].word in BIRTH_WORDS):
        last -= 1
    first = last
    while first > 0 and last - first < MOST_NAMES:
        token = tokens[first - 1]
        capital = token.raw[:1].isupper() and token.word not in COMMON and _is_name(token)
        if not (capital or (unknown[first - 1] and _is_name(token)) or (first < last and _joins(tokens, unknown, first - 1))):
            break
        first -= 1
    while first < last and tokens[first].word in PARTICLES | {"-"}:
        first += 1
    return list(tokens[first:last])


DOCTORS = frozenset("dr doctor doc".split())
OWNED = frozenset("appointment visit cleaning checkup booking spot".split())
BIRTH_WORDS = english.BIRTH_WORDS | spanish.BIRTH_WORDS
VOCABULARY = LEXICONS["en"].vocabulary | LEXICONS["es"].vocabulary
LEADS = frozenset("it its is for es para".split())  # may stand before the name that is all of an answer
CALLED = english.CALLED | spanish.CALLED
KIN = english.KIN | spanish.KIN
COMMON = (english.COMMON | spanish.COMMON) - CALLED
NOBODY = KNOWN | COMMON | frozenset(",.;:!?-")
COURTESIES = (COMMON | LEXICONS["en"].known_by | LEXICONS["es"].known_by) - CALLED  # no answer is made of these alone


def _after(tokens: Sequence[Token], unknown: Sequence[bool], start: int) -> list[Token]:
    at = start
    while at < len(tokens) and not tokens[at].word.isalnum():
        at += 1
    return _run(tokens, unknown, at)


def _longest(tokens: Sequence[Token], unknown: Sequence[bool]) -> list[Token]:
    """Return the longest run of words that nothing else has a meaning for; of equally long ones the first."""
    free = [ok and token.word not in VOCABULARY for ok, token in zip(unknown, tokens, strict=True)]
    runs = [_run(tokens, free, at) for at in range(len(tokens)) if free[at] and (at == 0 or not free[at - 1])]
    return max(runs, key=len, default=[])
