"""Every field that Open Dental sends is held by a row, in our types, or is left out on purpose."""

import json
from datetime import date, datetime, time

import msgspec
import pytest

from bot.office.rows import (
    AppointmentRow,
    AppointmentTypeRow,
    ChartRow,
    ClinicRow,
    CommlogRow,
    DefinitionRow,
    DueRow,
    HistoryRow,
    OperatoryRow,
    PatientRow,
    PreferenceRow,
    ProviderRow,
    RecallRow,
    ScheduleRow,
    SlotRow,
    SubscriptionRow,
    WebSchedRow,
    rows,
)
from tests.bot.office.recorded import APPOINTMENTS, OTHERS

KINDS = {
    "GET (single)": AppointmentRow,
    "GET (multiple)": AppointmentRow,
    "GET ASAP": AppointmentRow,
    "GET Slots": SlotRow,
    "GET SlotsWebSched": SlotRow,
    "GET WebSched": WebSchedRow,
    "POST (create)": AppointmentRow,
    "POST Planned": AppointmentRow,
    "POST SchedulePlanned": AppointmentRow,
    "POST WebSched": AppointmentRow,
    "PUT (update)": AppointmentRow,
    "GET /patients": PatientRow,
    "GET /patients/21": ChartRow,
    "GET /patients/Simple": ChartRow,
    "POST /patients": ChartRow,
    "PUT /patients/21": ChartRow,
    "GET /commlogs": CommlogRow,
    "GET /recalls": RecallRow,
    "GET /recalls/List": DueRow,
    "GET /definitions": DefinitionRow,
    "GET /preferences": PreferenceRow,
    "GET /appointmenttypes": AppointmentTypeRow,
    "GET /providers": ProviderRow,
    "GET /operatories": OperatoryRow,
    "GET /clinics": ClinicRow,
    "GET /schedules": ScheduleRow,
    "GET /subscriptions": SubscriptionRow,
    "POST /subscriptions": SubscriptionRow,
    "GET /histappointments": HistoryRow,
}
EXAMPLES = [
    pytest.param(kind, said, id=f"{method} {nr}")
    for method, kind in KINDS.items()
    for nr, said in enumerate((APPOINTMENTS | OTHERS)[method]["answers"])
]


def meaning(value, said):
    """What the vendor's text or number means in the type that we hold."""
    match value:
        case bool():
            return str(said).lower() == "true"
        case int() | float():
            return float(said or 0)
        case datetime():
            return datetime.fromisoformat(said) if said else datetime(1, 1, 1)
        case time():
            return time.fromisoformat(said)
        case date():
            return date.fromisoformat(said)
        case _:
            return str(said)


def test_every_method_that_answers_with_rows_is_here():
    assert set(KINDS) == {method for method, example in (APPOINTMENTS | OTHERS).items() if example["answers"]}


@pytest.mark.parametrize(("kind", "said"), EXAMPLES)
def test_no_field_of_the_page_is_dropped_unknowingly(kind, said):
    """Each is held as what it says, or stands among those that the row leaves out on purpose."""
    found = rows(json.dumps(said).encode(), kind)
    examples = said if isinstance(said, list) else [said]
    assert len(found) == len(examples)
    held = {field.encode_name: field.name for field in msgspec.structs.fields(kind)}
    for row, example in zip(found, examples, strict=True):
        assert set(example) <= set(held) | kind.left_out
        for name in set(example) & set(held):
            value = getattr(row, held[name])
            assert value == meaning(value, example[name]), name


@pytest.mark.parametrize("kind", sorted(set(KINDS.values()), key=lambda kind: kind.__name__))
def test_what_is_left_out_is_sent_by_the_office_and_held_nowhere(kind):
    sent = {name for method, of in KINDS.items() if of is kind for name in _names((APPOINTMENTS | OTHERS)[method]["answers"])}
    assert kind.left_out <= sent
    assert not kind.left_out & {field.encode_name for field in msgspec.structs.fields(kind)}


def _names(answers):
    for said in answers:
        for example in said if isinstance(said, list) else [said]:
            yield from example


@pytest.mark.parametrize("secret", ["999887777", "123456789", "SECRETKEY", "1 Main St", "12.5"])
def test_nothing_private_that_comes_unasked_is_held(secret):
    for method in ("GET /patients", "GET /patients/21", "GET /patients/Simple", "GET /providers", "GET /subscriptions"):
        said = OTHERS[method]["answers"][0]
        assert secret not in repr(rows(json.dumps(said).encode(), KINDS[method]))
