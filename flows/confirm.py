"""Confirm visits: "I will come". Asked by us two days before, or said by the patient; a household in one question."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from flows import cancel, move, say
from flows.flow import Ask, Become, Do, Done, HandOff
from flows.flow import Move as Next
from flows.outcomes import notes
from flows.when import When
from flows.which import TOGETHER, AboutVisit, OfVisit, find_visits, fitting, names, numbers, the_visit
from flows.words import (
    Asked,
    Changed,
    ConfirmVisit,
    DeclineVisit,
    Heard,
    Intent,
    Kind,
    Mention,
    Overtaken,
    Unconfirmed,
    Visit,
)


class Confirm(AboutVisit, frozen=True, tag="confirm"):
    """Whose visit? Will you come? If not: another time, or off the book?"""

    when: When | None = None  # another time that would suit better
    coming: bool | None = None
    whose: tuple[int, ...] | None = None  # of several visits, those that the yes or no is about
    ended: tuple[Changed | Overtaken | Unconfirmed, ...] | None = None  # of each visit, in their order

    title: ClassVar = "confirming"
    answers: ClassVar = ("when",)
    means: ClassVar = {("coming", Intent.CONFIRM): True}
    aged: ClassVar = ()  # a yes to a visit holds as long as the visit stands: it is looked at again when it is confirmed
    rests_on: ClassVar = AboutVisit.rests_on | {
        "coming": ("visits", "when"),
        "whose": ("visits", "when"),
        "ended": ("visits", "coming", "whose"),
    }

    def next_move(self) -> Next:
        if self.named and self.visits == ():
            return Done(say.no_longer_there())
        visits = find_visits(self)
        if not isinstance(visits, tuple):
            return visits
        if not self.named and len(visits) > 1 and not TOGETHER & set(self.about or ()):  # of their own accord: one of them
            visit = the_visit(self)
            if not isinstance(visit, Visit):
                return visit
            visits = (visit,)
        meant = tuple(visit for visit in visits if visit.number in self.whose) if self.whose else visits
        if self.when is not None:
            together = (Mention.ALL,) if TOGETHER & set(self.about or ()) else None
            return Become((move.Move().learn(self.only(*meant) | {"when": self.when, "about": together}),))
        if self.coming is False:
            return self._declined(meant, _without(visits, meant))
        waiting = tuple(visit for visit in meant if not visit.confirmed)
        if not waiting:
            return Done(say.confirmed_already(meant), now=meant)
        if self.coming is None:
            opening = waiting[0].opening if len(waiting) == 1 else None
            again = say.c_to_confirm() if opening else None
            return Ask("coming", self._question(waiting), again=again, opening=opening, yes_no=True, names=names(waiting))
        return self._confirm(waiting, _without(visits, meant))

    def _question(self, visits: tuple[Visit, ...]) -> say.Line:
        were = {visit.number: visit.start for visit in self.named or ()}
        moved = any(were.get(visit.number, visit.start) != visit.start for visit in visits)
        return say.now_it_is(visits) if moved else say.will_you_come(visits)

    def _declined(self, visits: tuple[Visit, ...], rest: tuple[Visit, ...]) -> Next:
        """Not this one: the desk sees it in the book, and a better time is offered. Then the others are asked about again."""
        declined = cancel.Cancel().learn(self.only(*visits) | {"declined": True})
        telling = (DeclineVisit(visits[0]),) if len(visits) == 1 else ()
        return Become((declined, *self._about(rest)), telling=telling)

    def _confirm(self, visits: tuple[Visit, ...], rest: tuple[Visit, ...]) -> Next:
        ended = self.ended or ()
        if len(ended) < len(visits):
            return Do("ended", ConfirmVisit(visits[len(ended)]), adds=True)
        if any(isinstance(end, Unconfirmed) for end in ended):
            return HandOff(Kind.UNSETTLED, say.could_not_change())
        kept = tuple(visit for visit, end in zip(visits, ended, strict=True) if isinstance(end, Changed))
        told = tuple(note for visit in kept for note in notes(ConfirmVisit(visit)))
        if len(kept) < len(visits):  # it is another time by now: ask about that one
            return Become((self.forget("visits", "coming", "whose"),), telling=told)
        now = tuple(replace(visit, confirmed=True) for visit in visits)
        return Done(say.confirmed(visits), telling=told, now=now, then=self._about(rest))

    def _about(self, rest: tuple[Visit, ...]) -> tuple[Confirm, ...]:
        return (Confirm().learn(self.only(*rest)),) if rest else ()

    def besides(self, other: OfVisit) -> tuple[Confirm, ...]:
        """Return the question about the other visits, where one of a household is spoken of alone: "Leo's has to move"."""
        waiting = tuple(visit for visit in self.visits or () if not visit.confirmed)
        meant = fitting(waiting, other.who, other.about or (), other.day)
        return self._about(_without(waiting, meant)) if meant else ()

    def left_open(self, asked: Asked, event: Heard) -> say.Line | None:
        """ "Let me check with work" is no yes, and nobody nags; "what visit?" is told which, and whom to ask."""
        if asked.about == "coming" and {Intent.UNSURE, Intent.DONT_KNOW} & set(event.intents):
            return say.no_rush()
        return say.it_is(asked.opening) if asked.opening and Intent.VISITS in event.intents else None

    def answer_to(self, asked: Asked, event: Heard) -> dict[str, object]:
        """ "Both", "all of us" and "just mine" are a yes to those, "Leo can't" a no to his alone."""
        said = super().answer_to(asked, event)
        visits = [visit for visit in self.visits or () if not visit.confirmed]
        if asked.about != "coming" or len(visits) < 2:
            return said
        if TOGETHER & set(event.about):
            return said if len(visits) == 2 or Mention.BOTH not in event.about else {}
        if event.who and Mention.ME in event.about:
            return {}  # "Leo yes, me no": which is which, is asked
        some = fitting(visits, event.who, event.about, event.when)
        if len(some) == len(visits) or not some or (event.intents and not said):
            return said
        return said | {"whose": tuple(sorted(numbers(some))), "when": None}


def _without(visits: tuple[Visit, ...], meant: tuple[Visit, ...]) -> tuple[Visit, ...]:
    return tuple(visit for visit in visits if visit not in meant)
