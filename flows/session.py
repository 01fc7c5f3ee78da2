"""What is kept of a conversation between two events, and what a turn gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from flows.asap import Asap
from flows.book import Book
from flows.cancel import Cancel
from flows.confirm import Confirm
from flows.desk import DeskOnly
from flows.household import More
from flows.late import Late
from flows.move import Move
from flows.newpatient import NewPatient
from flows.pain import Pain
from flows.planned import Planned
from flows.say import Line
from flows.visits import Visits
from flows.words import E164, Asked, Command, Effects, Heard, Lang, Mention, Send, Standing, Visit, Who

AnyFlow = Pain | Book | NewPatient | Planned | More | Move | Cancel | Confirm | Visits | Asap | Late | DeskOnly


class Proven(Struct, frozen=True, omit_defaults=True):
    """Somebody who was proven, for the requests that follow."""

    who: Who
    at: datetime
    patient: int
    about: tuple[Mention, ...] = ()  # what they were called: "my son"
    minor: bool = False


class Staff(Struct, frozen=True, omit_defaults=True):
    """Whoever at the desk asked for something, in a session of its own: the role is the proof."""

    user: str  # as the desk's own tool numbers them
    name: str
    role: Literal["view", "act", "manage"] = "act"
    channel: str = ""  # where they asked
    phones: tuple[E164, ...] = ()  # of the patient: their conversations hear of a change
    undoes: bool = False  # it takes back their last change
    names: tuple[tuple[int, str], ...] = ()  # what the office calls who sees patients
    chairs: tuple[tuple[int, str], ...] = ()  # ... and where


class Session(Struct, frozen=True, omit_defaults=True):
    """Everything kept of one conversation between two events."""

    flows: tuple[AnyFlow, ...] = ()  # the last one is talking, those before it wait
    lang: Lang = "en"
    spoken: Lang | None = None  # the language they have changed to, until it stands in their chart
    introduced: bool = False
    misses: int = 0  # turns in a row we did not understand
    tries: int = 0  # answers in this conversation that did not fit: wrong birth dates above all
    asked: Asked | None = None  # the newest question
    invited: datetime | None = None  # when we last said what to send for a visit: a yes to that wants one
    left: bool = False  # one that a bare answer could mean was left open for the next
    out: str | None = None  # the identity of the effect we are waiting for
    told: str = ""  # what was already said about waiting: "moment", "checking", "looking", "away"
    silent_since: datetime | None = None  # the office has not answered our reads since
    looks: int = 0  # ... so many of them
    kept: tuple[Heard, ...] = ()  # what was said meanwhile
    with_person: bool = False
    opted_out: bool = False
    opted_out_at: datetime | None = None  # when they said so, if it was here: what they sent before does not take it back
    not_them: bool = False  # whoever holds this phone said that it is the wrong number: nothing about anybody is said to it
    booked: tuple[Standing, ...] = ()  # by this conversation, the newest last
    said_who: Who | None = None  # given where nothing was asked, for the request that follows; nobody has proven it
    said_who_at: datetime | None = None
    on_list: bool = False  # this conversation put them on the ASAP list: "take me off the list" means that one
    named: tuple[Visit, ...] = ()  # the visits that our own ask has named to this phone, as they stood then
    broken: Visit | None = None  # the last one that this conversation broke, in case they want it back
    raised: tuple[str, ...] = ()  # actions that this practice wants the birth date for (flows/proof.py); set anew at each turn
    proven: tuple[Proven, ...] = ()  # in the order of their first requests
    who: Who | None = None  # the one who was proven, in a session of release 0.1.0
    who_at: datetime | None = None
    staff: Staff | None = None  # it is no patient's: the front desk asks
    schema: int = 1


class DeskAsked(Struct, frozen=True, kw_only=True, tag=True):
    """Staff ask for this: what they chose stands in the request, so that its next move is the read-back, or the deed."""

    id: str
    at: datetime
    staff: Staff
    flow: AnyFlow


class Turn(Struct, frozen=True):
    session: Session
    replies: tuple[Line, ...] = ()
    commands: tuple[Command, ...] = ()

    def saying(self, *lines: Line) -> Turn:
        """Say these before what the turn says."""
        return replace(self, replies=(*lines, *self.replies))


dump = msgspec.json.Encoder().encode
load: Callable[[bytes], Session] = msgspec.json.Decoder(Session).decode


def send(event: str, effect: Effects) -> Send:
    """Give an effect its identity: made of the event and the effect alone, so a turn that is run again makes it again."""
    return Send(sha256(event.encode() + b"|" + dump(effect)).hexdigest()[:32], effect)
