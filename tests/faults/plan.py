"""What can go wrong with one command or request of a worker. A plan says so; on a good day nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto


class Harm(Enum):
    """What is done to one I/O of a worker, before or after it took effect."""

    CRASH_BEFORE = auto()
    CRASH_AFTER = auto()
    ERROR_BEFORE = auto()  # of the store's commands only: the vendors have faults of their own
    ERROR_AFTER = auto()
    LATE_BEFORE = auto()  # the command arrives late: a slow store, or a worker that was stopped
    LATE_AFTER = auto()


@dataclass(frozen=True)
class Happens:
    harm: Harm
    lasts: timedelta = timedelta(0)  # how late; after a crash: until the next worker starts


class Plan:
    """Nothing goes wrong."""

    def io(self, worker: str, what: str) -> Happens | None:
        """Asked once before each command of the store and each request to a vendor."""
        return None

    def revives_after(self) -> timedelta:
        return timedelta(seconds=2)

    def pick(self, among: int) -> int:
        """Which of so many living workers gets the next webhook."""
        return 0
