"""Look through the office's book for what our own writes may have left there, and see to it.

One incremental read of the whole practice every five minutes, at lowest priority, serves all of it; sooner while a booking is
unknown. What looks wrong in it is read again, whole and now, before anything is concluded:

    twice      more visits of one patient at one time than one, made by us: the one we told of stays, else the first
    overlaps   another patient was entered in that operatory before ours, and lies on it: staff were faster, ours goes
    stray      nobody was told of it: we had said "not booked", or what we told of was moved meanwhile
    late       we had said that nobody knows: it stands, and staff are told

Nothing is touched but what is proven to be ours: it lies where an effect of the last day wanted it, is no older than that
effect, and was made by Web Sched (the office keeps a log of it) or carries the effect's marker in its note. And it must still
stand where we put it: what staff have moved since is theirs.

Behind it, once a day, comes what is known of the office's set-up (bot/openings/ways.py): a read nobody waits for, either.

The sweep itself changes nothing: it tells the conversation, whose turn breaks the visit (an effect like any other), raises the
card and says to the patient what there is to say, in one commit. So it may be done again at any time, by any worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from bot import inbox, metrics
from bot.attempts.places import entered, is_at, overlapping
from bot.inbox import Found, Swept
from bot.office.errors import OfficeError, OfficeRefused
from bot.office.rows import AppointmentRow, at
from bot.openings import ways
from bot.room import Clock, Kick, Room, ms
from bot.upkeep.watches import Watch, watches
from flows.words import E164, BookAppointment

log = structlog.get_logger()

EVERY = timedelta(minutes=5)
SOON = timedelta(minutes=1)
BACK = timedelta(minutes=15)  # read once more: who had the chair first was entered while a booking was on its way
RESTLESS = timedelta(minutes=20)  # so long after it began, what came to nothing is looked for more often
MINUTE = timedelta(minutes=1)


class Sweep:
    """Sweeps one practice at a time."""

    def __init__(self, rooms: Mapping[E164, Room], clock: Clock, kick: Kick) -> None:
        self._rooms = rooms
        self._clock = clock
        self._kick = kick
        self._in_hand: set[str] = set()

    async def sweep(self, number: str) -> None:
        """Sweep the practice of this texting number, and say when to do it again."""
        room = self._rooms.get(E164(number))
        if room is None or number in self._in_hand:
            return  # a practice that this process does not serve: another sweeps, or nobody
        self._in_hand.add(number)
        try:
            await self._again(room, SOON)  # should this worker die
            await self._again(room, SOON if await self._sweep(room) else EVERY)
            await ways.refresh(room, self._clock.now())
        except OfficeError as error:
            log.info("sweep", why=type(error).__name__)  # it comes due again soon
        finally:
            self._in_hand.discard(number)

    async def _again(self, room: Room, after: timedelta) -> None:
        await room.store.due_again(f"sweep:{room.practice.texting_number}", ms(self._clock.now() + after))

    async def _sweep(self, room: Room) -> bool:
        """Return whether to come back soon. An office for which we made nothing lately is not asked at all."""
        now, number, zone = self._clock.now(), room.practice.texting_number, room.practice.zone
        watched = await watches(room, now)
        if not watched:
            return False
        oldest = min(watch.since for watch in watched)
        rows = await room.office.changed(max(await room.store.read_until(number) or oldest, oldest) - BACK)
        for group in _by_place(watched):
            if _looks_wrong(group, rows, room):
                await self._judge(room, group)
        if rows and (seen := at(min(row.wall_now for row in rows), zone)) is not None:
            await room.store.has_read(number, seen)
        return any(w.is_open or (w.is_loose and now - w.since < RESTLESS) for w in watched)

    # --- what to think of one place ------------------------------------------------------------------------------------

    async def _judge(self, room: Room, group: Sequence[Watch]) -> None:
        """Read the patient's day, and say of each visit of ours there whether it may stay."""
        if any(watch.is_open for watch in group):
            return  # its own looks settle it first
        patient, start = group[0].place
        day = start.astimezone(room.practice.zone).date()
        rows = await room.office.appointments(patient=patient, first=day, last=day)
        standing = [row for row in rows if _stands(row, group, room)]
        ours = [(row, watch) for row in standing if (watch := await self._whose(room, row, group)) is not None]
        stays = _stays(standing, ours, group)
        for row, watch in ours:
            if (found := await self._found(room, row, watch, stays)) is not None:
                await self._tell(room, watch, row, found)

    async def _found(self, room: Room, row: AppointmentRow, watch: Watch, stays: AppointmentRow | None) -> Found | None:
        if stays is None:
            return "stray"
        if row.apt_num != stays.apt_num:
            return "twice"
        if await self._was_taken(room, row):
            return "overlaps"
        return "late" if watch.visit is None else None

    async def _whose(self, room: Room, row: AppointmentRow, group: Sequence[Watch]) -> Watch | None:
        """Return the effect that made this visit. None: that cannot be proven."""
        likely = [watch for watch in group if _lies(row, watch, room) and not self._is_older(row, watch)]
        for watch in sorted(likely, key=lambda watch: watch.visit != row.apt_num):
            if await is_ours(room, row, watch):
                return watch
        return None

    def _is_older(self, row: AppointmentRow, watch: Watch) -> bool:
        """Compare ages, not clocks: the office's need not agree with ours."""
        return row.wall_now - row.wall_entered > self._clock.now() - watch.since + MINUTE

    async def _was_taken(self, room: Room, ours: AppointmentRow) -> bool:
        """Say whether another patient had the chair before ours was entered. What staff moved there since is their affair."""
        start = ours.start(room.practice.zone)
        assert start is not None  # it stands where an effect wanted it
        day = start.date()
        rows = await room.office.appointments(operatory=ours.operatory, first=day, last=day)
        return any([await _was_there(room, other, ours) for other in _on(ours, rows, room) if other.pat_num != ours.pat_num])

    # --- what is told ----------------------------------------------------------------------------------------------------

    async def _tell(self, room: Room, watch: Watch, row: AppointmentRow, found: Found) -> None:
        """Tell the conversation, once: its turn does the rest."""
        todo, number, now = watch.todo, room.practice.texting_number, self._clock.now()
        swept = Swept(
            f"sweep/{row.apt_num}/{found}",
            now,
            practice=number,
            found=found,
            visit=row.apt_num,
            start=todo.opening.start,
            phone=todo.phone,
            lang=todo.lang,
            command=todo.command if isinstance(todo.command, BookAppointment) else None,
            promised=watch.state == "DONE",
        )
        cid = todo.conversation or room.store.conversation_id(number, swept.id)
        await room.store.enter(cid, swept.id, inbox.dump(swept), ms(now), lease=False)
        metrics.SWEPT.labels(found).inc()
        log.warning("swept", what=found, effect=watch.effect_id)
        self._kick(room.store)


async def is_ours(room: Room, row: AppointmentRow, watch: Watch) -> bool:
    """Say whether it is proven that this effect made that visit: nothing else is ever touched."""
    return await watch.made(room, row)


def _by_place(watched: Iterable[Watch]) -> list[list[Watch]]:
    """Put together what wanted the same patient at the same time."""
    groups: dict[tuple[int, datetime], list[Watch]] = {}
    for watch in watched:
        groups.setdefault(watch.place, []).append(watch)
    return list(groups.values())


def _looks_wrong(group: Sequence[Watch], rows: Sequence[AppointmentRow], room: Room) -> bool:
    """Say whether these rows hold a visit there that we never told of, or another patient's that lies on it."""
    told = {watch.visit for watch in group}
    if any(_stands(row, group, room) and row.apt_num not in told for row in rows):
        return True
    zone = room.practice.zone
    openings = [watch.todo.opening for watch in group]
    lying = [row for o in openings for row in overlapping(rows, o.operatory, o.start, o.end - o.start, zone)]
    return any(row.pat_num != group[0].place[0] for row in lying)


def _stays(
    standing: Sequence[AppointmentRow], ours: Sequence[tuple[AppointmentRow, Watch]], group: Sequence[Watch]
) -> AppointmentRow | None:
    """Return the visit that stays: the one we told of, whoever made it, else one that nobody could be sure of; the first."""
    told = {watch.visit for watch in group}
    wanted = [row for row in standing if row.apt_num in told] or [row for row, watch in ours if watch.state == "GAVE_UP"]
    return min(wanted, key=entered, default=None)


def _stands(row: AppointmentRow, group: Sequence[Watch], room: Room) -> bool:
    return row.status == "Scheduled" and row.operatory > 0 and any(_lies(row, watch, room) for watch in group)


def _lies(row: AppointmentRow, watch: Watch, room: Room) -> bool:
    return is_at(row, watch.todo.patient, watch.todo.opening, room.practice.zone)


def _on(ours: AppointmentRow, rows: Sequence[AppointmentRow], room: Room) -> list[AppointmentRow]:
    zone = room.practice.zone
    start = ours.start(zone)
    return [] if start is None else overlapping(rows, ours.operatory, start, ours.length, zone, but=ours.apt_num)


async def _was_there(room: Room, other: AppointmentRow, ours: AppointmentRow) -> bool:
    """Say whether the other was entered first, and there. One that was changed since may have been moved: its history tells."""
    if entered(other) >= entered(ours):
        return False
    if other.wall_changed <= ours.wall_entered:
        return True
    try:
        before = [h for h in await room.office.history(other.apt_num) if h.wall_since <= ours.wall_entered]
    except OfficeRefused:
        return False  # an office too old to tell: then it is staff's affair
    if not before:
        return False
    then = replace(other, status=before[-1].status, operatory=before[-1].operatory, wall_start=before[-1].wall_start)
    return bool(_on(ours, [then], room))
