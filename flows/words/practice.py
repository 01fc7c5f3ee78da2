"""One practice as its office file describes it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import field

from flows.words.values import E164, Lang, Value


class Reason(Value, frozen=True, kw_only=True):
    """What a patient may book for. `existing_patient` and `new_patient` are the office's own numbers for it."""

    name: str
    says: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the words patients use, by language
    existing_patient: int | None = None
    new_patient: int | None = None
    minutes: int | None = None
    appointment_type: int | None = None
    urgent: bool = False  # for whoever is in pain


class Chair(Value, frozen=True, kw_only=True):
    """Who works in which operatory, for which reasons (none named: all)."""

    provider: int
    operatory: int
    reasons: tuple[str, ...] = ()

    def takes(self, reason: str) -> bool:
        return not self.reasons or reason in self.reasons


class Hours(Value, frozen=True):
    """Opening hours of one weekday, on the practice's clock."""

    weekday: int  # 0 is Monday
    opens: time
    closes: time


class Answer(Value, frozen=True, kw_only=True):
    """What the practice says to a question, by language. `words`: who says one of these asks for it."""

    name: str  # a kind of question ("parking"), or a name of the practice's own
    says: dict[Lang, str]
    words: dict[Lang, tuple[str, ...]] = field(default_factory=dict)


class Rules(Value, frozen=True, kw_only=True):
    """What this practice does differently from others. Every rule has a safe default."""

    short_notice: timedelta = timedelta(hours=24)  # a change so close to the visit is one at short notice
    on_short_notice: Literal["short", "fee", "desk"] = "short"  # staff are told; the fee is charged; staff do it
    of_age: int = 18  # who is younger needs a guardian
    ask_before: timedelta | None = timedelta(days=2)  # when it is asked whether they will come; None: not at all
    ask_from: time = time(9)  # nothing that nobody asked for is sent outside these hours
    ask_until: time = time(20)
    ask_on_sundays: bool = False
    texts_an_hour: int = 300  # when so many have left within an hour, what nobody asked for waits; answers never do
    forget_after: timedelta = timedelta(days=30)  # what was said is kept no longer than this after the last turn
    keep_language: bool = False  # the language somebody writes in is noted in their chart
    ask_if_unknown: bool = False  # also where the chart does not say whether texts are welcome
    people_within: timedelta | None = None  # while open, a person answers within this time; None: "soon"
    give_back_after: timedelta | None = None  # a conversation nobody gave back; None: the end of the next open day
    birth_date_for: tuple[str, ...] = ()  # actions that this practice wants the birth date for, where the phone would do


class Practice(Value, frozen=True, kw_only=True):
    """One practice. Source: deploy/office.example.toml."""

    name: str
    texting_number: E164
    front_desk_number: E164
    timezone: str
    reasons: tuple[Reason, ...]
    alert_numbers: tuple[E164, ...] = ()
    languages: tuple[Lang, ...] = ("en",)
    booking: Literal["websched", "slots"] = "websched"
    clinic: int | None = None
    hours: tuple[Hours, ...] = ()
    closed: tuple[date, ...] = ()
    chairs: tuple[Chair, ...] = ()
    country: str = "US"
    rules: Rules = Rules()
    answers: tuple[Answer, ...] = ()
    wording: dict[Lang, dict[str, str]] = field(default_factory=dict)  # this practice's own sentences, by our keys

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def bookable(self) -> tuple[Reason, ...]:
        """What somebody who has a chart here may book for."""
        return tuple(r for r in self.reasons if self.booking == "slots" or r.existing_patient is not None)

    @property
    def for_new_patients(self) -> tuple[Reason, ...]:
        """What somebody new may book for."""
        return tuple(r for r in self.reasons if self.booking == "slots" or r.new_patient is not None)

    @property
    def urgent_reason(self) -> Reason | None:
        """What somebody in pain is booked for; None: a person decides."""
        return next((reason for reason in self.bookable if reason.urgent), None)

    def answer(self, name: str, lang: Lang) -> str | None:
        """Return what the practice says to that question in that language; None: nothing, so a person answers."""
        return next((a.says[lang] for a in self.answers if a.name == name and lang in a.says), None)

    def reason(self, name: str) -> Reason:
        """Return the reason of that name. Raises KeyError: a name that is not in the office file is a bug."""
        for reason in self.reasons:
            if reason.name == name:
                return reason
        raise KeyError(name)

    def spans(self, day: date) -> tuple[tuple[time, time], ...]:
        """Return when the practice is open on that day, in order; empty when it is closed."""
        if day in self.closed:
            return ()
        return tuple(sorted((h.opens, h.closes) for h in self.hours if h.weekday == day.weekday()))
