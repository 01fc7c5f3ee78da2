"""Open Dental's rows as they come over the wire. Its PascalCase lives here and nowhere else.

    reading   how a row is read
    visits    the appointment book
    people    charts and what belongs to them
    setup     the office's own lists

Times are on the office clock, without a zone, and are called `wall`; `at` makes them aware. Year 1 means never.
"""

from __future__ import annotations

from bot.office.rows.people import ChartRow, CommlogRow, DueRow, PatientRow, RecallRow
from bot.office.rows.reading import (
    DATETIME,
    NEVER,
    Colour,
    Row,
    Wall,
    at,
    colour,
    day,
    happens_once,
    moment,
    row,
    rows,
    wall,
)
from bot.office.rows.setup import (
    AppointmentTypeRow,
    Category,
    ClinicRow,
    ClockRow,
    DefinitionRow,
    OperatoryRow,
    PreferenceRow,
    ProviderRow,
    ScheduleRow,
    SubscriptionRow,
)
from bot.office.rows.visits import CELL, HELD, AppointmentRow, HistoryRow, SlotRow, VisitRow, WebSchedRow

__all__ = [
    "CELL",
    "DATETIME",
    "HELD",
    "NEVER",
    "AppointmentRow",
    "AppointmentTypeRow",
    "Category",
    "ChartRow",
    "ClinicRow",
    "ClockRow",
    "Colour",
    "CommlogRow",
    "DefinitionRow",
    "DueRow",
    "HistoryRow",
    "OperatoryRow",
    "PatientRow",
    "PreferenceRow",
    "ProviderRow",
    "RecallRow",
    "Row",
    "ScheduleRow",
    "SlotRow",
    "SubscriptionRow",
    "VisitRow",
    "Wall",
    "WebSchedRow",
    "at",
    "colour",
    "day",
    "happens_once",
    "moment",
    "row",
    "rows",
    "wall",
]
