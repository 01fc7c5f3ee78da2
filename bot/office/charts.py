"""Charts: who has this phone, a new chart, a change of one, and the lines of its communications."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from bot.office.errors import OfficeSilent
from bot.office.line import MayLeave, Params, Priority, read
from bot.office.part import Part, given
from bot.office.phones import carries, national
from bot.office.rows import ChartRow, CommlogRow, PatientRow, row, wall
from flows.identify import plain
from flows.words import E164

GONE = ("Archived", "Deceased", "Deleted", "NonPatient")  # charts nobody is booked for by text
LARGEST_HOUSEHOLD = 3  # pages; more is an office that ignores what we search by

TextOk = Literal["Unknown", "Yes", "No"]
ChartStatus = Literal["Patient", "NonPatient", "Inactive", "Archived", "Deceased", "Prospective"]


class NewChart(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a new chart is made of."""

    first: str
    last: str
    born: date
    phone: E164  # the wireless one: it writes to us
    preferred: str = ""
    email: str = ""
    text_ok: TextOk = "Unknown"  # Yes only with consent that was recorded
    language: str = ""  # ISO 639-2
    guarantor: int | None = None  # whose household; left out: their own
    child: bool = False
    provider: int | None = None

    def body(self) -> dict[str, object]:
        """Return it in Open Dental's words."""
        columns = {
            "LName": self.last,
            "FName": self.first,
            "Preferred": self.preferred,
            "Birthdate": self.born.isoformat(),
            "WirelessPhone": national(self.phone),
            "Email": self.email,
            "TxtMsgOk": self.text_ok,
            "Language": self.language,
            "Position": "Child" if self.child else "",
            "Guarantor": self.guarantor,
            "PriProv": self.provider,
        }
        return {name: value for name, value in columns.items() if value not in (None, "")}

    def is_like(self, found: PatientRow) -> bool:
        """Say whether a chart may be this person's, whatever its phone: the birth date, and names that may be theirs."""
        first, last = plain(self.first), plain(found.last_name)
        firsts = {plain(found.first_name), plain(found.preferred)}
        alike = first in firsts or _one_word(first) in {_one_word(name) for name in firsts if name}
        return found.birthdate == self.born and alike and (last == plain(self.last) or plain(self.last) in last.split())

    def is_on_its_phone(self, found: PatientRow) -> bool:
        return _has(found, self.phone)


class ChartChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be so in a chart; None stays as it is, "" clears."""

    text_ok: TextOk | None = None
    language: str | None = None
    email: str | None = None
    phone: E164 | None = None  # the wireless one

    def body(self) -> dict[str, object]:
        """Return it in Open Dental's words."""
        phone = None if self.phone is None else national(self.phone)
        columns = {"TxtMsgOk": self.text_ok, "Language": self.language, "Email": self.email, "WirelessPhone": phone}
        return {name: value for name, value in columns.items() if value is not None}

    def is_so(self, found: ChartRow) -> bool:
        """Say whether the chart already is as wanted."""
        told = {"TxtMsgOk": found.text_ok, "Language": found.language, "Email": found.email}
        same = all(told[name] == value for name, value in self.body().items() if name in told)
        return same and (self.phone is None or carries(found.wireless_phone, self.phone))


class Charts(Part):
    """The part of the Office that knows people."""

    # --- reads: safe to ask again --------------------------------------------------------------------------------------

    async def patients(self, phone: E164) -> list[PatientRow]:
        """Return the charts that carry this phone in any of their three columns. Raises OfficeError.

        One request a page. Source: Open Dental, API Patients. Its search is a pattern, unanchored, so we compare digits again;
        an unknown parameter would be ignored, and give everybody.
        """
        found = await self._search({"Phone": national(phone)}, Priority.OPENINGS)
        return [r for r in found if r.status not in GONE and _has(r, phone)]

    async def charts_of(self, person: NewChart) -> list[PatientRow]:
        """Return the charts, also archived ones, that may be theirs, on whatever phone, the oldest first. Raises OfficeError.

        By last name and birth date; names are compared here. Source: Open Dental, API Patients.
        """
        params = {"LName": person.last, "Birthdate": person.born.isoformat(), "showArchived": "true"}
        found = await self._search(params, Priority.READ_BACK)
        return sorted((r for r in found if person.is_like(r)), key=lambda r: r.pat_num)

    async def chart(self, number: int, *, priority: int = Priority.READ_BACK) -> ChartRow:
        """Return one chart. Raises OfficeRefused if there is none. Source: Open Dental, API Patients, "GET (single)"."""
        answer = await self._line.get(f"/patients/{number}", {}, priority)
        return read(answer, lambda body: row(body, ChartRow), "GET /patients/{n}")

    async def charts(
        self,
        *,
        guarantor: int | None = None,
        last_name: str | None = None,
        first_name: str | None = None,
        born: date | None = None,
        status: ChartStatus | None = None,
        provider: int | None = None,
        clinic: int | None = None,
        changed_since: datetime | None = None,
        priority: int = Priority.BACKGROUND,
    ) -> list[ChartRow]:
        """Return whole charts by number: a household (`guarantor`), or what changed. Raises OfficeError.

        Names are parts of names; deleted charts never come. Source: Open Dental, API Patients, "GET Simple" (21.2, guarantor
        22.4.19). What a filter should have done is done again, except for names.
        """
        params: dict[str, str | int] = {**self._since(changed_since)}
        params |= given(LName=last_name, FName=first_name, Birthdate=None if born is None else born.isoformat())
        params |= given(Guarantor=guarantor, PriProv=provider, ClinicNum=clinic) | given(PatStatus=status)
        found = await self._line.all("/patients/Simple", params, ChartRow, priority)
        wanted = given(guarantor=guarantor, provider=provider, clinic=clinic)
        fitting = (r for r in found if born in (None, r.birthdate) and status in (None, r.status))
        return [r for r in fitting if all(getattr(r, name) == value for name, value in wanted.items())]

    async def commlogs(self, patient: int) -> list[CommlogRow]:
        """Return the lines of a chart's communications. Raises OfficeError. Source: Open Dental, API Commlogs."""
        found = await self._line.all("/commlogs", {"PatNum": patient}, CommlogRow, Priority.BACKGROUND)
        return [r for r in found if r.pat_num == patient]

    async def _search(self, params: Params, priority: int) -> list[PatientRow]:
        shared = priority == Priority.OPENINGS  # a read-back never is
        return await self._line.all("/patients", params, PatientRow, priority, shared=shared, most_pages=LARGEST_HOUSEHOLD)

    # --- writes: sent once -----------------------------------------------------------------------------------------------

    async def make_chart(self, person: NewChart, *, may_leave: MayLeave | None = None) -> ChartRow:
        """Make a chart. Raises OfficeError. Search first, and after OfficeSilent: a second chart is as bad as a second visit.

        Source: Open Dental, API Patients, "POST".
        """
        body = {**person.body(), **self._of_our_clinic()}
        answer = await self._line.send("POST", "/patients", body, Priority.BOOKING, may_leave)
        made = read(answer, lambda sent: row(sent, ChartRow), "POST /patients")
        if (made.first_name, made.last_name, made.birthdate) != (person.first, person.last, person.born):
            raise OfficeSilent("POST /patients: 201, but of another person")
        return made

    async def change_chart(self, number: int, change: ChartChange, *, may_leave: MayLeave | None = None) -> ChartRow:
        """Make a chart so. Raises OfficeError. What is left out stays. Source: Open Dental, API Patients, "PUT"."""
        answer = await self._line.send("PUT", f"/patients/{number}", change.body(), Priority.BACKGROUND, may_leave)
        changed = read(answer, lambda sent: row(sent, ChartRow), "PUT /patients/{n}")
        if changed.pat_num != number or not change.is_so(changed):
            raise OfficeSilent("PUT /patients/{n}: 200, but not as it was asked")
        return changed

    async def write_commlog(self, patient: int, note: str, *, when: datetime, may_leave: MayLeave | None = None) -> None:
        """Leave a line in a chart. Raises OfficeError. Not repeatable: search for the note before another try."""
        body = {
            "PatNum": patient,
            "Note": note,
            "CommDateTime": wall(when, self._zone),
            "commType": "ApptRelated",
            "Mode_": "Text",
            "SentOrReceived": "Received",
        }
        answer = await self._line.send("POST", "/commlogs", body, Priority.BACKGROUND, may_leave)
        if answer.body.strip():  # before 23.3.7 it answers nothing
            read(answer, lambda sent: row(sent, CommlogRow), "POST /commlogs")


def _one_word(name: str) -> str:
    """ "Ana María" may be called Ana."""
    return name.partition(" ")[0]


def _has(found: PatientRow, phone: E164) -> bool:
    return any(carries(column, phone) for column in (found.home_phone, found.work_phone, found.wireless_phone))
