"""GET /patients: one, the search of the desktop's Select Patient window, and Simple. Source: reference, 12.1 to 12.4."""

from __future__ import annotations

import re

from bot.pretend.office.method import Answer, Call, Field, Method, Refused, found
from bot.pretend.office.shapes import PATIENT, PATIENT_FOUND, PATIENT_SIMPLE
from bot.pretend.office.tables import Patient

PAT_STATUSES = ("Patient", "NonPatient", "Inactive", "Archived", "Deceased", "Prospective")
GENDERS = ("Male", "Female", "Unknown")
POSITIONS = ("Single", "Married", "Child", "Widowed", "Divorced")

# These are found by a part, in any case. In the product FName and LName match from the start (12.2).
_ANYWHERE = ("Address", "City", "State", "SSN", "ChartNumber", "Email")
_AT_START = ("LName", "FName")


def single(call: Call) -> Answer:
    return found(call.books.patients.get(call.number("PatNum")), "Patient")


def search(call: Call) -> Answer:
    archived = call.flag("showArchived")
    hidden = (
        {"Deleted"} | (set() if archived else {"Archived", "Deceased"}) | ({"Inactive"} if call.flag("hideInactive") else set())
    )
    if call.has("Birthdate") and not 1880 <= call.day("Birthdate").year <= 2100:
        raise Refused("Birthdate is invalid.")
    people = [p for p in call.books.patients if p.PatStatus not in hidden and not p.MergedInto and _fits(call, p)]
    return sorted(people, key=lambda p: (not _exact(call, p), p.LName.lower(), p.FName.lower(), p.PatNum))


def _fits(call: Call, person: Patient) -> bool:
    return (
        all(call.text(n).lower() in getattr(person, n).lower() for n in _ANYWHERE if call.has(n))
        and all(getattr(person, n).lower().startswith(call.text(n).lower()) for n in _AT_START if call.has(n))
        and (not call.has("Birthdate") or person.Birthdate == call.day("Birthdate"))
        and (not call.flag("guarOnly") or person.Guarantor == person.PatNum)
        and (not call.has("Phone") or has_phone(person, call.text("Phone")))
        and _at_clinic(call, person)
    )


def _at_clinic(call: Call, person: Patient) -> bool:
    """With clinicNums also those of no clinic, and those with any visit at one of them (12.2)."""
    if call.has("clinicAbbr"):
        return any(c.Abbr == call.text("clinicAbbr") and c.ClinicNum == person.ClinicNum for c in call.books.clinics)
    wanted = call.arguments.get("clinicNums")
    if not isinstance(wanted, list) or person.ClinicNum in (0, *wanted):
        return True
    return any(v.PatNum == person.PatNum and v.ClinicNum in wanted for v in call.books.appointments)


def has_phone(person: Patient, phone: str) -> bool:
    """Digits only, a leading 1 optional, found anywhere in any of the three columns, whatever stands between (12.2)."""
    digits = re.sub(r"\D", "", phone)
    if not digits:
        return True
    digits = digits[1:] if digits.startswith("1") else digits
    columns = (person.HmPhone, person.WkPhone, person.WirelessPhone)
    return any(digits in re.sub(r"\D", "", column) for column in columns)


def _exact(call: Call, person: Patient) -> bool:
    return all(getattr(person, name).lower() == call.text(name).lower() for name in _AT_START if call.has(name))


def simple(call: Call) -> Answer:
    exact = call.given("Birthdate", "ClinicNum", "PatStatus", "Gender", "Position", *_SIMPLE_NUMBERS)
    since = call.when("DateTStamp") if call.has("DateTStamp") else None
    people = [
        p
        for p in call.books.patients
        if p.PatStatus != "Deleted"
        and all(call.text(n).lower() in getattr(p, n).lower() for n in _AT_START if call.has(n))
        and all(getattr(p, name) == value for name, value in exact.items())
        and (since is None or p.DateTStamp >= since)
    ]
    return sorted(people, key=lambda p: p.PatNum)


_SIMPLE_NUMBERS = ("PriProv", "Guarantor", "SuperFamily", "EmployerNum", "FeeSched")

METHODS = (
    Method(
        "GET",
        "/patients/{PatNum}",
        "21.1",
        "ReadAll",
        "One patient, all columns.",
        single,
        columns=PATIENT,
        examples=("",),
    ),
    Method(
        "GET",
        "/patients",
        "21.1",
        "ReadAll",
        "Search as in the Select Patient window. An unknown parameter is ignored, and finds everybody.",
        search,
        params=(
            Field("LName", "text", "The start of the last name."),
            Field("FName", "text", "The start of the first name."),
            Field("Phone", "text", "Digits, found in any of the three phones. A capital P."),
            Field("Address", "text", "A part of it."),
            Field("hideInactive", "bool", "Leave out inactive charts."),
            Field("City", "text", "A part of it."),
            Field("State", "text", "A part of it."),
            Field("SSN", "text", "A part of it."),
            Field("ChartNumber", "text", "A part of it."),
            Field("guarOnly", "bool", "Guarantors only."),
            Field("showArchived", "bool", "Archived and deceased charts, too."),
            Field("Birthdate", "date", "Exactly."),
            Field("SiteNum", "int", "Taken, and not filtered by here."),
            Field("SubscriberId", "text", "Taken, and not filtered by here."),
            Field("Email", "text", "A part of it."),
            Field("Country", "text", "Taken, and not filtered by here."),
            Field("clinicNums", "list", "Comma separated."),
            Field("clinicAbbr", "text", "Exactly."),
            Field("invoiceNumber", "text", "Taken, and not filtered by here."),
        ),
        gives="list",
        columns=PATIENT_FOUND,
        examples=("?Phone=5035550101", "?LName=Sil"),
    ),
    Method(
        "GET",
        "/patients/Simple",
        "21.2",
        "ReadAll",
        "All columns of many, for families (Guarantor=) and for keeping a copy (DateTStamp=).",
        simple,
        params=(
            Field("LName", "text", "A part of it."),
            Field("FName", "text", "A part of it."),
            Field("Birthdate", "date", "Exactly."),
            Field("ClinicNum", "int", "0: of no clinic."),
            Field("PatStatus", "enum", "Of one status.", choices=PAT_STATUSES),
            Field("DateTStamp", "since", "Changed at or after that time."),
            Field("PriProv", "int", "Of one provider.", since="21.3"),
            Field("Gender", "enum", "Of one gender.", since="22.3.6", choices=GENDERS),
            Field("Position", "enum", "Of one position.", since="22.3.6", choices=POSITIONS),
            Field("Guarantor", "int", "Of one family.", since="22.4.19"),
            Field("SuperFamily", "int", "Of one super family.", since="22.4.38"),
            Field("EmployerNum", "int", "Of one employer.", since="24.3.30"),
            Field("FeeSched", "int", "Of one fee schedule.", since="25.2.19"),
        ),
        gives="list",
        columns=PATIENT_SIMPLE,
        examples=("?Guarantor={PatNum}",),
    ),
)
