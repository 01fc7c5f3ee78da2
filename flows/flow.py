"""What a flow is made of: its facts, and the six moves it can want next.

A flow is a frozen struct of facts, None until the patient (an answer) or the office (a finding) gives them, in the order a
receptionist asks. `next_move` looks at the facts and says what to do about the first one still missing. The position in the
conversation is never stored, so several answers at once, a correction, a crash, or a release that adds a question need no
code of their own. VoiceXML calls the heart of this the form interpretation algorithm.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Protocol, Self, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from flows.say import Line
from flows.words import (
    Asked,
    Awaited,
    Effects,
    Heard,
    Intent,
    Kind,
    Opening,
    Patient,
    RaiseCard,
    Reads,
    Standing,
    Visit,
)

TEN_MINUTES = timedelta(minutes=10)  # an offer is read again after this long before it is read back
ONE_MINUTE = timedelta(minutes=1)  # ... and after this long before it is booked


class Ask(Struct, frozen=True):
    """Say the prompt and wait for the patient. A bare "2" can mean one of the `openings`, or of the `options`."""

    about: str
    prompt: Line
    again: Line | None = None  # its short form, where what it speaks of has just been said
    openings: tuple[Opening, ...] = ()
    opening: Opening | None = None  # the one time that it speaks of
    options: tuple[str, ...] = ()
    yes_no: bool = False
    names: tuple[str, ...] = ()  # the first names that it shows
    besides: tuple[Opening, ...] = ()  # where it reads one back, the list it was picked from


class Do(Struct, frozen=True):
    """Send the command and wait for its result. It becomes the fact `towards`; or one more of that fact's, if it `adds`."""

    towards: str
    command: Reads | Awaited
    adds: bool = False


class Forget(Struct, frozen=True):
    """What we believed does not hold: say so, drop it and all that rests on it, and go on.

    With `limit`, the third time in one conversation brings a person of that kind instead: nobody guesses for ever.
    """

    what: tuple[str, ...]
    saying: Line | None = None
    limit: Kind | None = None
    noting: Mapping[str, object] = {}  # facts that are learned by it, as far as the flow has them


class Done(Struct, frozen=True):
    """The request is finished. `telling` are what nobody waits for."""

    saying: Line
    telling: tuple[Effects | RaiseCard, ...] = ()
    stands: Standing | None = None  # a visit that is in the book now
    now: tuple[Visit, ...] = ()  # visits as they stand now
    broken: Visit | None = None  # one that no longer is, in case they want it back
    listed: bool | None = None  # they are on the ASAP list now, or no longer
    then: tuple[Flow, ...] = ()  # requests that follow from it, the next one first


class HandOff(Struct, frozen=True):
    """A person from the front desk must take over."""

    kind: Kind
    saying: Line


class Become(Struct, frozen=True):
    """It turned out to be another request, or one for each of several visits: go on with those, the first one first."""

    flows: tuple[Flow, ...]
    saying: Line | None = None
    telling: tuple[Effects | RaiseCard, ...] = ()


@runtime_checkable
class Joins(Protocol):
    """A fact that comes in parts: a first name now, the birth date in the next text."""

    def joined(self, newer: Self) -> Self: ...


class Flow(Struct, frozen=True, omit_defaults=True):
    """The facts of one request."""

    title: ClassVar[str]
    rests_on: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # when a fact on the right changes, the one on the left goes
    answers: ClassVar[tuple[str, ...]] = ()  # the facts a patient can give without being asked
    begun_with: ClassVar[Mapping[str, str]] = {}  # what is heard in the text that begins it, and for which fact
    persons: ClassVar[tuple[str, ...]] = ()  # facts that are somebody else than who it is for: a name answers their question
    means: ClassVar[Mapping[tuple[str, Intent], object]] = {}  # to the question for this fact, that intent is this answer
    aged: ClassVar[tuple[str, ...]] = ("openings", "pick", "agreed")  # what does not hold half a day later
    shares: ClassVar[tuple[str, ...]] = ("who", "patient")  # the facts that another request may go on with

    @abstractmethod
    def next_move(self) -> Move: ...

    @property
    def proven(self) -> Patient | None:
        """Whose identity this request has proven."""
        found = getattr(self, "patient", None)
        return found if isinstance(found, Patient) else None

    @property
    def passing(self) -> bool:
        """Say whether its question need not be answered: whatever else is said drops it."""
        return False

    def over(self, at: datetime) -> bool:
        """Say whether time has settled it, so that nothing is left to speak of."""
        return False

    def answer_to(self, asked: Asked, event: Heard) -> dict[str, object]:
        """Return the facts that answer the open question. A fact that is None here was no answer of its own after all."""
        about = asked.about
        meant = [self.means[about, intent] for intent in event.intents if (about, intent) in self.means]
        if event.agreed is not None and asked.yes_no:
            meant.append(event.agreed)
        return {about: meant[0]} if meant else {}

    def left_open(self, asked: Asked, event: Heard) -> Line | None:
        """Return what is said to an answer that is none yet; the question stays open."""
        return None

    def dropped(self) -> Line:
        """Word what is said when the patient drops it: what did not happen, or what stays as it is."""
        return Line("dropped")

    def forget(self, *names: str) -> Self:
        """Drop these facts and, in turn, every fact that rests on one of them."""
        gone = set(names) & set(self.__struct_fields__)
        while more := {name for name, grounds in self.rests_on.items() if name not in gone and not gone.isdisjoint(grounds)}:
            gone |= more
        return replace(self, **dict.fromkeys(gone))

    def learn(self, facts: Mapping[str, object]) -> Self:
        """Take in facts in conversation order. One that changes takes what rested on it away."""
        flow = self
        for fact in self.__struct_fields__:
            known, value = getattr(flow, fact), facts.get(fact)
            if known is not None and value is not None and isinstance(known, Joins) and type(known) is type(value):
                value = known.joined(value)
            if value is not None and value != known:
                flow = replace(flow.forget(fact), **{fact: value})
        return flow


Move = Ask | Do | Forget | Done | HandOff | Become
