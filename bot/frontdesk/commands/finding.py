"""Finding what a command speaks of in the office's book. Reads alone; what is not there is told in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.frontdesk.commands.answer import Tell
from bot.frontdesk.commands.arguments import Arguments
from bot.frontdesk.table import At
from bot.office.charts import GONE
from bot.office.errors import OfficeRefused
from bot.office.line import Priority
from bot.office.phones import to_e164
from bot.office.rows import AppointmentRow, PatientRow, VisitRow
from bot.openings import ways
from bot.openings.ways import Ways
from bot.turns import staff_words
from bot.turns.orders import LANGUAGES
from bot.turns.visits_read import visit_of
from flows.words import E164, Lang, Patient, Practice, Visit

BY_NUMBER = "Please give the patient by visit number, chart number or phone, like: visit 123, chart 45, or 503 555 0101."
WHICH = "Several visits fit. Which one?"
MOST_AT_ONE_PHONE = 8  # each is a call to the office
STANDS = {"UnschedList": "on the Unscheduled List", "Planned": "planned, without a time"}
SPOKEN: Mapping[str, Lang] = {word: lang for lang, word in LANGUAGES.items()}


class Person(Struct, frozen=True):
    """Somebody with a chart. `phones` are all that stand in it, the wireless one first."""

    patient: Patient
    name: str
    phones: tuple[E164, ...]
    wireless: E164 | None
    text_ok: bool
    lang: Lang
    born: date | None = None

    def shown(self, *, full: bool) -> str:
        return f"{self.name} (chart {self.patient.number})" if full else f"Chart {self.patient.number}"


class Whose(Tell):
    """Nobody was named in a way that counts here. Where names may not stand in Slack, the page finds them."""


class Several(Tell):
    """Several visits fit: one of them is to be chosen. Each is given with whose it is, as that may be shown."""

    def __init__(self, text: str, found: Sequence[tuple[str, AppointmentRow]]) -> None:
        super().__init__(text)
        self.found = tuple(found)


# --- people ----------------------------------------------------------------------------------------------------------


async def people(at: At, given: Arguments) -> list[Person]:
    """Return whoever is meant; by name only where names may stand in Slack. Raises Tell, OfficeError."""
    return await _people(at, await _charts(at, given, named=full(at)))


async def named(at: At, given: Arguments) -> list[Person]:
    """Return whoever is meant, by name too: for our own page alone. Raises Tell, OfficeError."""
    who = given.who
    if not given.names_somebody and who is not None and who.born and not (who.first or who.last):
        return await _people(at, await at.room.office.charts(born=who.born, priority=Priority.OPENINGS))
    return await _people(at, await _charts(at, given, named=True))


async def _people(at: At, rows: Sequence[PatientRow]) -> list[Person]:
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


async def _charts(at: At, given: Arguments, *, named: bool) -> Sequence[PatientRow]:
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
    if not named or given.who is None or not (given.who.first or given.who.last):
        raise Whose(BY_NUMBER)
    who = given.who
    found = await office.charts(first_name=who.first, last_name=who.last, born=who.born, priority=Priority.OPENINGS)
    if found or who.first:
        return found
    return await office.charts(first_name=given.who.last, priority=Priority.OPENINGS)  # one word may be either name


def _person(row: PatientRow, providers: tuple[int, ...], practice: Practice) -> Person:
    first = row.preferred or row.first_name
    numbers = [to_e164(text, practice.country) for text in (row.wireless_phone, row.home_phone, row.work_phone)]
    return Person(
        Patient(row.pat_num, first, providers=providers),
        f"{first} {row.last_name}".strip(),
        tuple(dict.fromkeys(number for number in numbers if number)),
        numbers[0],
        row.text_ok != "No",
        SPOKEN.get(getattr(row, "language", ""), practice.languages[0]),
        row.birthdate,
    )


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
    """Return the one scheduled visit that is meant, by its number or as the only one there is.

    Raises Several if there is a choice, Tell, OfficeError.
    """
    if given.number is not None and given.kind != "chart":
        row = await row_of(at, given.number)
        return await as_visit(at, row), row
    found = await people(at, given)
    theirs = [(one, row) for one in found[:MOST_AT_ONE_PHONE] for row in await coming(at, one)]
    if not theirs:
        raise Tell("There is no visit to come.")
    if len(theirs) > 1:
        raise Several(WHICH, [(one.shown(full=full(at)) if len(found) > 1 else "", row) for one, row in theirs])
    (_, row), *_ = theirs
    return await as_visit(at, row), row


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
    return f"{place(at, row, known)}{what_for(at, row)}, visit {row.apt_num}{marks(row, known)}"


def short_line(at: At, row: AppointmentRow, known: Ways) -> str:
    """One visit of a day, under its provider's name."""
    end = row.wall_start + row.length
    times = f"{row.wall_start:%-I:%M}-{end:%-I:%M %p}"
    return f"{times}{_chair(row, known)}{what_for(at, row)}, visit {row.apt_num}{marks(row, known)}"


def place(at: At, row: AppointmentRow, known: Ways) -> str:
    """When, with whom and where."""
    start = row.start(at.room.practice.zone)
    when = staff_words.when(start, at.room.practice) if start else "no time"
    return f"{when}, {sees(row, known)}{_chair(row, known)}"


def _chair(row: VisitRow, known: Ways) -> str:
    return f", {known.names.chair(row.operatory)}" if row.operatory else ""


def sees(row: VisitRow, known: Ways) -> str:
    """Say who sees the patient: of hygiene the hygienist."""
    if row.is_hygiene and row.hygienist:
        return known.names.providers.get(row.hygienist, f"hygienist {row.hygienist}")
    return row.provider_abbr or known.names.provider(row.provider)


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
        said.append(STANDS.get(row.status, row.status.lower()))
    elif row.confirmed in (known.unconfirmed, known.sent):
        said.append("UNCONFIRMED")
    if row.priority == "ASAP":
        said.append("ASAP")
    if row.time_locked:
        said.append("time locked")
    return f" [{', '.join(said)}]" if said else ""


def lasts(length: timedelta) -> str:
    return f"{length // timedelta(minutes=1)} min"
