"""What can go wrong at the carrier. Each kind of thing it does asks once, and gets told how this one goes.

    request(method, path)   one call of its API: refused, failed, lost, late, unreadable, and whether it was carried out anyway
    webhook(sid)            one inbound text on its way to the bot: late, twice, after the next one, never
    callback(sid, status)   one delivery report: late, twice, never (late enough is out of order)
    delivery(sid, to)       one text on its way to a phone: held back, or failed with one of the vendor's codes

`Faults` itself is a carrier on a good day. `Planned` says what goes wrong next, for a test. `Drawn` draws it, for a simulation.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from random import Random

NOT_AT_ALL = timedelta(0)


class Answer(StrEnum):
    """What the caller of the API sees."""

    RIGHT = "right"
    BUSY = "429"  # with Retry-After; never carried out
    UNAVAILABLE = "503"  # with Retry-After; never carried out
    ERROR = "500"
    LOST = "lost"  # the connection breaks before the answer
    UNREACHABLE = "unreachable"  # as LOST over a socket; over httpx.ASGITransport no connection at all
    HTML = "html"  # status 200, and a page that is no JSON
    BROKEN = "broken"  # status 201, and JSON that ends too early


NEVER_TAKEN = (Answer.BUSY, Answer.UNAVAILABLE, Answer.UNREACHABLE)


@dataclass(frozen=True)
class RequestFault:
    """How one call of the API goes: `late` passes, then it is carried out or not, then `stall` passes, then the answer."""

    answer: Answer = Answer.RIGHT
    taken: bool = True
    late: timedelta = NOT_AT_ALL
    stall: timedelta = NOT_AT_ALL
    retry_after: int = 1
    callback_first: bool = False  # the first delivery report overtakes the 201


@dataclass(frozen=True)
class WebhookFault:
    """How one inbound text reaches the bot. `apart` is between copies, none means in parallel; no copies
    means never."""

    wait: timedelta = NOT_AT_ALL
    copies: int = 1
    apart: timedelta = NOT_AT_ALL
    after_next: bool = False  # the next text overtakes it, if one comes within a few seconds


@dataclass(frozen=True)
class CallbackFault:
    """How one delivery report reaches the bot; no copies means never."""

    wait: timedelta = NOT_AT_ALL
    copies: int = 1


@dataclass(frozen=True)
class DeliveryFault:
    """How one text reaches its phone; `error` is one of the vendor's codes, as 30007 for "filtered as spam"."""

    wait: timedelta = NOT_AT_ALL
    error: int | None = None


class Faults:
    """Nothing goes wrong."""

    def request(self, method: str, path: str) -> RequestFault:
        return RequestFault()

    def webhook(self, sid: str) -> WebhookFault:
        return WebhookFault()

    def callback(self, sid: str, status: str) -> CallbackFault:
        return CallbackFault()

    def delivery(self, sid: str, to: str) -> DeliveryFault:
        return DeliveryFault()


@dataclass
class Planned(Faults):
    """The next ones, each used once, in order. `requests` are those that send; a look into the list is never spoilt by them."""

    requests: deque[RequestFault] = field(default_factory=deque)
    reads: deque[RequestFault] = field(default_factory=deque)
    webhooks: deque[WebhookFault] = field(default_factory=deque)
    callbacks: deque[CallbackFault] = field(default_factory=deque)
    deliveries: deque[DeliveryFault] = field(default_factory=deque)

    def request(self, method: str, path: str) -> RequestFault:
        planned = self.requests if method == "POST" else self.reads
        return planned.popleft() if planned else RequestFault()

    def webhook(self, sid: str) -> WebhookFault:
        return self.webhooks.popleft() if self.webhooks else WebhookFault()

    def callback(self, sid: str, status: str) -> CallbackFault:
        return self.callbacks.popleft() if self.callbacks else CallbackFault()

    def delivery(self, sid: str, to: str) -> DeliveryFault:
        return self.deliveries.popleft() if self.deliveries else DeliveryFault()


@dataclass
class Drawn(Faults):
    """Each goes wrong with the same odds, in a way drawn from one seeded source: the same seed, the same faults."""

    random: Random
    odds: float = 0.1

    def request(self, method: str, path: str) -> RequestFault:
        if not self._wrong():
            return RequestFault()
        return RequestFault(
            answer=self.random.choice(list(Answer)),
            taken=self.random.random() < 0.5,
            late=self._up_to(20),
            stall=self._up_to(20),
            retry_after=self.random.randint(1, 5),
            callback_first=self.random.random() < 0.5,
        )

    def webhook(self, sid: str) -> WebhookFault:
        if not self._wrong():
            return WebhookFault()
        return WebhookFault(self._up_to(10), self.random.randint(1, 3), self._up_to(3), self.random.random() < 0.5)

    def callback(self, sid: str, status: str) -> CallbackFault:
        return CallbackFault(self._up_to(30), self.random.randint(0, 2)) if self._wrong() else CallbackFault()

    def delivery(self, sid: str, to: str) -> DeliveryFault:
        if not self._wrong():
            return DeliveryFault()
        return DeliveryFault(self._up_to(60), self.random.choice((None, None, 30003, 30005, 30007, 30008)))

    def _wrong(self) -> bool:
        return self.random.random() < self.odds

    def _up_to(self, seconds: float) -> timedelta:
        return timedelta(seconds=self.random.choice((0.0, 0.0, self.random.uniform(0, seconds))))
