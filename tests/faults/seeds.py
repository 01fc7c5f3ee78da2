"""Play one seed: a conversation with its faults; every 20th, several patients after the same few openings."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from tests.faults import desk_oracles, desk_rows, stage
from tests.faults.desk import clerks
from tests.faults.odds import DrawnCarrier, DrawnOffice, DrawnPlan, DrawnSlack, Profile, Weather
from tests.faults.oracles import Violation, judge, unasked
from tests.faults.people import CHARTS, ZONE, Person
from tests.faults.rig import Rig
from tests.faults.scenes import BOOK, WITH_A_VISIT, enter_a_visit, enter_beside, wish_of
from tests.faults.script import NEWCOMERS
from tests.faults.staff import Staff, leave_few_openings

# Monday morning, Friday at noon, an evening, a Sunday, the days around both changes of the clock.
STARTS = (
    datetime(2026, 11, 30, 17, 0, tzinfo=UTC),
    datetime(2026, 12, 4, 20, 0, tzinfo=UTC),
    datetime(2026, 10, 29, 1, 30, tzinfo=UTC),
    datetime(2027, 3, 12, 16, 0, tzinfo=UTC),
    datetime(2026, 12, 20, 18, 0, tzinfo=UTC),
)
# Before the hour at which patients are asked about the visits of the day after tomorrow.
MORNINGS = (
    datetime(2026, 11, 30, 16, 30, tzinfo=UTC),
    datetime(2026, 12, 8, 16, 30, tzinfo=UTC),
    datetime(2027, 3, 15, 15, 30, tzinfo=UTC),
)
LAST_FAULTS = timedelta(minutes=3)  # they go on for so long after the last text
STAFF_STAYS = timedelta(minutes=10)  # longer, at their screens
COMES_TO_REST = timedelta(minutes=20)
FATES_EVERY, FATES_AT_MOST = timedelta(minutes=5), timedelta(hours=2)


@dataclass(frozen=True)
class Outcome:
    """What came of one seed."""

    seed: int
    violations: tuple[Violation, ...]
    unasked: tuple[str, ...]  # kinds of cards nobody asked for
    booked: int  # visits the bot made
    people: int
    wish: str  # what they were after; "book" of a crowd, too
    steps: int  # commands and requests
    desk: int  # requests of the staff that came about
    lost: int  # texts that never reached the bot
    digest: str
    trace: tuple[str, ...] = ()


def play(seed: int, profile: Profile, redis_url: str, *, trace: str = "") -> Outcome:
    """Play it and judge it. `trace`: "" none, "lines" or "closely"."""
    chance = Random(seed)
    draws = {name: Random(f"{seed}/{name}") for name in ("plan", "office", "carrier", "sids", "people", "staff")}
    asked = wish_of(seed, crowd=seed % profile.crowd_every == 0) == "asked"
    start = chance.choice(STARTS) + timedelta(minutes=chance.randrange(0, 300))
    if asked:
        start = chance.choice(MORNINGS) + timedelta(minutes=chance.randrange(0, 29))
    desk = Random(f"{seed}/desk")  # of its own, so that the other seeds keep their stories
    details = desk.choice(("none", "full")) if desk.random() < profile.desk_a_seed else ""
    weathers: list[Weather] = []

    def weather(clock) -> Weather:
        if not weathers:
            weathers.append(_weather(profile, clock, chance))
        return weathers[0]

    async def scene(rig: Rig) -> Outcome:
        return await _scene(rig, seed, weather(rig.clock), chance, draws, trace)

    return stage.play(
        scene,
        redis_url,
        start=start,
        random=draws["sids"],
        plan=lambda clock: DrawnPlan(weather(clock), draws["plan"]),
        office_faults=lambda clock: DrawnOffice(weather(clock), draws["office"]),
        carrier_faults=lambda clock: DrawnCarrier(weather(clock), draws["carrier"]),
        slots=profile.slots,
        asks=asked,
        details=details,
        slack_faults=lambda clock: DrawnSlack(weather(clock), Random(f"{seed}/slack")),
    )


def _weather(profile: Profile, clock, chance: Random) -> Weather:
    weather = Weather(profile, clock)
    for away in (weather.office_away, weather.carrier_away):
        if chance.random() < profile.outage_a_seed:
            begins = clock.now() + timedelta(seconds=chance.uniform(0, 600))
            away.append((begins, begins + timedelta(seconds=chance.choice((5, 20, 40, 80)))))
    return weather


async def _scene(rig: Rig, seed: int, weather: Weather, chance: Random, draws, trace: str) -> Outcome:
    profile = weather.profile
    crowd = seed % profile.crowd_every == 0
    wish = wish_of(seed, crowd=crowd)
    charts = chance.sample(NEWCOMERS if wish == "new" else CHARTS, chance.randint(2, 5) if crowd else 1)
    if crowd:
        leave_few_openings(rig.office, rig.clock.now().astimezone(ZONE).date(), chance)
    if wish in WITH_A_VISIT:
        enter_a_visit(rig, charts[0], Random(f"{seed}/visit"), in_days=2 if wish == "asked" else chance.randint(4, 20))
    beside = Random(f"{seed}/beside")
    if wish == BOOK and not crowd and beside.random() < profile.beside_a_seed:
        enter_beside(rig, charts[0], beside)
    rig.office.faults.office = rig.office
    rig.forgetful_office = chance.random() < profile.forgetful_office_a_seed
    await _starts(rig, profile, chance)
    wipes = Random(f"{seed}/wipe")
    if wipes.random() < profile.wipe_a_seed:
        rig.chore(_wipes(rig, wipes.uniform(2, 400)))
    manners = replace(profile.manners, wants_person=0.12) if rig.slack else profile.manners  # or the desk has no cards
    people = [
        Person(rig, chart, manners, Random(f"{seed}/{chart.number}"), starts_after=chance.uniform(0, 30), wish=wish)
        for chart in charts
    ]
    staff = Staff(rig, charts, draws["staff"]) if chance.random() < profile.staff_a_seed else None
    lives = [rig.chore(person.live()) for person in people]
    busy = rig.chore(staff.work()) if staff else None
    desk = [rig.chore(clerk.work()) for clerk in clerks(rig, charts, Random(f"{seed}/clerks"))] if rig.slack else []
    await asyncio.wait([*lives, *desk])
    await asyncio.sleep(LAST_FAULTS.total_seconds())
    if busy:
        await asyncio.sleep(STAFF_STAYS.total_seconds())
        busy.cancel()
    await _rest(rig, weather)
    phones = {chart.phone for chart in charts}
    if rig.slack and any(doing.what in ("text", "offer", "answer") and doing.sent for doing in rig.slack.doings):
        for person in people:
            person.did.add("heard from the desk")
    for person in people:
        if staff and person.chart.phone in staff.entered_twice:
            person.did.add("entered twice")
    cards = await rig.cards()
    desk_rows.sign(rig)
    violations = [*judge(rig, charts, cards, profile.answers_within), *desk_oracles.judge(rig, charts, cards)]
    made = [r for r in list(rig.office.books.histappointments)[rig.old_history :] if r.ApptSource in ("WebSched", "API")]
    texts = [text for chart in charts for text in rig.carrier.phone(chart.phone) if text.direction == "sent"]
    return Outcome(
        seed,
        tuple(violations),
        tuple(
            unasked(
                [card for card in cards if not rig.slack or card["phone"] in phones],
                {person.chart.phone: person.did for person in people},
                few_openings=crowd,
                staff=staff is not None,
            )
        ),
        sum(r.HistApptAction == "Created" for r in made),
        len(people),
        wish,
        rig.steps,
        sum(bool(doing.rows) for doing in rig.slack.doings) if rig.slack else 0,
        sum(text.sid not in rig.accepted for text in texts),
        rig.trace.digest() if trace else "",
        tuple(rig.trace.shown(closely=trace == "closely")) if trace else (),
    )


async def _starts(rig: Rig, profile: Profile, chance: Random) -> None:
    both, deploys = chance.random() < profile.two_workers_a_seed, chance.random() < profile.deploy_a_seed
    after = chance.uniform(5, 300)
    await rig.start()
    if both:
        await rig.start()
    if deploys:
        rig.chore(_deploys(rig, after))


async def _wipes(rig: Rig, after: float) -> None:
    await asyncio.sleep(after)
    rig.trace.note("store", "LOST: all of it is gone")
    await rig.client.flushall()


async def _deploys(rig: Rig, after: float) -> None:
    """A new worker starts, the old one is told to stop."""
    await asyncio.sleep(after)
    for worker in rig.living()[:1]:
        await rig.start()
        if worker.alive:
            rig.trace.note(worker.name, "told to stop")
            worker.leave.set()


async def _rest(rig: Rig, weather: Weather) -> None:
    """The faults end, a worker is up, and whatever is still under way comes to its end."""
    weather.over = True
    rig.trace.note("world", "the faults are over")
    await asyncio.sleep(90)
    if not rig.living():
        await rig.start()
    await asyncio.sleep(COMES_TO_REST.total_seconds())
    for _ in range(FATES_AT_MOST // FATES_EVERY):  # a text of which no last report came is asked after an hour later
        if not _asks_what_became(rig):
            break
        await asyncio.sleep(FATES_EVERY.total_seconds())


def _asks_what_became(rig: Rig) -> bool:
    """Whether the bot still means to ask the carrier about a text."""
    wire = rig.client.wire
    return any(member.startswith(b"fate:") for name in wire.keys("*:due") for member in wire.zrange(name, 0, -1))
