"""Move a visit: the same record, so its procedures stay; the old time is kept until the new one is read back."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from flows import asap, say
from flows.choosing import Choosing, Prompts, right_after
from flows.flow import Become, Do, Done, Forget, HandOff
from flows.flow import Move as Next
from flows.outcomes import done, moved_to, notes, stands
from flows.say import Line
from flows.when import When
from flows.which import RESTS, OfVisit, answer_to_which, the_visit
from flows.words import (
    Asked,
    Booked,
    Heard,
    Intent,
    Kind,
    Mention,
    MoveVisit,
    Opening,
    Overtaken,
    Patient,
    RaiseCard,
    Taken,
    Unconfirmed,
    Visit,
)


class Move(OfVisit, Choosing, frozen=True, tag="move"):
    """Whose visit? Which one? When would be better? Which of these times? Shall I move it? Moved."""

    about: tuple[Mention, ...] | None = None  # whose, where no name says it
    day: When | None = None  # "Tuesday's"
    named: tuple[Visit, ...] | None = None  # by our own text: these need no birth date
    visits: tuple[Visit, ...] | None = None  # a finding
    which: Opening | None = None  # an answer
    behind: bool | None = None  # right after the visit booked or moved before
    kept: bool | None = None  # a no to "what works better?"
    moved: Booked | Taken | Overtaken | Unconfirmed | None = None

    title: ClassVar = "moving"
    answers: ClassVar = ("when",)
    begun_with: ClassVar = {"who": "who", "about": "about"}
    rests_on: ClassVar = (
        Choosing.rests_on
        | RESTS
        | {
            "busy": ("visits",),
            "openings": ("visits", "which", "when"),
            "pick": ("visits", "which", "when"),
            "agreed": ("visits", "which", "when", "pick"),
            "moved": ("ready",),
        }
    )

    def next_move(self) -> Next:
        visit = the_visit(self)
        if not isinstance(visit, Visit):
            return visit
        if visit.locked or visit.notice == "desk":
            return HandOff(Kind.ASKED, say.desk_moves_it())
        if self.kept:
            return Done(say.kept((visit,)))
        if self.behind and self.has and self.when is None:
            return Become((replace(self, when=right_after(self.has[-1]), behind=None),))
        whose = Patient(visit.patient, visit.first_name)
        opening = self.chosen(whose, visit.need, self._prompts(visit))
        if not isinstance(opening, Opening):
            return opening
        moving = MoveVisit(visit, opening)
        match self.moved:
            case None:
                return Do("moved", moving)
            case Taken():
                return self.taken(visit.first_name, self.moved)
            case Overtaken():
                return Forget(("visits", "when"), say.changed_meanwhile(), limit=Kind.UNSETTLED)
            case Unconfirmed():
                return HandOff(Kind.UNCONFIRMED, say.could_not_confirm())
            case Booked():
                return self._done(moving)

    def _done(self, moving: MoveVisit) -> Done:
        now = moved_to(moving)
        card = (RaiseCard(Kind.SHORT_NOTICE),) if moving.visit.notice and not moving.visit.broken else ()
        wants_it_sooner = self.when is not None and self.when.order == "earliest" and not now.asap
        then = (asap.Asap().learn(self.only(now) | {"offered": True}),) if wants_it_sooner else ()
        return Done(done(moving), (*notes(moving), *card), stands=stands(moving), now=(now,), then=then)

    def answer_to(self, asked: Asked, event: Heard) -> dict[str, object]:
        if asked.about == "when" and event.agreed is False and event.when is None:
            return {"kept": True}
        if asked.about == "when" and Intent.BACK_TO_BACK in event.intents and self.has:
            return {"behind": True, "when": None}
        return answer_to_which(self, asked, event) or super().answer_to(asked, event)

    def has_one_then(self, first: str, own: tuple[Opening, ...]) -> Line:
        """This phone may have shown nothing but that it knows of the visit that moves: of another it is told nothing."""
        return super().has_one_then(first, own) if isinstance(self.patient, Patient) else say.not_open_for(first)

    def _own(self, patient: Patient) -> tuple[Opening, ...]:
        """... nor on another visit of theirs, as far as they were read. The one that moves is not in its own way."""
        visit = the_visit(self)
        assert isinstance(visit, Visit), "a time is chosen for a visit"
        others = (v.opening for v in self.visits or () if v.patient == visit.patient and not v.broken)
        return tuple(opening for opening in (*super()._own(patient), *others) if opening.start != visit.start)

    def _prompts(self, visit: Visit) -> Prompts:
        return Prompts(
            say.when_is_better(visit),
            lambda opening: say.move_read_back(visit, opening, near=False),
            lambda opening: say.move_read_back(visit, opening, near=True),
            about=visit.opening,
        )
