"""How often what goes wrong: two profiles, and the faults drawn by them. All chance comes from the seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from bot.pretend.carrier import Answer, CallbackFault, DeliveryFault, RequestFault, WebhookFault
from bot.pretend.carrier import Faults as CarrierFaults
from bot.pretend.office import Fault, PretendOffice, faults
from bot.pretend.office import Faults as OfficeFaults
from bot.pretend.slack import CallFault, SentFault
from bot.pretend.slack import Drawn as DrawnAtSlack
from tests.faults.people import POLITE, WILD, Manners
from tests.faults.plan import Happens, Harm, Plan
from tests.virtual import VirtualClock

CRASH_WITHIN = 400  # commands and requests: as many as a conversation has
TAKEN = "The selected time is no longer available. Please choose another time."


@dataclass(frozen=True)
class Profile:
    """How bad a day it is. Odds are for each request, command, text or report; `_a_seed` for each conversation."""

    name: str
    manners: Manners
    office: float = 0.0  # of a request to the office
    slow_post: float = 0.0  # of a booking: nearly a minute and longer
    carrier: float = 0.0  # of a request to the carrier
    webhook: float = 0.0  # of a text on its way to the bot
    lost_webhook: float = 0.0
    callback: float = 0.0  # of a delivery report
    late_delivery: float = 0.0
    undelivered: float = 0.0
    store_error: float = 0.0  # of a command
    store_late: float = 0.0
    crashes: tuple[float, ...] = ()  # how likely one, two, three crashes in a conversation are
    outage_a_seed: float = 0.0
    two_workers_a_seed: float = 0.0
    deploy_a_seed: float = 0.0
    staff_a_seed: float = 0.0
    beside_a_seed: float = 0.0  # whoever books has visits already, at hours that they may be offered
    forgetful_office_a_seed: float = 0.0  # an old version that ignores what a list is filtered by
    wipe_a_seed: float = 0.0
    desk_a_seed: float = 0.0  # people at the front desk work in Slack
    slack: float = 0.0  # of a call of Slack's Web API, and of what Slack sends
    slots: bool = False  # an office without Web Sched: openings by GET Slots, visits by POST create, which checks nothing
    crowd_every: int = 20  # seeds: several patients after the same few openings
    answers_within: timedelta = timedelta(seconds=20)


CALM = Profile("calm", POLITE, desk_a_seed=0.12, beside_a_seed=0.25)
HEAVY = Profile(
    "heavy",
    WILD,
    office=0.22,
    carrier=0.12,
    webhook=0.15,
    lost_webhook=0.02,
    callback=0.2,
    late_delivery=0.04,
    undelivered=0.003,
    store_error=0.004,
    store_late=0.002,
    crashes=(0.35, 0.15, 0.05),
    outage_a_seed=0.06,
    two_workers_a_seed=0.3,
    deploy_a_seed=0.1,
    staff_a_seed=0.25,
    beside_a_seed=0.25,
    desk_a_seed=0.12,
    slack=0.12,
    forgetful_office_a_seed=0.04,
    answers_within=timedelta(minutes=15),
)
PATIENTS = replace(HEAVY, name="patients", desk_a_seed=0.0)  # ... alone
WIPED = replace(PATIENTS, name="wiped", wipe_a_seed=1.0)  # the store is lost once in every conversation
SLOTS = replace(PATIENTS, name="slots", slots=True)
DESK = replace(HEAVY, name="desk", desk_a_seed=1.0)
CALM_DESK = replace(CALM, name="calm desk", desk_a_seed=1.0)
UNHEARD = replace(PATIENTS, name="unheard", undelivered=0.3, callback=0.9)  # texts that never arrive, and nobody says so
PROFILES = {profile.name: profile for profile in (CALM, HEAVY, PATIENTS, WIPED, SLOTS, DESK, CALM_DESK, UNHEARD)}


@dataclass
class Weather:
    """What the faults of one seed share: the chance they are drawn from, until when they last, and the office's outages."""

    profile: Profile
    clock: VirtualClock
    over: bool = False
    office_away: list[tuple[datetime, datetime]] = field(default_factory=list)
    carrier_away: list[tuple[datetime, datetime]] = field(default_factory=list)

    def office_is_away(self) -> bool:
        return not self.over and self._in(self.office_away)

    def carrier_is_away(self) -> bool:
        return not self.over and self._in(self.carrier_away)

    def _in(self, spans: list[tuple[datetime, datetime]]) -> bool:
        return any(a <= self.clock.now() < b for a, b in spans)


class DrawnPlan(Plan):
    """Errors, lateness and crashes of the workers."""

    def __init__(self, weather: Weather, random: Random) -> None:
        self._weather, self._random = weather, random
        self._steps = 0
        self._crashes = sorted(random.randint(1, CRASH_WITHIN) for odds in weather.profile.crashes if random.random() < odds)

    def io(self, worker: str, what: str) -> Happens | None:
        profile = self._weather.profile
        drawn, self._steps = self._random.random(), self._steps + 1
        if self._weather.over:
            return None
        if self._crashes and self._steps >= self._crashes[0]:
            self._crashes.pop(0)
            return Happens(self._one(Harm.CRASH_BEFORE, Harm.CRASH_AFTER), self.revives_after())
        if what[0].isupper():  # a request: the vendors draw their own faults
            return None
        if drawn < profile.store_error:
            return Happens(self._one(Harm.ERROR_BEFORE, Harm.ERROR_AFTER))
        if drawn < profile.store_error + profile.store_late:
            lasts = timedelta(seconds=self._random.choice((2, 12, 40, 120)))
            return Happens(self._one(Harm.LATE_BEFORE, Harm.LATE_AFTER), lasts)
        return None

    def revives_after(self) -> timedelta:
        return timedelta(seconds=self._random.choice((0.2, 1, 5, 12, 30, 60)))

    def pick(self, among: int) -> int:
        return self._random.randrange(among)

    def _one(self, *harms: Harm) -> Harm:
        return self._random.choice(harms)


class DrawnOffice(OfficeFaults):
    """An office on a bad day.

    A slow booking is slow before the office looks whether the time is free, or between that look and the entry: the product
    has such a gap. Only there can two bookings of one time, or a late one and its repetition, both come true.
    """

    office: PretendOffice

    def __init__(self, weather: Weather, random: Random) -> None:
        super().__init__()
        self._weather, self._random = weather, random

    def decide(self, method: str, path: str) -> Fault | None:
        fault = self._decide(method)
        if path == "/appointments/WebSched":
            gap = timedelta(0)
            if fault is not None and fault.before and self._random.random() < 0.6:
                fault, gap = replace(fault, before=timedelta(0)), fault.before
            self.office.switches = replace(self.office.switches, window=gap)
        return fault

    def _decide(self, method: str) -> Fault | None:
        drawn, kind = self._random.random(), self._random.random()
        if method == "POST" and self._random.random() < self._weather.profile.slow_post and not self._weather.over:
            return faults.slow(timedelta(seconds=self._random.uniform(55, 80)))
        if self._weather.office_is_away():
            return faults.unreachable() if kind < 0.7 else faults.lost()
        if self._weather.over or drawn >= self._weather.profile.office:
            return None
        committed = self._random.random() < 0.5
        return self._fault(kind, committed)

    def _fault(self, kind: float, committed: bool) -> Fault:
        seconds = self._random.uniform
        table = (
            (0.20, lambda: faults.busy(timedelta(seconds=seconds(1, 8)))),
            (0.14, lambda: faults.timeout(committed=committed)),
            (0.16, lambda: faults.lost(committed=committed, takes=timedelta(seconds=self._random.choice((0, 3, 20))))),
            (0.22, lambda: faults.slow(timedelta(seconds=seconds(5, 80)))),
            (0.14, lambda: faults.unreachable(committed=committed)),
            (0.08, lambda: faults.error(committed=committed)),
            (0.06, faults.broken_body),
        )
        for odds, fault in table:
            if kind < odds:
                return fault()
            kind -= odds
        return faults.busy()


class DrawnCarrier(CarrierFaults):
    """A carrier on a bad day."""

    def __init__(self, weather: Weather, random: Random) -> None:
        self._weather, self._random = weather, random

    def request(self, method: str, path: str) -> RequestFault:
        random, wrong = self._random, self._wrong(self._weather.profile.carrier)
        if self._weather.carrier_is_away():
            return RequestFault(random.choice((Answer.BUSY, Answer.ERROR, Answer.UNREACHABLE)), taken=False, retry_after=5)
        if not wrong:
            return RequestFault()
        return RequestFault(
            answer=random.choice(list(Answer)),
            taken=random.random() < 0.5,
            late=self._up_to(12),
            stall=self._up_to(20),
            retry_after=random.randint(1, 5),
            callback_first=random.random() < 0.5,
        )

    def webhook(self, sid: str) -> WebhookFault:
        random, wrong = self._random, self._wrong(self._weather.profile.webhook)
        if self._wrong(self._weather.profile.lost_webhook):
            return WebhookFault(copies=0)
        if not wrong:
            return WebhookFault()
        wait = timedelta(seconds=random.choice((0.0, 0.0, random.uniform(0, 10), random.uniform(10, 900))))
        apart = timedelta(seconds=random.choice((0.0, random.uniform(0, 3), random.uniform(0, 300))))
        return WebhookFault(wait, random.randint(1, 3), apart, random.random() < 0.4)

    def callback(self, sid: str, status: str) -> CallbackFault:
        if not self._wrong(self._weather.profile.callback):
            return CallbackFault()
        return CallbackFault(self._up_to(60), self._random.randint(0, 2))

    def delivery(self, sid: str, to: str) -> DeliveryFault:
        random = self._random
        late, failed = self._wrong(self._weather.profile.late_delivery), self._wrong(self._weather.profile.undelivered)
        if failed:
            return DeliveryFault(self._up_to(60), random.choice((30003, 30005, 30007, 30008)))
        return DeliveryFault(timedelta(seconds=random.uniform(1, 120))) if late else DeliveryFault()

    def _wrong(self, odds: float) -> bool:
        drawn = self._random.random()
        return not self._weather.over and drawn < odds

    def _up_to(self, seconds: float) -> timedelta:
        return timedelta(seconds=self._random.choice((0.0, 0.0, self._random.uniform(0, seconds))))


class DrawnSlack(DrawnAtSlack):
    """Slack on a bad day: its Web API, and what it sends us."""

    def __init__(self, weather: Weather, random: Random) -> None:
        super().__init__(random, weather.profile.slack)
        self._weather = weather

    def call(self, method: str) -> CallFault:
        return CallFault() if self._weather.over else super().call(method)

    def sent(self, kind: str) -> SentFault:
        return SentFault() if self._weather.over else super().sent(kind)


__all__ = [
    "CALM",
    "DESK",
    "HEAVY",
    "PATIENTS",
    "PROFILES",
    "SLOTS",
    "TAKEN",
    "UNHEARD",
    "DrawnCarrier",
    "DrawnOffice",
    "DrawnPlan",
    "DrawnSlack",
    "Profile",
    "Weather",
]
