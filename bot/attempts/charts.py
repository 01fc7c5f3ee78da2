"""Charts, and the lines of their communications. A second chart is as bad as a second visit.

Whoever says that they are new may have a chart: under another phone, or archived. Then staff decide, whatever the phone: a
chart found here before we made one was not found when they said who they are, or may not be told about.
"""

from __future__ import annotations

from bot.attempts.outcomes import Absent, Case, Done, NotDone, Outcome, Unknown, not_begun, unseen, written
from bot.office.charts import GONE
from bot.office.errors import OfficeError
from bot.office.rows import PatientRow
from bot.room import ms
from bot.work import ChartChangeWork, ChartWork, CommlogWork


async def make_chart(case: Case, todo: ChartWork) -> Outcome:
    """Make a chart, unless there is one that may be theirs: by names and birth date."""
    try:
        charts = await case.room.office.charts_of(todo.person)
    except OfficeError as error:
        return not_begun(error)
    outcome = _made(charts, todo) if case.again else _no_chart(charts)
    if not isinstance(outcome, Absent):
        return outcome
    if not await case.room.store.one_more(f"charts|{todo.person.phone}", case.effect_id, ms(case.now)):
        return NotDone("too many new charts from this phone: staff decide", changed=True)
    write = case.room.office.make_chart(todo.person, may_leave=case.may_leave)
    return await written(write, lambda made: str(made.pat_num))


async def find_chart(case: Case, todo: ChartWork) -> Outcome:
    try:
        return _made(await case.room.office.charts_of(todo.person), todo)
    except OfficeError as error:
        return Unknown(type(error).__name__)


def _made(charts: list[PatientRow], todo: ChartWork) -> Outcome:
    """After a try of ours, the one on this phone is the one it made: there was none before."""
    ours = [chart for chart in charts if chart.status not in GONE and todo.person.is_on_its_phone(chart)]
    return Done(str(ours[-1].pat_num)) if ours else _no_chart(charts)


def _no_chart(charts: list[PatientRow]) -> NotDone | Absent:
    return NotDone("perhaps a second chart: staff decide", changed=True) if charts else Absent("no such chart")


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
