"""Vendors that keep nothing, so that what grows in a long run is ours. Half of all phones are on a chart, every day is open."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from itertools import count

import httpx

ZONE_TIMES = ("09:00:00", "09:30:00", "14:00:00")


class Vendors:
    """The office, the carrier and Slack behind one HTTP client."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.urls: list[str] | None = None  # set it to keep them
        self._numbers = count(1)
        self.http = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path, _, last = request.url.path.rpartition("/")
        what = f"{request.method} {path.rpartition('/')[-1]}/{{n}}" if last.isdecimal() else f"{request.method} {last}"
        self.asked[what] += 1
        asked = request.url.params
        match what:
            case "GET patients":
                phone = asked.get("Phone", "1")  # without one it is a search by name: nobody is called so
                return _rows([] if int(phone[-1]) % 2 or int(asked.get("Offset", 0)) else [_chart(phone)])
            case "POST patients":
                asked_for = json.loads(request.content)
                return httpx.Response(201, json=_chart(asked_for["WirelessPhone"]) | asked_for)
            case "GET patients/{n}":
                return httpx.Response(200, json=_chart(last.zfill(10)))
            case "PUT patients/{n}":
                return httpx.Response(200, json=_chart(last.zfill(10)) | json.loads(request.content))
            case "GET SlotsWebSched":
                return _rows(
                    [] if int(asked.get("Offset", 0)) else _slots(date.fromisoformat(asked.get("dateStart") or asked["date"]))
                )
            case "POST WebSched":
                return httpx.Response(201, json=_visit(json.loads(request.content), next(self._numbers)))
            case "POST commlogs":
                return httpx.Response(201)
            case "POST Messages.json":
                return httpx.Response(201, json={"sid": f"SM{next(self._numbers):032x}", "status": "queued"})
            case "GET Messages.json":
                return httpx.Response(200, json={"messages": [], "next_page_uri": None})
        if path.endswith("/api"):  # Slack's
            return httpx.Response(200, json={"ok": True, "ts": f"{next(self._numbers)}.000001", "team_id": "T0"})
        return _rows([])


def _rows(found: list[dict]) -> httpx.Response:
    return httpx.Response(200, json=found)


def _chart(phone: str) -> dict:
    return {"PatNum": int(phone[-6:]), "FName": "Ana", "LName": "Silva", "Birthdate": "1980-05-01", "WirelessPhone": phone}


def _slots(first: date) -> list[dict]:
    days = (first + timedelta(days=n) for n in range(1, 4))
    return [
        {"DateTimeStart": f"{day} {at}", "DateTimeEnd": f"{day} {at[:3]}45:00", "ProvNum": 1, "OpNum": 2}
        for day in days
        for at in ZONE_TIMES
    ]


def _visit(asked: dict, number: int) -> dict:
    return {
        "AptNum": number,
        "PatNum": asked["PatNum"],
        "AptStatus": "Scheduled",
        "Op": asked["OpNum"],
        "ProvNum": asked["ProvNum"],
        "AptDateTime": asked["dateTimeStart"],
    }
