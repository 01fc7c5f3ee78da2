"""How often a method may be called. Source: Slack, "Rate limits": so many a minute, and one message a second per channel."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta
from math import ceil

from bot.pretend.slack.errors import rate_limited

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
BURST = 4  # "short bursts are tolerated": the vendor does not say how long


class Rates:
    """`on` may be switched; `burst` is how many messages a channel takes at once before it is one a second."""

    def __init__(self, *, on: bool = True, burst: int = BURST) -> None:
        self.on, self.burst = on, burst
        self._calls: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self._full_until: dict[str, datetime] = {}

    def call(self, method: str, per_minute: int | None, now: datetime) -> None:
        """Count one call. Raises Refused."""
        if not self.on or per_minute is None:
            return
        calls = self._calls[method]
        while calls and now - calls[0] >= MINUTE:
            calls.popleft()
        if len(calls) >= per_minute:
            raise rate_limited(max(1, ceil((calls[0] + MINUTE - now).total_seconds())))
        calls.append(now)

    def message(self, channel: str, now: datetime) -> None:
        """Count one message: each keeps its channel busy for a second, and `burst` of them may wait. Raises Refused."""
        if not self.on:
            return
        until = max(self._full_until.get(channel, now), now)
        if until - now > SECOND * (self.burst - 1):
            raise rate_limited(max(1, ceil((until - now - SECOND * (self.burst - 1)).total_seconds())))
        self._full_until[channel] = until + SECOND
