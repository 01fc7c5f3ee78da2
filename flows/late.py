"""On the day itself: they run late, or they are here.

Nobody on the way to us is asked for a birth date: the desk is told, whoever it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from flows import say
from flows.calendar import clock
from flows.flow import Do, Done, Move
from flows.which import AboutVisit, known_visits
from flows.words import Kind, NoSuchPatient, RaiseCard, RoomFor, SeveralPatients, Visit, WriteNote


class Late(AboutVisit, frozen=True, tag="late"):
    """Which of today's visits? Is there room for it so much later? The desk knows."""

    at: datetime | None = None  # when they said so
    here: bool | None = None
    late: timedelta | None = None  # how late they will be
    fits: bool | None = None  # so much later, too

    title: ClassVar = "late"
    begun_with: ClassVar = {"who": "who", "about": "about", "late": "late"}
    rests_on: ClassVar = AboutVisit.rests_on | {"fits": ("visits", "late")}

    def next_move(self) -> Move:
        visit = self._todays()
        if isinstance(visit, Do):
            return visit
        if visit is None:
            return Done(say.here() if self.here else say.told_the_desk(), telling=(self._card,))
        if self.here:
            return Done(say.here(), telling=(WriteNote(visit.number, self._note(visit)), self._card))
        if self.late is not None and self.fits is None:
            return Do("fits", RoomFor(visit, self.late))
        return Done(
            say.late_fits() if self.fits else say.late_is_tight() if self.late else say.told_the_desk(),
            telling=(WriteNote(visit.number, self._note(visit)), self._card),
        )

    def _todays(self) -> Visit | Do | None:
        """Return today's visit; what to read first; or None, if there is none or nobody is known to have one."""
        if isinstance(self.patient, NoSuchPatient | SeveralPatients) or not (self.named or (self.who and self.who.born)):
            return None
        visits = known_visits(self)
        if not isinstance(visits, tuple):
            return visits if isinstance(visits, Do) else None
        assert self.at is not None, "a request begins at some time"
        today = [v for v in visits if v.start.date() == self.at.astimezone(v.start.tzinfo).date() and v.end > self.at]
        return today[0] if today else None

    @property
    def _card(self) -> RaiseCard:
        return RaiseCard(Kind.HERE if self.here else Kind.LATE)

    def _note(self, visit: Visit) -> str:
        assert self.at is not None, "a request begins at some time"
        said = (
            "is here" if self.here else f"is {self.late // timedelta(minutes=1)} min late" if self.late else "is running late"
        )
        return f"Texted at {clock(self.at.astimezone(visit.start.tzinfo), 'en')}: {said}"
