"""The effects that made visits in the last day, or may have: what the sweep looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot import work
from bot.attempts.outcomes import Case
from bot.attempts.table import KINDS
from bot.office.rows import AppointmentRow
from bot.room import Room, ms
from bot.store import Unreadable
from bot.work import Placing

KEPT = timedelta(days=1)  # nothing that was sent to the office comes true later than that


@dataclass(frozen=True)
class Watch:
    """One such effect."""

    effect_id: str
    state: str
    attempt: int
    is_open: bool  # it is still to be carried out, or to be found
    since: datetime  # when it was first begun
    visit: int | None  # the one we told the patient of
    todo: Placing

    @property
    def place(self) -> tuple[int, datetime]:
        return self.todo.patient, self.todo.opening.start

    @property
    def is_loose(self) -> bool:
        """More than one try, or none that was ever heard of: something may still come true."""
        return self.attempt > 1 or self.state == "GAVE_UP"

    async def made(self, room: Room, row: AppointmentRow) -> bool:
        """Say whether it is proven that this effect made that visit."""
        ours = KINDS[work.kind_of(self.todo)].ours
        return ours is not None and await ours(Case(room, self.effect_id, self.since), row)


async def watches(room: Room, now: datetime) -> list[Watch]:
    """Return those of this practice, the oldest first."""
    found = []
    for effect_id, first in await room.store.swept(ms(now), KEPT):
        try:
            state = await room.store.effect(effect_id)
        except Unreadable:
            continue
        todo = work.load(state.payload) if state else None
        if state is None or not isinstance(todo, Placing):
            continue
        if todo.practice == room.practice.texting_number:
            visit = int(state.outcome) if state.state == "DONE" and state.outcome else None
            found.append(Watch(effect_id, state.state, state.attempt, state.is_open, _at(first), visit, todo))
    return found


def _at(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
