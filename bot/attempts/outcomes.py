"""What can come of a try, or of a look whether an earlier try came true.

Done      it happened, and this proves it
NotDone   it did not happen, and will not by this effect
Absent    of a look: all was read, and it is not there (yet)
Later     of a try: it was not carried out; try again after a while
Unknown   it may have happened: look before trying again
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import structlog

from bot.office.errors import (
    OfficeBusy,
    OfficeError,
    OfficeMisconfigured,
    OfficeRefused,
    OfficeSilent,
    OfficeUnreached,
)
from bot.room import Room
from flows.words import Opening

log = structlog.get_logger()
T = TypeVar("T")
SOON = timedelta(seconds=5)
NEVER = datetime.max.replace(tzinfo=UTC)  # nothing is fresh then


@dataclass(frozen=True)
class Done:
    proof: str  # the carrier's sid, the visit's number


@dataclass(frozen=True)
class NotDone:
    proof: str
    taken: bool = False
    own: tuple[Opening, ...] = ()  # ... by the patient's own visits
    changed: bool = False  # it is not as it was when the patient spoke: somebody changed it meanwhile
    opted_out: bool = False


@dataclass(frozen=True)
class Absent:
    why: str


@dataclass(frozen=True)
class Later:
    after: timedelta


@dataclass(frozen=True)
class Unknown:
    why: str


Outcome = Done | NotDone | Absent | Later | Unknown
MayLeave = Callable[[], Awaitable[bool]]


async def always() -> bool:
    return True


@dataclass(frozen=True)
class Case:
    """What a try, or a look, stands on."""

    room: Room
    effect_id: str
    since: datetime  # when it was first begun
    may_leave: MayLeave = always  # asked when everything else is ready: a try that waited may be another's by now
    again: bool = False  # an earlier try is counted
    now: datetime = NEVER  # when this try, or this look, begins

    @property
    def marker(self) -> str:
        """By which a line is found again. One word of ASCII: line breaks come back as spaces."""
        return f"[{self.effect_id[:10]}]"

    def marked(self, text: str) -> str:
        return " ".join((*text.split(), self.marker))


async def written(write: Awaitable[T], proof: Callable[[T], str]) -> Outcome:
    """Wait for one write at the office, and say what came of it. No error text tells surely, so what is unclear is unknown."""
    try:
        return Done(proof(await write))
    except OfficeRefused as refused:
        return NotDone("refused", taken=refused.taken)
    except OfficeSilent as silent:
        return Unknown(str(silent))
    except OfficeError as error:
        return not_begun(error)


def not_begun(error: OfficeError) -> NotDone | Later:
    """Say what follows when a read failed that must come before the write: nothing was sent."""
    match error:
        case OfficeBusy(retry_after=after):
            return Later(after)
        case OfficeUnreached() | OfficeSilent():
            return Later(SOON)
        case OfficeMisconfigured():
            log.error("office", what=str(error))
            return NotDone("misconfigured")
        case _:
            return NotDone("refused")


def unseen(error: OfficeError) -> NotDone | Unknown:
    """Say what follows when a look failed: nothing, unless what it looks at is not there at all."""
    gone = NotDone("no longer there", changed=True)
    return gone if isinstance(error, OfficeRefused) else Unknown(type(error).__name__)
