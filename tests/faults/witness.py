"""One patient's phone and chart, as the stand-ins have them: what the oracles judge by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.pretend.carrier import Text
from bot.pretend.carrier.keywords import Keyword, keyword
from bot.pretend.office.tables import Appointment
from tests.faults.handset import Said, read
from tests.faults.people import ZONE
from tests.faults.rig import Rig
from tests.faults.script import Chart

BY_BOT = ("WebSched", "API")
BY_STAFF = ("Default", "Desk")  # at their own screens, or through the bot: see desk_rows.py


@dataclass
class Witness:
    """One patient's phone and chart, as the stand-ins have them."""

    rig: Rig
    chart: Chart
    answers_within: timedelta
    texts: tuple[Text, ...] = ()
    history: list = field(default_factory=list)  # of their visits, since the seed began
    whole: list = field(default_factory=list)  # ... and before
    numbers: tuple[int, ...] = ()  # of their charts: one, or there is a violation

    def __post_init__(self) -> None:
        self.texts = self.rig.carrier.phone(self.chart.phone)
        books, chart = self.rig.office.books, self.chart
        named = (p.PatNum for p in books.patients if f"{p.FName} {p.LName}" == chart.name)
        self.numbers = (chart.number,) if chart.number else tuple(named)
        rows = list(books.histappointments)
        self.whole = [row for row in rows if row.Snapshot.PatNum in self.numbers]
        self.history = [row for row in rows[self.rig.old_history :] if row.Snapshot.PatNum in self.numbers]

    # --- the chart ---------------------------------------------------------------------------------------------------

    def made(self) -> list[tuple[datetime, Appointment]]:
        """What the bot entered for this patient, and when."""
        created = [r for r in self.history if r.HistApptAction == "Created" and r.ApptSource in BY_BOT]
        return [(r.HistDateTStamp, r.Snapshot) for r in created]

    def touched_by_staff(self, number: int) -> bool:
        return any(r.ApptSource in BY_STAFF and r.Snapshot.AptNum == number for r in self.history)

    def stands(self, number: int) -> bool:
        visit = self.rig.office.books.appointments.get(number)
        return visit is not None and visit.AptStatus == "Scheduled"

    def stood(self, visit: Appointment, at: datetime) -> bool:
        """As it was made, at that time: later it may be broken, by whomever."""
        rows = [r.Snapshot for r in self.history if r.Snapshot.AptNum == visit.AptNum and r.HistDateTStamp <= at]
        return bool(rows) and rows[-1].AptStatus == "Scheduled" and rows[-1].AptDateTime == visit.AptDateTime

    # --- the phone ---------------------------------------------------------------------------------------------------

    def heard(self) -> Iterator[tuple[Text, Said]]:
        """What the bot said on this phone, sentence by sentence."""
        for text in self.texts:
            if text.direction == "received" and text.sid in self.rig.carrier.ledger.messages:
                for one in read(text.body, wall(text.at)):
                    yield text, one

    def wrote(self) -> list[Text]:
        return [text for text in self.texts if text.direction == "sent"]

    def announced(self, start: datetime) -> list[Text]:
        return [text for text, one in self.heard() if one.key == "booked" and start in one.times]

    def stopped_at(self) -> datetime | None:
        """When the bot had said 200 to the first word that means stop."""
        at = [self.rig.accepted[t.sid] for t in self.wrote() if means_stop(t.body) and t.sid in self.rig.accepted]
        return min(at, default=None)


def wall(at: datetime) -> datetime:
    return at.astimezone(ZONE).replace(tzinfo=None)


def means_stop(body: str) -> bool:
    return keyword(body) is Keyword.STOP or body in ("please stop texting me", "ya no me manden mensajes")
