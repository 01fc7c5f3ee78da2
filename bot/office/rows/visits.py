"""The rows of the appointment book. Source: Open Dental, API Appointments."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from msgspec import field

from bot.office.rows.reading import NEVER, Colour, Row, Wall, at, colour, moment

HELD = ("Scheduled", "Complete")  # takes its time in a chair; one that was broken and left in its place is crossed out
CELL = timedelta(minutes=5)  # what the book counts in


class VisitRow(Row, frozen=True, kw_only=True):
    """What every list of appointments tells of one. Times are on the office clock."""

    apt_num: int = field(name="AptNum")
    pat_num: int = field(name="PatNum")
    status: str = field(name="AptStatus")  # Scheduled, Complete, UnschedList, Broken, Planned ...; unknown ones are kept
    pattern: str = field(name="Pattern", default="")  # one character for each 5 minutes: X the provider, / without
    confirmed: int = field(name="Confirmed", default=0)
    confirmed_name: str = field(name="confirmed", default="")
    operatory: int = field(name="Op", default=0)  # 0: on no operatory
    note: str = field(name="Note", default="")
    provider: int = field(name="ProvNum", default=0)
    provider_abbr: str = field(name="provAbbr", default="")
    hygienist: int = field(name="ProvHyg", default=0)
    wall_start: Wall = field(name="AptDateTime")
    planned_as: int = field(name="NextAptNum", default=0)  # the planned appointment that this one came from
    unsched_status: int = field(name="UnschedStatus", default=0)
    unsched_name: str = field(name="unschedStatus", default="")
    procedures: str = field(name="ProcDescript", default="")  # for staff: a patient is never told
    clinic: int = field(name="ClinicNum", default=0)
    is_hygiene: bool = field(name="IsHygiene", default=False)  # then the provider's time is the hygienist's
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)
    arrived_text: str = field(name="DateTimeArrived", default="")
    seated_text: str = field(name="DateTimeSeated", default="")
    dismissed_text: str = field(name="DateTimeDismissed", default="")
    appointment_type: int = field(name="AppointmentTypeNum", default=0)
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

    def holds(self, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """From when until when it takes somebody's time, aware; None: it does not, or not any more."""
        start = self.start(zone)
        return None if start is None or self.status not in HELD else (start, start + max(self.length, CELL))

    @property
    def arrived(self) -> datetime | None:
        """When the patient came in; None: not yet. So are `seated` and `dismissed`."""
        return moment(self.arrived_text)

    @property
    def seated(self) -> datetime | None:
        return moment(self.seated_text)

    @property
    def dismissed(self) -> datetime | None:
        return moment(self.dismissed_text)


class AppointmentRow(VisitRow, frozen=True, kw_only=True):
    """One appointment, whole. Source: "GET (single)"."""

    time_locked: bool = field(name="TimeLocked", default=False)
    is_new_patient: bool = field(name="IsNewPatient", default=False)
    insurance_1: int = field(name="InsPlan1", default=0)
    insurance_2: int = field(name="InsPlan2", default=0)
    asked_to_arrive_text: str = field(name="DateTimeAskedToArrive", default="")
    colour_text: str = field(name="colorOverride", default="")
    entered_by: int = field(name="SecUserNumEntry", default=0)  # whose login; 0: the API's
    wall_entered: Wall = field(name="SecDateTEntry", default=NEVER)
    priority: str = field(name="Priority", default="Normal")  # ASAP: on the ASAP list
    pattern_secondary: str = field(name="PatternSecondary", default="")
    plan_order: int = field(name="ItemOrderPlanned", default=0)

    @property
    def colour(self) -> Colour | None:
        """The colour it was given; None: that of its type or status."""
        return colour(self.colour_text)

    @property
    def asked_to_arrive(self) -> datetime | None:
        """When the patient was asked to come in, on the office clock; None: at its start."""
        return moment(self.asked_to_arrive_text)


class WebSchedRow(VisitRow, frozen=True, kw_only=True):
    """One appointment, and who made it. Source: "GET WebSched"."""

    made_by: str = field(name="eServiceLogType", default="None")  # NewPat, ExistingPat, Recall, ASAP; None: nobody by Web Sched


class HistoryRow(Row, frozen=True, kw_only=True):
    """One appointment as it once stood. Source: Open Dental, API HistAppointments."""

    left_out: ClassVar[frozenset[str]] = frozenset({"HistUserNum", "HistApptAction", "ApptSource", "PatNum"})

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
    """One bookable time ("GET SlotsWebSched"), or one open block ("GET Slots")."""

    wall_start: Wall = field(name="DateTimeStart")
    wall_end: Wall = field(name="DateTimeEnd")
    provider: int = field(name="ProvNum")
    operatory: int = field(name="OpNum")
