"""What the doctor has in hand: the settings as far as they go, the office files, and ways to ask. It changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx
import redis.asyncio as redis

from bot.doctor.asking import Asking
from bot.office.client import Office, Pacing
from bot.practice import BadOfficeFile, OfficeFile, load_practices
from bot.settings import Settings, read_what_is_there
from bot.setup.way import office_of, pace_of
from bot.store import STORE_AWAY, Pace, StoreClock, embedded, tag_of
from bot.wire import tls
from flows.words import Practice

C = TypeVar("C", bound="Case")
STORE_WAITS = timedelta(seconds=5)


def machine_time() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Case:
    """One bot. `faults` are its settings that are missing or wrong, by name; `file_fault` what is wrong with an office file."""

    settings: Settings
    faults: Mapping[str, str]
    offices: Sequence[OfficeFile]
    file_fault: str
    http: httpx.AsyncClient
    store: redis.Redis | None  # None: the embedded one, which does not run now
    store_url: str
    now: Callable[[], datetime]  # by this machine
    pacing: Callable[[str], Pacing] | None  # of a customer key, where it is the running bot that looks at itself

    def lacks(self, needs: Sequence[str]) -> str:
        """Return the first of these settings that cannot be used; "" if all can."""
        return next((name for name in needs if name in self.faults), "")


@dataclass(frozen=True)
class OfficeCase(Case):
    """The same, with one Open Dental in hand: the one behind a customer key."""

    asking: Asking


@dataclass(frozen=True)
class PracticeCase(OfficeCase):
    """The same, with one practice there, as its file describes it."""

    file: OfficeFile
    office: Office

    @property
    def practice(self) -> Practice:
        return self.file.practice


@asynccontextmanager
async def case_of(
    environment: Mapping[str, str],
    *,
    now: Callable[[], datetime] = machine_time,
    http: httpx.AsyncClient | None = None,
) -> AsyncIterator[Case]:
    """Open what can be opened. Raises nothing: what is wrong is for the checks to say."""
    settings, faults = read_what_is_there(environment)
    offices: Sequence[OfficeFile] = ()
    file_fault = ""
    if "CHAIRSIDE_OFFICES" not in faults:
        try:
            offices = load_practices(settings.offices)
        except BadOfficeFile as error:
            file_fault = str(error)
    async with AsyncExitStack() as stack:
        if http is None:
            http = await stack.enter_async_context(httpx.AsyncClient(verify=tls(), trust_env=False))
        url = settings.redis_url or embedded.running(settings.home)
        seconds = STORE_WAITS.total_seconds()
        store = redis.from_url(url, socket_connect_timeout=seconds, socket_timeout=seconds) if url else None
        if store is not None:
            stack.push_async_callback(store.aclose)
        yield Case(settings, faults, offices, file_fault, http, store, url or "", now, None)


async def with_office(case: Case, key: str, seconds: float | None) -> OfficeCase:
    """Take the office behind a customer key in hand, at the pace its bot keeps."""
    pace = await _pace(case, key, case.settings.interval(seconds))
    asking = Asking(case.http, case.settings.opendental_url, case.settings.opendental_developer_key, key, pace)
    return OfficeCase(**vars(case), asking=asking)


def with_practice(case: OfficeCase, key: str, file: OfficeFile) -> PracticeCase:
    """Take one practice of that office in hand."""
    office = office_of(
        case.http,
        case.settings,
        key,
        zone=file.practice.zone,
        pace=case.asking.pace,
        page_size=case.settings.page_size(file.page_size),
        clinic=file.practice.clinic,
    )
    return PracticeCase(**vars(case), file=file, office=office)


async def _pace(case: Case, key: str, interval: timedelta) -> Pacing:
    """Share the turns with the bot that may be running: the doctor comes after its patients."""
    if case.pacing is not None:
        return case.pacing(key)
    if interval and case.store is not None:
        try:
            return Pace(case.store, tag_of(key), interval, await StoreClock.of(case.store))
        except STORE_AWAY:
            pass
    return pace_of(interval)


__all__ = ["C", "Case", "OfficeCase", "PracticeCase", "case_of", "with_office", "with_practice"]
