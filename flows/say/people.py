"""The sentences about who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flows.say.line import Line
from flows.say.people_lines import CONSENT, WHOM
from flows.words import Mention, Opening


def who_is_it_for(about: Sequence[Mention] = ()) -> Line:
    """Ask for name and birth date of whoever it is, as they were called."""
    return _of_whom("who_is_it_for", about)


def who_is_new(about: Sequence[Mention]) -> Line:
    if Mention.ME in about:
        return Line("who_is_new")
    return _of_whom("who_is_new", about)


def _of_whom(key: str, about: Sequence[Mention]) -> Line:
    whom = next(iter(about), None)
    if whom is Mention.ME:
        return Line(f"{key}_me")
    return Line(f"{key}_them", {"whom": whom}) if whom in WHOM else Line(key)


def who_goes_first() -> Line:
    return Line("who_goes_first")


def who_is_next() -> Line:
    return Line("who_is_next")


def that_is_all() -> Line:
    return Line("that_is_all")


def birth_date() -> Line:
    return Line("birth_date")


def birth_year() -> Line:
    return Line("birth_year")


def first_name() -> Line:
    return Line("first_name")


def last_name(first: str) -> Line:
    return Line("last_name", {"first": first})


def not_found() -> Line:
    return Line("not_found")


def understood(first: str, born: date) -> Line:
    return Line("understood", {"first": first, "born": born})


def what_for_new() -> Line:
    return Line("what_for_new")


def first_read_back(first: str, opening: Opening, *, near: bool) -> Line:
    return Line("first_read_back_near" if near else "first_read_back", {"first": first, "when": opening.start})


def desk_confirms(first: str) -> Line:
    return Line("desk_confirms", {"first": first})


def guardian(first: str) -> Line:
    return Line("guardian", {"first": first})


def desk_signs_up() -> Line:
    return Line("desk_signs_up")


def minor() -> Line:
    return Line("minor")


def consent() -> str:
    """For the chart: what they were told, word for word, before they said yes."""
    return f'Agreed by text to texts about visits at this phone. Told before: "{CONSENT[0]}" or "{CONSENT[1]}"'
