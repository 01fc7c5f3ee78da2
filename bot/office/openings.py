"""Which times are free."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.office.line import Priority
from bot.office.part import Part, days, given, yes_no
from bot.office.rows import SlotRow, at, happens_once
from flows.words import Opening

MINUTE = timedelta(minutes=1)


class Openings(Part):
    """The part of the Office that knows what can be booked. Reads: safe to ask again."""

    async def openings(
        self,
        first: date,
        last: date,
        *,
        def_num: int,
        new_patient: bool,
        priority: int = Priority.OPENINGS,
    ) -> AsyncGenerator[Opening, None]:
        """Yield the bookable times of a reason, earliest first. Days are inclusive, on the office clock. Raises OfficeError.

        One request a page, the next only when the caller goes on. Source: Open Dental, API Appointments, "GET SlotsWebSched";
        both `defNumApptType` and `isNewPatient` are sent, for with one alone it can answer an empty list.
        """
        params: dict[str, str | int] = {
            **days(first, last),
            "defNumApptType": def_num,
            "isNewPatient": yes_no(new_patient),
            **self._of_our_clinic(),
        }
        seen: set[SlotRow] = set()
        pages = self._line.pages("/appointments/SlotsWebSched", params, SlotRow, priority, shared=True)
        async with aclosing(pages):
            async for page, _ in pages:  # a time taken meanwhile moves the rest: one missed does no harm, one twice would
                for row in page:
                    opening = opening_of(row, self._zone)
                    if row not in seen and opening is not None and first <= opening.start.date() <= last:
                        yield opening
                    seen.add(row)

    async def offers(self, opening: Opening, *, def_num: int, new_patient: bool) -> bool:
        """Say whether the office would still give that very opening. Raises OfficeError. One request a page of its day."""
        day = opening.start.date()
        found = self.openings(day, day, def_num=def_num, new_patient=new_patient, priority=Priority.BOOKING)
        async with aclosing(found):
            return any([other == opening async for other in found])

    async def slots(
        self,
        first: date,
        last: date,
        *,
        provider: int | None = None,
        operatory: int | None = None,
        at_least: timedelta | None = None,
        priority: int = Priority.OPENINGS,
    ) -> list[SlotRow]:
        """Return the open blocks of a provider, earliest first: whole ones, to be cut (`opening_of` makes each piece aware).

        Days are inclusive, on the office clock, and none may be past. Without a `provider` it is the office's default one; a
        block shorter than `at_least` is left out. Raises OfficeError. Old versions ignore filters: all are compared again.
        Source: Open Dental, API Appointments, "GET Slots".
        """
        params: dict[str, str | int] = dict(days(first, last))
        params |= given(ProvNum=provider, OpNum=operatory)
        if at_least is not None:
            params["lengthMinutes"] = -(-at_least // timedelta(minutes=1))
        found = await self._line.all("/appointments/Slots", params, SlotRow, priority, shared=True)
        ours = (s for s in found if provider in (None, s.provider) and operatory in (None, s.operatory))
        wide = (s for s in ours if s.wall_end - s.wall_start >= (at_least or MINUTE))
        return sorted((s for s in wide if first <= s.wall_start.date() <= last), key=lambda s: (s.wall_start, s.operatory))


def opening_of(row: SlotRow, zone: ZoneInfo) -> Opening | None:
    """Make a time aware; None for one in the hour that the office clock shows twice, or never: nobody is offered it."""
    if row.wall_end <= row.wall_start:
        return None
    start, end = at(row.wall_start, zone), at(row.wall_end, zone)
    if start is None or end is None:
        return None
    # One that begins in such an hour ends in it, too, or on the other side.
    certain = start.utcoffset() == end.utcoffset() and happens_once(row.wall_end, zone)
    return Opening(start, end, row.provider, row.operatory) if certain else None
