"""Charts, and the lines of their communications. A second chart is as bad as a second visit."""

from __future__ import annotations

from bot.attempts.outcomes import Absent, Case, Done, NotDone, Outcome, Unknown, not_begun, unseen, written
from bot.office.charts import GONE
from bot.office.errors import OfficeError
from bot.office.rows import PatientRow
from bot.work import ChartChangeWork, ChartWork, CommlogWork


async def make_chart(case: Case, todo: ChartWork) -> Outcome:
    """Make a chart, unless this very person has one: by names, birth date and phone."""
    try:
        outcome = _theirs(await case.room.office.charts_of(todo.person))
    except OfficeError as error:
        return not_begun(error)
    if not isinstance(outcome, Absent):
        return outcome
    write = case.room.office.make_chart(todo.person, may_leave=case.may_leave)
    return await written(write, lambda made: str(made.pat_num))


async def find_chart(case: Case, todo: ChartWork) -> Outcome:
    try:
        return _theirs(await case.room.office.charts_of(todo.person))
    except OfficeError as error:
        return Unknown(type(error).__name__)


def _theirs(charts: list[PatientRow]) -> Outcome:
    living = [chart for chart in charts if chart.status not in GONE]
    if living:
        return Done(str(living[0].pat_num))
    return NotDone("an archived chart: staff decide") if charts else Absent("no such chart")


async def change_chart(case: Case, todo: ChartChangeWork) -> Outcome:
    """Make the chart so, unless it is."""
    try:
        if todo.change.is_so(await case.room.office.chart(todo.patient)):
            return Done(str(todo.patient))
    except OfficeError as error:
        return not_begun(error)
    write = case.room.office.change_chart(todo.patient, todo.change, may_leave=case.may_leave)
    return await written(write, lambda changed: str(changed.pat_num))


async def find_chart_change(case: Case, todo: ChartChangeWork) -> Outcome:
    try:
        chart = await case.room.office.chart(todo.patient)
    except OfficeError as error:
        return unseen(error)
    return Done(str(todo.patient)) if todo.change.is_so(chart) else Absent("not so")


async def write_commlog(case: Case, todo: CommlogWork) -> Outcome:
    write = case.room.office.write_commlog(todo.patient, todo.note, when=todo.at, may_leave=case.may_leave)
    return await written(write, lambda _: "written")


async def find_commlog(case: Case, todo: CommlogWork) -> Outcome:
    """Look for the marker that ends our line."""
    marker = todo.note[-12:]
    try:
        rows = await case.room.office.commlogs(todo.patient)
    except OfficeError as error:
        return Unknown(type(error).__name__)
    return Done("found") if any(marker in row.note for row in rows) else Absent("not in the chart")
