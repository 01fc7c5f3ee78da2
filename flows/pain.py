"""In pain, but no emergency as far as said: one question about danger, then the first time there is. Staff know at once."""

from __future__ import annotations

from typing import ClassVar

from flows import say
from flows.book import Book
from flows.flow import Ask, Become, Done, Flow, HandOff, Move
from flows.when import When
from flows.words import Intent, Kind, Mention, Standing, Who

SOONEST = When(order="earliest")


class Pain(Flow, frozen=True, tag="pain"):
    """Is there any danger? If not: the first time that is free."""

    who: Who | None = None
    about: tuple[Mention, ...] | None = None
    reason: str | None = None  # what the practice books for who is in pain; None: a person decides
    when: When | None = None
    has: tuple[Standing, ...] | None = None  # what this conversation has put in the book before
    below: bool | None = None  # a booking waits below: it goes on
    danger: bool | None = None

    title: ClassVar = "in pain"
    answers: ClassVar = ("who", "when", "reason")
    begun_with: ClassVar = {"about": "about"}
    # Who is not sure is taken for somebody in danger.
    means: ClassVar = {("danger", Intent.UNSURE): True, ("danger", Intent.DONT_KNOW): True}
    aged: ClassVar = ("danger",)

    def next_move(self) -> Move:
        if self.danger is None:
            return Ask("danger", say.any_danger(), yes_no=True)
        if self.danger:
            return HandOff(Kind.EMERGENCY, say.emergency())
        if self.below:
            return Done(say.good_to_know())
        if self.reason is None:
            return HandOff(Kind.PAIN, say.pain_to_a_person())
        facts = ("has", "who", "about", "reason")
        known = {fact: getattr(self, fact) for fact in facts} | {"when": self.when or SOONEST}
        return Become((Book().learn(known),))
