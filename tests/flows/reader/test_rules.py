"""The rules themselves: every one can be handed whatever stands in its places, and says what its examples say."""

from datetime import date, datetime
from itertools import islice, product

import pytest

from flows.reader import read
from flows.reader.parser import Rule, written_out
from flows.reader.rules import ALL
from flows.reader.times import Here, Length, Num, Several, Shift, Time, days
from tests.flows.reader.notation import ASKED, NOW, when
from tests.flows.scenes import PRACTICE

HERE = Here(datetime(2026, 11, 19, 10), lambda _: ((480, 1020),))
DAY = days(date(2026, 12, 1))
MONTH = days(date(2026, 12, 1), date(2026, 12, 31), "month")
SAMPLES: dict[str, tuple[object, ...]] = {
    "NUM": (Num(3, 1), Num(15, 2), Num(2026, 4), Num(99999999, 8), Num(0, 1), Num(30)),
    "ORD": (Num(3, 1, ordinal=True), Num(31, 2, ordinal=True), Num(5, ordinal=True)),
    "COUPLE": (Num(2),),
    "CENTURY": (1900, 2000),
    "TENS": (20, 60),
    "WEEKDAY": (0, 6),
    "EVERYDAY": (2,),
    "MONTH": (2, 12),
    "DAYREL": (0, -1, 2),
    "PART": ("morning", "noche", "night", "nights"),
    "UNIT": ("day", "week", "month", "year", "hour", "minute", "fortnight"),
    "SOON": ("day", "week"),
    "WEEKOFIT": ("after", "before", "same"),
    "HOLIDAY": ("christmas", "labor day", "nothing of the kind"),
    "CLOCKWORD": (720, 1440),
    "AMPM": ("am", "pm"),
    "AP": ("am", "pm"),
    "DATE": (
        DAY,
        MONTH,
        Time(impossible="past"),
        Time(weekdays=(1,)),
        Time(last=date(2026, 12, 1)),
        Time(first=date(2026, 12, 1)),
    ),
    "CLOCK": (Time(at=180), Time(at=900, half="pm"), Time(at=0, half="24")),
    "HOURS": (Time(from_=720, until=1140, half="24", grain="part"), Time(from_=180), Time(until=0, half="24", unwanted=True)),
    "TIME": (Time(first=DAY.first, last=DAY.last, at=180), Time(first=DAY.first, from_=0, until=60, half="24", grain="part")),
    "LIST": (Several((DAY, MONTH)), Several((Time(at=180), Time(unwanted=True)))),
    "LENGTH": (Length(3, "day"), Length(2, "hour"), Length(400, "year")),
    "SHIFT": (Shift(1, "week"),),
}
RULES = [rule for group in ALL for rule in group.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.build.__name__}: {rule.pattern}")
def test_a_rule_takes_whatever_stands_in_its_places(rule: Rule) -> None:
    for kinds in written_out(rule.pattern):
        for values in islice(product(*(SAMPLES[kind] for kind in kinds if kind in SAMPLES)), 200):
            made = rule.build(HERE, *values)
            assert made is None or made.kind


SAYS = [(text, meant, rule.build.__name__) for rule in RULES for text, meant in rule.says.items()]


@pytest.mark.parametrize(("text", "meant", "rule"), dict.fromkeys(SAYS), ids=lambda value: value)
def test_a_rule_says_what_stands_beside_it(text: str, meant: str, rule: str) -> None:
    """Read by itself; what leans on an offer, as an answer to the read-back of Tue Dec 1 at 9:30."""
    heard = (read(text, ASKED[asked], NOW, PRACTICE, "en", id="text").when for asked in ("nothing", "agreed"))
    found = next((wish for wish in heard if wish is not None), None)
    assert (when(found) if found else "nothing") == meant


def test_most_rules_have_an_example_beside_them() -> None:
    silent = {rule.build.__name__ for rule in RULES} - {rule.build.__name__ for rule in RULES if rule.says}
    assert silent <= {"dotted", "same_day"}  # they need an offer of several times: see test_choices.py and the examples
