"""How the examples are written: what a message says, in one line a person can read and check.

    tues or wed after 3      => book; when Tue Nov 24 15:00- | Wed Nov 25 15:00-
    not monday               => when not Mon
    ana silva 5/1/80         => who Ana Silva 1980-05-01

The parts, in this order, each left out when there is none: the intents; yes or no; which one was picked; who; whom it is
about; what for; when; how late.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from flows.reader import read
from flows.when import Span, Step, When
from flows.words import Asked, Heard, Intent, Opening, Who
from tests.flows.scenes import PRACTICE, THU, TUE, opening

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)  # Thursday, 10:00 at the practice; open Mon-Thu 8-5, Fri 8-1
OFFERED = (opening(TUE, 9, 30), opening(TUE, 11), opening(THU, 14))
ASKED = {
    "nothing": None,
    "who": Asked("who", NOW),
    "reason": Asked("reason", NOW),
    "when": Asked("when", NOW),
    "pick": Asked("pick", NOW, openings=OFFERED),  # Tue Dec 1 9:30, Tue Dec 1 11:00, Thu Dec 3 14:00
    "agreed": Asked("agreed", NOW, opening=OFFERED[0]),  # Tue Dec 1 9:30
    "agreed, of several": Asked("agreed", NOW, opening=OFFERED[0], besides=OFFERED),  # "read back, the first of those"
}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
QUIET = frozenset((Intent.LATER, Intent.EARLIER, Intent.CORRECTION))  # told by the when as well


def reading(text: str, asked: str = "nothing", lang: str = "en") -> str:
    return spelled(read(text, ASKED[asked], NOW, PRACTICE, lang, id="text"))  # type: ignore[arg-type]


def spelled(heard: Heard) -> str:
    parts = [
        ", ".join(intent.value for intent in heard.intents if intent not in QUIET),
        {True: "yes", False: "no", None: ""}[heard.agreed],
        f"pick {_number(heard.pick)}" if heard.pick else "not offered" if heard.not_offered else "",
        f"who {_who(heard.who)}" if heard.who else "",
        f"about {', '.join(heard.about)}" if heard.about else "",
        f"for {heard.reason}" if heard.reason else "",
        f"when {when(heard.when)}" if heard.when else "",
        f"late {heard.late.total_seconds() / 60:.0f} min" if heard.late else "",
    ]
    return "; ".join(part for part in parts if part) or "nothing"


def _number(picked: Opening) -> int:
    return OFFERED.index(picked) + 1


def _who(who: Who) -> str:
    half = f"????-{who.month_day[0]:02}-{who.month_day[1]:02}" if who.month_day else ""
    return " ".join(str(part) for part in (who.first, who.last, who.born, half, who.year) if part)


def when(wish: When) -> str:
    wanted = " | ".join(span(s) for s in wish.wanted)
    unwanted = " | ".join(span(s) for s in wish.unwanted)
    around = f"@{_clock(wish.around)}" if wish.around else ""
    counted = step(wish.step) if wish.step else ""
    parts = (wanted, around, f"not {unwanted}" if unwanted else "", wish.order, counted, wish.impossible)
    return " ".join(part for part in parts if part) or "any time"


def step(by: Step) -> str:
    """ "7 days after the visit", "60 min before the visit", "after the visit, same day"."""
    amount = f"{abs(by.days)} days " if by.days else f"{abs(by.minutes)} min " if by.minutes else ""
    side = by.side or ("after" if by.days + by.minutes > 0 else "before")
    return f"{amount}{side} the visit{', same day' if by.same_day else ''}"


def span(s: Span) -> str:
    days = _day(s.first) if s.first == s.last and s.first else f"{_day(s.first)}..{_day(s.last)}" if s.first or s.last else ""
    weekdays = ",".join(DAYS[day] for day in s.weekdays)
    hours = f"{_clock(s.from_)}-{_clock(s.until)}" if s.from_ is not None or s.until is not None else ""
    return " ".join(part for part in (days, weekdays, hours, f"@{_clock(s.at)}" if s.at else "") if part)


def _day(day: date | None) -> str:
    return f"{day:%a %b} {day.day}{'' if day.year in (2026, 2027) else f' {day.year}'}" if day else ""


def _clock(at: time | None) -> str:
    return f"{at.hour}:{at.minute:02}" if at else ""
