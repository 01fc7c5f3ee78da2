"""Ask the office's own search for a length in one chair: it answers open blocks, and we cut them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.office.line import Priority
from bot.openings.cutting import cut
from bot.room import Room
from flows.when import When
from flows.words import Chair, Opening


@dataclass(frozen=True)
class Slots:
    """The times of one length in one chair."""

    chair: Chair
    length: timedelta
    grid: timedelta

    @property
    def kind(self) -> str:
        return f"slots {self.length // timedelta(minutes=1)}"

    async def ask(self, room: Room, first: date, last: date, when: When | None) -> list[Opening]:
        """Return what is free, earliest first. One request. Raises OfficeError. Days are inclusive, and none may be past."""
        blocks = await room.office.slots(
            first,
            last,
            provider=self.chair.provider,
            operatory=self.chair.operatory or None,
            at_least=self.length,
            priority=Priority.OPENINGS,
        )
        return [o for block in blocks for o in cut(block, self.length, self.grid, room.practice.zone)]
