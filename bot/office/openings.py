"""Which times are free."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import date

from bot.office.line import Priority
from bot.office.part import Part, yes_no
from bot.office.rows import SlotRow, at, happens_once
from flows.words import Opening


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
            "dateStart": first.isoformat(),
            "dateEnd": last.isoformat(),
            "defNumApptType": def_num,
            "isNewPatient": yes_no(new_patient),
            **self._of_our_clinic(),
        }
        seen: set[SlotRow] = set()
        pages = self._line.pages("/appointments/SlotsWebSched", params, SlotRow, priority, shared=True)
        async with aclosing(pages):
            async for page, _ in pages:  # a time taken meanwhile moves the rest: one missed does no harm, one twice would
                for slot in page:
                    opening = self._opening(slot)
                    if slot not in seen and opening is not None and first <= opening.start.date() <= last:
                        yield opening
                    seen.add(slot)

    async def offers(self, opening: Opening, *, def_num: int, new_patient: bool) -> bool:
        """Say whether the office would still give that very opening. Raises OfficeError. One request a page of its day."""
        day = opening.start.date()
        found = self.openings(day, day, def_num=def_num, new_patient=new_patient, priority=Priority.BOOKING)
        async with aclosing(found):
            return any([other == opening async for other in found])

    def _opening(self, slot: SlotRow) -> Opening | None:
        """Nobody is offered an hour that the office clock shows twice, or never."""
        if slot.wall_end <= slot.wall_start:
            return None
        start, end = at(slot.wall_start, self._zone), at(slot.wall_end, self._zone)
        if start is None or end is None:
            return None
        # One that begins in such an hour ends in it, too, or on the other side.
        certain = start.utcoffset() == end.utcoffset() and happens_once(slot.wall_end, self._zone)
        return Opening(start, end, slot.provider, slot.operatory) if certain else None
