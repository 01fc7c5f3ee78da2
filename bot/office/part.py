"""What every part of the Office stands on: the line to one office, its clock, and the practice's clinic."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import httpx

from bot.office.line import Line, Pacing


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

    def _of_our_clinic(self) -> dict[str, str | int]:
        return {} if self._clinic is None else {"ClinicNum": self._clinic}


def yes_no(value: bool) -> str:
    """Open Dental's booleans are texts."""
    return "true" if value else "false"
