"""One exact time, agreed: when would suit, which of these, shall I? What booking, moving and scheduling a plan share."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from msgspec import Struct

from flows import say
from flows.flow import ONE_MINUTE, TEN_MINUTES, Ask, Do, Flow, Forget, Move
from flows.say import Line
from flows.when import Span, When
from flows.words import (
    FindOpenings,
    Intent,
    Kind,
    Need,
    NoSuchPatient,
    Opening,
    Patient,
    SeveralPatients,
    Standing,
    StillFree,
    Taken,
    Who,
)


class Prompts(Struct, frozen=True):
    """How a request words its questions: a yes agrees to another thing in each."""

    when: Line
    read_back: Callable[[Opening], Line]
    read_back_near: Callable[[Opening], Line]  # when it is not quite what was wished
    about: Opening | None = None  # the time as it stands: "later that day" is later than this

    def wish(self, when: When) -> When:
        """Return it counted from the time as it stands."""
        return when.from_visit(self.about.start) if self.about else when


class Choosing(Flow, frozen=True):
    """The facts from "when would suit?" to the yes to exactly one time."""

    has: tuple[Standing, ...] | None = None  # what this conversation has put in the book before
    busy: tuple[Opening, ...] | None = None  # what they have besides, as far as it lay on a time that they chose
    who: Who | None = None  # an answer
    patient: Patient | NoSuchPatient | SeveralPatients | None = None  # a finding
    reason: str | None = None  # only of a new visit
    when: When | None = None  # a constraint, not a date: "thu after 3, not the 14th"
    openings: tuple[Opening, ...] | None = None  # what suits
    near: tuple[Opening, ...] | None = None  # when nothing suits: the closest there is
    pick: Opening | None = None
    free: bool | Taken | None = None  # looked at before the read-back
    agreed: bool | None = None  # the yes to exactly that time
    ready: bool | Taken | None = None  # looked at before the write

    means: ClassVar = {("agreed", Intent.OTHER): False}  # "do you have another time?"
    rests_on: ClassVar = {
        "patient": ("who",),
        "busy": ("patient",),
        "openings": ("patient", "reason", "when"),
        "near": ("openings",),
        # The pick holds the opening itself, not its number: a list that is read again leaves it standing.
        "pick": ("patient", "reason", "when"),
        "free": ("pick", "openings"),
        "agreed": ("patient", "reason", "when", "pick"),
        "ready": ("agreed",),
    }

    def chosen(self, patient: Patient, what: str | Need, prompts: Prompts) -> Opening | Move:
        """Return the time that was agreed to and is still free; until there is one, what to do about it next."""
        if self.when is None:
            return Ask("when", prompts.when, opening=prompts.about)
        if self.when.impossible:
            return Forget(("when",), say.no_such_day())
        wish = prompts.wish(self.when)
        if self.openings is None:
            return Do("openings", FindOpenings(patient, what, wish, self._own(patient)))
        if not self.openings and self.near is None:
            return Do("near", FindOpenings(patient, what, wish.widened(), self._own(patient)))
        offered = self.openings or self.near
        if not offered:
            return Forget(("when",), say.nothing_free(), limit=Kind.NO_OPENING)
        # One opening is no choice: read it back at once.
        opening = self.pick or (offered[0] if len(offered) == 1 else None)
        if opening is None:
            again = say.offer(offered, near=False)
            return Ask("pick", say.offer(offered, near=not self.openings), again, openings=offered)
        return self._agreed_to(patient, what, opening, prompts)

    def _agreed_to(self, patient: Patient, what: str | Need, opening: Opening, prompts: Prompts) -> Opening | Move:
        if self.free is None:
            return Do("free", StillFree(patient, what, opening, at_most=TEN_MINUTES))
        if self.free is not True:
            return self.taken(patient.first_name, self.free)
        if self.agreed is None:
            is_near = self.pick is None and not self.openings
            prompt = (prompts.read_back_near if is_near else prompts.read_back)(opening)
            return Ask("agreed", prompt, opening=opening, yes_no=True, besides=self._listed(opening))
        if not self.agreed:
            return Forget(("when",), say.not_that_one()) if self.pick is None else Forget(("pick",))
        if self.ready is None:
            return Do("ready", StillFree(patient, what, opening, at_most=ONE_MINUTE))
        return opening if self.ready is True else self.taken(patient.first_name, self.ready)

    def _listed(self, opening: Opening) -> tuple[Opening, ...]:
        """Return the list that this one stood on; of one time there was none."""
        offered = self.openings or self.near or ()
        return offered if len(offered) > 1 and opening in offered else ()

    def dropped(self) -> Line:
        return Line("dropped_the_rest" if self.has else "dropped")

    def taken(self, first: str, why: bool | Taken) -> Forget:
        """Somebody else has that time, or they have a visit then themselves: say so, and offer what is left."""
        gone = ("openings", "pick", "agreed")
        if not (isinstance(why, Taken) and why.own):
            return Forget(gone, say.just_taken())
        busy = tuple(dict.fromkeys((*(self.busy or ()), *why.own)))
        return Forget(gone, self.has_one_then(first, why.own), noting={"busy": busy})

    def has_one_then(self, first: str, own: tuple[Opening, ...]) -> Line:
        """Say that they have a visit then. Whoever chooses a time here has shown who they are."""
        return say.has_one_then(first, own[0])

    def _own(self, patient: Patient) -> tuple[Opening, ...]:
        """Return the times this patient has already: nobody comes twice at once."""
        return (*(visit.opening for visit in self.has or () if visit.patient == patient.number), *(self.busy or ()))


def right_after(standing: Standing) -> When:
    """The same day, as soon as that visit ends."""
    end = standing.opening.end
    return When((Span(end.date(), end.date(), from_=end.time()),), around=end.time())
