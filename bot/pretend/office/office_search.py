"""The office's own search, behind GET Slots: whole open blocks of one provider. Source: reference, 8.1, with its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.pretend.office.books import Books, on_the_book
from bot.pretend.office.spans import Slot, Span, at, of_block, of_visit, without
from bot.pretend.office.tables import Appointment, Schedule


@dataclass(frozen=True)
class Search:
    """What is looked for. `op` None: wherever the provider works; `blockouts`: whether they are in the way. [I]"""

    provider: int
    op: int | None
    first: date
    last: date
    minutes: int
    blockouts: bool


def open_blocks(books: Books, search: Search) -> list[Slot]:
    """Return what is open of the provider's time, by start; each as long as it is, to be cut by whoever asks."""
    found: list[Slot] = []
    in_range = [s for s in books.schedules if search.first <= s.SchedDate <= search.last]
    for day in sorted({s.SchedDate for s in in_range}):
        found += _day(books, search, day, [s for s in in_range if s.SchedDate == day])
    return found


def _day(books: Books, search: Search, day: date, today: list[Schedule]) -> Iterator[Slot]:
    visits = [v for v in books.visits_on(day) if on_the_book(v)]
    spans: list[Span] = []
    wanted: list[int] = []
    for block in today:
        ops = _ops_of(books, block, search)
        if ops:
            wanted += [op for op in ops if op not in wanted]
            spans.append(of_block(block))
    if not wanted:
        return
    order = {o.OperatoryNum: o.ItemOrder for o in books.operatories}
    op = min(wanted, key=lambda number: order.get(number, 0))
    for span in without(_joined(spans), _taken(search, wanted, visits, today)):
        if span.stop - span.start >= max(1, search.minutes):  # 5
            yield Slot(at(day, span.start), at(day, span.stop), search.provider, op)


def _ops_of(books: Books, block: Schedule, search: Search) -> list[int]:
    """2: the provider's own blocks, in the operatories they name, else in those that are the provider's."""
    if block.SchedType != "Provider" or block.ProvNum != search.provider:
        return []
    own = [o.OperatoryNum for o in books.operatories if search.provider in (o.ProvDentist, o.ProvHygienist) and not o.IsHidden]
    ops = list(block.Ops) or own
    return [op for op in ops if search.op in (None, op)]


def _taken(search: Search, ops: list[int], visits: list[Appointment], today: list[Schedule]) -> list[Span]:
    """3 and 4: whatever is booked there, and the provider's visits anywhere: an opening must be free in all of them."""
    booked = [of_visit(v) for v in visits if v.Op in ops or search.provider in (v.ProvNum, v.ProvHyg)]
    if not search.blockouts:
        return booked
    return booked + [of_block(s) for s in today if s.SchedType == "Blockout" and set(s.Ops) & set(ops)]


def _joined(spans: list[Span]) -> list[Span]:
    """Touching and overlapping blocks are one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].stop:
            joined[-1] = Span(joined[-1].start, max(joined[-1].stop, span.stop))
        else:
            joined.append(span)
    return joined
