"""The rows that gather around an appointment: procedures, history, recalls, subscriptions, ASAP texts. See tables.py."""

from __future__ import annotations

from datetime import date, datetime

from bot.pretend.office.tables import Appointment, Row
from bot.pretend.office.wire import NEVER, NO_DAY


class ProcedureCode(Row, frozen=True, kw_only=True):
    CodeNum: int
    ProcCode: str
    AbbrDesc: str
    Descript: str
    ProcTime: str = "/X/"  # five minutes a character here; the product counts in the office's increment
    Fee: float = 0.0
    ProvNumDefault: int = 0


class Procedure(Row, frozen=True, kw_only=True):
    ProcNum: int
    PatNum: int
    AptNum: int = 0
    PlannedAptNum: int = 0
    ProcDate: date = NO_DAY
    ProcFee: float = 0.0
    ProcStatus: str = "TP"
    ProvNum: int = 0
    ClinicNum: int = 0
    CodeNum: int = 0
    Surf: str = ""
    ToothNum: str = ""
    ToothRange: str = ""
    Priority: int = 0
    Dx: int = 0
    Note: str = ""
    Discount: float = 0.0
    DateTStamp: datetime = NEVER


class HistAppointment(Row, frozen=True, kw_only=True):
    """One line of an appointment's history: what was done, and how the appointment stood after it."""

    HistApptNum: int
    HistUserNum: int = 0
    HistDateTStamp: datetime
    HistApptAction: str  # Created, Changed, Missed, Cancelled, Deleted
    ApptSource: str = "API"
    Snapshot: Appointment


class RecallType(Row, frozen=True, kw_only=True):
    RecallTypeNum: int
    Description: str
    DefaultInterval: str = "0y6m0w0d"
    TimePattern: str = ""  # in the office's increment, unlike Pattern (reference, section 17)
    Procedures: str = ""
    AppendToSpecial: bool = False


class Recall(Row, frozen=True, kw_only=True):
    RecallNum: int
    PatNum: int
    DateDue: date = NO_DAY
    DatePrevious: date = NO_DAY
    RecallInterval: str = "6m"
    RecallStatus: int = 0
    Note: str = ""
    IsDisabled: bool = False
    DateTStamp: datetime = NEVER
    RecallTypeNum: int = 1
    DisableUntilBalance: float = 0.0
    DisableUntilDate: date = NO_DAY
    DateScheduled: date = NO_DAY
    Priority: str = "Normal"
    TimePatternOverride: str = ""


class Subscription(Row, frozen=True, kw_only=True):
    SubscriptionNum: int
    EndPointUrl: str
    Workstation: str = ""
    CustomerKey: str = ""
    WatchTable: str = ""
    PollingSeconds: int = 0
    UiEventType: str = ""
    DateTimeStart: datetime = NEVER
    DateTimeStop: datetime = NEVER
    Note: str = ""


class AsapComm(Row, frozen=True, kw_only=True):
    AsapCommNum: int
    FKey: int
    FKeyType: str
    ScheduleNum: int
    PatNum: int
    ClinicNum: int = 0
    DateTimeEntry: datetime = NEVER
    DateTimeExpire: datetime = NEVER
    DateTimeSmsScheduled: datetime = NEVER
    SmsSendStatus: str = "SendNotAttempted"
    DateTimeSmsSent: datetime = NEVER
    ResponseStatus: str = "AwaitingTransmit"
    DateTimeOrig: datetime = NEVER
    TemplateText: str = ""
    Note: str = ""


class ApptFieldDef(Row, frozen=True, kw_only=True):
    ApptFieldDefNum: int
    FieldName: str


class ApptField(Row, frozen=True, kw_only=True):
    ApptFieldNum: int
    AptNum: int
    FieldName: str
    FieldValue: str = ""
