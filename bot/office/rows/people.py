"""The rows of charts: who somebody is, what was said, and when they are due."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from msgspec import field

from bot.office.rows.reading import NEVER, Row, Wall, day, moment

# What no conversation needs and nobody should find here: numbers that open doors, addresses, money.
_PRIVATE = frozenset("SSN Address Address2 City State Zip BillingType ChartNumber".split())
_NAMES = frozenset("MiddleI clinicAbbr siteDesc".split())


class PatientRow(Row, frozen=True, kw_only=True):
    """One row of the patient search. Source: Open Dental, API Patients, "GET (multiple)"."""

    left_out: ClassVar[frozenset[str]] = _PRIVATE | _NAMES

    pat_num: int = field(name="PatNum")
    last_name: str = field(name="LName", default="")
    first_name: str = field(name="FName", default="")
    preferred: str = field(name="Preferred", default="")
    status: str = field(name="PatStatus", default="Patient")
    birthdate_text: str = field(name="Birthdate", default="")
    home_phone: str = field(name="HmPhone", default="")
    work_phone: str = field(name="WkPhone", default="")
    wireless_phone: str = field(name="WirelessPhone", default="")
    email: str = field(name="Email", default="")
    clinic: int = field(name="ClinicNum", default=0)
    text_ok: str = field(name="TxtMsgOk", default="Unknown")
    provider_abbr: str = field(name="priProvAbbr", default="")
    hygienist_abbr: str = field(name="secProvAbbr", default="")

    @property
    def key(self) -> object:
        return self.pat_num

    @property
    def birthdate(self) -> date | None:
        return day(self.birthdate_text)


class ChartRow(PatientRow, frozen=True, kw_only=True):
    """One whole chart, as far as we need it. Source: Open Dental, API Patients, "GET (single)" and "GET Simple"."""

    left_out: ClassVar[frozenset[str]] = PatientRow.left_out | frozenset(
        "EstBalance BalTotal MedicaidID FeeSched ImageFolder FamFinUrgNote EmployerNum Premed Ward AdmitDate".split()
    )

    gender: str = field(name="Gender", default="Unknown")
    position: str = field(name="Position", default="Single")  # or Child, Married ...
    guarantor: int = field(name="Guarantor", default=0)  # whose household
    super_family: int = field(name="SuperFamily", default=0)
    provider: int = field(name="PriProv", default=0)
    hygienist: int = field(name="SecProv", default=0)
    language: str = field(name="Language", default="")
    confirm_by: str = field(name="PreferConfirmMethod", default="None")
    contact_by: str = field(name="PreferContactMethod", default="None")
    recall_by: str = field(name="PreferRecallMethod", default="None")
    first_visit_text: str = field(name="DateFirstVisit", default="")
    entered_text: str = field(name="SecDateEntry", default="")
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)
    wall_now: Wall = field(name="serverDateTime", default=NEVER)

    @property
    def first_visit(self) -> date | None:
        return day(self.first_visit_text)

    @property
    def entered(self) -> date | None:
        return day(self.entered_text)


class CommlogRow(Row, frozen=True, kw_only=True):
    """One line of a chart's communications. Source: Open Dental, API Commlogs."""

    left_out: ClassVar[frozenset[str]] = frozenset({"ProgramNum", "ReferralNum"})

    commlog_num: int = field(name="CommlogNum")
    pat_num: int = field(name="PatNum")
    note: str = field(name="Note", default="")  # its line breaks come as spaces
    said_text: str = field(name="CommDateTime", default="")
    kind: int = field(name="CommType", default=0)  # a definition of category 27
    kind_name: str = field(name="commType", default="")
    mode: str = field(name="Mode_", default="None")
    direction: str = field(name="SentOrReceived", default="Neither")
    written_by: int = field(name="UserNum", default=0)  # 0: the API
    source: str = field(name="CommSource", default="")
    changed_text: str = field(name="DateTStamp", default="")
    entered_text: str = field(name="DateTEntry", default="")

    @property
    def key(self) -> object:
        return self.commlog_num

    @property
    def said(self) -> datetime | None:
        return moment(self.said_text)


class RecallRow(Row, frozen=True, kw_only=True):
    """When somebody is due again. Source: Open Dental, API Recalls, "GET"."""

    recall_num: int = field(name="RecallNum")
    pat_num: int = field(name="PatNum")
    due_text: str = field(name="DateDue", default="")
    previous_text: str = field(name="DatePrevious", default="")
    interval: str = field(name="RecallInterval", default="")  # like 1y6m20d
    status: int = field(name="RecallStatus", default=0)  # a definition of category 13; 0: none
    status_name: str = field(name="recallStatus", default="")
    note: str = field(name="Note", default="")
    is_disabled: bool = field(name="IsDisabled", default=False)
    disabled_until_balance: float = field(name="DisableUntilBalance", default=0.0)
    disabled_until_text: str = field(name="DisableUntilDate", default="")
    wall_changed: Wall = field(name="DateTStamp", default=NEVER)
    recall_type: int = field(name="RecallTypeNum", default=0)
    scheduled_text: str = field(name="DateScheduled", default="")
    priority: str = field(name="Priority", default="Normal")
    pattern: str = field(name="TimePatternOverride", default="")  # in the office's own increment

    @property
    def key(self) -> object:
        return self.recall_num

    @property
    def due(self) -> date | None:
        return day(self.due_text)

    @property
    def previous(self) -> date | None:
        return day(self.previous_text)

    @property
    def disabled_until(self) -> date | None:
        return day(self.disabled_until_text)

    @property
    def scheduled(self) -> date | None:
        """The day of the visit that answers it; None: there is none."""
        return day(self.scheduled_text)


class DueRow(Row, frozen=True, kw_only=True):
    """One line of the recall list, as staff see it. Source: Open Dental, API Recalls, "GET List"."""

    left_out: ClassVar[frozenset[str]] = frozenset({"Age"})

    pat_num: int = field(name="PatNum")
    due_text: str = field(name="DueDate", default="")  # month/day/year, unlike everywhere else
    name: str = field(name="Patient", default="")  # "Silva, Ana"
    kind: str = field(name="Type", default="")  # like Prophy
    interval: str = field(name="Interval", default="")
    times_reminded: int = field(name="NumRemind", default=0)
    last_reminded_text: str = field(name="LastRemind", default="")
    contact_by: str = field(name="Contact", default="")
    status_name: str = field(name="Status", default="")
    clinic: int = field(name="ClinicNum", default=0)
    note: str = field(name="Note", default="")

    @property
    def key(self) -> object:
        return self.pat_num, self.kind, self.due_text

    @property
    def due(self) -> date | None:
        return american(self.due_text)

    @property
    def last_reminded(self) -> date | None:
        return american(self.last_reminded_text)


def american(text: str) -> date | None:
    """Read month/day/year; None for what is none."""
    try:
        return datetime.strptime(text.split(" ")[0], "%m/%d/%Y").date()  # noqa: DTZ007 (a day)
    except ValueError:
        return None
