"""Names and birth dates: "Ana Silva 5/1/80", "Sam Lee, April 12 1991", "mi nombre es Luis Peña"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from flows.reader import english, spanish
from flows.reader.lexicon import KNOWN, LEXICONS
from flows.reader.parser import Item
from flows.reader.times import Here, Num, month_length
from flows.reader.tokens import Token
from flows.words import Who

BETWEEN = frozenset(("COMMA", "OF", "OFTHE", "THE", "SLASH", "DASH", "DOT", "TH", "A"))
PARTS = BETWEEN | {"NUM", "ORD", "MONTH"}
LONG_AGO = 730  # days: a date with its year that is longer gone is somebody's birth date, whatever was asked
PARTICLES = frozenset("de la las los del da dos van von der den di du le mc st san santa y".split())
STRONG = tuple(tuple(phrase.split()) for phrase in (*english.NAMED, *spanish.NAMED))  # whatever follows is a name
WEAK = tuple(tuple(phrase.split()) for phrase in (*english.MAYBE_NAMED, *spanish.MAYBE_NAMED))  # a capital must follow
SMALL = tuple(
    tuple(phrase.split()) for phrase in (*english.NAMED_SMALL, *spanish.NAMED_SMALL)
)  # a word nobody knows must follow
MOST_NAMES = 5
MOST_OTHERS = 5  # in one text


class Birth(Struct, frozen=True):
    """A birth date, and the tokens it takes."""

    day: date
    first: int
    last: int


# --- birth dates -----------------------------------------------------------------------------------------------------


def birth_date(row: Sequence[Item], here: Here, *, asked: bool) -> Birth | None:
    """Return a whole date with its year that is past: today's patients were all born before today.

    `asked` for it, or told what it is ("born 5 1 80"), it needs no signs and no long year.
    """
    for at, item in enumerate(row):
        found = _date_at(row, at, here, asked) if item.kind in ("NUM", "ORD", "MONTH") else None
        if found and found.day <= here.today and (asked or (here.today - found.day).days > LONG_AGO):
            return found
    return None


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


def year_alone(tokens: Sequence[Token], today: date) -> int | None:
    """Return the year, if that is all there is: "1991", "in 91"."""
    words = [token.word for token in tokens if token.word.isalnum() and token.word not in YEAR_WORDS]
    if len(words) != 1 or not words[0].isdecimal() or len(words[0]) not in (2, 4):
        return None
    year = int(words[0]) if len(words[0]) == 4 else _century(int(words[0]), today)
    return year if 1900 <= year <= today.year else None


YEAR_WORDS = frozenset("in en the year it is its born el ano es de del".split())


def _date_at(row: Sequence[Item], at: int, here: Here, asked: bool) -> Birth | None:
    """Read three parts and what may stand between them; the third is the year, or the first if it has four digits."""
    parts: list[Item] = []
    for size, item in enumerate(row[at : at + 8], 1):
        if item.kind not in PARTS:
            return None
        if item.kind not in BETWEEN:
            parts.append(item)
        if len(parts) == 3:
            day = _day(parts, row[at : at + size], here, asked)
            return Birth(day, row[at].first, row[at + size - 1].last) if day else None
    return _packed(row[at], here) if asked else None


def _packed(item: Item, here: Here) -> Birth | None:
    """ "05011980", typed without signs."""
    if not isinstance(item.value, Num) or item.value.digits != 8:
        return None
    digits = f"{item.value.value:08}"
    a, b, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    day = _first_real([(b, a), (a, b)] if not here.day_first else [(a, b), (b, a)], year, here)
    return Birth(day, item.first, item.last) if day else None


def _day(parts: Sequence[Item], row: Sequence[Item], here: Here, asked: bool) -> date | None:
    a, b, c = parts
    if isinstance(a.value, Num) and a.value.digits == 4:
        a, b, c = b, c, a  # 1980-05-01
    if not isinstance(c.value, Num) or c.kind != "NUM":
        return None
    spoken = not c.value.digits and 31 < c.value.value < 100  # "ninety one"
    if c.value.digits not in (2, 4) and not spoken:
        return None
    year = c.value.value if c.value.digits == 4 else _century(c.value.value, here.today)
    if c.value.digits == 2 and not asked and not _year_like(row, c.value, here):
        return None
    return _first_real(_day_and_month(a, b, here), year, here)


def _day_and_month(a: Item, b: Item, here: Here) -> list[tuple[int, int]]:
    """Return (day, month) as the country writes it, then the other way round: 13/4 can only be April."""
    if a.kind == "MONTH" and isinstance(b.value, Num):
        return [(b.value.value, int(a.value))]
    if b.kind == "MONTH" and isinstance(a.value, Num):
        return [(a.value.value, int(b.value))]
    if not isinstance(a.value, Num) or not isinstance(b.value, Num):
        return []
    pair = (a.value.value, b.value.value)
    return [pair, pair[::-1]] if here.day_first else [pair[::-1], pair]


def _first_real(readings: Sequence[tuple[int, int]], year: int, here: Here) -> date | None:
    for day, month in readings:
        if 1 <= month <= 12 and 1900 <= year <= here.today.year and 1 <= day <= month_length(year, month):
            return date(year, month, day)
    return None


def _century(year: int, today: date) -> int:
    return year + (2000 if year + 2000 <= today.year else 1900)


def _year_like(row: Sequence[Item], year: Num, here: Here) -> bool:
    """Say whether two digits are a year, and not to come: "5/1/80" and "april 12 91", not "nov 19-20", "10/1-11", "12/3/26"."""
    signs = [item.kind for item in row if item.kind in ("SLASH", "DASH", "DOT")]
    if any(item.kind == "MONTH" for item in row):
        return not signs and year.value > 31
    return len(signs) == 2 and signs[0] == signs[1] and not 0 <= year.value - here.today.year % 100 <= 2


# --- names -----------------------------------------------------------------------------------------------------------


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


def who(said: Sequence[Token], birth: Birth | None) -> Who | None:
    if not said and not birth:
        return None
    first, last = _named(said)
    return Who(first, last, birth.day if birth else None)


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


BORN = frozenset("born birthday bday birthdate dob nacio naci nacimiento cumpleanos".split())
BIRTH_WORDS = english.BIRTH_WORDS | spanish.BIRTH_WORDS
VOCABULARY = LEXICONS["en"].vocabulary | LEXICONS["es"].vocabulary
LEADS = frozenset("it its is for es para".split())  # may stand before the name that is all of an answer
CALLED = english.CALLED | spanish.CALLED
KIN = english.KIN | spanish.KIN
COMMON = (english.COMMON | spanish.COMMON) - CALLED
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
