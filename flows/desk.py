"""What staff alone ask for: a plan, a line in a note, a confirmation taken back. The rest they ask by the flows of patients."""

from __future__ import annotations

from typing import ClassVar

from flows import say
from flows.flow import Do, Done, Flow, HandOff, Move
from flows.say import Line
from flows.words import Booked, Changed, ConfirmVisit, JotNote, Kind, Overtaken, Patient, PlanVisit, Unconfirmed, Visit


class MakePlan(Flow, frozen=True, tag="make plan"):
    """Plan a visit that gets its time later."""

    patient: Patient | None = None
    reason: str | None = None
    made: Booked | Unconfirmed | None = None

    title: ClassVar = "planning"

    def next_move(self) -> Move:
        assert isinstance(self.patient, Patient), "staff say whose plan it is"
        assert self.reason is not None, "staff say what is planned"
        match self.made:
            case None:
                return Do("made", PlanVisit(self.patient, self.reason))
            case Unconfirmed():
                return HandOff(Kind.UNSETTLED, say.could_not_change())
            case Booked():
                return Done(Line("okay"))


class Jot(Flow, frozen=True, tag="jot"):
    """Add a line to a visit's note."""

    visit: Visit | None = None
    line: str = ""
    written: Changed | Unconfirmed | None = None

    title: ClassVar = "noting"

    def next_move(self) -> Move:
        assert self.visit is not None, "staff say which visit"
        match self.written:
            case None:
                return Do("written", JotNote(self.visit, self.line))
            case Unconfirmed():
                return HandOff(Kind.UNSETTLED, say.could_not_change())
            case Changed():
                return Done(Line("okay"))


class Unconfirm(Flow, frozen=True, tag="unconfirm"):
    """Take back a confirmation that staff made."""

    visit: Visit | None = None
    ended: Changed | Overtaken | Unconfirmed | None = None

    title: ClassVar = "taking back"

    def next_move(self) -> Move:
        assert self.visit is not None, "staff say which visit"
        match self.ended:
            case None:
                return Do("ended", ConfirmVisit(self.visit, back=True))
            case Unconfirmed():
                return HandOff(Kind.UNSETTLED, say.could_not_change())
            case Overtaken() | Changed():
                return Done(Line("okay"))


DeskOnly = MakePlan | Jot | Unconfirm
