"""For /work/shared/tools/score_dates.py: what the reader makes of a text, as plain intervals.

The practice is open 8 to 18 every day. Month first in English; day first in Spanish, because that practice's country says so.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from flows.reader import read
from flows.when import Span, When
from flows.words import E164, Hours, Lang, Practice

Interval = tuple[datetime | None, datetime | None]
DAY = timedelta(days=1)


def practice(country: str) -> Practice:
    return Practice(
        name="Bench",
        texting_number=E164("+15035550199"),
        front_desk_number=E164("+15035550100"),
        timezone="UTC",
        reasons=(),
        languages=("en", "es"),
        hours=tuple(Hours(day, time(8), time(18)) for day in range(7)),
        country=country,
    )


PRACTICES: dict[Lang, Practice] = {"en": practice("US"), "es": practice("MX")}


def parse(text: str, now: datetime, lang: Lang) -> list[Interval]:
    when = read(text, None, now.replace(tzinfo=UTC), PRACTICES[lang], lang, id="bench").when
    return intervals(when, now) if when is not None else []


def intervals(when: When, now: datetime) -> list[Interval]:
    if when.wanted:
        return [interval(span, when, now) for span in when.wanted]
    if when.around is not None:
        return [interval(Span(), when, now)]
    if when.order:
        return [(now, None)]
    return [interval(span, when, now) for span in when.unwanted]


def interval(span: Span, when: When, now: datetime) -> Interval:
    first, last = span.first, span.last
    at = span.at or when.around
    if span.weekdays:
        start = first or now.date() + DAY * (at is None or at < now.time())  # at nine, "weekdays at nine" are today's, too
        first = last = next(start + DAY * n for n in range(7) if (start + DAY * n).weekday() in span.weekdays)
    if at is not None:
        point = datetime.combine(first or last or now.date(), at)
        return point, point
    if span.names_times:
        day = first or last or now.date()
        end = datetime.combine(last or day, span.until) if span.until else datetime.combine(day + DAY, time())
        return datetime.combine(day, span.from_) if span.from_ else None, end
    end = datetime.combine(last + DAY, time()) if last else None
    if first is None and last is not None:
        return now, end  # "by Friday" begins now
    return datetime.combine(first, time()) if first else None, end
