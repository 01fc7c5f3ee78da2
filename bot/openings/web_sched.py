"""Ask Web Sched for a reason: it knows the length, the chairs and the rules, and answers times that it will book."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from datetime import date

from bot.office.line import Priority
from bot.room import Room
from flows.choose import AT_MOST, ENOUGH, fitting
from flows.when import NEAR, When
from flows.words import Opening, Patient, Practice


@dataclass(frozen=True)
class WebSched:
    """The times of one reason for one kind of patient. `code` None: it cannot be booked."""

    code: int | None
    new: bool

    @property
    def kind(self) -> str:
        return f"web sched {self.code}"

    async def ask(self, room: Room, first: date, last: date, when: When | None) -> list[Opening]:
        """Return what is free, earliest first. Stops asking once more would not change the offer. Raises OfficeError.

        Days are inclusive. Without a wish it is asked to the end.
        """
        found: list[Opening] = []
        if self.code is None:
            return found
        pages = room.office.openings(first, last, def_num=self.code, new_patient=self.new, priority=Priority.OPENINGS)
        async with aclosing(pages):
            async for opening in pages:
                found.append(opening)
                if when is not None and _enough(when, found):
                    break
        return found


def _enough(when: When, found: list[Opening]) -> bool:
    if when.order in NEAR:
        return len({opening.start.date() for opening in fitting(when, found)}) > AT_MOST  # the best of the first days is known
    if when.order == "latest" or when.around is not None:
        return False  # the best may be the last
    return len(found) >= ENOUGH and len(fitting(when, found)) >= ENOUGH


def code_of(practice: Practice, patient: Patient, reason: str) -> int | None:
    """Return the office's own number for this reason and this patient. None: it cannot be booked."""
    said = practice.reason(reason)
    return said.new_patient if patient.new else said.existing_patient
