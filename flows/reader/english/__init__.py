"""English, as data: times.py (words of time), acts.py (what a message is for), people.py (names, reasons, choices), spelling.py.

To add a word is to add it there; README.md says how.
"""

from flows.reader.english.acts import ACTS, CLASSES
from flows.reader.english.people import (
    ANY_ONE,
    AROUND_A_CHOICE,
    BIRTH_WORDS,
    CALLED,
    COMMON,
    FIRST_ONE,
    KIN,
    LAST_ONE,
    MAYBE_NAMED,
    MENTIONS,
    MIDDLE_ONE,
    MINE,
    NAMED,
    NAMED_SMALL,
    NUMBERED,
    OTHER_ONE,
    POINTS,
    REACTIONS,
    REASONS,
    REGRETS,
    SORRY,
    WHAT_IS_FREE,
)
from flows.reader.english.spelling import KNOWN_BY, MENDED, NOT_MENDED, SPELLINGS
from flows.reader.english.times import GLUED, SHY, SHY_AFTER, WORDS

__all__ = [
    "ACTS",
    "ANY_ONE",
    "AROUND_A_CHOICE",
    "BIRTH_WORDS",
    "CALLED",
    "CLASSES",
    "COMMON",
    "FIRST_ONE",
    "GLUED",
    "KIN",
    "KNOWN_BY",
    "LAST_ONE",
    "MAYBE_NAMED",
    "MENDED",
    "MENTIONS",
    "MIDDLE_ONE",
    "MINE",
    "NAMED",
    "NAMED_SMALL",
    "NOT_MENDED",
    "NUMBERED",
    "OTHER_ONE",
    "POINTS",
    "REACTIONS",
    "REASONS",
    "REGRETS",
    "SHY",
    "SHY_AFTER",
    "SORRY",
    "SPELLINGS",
    "WHAT_IS_FREE",
    "WORDS",
]
