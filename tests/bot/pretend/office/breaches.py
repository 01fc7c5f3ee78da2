"""What schemathesis makes of the OpenAPI description is asked of the office: no 5xx, no undocumented status, no other shape.

The short form is test_breaches.py. The long one draws more, and other requests with each seed:

    uv run python -m tests.bot.pretend.office.breaches --examples 300 --seed 7
    uv run python -m tests.bot.pretend.office.breaches --only "POST /appointments"
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from typing import Any

import httpx
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.pretend.office import PretendOffice
from bot.pretend.office.method import Method
from bot.pretend.office.methods.table import METHODS
from bot.pretend.office.openapi import describe
from tests.bot.pretend.office.desk import KEYS, Api, VirtualClock

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# "valid": as described. "malformed": against the description. "known": valid, of numbers and days that exist, so that most of
# them are carried out.
WAYS = ("valid", "malformed", "known")
TEXT = {"op": 4, "aptNum": 3, "dateTimeStart": "2026-11-21 08:00:00"}
SLOT = {"dateTimeStart": "DateTimeStart", "dateTimeEnd": "DateTimeEnd", "ProvNum": "ProvNum", "OpNum": "OpNum"}
PROCEDURE = {"PatNum": 1, "ProcDate": "2026-11-16", "ProcStatus": "TP", "procCode": "D0220"}


class Asked:
    """A fresh office in which there is one of everything, and one method of it to ask."""

    def __init__(self, method: Method, way: str) -> None:
        office = PretendOffice(VirtualClock(), keys=KEYS, tier="local")
        self.answered: Counter[int] = Counter()
        self._api = Api(office)
        self._mode = GenerationMode.NEGATIVE if way == "malformed" else GenerationMode.POSITIVE
        slot = asyncio.run(self._furnish())
        described = describe((method,), office.switches.version)
        if way == "known":
            narrow(described, known(office, slot) | special(office, slot).get(method.name, {}))
        self._operation = openapi.from_dict(described)[method.path][method.verb]

    async def _furnish(self) -> dict[str, Any]:
        """Make what the practice of the seed begins without. Return a time that is offered."""
        await self._api.made("/commlogs", PatNum=1, Note="a line")
        await self._api.made("/subscriptions", EndPointUrl="http://x", WatchTable="Patient", PollingSeconds=5)
        await self._api.made("/asapcomms", **TEXT)
        await self._api.made("/procedurelogs", **PROCEDURE)
        return (await self._api.slots())[0]

    def ask(self, examples: int, start: int | None) -> Counter[int]:
        """Send that many requests; the same ones each time without `start`. Return how often which status came.

        Raises schemathesis' failure, in which the request stands as a curl line.
        """
        bounded = settings(
            max_examples=examples,
            derandomize=start is None,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        cases = self._operation.as_strategy(generation_mode=self._mode)
        test = bounded(given(case=cases)(self._holds))
        (test if start is None else seed(start)(test))()
        return self.answered

    def _holds(self, case: Any) -> None:
        request = case.as_transport_kwargs(base_url="http://office/api/v1")
        response = asyncio.run(self._send(request))
        self.answered[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    async def _send(self, request: dict[str, Any]) -> httpx.Response:
        sent = {key: request.get(key) for key in ("params", "json")} | {"content": request.get("data")}
        return await self._api.http.request(request["method"], request["url"], headers=self._api.headers, **sent)


def known(office: PretendOffice, slot: dict[str, Any]) -> dict[str, list[object]]:
    """Values that exist, by the name of the field, each with one or two that do not, or not for this."""
    books = office.books
    statuses = {v.AptStatus: v.AptNum for v in reversed(list(books.appointments))}
    visits = [3, *statuses.values(), 99_999]
    chairs, people, kinds = [1, 2, 3, 4, 99], [0, 1, 2, 3, 99], [0, 12, 13, 18]
    days, moments = ["2026-11-16", "2026-11-20"], ["2026-11-21 08:00:00", "2026-12-01 13:00:00"]
    values: dict[str, list[object]] = {
        "PatNum": [1, 2, 23, 9999],
        "AppointmentTypeNum": kinds,
        "ClinicNum": [0, 9],
        "Confirmed": [19, 21, 24],
        "defNum": [19, 21, 24, 326],
        "UnschedStatus": [0, 93],
        "RecallStatus": [0, 93],
        "defNumApptType": [326, 328],
        "procNums": [[books.procedurelogs.next_number() - 1]],
        "procCode": ["D0220", "D0120"],
        "CodeNum": [4, 1],
        "Category": [2, 51],
        "category": ["ApptConfirmed"],
        "PrefName": ["EasyNoClinics"],
        "FieldName": ["Chairside"],
        "recallType": ["Prophy", "Perio"],
        "RecallTypeNum": [1, 2, 3],
        "BlockoutDefNum": [340],
        "CommType": [230, 232],
        "commType": ["Misc", "Recall"],
        "PollingSeconds": [5],
        "Limit": [10, 100],
        "Offset": [0, 5],
        "RecallInterval": ["6m", "1y"],
        "TimePatternOverride": ["", "XXX"],
        "BillingType": ["Standard Account"],
        "SSN": ["123456789"],
        "State": ["OR"],
        "Zip": ["97201"],
        "ChartNumber": ["A1"],
        "Dx": [0, 300],
        "Priority": [0, 310],
        "CommlogNum": [1, 99],
        "SubscriptionNum": [1, 99],
        "AsapCommNum": [1, 99],
        "ScheduleNum": [1, 2, 99_999],
        "RecallNum": [1, 2, 99],
        "ProcNum": [1, books.procedurelogs.next_number() - 1, 99_999],
        "recallNum": [],
        "LName": ["Silva", "Reyes"],
        "FName": ["Ana"],
        "Phone": ["5035550101"],
        "Guarantor": [1],
        "SuperFamily": [],
    }
    values |= dict.fromkeys(("AptNum", "aptNum", "NextAptNum", "PlannedAptNum"), visits)
    values |= dict.fromkeys(("Op", "OpNum", "op", "OperatoryNum"), chairs)
    values |= dict.fromkeys(("ProvNum", "ProvHyg", "PriProv", "SecProv"), people)
    values |= dict.fromkeys(("date", "dateStart", "dateEnd", "DateStart", "DateEnd", "ProcDate", "DateDue"), days)
    values |= dict.fromkeys(("AptDateTime", "dateTimeStart", "DateTStamp", "CommDateTime"), moments)
    values |= {"Pattern": ["XXXX", "//XX"], "PatternSecondary": ["////"], "SecUserNumEntry": [0]}
    return values


def special(office: PretendOffice, slot: dict[str, Any]) -> dict[str, dict[str, list[object]]]:
    """What some methods want together, without which hardly any request of theirs would be carried out."""
    plan = [v.AptNum for v in office.books.appointments if v.AptStatus == "Planned"]
    offered = {name: [slot[column]] for name, column in SLOT.items()}
    return {
        "POST /appointments/WebSched": offered | {"PatNum": [1], "defNumApptType": [326]},
        "POST /appointments/Planned": {"PatNum": [1], "AppointmentTypeNum": [12, 13]},
        "POST /appointments/SchedulePlanned": {"AptNum": plan, "ProvNum": [1, 2]},
        "PUT /appointments/{AptNum}/Confirm": {"defNum": []},
        "POST /procedurelogs": {"PatNum": [1], "AptNum": [0], "PlannedAptNum": [0], "Priority": [310]},
        "POST /asapcomms": {"op": [4], "aptNum": [3], "dateTimeStart": ["2026-11-21 08:00:00", "2026-11-28 08:00:00"]},
        "POST /subscriptions": {"UiEventType": []},
    }


def narrow(described: dict[str, Any], values: dict[str, list[object]]) -> None:
    """Let the description allow those values alone, and leave out the fields of which none is right."""
    (verbs,) = described["paths"].values()
    (operation,) = verbs.values()
    for parameter in operation["parameters"]:
        if parameter["name"] in values:
            parameter["schema"] = {"enum": values[parameter["name"]]}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for name, schema in list(body.get("properties", {}).items()):
        if name in values and not values[name]:
            del body["properties"][name]
        elif name in values and "enum" not in str(schema):
            body["properties"][name] = {"enum": values[name]}


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--examples", type=int, default=100, help="how many requests of each kind")
    reader.add_argument("--seed", type=int, default=None, help="draw others than every time")
    reader.add_argument("--only", default="", help="one method, like 'GET /appointments'")
    asked = reader.parse_args()
    total: Counter[int] = Counter()
    for method in METHODS:
        for way in WAYS if asked.only in ("", method.name) else ():
            answered = Asked(method, way).ask(asked.examples, asked.seed)
            total += answered
            print(f"{method.name:45} {way:10} {dict(sorted(answered.items()))}", flush=True)
    print(f"{len(METHODS)} methods, {total.total()} requests, no breach: {dict(sorted(total.items()))}")


if __name__ == "__main__":
    main()
