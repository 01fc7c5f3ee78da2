"""What an office file says, held against what its Open Dental has."""

from __future__ import annotations

from datetime import timedelta

from bot.doctor.case import PracticeCase
from bot.doctor.verdict import Verdicts, ok, problem, skipped, warning
from bot.office.rows import Category

CLOCKS_APART = timedelta(minutes=2)
LOOKED_AT = timedelta(days=28)
TRIGGERS = ("AppointmentTimeArrivedTrigger", "AppointmentTimeSeatedTrigger", "AppointmentTimeDismissedTrigger")
APPT_RELATED = "APPT"  # what a definition of communications is used for


async def clock(case: PracticeCase) -> Verdicts:
    """Open Dental tells no zone, only what its clock shows: an hour off, and every visit would be an hour off."""
    shown, now, zone = await case.office.clock(), case.now(), case.practice.zone
    if shown is None:
        yield skipped(
            "Open Dental did not tell its time.", f"Compare by eye: the practice's clock is at {now.astimezone(zone):%H:%M}."
        )
        return
    if abs(shown.replace(tzinfo=zone) - now) <= CLOCKS_APART:
        yield ok(f"The office's clock and timezone agree: {shown:%H:%M} there.")
    elif abs(shown - now) <= CLOCKS_APART:
        yield problem(
            f"In {case.practice.timezone} it is {now.astimezone(zone):%H:%M}, but the office's clock shows {shown:%H:%M}.",
            "Write the practice's own timezone into the office file.",
        )
    else:
        yield problem(
            f"The office's clock shows {shown:%H:%M}; by ours it is {now.astimezone(zone):%H:%M} there.",
            "Write the right timezone into the office file; if it is right, set the clock of the office's server, or ours.",
        )


async def clinic(case: PracticeCase) -> Verdicts:
    ours = case.practice.clinic
    clinics = {row.clinic_num: row.name for row in await case.office.clinics()}
    listed = ", ".join(f"{number} {name}" for number, name in clinics.items())
    if ours is None and clinics:
        yield problem("The practice uses clinics, and the office file names none.", f"Write clinic = its number: {listed}.")
    elif ours is not None and ours not in clinics and (clinics or ours):
        yield problem(
            f"There is no clinic {ours}.", f"There are: {listed}." if clinics else "The practice uses none: leave clinic out."
        )
    else:
        yield ok(f"The clinic is {clinics[ours]}." if ours in clinics and ours is not None else "The practice uses no clinics.")


# --- who works where, and what a visit's status means ----------------------------------------------------------------


async def chairs(case: PracticeCase) -> Verdicts:
    if not case.practice.chairs:
        yield skipped(
            "The office file has no [[chairs]]: a visit can only be moved within its own.",
            "`chairside init --output -` shows who works where.",
        )
        return
    providers = {row.prov_num: row for row in await case.office.providers() if row.is_bookable}
    rooms = {row.op_num: row for row in await case.office.operatories() if not row.is_hidden}
    today = case.now().astimezone(case.practice.zone).date()
    shifts = await case.office.schedules(today, today + LOOKED_AT, kind="Provider")
    worked = {(s.provider, op) for s in shifts for op in s.operatories} | {
        (s.provider, room.op_num)
        for s in shifts
        if not s.operatories
        for room in rooms.values()
        if s.provider in (room.dentist, room.hygienist)
    }
    wrong = 0
    for chair in case.practice.chairs:
        where = f"[[chairs]] provider {chair.provider}, operatory {chair.operatory}"
        lacking = "provider" if chair.provider not in providers else "operatory" if chair.operatory not in rooms else ""
        if lacking:
            wrong += 1
            yield problem(
                f"{where}: there is no such {lacking} to book, or it is hidden.",
                "Lists > Providers, Setup > Appointments > Operatories.",
            )
        elif (chair.provider, chair.operatory) not in worked:
            wrong += 1
            yield warning(
                f"{where}: no schedule there in the next {LOOKED_AT.days} days.", "In Open Dental: Setup > Schedules."
            )
    if not wrong:
        yield ok(f"All {len(case.practice.chairs)} [[chairs]] are there, and have schedules.")


async def confirmations(case: PracticeCase) -> Verdicts:
    """A yes to a visit sets the office's own status, which must not be one that checks the patient in."""
    first = await case.office.confirmation("None")
    confirmed = await case.office.confirmation("Confirmed")
    names = {row.def_num: row.name for row in await case.office.definitions(Category.APPT_CONFIRMED)}
    triggers = {await case.office.preference(name) for name in TRIGGERS}
    where = "In Open Dental: eServices > Automated Messaging > Advanced Settings"
    if first is None:
        yield problem("There is no confirmation status at all.", "In Open Dental: Setup > Definitions > Appt Confirmed.")
    elif confirmed is None or confirmed not in names:
        yield warning("Open Dental has no status for a visit the patient confirmed.", f'{where}: choose one for "Accepted".')
    elif str(confirmed) in triggers:
        yield problem(
            f'A visit the patient confirmed would become "{names[confirmed]}", which checks them in.',
            f'{where}: choose another status for "Accepted" than the one of arrival.',
        )
    else:
        yield ok(f'A new visit is "{names.get(first, first)}", one that the patient confirmed "{names[confirmed]}".')


async def communications(case: PracticeCase) -> Verdicts:
    """What we write into a chart is a communication of the kind ApptRelated."""
    kinds = await case.office.definitions(Category.COMMLOG_TYPES)
    if any(APPT_RELATED in (row.value.upper(), row.name.upper()) or row.name == "ApptRelated" for row in kinds):
        yield ok("Lines in the communications log can be marked as about appointments.")
    else:
        yield warning(
            "No type of communication is meant for appointments.",
            'In Open Dental: Setup > Definitions > Commlog Types: give one the usage "APPT".',
        )
