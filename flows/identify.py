"""Who is this for, and what must be proven before anything is said about them.

A phone names a household, not a person, and it may have a new owner: a chart is touched only when the phone is on it *and*
the birth date fits (proof level P2 of the product's rules). Every stranger, every wrong date and every right date on a wrong
phone hears the same words, so that nobody learns who is a patient here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from flows import say
from flows.flow import Ask, Do, Forget, HandOff, Move
from flows.say import Line
from flows.words import FindPatient, Kind, Lang, Mention, NoSuchPatient, Patient, SeveralPatients, Who


class Chart(Struct, frozen=True):
    """The little we need of one chart on this phone. `lang` as the chart has it."""

    number: int
    first: str
    last: str
    preferred: str
    born: date | None
    lang: Lang | None = None


def identify(
    who: Who | None,
    found: NoSuchPatient | SeveralPatients | Patient | None,
    about: Sequence[Mention] = (),
    *,
    in_turn: bool = False,
) -> Move:
    """Return the next move towards a proven patient; `found` is what the office's charts said to this `who`.

    `about` is what they were called, "my son"; `in_turn`: several are asked for, one after the other.
    """
    if who is None:
        return Ask("who", say.who_goes_first() if in_turn else say.who_is_it_for(about))
    if who.born is None:
        return Ask("who", born(who))
    match found:
        case NoSuchPatient():
            return Forget(("who",), say.not_found(), limit=Kind.IDENTITY, noting={"unfit": who})
        case SeveralPatients() if not who.first:
            return Ask("who", say.first_name())
        case SeveralPatients():
            return HandOff(Kind.IDENTITY, say.handing_over())
        case _:
            return Do("patient", FindPatient(who))


def born(who: Who) -> Line:
    """Ask for the birth date; for the year alone, if that is all that is missing."""
    return say.birth_year() if who.month_day else say.birth_date()


def is_minor(who_born: date, today: date, of_age: int) -> bool:
    """Say whether somebody born then is younger than that today."""
    had_birthday = (today.month, today.day) >= (who_born.month, who_born.day)
    return today.year - who_born.year - (not had_birthday) < of_age


def match(charts: Iterable[Chart], who: Who) -> Patient | NoSuchPatient | SeveralPatients:
    """Return the one chart that fits the birth date and whatever of the name was said."""
    fits = [c for c in charts if c.born is not None and c.born in (who.born, who.other) and _name_fits(c, who)]
    if len(fits) > 1:
        return SeveralPatients()
    if not fits:
        return NoSuchPatient()
    chart = fits[0]
    return Patient(chart.number, chart.preferred or chart.first, lang=chart.lang)


def _name_fits(chart: Chart, who: Who) -> bool:
    first, last = plain(who.first), plain(who.last)
    known = {plain(chart.first), plain(chart.preferred)} | {plain(chart.first).partition(" ")[0]}
    return (not first or first in known) and (not last or last == plain(chart.last) or last in plain(chart.last).split())


def plain(name: str | None) -> str:
    """Fold a name for comparing: "Peña " and "PENA" are the same to someone who types on a phone."""
    folded = unicodedata.normalize("NFKD", name or "").casefold()
    return " ".join("".join(c if c.isalpha() else " " for c in folded if not unicodedata.combining(c)).split())
