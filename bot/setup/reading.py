"""Ask Open Dental what an office file needs. Reads only; some twenty requests, one a second over the vendor's cloud."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import date, timedelta

from bot.office.client import Office
from bot.office.errors import OfficeMisconfigured, OfficeRefused, OfficeSilent
from bot.office.rows import Category, ClinicRow, DefinitionRow
from bot.setup.found import Found, Seen, chairs_of, languages_of, type_reasons, web_sched_reasons
from bot.setup.week import Shift, week_of
from flows.words import Opening

WEEKS = 8  # of schedules: enough to tell a weekday's habit from an exception
LOOKED_AT = timedelta(days=28)  # for openings of each reason
TRIES = 2
ENOUGH = 300  # openings that show length and places as well as any number would

Step = Callable[[str], None]  # told before each question what is asked


async def read_practice(
    office: Office, *, today: date, clinic: ClinicRow | None, title: str, phone: str, country: str, step: Step
) -> Found:
    """Return what the office says of the practice. `office` asks for that clinic, if the practice uses clinics.

    Raises OfficeError.
    """
    step("its clock and its languages")
    clock = await office.clock()
    languages = languages_of(await office.preference("LanguagesUsedByPatients") or "")
    step("who works there, and where")
    providers = await office.providers()
    operatories = await office.operatories(clinic=clinic.clinic_num if clinic else None)
    step(f"the schedules of {WEEKS} weeks")
    last = today + timedelta(weeks=WEEKS) - timedelta(days=1)
    rows = await office.schedules(today, last, kind="Provider")
    shifts = [Shift(r.day, r.begins, r.ends, r.provider, r.operatories) for r in rows if r.begins < r.ends]
    rooms = {o.op_num for o in operatories}
    people = {number for o in operatories for number in (o.dentist, o.hygienist)}
    ours = [s for s in shifts if (rooms & set(s.operatories) if s.operatories else s.provider in people)]
    step("what patients may book for")
    types = await office.appointment_types()
    existing = await office.definitions(Category.EXISTING_PATIENT_REASONS)
    new = await office.definitions(Category.NEW_PATIENT_REASONS)
    seen = await _openings(office, existing, new, today, step)
    by_web = any(one.bookable for one in seen.values())
    reasons = web_sched_reasons(existing, new, seen, types, languages) if by_web else type_reasons(types, languages)
    return Found(
        name=title,
        phone=phone,
        clinic=clinic.clinic_num if clinic else None,
        clinic_name=clinic.name if clinic else "",
        booking="websched" if by_web else "slots",
        languages=languages,
        week=week_of(ours, today, last, country),
        reasons=reasons,
        chairs=chairs_of(ours, providers, operatories, reasons, WEEKS),
        utc_offset=clock.utcoffset() if clock else None,
    )


async def _openings(
    office: Office, existing: Sequence[DefinitionRow], new: Sequence[DefinitionRow], today: date, step: Step
) -> Mapping[int, Seen]:
    """Look what openings each reason has: they show what Open Dental does not say."""
    seen: dict[int, Seen] = {}
    for definitions, is_new in ((existing, False), (new, True)):
        for definition in definitions:
            step(f'openings for "{definition.name}"')
            seen[definition.def_num] = await _asked(office, definition.def_num, is_new, today)
    return seen


async def _asked(office: Office, def_num: int, is_new: bool, today: date) -> Seen:
    for _ in range(TRIES):
        try:
            return await _seen(office.openings(today, today + LOOKED_AT, def_num=def_num, new_patient=is_new))
        except (OfficeRefused, OfficeMisconfigured):
            break
        except OfficeSilent:
            # A reason that is linked to nothing is told as a 400 of a text nobody promises, and so is an office that is away
            # for a moment. One that stays away raises here.
            await office.clock()
    return Seen(False)


async def _seen(openings: AsyncGenerator[Opening, None]) -> Seen:
    lengths: set[timedelta] = set()
    places: set[tuple[int, int]] = set()
    count = 0
    async with aclosing(openings):
        async for opening in openings:
            lengths.add(opening.end - opening.start)
            places.add((opening.provider, opening.operatory))
            count += 1
            if count == ENOUGH:
                break
    return Seen(True, min(lengths, default=None), frozenset(places))
