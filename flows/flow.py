"""What a flow is made of: its facts, and the five moves it can want next.

A flow is a frozen struct of facts, None until the patient (an answer) or the office (a finding) gives them, in the order a
receptionist asks. `next_move` looks at the facts and says what to do about the first one still missing. The position in the
conversation is never stored, so several answers at once, a correction, a crash, or a release that adds a question need no
code of their own. VoiceXML calls the heart of this the form interpretation algorithm.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Protocol, Self, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace

from flows.say import Line
from flows.words import Awaited, Effects, Kind, Opening, Reads, Standing

TEN_MINUTES = timedelta(minutes=10)  # an offer is read again after this long before it is read back
ONE_MINUTE = timedelta(minutes=1)  # ... and after this long before it is booked


class Ask(Struct, frozen=True):
    """Say the prompt and wait for the patient. The openings are those a bare "2" or "yes" can mean."""

    about: str
    prompt: Line
    openings: tuple[Opening, ...] = ()
    opening: Opening | None = None


class Do(Struct, frozen=True):
    """Send the command and wait for its result."""

    towards: str
    command: Reads | Awaited


class Forget(Struct, frozen=True):
    """What we believed does not hold: say so, drop it and all that rests on it, and go on.

    With `limit`, the third time in one conversation brings a person of that kind instead: nobody guesses for ever.
    """

    what: tuple[str, ...]
    saying: Line | None = None
    limit: Kind | None = None


class Done(Struct, frozen=True):
    """The request is finished. `telling` are effects nobody waits for."""

    saying: Line
    telling: tuple[Effects, ...] = ()
    stands: Standing | None = None  # a visit that is in the book now


class HandOff(Struct, frozen=True):
    """A person from the front desk must take over."""

    kind: Kind
    saying: Line


Move = Ask | Do | Forget | Done | HandOff


@runtime_checkable
class Joins(Protocol):
    """A fact that comes in parts: a first name now, the birth date in the next text."""

    def joined(self, newer: Self) -> Self: ...


class Flow(Struct, frozen=True, omit_defaults=True):
    """The facts of one request."""

    title: ClassVar[str]
    rests_on: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # when a fact on the right changes, the one on the left goes
    answers: ClassVar[tuple[str, ...]] = ()  # the facts a patient can give without being asked

    @abstractmethod
    def next_move(self) -> Move: ...

    def forget(self, *names: str) -> Self:
        """Drop these facts and, in turn, every fact that rests on one of them."""
        gone = set(names)
        while more := {fact for fact, grounds in self.rests_on.items() if fact not in gone and gone & set(grounds)}:
            gone |= more
        return replace(self, **dict.fromkeys(gone))

    def learn(self, facts: Mapping[str, object]) -> Self:
        """Take in facts in conversation order. One that changes takes what rested on it away."""
        flow = self
        for fact in self.__struct_fields__:
            known, value = getattr(flow, fact), facts.get(fact)
            if value is not None and isinstance(known, Joins) and type(known) is type(value):
                value = known.joined(value)
            if value is not None and value != known:
                flow = replace(flow.forget(fact), **{fact: value})
        return flow
