"""Rules for what is not wanted, for early and late, and for what leans on the offer: "not monday", "asap", "another day"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from flows.reader.parser import Group
from flows.reader.rules.spans import so_much_earlier, so_much_later
from flows.reader.times import DAY, MIDNIGHT, Here, Length, Num, Several, Shift, Time, days, refused
from flows.when import Step, in_the_week

WISHES = Group()


# --- not -------------------------------------------------------------------------------------------------------------


@WISHES.rule(
    "NOT|LESS MAKE|THE|ON|IN|AT|FOR|ANY|OF? THE|LAS? DATE|HOURS|TIME|CLOCK|LIST",
    says={"not tuesday": "not Tue", "except mornings": "not 0:00-12:00"},
)
def unwanted(_: Here, what: Time | Several) -> Time | Several | None:
    if isinstance(what, Several):
        return Several(tuple(refused(time) or time for time in what.times))
    return refused(what)


@WISHES.rule("AWAY ON|IN|FOR|THE? THE? DATE|LIST", says={"i am out of town next week": "not Mon Nov 23..Sun Nov 29"})
def away(here: Here, what: Time | Several) -> Time | Several | None:
    return unwanted(here, what)


@WISHES.rule("DATE|HOURS NOT THE|ON? DATE", "DATE NOT THE|IN? HOURS", says={"tuesday not wednesday": "Tue Nov 24 not Wed"})
def not_the_other(_: Here, wanted: Time, other: Time) -> Several | None:
    out = refused(other)
    return Several((wanted, out)) if out and not wanted.unwanted else None


@WISHES.rule("DATE|HOURS NOT", says={"los lunes no puedo": "not Mon"})
def cannot(_: Here, what: Time) -> Time | None:
    return refused(what)


@WISHES.rule("NO HOURS", "NO ANY? DATE", says={"no mornings": "not 0:00-12:00", "no mondays": "not Mon"})
def none_of(_: Here, what: Time) -> Time | None:
    # "no, tuesday" and "no tuesday" correct; only what recurs is refused by a bare "no"
    return refused(what) if what.kind == "HOURS" or what.weekdays or what.grain == "week-end" else None


@WISHES.rule("DATE|HOURS|TIME COMMA? BAD", says={"tuesday doesn't work": "not Tue"})
def does_not_work(_: Here, what: Time) -> Time | None:
    return refused(what)


@WISHES.rule("DATE NO", "HOURS NO", says={"el lunes no": "not Mon"})
def dia_no(_: Here, what: Time) -> Time | None:
    return refused(what)


# --- earliest, latest, any -------------------------------------------------------------------------------------------


@WISHES.rule("EARLIEST", says={"asap": "earliest"})
def earliest(_: Here) -> Time:
    return Time(order="earliest")


@WISHES.rule("LATEST", says={"as late as possible": "latest"})
def latest(_: Here) -> Time:
    return Time(order="latest")


@WISHES.rule("ANYTIME", says={"any time": "any time"})
def anytime(_: Here) -> Time:
    return Time(order="any")


# --- what leans on the offer -----------------------------------------------------------------------------------------


@WISHES.rule("NOT SAMEDAY", says={"not that day": "not Tue Dec 1"})
def not_that_day(here: Here) -> Several | None:
    return another_day(here)


@WISHES.rule(
    "NOT|NO THOSEDAYS",
    "THOSEDAYS BAD|NOT",
    says={"cant do those days": "not Tue Dec 1", "those days dont work": "not Tue Dec 1"},
)
def not_those_days(here: Here) -> Several | None:
    return another_day(here)


@WISHES.rule("SAMEDAY")
def same_day(here: Here) -> Time | None:
    return days(here.offered[0].date()) if here.offered else None


@WISHES.rule("ANOTHERDAY", says={"another day": "not Tue Dec 1"})
def another_day(here: Here) -> Several | None:
    if not here.offered:
        return None
    return Several(tuple(replace(days(day), unwanted=True) for day in sorted({start.date() for start in here.offered})))


@WISHES.rule("NUM|A|COUPLE UNIT AFTER", "BACK|HENCE WORD? WORD? FOR|A? NUM|COUPLE UNIT", "BACK|HENCE WORD? WORD? A UNIT")
@WISHES.rule(
    "LENGTH AFTER|LATERON",
    says={"push it back a week": "7 days after the visit", "una semana después": "Mon Dec 7..Sun Dec 13"},
)
def so_much_after(here: Here, *said: Num | str | Length) -> Shift | None:
    """Where a visit is there to count from: the one on offer, or the one that shall be moved."""
    return so_much_later(here, *_length(said)) if here.offered or here.moving else None


@WISHES.rule("NUM|A|COUPLE UNIT BEFORE", "UP WORD? WORD? FOR|A? NUM|COUPLE UNIT", "UP WORD? WORD? A UNIT")
@WISHES.rule(
    "LENGTH BEFORE|EARLIERON|SOONER",
    says={"move it up an hour": "60 min before the visit", "un día antes": "Mon Nov 30"},
)
def so_much_before(here: Here, *said: Num | str | Length) -> Shift | None:
    return so_much_earlier(here, *_length(said)) if here.offered or here.moving else None


def _length(said: Sequence[Num | str | Length]) -> list[Num | str]:
    first = said[0]
    return (
        [Num(first.count), first.unit] if isinstance(first, Length) else [part for part in said if not isinstance(part, Length)]
    )


@WISHES.rule("BACK|UP TO|FOR|ON THE? DATE|TIME", says={"move it back to tuesday": "Tue Nov 24"})
def back_to(here: Here, day: Time) -> Time | None:
    return day if here.moving else None


@WISHES.rule("BACK", says={"push it back": "after the visit"})
def push_back(here: Here) -> Time | None:
    return later(here) if here.moving else None


@WISHES.rule("UP", says={"bring it forward": "before the visit"})
def bring_forward(here: Here) -> Time | None:
    return earlier(here) if here.moving else None


@WISHES.rule("LATERON THE? SAMEDAY", "SAMEDAY COMMA|BUT? LATERON", says={"later that day": "Tue Dec 1 9:31-"})
def later_that_day(here: Here) -> Time | None:
    if not here.offered:
        return Time(step=Step(side="after", same_day=True)) if here.moving else None
    end = max(here.offered)
    return Time(first=end.date(), last=end.date(), from_=end.hour * 60 + end.minute + 1, half="24", grain="range")


@WISHES.rule("EARLIERON THE? SAMEDAY", "SAMEDAY COMMA|BUT? EARLIERON", says={"earlier that day": "Tue Dec 1 -9:30"})
def earlier_that_day(here: Here) -> Time | None:
    if not here.offered:
        return Time(step=Step(side="before", same_day=True)) if here.moving else None
    start = min(here.offered)
    return Time(first=start.date(), last=start.date(), until=start.hour * 60 + start.minute, half="24", grain="range")


@WISHES.rule("LATERINDAY", says={"later in the day": "Tue Dec 1 9:31-"})
def later_in_the_day(here: Here) -> Time | None:
    """That day, if it was one; of several days, the hours after them all."""
    if len({start.date() for start in here.offered}) < 2:
        return later_that_day(here)
    last = max(start.hour * 60 + start.minute for start in here.offered)
    return Time(from_=last + 1, half="24", grain="range") if last + 1 < MIDNIGHT else None


@WISHES.rule("EARLIERINDAY", says={"earlier in the day": "Tue Dec 1 -9:30"})
def earlier_in_the_day(here: Here) -> Time | None:
    if len({start.date() for start in here.offered}) < 2:
        return earlier_that_day(here)
    first = min(start.hour * 60 + start.minute for start in here.offered)
    return Time(until=first, half="24", grain="range") if first else None


@WISHES.rule("LATERON", says={"later": "Tue Dec 1 9:31-"})
def later(here: Here) -> Time | None:
    """Later than all that was offered: that day if it was one day, else any day after them."""
    if not here.offered:
        return Time(step=Step(side="after")) if here.moving else None
    start, end = min(here.offered), max(here.offered)
    if start.date() == end.date():
        return Time(first=end.date(), last=end.date(), from_=end.hour * 60 + end.minute + 1, half="24", grain="range")
    return Time(first=end.date() + DAY)


@WISHES.rule("EARLIERON", says={"earlier": "Tue Dec 1 -9:30"})
def earlier(here: Here) -> Time | None:
    if not here.offered:
        return Time(step=Step(side="before")) if here.moving else None
    start, end = min(here.offered), max(here.offered)
    if start.date() == end.date():
        return Time(first=start.date(), last=start.date(), until=start.hour * 60 + start.minute, half="24", grain="range")
    return Time(last=start.date() - DAY)


@WISHES.rule("SOONER", says={"anything sooner": "Tue Dec 1 -9:30 | ..Mon Nov 30"})
def sooner(here: Here) -> Time | Several | None:
    """Before all that was offered: on an earlier day, or earlier on the first."""
    if not here.offered:
        return Time(step=Step(side="before")) if here.moving else None
    start = min(here.offered)
    that_day = Time(first=start.date(), last=start.date(), until=start.hour * 60 + start.minute, half="24", grain="range")
    return Several((Time(last=start.date() - DAY), that_day))


@WISHES.rule("WEEKOFIT", says={"later that week": "Wed Dec 2..Sun Dec 6", "earlier that same week": "Mon Nov 30"})
def that_week(here: Here, which: Literal["after", "before", "same"]) -> Time | None:
    """The week of what was offered, or of the visit that shall be moved; or what is left of it on that side."""
    side: Literal["", "after", "before"] = "" if which == "same" else which
    if not here.offered:
        return Time(step=Step(side=side, same_week=True)) if here.moving else None
    span = in_the_week(min(here.offered).date(), max(here.offered).date(), side)
    return Time(first=span.first, last=span.last, grain="range")
