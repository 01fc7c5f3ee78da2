"""Ask Open Dental, and tell it: one method a call of the API, typed in and out.

    openings       which times are free
    visits         the appointment book, read
    making         the ways of putting an appointment into it
    changing       what may be done to one that stands there
    charts         people, and the lines of their charts
    recalls        who is due again
    setup          how the office is set up: its lists, people, chairs, settings, clock
    schedules      who works when
    subscriptions  whom the office tells of changes

Every call waits for its turn at the office (one request a second for each customer key, execution included), is sent once, and
is never repeated here: whether it may be repeated is for the caller to know (`bot/attempts/table.py`).
"""

from __future__ import annotations

from bot.office.changing import Changing
from bot.office.charts import Charts
from bot.office.line import MayLeave, Pacing, Priority, Unpaced
from bot.office.making import Making
from bot.office.openings import Openings
from bot.office.recalls import Recalls
from bot.office.schedules import Schedules
from bot.office.setup import Setup
from bot.office.subscriptions import Subscriptions
from bot.office.visits import Visits


class Office(Openings, Visits, Making, Changing, Charts, Recalls, Setup, Schedules, Subscriptions):
    """One customer key at one Open Dental, for one practice."""


__all__ = ["MayLeave", "Office", "Pacing", "Priority", "Unpaced"]
