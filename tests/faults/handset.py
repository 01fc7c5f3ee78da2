"""What a text on a phone says, read back from its words: which sentences of the bot stand in it, and which times they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from flows.calendar import MONTHS
from flows.say import LINES

QUESTIONS = frozenset(
    (
        "hello",
        "who_is_it_for",
        "birth_date",
        "first_name",
        "any_danger",
        "not_found",
        "what_for",
        "when_suits",
        "offer",
        "offer_near",
        "read_back",
        "read_back_near",
        "back_again",
        "opted_in",
        "first_read_back",
        "first_read_back_near",
        "what_for_new",
        "who_is_new",
        "last_name",
        "who_is_it_for_me",
        "which_visit",
        "will_you_come",
        "will_all_come",
        "now_it_is",
        "c_to_confirm",
        "another_time_instead",
        "another_time_instead_fee",
        "when_is_better",
        "move_read_back",
        "move_read_back_near",
        "restore_read_back",
        "restore_read_back_near",
        "list_for_sooner",
    )
)
READ_BACKS = ("read_back", "read_back_near", "first_read_back", "first_read_back_near")
MOVES = ("move_read_back", "move_read_back_near")
RESTORES = ("restore_read_back", "restore_read_back_near")
BREAKS = ("another_time_instead", "another_time_instead_fee")
COMING = ("will_you_come", "will_all_come", "now_it_is", "it_is")
BINDING = frozenset((*READ_BACKS, *MOVES, *RESTORES, *BREAKS, *COMING))  # a yes to one of these changes the book
ENDS = frozenset(
    ("booked", "moved", "broken", "confirmed", "confirmed_already", "kept", "restored", "on_asap_list", "on_asap_list_for")
)
OFFERS = ("offer", "offer_near")
TO_A_PERSON = frozenset(
    (
        "handing_over",
        "not_by_text",
        "office_away",
        "emergency",
        "wrong_number",
        "could_not_confirm",
        "could_not_change",
        "desk_moves_it",
        "desk_confirms",
        "pain_to_a_person",
    )
)
_YES = re.compile(r"\W*(yes|yep|yeah|sure|ok|okay|s[ií]|claro)\b", re.IGNORECASE)

_MONTH = {name[:3].lower(): n for names in MONTHS.values() for n, name in enumerate(names, 1)}
_TOKEN = re.compile(
    r"(?P<es>\b(?P<day>\d{1,2}) de (?P<mes>[a-z]{3})[a-z]*)"
    r"|(?P<en>\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?P<dom>\d{1,2})\b)"
    r"|(?P<time>\b(?P<h>\d{1,2}):(?P<m>\d\d) (?P<half>[ap])\.? ?m)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """One sentence of the bot in a text. Times are on the office clock."""

    key: str
    lang: str
    place: int
    times: tuple[datetime, ...]
    first: str
    was: tuple[datetime, ...] = ()  # of a move: the time that is given up


_ANY = r"(?:[ap]\. m\.?|.)+?"  # "9:00 a. m." at the end of a sentence has a point of its own


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    text = "".join(re.escape(part) if n % 2 == 0 else f"(?P<{part}>{_ANY})" for n, part in enumerate(parts))
    if template.endswith("}"):
        text = text.removesuffix("?)") + ")"  # to the end
    return re.compile(text.replace(")\\.", ")(?:\\.|(?<= m\\.))"))


_PATTERNS = [
    (key, lang, _pattern(template))
    for key, both in LINES.items()
    if key != "introduction"
    for lang, template in zip(("en", "es"), both, strict=True)
]


@lru_cache(4096)
def said(text: str, year: int, month: int) -> tuple[Said, ...]:
    """Return the sentences in the order in which they stand there; `year` and `month` are those of the reader."""
    found = []
    for key, lang, pattern in _PATTERNS:
        if match := pattern.search(text):
            fields = match.groupdict()
            named = next((fields[name] for name in ("times", "when", "visits", "choices") if fields.get(name)), "")
            times, was = times_in(named, year, month), times_in(fields.get("old") or "", year, month)
            found.append(Said(key, lang, match.start(), times, fields.get("first") or "", was))
    return tuple(sorted(found, key=lambda one: one.place))


def read(text: str, at: datetime) -> tuple[Said, ...]:
    return said(text, at.year, at.month)


def times_in(text: str, year: int, month: int) -> tuple[datetime, ...]:
    """ "Tue Dec 1: 1) 9:00 AM, 2) 11:00 AM; miércoles 2 de diciembre 3) 9:00 a. m." -> three times."""
    day, found = None, []
    for token in _TOKEN.finditer(text):
        if token["time"]:
            hour = int(token["h"]) % 12 + (12 if token["half"].lower() == "p" else 0)
            if day is not None:
                found.append(datetime.combine(day, time(hour, int(token["m"]))))
        else:
            of = _MONTH[(token["mes"] or token["month"]).lower()]
            day = date(year + (of < month - 6), of, int(token["day"] or token["dom"]))
    return tuple(found)


def is_yes(text: str) -> bool:
    return _YES.match(text) is not None
