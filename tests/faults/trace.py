"""What happened, one line each: time, who, what. Two runs of one seed must write the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from tests.virtual import VirtualClock

ZONE = ZoneInfo("America/Los_Angeles")


@dataclass
class Trace:
    """`close` lines are for whoever looks very closely: every command of the store, every request."""

    clock: VirtualClock
    lines: list[tuple[datetime, bool, str, tuple[object, ...]]] = field(default_factory=list)

    def note(self, who: str, *what: object) -> None:
        self.lines.append((self.clock.now(), False, who, what))

    def close(self, who: str, *what: object) -> None:
        self.lines.append((self.clock.now(), True, who, what))

    def shown(self, *, closely: bool = False) -> Iterator[str]:
        began = self.lines[0][0] if self.lines else None
        for at, is_close, who, what in self.lines:
            if closely or not is_close:
                since = (at - began).total_seconds()
                local = at.astimezone(ZONE)
                yield f"{local:%a %H:%M:%S}.{at.microsecond // 1000:03} +{since:9.3f}  {who:<9} {' '.join(map(str, what))}"

    def digest(self) -> str:
        """Stand for the whole trace, the close lines too."""
        return sha256("\n".join(self.shown(closely=True)).encode()).hexdigest()
