"""What can go wrong between Slack and the bot. Each call and each request asks once, and is told how this one goes.

call(method)    one call of the Web API, or an answer to a response_url ("response_url"): refused, failed, lost, late,
                unreadable, and whether it was carried out anyway
sent(kind)      one request to the bot (command, action, submission, closed, suggestion, event): late, twice, after the
                next one, never, or with its answer lost on the way back
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bot.pretend.carrier.faults import NOT_AT_ALL, Answer

ANY, RESPONSE_URL = "*", "response_url"
ERRORS = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
KINDS = ("command", "action", "submission", "closed", "suggestion", "event")


@dataclass(frozen=True)
class CallFault:
    """How one call goes: `late` passes, it is carried out or not, `stall` passes, then the answer, or `error` in its place."""

    answer: Answer = Answer.RIGHT
    taken: bool = True
    late: timedelta = NOT_AT_ALL
    stall: timedelta = NOT_AT_ALL
    retry_after: int = 1
    error: str | None = None  # {"ok": false, "error": this}, whatever was done


@dataclass(frozen=True)
class SentFault:
    """How one request reaches the bot. `apart` is between copies, none means in parallel; no copies means never."""

    wait: timedelta = NOT_AT_ALL
    copies: int = 1
    apart: timedelta = NOT_AT_ALL
    after_next: bool = False  # the next request overtakes it, if one comes within a few seconds
    lost: bool = False  # the bot gets it; its answer does not come back, as after 3 s of silence


class Faults:
    """Nothing goes wrong."""

    def call(self, method: str) -> CallFault:
        return CallFault()

    def sent(self, kind: str) -> SentFault:
        return SentFault()


@dataclass
class Planned(Faults):
    """The next ones, each used once, in order, by method or kind; under "*" for whatever comes."""

    calls: defaultdict[str, deque[CallFault]] = field(default_factory=lambda: defaultdict(deque))
    requests: defaultdict[str, deque[SentFault]] = field(default_factory=lambda: defaultdict(deque))

    def call(self, method: str) -> CallFault:
        planned = self.calls[method] or self.calls[ANY]
        return planned.popleft() if planned else CallFault()

    def sent(self, kind: str) -> SentFault:
        planned = self.requests[kind] or self.requests[ANY]
        return planned.popleft() if planned else SentFault()

    def clear(self) -> None:
        self.calls.clear()
        self.requests.clear()


@dataclass
class Drawn(Faults):
    """Each goes wrong with the same odds, in a way drawn from one seeded source: the same seed, the same faults."""

    random: Random
    odds: float = 0.1

    def call(self, method: str) -> CallFault:
        if self.random.random() >= self.odds:
            return CallFault()
        return CallFault(
            answer=self.random.choice(list(Answer)),
            taken=self.random.random() < 0.5,
            late=self._up_to(10),
            stall=self._up_to(10),
            retry_after=self.random.randint(1, 5),
            error=self.random.choice((None, None, *ERRORS)),
        )

    def sent(self, kind: str) -> SentFault:
        if self.random.random() >= self.odds:
            return SentFault()
        yes = self.random.random
        return SentFault(self._up_to(10), self.random.randint(1, 3), self._up_to(3), yes() < 0.3, yes() < 0.3)

    def _up_to(self, seconds: float) -> timedelta:
        return timedelta(seconds=self.random.choice((0.0, 0.0, self.random.uniform(0, seconds))))
