"""Phrases: a small pattern of words, found anywhere in a message.

    "book/make an? <visit>"   book or make, perhaps "an", and any word of the class <visit>
    "move … to"               up to three other words in between
    "^ok"                     only where a clause begins: "ok, tuesday", not "is it ok"
    "no thanks$"              only where it ends
    "<name> … died"           a word that stands in no list of ours; "<number>": digits

english/acts.py and spanish/acts.py hold them by meaning. Of phrases that overlap the longest is heard, so "not sure" is no "sure".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

GAP = 3  # words a … may stand for


class Found(Struct, frozen=True):
    """One phrase in the message: what it means, and the tokens it takes."""

    means: str
    first: int
    last: int  # exclusive


class Element(Struct, frozen=True):
    """One place in a phrase: the words that may stand there; none for a gap."""

    words: frozenset[str]
    optional: bool = False


class Phrase(Struct, frozen=True):
    means: str
    elements: tuple[Element, ...]
    closes: frozenset[str]  # the words of its last place that must be filled
    begins: bool = False
    ends: bool = False


Words = Sequence[tuple[str, str]]  # each with the open class it is of
Table = dict[str, tuple[Phrase, ...]]


def compiled(tables: Mapping[str, str], classes: Mapping[str, str]) -> Table:
    """Turn a language's phrases round: by the word each may begin with."""
    by_first: dict[str, list[Phrase]] = {}
    for means, text in tables.items():
        for line in text.replace("\n", "|").split("|"):
            if line.strip():
                phrase = _phrase(means, line.strip(), classes)
                for word in phrase.elements[0].words:
                    by_first.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in by_first.items()}


def _phrase(means: str, line: str, classes: Mapping[str, str]) -> Phrase:
    begins, ends = line.startswith("^"), line.endswith("$")
    elements = tuple(_element(word, classes) for word in line.strip("^$").split())
    closes = next(each.words for each in reversed(elements) if each.words and not each.optional)
    return Phrase(means, elements, closes, begins, ends)


def _element(word: str, classes: Mapping[str, str]) -> Element:
    if word == "…":
        return Element(frozenset())
    optional = word.endswith("?") and len(word) > 1
    word = word.rstrip("?") if optional else word
    words = [each for part in word.split("/") for each in (classes[part].split() if part in classes else [part])]
    return Element(frozenset(words), optional)


OPEN = ("<name>", "<number>")  # classes whose words nobody can list


def found(words: Sequence[str], kinds: Sequence[str], starts: Sequence[bool], tables: Iterable[Table]) -> list[Found]:
    """Return the phrases of a message, in order; one that lies within a longer one is left out.

    `kinds` says of each word which open class it is of, if of any.
    """
    both = list(zip(words, kinds, strict=True))
    possible = _possible(both, tables)
    all_found = [
        Found(phrase.means, at, end)
        for at, pair in enumerate(both)
        for phrase in possible[pair]
        if (starts[at] or not phrase.begins) and (end := _end(both, at, phrase))
    ]
    return [f for n, f in enumerate(all_found) if not any(_outdoes(other, f) for other in _near(all_found, n))]


def _possible(both: Words, tables: Iterable[Table]) -> dict[tuple[str, str], list[Phrase]]:
    """Return, for each word there is, the phrases that may begin with it and whose last word is there as well."""
    present = frozenset(word for pair in both for word in pair)
    tables = tuple(tables)
    return {
        pair: [p for table in tables for key in pair for p in table.get(key, ()) if not p.closes.isdisjoint(present)]
        for pair in set(both)
    }


LONGEST = 16  # words a phrase can take, gaps included


def _near(all_found: Sequence[Found], n: int) -> Iterator[Found]:
    """Yield the phrases that can overlap the nth: they stand in order, so not all of a long text need be compared."""
    for before in range(n - 1, -1, -1):
        if all_found[before].first < all_found[n].first - LONGEST:
            break
        yield all_found[before]
    for after in range(n + 1, len(all_found)):
        if all_found[after].first >= all_found[n].last:
            break
        yield all_found[after]


# Where one of these overlaps them they are not meant: "no swelling", "off the waiting list", "my phone died".
OUTRANKED = {
    "EMERGENCY": ("SAFE",),
    "KNOCKED_OUT": ("SAFE",),
    "ABUSE": ("OPT_OUT",),
    "PAIN": ("SAFE", "CLINICAL"),
    "CONCERN": ("EMERGENCY", "KNOCKED_OUT", "PAIN", "CLINICAL", "SAFE"),  # it never hides what is more
    "OPT_OUT": ("KEEP_ON", "LEAVE_ASAP"),
    "DECEASED": ("LIVES",),
    "WRONG_NUMBER": ("NEW_PATIENT", "RECORDS"),
    "MOVE": ("UNDO", "RECORDS"),
    "CANCEL_VISIT": ("UNDO", "OPT_OUT", "NEVER_MIND", "JOIN_ASAP"),
    "ADDRESS": ("RECORDS",),
    "INSURANCE": ("RECORDS", "NEW_PATIENT"),
    "CONFIRM": ("VISITS", "UNSURE"),
    "OTHER": ("OPT_OUT",),
    "PRICE": ("BALANCE",),
}

WITH_BOOKING = frozenset(("NEW_PATIENT", "PAIN"))  # whoever says these may well want to book

# Only there to outrank: what they say is what is not meant.
GUARDS = frozenset(("SAFE", "KEEP_ON", "LIVES"))

# Said in passing: they give way to what a message is for. "Need to cancel my appointment" needs no appointment.
WEAK = frozenset(
    ("TOLD", "BOOK", "QUESTION", "OTHER", "LATER", "EARLIER", "CORRECTION", "YES", "NO", "THANKS", "BYE", "UNSURE", "DONT_KNOW")
)


def _outdoes(other: Found, found_: Found) -> bool:
    """Say whether the other phrase is the one meant: it lies around this one, or overlaps a mere wish to book."""
    overlap = other.first < found_.last and found_.first < other.last
    if found_.means == "BOOK" and other.means not in WEAK and other.means not in WITH_BOOKING:
        return overlap
    if other.means in OUTRANKED.get(found_.means, ()):  # but "swelling is going down my neck" is no "swelling is going down"
        within = found_.first <= other.first and other.last <= found_.last and _size(other) < _size(found_)
        return overlap and not (within and other.means in GUARDS)
    if found_.means in OUTRANKED.get(other.means, ()) or (other.means in GUARDS and found_.means not in WEAK):
        return False
    longer = _size(other) > _size(found_)
    around = other.first <= found_.first and found_.last <= other.last
    return longer and around and (found_.means in WEAK or other.means not in WEAK)


def _size(found_: Found) -> int:
    return found_.last - found_.first


def _end(words: Words, at: int, phrase: Phrase) -> int:
    """Return where the phrase ends if it begins here, else 0."""
    for end in _ends(words, at, phrase.elements, 0):
        if not phrase.ends or end >= len(words) or not words[end][0].isalnum():
            return end
    return 0


def _ends(words: Words, at: int, elements: tuple[Element, ...], index: int) -> Iterator[int]:
    if index == len(elements):
        yield at
        return
    element = elements[index]
    if not element.words:
        for gap in range(GAP + 1):
            if at + gap < len(words) and all(word.isalnum() for word, _ in words[at : at + gap]):
                yield from _ends(words, at + gap, elements, index + 1)
        return
    if at < len(words) and not element.words.isdisjoint(words[at]):
        yield from _ends(words, at + 1, elements, index + 1)
    if element.optional:
        yield from _ends(words, at, elements, index + 1)
