"""Reads inside a turn: as long as the patient may wait, and no longer. A slow one goes on, and the next try finds it.

While the patient reads what they were offered, or what is read back to them, what they have in the book already is read ahead
(bot/openings/own.py): their yes wants to know, and does not wait for it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot import metrics
from bot.office.errors import OfficeError, OfficeMisconfigured, OfficeRefused
from bot.openings import own
from bot.room import Clock, Room
from bot.store import STORE_AWAY
from bot.turns import reads
from flows.words import E164, Event, Finding, FindOpenings, Reads, Result, Silent, StillFree

log = structlog.get_logger()

TAKE_AT_MOST = timedelta(seconds=8)  # in one turn; then the patient hears "one moment"
# What a slow read brought is kept for the turn that looks again (flows/results.py: 20 s after one that waited 8 s began); later
# than that it is asked anew, for it has aged.
KEPT = timedelta(seconds=15)


class Reading:
    """The reads under way in this process, by practice, phone and question."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._under_way: dict[tuple[E164, E164, Reads], asyncio.Task[Finding]] = {}
        self._ahead: dict[tuple[E164, int], asyncio.Task[None]] = {}  # whose book is read while nobody waits

    def deadline(self) -> datetime:
        """Return until when the reads of a turn that begins now may take."""
        return self._clock.now() + TAKE_AT_MOST

    async def answer(self, room: Room, phone: E164, read: Reads, token: str, deadline: datetime) -> Event:
        """Return the Result, or Silent if it does not come in time. `token` becomes the event's id."""
        key = (room.practice.texting_number, phone, read)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(reads.answer(room, phone, read, self._clock))
            self._under_way[key] = task
        left = max(deadline - self._clock.now(), timedelta(0))
        done, _ = await asyncio.wait({task}, timeout=left.total_seconds())
        if not done:
            task.add_done_callback(lambda _: self._forget_later(key, task))
            return Silent(id=token, at=self._clock.now(), of=read)
        self._forget(key, task)
        event = _event(task, read, token, self._clock.now())
        if isinstance(event, Result) and event.value and (patient := _will_say_yes(read)):
            self._read_ahead(room, patient)
        return event

    def _read_ahead(self, room: Room, patient: int) -> None:
        """Begin to read what that patient has in the book, if that is not under way. What fails is asked when it is needed."""
        key = (room.practice.texting_number, patient)
        if key in self._ahead:
            return

        async def ahead() -> None:
            with suppress(OfficeError, *STORE_AWAY):
                await own.ahead(room, patient, self._clock.now())

        def done(task: asyncio.Task[None]) -> None:
            del self._ahead[key]
            if not task.cancelled() and (error := task.exception()) is not None:
                log.error("read ahead", error=type(error).__name__)  # nobody waits for it: the yes asks for itself

        self._ahead[key] = asyncio.create_task(ahead())
        self._ahead[key].add_done_callback(done)

    def _forget_later(self, key: tuple[E164, E164, Reads], task: asyncio.Task[Finding]) -> None:
        asyncio.get_running_loop().call_later(KEPT.total_seconds(), self._forget, key, task)

    def _forget(self, key: tuple[E164, E164, Reads], task: asyncio.Task[Finding]) -> None:
        if self._under_way.get(key) is task:
            del self._under_way[key]
        if task.done() and not task.cancelled():
            task.exception()  # looked at, so that nobody wonders about a failure that was waited for no longer


def _will_say_yes(read: Reads) -> int:
    """Return the patient who looks at free times now, and will choose or agree. 0: nobody, or somebody without a chart.

    What is looked at once more after the yes is not read ahead of anything: the write comes next.
    """
    match read:
        case FindOpenings(patient):
            return patient.number
        case StillFree(patient, at_most=at_most) if at_most > own.BELIEVED:
            return patient.number
        case _:
            return 0


def _event(task: asyncio.Task[Finding], read: Reads, token: str, at: datetime) -> Event:
    error = task.exception()
    if error is None:
        return Result(id=token, at=at, of=read, value=task.result())
    if not isinstance(error, OfficeError):
        raise error
    metrics.OFFICE_SILENT.labels(type(error).__name__).inc()
    if isinstance(error, OfficeMisconfigured):
        log.error("office", what=str(error))
    return Silent(id=token, at=at, of=read, for_good=isinstance(error, (OfficeRefused, OfficeMisconfigured)))
