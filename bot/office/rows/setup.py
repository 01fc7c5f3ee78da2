"""The rows of the office's set-up: who works where and when, what its lists hold, whom it tells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import ClassVar

from msgspec import field

from bot.office.rows.reading import NEVER, Colour, Row, Wall, colour, moment


class Category(IntEnum):
    """The lists of definitions that we read. Source: Open Dental, API Definitions; 55 is the public source's."""

    APPT_CONFIRMED = 2  # the first is what every new visit gets
    UNSCHED_STATUS = 13
    BLOCKOUT_TYPES = 25
    COMMLOG_TYPES = 27
    NEW_PATIENT_REASONS = 42  # with isNewPatient
    EXISTING_PATIENT_REASONS = 51  # without
    OPERATORY_TYPES = 55


class DefinitionRow(Row, frozen=True, kw_only=True):
    """One entry of the office's lists, in its order. Source: Open Dental, API Definitions."""

    def_num: int = field(name="DefNum")
    category: int = field(name="Category", default=0)
    category_name: str = field(name="category", default="")
    name: str = field(name="ItemName", default="")
    value: str = field(name="ItemValue", default="")  # its meaning differs by category; of blockouts NS: no scheduling
    is_hidden: bool = field(name="isHidden", default=False)

    @property
    def key(self) -> object:
        return self.def_num


class PreferenceRow(Row, frozen=True, kw_only=True):
    """One setting of the office. Source: Open Dental, API Preferences."""

    left_out: ClassVar[frozenset[str]] = frozenset({"PrefNum"})

    name: str = field(name="PrefName")
    value: str = field(name="ValueString", default="")

    @property
    def key(self) -> object:
        return self.name


class AppointmentTypeRow(Row, frozen=True, kw_only=True):
    """One kind of visit. Source: Open Dental, API AppointmentTypes."""

    type_num: int = field(name="AppointmentTypeNum")
    name: str = field(name="AppointmentTypeName", default="")
    colour_text: str = field(name="appointmentTypeColor", default="")
    is_hidden: bool = field(name="IsHidden", default=False)
    pattern: str = field(name="Pattern", default="")  # one character for each 5 minutes; "": as long as its procedures
    codes: str = field(name="CodeStr", default="")
    codes_required: str = field(name="CodeStrRequired", default="")
    how_many_required: str = field(name="RequiredProcCodesNeeded", default="None")
    blockouts: str = field(name="BlockoutTypes", default="")  # the names of those it may stand on

    @property
    def key(self) -> object:
        return self.type_num

    @property
    def length(self) -> timedelta | None:
        """How long it is; None: as long as its procedures."""
        return timedelta(minutes=5 * len(self.pattern)) if self.pattern else None

    @property
    def colour(self) -> Colour | None:
        return colour(self.colour_text)


class ProviderRow(Row, frozen=True, kw_only=True):
    """Who treats. Source: Open Dental, API Providers."""

    left_out: ClassVar[frozenset[str]] = frozenset(
        "MI FeeSched SSN StateLicense UsingTIN SigOnFile NationalProvID IsHiddenReport Birthdate SchedNote".split()
    )

    prov_num: int = field(name="ProvNum")
    abbr: str = field(name="Abbr", default="")
    last_name: str = field(name="LName", default="")
    first_name: str = field(name="FName", default="")
    preferred: str = field(name="PreferredName", default="")
    suffix: str = field(name="Suffix", default="")
    specialty: str = field(name="Specialty", default="")
    colour_text: str = field(name="provColor", default="")
    is_hygienist: bool = field(name="IsSecondary", default=False)
    is_hidden: bool = field(name="IsHidden", default=False)
    is_no_person: bool = field(name="IsNotPerson", default=False)
    status: str = field(name="ProvStatus", default="Active")
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)
    wall_now: Wall = field(name="serverDateTime", default=NEVER)

    @property
    def key(self) -> object:
        return self.prov_num

    @property
    def is_bookable(self) -> bool:
        """A person who is there: the list also holds hidden and deleted ones, and companies."""
        return not (self.is_hidden or self.is_no_person or self.status == "Deleted")

    @property
    def colour(self) -> Colour | None:
        return colour(self.colour_text)


class OperatoryRow(Row, frozen=True, kw_only=True):
    """One chair. Source: Open Dental, API Operatories."""

    op_num: int = field(name="OperatoryNum")
    name: str = field(name="OpName", default="")
    abbr: str = field(name="Abbrev", default="")
    order: int = field(name="ItemOrder", default=0)  # from left to right
    is_hidden: bool = field(name="IsHidden", default=False)
    dentist: int = field(name="ProvDentist", default=0)
    hygienist: int = field(name="ProvHygienist", default=0)
    is_hygiene: bool = field(name="IsHygiene", default=False)
    clinic: int = field(name="ClinicNum", default=0)
    sets_prospective: bool = field(name="SetProspective", default=False)
    is_web_sched: bool = field(name="IsWebSched", default=False)
    kind: int = field(name="OperatoryType", default=0)
    kind_name: str = field(name="operatoryType", default="")

    @property
    def key(self) -> object:
        return self.op_num

    @property
    def provider(self) -> int:
        """Who works there unless a schedule says otherwise; 0: nobody is named."""
        return self.hygienist if self.is_hygiene else self.dentist


class ClinicRow(Row, frozen=True, kw_only=True):
    """One location. Source: Open Dental, API Clinics. Its billing and pay-to addresses are dropped, too."""

    left_out: ClassVar[frozenset[str]] = frozenset({"Address2", "Zip"})

    clinic_num: int = field(name="ClinicNum")
    name: str = field(name="Description", default="")
    abbr: str = field(name="Abbr", default="")
    address: str = field(name="Address", default="")
    city: str = field(name="City", default="")
    state: str = field(name="State", default="")
    phone: str = field(name="Phone", default="")
    is_hidden: bool = field(name="IsHidden", default=False)

    @property
    def key(self) -> object:
        return self.clinic_num


class ScheduleRow(Row, frozen=True, kw_only=True):
    """Some hours of a day: a provider's, a blockout's, the practice's. Source: Open Dental, API Schedules."""

    schedule_num: int = field(name="ScheduleNum")
    day: date = field(name="SchedDate")
    begins: time = field(name="StartTime")
    ends: time = field(name="StopTime")
    kind: str = field(name="SchedType", default="")  # Practice, Provider, Blockout, Employee, WebSchedASAP
    provider: int = field(name="ProvNum", default=0)
    blockout: int = field(name="BlockoutType", default=0)
    blockout_name: str = field(name="blockoutType", default="")
    note: str = field(name="Note", default="")
    operatories_text: str = field(name="operatories", default="")
    employee: int = field(name="EmployeeNum", default=0)
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)

    @property
    def key(self) -> object:
        return self.schedule_num

    @property
    def operatories(self) -> tuple[int, ...]:
        """The chairs it is for; none: wherever the provider works."""
        return tuple(int(op) for op in self.operatories_text.split(",") if op.strip().isdecimal())


class SubscriptionRow(Row, frozen=True, kw_only=True):
    """Whom the office tells of changes. Source: Open Dental, API Subscriptions."""

    left_out: ClassVar[frozenset[str]] = frozenset({"CustomerKey"})  # it comes in clear

    subscription_num: int = field(name="SubscriptionNum")
    url: str = field(name="EndPointUrl", default="")
    workstation: str = field(name="Workstation", default="")  # "": every machine tells, so each change comes several times
    table: str = field(name="WatchTable", default="")
    screen_event: str = field(name="UiEventType", default="")
    polling_seconds: int = field(name="PollingSeconds", default=0)
    starts_text: str = field(name="DateTimeStart", default="")
    stops_text: str = field(name="DateTimeStop", default="")
    note: str = field(name="Note", default="")

    @property
    def key(self) -> object:
        return self.subscription_num

    @property
    def stops(self) -> datetime | None:
        return moment(self.stops_text)


class ClockRow(Row, frozen=True, kw_only=True):
    """The office's clock, as the list of providers tells it."""

    text: str = field(name="serverDateTime", default="")
