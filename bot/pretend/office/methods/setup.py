"""The office's set-up, read only in practice: definitions, types, providers, operatories, clinics, preferences.

Source: reference, sections 13, 14 and 18.
"""

from __future__ import annotations

from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused, found
from bot.pretend.office.shapes import PROVIDER, Column, render, shape
from bot.pretend.office.tables import AppointmentType, Clinic, Definition, Operatory, Preference

CATEGORIES = {
    2: "ApptConfirmed",
    4: "BillingTypes",
    13: "RecallUnschedStatus",
    16: "Diagnosis",
    20: "TxPriorities",
    25: "BlockoutTypes",
    27: "CommLogTypes",
    35: "ProviderSpecialties",
    42: "WebSchedNewPatApptTypes",
    51: "WebSchedExistingApptTypes",
    55: "OperatoryTypes",
}
DEFINITION = shape(
    Definition,
    "DefNum ItemName ItemValue Category category isHidden",
    category=("text", lambda b, d: CATEGORIES.get(d.Category, "")),
)
APPOINTMENT_TYPE = shape(
    AppointmentType,
    "AppointmentTypeNum AppointmentTypeName appointmentTypeColor IsHidden Pattern CodeStr CodeStrRequired"
    " RequiredProcCodesNeeded BlockoutTypes",
)
OPERATORY = shape(
    Operatory,
    "OperatoryNum OpName Abbrev ItemOrder IsHidden ProvDentist ProvHygienist IsHygiene ClinicNum SetProspective IsWebSched"
    " OperatoryType operatoryType",
    operatoryType=("text", lambda b, o: next((d.ItemName for d in b.defs(55) if d.DefNum == o.OperatoryType), "")),
)
CLINIC = shape(
    Clinic,
    "ClinicNum Description Address Address2 City State Zip BillingAddress BillingAddress2 BillingCity BillingState BillingZip"
    " PayToAddress PayToAddress2 PayToCity PayToState PayToZip Phone Abbr IsHidden",
)
PREFERENCE = shape(Preference, "PrefNum PrefName ValueString")


def definitions(call: Call) -> Answer:
    categories = [call.number("Category")] if call.has("Category") else sorted({d.Category for d in call.books.definitions})
    return [d for category in categories for d in call.books.defs(category) if call.flag("includeHidden") or not d.isHidden]


def create_definition(call: Call) -> Answer:
    """The category goes by its name; a number under `Category` is ignored, as documented."""
    number = next((n for n, name in CATEGORIES.items() if name == call.text("category")), None)
    if number is None:
        raise Refused("category is invalid.")
    return call.books.definitions.put(
        Definition(
            DefNum=call.books.definitions.next_number(),
            Category=number,
            ItemName=call.text("ItemName"),
            ItemValue=call.text("ItemValue"),
            isHidden=call.flag("isHidden"),
            ItemOrder=len(call.books.defs(number)),
        )
    )


def appointment_types(call: Call) -> Answer:
    return sorted(call.books.appointmenttypes, key=lambda t: t.AppointmentTypeNum)


def provider(call: Call) -> Answer:
    return found(call.books.providers.get(call.number("ProvNum")), "Provider")


def providers(call: Call) -> Answer:
    """With ClinicNum: the visible ones not restricted, or restricted to it; serverDateTime then comes back empty."""
    if call.has("ClinicNum"):
        clinic = call.number("ClinicNum")
        if clinic and call.books.clinics.get(clinic) is None:
            raise NotFound("Clinic not found")
        rows = [p for p in call.books.providers if not p.IsHidden and (not p.Clinics or clinic in p.Clinics)]
        return [{**render(call.books, PROVIDER[:-1], p), "serverDateTime": ""} for p in rows]
    since = call.when("DateTStamp") if call.has("DateTStamp") else None
    return [p for p in call.books.providers if since is None or p.DateTStamp >= since]


def operatory(call: Call) -> Answer:
    return found(call.books.operatories.get(call.number("OperatoryNum")), "Operatory")


def operatories(call: Call) -> Answer:
    if call.number("ClinicNum") and call.books.clinics.get(call.number("ClinicNum")) is None:
        raise NotFound("Clinic not found")
    ops = [o for o in call.books.operatories if not call.has("ClinicNum") or o.ClinicNum == call.number("ClinicNum")]
    return sorted(ops, key=lambda o: o.ItemOrder)


def clinics(call: Call) -> Answer:
    """An empty list also says that the practice does not use clinics."""
    if not call.books.uses_clinics:
        return []
    return [c for c in call.books.clinics if not c.IsHidden]


def preferences(call: Call) -> Answer:
    wanted = call.text("PrefName")
    rows = [p for p in call.books.preferences if not wanted or p.PrefName == wanted]
    if not rows and call.switches.unknown_preference_is_404:
        raise NotFound("Preference not found.")
    return rows


def _list(
    path: str, since: str, about: str, answer: object, columns: tuple[Column, ...], *params: Field, example: str = ""
) -> Method:
    assert callable(answer)
    return Method(
        "GET", path, since, "ReadAll", about, answer, params=params, gives="list", columns=columns, examples=(example,)
    )


_CLINIC = Field("ClinicNum", "int", "Of one clinic.")

METHODS = (
    _list(
        "/definitions",
        "21.1",
        "Definitions, as the office arranged them within each category; the first is often the default.",
        definitions,
        DEFINITION,
        Field("Category", "int", "Of one category: 2, 51, 42 ..."),
        Field("includeHidden", "bool", "Hidden ones, too."),
        example="?Category=51",
    ),
    Method(
        "POST",
        "/definitions",
        "22.1",
        "Setup",
        "Add a definition to a category.",
        create_definition,
        body=(
            Field("ItemName", "text", "Its name.", required=True),
            Field("category", "text", "The category's name.", required=True),
            Field("ItemValue", "text", "Its value."),
            Field("isHidden", "bool", "Hidden from lists."),
        ),
        columns=DEFINITION,
        status=201,
        location="DefNum",
        examples=('{"ItemName": "Left Voicemail", "category": "ApptConfirmed"}',),
    ),
    _list("/appointmenttypes", "22.4.10", "Appointment types, hidden ones too.", appointment_types, APPOINTMENT_TYPE),
    Method("GET", "/providers/{ProvNum}", "24.4.17", "ReadAll", "One provider.", provider, columns=PROVIDER, examples=("",)),
    _list(
        "/providers",
        "21.1",
        "Providers. Leave out the hidden, the deleted and those who are not persons.",
        providers,
        PROVIDER,
        _CLINIC,
        Field("DateTStamp", "datetime", "Changed since.", since="21.3"),
    ),
    Method(
        "GET",
        "/operatories/{OperatoryNum}",
        "24.1.10",
        "ReadAll",
        "One operatory.",
        operatory,
        columns=OPERATORY,
        examples=("",),
    ),
    _list("/operatories", "21.1", "Operatories, left to right, hidden ones too.", operatories, OPERATORY, _CLINIC),
    _list("/clinics", "21.1", "Clinics; an empty list where the practice does not use them.", clinics, CLINIC),
    _list(
        "/preferences",
        "21.1",
        "Preferences: always a list, also of one.",
        preferences,
        PREFERENCE,
        Field("PrefName", "text", "Exactly."),
        example="?PrefName=AppointmentTimeIncrement",
    ),
)
