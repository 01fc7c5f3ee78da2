"""Open Dental's rows as they come over the wire. Its PascalCase lives here and nowhere else.

Times are on the office clock, without a zone, and are called `wall`; `at` makes them aware. Year 1 means never. Numbers may
come as text, booleans always do, and anything may be null. Fields that are not declared are dropped on receipt: a social
security number is never held.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct, field

R = TypeVar("R", bound="Row")
Wall = Annotated[datetime, Meta(tz=False)]
DATETIME = "%Y-%m-%d %H:%M:%S"
NEVER = datetime(1, 1, 1)  # noqa: DTZ001 (on the office clock)


class Row(Struct, frozen=True, kw_only=True):
    """One row of any list. `key` tells rows of a list apart, however often one is read."""

    @property
    def key(self) -> object:
        return self


class AppointmentRow(Row, frozen=True, kw_only=True):
    """One appointment. Source: Open Dental, API Appointments, "GET (single)"."""

    apt_num: int = field(name="AptNum")
    pat_num: int = field(name="PatNum")
    status: str = field(name="AptStatus")  # Scheduled, Complete, UnschedList, Broken, Planned ...; unknown ones are kept
    pattern: str = field(name="Pattern", default="")  # one character for each 5 minutes
    confirmed: int = field(name="Confirmed", default=0)
    operatory: int = field(name="Op", default=0)  # 0: on no operatory
    note: str = field(name="Note", default="")
    provider: int = field(name="ProvNum", default=0)
    hygienist: int = field(name="ProvHyg", default=0)
    wall_start: Wall = field(name="AptDateTime")
    is_new_patient: bool = field(name="IsNewPatient", default=False)
    is_hygiene: bool = field(name="IsHygiene", default=False)
    clinic: int = field(name="ClinicNum", default=0)
    time_locked: bool = field(name="TimeLocked", default=False)
    priority: str = field(name="Priority", default="Normal")
    planned_as: int = field(name="NextAptNum", default=0)  # the planned appointment that this one came from
    appointment_type: int = field(name="AppointmentTypeNum", default=0)
    unsched_status: int = field(name="UnschedStatus", default=0)
    entered_by: int = field(name="SecUserNumEntry", default=0)  # whose login; 0: the API's
    wall_entered: Wall = field(name="SecDateTEntry", default=NEVER)
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)
    wall_now: Wall = field(name="serverDateTime", default=NEVER)  # the office clock when this was read

    @property
    def key(self) -> object:
        return self.apt_num

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=5 * len(self.pattern))

    def start(self, zone: ZoneInfo) -> datetime | None:
        """When it begins, aware; None for one that has no time."""
        return at(self.wall_start, zone)


class PatientRow(Row, frozen=True, kw_only=True):
    """One row of the patient search. Source: Open Dental, API Patients, "GET (multiple)"."""

    pat_num: int = field(name="PatNum")
    last_name: str = field(name="LName", default="")
    first_name: str = field(name="FName", default="")
    preferred: str = field(name="Preferred", default="")
    status: str = field(name="PatStatus", default="Patient")
    birthdate_text: str = field(name="Birthdate", default="")
    home_phone: str = field(name="HmPhone", default="")
    work_phone: str = field(name="WkPhone", default="")
    wireless_phone: str = field(name="WirelessPhone", default="")
    text_ok: str = field(name="TxtMsgOk", default="Unknown")

    @property
    def key(self) -> object:
        return self.pat_num

    @property
    def birthdate(self) -> date | None:
        return day(self.birthdate_text)


class ChartRow(PatientRow, frozen=True, kw_only=True):
    """One whole chart, as far as we need it. Source: Open Dental, API Patients, "GET (single)"."""

    guarantor: int = field(name="Guarantor", default=0)
    provider: int = field(name="PriProv", default=0)
    email: str = field(name="Email", default="")
    language: str = field(name="Language", default="")
    confirm_by: str = field(name="PreferConfirmMethod", default="None")
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)


class WebSchedRow(Row, frozen=True, kw_only=True):
    """Who made an appointment. Source: Open Dental, API Appointments, "GET WebSched"."""

    apt_num: int = field(name="AptNum")
    made_by: str = field(name="eServiceLogType", default="None")  # NewPat, ExistingPat, Recall, ASAP; None: nobody by Web Sched

    @property
    def key(self) -> object:
        return self.apt_num


class HistoryRow(Row, frozen=True, kw_only=True):
    """One appointment as it once stood. Source: Open Dental, API HistAppointments."""

    hist_num: int = field(name="HistApptNum")
    wall_since: Wall = field(name="HistDateTStamp")
    apt_num: int = field(name="AptNum")
    status: str = field(name="AptStatus", default="")
    operatory: int = field(name="Op", default=0)
    wall_start: Wall = field(name="AptDateTime", default=NEVER)

    @property
    def key(self) -> object:
        return self.hist_num


class SlotRow(Row, frozen=True, kw_only=True):
    """One bookable time, or one open block. Source: Open Dental, API Appointments, "GET SlotsWebSched"."""

    wall_start: Wall = field(name="DateTimeStart")
    wall_end: Wall = field(name="DateTimeEnd")
    provider: int = field(name="ProvNum")
    operatory: int = field(name="OpNum")


class CommlogRow(Row, frozen=True, kw_only=True):
    """One line of a chart's communications. Source: Open Dental, API Commlogs."""

    commlog_num: int = field(name="CommlogNum")
    pat_num: int = field(name="PatNum")
    note: str = field(name="Note", default="")

    @property
    def key(self) -> object:
        return self.commlog_num


class DefinitionRow(Row, frozen=True, kw_only=True):
    """One entry of the office's lists, in its order. Source: Open Dental, API Definitions."""

    def_num: int = field(name="DefNum")
    category: int = field(name="Category", default=0)
    name: str = field(name="ItemName", default="")

    @property
    def key(self) -> object:
        return self.def_num


class PreferenceRow(Row, frozen=True, kw_only=True):
    """One setting of the office. Source: Open Dental, API Preferences."""

    name: str = field(name="PrefName")
    value: str = field(name="ValueString", default="")

    @property
    def key(self) -> object:
        return self.name


def rows(body: bytes, kind: type[R]) -> list[R]:
    """Read a list of rows; one that cannot be read is never left out. Raises ValueError, RecursionError."""
    return [_row(raw, kind) for raw in msgspec.convert(_decoded(body), list[object])]


def row(body: bytes, kind: type[R]) -> R:
    """Read one row. Raises ValueError, RecursionError when the body is not one."""
    return _row(_decoded(body), kind)


def _decoded(body: bytes) -> object:
    return msgspec.json.decode(body.removeprefix(codecs.BOM_UTF8))


def _row(raw: object, kind: type[R]) -> R:
    if isinstance(raw, Mapping):
        texts = _texts(kind)
        raw = {
            name: _text(v) if name in texts else v for name, v in raw.items() if v is not None and (v != "" or name in texts)
        }
    return msgspec.convert(raw, kind, strict=False)


def _text(value: object) -> object:
    return str(value) if isinstance(value, (int, float)) else value


@cache
def _texts(kind: type[Row]) -> frozenset[str]:
    return frozenset(f.encode_name for f in msgspec.structs.fields(kind) if f.type is str)


def at(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """Make a time of the office clock aware; None for the sentinel. Of a repeated hour it is the first."""
    return None if wall.year == 1 else wall.replace(tzinfo=zone)


def happens_once(wall: datetime, zone: ZoneInfo) -> bool:
    """Say whether the office clock shows that time exactly once: not in the hour that is missing, nor in the one repeated."""
    return wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=zone, fold=1).utcoffset()


def day(text: str) -> date | None:
    """Read a date; None for the sentinel, and for what is none: nobody is proven by it."""
    try:
        read = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return None if read.year == 1 else read


def wall(when: datetime, zone: ZoneInfo) -> str:
    """Write an instant as the office's clock shows it."""
    return when.astimezone(zone).strftime(DATETIME)
