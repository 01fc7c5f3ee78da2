"""`chairside init`: ask Open Dental what an office file needs, show it, ask the person the rest, and write the file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from rich.console import Console

from bot.channels import console
from bot.office.client import Office, Pacing
from bot.office.errors import OfficeError
from bot.office.rows import ClinicRow
from bot.practice import parse_practice
from bot.settings import BadSettings, Settings, read_what_is_there
from bot.setup.answers import STDOUT, Options, answers_for, check, file_for, file_name
from bot.setup.asking import Asker
from bot.setup.found import Found
from bot.setup.reading import Step, read_practice
from bot.setup.showing import show
from bot.setup.way import office_of, pace_of
from bot.setup.writing import office_file
from bot.wire import tls

NEEDED = ("OPENDENTAL_URL", "OPENDENTAL_DEVELOPER_KEY")  # the office alone must be reachable; the rest may come later
TWILIO = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_URL")


def run(environment: Mapping[str, str], options: Options, out: Console, err: Console) -> None:
    """Write an office file. Raises BadSettings, with one sentence that says what to do."""
    settings, faults = read_what_is_there(environment)
    lacking = next((faults[name] for name in NEEDED if name in faults), None)
    if lacking is not None:
        raise BadSettings(lacking)
    own_number = asyncio.run(_own_number(settings)) if not any(name in faults for name in TWILIO) else None
    check(options, own_number)
    try:
        with err.status("Asking Open Dental") as status:
            found = asyncio.run(_read(settings, options, lambda what: status.update(f"Asking Open Dental: {what}")))
    except OfficeError as error:
        raise BadSettings(f"{error} (`chairside doctor` looks closer.)") from None
    _enough(found)
    show(found, err)
    asker = Asker(err, quietly=options.yes)
    answers = answers_for(found, options, asker, own_number)
    text, name = office_file(found, answers, options.customer_key_env), file_name(answers.name)
    parse_practice(text, name)  # what we write must load; a fault here is ours, and says which key
    offices = environment.get("CHAIRSIDE_OFFICES", "").strip()
    path = file_for(options, asker, offices if offices.endswith(".toml") else str(Path(offices) / name))
    if path == STDOUT:
        out.print(text, markup=False, highlight=False, soft_wrap=True, end="")
    else:
        _write(path, text, overwrite=options.overwrite)
        err.print(f"Written: {path}. Read it through, then run: chairside doctor", markup=False, highlight=False)


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w" if overwrite else "x", encoding="utf-8") as file:
        file.write(text)


async def _own_number(settings: Settings) -> str | None:
    """Return the only number of the Twilio account that texts; None: there are several, or none, or it cannot be seen."""
    async with httpx.AsyncClient(verify=tls(), trust_env=False) as http:
        account = (settings.twilio_api_url, settings.twilio_account_sid, settings.twilio_auth_token)
        found = await console.Console(http, *account).numbers()
    texting = [] if isinstance(found, console.Refused) else [number.phone_number for number in found if number.texts]
    return texting[0] if len(texting) == 1 else None


# --- asking the office -----------------------------------------------------------------------------------------------


async def _read(settings: Settings, options: Options, step: Step) -> Found:
    pace = pace_of(settings.interval(None))
    key = settings.customer_key(options.customer_key_env)
    async with httpx.AsyncClient(verify=tls(), trust_env=False) as http:
        office = _office(http, settings, key, pace, None)
        step("whether it uses clinics")
        clinic = chosen(await office.clinics(), options.clinic)
        title = (clinic.name if clinic else await office.preference("PracticeTitle")) or "Our practice"
        number = (clinic.phone if clinic else await office.preference("PracticePhone")) or ""
        ours = _office(http, settings, key, pace, clinic.clinic_num) if clinic else office
        now = await office.clock() or datetime.now(UTC)
        return await read_practice(
            ours, today=now.date(), clinic=clinic, title=title, phone=number, country=options.country, step=step
        )


def _office(http: httpx.AsyncClient, settings: Settings, key: str, pace: Pacing, clinic: int | None) -> Office:
    # Which zone it is comes later: openings are only counted here, and measured.
    return office_of(http, settings, key, zone=ZoneInfo("UTC"), pace=pace, page_size=settings.page_size(None), clinic=clinic)


def chosen(clinics: Sequence[ClinicRow], wanted: int | None) -> ClinicRow | None:
    """Return the clinic that the file is for; None: the practice uses none. Raises BadSettings: one must be named."""
    listed = "; ".join(f"--clinic {clinic.clinic_num} for {clinic.name}" for clinic in clinics)
    if not clinics:
        if wanted is not None:
            raise BadSettings("This practice uses no clinics: leave --clinic out.")
        return None
    if wanted is None and len(clinics) > 1:
        raise BadSettings(f"This practice uses clinics, and each has a file and a texting number of its own: say {listed}.")
    found = next((clinic for clinic in clinics if wanted in (None, clinic.clinic_num)), None)
    if found is None:
        raise BadSettings(f"There is no clinic {wanted}: say {listed}.")
    return found


def _enough(found: Found) -> None:
    if not any(reason.offered for reason in found.reasons):
        raise BadSettings(
            "Open Dental has nothing a patient could book: no Web Sched reason (Setup > Definitions > Web Sched Existing Appt "
            "Types) and no appointment type with a time pattern (Setup > Appointments > Appointment Types). Make one, then try "
            "again."
        )
    if found.booking == "slots" and not any(chair.offered for chair in found.chairs):
        raise BadSettings(
            "Web Sched gives no openings, and no provider has a schedule in the next weeks, so nothing could be booked: "
            "enter schedules (Setup > Schedules), then try again."
        )
