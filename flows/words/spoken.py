"""What a conversation speaks of: persons, openings, visits, and what may become of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from flows.words.values import Lang, Tagged, Value

# --- persons ---------------------------------------------------------------------------------------------------------


class Who(Value, frozen=True):
    """Whom the visit is for, as far as said: any part may be missing."""

    first: str | None = None
    last: str | None = None
    born: date | None = None
    month_day: tuple[int, int] | None = None  # of a birth date whose year is still to come: "april 12"
    year: int | None = None  # ... and the year that was sent after it
    other: date | None = None  # the same figures, day and month the other way round: "1/5/80" in Spanish

    def joined(self, newer: Who) -> Who:
        """Take in what was said later. Another first name is another person: the old birth date does not fit them."""
        if newer.first and self.first and newer.first.casefold() != self.first.casefold():
            bare = {self.last, self.born, newer.last, newer.born} == {None}
            return replace(self, last=newer.first) if bare else newer  # "Tom" ... "Silva"
        was = (self.born.month, self.born.day) if self.born and newer.year else None  # "I meant 1980": day and month stay
        month_day, year = newer.month_day or self.month_day or was, newer.year or self.year
        born = newer.born or (None if newer.month_day or newer.year else self.born) or _whole(month_day, year)
        names = newer.first or self.first, newer.last or self.last
        if born or (month_day and year):  # a day that year did not have is asked for anew
            return Who(*names, born, other=newer.other if newer.born else self.other if born == self.born else None)
        return Who(*names, None, month_day, year)


def _whole(month_day: tuple[int, int] | None, year: int | None) -> date | None:
    try:
        return date(year, *month_day) if month_day and year else None
    except ValueError:
        return None  # February 29 of another year


class Patient(Tagged, frozen=True):
    """Somebody whose identity was proven. `number` is the office's own."""

    number: int
    first_name: str
    new: bool = False  # decides which of a reason's two numbers applies
    lang: Lang | None = None
    providers: tuple[int, ...] = ()  # who usually sees them, the dentist first, as far as known
    minor: bool = False  # younger than the practice's rule asks of who acts alone


class NoSuchPatient(Tagged, frozen=True):
    """Nobody on this phone fits what was said. Unknown and wrong look the same, on purpose.

    The rest is for somebody who says that they are new: by the birth date alone, and the practice's file.
    """

    minor: bool = False  # by the birth date that was said
    reasons: tuple[str, ...] = ()  # what a new patient may book for


class SeveralPatients(Tagged, frozen=True):
    """More than one on this phone fits the birth date: the first name decides."""


# --- the book --------------------------------------------------------------------------------------------------------


class Opening(Tagged, frozen=True):
    """A free, bookable time. `provider` and `operatory` are the office's own numbers."""

    start: datetime  # aware, in the practice's zone
    end: datetime
    provider: int
    operatory: int


class Need(Value, frozen=True, kw_only=True):
    """What an opening must offer to a visit that exists or is planned: its length, and whose chair is asked for first."""

    length: timedelta
    provider: int = 0  # who sees the patient: the hygienist, if it is hygiene; 0: whoever
    operatory: int = 0
    reason: str | None = None  # only in chairs that take it
    visit: int = 0  # the visit itself, which is not in its own way; 0: a plan

    @property
    def chair(self) -> tuple[int, int]:
        return self.provider, self.operatory


class Visit(Tagged, frozen=True, kw_only=True):
    """A visit as it stood in the book when it was read. `number` is the office's own, as are the others."""

    number: int
    patient: int
    first_name: str
    start: datetime  # aware, in the practice's zone
    end: datetime
    provider: int
    operatory: int
    hygienist: int = 0
    hygiene: bool = False
    confirmed: bool = False  # by the office's own definition of it
    marked: int = 0  # the office's own definition of where its confirmation stands
    unconfirmed_as: int = 0  # ... which a visit that is moved is set back from, to this one; 0: not known
    asap: bool = False
    locked: bool = False  # staff alone may move it
    minor: bool = False  # of somebody who is not of age, by the practice's rule
    broken: bool = False  # it was on the book until somebody broke it
    notice: Literal["", "short", "fee", "desk"] = ""  # so close that the practice's rule for short notice applies
    read_at: datetime | None = None  # None: only remembered

    @property
    def begun(self) -> bool:
        """Say whether its time had come when it was read: nobody moves it any more, but they may be late for it."""
        return self.read_at is not None and self.start <= self.read_at

    @property
    def sees(self) -> int:
        """Who sees the patient: of hygiene the hygienist, if one is named."""
        return self.hygienist if self.hygiene and self.hygienist else self.provider

    @property
    def opening(self) -> Opening:
        """The time it holds, as it would be offered if it were free."""
        return Opening(self.start, self.end, self.sees, self.operatory)

    @property
    def need(self) -> Need:
        """What another time for it must offer."""
        return Need(length=self.end - self.start, provider=self.sees, operatory=self.operatory, visit=self.number)


class Plan(Tagged, frozen=True, kw_only=True):
    """A planned appointment: treatment without a time yet."""

    number: int
    patient: int
    first_name: str
    length: timedelta
    provider: int = 0
    hygienist: int = 0
    hygiene: bool = False

    @property
    def need(self) -> Need:
        sees = self.hygienist if self.hygiene and self.hygienist else self.provider
        return Need(length=self.length, provider=sees)


class Standing(Value, frozen=True):
    """A visit that this conversation has put in the book."""

    patient: int
    opening: Opening


# --- what became of a change -----------------------------------------------------------------------------------------


class Booked(Tagged, frozen=True):
    """The visit is in the book, at the time that was agreed: read back, or put there before our eyes."""

    visit: int


class Changed(Tagged, frozen=True):
    """It is so in the book now: broken, confirmed, on the ASAP list."""

    visit: int


class Taken(Tagged, frozen=True):
    """That time is not free, or not any more. Nothing was booked."""

    own: tuple[Opening, ...] = ()  # the patient's own visits that lie on it; empty: somebody else has it


class Overtaken(Tagged, frozen=True):
    """It is not the visit that was spoken of any more: somebody changed it meanwhile. Nothing was done."""


class Unconfirmed(Tagged, frozen=True):
    """The office never said whether it did it: neither a yes nor a no."""
