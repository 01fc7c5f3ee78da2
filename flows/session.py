"""What is kept of a conversation between two events, and what a turn gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from flows.book import Book
from flows.say import Line
from flows.words import Asked, Command, Effects, Heard, Lang, Send, Standing, Who

AnyFlow = Book  # a union, when there are more


class Session(Struct, frozen=True, omit_defaults=True):
    """Everything kept of one conversation between two events."""

    flows: tuple[AnyFlow, ...] = ()  # the last one is talking, those before it wait
    lang: Lang = "en"
    introduced: bool = False
    misses: int = 0  # turns in a row we did not understand
    tries: int = 0  # answers in this conversation that did not fit: wrong birth dates above all
    asked: Asked | None = None  # the newest question
    left: bool = False  # one that a bare answer could mean was left open for the next
    out: str | None = None  # the identity of the effect we are waiting for
    told: str = ""  # what was already said about waiting: "moment", "checking", "looking"
    silent_since: datetime | None = None  # the office has not answered our reads since
    looks: int = 0  # ... so many of them
    kept: tuple[Heard, ...] = ()  # what was said meanwhile
    with_person: bool = False
    opted_out: bool = False
    not_them: bool = False  # whoever holds this phone said that it is the wrong number: nothing about anybody is said to it
    booked: tuple[Standing, ...] = ()  # by this conversation, the newest last
    who: Who | None = None  # proven, for the next request
    who_at: datetime | None = None
    schema: int = 1


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
