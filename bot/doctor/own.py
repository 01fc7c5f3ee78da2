"""What is ours: the settings, the office files, the folder, the desk, the store."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import redis
import redis.exceptions

from bot.doctor.case import Case
from bot.doctor.verdict import Verdicts, ok, problem, skipped, warning
from bot.practice import OfficeFile
from bot.settings import BadSettings
from bot.store import STORE_AWAY, Seal, opens, tag_of
from bot.store.binary import NoServer, find

CLOCKS_APART = timedelta(seconds=2)
OLDEST_STORE = 7
WHERE = "Set it in the environment, or in the file .env of the folder where chairside is started: deploy/README.md, step 4."
INIT = "`chairside init` writes an office file by asking Open Dental."


async def settings(case: Case) -> Verdicts:
    faults = tuple(case.faults.values())
    for fault in faults:
        yield problem(fault, WHERE if fault is faults[-1] else "")
    if not faults:
        yield ok("Every setting that must be set is set, and has the right form.")


async def office_files(case: Case) -> Verdicts:
    if case.file_fault:
        yield problem(case.file_fault, INIT)
    elif not case.offices:
        yield skipped("There is no office file yet.", INIT)
    for file in case.offices:
        practice = file.practice
        named = f"{practice.name}: {_count(len(practice.reasons), 'reason')} to book for, {practice.booking}"
        lacking = _no_key(case, file)
        yield problem(lacking, WHERE) if lacking else ok(f"{named}, texted at {practice.texting_number}.")


def _no_key(case: Case, file: OfficeFile) -> str:
    try:
        case.settings.customer_key(file.customer_key_env)
    except BadSettings as error:
        return str(error)
    return ""


async def journal(case: Case) -> Verdicts:
    """Who said STOP is written down there, apart from the store. Looked at as it is: a doctor makes no folder."""
    home = case.settings.home.absolute()
    file = home / "journal"
    folder = next(path for path in (home, *home.parents) if path.exists())
    lacking = next((path for path in (file, folder) if path.exists() and not os.access(path, os.W_OK)), None)
    if lacking is not None or not folder.is_dir():
        yield problem(
            f"{lacking or folder} cannot be written by this user.",
            "Set CHAIRSIDE_HOME to a folder of the user who runs chairside, and run the doctor as that user.",
        )
    elif folder == home:
        yield ok(f"{home} can be written.")
    else:
        yield ok(f"{home} is not there yet; `chairside serve` makes it.")


async def desk(case: Case) -> Verdicts:
    if case.settings.desk_token is None:
        yield ok("No desk token: /desk/cards is closed, and what needs a person is texted to the alert numbers.")
    else:
        yield ok("The desk token is set: /desk/cards opens to whoever has it.")


# --- the store -------------------------------------------------------------------------------------------------------


async def store_answers(case: Case) -> Verdicts:
    if case.store is None:
        try:
            find()
        except NoServer as error:
            yield problem(f"{str(error)[0].upper()}{str(error)[1:]}")
            return
        yield skipped("The store comes with chairside and runs while `chairside serve` does; it does not now.")
        return
    try:
        await case.store.ping()
    except (*STORE_AWAY, ValueError) as error:
        yield problem(
            f"REDIS_URL: no store answers there ({type(error).__name__}).", "Is Valkey or Redis running, and the address right?"
        )
        return
    yield ok("The store answers.")


async def store_version(case: Case) -> Verdicts:
    if case.store is None:
        return
    info = cast("Mapping[str, Any]", await case.store.info("server"))
    version = str(info.get("redis_version", ""))
    name = f"Valkey {info['valkey_version']}" if "valkey_version" in info else f"Redis {version}"
    major = version.split(".")[0]
    if not major.isdecimal() or int(major) < OLDEST_STORE:
        yield problem(f"The store is {name}.", f"Use Valkey, or Redis {OLDEST_STORE} or later.")
    else:
        yield ok(f"{name}.")


async def store_keeps(case: Case) -> Verdicts:
    """A text is acknowledged when it is on the disk, and nothing is forgotten to make room."""
    if case.store is None:
        return
    wanted = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}
    try:
        found = {
            k: str(v) for name in wanted for k, v in cast("Mapping[str, object]", await case.store.config_get(name)).items()
        }
    except redis.exceptions.ResponseError:
        yield skipped("The store does not show how it keeps things.", f"See in its console that {_listed(wanted)}.")
        return
    wrong = {name: value for name, value in wanted.items() if found.get(name) != value}
    if "maxmemory-policy" in wrong:
        yield problem(
            f"When the store is full it forgets (maxmemory-policy is {found.get('maxmemory-policy')}): somebody's STOP, too.",
            "Set maxmemory-policy to noeviction.",
        )
    if "appendonly" in wrong:
        yield problem("The store keeps nothing on the disk: a restart loses conversations.", f"Set {_listed(wanted)}.")
    elif "appendfsync" in wrong:
        yield warning("A power cut may lose the last second of the store.", "Set appendfsync to always.")
    if not wrong:
        yield ok("The store writes everything to the disk, and forgets nothing.")


async def store_clock(case: Case) -> Verdicts:
    if case.store is None or case.pacing is not None:
        return  # a bot that runs goes by the store's
    seconds, micros = await case.store.time()
    apart = abs(datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=micros) - case.now())
    if apart > CLOCKS_APART:
        yield warning(
            f"The store's clock and this machine's are {_long(apart)} apart.", "Switch on time synchronisation (NTP) on both."
        )
    else:
        yield ok("The store's clock and this machine's agree.")


async def store_sealed(case: Case) -> Verdicts:
    """Whether what rests there opens with our secret. One that nobody has opened opens to any."""
    if case.store is None or case.pacing is not None:
        return  # a bot that runs has opened it
    keys = [case.settings.customer_key(file.customer_key_env) for file in case.offices if not _no_key(case, file)]
    if await asyncio.to_thread(_opens, case.store_url, {tag_of(key) for key in keys}, Seal(case.settings.secret)):
        yield ok("What rests in the store opens with CHAIRSIDE_SECRET.")
    else:
        yield problem(
            "CHAIRSIDE_SECRET is not the one the store was sealed with.", "Set that one, or start with an empty store."
        )


def _opens(url: str, tags: Collection[str], seal: Seal) -> bool:
    with redis.from_url(url) as client:
        return all(opens(client, tag, seal) for tag in tags)


def _listed(wanted: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in wanted.items())


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _long(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
