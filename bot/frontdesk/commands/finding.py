"""Finding what a command speaks of in the office's book. Reads alone; what is not there is told in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import phonenumbers
from msgspec import Struct
from msgspec.structs import replace

from bot.frontdesk.commands.answer import Tell
from bot.frontdesk.commands.arguments import Arguments
from bot.frontdesk.table import At
from bot.office.charts import GONE
from bot.office.errors import OfficeRefused
from bot.office.line import Priority
from bot.office.rows import AppointmentRow, PatientRow, VisitRow
from bot.openings import ways
from bot.openings.ways import Ways
from bot.turns import staff_words
from bot.turns.orders import LANGUAGES
from bot.turns.visits_read import visit_of
from flows.words import E164, Lang, Patient, Practice, Visit

BY_NUMBER = "Please give the patient by visit number, chart number or phone, like: visit 123, chart 45, or 503 555 0101."
SPOKEN: Mapping[str, Lang] = {word: lang for lang, word in LANGUAGES.items()}


class Person(Struct, frozen=True):
    """Somebody with a chart. `phones` are all that stand in it, the wireless one first."""

    patient: Patient
    name: str
    phones: tuple[E164, ...]
    wireless: E164 | None
    text_ok: bool
    lang: Lang

    def shown(self, *, full: bool) -> str:
        return f"{self.name} (chart {self.patient.number})" if full else f"Chart {self.patient.number}"


# --- people ----------------------------------------------------------------------------------------------------------


async def people(at: At, given: Arguments) -> list[Person]:
    """Return whoever is meant; by name only where names may stand in Slack. Raises Tell, OfficeError."""
    rows = await _charts(at, given)
    known = await ways.known(at.room)
    found = [_person(row, known.of(row), at.room.practice) for row in rows if row.status not in GONE]
    if not found:
        raise Tell("Nobody in the book fits that.")
    return found


async def person(at: At, given: Arguments) -> Person:
    """Return the one who is meant. Raises Tell, also if there are several, and OfficeError."""
    found = await people(at, given)
    if len(found) > 1:
        shown = ", ".join(one.shown(full=full(at)) for one in found[:10])
        raise Tell(f"Several fit: {shown}. Please give the chart number, like: chart {found[0].patient.number}.")
    return found[0]


async def _charts(at: At, given: Arguments) -> Sequence[PatientRow]:
    office = at.room.office
    if given.phone is not None:
        return await office.patients(given.phone)
    try:
        if given.kind == "visit" and given.number is not None:
            row = await office.appointment(given.number, priority=Priority.OPENINGS)
            return [await office.chart(row.pat_num, priority=Priority.OPENINGS)]
        if given.number is not None:
            return [await office.chart(given.number, priority=Priority.OPENINGS)]
    except OfficeRefused:
        raise Tell(f"There is no {given.kind or 'chart'} {given.number}. {BY_NUMBER}") from None
    if not full(at) or given.who is None or not (given.who.first or given.who.last):
        raise Tell(BY_NUMBER)
    found = await office.charts(first_name=given.who.first, last_name=given.who.last, priority=Priority.OPENINGS)
    if found or given.who.first:
        return found
    return await office.charts(first_name=given.who.last, priority=Priority.OPENINGS)  # one word may be either name


def _person(row: PatientRow, providers: tuple[int, ...], practice: Practice) -> Person:
    first = row.preferred or row.first_name
    numbers = [_e164(text, practice.country) for text in (row.wireless_phone, row.home_phone, row.work_phone)]
    return Person(
        Patient(row.pat_num, first, providers=providers),
        f"{first} {row.last_name}".strip(),
        tuple(dict.fromkeys(number for number in numbers if number)),
        numbers[0],
        row.text_ok != "No",
        SPOKEN.get(getattr(row, "language", ""), practice.languages[0]),
    )


def _e164(text: str, country: str) -> E164 | None:
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return E164(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def full(at: At) -> bool:
    """Say whether names may stand in Slack."""
    return at.file.details == "full"


# --- visits ----------------------------------------------------------------------------------------------------------


async def row_of(at: At, number: int) -> AppointmentRow:
    """Return that visit as the book has it. Raises Tell, OfficeError."""
    try:
        return await at.room.office.appointment(number, priority=Priority.OPENINGS)
    except OfficeRefused:
        raise Tell(f"There is no visit {number}.") from None


async def standing(at: At, given: Arguments) -> tuple[Visit, AppointmentRow]:
    """Return the one scheduled visit that is meant, by its number or as the patient's only one. Raises Tell, OfficeError."""
    if given.number is not None and given.kind != "chart":
        row = await row_of(at, given.number)
        return await as_visit(at, row), row
    rows = await coming(at, await person(at, given))
    if len(rows) != 1:
        known = await ways.known(at.room)
        times = "; ".join(line(at, row, known) for row in rows[:10])
        raise Tell(f"Which one? {times}. Please give the visit's number." if rows else "They have no visit to come.")
    return await as_visit(at, rows[0]), rows[0]


async def coming(at: At, whose: Person) -> list[AppointmentRow]:
    """Return the scheduled visits to come, earliest first. Raises OfficeError."""
    today = at.clock.now().astimezone(at.room.practice.zone).date()
    rows = await at.room.office.appointments(patient=whose.patient.number, first=today, priority=Priority.OPENINGS)
    return sorted((row for row in rows if row.status == "Scheduled"), key=lambda row: row.wall_start)


async def as_visit(at: At, row: AppointmentRow, first_name: str = "") -> Visit:
    """Return it in the flows' words; staff know their own rules for short notice. Raises Tell if it is not scheduled."""
    visit = visit_of(row, first_name, at.room.practice, await ways.known(at.room), at.clock.now())
    if visit is None:
        raise Tell(f"Visit {row.apt_num} is {row.status.lower()}, not scheduled.")
    return replace(visit, notice="")


def stamp(row: AppointmentRow) -> str:
    """What a button about this visit was drawn for: any change of the row makes it another."""
    return f"{row.apt_num}@{row.wall_start:%Y%m%d%H%M}@{row.wall_changed:%Y%m%d%H%M%S}"


def line(at: At, row: AppointmentRow, known: Ways) -> str:
    """One visit in one line, without a name: time, provider, chair, what for, number, marks."""
    start = row.start(at.room.practice.zone)
    when = staff_words.when(start, at.room.practice) if start else "no time"
    return f"{when}, {_places(row, known)}{what_for(at, row)}, visit {row.apt_num}{marks(row, known)}"


def short_line(at: At, row: AppointmentRow, known: Ways) -> str:
    """One visit of a day, under its provider's name."""
    end = row.wall_start + row.length
    return (
        f"{row.wall_start:%H:%M}-{end:%H:%M}, chair {row.operatory}{what_for(at, row)}, visit {row.apt_num}{marks(row, known)}"
    )


def _places(row: AppointmentRow, known: Ways) -> str:
    return f"{sees(row, known)}, chair {row.operatory}"


def sees(row: VisitRow, known: Ways) -> str:
    """Say who sees the patient: of hygiene the hygienist."""
    if row.is_hygiene and row.hygienist:
        return known.names.get(row.hygienist, f"hygienist {row.hygienist}")
    return row.provider_abbr or known.names.get(row.provider, f"provider {row.provider}")


def what_for(at: At, row: AppointmentRow) -> str:
    """What it is for, by the practice's own word; the procedures only where details may stand in Slack."""
    reason = next(
        (r.name for r in at.room.practice.reasons if row.appointment_type and r.appointment_type == row.appointment_type), ""
    )
    known = reason or (row.procedures if full(at) else "") or ("hygiene" if row.is_hygiene else "")
    return f", {known}" if known else ""


def marks(row: AppointmentRow, known: Ways) -> str:
    said = []
    if row.status != "Scheduled":
        said.append(row.status.lower())
    elif row.confirmed in (known.unconfirmed, known.sent):
        said.append("UNCONFIRMED")
    if row.priority == "ASAP":
        said.append("ASAP")
    if row.time_locked:
        said.append("time locked")
    return f" [{', '.join(said)}]" if said else ""


def lasts(length: timedelta) -> str:
    return f"{length // timedelta(minutes=1)} min"
