"""What patients may book: are the reasons of the office file in Open Dental, and is there an opening for each?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from bot.doctor.asking import How, Reply
from bot.doctor.case import PracticeCase
from bot.doctor.verdict import Verdict, Verdicts, ok, problem, warning
from bot.office.rows import Category, DefinitionRow
from flows.words import Reason

LOOKED_AT = timedelta(days=28)
MINUTE = timedelta(minutes=1)
WEB_SCHED = "In Open Dental: eServices > Web Sched > Existing Patient"
TYPES = "Setup > Appointments > Appointment Types"
DEFINITIONS = {
    Category.EXISTING_PATIENT_REASONS: "Setup > Definitions > Web Sched Existing Appt Types",
    Category.NEW_PATIENT_REASONS: "Setup > Definitions > Web Sched New Pat Appt Types",
}


async def reasons(case: PracticeCase) -> Verdicts:
    if case.practice.booking == "slots":
        async for verdict in _types(case):
            yield verdict
        return
    existing = {row.def_num: row for row in await case.office.definitions(Category.EXISTING_PATIENT_REASONS, hidden=True)}
    new = {row.def_num: row for row in await case.office.definitions(Category.NEW_PATIENT_REASONS, hidden=True)}
    if not existing:
        yield problem(
            "Web Sched has no reasons for existing patients.",
            f'{WEB_SCHED}: make one for each reason; or, without Web Sched, write booking = "slots" into the office file.',
        )
        return
    wrong = [
        verdict
        for reason in case.practice.reasons
        for key, number, category, rows in (
            ("existing_patient", reason.existing_patient, Category.EXISTING_PATIENT_REASONS, existing),
            ("new_patient", reason.new_patient, Category.NEW_PATIENT_REASONS, new),
        )
        if number is not None
        for verdict in _listed(reason, key, number, category, rows)
    ]
    for verdict in wrong:
        yield verdict
    if not wrong:
        yield ok(f"Web Sched has {_names(case.practice.reasons)}.")


def _listed(reason: Reason, key: str, number: int, category: Category, rows: Mapping[int, DefinitionRow]) -> Iterator[Verdict]:
    if number not in rows:
        there = ", ".join(f"{row.def_num} {row.name}" for row in rows.values() if not row.is_hidden) or "none"
        yield problem(f"{reason.name}: {key} = {number} is no reason of Web Sched.", f"{DEFINITIONS[category]} has: {there}.")
    elif rows[number].is_hidden:
        yield problem(
            f"{reason.name}: {key} = {number} is hidden.", f"Show it again, or name another: {DEFINITIONS[category]}."
        )


async def _types(case: PracticeCase) -> Verdicts:
    types = {row.type_num: row for row in await case.office.appointment_types()}
    fine = True
    for reason in case.practice.reasons:
        kind = types.get(reason.appointment_type or 0)
        length = timedelta(minutes=reason.minutes or 0)
        if kind is None or kind.is_hidden:
            fine = False
            there = ", ".join(f"{row.type_num} {row.name}" for row in types.values() if not row.is_hidden) or "none"
            yield problem(
                f"{reason.name}: there is no appointment_type {reason.appointment_type} to be used.", f"{TYPES} has: {there}."
            )
        elif kind.length is not None and kind.length > length:
            fine = False
            needs = kind.length // MINUTE
            yield warning(
                f"{reason.name}: {reason.minutes} minutes are offered, {kind.name} takes {needs}.", f"Write minutes = {needs}."
            )
    if fine:
        yield ok(f"Open Dental has an appointment type for {_names(case.practice.reasons)}.")


async def openings(case: PracticeCase) -> Verdicts:
    """Look for the next opening of each reason: what is not there cannot be offered."""
    found: list[str] = []
    refused: list[Reason] = []
    for reason in case.practice.reasons:
        reply = await _next_opening(case, reason)
        if reply.how is How.FINE and reply.rows:
            found.append(f"{reason.name} {_when(reply.rows[0])}")
        elif reply.how is How.FINE:
            yield warning(f"{reason.name}: no opening in the next {LOOKED_AT.days} days.", _where_from(case, reason))
        elif reply.how in (How.REFUSED, How.NO_SUCH):
            refused.append(reason)
        else:
            yield problem(f"{reason.name}: Open Dental gave no openings ({reply.status}).", "Try again.")
    if found:
        yield ok(f"The next openings: {'; '.join(found)}.")
    for verdict in _refusals(case, refused):
        yield verdict


def _refusals(case: PracticeCase, refused: list[Reason]) -> Iterator[Verdict]:
    if refused and len(refused) == len(case.practice.reasons):
        yield problem(
            "Web Sched gives no openings for anything: the office may not be signed up for it.",
            'In Open Dental: eServices > Signup, and eServices > Web Sched; or write booking = "slots" into the office file.',
        )
    elif refused:
        yield problem(
            f"Web Sched refuses to give openings for {_names(tuple(refused))}.",
            f"Is an appointment type linked to it, that is not hidden? {WEB_SCHED} > Appointment Types.",
        )


async def _next_opening(case: PracticeCase, reason: Reason) -> Reply:
    today = case.now().astimezone(case.practice.zone).date()
    if case.practice.booking == "slots":
        return await _next_block(case, reason)
    new = reason.existing_patient is None
    params: dict[str, str | int] = {
        "dateStart": today.isoformat(),
        "dateEnd": (today + LOOKED_AT).isoformat(),
        "defNumApptType": (reason.new_patient if new else reason.existing_patient) or 0,
        "isNewPatient": "true" if new else "false",
        "Limit": 1,
    }
    if case.practice.clinic is not None:
        params["ClinicNum"] = case.practice.clinic
    return await case.asking.ask("/appointments/SlotsWebSched", params)


async def _next_block(case: PracticeCase, reason: Reason) -> Reply:
    """Ask each chair of the reason until one has time for it."""
    today = case.now().astimezone(case.practice.zone).date()
    reply = Reply(How.FINE)
    for chair in case.practice.chairs:
        if chair.reasons and reason.name not in chair.reasons:
            continue
        params: dict[str, str | int] = {
            "dateStart": today.isoformat(),
            "dateEnd": (today + LOOKED_AT).isoformat(),
            "lengthMinutes": reason.minutes or 0,
            "ProvNum": chair.provider,
            "OpNum": chair.operatory,
            "Limit": 1,
        }
        reply = await case.asking.ask("/appointments/Slots", params)
        if reply.how is not How.FINE or reply.rows:
            return reply
    return reply


def _where_from(case: PracticeCase, reason: Reason) -> str:
    if case.practice.booking == "slots":
        return "Do its [[chairs]] have schedules, and time? In Open Dental: Setup > Schedules."
    return (
        f"{WEB_SCHED} previews them (Available Times for Patients): do operatories take this reason (Setup > Appointments > "
        "Operatories), and do its providers have schedules (Setup > Schedules)?"
    )


def _when(row: Mapping[str, object]) -> str:
    with suppress(ValueError):
        return f"{datetime.fromisoformat(str(row.get('DateTimeStart'))):%a %b %-d %-H:%M}"
    return "(at a time that cannot be read)"


def _names(reasons: tuple[Reason, ...]) -> str:
    return ", ".join(reason.name for reason in reasons)
