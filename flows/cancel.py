"""Cancel a visit: a better time is offered first, and nothing is broken without being read back."""

from __future__ import annotations

from typing import ClassVar

from flows import confirm, move, say
from flows.flow import Ask, Become, Do, Done, Forget, HandOff
from flows.flow import Move as Next
from flows.outcomes import done, notes
from flows.when import When
from flows.which import AboutVisit, the_visit
from flows.words import BreakVisit, Changed, Intent, Kind, Overtaken, RaiseCard, Unconfirmed, Visit


class Cancel(AboutVisit, frozen=True, tag="cancel"):
    """Whose visit? Which one? Another time instead? If not: off the book."""

    when: When | None = None  # a better time, said instead of the choice
    declined: bool | None = None  # they had said no to our own ask
    choice: str | None = None  # "move", "break" or "keep"
    way: BreakVisit | None = None  # how staff want it broken
    ended: Changed | Overtaken | Unconfirmed | None = None

    title: ClassVar = "cancelling"
    answers: ClassVar = ("when",)
    means: ClassVar = {
        ("choice", Intent.CANCEL_VISIT): "break",
        ("choice", Intent.MOVE): "move",
        ("choice", Intent.OTHER): "move",
        ("choice", Intent.NEVER_MIND): "keep",
        ("choice", Intent.CONFIRM): "keep",
    }
    aged: ClassVar = ("visits", "choice")
    rests_on: ClassVar = AboutVisit.rests_on | {"choice": ("visits", "which"), "ended": ("choice",)}

    def next_move(self) -> Next:
        visit = the_visit(self)
        if not isinstance(visit, Visit):
            return visit
        if visit.locked or visit.notice == "desk":
            return HandOff(Kind.ASKED, say.desk_moves_it())
        if self.when is not None:
            return Become((move.Move().learn(self.shared() | {"when": self.when}),))
        match self.choice:
            case None:
                return Ask("choice", say.another_time_instead(visit), opening=visit.opening, options=("move", "break"))
            case "move":
                return Become((move.Move().learn(self.shared()),))
            case "keep" if self.declined:
                return Become((confirm.Confirm().learn(self.only(visit) | {"coming": True}),))
            case "keep":
                return Done(say.kept((visit,)))
        return self._break(visit)

    def _break(self, visit: Visit) -> Next:
        breaking = self.way or BreakVisit(visit, charge=visit.notice == "fee")
        match self.ended:
            case None:
                return Do("ended", breaking)
            case Overtaken():
                return Forget(("visits", "choice"), say.changed_meanwhile(), limit=Kind.UNSETTLED)
            case Unconfirmed():
                return HandOff(Kind.UNSETTLED, say.could_not_change())
            case Changed():
                # An empty chair tomorrow is worth a call to somebody on the ASAP list.
                card = (RaiseCard(Kind.SHORT_NOTICE),) if visit.notice else ()
                return Done(done(breaking), telling=(*notes(breaking), *card), broken=visit)
