"""Everything one office knows, table by table, and the one way to change it.

Rows are frozen, so `copy` shares them: a fresh office from a prepared seed costs a few dictionaries. Who listens (SQLite, the
page's revision) is told of every row put down. Nothing here waits, so whatever one request does is done in one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from msgspec.structs import replace

from bot.pretend.office.records import (
    ApptField,
    ApptFieldDef,
    AsapComm,
    HistAppointment,
    Procedure,
    ProcedureCode,
    Recall,
    RecallType,
    Subscription,
)
from bot.pretend.office.tables import (
    Appointment,
    AppointmentType,
    Clinic,
    Commlog,
    Definition,
    DefLink,
    Operatory,
    Patient,
    Preference,
    Provider,
    Row,
    Schedule,
)

R = TypeVar("R", bound=Row)
Listener = Callable[[str, int, Row | None], None]

KINDS: dict[str, type[Row]] = {
    "appointments": Appointment,
    "patients": Patient,
    "providers": Provider,
    "operatories": Operatory,
    "schedules": Schedule,
    "definitions": Definition,
    "deflinks": DefLink,
    "appointmenttypes": AppointmentType,
    "clinics": Clinic,
    "preferences": Preference,
    "commlogs": Commlog,
    "procedurecodes": ProcedureCode,
    "procedurelogs": Procedure,
    "histappointments": HistAppointment,
    "recalltypes": RecallType,
    "recalls": Recall,
    "subscriptions": Subscription,
    "asapcomms": AsapComm,
    "apptfielddefs": ApptFieldDef,
    "apptfields": ApptField,
}


class Table(Generic[R]):
    """Rows by number, in the order they were put down first."""

    def __init__(self, name: str, kind: type[R], changed: Listener) -> None:
        self._name = name
        self._key = kind.__struct_fields__[0]
        self._rows: dict[int, R] = {}
        self._top = 0
        self._changed = changed

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, number: int) -> R | None:
        return self._rows.get(number)

    def next_number(self) -> int:
        """A number is never given twice, even after its row was deleted."""
        return self._top + 1

    def put(self, row: R) -> R:
        number: int = getattr(row, self._key)
        self._rows[number] = row
        self._top = max(self._top, number)
        self._changed(self._name, number, row)
        return row

    def drop(self, number: int) -> None:
        del self._rows[number]
        self._changed(self._name, number, None)

    def take_over(self, other: Table[R]) -> None:
        """Share the other's rows, as they stand."""
        self._rows = dict(other._rows)
        self._top = other._top


class Books:
    """The tables of one office. `changed` is told the table, the number, and the row (None: it was deleted)."""

    def __init__(self, changed: Listener | None = None) -> None:
        self.revision = 0
        self.changed = changed
        self.appointments = Table("appointments", Appointment, self._moved)
        self.patients = Table("patients", Patient, self._moved)
        self.providers = Table("providers", Provider, self._moved)
        self.operatories = Table("operatories", Operatory, self._moved)
        self.schedules = Table("schedules", Schedule, self._moved)
        self.definitions = Table("definitions", Definition, self._moved)
        self.deflinks = Table("deflinks", DefLink, self._moved)
        self.appointmenttypes = Table("appointmenttypes", AppointmentType, self._moved)
        self.clinics = Table("clinics", Clinic, self._moved)
        self.preferences = Table("preferences", Preference, self._moved)
        self.commlogs = Table("commlogs", Commlog, self._moved)
        self.procedurecodes = Table("procedurecodes", ProcedureCode, self._moved)
        self.procedurelogs = Table("procedurelogs", Procedure, self._moved)
        self.histappointments = Table("histappointments", HistAppointment, self._moved)
        self.recalltypes = Table("recalltypes", RecallType, self._moved)
        self.recalls = Table("recalls", Recall, self._moved)
        self.subscriptions = Table("subscriptions", Subscription, self._moved)
        self.asapcomms = Table("asapcomms", AsapComm, self._moved)
        self.apptfielddefs = Table("apptfielddefs", ApptFieldDef, self._moved)
        self.apptfields = Table("apptfields", ApptField, self._moved)

    def copy(self) -> Books:
        """Return books that start as these stand, and then go their own way."""
        other = Books()
        for name in KINDS:
            other.table(name).take_over(self.table(name))
        return other

    def table(self, name: str) -> Table[Row]:
        found: Table[Row] = getattr(self, name)
        return found

    def preference(self, name: str, default: str = "") -> str:
        """Return a preference's text; the default where the office never set it."""
        return next((p.ValueString for p in self.preferences if p.PrefName == name), default)

    @property
    def uses_clinics(self) -> bool:
        return self.preference("EasyNoClinics", "1") == "0"

    def links(self, definition: int, kind: str) -> list[int]:
        return [link.FKey for link in self.deflinks if link.DefNum == definition and link.LinkType == kind]

    def defs(self, category: int) -> list[Definition]:
        """Return the definitions of a category as the office arranged them; the first is often the default."""
        return sorted((d for d in self.definitions if d.Category == category), key=lambda d: d.ItemOrder)

    def visits_on(self, day: date) -> list[Appointment]:
        return [a for a in self.appointments if a.AptDateTime.date() == day]

    def keep(self, visit: Appointment, now: datetime, *, action: str = "Changed", source: str = "API") -> Appointment:
        """Put an appointment down with its history. A change that changes nothing moves no DateTStamp (reference, 4.1)."""
        before = self.appointments.get(visit.AptNum)
        if before is not None and replace(visit, DateTStamp=before.DateTStamp) == before:
            return before
        kept = self.appointments.put(replace(visit, DateTStamp=now))
        self._remember(kept, now, "Created" if before is None else action, source)
        return kept

    def delete(self, visit: Appointment, now: datetime) -> None:
        """Delete an appointment, as only the desktop can; its history stays."""
        self.appointments.drop(visit.AptNum)
        self._remember(visit, now, "Deleted", "Default")

    def _remember(self, visit: Appointment, now: datetime, action: str, source: str) -> None:
        self.histappointments.put(
            HistAppointment(
                HistApptNum=self.histappointments.next_number(),
                HistDateTStamp=now,
                HistApptAction=action,
                ApptSource=source,
                Snapshot=visit,
            )
        )

    def _moved(self, table: str, number: int, row: Row | None) -> None:
        if table != "subscriptions":  # who listens, and since when: nothing of it is to be seen in the book
            self.revision += 1
        if self.changed is not None:
            self.changed(table, number, row)


def ends(visit: Appointment) -> datetime:
    """When a visit's chair is free again."""
    return visit.AptDateTime + timedelta(minutes=visit.minutes)


ON_THE_BOOK = frozenset(
    {"Scheduled", "Complete", "Broken"}
)  # Broken: crossed out, and still in the chair (reference, section 7)


def on_the_book(visit: Appointment) -> bool:
    return visit.Op > 0 and visit.AptStatus in ON_THE_BOOK


def in_a_chair(visit: Appointment) -> bool:
    """What the Web Sched engine takes for an obstacle: everything with a chair but the Unscheduled List (reference, 8.2)."""
    return visit.Op > 0 and visit.AptStatus not in ("UnschedList", "Planned", "None")
