"""Subscriptions to events, each seen only with its own customer key. Source: reference, 19.1; events.py delivers."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.pretend.office.method import Answer, Call, Field, Method, NotFound, Refused
from bot.pretend.office.records import Subscription
from bot.pretend.office.shapes import shape

SUBSCRIPTION = shape(
    Subscription,
    "SubscriptionNum EndPointUrl Workstation CustomerKey WatchTable PollingSeconds UiEventType DateTimeStart DateTimeStop Note",
)
A_DAY = 86_400
TABLES = (
    "Appointment",
    "AppointmentDeleted",
    "Operatory",
    "PatField",
    "Patient",
    "Provider",
    "Schedule",
    "ToothInitial",
)


def multiple(call: Call) -> Answer:
    return [s for s in call.books.subscriptions if s.CustomerKey == call.customer]


def create(call: Call) -> Answer:
    """Of the database (WatchTable and PollingSeconds), or of the screen (UiEventType); not both."""
    if call.has("WatchTable") == call.has("UiEventType"):
        raise Refused("Only one of WatchTable or UiEventType is required.")
    if call.has("WatchTable") and not call.has("PollingSeconds"):
        raise Refused("PollingSeconds is required.")
    _check_polling(call)
    return call.books.subscriptions.put(
        Subscription(
            SubscriptionNum=call.books.subscriptions.next_number(),
            EndPointUrl=call.text("EndPointUrl"),
            Workstation=call.text("Workstation"),
            CustomerKey=call.customer,
            WatchTable=call.text("WatchTable"),
            PollingSeconds=call.number("PollingSeconds"),
            UiEventType=call.text("UiEventType"),
            DateTimeStart=_moment(call, "DateTimeStart") or call.now,
            **{"DateTimeStop": stop} if (stop := _moment(call, "DateTimeStop")) else {},
            Note=call.text("Note"),
        )
    )


def update(call: Call) -> Answer:
    mine = _mine(call)
    if call.has("PollingSeconds") and not mine.WatchTable:
        raise Refused("PollingSeconds is invalid.")
    _check_polling(call)
    moments = {name: when for name in ("DateTimeStart", "DateTimeStop") if (when := _moment(call, name))}
    call.books.subscriptions.put(replace(mine, **call.given("EndPointUrl", "Workstation", "PollingSeconds", "Note"), **moments))
    return None


def delete(call: Call) -> Answer:
    call.books.subscriptions.drop(_mine(call).SubscriptionNum)
    return None


def _mine(call: Call) -> Subscription:
    row = call.books.subscriptions.get(call.number("SubscriptionNum"))
    if row is None or row.CustomerKey != call.customer:
        raise NotFound("SubscriptionNum not found.")
    return row


def _check_polling(call: Call) -> None:
    if call.has("PollingSeconds") and not 1 <= call.number("PollingSeconds") <= A_DAY:
        raise Refused("PollingSeconds is invalid.")


def _moment(call: Call, name: str) -> datetime | None:
    return call.when(name) if call.has(name) else None


_CHANGEABLE = (
    Field("Workstation", "text", "Blank: every machine fires."),
    Field("PollingSeconds", "int", "How often the database is looked at."),
    Field("DateTimeStart", "since", "Changes from then on; default now."),
    Field("DateTimeStop", "since", "Until then; default always."),
    Field("Note", "text"),
)

METHODS = (
    Method(
        "GET",
        "/subscriptions",
        "22.1",
        "ReadAll",
        "The subscriptions of this customer key.",
        multiple,
        gives="list",
        columns=SUBSCRIPTION,
        examples=("",),
    ),
    Method(
        "POST",
        "/subscriptions",
        "22.1",
        "ReadAll",
        "Be told of changes.",
        create,
        body=(
            Field("EndPointUrl", "text", "Where to.", required=True),
            Field("WatchTable", "enum", "Changes of a table.", choices=TABLES),
            Field("UiEventType", "enum", "What happens on the screen.", choices=("PatientSelected",)),
            *_CHANGEABLE,
        ),
        columns=SUBSCRIPTION,
        status=201,
        location="SubscriptionNum",
        examples=(
            '{"EndPointUrl": "http://localhost:8000/opendental/events", "WatchTable": "Appointment", "PollingSeconds": 5}',
        ),
    ),
    Method(
        "PUT",
        "/subscriptions/{SubscriptionNum}",
        "22.1",
        "ReadAll",
        "Change a subscription.",
        update,
        body=(Field("EndPointUrl", "text", "Where to."), *_CHANGEABLE),
        gives="nothing",
        examples=('{"PollingSeconds": 10}',),
    ),
    Method(
        "DELETE",
        "/subscriptions/{SubscriptionNum}",
        "22.1",
        "AllOthers",
        "End a subscription.",
        delete,
        unlisted=True,
        gives="nothing",
        examples=("",),
    ),
)
