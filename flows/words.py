"""The vocabulary of a conversation: what happens (events), what is wanted of the office (commands), and what both speak of.

Everything here is a frozen value that survives the trip through JSON. Instants are aware `datetime`s, lengths `timedelta`s,
phones E.164. Events carry `at`, the instant they happened, so that nothing in flows/ ever asks the clock.

    Patient ── "cleaning tuesday, Ana Silva 5/1/80" ──> Heard ──> engine.turn ──> replies, commands
    Office  ── its answer to a command ──────────────> Result ──┘
    Timer   ── "is the booking still out?" ──────────> Tick ────┘
    Desk    ── took it, gave it back, wrote ─────────> DeskDid ─┘
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal, NewType
from zoneinfo import ZoneInfo

from msgspec import Struct

from flows.when import When

E164 = NewType("E164", str)  # "+15035550142"
Lang = Literal["en", "es"]


class Value(Struct, frozen=True, omit_defaults=True):
    """A small immutable value, told apart by its type alone."""


class Tagged(Struct, frozen=True, omit_defaults=True, tag=True):
    """A value that stands in a union: its type is written beside it."""


# --- the practice --------------------------------------------------------------------------------------------------


class Reason(Value, frozen=True, kw_only=True):
    """What a patient may book for. `existing_patient` and `new_patient` are the office's own numbers for it."""

    name: str
    says: dict[str, tuple[str, ...]] = {}  # the words patients use, by language
    existing_patient: int | None = None
    new_patient: int | None = None
    minutes: int | None = None
    appointment_type: int | None = None


class Chair(Value, frozen=True, kw_only=True):
    """Who works in which operatory, for which reasons (none named: all)."""

    provider: int
    operatory: int
    reasons: tuple[str, ...] = ()


class Hours(Value, frozen=True):
    """Opening hours of one weekday, on the practice's clock."""

    weekday: int  # 0 is Monday
    opens: time
    closes: time


class Practice(Value, frozen=True, kw_only=True):
    """One practice as its office file describes it. Source: deploy/office.example.toml."""

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

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

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


# --- what is spoken of ---------------------------------------------------------------------------------------------


class Who(Value, frozen=True):
    """Whom the visit is for, as far as said: any part may be missing."""

    first: str | None = None
    last: str | None = None
    born: date | None = None

    def joined(self, newer: Who) -> Who:
        """Take in what was said later. Another first name is another person: the old birth date does not fit them."""
        if newer.first and self.first and newer.first.casefold() != self.first.casefold():
            return newer
        return Who(newer.first or self.first, newer.last or self.last, newer.born or self.born)


class Patient(Tagged, frozen=True):
    """Somebody whose identity was proven. `number` is the office's own."""

    number: int
    first_name: str
    new: bool = False  # decides which of a reason's two numbers applies
    lang: Lang | None = None


class NoSuchPatient(Tagged, frozen=True):
    """Nobody on this phone fits what was said. Unknown and wrong look the same, on purpose."""


class SeveralPatients(Tagged, frozen=True):
    """More than one on this phone fits the birth date: the first name decides."""


class Opening(Value, frozen=True):
    """A free, bookable time. `provider` and `operatory` are the office's own numbers."""

    start: datetime  # aware, in the practice's zone
    end: datetime
    provider: int
    operatory: int


class Standing(Value, frozen=True):
    """A visit that this conversation has put in the book."""

    patient: int
    opening: Opening


class Booked(Tagged, frozen=True):
    """The visit is in the book: read back, or created before our eyes."""

    visit: int


class Taken(Tagged, frozen=True):
    """The office refused: that time is no longer free. Nothing was booked."""


class Unconfirmed(Tagged, frozen=True):
    """The office never said whether it booked: neither a yes nor a no."""


# --- commands: what the flows want of the world ----------------------------------------------------------------------


class Read(Tagged, frozen=True):
    """Asks the office something. Safe to repeat; the answer comes back as a Result."""


class FindPatient(Read, frozen=True):
    """-> Patient | NoSuchPatient | SeveralPatients, among the charts that carry this phone."""

    who: Who


class FindOpenings(Read, frozen=True):
    """-> tuple[Opening, ...]: at most three, those that suit best first; none at a time the patient already has (`besides`)."""

    patient: Patient
    reason: str
    when: When
    besides: tuple[Opening, ...] = ()


class StillFree(Read, frozen=True):
    """-> bool. The last read may answer if it is no older than `at_most`."""

    patient: Patient
    reason: str
    opening: Opening
    at_most: timedelta


class Effect(Tagged, frozen=True):
    """Changes the world, exactly once: sent by a Send, carried out by bot/effects.py."""


class BookAppointment(Effect, frozen=True):
    """-> Booked | Taken | Unconfirmed."""

    patient: Patient
    reason: str
    opening: Opening


class WriteCommlog(Effect, frozen=True):
    """Leave a line in the patient's chart about what was done. Nobody waits for it."""

    patient: int
    note: str


class Kind(StrEnum):
    """Why a person is needed, most urgent first. Shown at the desk; never the patient's words."""

    EMERGENCY = "emergency"
    UNCONFIRMED = "booking unconfirmed"
    OVERLAP = "visit withdrawn, the time was taken"
    UNSETTLED = "change unconfirmed"
    ASKED = "asked for a person"
    IDENTITY = "could not be identified"
    LOST = "not understood"
    SILENT = "office did not answer"
    NO_OPENING = "no opening suits"
    POISON = "message could not be handled"
    TWICE = "a second visit was removed"
    LATE_VISIT = "unconfirmed visit stands after all"
    UNDELIVERED = "text could not be delivered"
    FLOOD = "too many texts"
    CALL = "please call"
    MEDIA = "sent a picture or recording"


class RaiseCard(Tagged, frozen=True):
    """Tell the desk. Whether the bot is silent from now on stands in the session (`with_person`)."""

    kind: Kind


class OptOut(Tagged, frozen=True):
    """Never text this number again until it opts in."""


class OptIn(Tagged, frozen=True):
    """The number asked for texts again."""


class Wake(Tagged, frozen=True):
    """Come back with a Tick of this name unless a newer one replaces it."""

    name: str
    after: timedelta


Reads = FindPatient | FindOpenings | StillFree
Awaited = BookAppointment  # effects that a flow waits for
Effects = Awaited | WriteCommlog


class Send(Tagged, frozen=True):
    """Carry out this effect under this identity. The same turn run again makes the same one, so it happens once."""

    id: str
    effect: Effects


Command = FindPatient | FindOpenings | StillFree | Send | RaiseCard | OptOut | OptIn | Wake
Finding = Patient | NoSuchPatient | SeveralPatients | tuple[Opening, ...] | bool | Booked | Taken | Unconfirmed


# --- events: what happened -----------------------------------------------------------------------------------------


class Intent(StrEnum):
    BOOK = "book"
    MOVE = "move"
    CANCEL_VISIT = "cancel a visit"
    CONFIRM = "confirm"
    VISITS = "visits"
    HOURS = "hours"
    GREETING = "greeting"
    THANKS = "thanks"
    REPEAT = "repeat"
    NEVER_MIND = "never mind"  # drop this request; neither cancelling a visit nor opting out
    HUMAN = "human"
    EMERGENCY = "emergency"
    OPT_OUT = "opt out"
    OPT_IN = "opt in"
    HELP = "help"
    WRONG_NUMBER = "wrong number"
    # Heard, and answered by flows to come; until then a flow treats them as words it does not know.
    LATE = "late"
    ARRIVED = "arrived"
    JOIN_ASAP = "join the asap list"
    LEAVE_ASAP = "leave the asap list"
    QUESTION = "question"  # some question; the kinds below say which, where the words do
    PRICE = "price"
    INSURANCE = "insurance"
    ADDRESS = "address"
    BALANCE = "balance"
    CLINICAL = "clinical"
    BOT = "is it a bot"
    COMPLAINT = "complaint"
    BYE = "bye"
    UNSURE = "unsure"  # neither yes nor no: "let me check with work"
    DONT_KNOW = "does not know"
    OTHER = "something else"  # other times than those offered
    LATER = "later"
    EARLIER = "earlier"
    CORRECTION = "correction"


class Asked(Value, frozen=True):
    """The open question, as far as the reader needs it to understand a bare "2" or "yes"."""

    about: str  # the fact it asks for
    at: datetime
    openings: tuple[Opening, ...] = ()  # the times offered, in the order they were numbered
    opening: Opening | None = None  # the one exact time read back
    instead: bool = False  # it took the place of another question that a bare "2" or "yes" could have meant


class Heard(Tagged, frozen=True, kw_only=True):
    """The patient said something: everything the reader found in it at once."""

    id: str
    at: datetime
    said: datetime | None = None  # when it reached us, if that was earlier
    lang: Lang | None = None  # None: the words do not tell
    intents: tuple[Intent, ...] = ()
    who: Who | None = None
    reason: str | None = None
    when: When | None = None
    pick: Opening | None = None  # the offered one they pointed at
    not_offered: bool = False  # they pointed at one that was not offered: "the seventh"
    agreed: bool | None = None  # a clear yes or no
    media: bool = False
    keyword: str = ""  # the carrier took the whole text for one of its own words, and has answered it: "CANCEL"


class Result(Tagged, frozen=True, kw_only=True):
    """A command finished. `of` says which, so that a late answer can be told apart."""

    id: str  # of an effect: the effect's own
    at: datetime
    of: Reads | Effects
    value: Finding


class Silent(Tagged, frozen=True, kw_only=True):
    """A read could not be answered: in the time there was, or `for_good`, because the office refuses to answer it."""

    id: str
    at: datetime
    of: Reads
    for_good: bool = False


class Tick(Tagged, frozen=True, kw_only=True):
    """A timer that the flows asked for."""

    id: str
    at: datetime
    name: str


class DeskDid(Tagged, frozen=True, kw_only=True):
    """A person at the desk took the conversation, gave it back, or settled it."""

    id: str
    at: datetime
    what: Literal["took", "gave back", "resolved"]


Event = Heard | Result | Silent | Tick | DeskDid
