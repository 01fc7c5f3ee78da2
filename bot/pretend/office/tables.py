"""The rows an office keeps, with Open Dental's own column names. Frozen: a change is a new row, so a copy of a book is cheap.

Datetimes are on the office clock, without a zone. Source: reference, sections 5 and 12 to 20; the columns that an answer joins
in (`provAbbr`, `confirmed` ...) are not kept here but made in shapes.py.
"""

from __future__ import annotations

from datetime import date, datetime, time

from msgspec import Struct

from bot.pretend.office.wire import NEVER, NO_DAY


class Row(Struct, frozen=True, kw_only=True):
    """Any row; the first column is its number."""


class Appointment(Row, frozen=True, kw_only=True):
    AptNum: int
    PatNum: int
    AptStatus: str = "Scheduled"
    Pattern: str = "/XX/"
    Confirmed: int = 0
    TimeLocked: bool = False
    Op: int = 0
    Note: str = ""
    ProvNum: int = 0
    ProvHyg: int = 0
    AptDateTime: datetime = NEVER
    NextAptNum: int = 0
    UnschedStatus: int = 0
    IsNewPatient: bool = False
    ProcDescript: str = ""
    ClinicNum: int = 0
    IsHygiene: bool = False
    DateTStamp: datetime = NEVER
    DateTimeArrived: datetime = NEVER
    DateTimeSeated: datetime = NEVER
    DateTimeDismissed: datetime = NEVER
    InsPlan1: int = 0
    InsPlan2: int = 0
    DateTimeAskedToArrive: datetime = NEVER
    colorOverride: str = "0,0,0"
    AppointmentTypeNum: int = 0
    SecUserNumEntry: int = 0
    SecDateTEntry: datetime = NEVER
    Priority: str = "Normal"
    PatternSecondary: str = "////"
    ItemOrderPlanned: int = 0
    eServiceLogType: str = "None"

    @property
    def minutes(self) -> int:
        """One character of the pattern is five minutes, whoever works in them."""
        return 5 * len(self.Pattern)


class Patient(Row, frozen=True, kw_only=True):
    PatNum: int
    LName: str
    FName: str
    MiddleI: str = ""
    Preferred: str = ""
    PatStatus: str = "Patient"
    Gender: str = "Unknown"
    Position: str = "Single"
    Birthdate: date = NO_DAY
    SSN: str = ""
    Address: str = ""
    Address2: str = ""
    City: str = ""
    State: str = ""
    Zip: str = ""
    HmPhone: str = ""
    WkPhone: str = ""
    WirelessPhone: str = ""
    Guarantor: int = 0
    Email: str = ""
    EstBalance: float = 0.0
    PriProv: int = 0
    SecProv: int = 0
    FeeSched: int = 0
    BillingType: str = "Standard Account"
    ImageFolder: str = ""
    FamFinUrgNote: str = ""
    ChartNumber: str = ""
    MedicaidID: str = ""
    BalTotal: float = 0.0
    EmployerNum: int = 0
    DateFirstVisit: date = NO_DAY
    ClinicNum: int = 0
    Premed: bool = False
    Ward: str = ""
    PreferConfirmMethod: str = "None"
    PreferContactMethod: str = "None"
    PreferRecallMethod: str = "None"
    Language: str = ""
    AdmitDate: date = NO_DAY
    siteDesc: str = ""
    DateTStamp: datetime = NEVER
    SuperFamily: int = 0
    TxtMsgOk: str = "Unknown"
    SecDateEntry: date = NO_DAY
    MergedInto: int = 0  # in the product a link of its own; such a chart is unreachable by search


class Provider(Row, frozen=True, kw_only=True):
    ProvNum: int
    Abbr: str
    LName: str
    FName: str
    MI: str = ""
    Suffix: str = ""
    FeeSched: int = 0
    Specialty: int = 0
    SSN: str = ""
    StateLicense: str = ""
    IsSecondary: bool = False  # a hygienist
    provColor: str = "255,255,255"
    IsHidden: bool = False
    UsingTIN: bool = True
    SigOnFile: bool = True
    NationalProvID: str = ""
    DateTStamp: datetime = NEVER
    IsNotPerson: bool = False
    ProvStatus: str = "Active"
    IsHiddenReport: bool = False
    Birthdate: date = NO_DAY
    SchedNote: str = ""
    PreferredName: str = ""
    Clinics: tuple[int, ...] = ()  # restricted to these; in the product links of their own


class Operatory(Row, frozen=True, kw_only=True):
    OperatoryNum: int
    OpName: str
    Abbrev: str
    ItemOrder: int
    IsHidden: bool = False
    ProvDentist: int = 0
    ProvHygienist: int = 0
    IsHygiene: bool = False
    ClinicNum: int = 0
    SetProspective: bool = False
    IsWebSched: bool = False  # open to recalls only; new and existing patients come by reason links
    OperatoryType: int = 0


class Schedule(Row, frozen=True, kw_only=True):
    ScheduleNum: int
    SchedDate: date
    StartTime: time = time()
    StopTime: time = time()
    SchedType: str = "Provider"
    ProvNum: int = 0
    BlockoutType: int = 0
    Note: str = ""
    Ops: tuple[int, ...] = ()  # in the product ScheduleOp rows; empty on a provider's block means "wherever he is the op's own"
    EmployeeNum: int = 0
    DateTStamp: datetime = NEVER


class Definition(Row, frozen=True, kw_only=True):
    DefNum: int
    Category: int
    ItemName: str
    ItemValue: str = ""
    isHidden: bool = False
    ItemOrder: int = 0


class DefLink(Row, frozen=True, kw_only=True):
    """Reason -> appointment type, operatory or blockout type. No endpoint shows these (reference, section 13)."""

    DefLinkNum: int
    DefNum: int
    LinkType: str  # AppointmentType, Operatory, BlockoutType
    FKey: int


class AppointmentType(Row, frozen=True, kw_only=True):
    AppointmentTypeNum: int
    AppointmentTypeName: str
    appointmentTypeColor: str = "255,255,255"
    IsHidden: bool = False
    Pattern: str = ""
    CodeStr: str = ""
    CodeStrRequired: str = ""
    RequiredProcCodesNeeded: str = "None"
    BlockoutTypes: str = ""


class Clinic(Row, frozen=True, kw_only=True):
    ClinicNum: int
    Description: str
    Abbr: str
    Address: str = ""
    Address2: str = ""
    City: str = ""
    State: str = ""
    Zip: str = ""
    BillingAddress: str = ""
    BillingAddress2: str = ""
    BillingCity: str = ""
    BillingState: str = ""
    BillingZip: str = ""
    PayToAddress: str = ""
    PayToAddress2: str = ""
    PayToCity: str = ""
    PayToState: str = ""
    PayToZip: str = ""
    Phone: str = ""
    IsHidden: bool = False


class Preference(Row, frozen=True, kw_only=True):
    PrefNum: int
    PrefName: str
    ValueString: str


class Commlog(Row, frozen=True, kw_only=True):
    CommlogNum: int
    PatNum: int
    CommDateTime: datetime
    CommType: int = 0
    Note: str = ""
    Mode_: str = "Phone"
    SentOrReceived: str = "Sent"
    UserNum: int = 0
    DateTStamp: datetime = NEVER
    CommSource: str = "ApiCommlog"
    ProgramNum: int = 0
    DateTEntry: datetime = NEVER
    ReferralNum: int = 0
