"""A wish in words: "mornings; Mon or Wed", for staff to note and for the patient to check."""

from __future__ import annotations

from datetime import date, datetime, time

from flows.calendar import DAYS, clock, day, join
from flows.when import Span, When
from flows.words import Lang

NOON = time(12)
ANY: dict[Lang, str] = {"en": "any time", "es": "cualquier hora"}
OR: dict[Lang, str] = {"en": "or", "es": "o"}


def wish(when: When, lang: Lang) -> str:
    """Word the days and hours that are wished for, and those that are not."""
    wanted = [_span(span, lang) for span in when.wanted]
    unwanted = [("no " if lang == "es" else "not ") + _span(span, lang) for span in when.unwanted]
    around = [("hacia las " if lang == "es" else "around ") + clock(when.around, lang)] if when.around else []
    said = [*((join(wanted, OR[lang]),) if wanted else ()), *around, *unwanted]
    return "; ".join(said) or ANY[lang]


def _span(span: Span, lang: Lang) -> str:
    return " ".join(filter(None, (_days(span, lang), _hours(span, lang)))) or ANY[lang]


def _days(span: Span, lang: Lang) -> str:
    names = join([DAYS[lang][weekday] for weekday in span.weekdays], OR[lang])
    if span.first and span.first == span.last:
        return _day(span.first, lang)
    first = ("desde el " if lang == "es" else "from ") + _day(span.first, lang) if span.first else ""
    last = ("hasta el " if lang == "es" else "to ") + _day(span.last, lang) if span.last else ""
    return " ".join(filter(None, (names, first, last)))


def _hours(span: Span, lang: Lang) -> str:
    from_ = span.from_ if span.from_ != time(0) else None
    if from_ is None and span.until == NOON:
        return "por la mañana" if lang == "es" else "mornings"
    if from_ == NOON and (span.until is None or span.until >= time(17)):
        return "por la tarde" if lang == "es" else "afternoons"
    if span.at is not None:
        return ("a las " if lang == "es" else "at ") + clock(span.at, lang)
    after = ("después de las " if lang == "es" else "after ") + clock(from_, lang) if from_ else ""
    before = ("antes de las " if lang == "es" else "before ") + clock(span.until, lang) if span.until else ""
    return " ".join(filter(None, (after, before)))


def _day(of: date, lang: Lang) -> str:
    return day(datetime.combine(of, NOON), lang)
