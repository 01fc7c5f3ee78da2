"""Rules for numbers: "twenty third", "nineteen eighty", and numbers that are no time: "pain 8/10", "for 3 nights"."""

from __future__ import annotations

from flows.reader.parser import Group
from flows.reader.times import Here, Length, Num, Plain

NUMBERS = Group()
YEARS = Group()


@NUMBERS.rule(
    "TENS DASH? NUM",
    "TENS AND NUM",
    "NUM AND NUM",
    says={"the twenty third": "Mon Nov 23", "december twenty one": "Mon Dec 21"},
)
def tens_and_ones(_: Here, tens: int | Num, ones: Num) -> Num | None:
    if isinstance(tens, Num):  # "veinte y cinco"
        return Num(20 + ones.value) if tens == Num(20) and 0 < ones.value < 10 and not ones.digits else None
    return Num(tens + ones.value) if 0 < ones.value < 10 and not ones.digits else None


@NUMBERS.rule("TENS DASH? ORD", says={"december twenty-first": "Mon Dec 21"})
def tens_and_ordinal(_: Here, tens: int, ones: Num) -> Num | None:
    return Num(tens + ones.value, ordinal=True) if ones.value < 10 else None


@NUMBERS.rule("TENS", says={"at two thirty": "@14:30"})
def tens_alone(_: Here, tens: int) -> Num:
    return Num(tens)


@NUMBERS.rule("CENTURY NUM", "NUM NUM", says={"dec 3 two thousand and twenty seven": "Fri Dec 3"})
def spoken_year(_: Here, century: int | Num, year: Num = Num(0)) -> Num | None:  # noqa: B008 (frozen)
    """ "nineteen eighty", "two thousand five", "mil novecientos ochenta"."""
    if isinstance(century, Num):
        century = 1900 if century == Num(19) and not year.digits and year.value >= 10 else 0
    return Num(century + year.value, 4) if century and year.value < 100 else None


@YEARS.rule("CENTURY", says={"may 5 two thousand and one": "nothing"})
def whole_century(_: Here, century: int) -> Num:
    return Num(century, 4)


@NUMBERS.rule("NUM TH", "NUM DOT TH", says={"the 3rd": "Thu Dec 3"})
def ordinal(_: Here, number: Num) -> Num | None:
    return Num(number.value, number.digits, ordinal=True) if number.digits else None


@NUMBERS.rule("NUM OH NUM", says={"at seven oh five pm": "@19:05", "a las seis cero dos pm": "@18:02"})
def oh_five(_: Here, hour: Num, minute: Num) -> Num | None:
    return Num(hour.value * 100 + minute.value, 4) if 1 <= hour.value <= 12 and minute.value < 10 else None


# --- numbers that are no time ----------------------------------------------------------------------------------------


@NUMBERS.rule("FOR? NUM PART", says={"tomorrow for 3 nights": "Fri Nov 20"})
def nights(_: Here, count: Num, part: str) -> Length | None:
    return Length(count.value, "night") if part == "nights" else None


@NUMBERS.rule("FOR NUM PART", says={"tuesday for one night": "Tue Nov 24"})
def one_night(_: Here, count: Num, part: str) -> Length | None:
    return Length(count.value, "night") if part == "night" and count.value == 1 else None


@NUMBERS.rule(
    "PAIN OF? NUM SLASH|OF NUM",
    "NUM SLASH NUM PAIN",
    "MONEY NUM",
    "NUM MONEY",
    says={"pain 8/10": "nothing", "i paid $12": "nothing"},
)
def measured(_: Here, *numbers: Num) -> Plain:
    return Plain()  # "pain 8/10", "$12"


@NUMBERS.rule("NUM DASH NUM DASH NUM", "NUM DASH NUM", "NUM DOT NUM DOT NUM", says={"call 503-555-0142": "nothing"})
def phone_number(_: Here, *parts: Num) -> Plain | None:
    return Plain() if parts[-1].digits == 4 and parts[-2].digits in (2, 3) and (parts[0].digits == 3) else None


@NUMBERS.rule("UNIT NUM", says={"el día 15": "Tue Dec 15"})
def dia_15(_: Here, unit: str, day: Num) -> Num | None:
    return Num(day.value, day.digits, ordinal=True) if unit == "day" and day.digits else None
