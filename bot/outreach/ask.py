"""Ask whether they will come: once a visit, some days before, in the practice's hours, a household in one text.

One paged read of the book a day says who; each chart says on which phone, in which language, and whether texts are welcome;
each visit is read once more right before its text. Not asked: who has confirmed or was already called, who has only just
booked, who wants no texts, by our record or the chart's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import msgspec
import structlog

from bot import inbox, metrics
from bot.office.charts import GONE
from bot.office.errors import OfficeError, OfficeRefused
from bot.office.line import Priority
from bot.office.phones import to_e164
from bot.office.rows import AppointmentRow, ChartRow
from bot.openings import ways
from bot.openings.ways import Ways
from bot.outreach.breaker import Enough, pass_through
from bot.outreach.days import is_time, next_round, to_ask_about
from bot.room import Clock, Kick, Room, ms
from bot.turns.orders import LANGUAGES
from bot.turns.visits_read import visit_of
from flows.identify import is_minor
from flows.words import E164, Lang, Visit

log = structlog.get_logger()

SOON = timedelta(minutes=5)  # should this worker die, or the office be away
REMEMBERED = timedelta(days=14)
MOST_IN_A_TEXT = 4

_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(list[str]).decode


class Theirs(NamedTuple):
    """One visit, and whose it is."""

    row: AppointmentRow
    first_name: str
    minor: bool


class Asking:
    """Does the rounds, one practice at a time."""

    def __init__(self, rooms: Mapping[E164, Room], clock: Clock, kick: Kick) -> None:
        self._rooms = rooms
        self._clock = clock
        self._kick = kick
        self._in_hand: set[str] = set()

    async def ask(self, number: str) -> None:
        """Do the round of the practice of this texting number if it is time, and say when to come again."""
        room = self._rooms.get(E164(number))
        if room is None or number in self._in_hand:
            return  # a practice that this process does not serve: another does, or nobody
        self._in_hand.add(number)
        try:
            await self._again(room, self._clock.now() + SOON)
            if is_time(self._clock.now(), room.practice):
                await self._round(room)
            await self._again(room, next_round(self._clock.now(), room.practice))
        except (OfficeError, Enough) as error:
            log.info("ask", why=type(error).__name__)  # it comes due again soon, and goes on where it was
        finally:
            self._in_hand.discard(number)

    async def _again(self, room: Room, at: datetime) -> None:
        await room.store.due_again(f"ask:{room.practice.texting_number}", ms(at))

    async def _round(self, room: Room) -> None:
        """Ask whoever is to be asked today and was not yet."""
        now, zone = self._clock.now(), room.practice.zone
        days = to_ask_about(now.astimezone(zone).date(), room.practice.rules)
        if not days:
            return
        known, asked = await ways.known(room), await _asked(room)
        rows = await room.office.appointments(
            first=days[0], last=days[-1], status="Scheduled", clinic=room.practice.clinic, priority=Priority.BACKGROUND
        )
        new = (row for row in rows if row.wall_start.date() in days and _key(row) not in asked)
        waiting = [row for row in new if _may_be_asked(row, known, room)]
        for phone, lang, theirs in await self._by_phone(room, waiting):
            await self._ask(room, phone, lang, theirs, known)
            asked += [_key(one.row) for one in theirs]
            await _remember(room, asked, now)

    async def _by_phone(self, room: Room, rows: Iterable[AppointmentRow]) -> list[tuple[E164, Lang, list[Theirs]]]:
        """Put together what one phone is asked about, with the first name of each. Who cannot be texted is left out."""
        found: dict[E164, tuple[Lang, list[Theirs]]] = {}
        charts: dict[int, ChartRow | None] = {}
        for row in rows:
            chart = await _chart(room, row.pat_num, charts)
            phone = await _phone(room, chart, charts) if chart is not None else None
            if chart is None or phone is None:
                continue
            _, theirs = found.setdefault(phone, (_language(chart, room), []))
            theirs.append(Theirs(row, chart.preferred or chart.first_name, _is_minor(chart, room, row)))
        return [(phone, lang, theirs) for phone, (lang, theirs) in found.items()]

    async def _ask(self, room: Room, phone: E164, lang: Lang, theirs: list[Theirs], known: Ways) -> None:
        """Read the visits once more, and put the question into the conversation of this phone."""
        if await room.store.opted_out(room.store.phone_digest(phone)):
            return
        visits = [v for one in theirs[:MOST_IN_A_TEXT] if (v := await self._still(room, one, known))]
        if not visits:
            return
        number, now = room.practice.texting_number, self._clock.now()
        about = "|".join(f"{visit.number}@{visit.start.isoformat()}" for visit in visits)
        asking = inbox.Asking(f"ask/{sha256(about.encode()).hexdigest()[:32]}", now, number, phone, lang, tuple(visits))
        await pass_through(room, asking.id, self._clock, self._kick)
        await room.store.enter(room.store.conversation_id(number, phone), asking.id, inbox.dump(asking), ms(now), lease=False)
        metrics.ASKED.inc()
        self._kick(room.store)

    async def _still(self, room: Room, one: Theirs, known: Ways) -> Visit | None:
        """Return the visit if it still stands as it did. When the answer comes it is read again: this is not fresh by then."""
        try:
            now = await room.office.appointment(one.row.apt_num, priority=Priority.BACKGROUND)
        except OfficeRefused:
            return None
        if (now.wall_start, now.confirmed, now.pat_num) != (one.row.wall_start, one.row.confirmed, one.row.pat_num):
            return None
        visit = visit_of(now, one.first_name, room.practice, known, self._clock.now(), minor=one.minor)
        return None if visit is None else msgspec.structs.replace(visit, read_at=None)


def _is_minor(chart: ChartRow, room: Room, row: AppointmentRow) -> bool:
    return chart.birthdate is not None and is_minor(chart.birthdate, row.wall_now.date(), room.practice.rules.of_age)


def _may_be_asked(row: AppointmentRow, known: Ways, room: Room) -> bool:
    """Not what somebody has confirmed, or left a message about; nor what was booked so lately that the answer is known."""
    untouched = row.confirmed == known.unconfirmed if known.unconfirmed else row.confirmed != known.confirmed
    before = room.practice.rules.ask_before
    return untouched and before is not None and row.wall_now - row.wall_entered >= before


async def _chart(room: Room, number: int, charts: dict[int, ChartRow | None]) -> ChartRow | None:
    """Return the chart, each read once; None: it is gone, or of somebody nobody is to write to."""
    if number not in charts:
        try:
            chart = await room.office.chart(number, priority=Priority.BACKGROUND)
            charts[number] = None if chart.status in GONE else chart
        except OfficeRefused:
            charts[number] = None
    return charts[number]


async def _phone(room: Room, chart: ChartRow, charts: dict[int, ChartRow | None]) -> E164 | None:
    """Return the mobile to write to: their own, or for a child without one the guarantor's. None: no texts are welcome."""
    whose: ChartRow | None = chart
    if not chart.wireless_phone and chart.guarantor not in (0, chart.pat_num):
        whose = await _chart(room, chart.guarantor, charts)
    if whose is None or whose.text_ok == "No" or chart.text_ok == "No":
        return None
    if whose.text_ok == "Unknown" and not room.practice.rules.ask_if_unknown:
        return None
    return to_e164(whose.wireless_phone, room.practice.country)


def _language(chart: ChartRow, room: Room) -> Lang:
    spoken = {code: lang for lang, code in LANGUAGES.items() if lang in room.practice.languages}
    return spoken.get(chart.language, room.practice.languages[0])


def _key(row: AppointmentRow) -> str:
    return f"{row.apt_num}@{row.wall_start.isoformat()}"


async def _asked(room: Room) -> list[str]:
    kept = await room.store.cache_get(_name(room))
    return [] if kept is None else _load(kept)


async def _remember(room: Room, asked: list[str], now: datetime) -> None:
    """Remember whom this round has been through: the next need not read their charts again."""
    await room.store.cache_put(_name(room), _dump(asked[-2000:]), ms(now), REMEMBERED)


def _name(room: Room) -> str:
    return f"asked/{room.practice.texting_number}"
