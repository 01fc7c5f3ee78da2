"""POST and PUT /patients. Source: reference, 12.5 and 12.6."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.pretend.office.books import Books
from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused, found
from bot.pretend.office.methods.patients import GENDERS, PAT_STATUSES, POSITIONS
from bot.pretend.office.methods.visits_make import existing_provider
from bot.pretend.office.methods.visits_read import existing_clinic
from bot.pretend.office.shapes import PATIENT
from bot.pretend.office.tables import Patient

METHODS_OF_CONTACT = ("None", "DoNotCall", "HmPhone", "WkPhone", "WirelessPh", "Email", "SeeNotes", "Mail", "TextMessage")
BILLING_TYPES = 4
_PHONES = ("HmPhone", "WkPhone", "WirelessPhone")
_FORMS = {
    "SSN": re.compile(r"\d{9}"),
    "State": re.compile(r"[A-Z]{2}"),
    "Zip": re.compile(r"\d{5}(-?\d{4})?|[A-Z]\d[A-Z] \d[A-Z]\d"),
    "ChartNumber": re.compile(r".{0,15}"),
}


def create(call: Call) -> Answer:
    """The same names and birth date with the same email or a phone is the same person, and refused."""
    number = call.books.patients.next_number()
    chart = Patient(PatNum=number, LName=call.text("LName"), FName=call.text("FName"), Guarantor=number)
    chart = replace(chart, **_columns(call), SecDateEntry=call.now.date(), DateTStamp=call.now)
    chart = _in_family(call, replace(chart, Guarantor=call.number("Guarantor") or number))
    _check(call, chart)
    if any(_same(chart, p) for p in call.books.patients):
        raise Refused(
            "A patient with this name, birthdate and contact information already exists.", call.switches.duplicate_status
        )
    return call.books.patients.put(chart)


def update(call: Call) -> Answer:
    before = found(call.books.patients.get(call.number("PatNum")), "Patient")
    if before.PatStatus == "Deleted":
        raise Refused("PatNum is invalid. A deleted patient cannot be changed.")
    if call.has("Guarantor"):
        _check_family(call.books, before, call.number("Guarantor"))
    chart = replace(before, **_columns(call))
    if call.has("Guarantor"):
        chart = _in_family(call, replace(chart, Guarantor=call.number("Guarantor") or chart.PatNum))
    _check(call, chart)
    return before if chart == before else call.books.patients.put(replace(chart, DateTStamp=call.now))


def _columns(call: Call) -> dict[str, object]:
    sent = call.given(*(f.name for f in FIELDS if f.name != "Guarantor"))
    for name in ("PriProv", "SecProv"):
        if name in sent:
            existing_provider(call, name)
    if "ClinicNum" in sent:
        existing_clinic(call.books, call.number("ClinicNum"))
    if sent.get("BillingType") and all(d.ItemName != sent["BillingType"] for d in call.books.defs(BILLING_TYPES)):
        raise NotFound("BillingType not found.")
    return sent


def _check(call: Call, chart: Patient) -> None:
    """What is wrong with the chart as it would be: empty text clears a column, but nobody is without a name."""
    if not chart.LName:
        raise Refused("LName is required.")
    if not chart.FName:
        raise Refused("FName is required.")
    for name, form in _FORMS.items():
        value = getattr(chart, name)
        if call.has(name) and value and not form.fullmatch(value):
            raise Refused(f"{name} is invalid.")
    if call.text("TxtMsgOk") == "Yes" and not chart.WirelessPhone and call.switches.text_ok_needs_wireless:
        raise Refused("TxtMsgOk is invalid. WirelessPhone is required.")


def _in_family(call: Call, chart: Patient) -> Patient:
    if call.number("Guarantor") and call.number("SuperFamily"):
        raise Refused("Guarantor and SuperFamily cannot be used together.")
    if chart.Guarantor != chart.PatNum:
        found(call.books.patients.get(chart.Guarantor), "Guarantor")
    return chart


def _check_family(books: Books, before: Patient, guarantor: int) -> None:
    """Another member of the family takes over only by way of the present guarantor; staff do the rest at their desks."""
    other = books.patients.get(guarantor)
    if other is None or guarantor == before.Guarantor or before.PatNum == before.Guarantor:
        return
    if other.Guarantor == before.Guarantor:
        raise Refused("Guarantor is invalid.")


def _same(chart: Patient, other: Patient) -> bool:
    def who(p: Patient) -> tuple[object, ...]:
        return (p.LName.lower(), p.FName.lower(), p.Birthdate)

    if other.PatStatus == "Deleted" or who(chart) != who(other):
        return False
    phones = _digits(other)
    return bool(phones & _digits(chart)) or bool(chart.Email and chart.Email.lower() == other.Email.lower())


def _digits(chart: Patient) -> set[str]:
    return {re.sub(r"\D", "", getattr(chart, name))[-10:] for name in _PHONES} - {""}


def _contact(name: str, since: str = "") -> Field:
    return Field(name, "enum", "Default None.", since=since, choices=METHODS_OF_CONTACT)


def _texts(names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "text") for name in names.split())


FIELDS = (
    *_texts("LName FName MiddleI Preferred"),
    Field("PatStatus", "enum", "Default Patient.", choices=PAT_STATUSES),
    Field("Gender", "enum", "Default Unknown.", choices=GENDERS),
    Field("Position", "enum", "Default Single.", choices=POSITIONS),
    Field("Birthdate", "date", "0001-01-01: unknown."),
    Field("SSN", "text", "Nine digits."),
    *_texts("Address Address2 City"),
    Field("State", "text", "Two capitals."),
    Field("Zip", "text", "12345, 12345-1234, or Canadian."),
    *_texts("HmPhone WkPhone WirelessPhone"),
    Field("Guarantor", "int", "Default: the patient."),
    Field("Email", "text"),
    Field("PriProv", "int", "The dentist."),
    Field("SecProv", "int", "The hygienist."),
    Field("FeeSched", "int"),
    Field("BillingType", "text", "The name of a definition of category 4."),
    Field("FamFinUrgNote", "text"),
    Field("ChartNumber", "text", "At most 15 characters."),
    Field("MedicaidID", "text"),
    Field("EmployerNum", "int"),
    Field("DateFirstVisit", "date", since="22.4.42"),
    Field("ClinicNum", "int"),
    Field("Premed", "bool", since="25.2.30"),
    Field("Ward", "text"),
    Field("AdmitDate", "date"),
    _contact("PreferConfirmMethod"),
    _contact("PreferContactMethod"),
    _contact("PreferRecallMethod", "22.2"),
    Field("Language", "text", "ISO 639-2, or blank."),
    Field("SuperFamily", "int"),
    Field("TxtMsgOk", "enum", "Default Unknown; Yes needs a WirelessPhone.", choices=("Unknown", "Yes", "No")),
)
_REQUIRED = tuple(Field(f.name, "text", "Their name.", required=True) for f in FIELDS[:2])

METHODS = (
    Method(
        "POST",
        "/patients",
        "21.1",
        "Patients",
        "Make a chart. Search first: a shorter record of the same person may slip through.",
        create,
        body=(*_REQUIRED, *FIELDS[2:]),
        columns=PATIENT,
        status=201,
        location="PatNum",
        examples=('{"LName": "Example", "FName": "Jo", "Birthdate": "1990-02-03", "WirelessPhone": "5035550151"}',),
    ),
    Method(
        "PUT",
        "/patients/{PatNum}",
        "21.2",
        "Patients",
        "Change a chart. What is left out stays; empty text clears.",
        update,
        body=FIELDS,
        columns=PATIENT,
        examples=('{"TxtMsgOk": "No"}',),
    ),
)
