"""What every part of the Office stands on: the line to one office, its clock, and the practice's clinic."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import httpx

from bot.office.line import Line, Pacing
from bot.office.rows import DATETIME, happens_once

V = TypeVar("V")
HOUR = timedelta(hours=1)


class Part:
    """One part of the Office. `clinic` is the practice's ClinicNum, if it uses clinics."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        url: str,
        developer_key: str,
        customer_key: str,
        *,
        zone: ZoneInfo,
        pace: Pacing,
        page_size: int,
        clinic: int | None = None,
    ) -> None:
        # Open Dental wants the content type on GET, too.
        headers = {"Authorization": f"ODFHIR {developer_key}/{customer_key}", "Content-Type": "application/json"}
        self._line = Line(http, url, headers, pace, page_size)
        self._zone = zone
        self._clinic = clinic

    def _since(self, since: datetime | None) -> dict[str, str]:
        """Ask for what changed at or after an instant, on the office's clock.

        An hour that the clock shows twice is asked for from before it: what was changed when it came the second time would be
        passed over by a time of the first, for the clock had gone back.
        """
        if since is None:
            return {}
        shown = since.astimezone(self._zone).replace(tzinfo=None)
        return {"DateTStamp": (shown if happens_once(shown, self._zone) else shown - HOUR).strftime(DATETIME)}

    def _of_our_clinic(self) -> dict[str, str | int]:
        return {} if self._clinic is None else {"ClinicNum": self._clinic}


def yes_no(value: bool) -> str:
    """Open Dental's booleans are texts."""
    return "true" if value else "false"


def given(**columns: V | None) -> dict[str, V]:
    """Return those that are given: what is left out, Open Dental decides or leaves as it is."""
    return {name: value for name, value in columns.items() if value is not None}


def days(first: date | None, last: date | None) -> dict[str, str]:
    """Return the days that are asked for, both inclusive; None: without a bound."""
    if first is not None and first == last:
        return {"date": first.isoformat()}
    bounds = {"dateStart": first, "dateEnd": last}
    return {name: bound.isoformat() for name, bound in bounds.items() if bound is not None}


def wire(value: object) -> object:
    """Write a value as Open Dental wants it: booleans and times as text, a colour as "R,G,B"."""
    match value:
        case bool():
            return yes_no(value)
        case time():
            return f"{value:%H:%M:%S}"
        case tuple():
            return ",".join(map(str, value))
        case _:
            return value
