"""Which of the offered times: "2", "the second one", "the later one", "9:30", "tuesday works".

At the read-back of one of them, the others are pointed at in more words: "actually the second one", "2 instead".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from msgspec import Struct

from flows.reader import english, spanish
from flows.reader.parser import Item
from flows.reader.times import Num
from flows.when import When
from flows.words import Asked, Opening

AROUND = english.AROUND_A_CHOICE | spanish.AROUND_A_CHOICE  # words that may stand beside a bare number: "2 works for me"
NUMBERED = english.NUMBERED | spanish.NUMBERED  # "option 2"
LAST = english.LAST_ONE + spanish.LAST_ONE
FIRST = english.FIRST_ONE + spanish.FIRST_ONE
ANY = english.ANY_ONE + spanish.ANY_ONE
OTHER = english.OTHER_ONE + spanish.OTHER_ONE
MIDDLE = english.MIDDLE_ONE + spanish.MIDDLE_ONE
REFUSED = frozenset(("NOT", "NO", "BAD"))
SORRY = english.SORRY | spanish.SORRY  # up to the next stop, an excuse: "sorry was at work. 2"
REGRETS = english.REGRETS | spanish.REGRETS  # what follows counts, not what went before: "1 no wait 2"
POINTS = english.POINTS | spanish.POINTS  # at a read-back, what makes a number one of the list
STOPS = frozenset(("DOT", "COMMA", "MARK"))
ARTICLES = frozenset("the one la el".split())


class Choice(Struct, frozen=True):
    """The opening they pointed at; `elsewhere`: they pointed at one that is not there."""

    opening: Opening | None = None
    elsewhere: bool = False
    option: int | None = None  # of numbered answers that are no times
    at: time | None = None  # the hour they pointed at, at which several of them begin


def choice(row: Sequence[Item], words: Sequence[str], when: When | None, openings: Sequence[Opening]) -> Choice:
    row = _settled(row, words)
    if not openings or any(item.kind in REFUSED for item in row):
        return Choice(_by_time(when, openings)) if openings and when else Choice()
    if (number := _pointed(row, words)) is not None:
        return _by_number(number, row, openings, when if "la" not in words else None)  # "la 8" is an option, "el 8" a day
    free = when is None or not (when.wanted or when.around)  # "either Wednesday or Friday" is no "either"
    return Choice(_by_phrase(words, openings, free=free) or _by_time(when, openings))


def another(row: Sequence[Item], words: Sequence[str], when: When | None, asked: Asked, *, agreed: bool) -> Choice:
    """Return which other time of the list they point at where one was read back. `agreed`: a yes stands beside it.

    A number alone points at none, but beside a yes; a date ("the 3rd instead") is a wish.
    """
    if row and words[row[0].first] == "no":
        row = row[1:]  # "no, the second one": no to this time, not to that
    row = _settled(row, words)
    if any(item.kind in REFUSED for item in row):
        return Choice()
    number = _pointed(row, words)
    points = agreed or not POINTS.isdisjoint(words)
    if number is None:
        picked = Choice((_by_phrase(words, asked.besides, free=False) if points else None) or _the_other(words, when, asked))
        return picked if picked.opening != asked.opening else Choice()
    dated = number.digits and when and when.wanted and ONES.isdisjoint(words)
    if dated or not (points or (number.ordinal and not number.digits)):
        return Choice()
    picked = _by_number(number, row, asked.besides, None)
    its_own = picked.opening == asked.opening or (picked.opening is None and _says(number, asked.opening))
    return Choice() if its_own else picked


def _the_other(words: Sequence[str], when: When | None, asked: Asked) -> Opening | None:
    """ "The other one", where there were two. "The other week" and "the other dentist" are something else."""
    others = [opening for opening in asked.besides if opening != asked.opening]
    said = f" {' '.join(word for word in words if word.isalnum() and (word not in AROUND or word in ARTICLES))} "
    return others[0] if len(others) == 1 and when is None and any(said.endswith(f" {phrase} ") for phrase in OTHER) else None


def unclear(row: Sequence[Item], words: Sequence[str], asked: Asked) -> bool:
    """Say whether some word may point at another time than the one read back, so that a yes beside it is not plain."""
    after = (*words[1:], "")
    said = [item for item in row if isinstance(item.value, Num) and after[item.last - 1] not in VISITS]
    said = [item for item in said if item.value.ordinal or after[item.last - 1] == "one"]
    numbers = [item.value for item in said if not (item.value.digits and _says(item.value, asked.opening))]
    return any(_by_number(number, row, asked.besides, None).opening not in (None, asked.opening) for number in numbers)


def _says(number: Num, opening: Opening | None) -> bool:
    """Say whether a number may be the day or the hour of the time read back: "yes, see you the 1st"."""
    if opening is None:
        return False
    return number.value == opening.start.day or (not number.ordinal and number.value % 12 == opening.start.hour % 12)


def moved(row: Sequence[Item], words: Sequence[str], openings: Sequence[Opening]) -> tuple[Opening, int] | None:
    """Return the one they want moved, and the token from which they say by how much: "the first one but 15 min later"."""
    kinds = [item.kind for item in row]
    at = next((n for n, kind in enumerate(kinds[1:], 1) if kind in AMOUNTS and kinds[n + 1 : n + 2] == ["UNIT"]), None)
    if at is None or MOVES.isdisjoint(kinds[at:]):
        return None
    end = kinds.index("BUT") if "BUT" in kinds[:at] else at
    head = words[: row[end].first]
    picked = choice(row[:end], head, None, openings).opening
    return (picked, row[at].first) if picked else None


VISITS = frozenset("time visit vez visita cita".split())  # "my first visit"
AMOUNTS = frozenset(("NUM", "A", "COUPLE"))
MOVES = frozenset(("LATERON", "EARLIERON", "SOONER", "AFTER", "BEFORE"))
ONES = NUMBERED | {"one", "la"}


def _settled(row: Sequence[Item], words: Sequence[str]) -> Sequence[Item]:
    """Leave out what only excuses, and what they took back with the same breath."""
    row = _without_excuse(row, words)
    row = _put_right(row, words)
    last = max((n for n, word in enumerate(words) if word in REGRETS), default=len(words))
    tail = [item for item in row if item.first > last]
    return tail if not any(item.kind in REFUSED for item in tail) and _pointed(tail, words) is not None else row


def _put_right(row: Sequence[Item], words: Sequence[str]) -> Sequence[Item]:
    """Keep the number that is meant of two with a "no" between or before them: "1 no 2", "2 not 1", "no la 1, la 2"."""
    numbers = [n for n, item in enumerate(row) if isinstance(item.value, Num)]
    noes = [n for n, item in enumerate(row) if item.kind in REFUSED and words[item.first] in ("no", "not")]
    if len(numbers) != 2 or len(noes) != 1 or any(item.kind in ("OR", "AND") for item in row):
        return row
    (one, other), no = numbers, noes[0]
    if no > other:
        return row
    if no < one:
        return row[one + 1 :] if any(item.kind in (*STOPS, "BUT") for item in row[one:other]) else row
    # "La 1, no la 2" keeps the first; "1, no, 2" is put right to the second.
    keeps_the_first = row[no].kind == "NOT" or words[row[no].last : row[no].last + 1] in (["la"], ["el"])
    return row[:no] if keeps_the_first else row[no + 1 :]


def _without_excuse(row: Sequence[Item], words: Sequence[str]) -> Sequence[Item]:
    start = next((n for n, item in enumerate(row) if words[item.first] in SORRY), None)
    if start is None:
        return row
    end = next((n for n, item in enumerate(row[start:], start) if item.kind in STOPS), len(row))
    kinds = {item.kind for item in row[start:end]}
    return [*row[:start], *row[end:]] if kinds <= EXCUSES else row


EXCUSES = frozenset(("WORD", "FOR", "THE", "AT", "A", "OFTHE", "AND", "BACK"))  # none of them a number or a time


def _by_phrase(words: Sequence[str], openings: Sequence[Opening], *, free: bool) -> Opening | None:
    said = f" {' '.join(words)} "
    for phrases, at in ((LAST, -1), (FIRST, 0), (MIDDLE, len(openings) // 2), (ANY if free else (), 0)):
        if any(f" {phrase} " in said for phrase in phrases):
            return openings[at]
    return None


def option(row: Sequence[Item], words: Sequence[str], options: int) -> Choice:
    """Return which of so many numbered answers they point at: "1 another time, 2 take it off the book"."""
    number = _pointed(row, words)
    if number is None:
        return Choice()
    return Choice(option=number.value) if 1 <= number.value <= options else Choice(elsewhere=number.value <= 9)


def _pointed(row: Sequence[Item], words: Sequence[str]) -> Num | None:
    """Return the number they point with, if the message has one and little else; never the "one" of "the later one"."""
    numbers = [item for item in row if isinstance(item.value, Num)]
    named = [item for item in numbers if item.first and words[item.first - 1] in NUMBERED]
    if named:
        value: Num = named[0].value
        return value
    if len(numbers) > 1:
        numbers = [item for item in numbers if item.value != Num(1)]
    if len(numbers) != 1 or (numbers[0].value == Num(1) and len(words) > 1 and not _alone(row, numbers[0])):
        return None
    if any(item.kind in ("WORD", "FOR") and not set(words[item.first : item.last]) <= AROUND for item in row):
        return None
    number: Num = numbers[0].value
    plain = (item.kind in PLAIN or isinstance(item.value, Num) or set(words[item.first : item.last]) <= AROUND for item in row)
    return number if all(plain) else None


PLAIN = frozenset(("WORD", "THE", "COMMA", "DOT", "MARK", "FOR", "AT", "SIGN", "A", "LAS", "MAKE", "OFTHE"))


def _alone(row: Sequence[Item], number: Item) -> bool:
    """Say whether "one" is the number and no pronoun: first in the message, not after "the later"."""
    return number.first == 0 or row[0] is number


def _by_number(number: Num, row: Sequence[Item], openings: Sequence[Opening], when: When | None) -> Choice:
    at_hour = any(item.kind in ("AT", "LAS") for item in row)
    if 1 <= number.value <= len(openings) and not at_hour:
        return Choice(openings[number.value - 1])
    if not number.ordinal:
        hour, minute = (number.value, 0) if number.value < 25 else divmod(number.value, 100)
        fits = [o for o in openings if o.start.hour % 12 == hour % 12 and o.start.minute == minute]
        if len(fits) == 1:
            return Choice(fits[0])
        if len(fits) > 1 and number.digits:
            return Choice(at=fits[0].start.time().replace(tzinfo=None))
        if at_hour:
            return Choice()
    on_day = [o for o in openings if o.start.day == number.value]
    if number.digits and len(on_day) == 1:
        return Choice(on_day[0])
    another_day = bool(number.digits and when and when.wanted)  # "the 8th?", "el 8": of three there is no eighth
    return Choice(elsewhere=number.value <= 9 and not on_day and not another_day)


def _by_time(when: When | None, openings: Sequence[Opening]) -> Opening | None:
    if when is None or when.impossible or not (when.wanted or when.around or when.order):
        return None
    fits = [o for o in openings if when.allows(o.start) and _at(when, o)]
    if when.order and len(fits) > 1:
        return when.rank(fits, lambda o: o.start)[0]
    return fits[0] if len(fits) == 1 else None


def _at(when: When, opening: Opening) -> bool:
    ats = {span.at for span in when.wanted if span.at} or ({when.around} if when.around else set())
    return not ats or any(_same(opening.start.time(), at) for at in ats)


def _same(one: time, other: time) -> bool:
    """On a list, "9:30" can only mean the one that is there, morning or evening."""
    return one.minute == other.minute and one.hour % 12 == other.hour % 12
