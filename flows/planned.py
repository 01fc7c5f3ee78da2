"""A time for what the dentist has planned. A text never says what that is."""

from __future__ import annotations

from typing import ClassVar

from flows import book, say
from flows.choosing import Choosing, Prompts
from flows.flow import Become, Do, Done, Forget, HandOff, Move
from flows.identify import identify
from flows.outcomes import notes, stands
from flows.words import (
    Booked,
    FindPlans,
    Kind,
    Mention,
    Opening,
    Overtaken,
    Patient,
    Plan,
    SchedulePlan,
    Taken,
    Unconfirmed,
    Who,
)


class Planned(Choosing, frozen=True, tag="planned"):
    """Who is it for? What is planned? When? Which of these times? Shall I book it? Booked."""

    about: tuple[Mention, ...] | None = None
    unfit: Who | None = None
    plans: tuple[Plan, ...] | None = None  # a finding, in the order they are to be done
    booking: Booked | Taken | Overtaken | Unconfirmed | None = None

    title: ClassVar = "planned treatment"
    answers: ClassVar = ("who", "when")
    begun_with: ClassVar = {"about": "about", "reason": "reason"}
    aged: ClassVar = (*Choosing.aged, "plans")
    rests_on: ClassVar = Choosing.rests_on | {
        "plans": ("patient",),
        "openings": ("plans", "when"),
        "pick": ("plans", "when"),
        "agreed": ("plans", "when", "pick"),
        "booking": ("ready",),
    }

    def next_move(self) -> Move:
        if not isinstance(self.patient, Patient):
            return identify(self.who, self.patient, self.about or ())
        if self.plans is None:
            return Do("plans", FindPlans(self.patient))
        if not self.plans:
            return self._nothing_planned()
        plan = self.plans[0]
        opening = self.chosen(self.patient, plan.need, self._prompts(plan.first_name))
        if not isinstance(opening, Opening):
            return opening
        scheduling = SchedulePlan(plan, opening)
        match self.booking:
            case None:
                return Do("booking", scheduling)
            case Taken():
                return self.taken(plan.first_name, self.booking)
            case Overtaken():
                return Forget(("plans", "when"), say.changed_meanwhile(), limit=Kind.UNSETTLED)
            case Unconfirmed():
                return HandOff(Kind.UNCONFIRMED, say.could_not_confirm())
            case Booked():
                return Done(say.booked(plan.first_name, opening), telling=notes(scheduling), stands=stands(scheduling))

    def _nothing_planned(self) -> Move:
        """What the office lets patients book by its own word is booked; of anything else staff know more."""
        if self.reason is None:
            return HandOff(Kind.ASKED, say.handing_over())
        facts = ("has", "about", "who", "patient", "reason", "when")
        return Become((book.Book().learn({fact: getattr(self, fact) for fact in facts}),))

    def _prompts(self, first: str) -> Prompts:
        return Prompts(
            say.when_suits(),
            lambda opening: say.read_back(first, opening, near=False),
            lambda opening: say.read_back(first, opening, near=True),
        )
