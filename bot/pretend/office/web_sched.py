"""The Web Sched engine: which times a patient may book for a reason. Source: reference, 8.2; its steps are numbered here.

It thinks in minutes of one day. A slot is as long as the reason's appointment type, begins where the block or the last
obstacle ends, and goes back to the block's own grid when it can, so that two offers may overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.pretend.office.books import Books, in_a_chair
from bot.pretend.office.spans import Slot, Span, at, of_block, of_visit, round_up
from bot.pretend.office.tables import Appointment, AppointmentType, Definition, Operatory, Schedule

NEW_PATIENT, EXISTING_PATIENT = 42, 51
TICK = 5  # minutes a character of a pattern


class NotOffered(Exception):
    """The reason leads to no appointment type; the text is for the caller."""


@dataclass(frozen=True)
class Ask:
    """What is looked for: a reason, for a new or an existing patient, at one clinic (0: at none)."""

    reason: Definition
    is_new: bool
    clinic: int
    first: date
    last: date


def offered(books: Books, ask: Ask, now: datetime) -> list[Slot]:
    """Return every bookable time from today on, earliest first. Raises NotOffered."""
    pattern = pattern_of(books, type_of(books, ask.reason))
    ops = _operatories(books, ask)
    if not ops:
        return []
    search = _Search(books, ask, pattern, ops)
    found: list[Slot] = []
    for day in search.days():
        if day >= now.date():  # 6: days before today are skipped
            found += search.day(day)
    order = {op.OperatoryNum: op.ItemOrder for op in ops}
    return sorted((s for s in found if s.DateTimeStart >= now), key=lambda s: (s.DateTimeStart, order[s.OpNum]))  # 13


def type_of(books: Books, reason: Definition) -> AppointmentType:
    """1: reason -> appointment type. Raises NotOffered."""
    types = [books.appointmenttypes.get(number) for number in books.links(reason.DefNum, "AppointmentType")]
    kind = next((t for t in types if t is not None and not t.IsHidden), None)
    if kind is None:
        raise NotOffered("The reason for visit is no longer offered. Please call the office.")
    return kind


def pattern_of(books: Books, kind: AppointmentType) -> str:
    """The type's own pattern, or, where that is blank, one from its procedures."""
    return kind.Pattern or pattern_of_codes(books, kind.CodeStr) or "//XX//"


def pattern_of_codes(books: Books, codes: str) -> str:
    wanted = [code.strip() for code in codes.split(",")]
    return "".join(c.ProcTime for code in wanted for c in books.procedurecodes if c.ProcCode == code)


def _operatories(books: Books, ask: Ask) -> list[Operatory]:
    """2 and 4: the visible operatories linked to the reason, in the order they stand in the office."""
    if ask.reason.Category != (NEW_PATIENT if ask.is_new else EXISTING_PATIENT):
        return []
    linked = books.links(ask.reason.DefNum, "Operatory")
    ops = [op for op in books.operatories if op.OperatoryNum in linked and not op.IsHidden]
    if books.uses_clinics:
        ops = [op for op in ops if op.ClinicNum == ask.clinic]
    return sorted(ops, key=lambda op: op.ItemOrder)


class _Search:
    """One search over several days: what does not change from day to day is looked up once."""

    def __init__(self, books: Books, ask: Ask, pattern: str, ops: list[Operatory]) -> None:
        self._books = books
        self._pattern = pattern
        self._ops = ops
        self._step = int(books.preference("AppointmentTimeIncrement", "10"))
        self._people = {p.ProvNum for p in books.providers if not p.IsHidden and not p.IsNotPerson}  # 3
        kind = "NewPat" if ask.is_new else "ExistingPat"
        allowed = books.preference(f"WebSched{kind}{'Appt' if ask.is_new else ''}IgnoreBlockoutTypes")
        self._restricted_to = set(books.links(ask.reason.DefNum, "BlockoutType"))
        restricted = {link.FKey for link in books.deflinks if link.LinkType == "BlockoutType"}
        # 12: a type that belongs to any reason is never open to the others, even if generally allowed.
        self._open_types = ({int(n) for n in allowed.split(",") if n.strip()} - restricted) | self._restricted_to
        doubles = books.preference(f"WebSched{kind}{'Appt' if ask.is_new else ''}DoubleBooking", "0")
        self._prevents_doubles = doubles == "1"
        self._schedules: dict[date, list[Schedule]] = {}
        for block in books.schedules:
            if ask.first <= block.SchedDate <= ask.last:
                self._schedules.setdefault(block.SchedDate, []).append(block)
        self._visits: dict[date, list[Appointment]] = {}
        for visit in books.appointments:
            if in_a_chair(visit) and ask.first <= visit.AptDateTime.date() <= ask.last:
                self._visits.setdefault(visit.AptDateTime.date(), []).append(visit)

    def days(self) -> list[date]:
        return sorted(self._schedules)

    def day(self, day: date) -> Iterator[Slot]:
        seen: set[tuple[int, int, int]] = set()
        blocks = [s for s in self._schedules.get(day, ()) if s.SchedType == "Provider" and s.ProvNum in self._people]
        for op in self._ops:
            obstacles = self._obstacles(day, op)
            homes = self._homes(day, op)
            for block in sorted(blocks, key=lambda b: b.StartTime):
                if not self._covers(block, op):
                    continue
                busy = self._busy(day, block.ProvNum) if self._prevents_doubles else frozenset()
                for span in self._scan(of_block(block), obstacles, homes, busy):
                    # 10: the same time with the same provider in a second operatory is not repeated; the left one wins.
                    if (span.start, span.stop, block.ProvNum) not in seen:
                        seen.add((span.start, span.stop, block.ProvNum))
                        yield Slot(at(day, span.start), at(day, span.stop), block.ProvNum, op.OperatoryNum)

    def _covers(self, block: Schedule, op: Operatory) -> bool:
        """5: a block with operatories covers those; one without any, wherever the provider is the operatory's own."""
        if block.Ops:
            return op.OperatoryNum in block.Ops
        return block.ProvNum in (op.ProvDentist, op.ProvHygienist)

    def _obstacles(self, day: date, op: Operatory) -> list[Span]:
        """7: blockouts but the allowed types, and whatever has this chair."""
        blockouts = [
            of_block(s)
            for s in self._schedules.get(day, ())
            if s.SchedType == "Blockout" and op.OperatoryNum in s.Ops and s.BlockoutType not in self._open_types
        ]
        visits = [of_visit(v) for v in self._visits.get(day, ()) if v.Op == op.OperatoryNum]
        return sorted(blockouts + visits)

    def _homes(self, day: date, op: Operatory) -> list[Span] | None:
        """12: the blockouts one of which a restricted reason must lie inside; None where the reason is free."""
        if not self._restricted_to:
            return None
        return [
            of_block(s)
            for s in self._schedules.get(day, ())
            if s.SchedType == "Blockout" and op.OperatoryNum in s.Ops and s.BlockoutType in self._restricted_to
        ]

    def _busy(self, day: date, provider: int) -> frozenset[int]:
        """11: the ticks of the day in which the provider works, over all operatories; assistant time does not count."""
        return frozenset(
            of_visit(v).start // TICK + i
            for v in self._visits.get(day, ())
            if (v.ProvHyg if v.IsHygiene and v.ProvHyg else v.ProvNum) == provider
            for i, mark in enumerate(v.Pattern)
            if mark == "X"
        )

    def _scan(self, block: Span, obstacles: list[Span], homes: list[Span] | None, busy: frozenset[int]) -> Iterator[Span]:
        length = round_up(TICK * len(self._pattern), self._step)  # 8: the end is rounded up to the step
        first = start = round_up(block.start, self._step)  # 6
        while start + length <= block.stop:
            candidate = Span(start, start + length)
            hit = next((o for o in obstacles if o.overlaps(candidate)), None)
            if hit is not None:
                start = hit.stop  # 7
            elif self._doubles(start, busy) or not (homes is None or any(home.holds(candidate) for home in homes)):
                start += self._step  # 11 and 12
            else:
                yield candidate
                start = _next_start(first, candidate, length)

    def _doubles(self, start: int, busy: frozenset[int]) -> bool:
        return bool(busy) and any(mark == "X" and start // TICK + i in busy for i, mark in enumerate(self._pattern))


def _next_start(first: int, slot: Span, length: int) -> int:
    """9: go on at the slot's end, or, from a slot off the grid of perfect starts, at the latest of those before its end."""
    if (slot.start - first) % length == 0:
        return slot.stop
    return first + (slot.stop - 1 - first) // length * length
