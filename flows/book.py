"""Book a visit."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from flows import household, say
from flows.choosing import Choosing, Prompts, right_after
from flows.flow import Ask, Become, Do, Done, Forget, HandOff, Move
from flows.identify import identify
from flows.outcomes import notes
from flows.words import (
    Asked,
    BookAppointment,
    Booked,
    Heard,
    Intent,
    Kind,
    Mention,
    Opening,
    Patient,
    Standing,
    Taken,
    Unconfirmed,
    Who,
)


class Book(Choosing, frozen=True, tag="book"):
    """Who is it for? What for? When? Which of these times? Shall I book it? Booked."""

    about: tuple[Mention, ...] | None = None  # whom it is for, as they called them: "my son"
    unfit: Who | None = None  # who was found on no chart of this phone: perhaps they are new
    parent: Who | None = None  # "for the kids, Ana Silva 5/1/80": who is texting, and none of those it is for
    behind: bool | None = None  # right after the visit booked before
    booking: Booked | Taken | Unconfirmed | None = None  # "no reply from the office" is neither yes nor no

    title: ClassVar = "booking"
    answers: ClassVar = ("who", "reason", "when")
    begun_with: ClassVar = {"about": "about"}
    rests_on: ClassVar = Choosing.rests_on | {"booking": ("ready",)}

    def next_move(self) -> Move:
        if not isinstance(self.patient, Patient):
            in_turn = bool(household.SEVERAL & set(self.about or ())) and not self.has  # then the first has been
            return identify(self.who, self.patient, self.about or (), in_turn=in_turn)
        if self.parent is None and self._is_none_of_the_children(self.patient):
            return Forget(("who",), noting={"parent": self.who})
        if self.reason is None:
            return Ask("reason", say.what_for())
        if self.behind and self.has and self.when is None:
            return Become((replace(self, when=right_after(self.has[-1]), behind=None),))
        opening = self.chosen(self.patient, self.reason, self._prompts(self.patient))
        if not isinstance(opening, Opening):
            return opening
        booking = BookAppointment(self.patient, self.reason, opening)
        match self.booking:
            case None:
                return Do("booking", booking)
            case Taken():
                return self.taken(self.patient.first_name, self.booking)
            case Unconfirmed():
                return HandOff(Kind.UNCONFIRMED, say.could_not_confirm())
            case Booked():
                stands = Standing(self.patient.number, opening)
                line = say.booked(self.patient.first_name, opening)
                return Done(line, telling=notes(booking), stands=stands)

    def _is_none_of_the_children(self, patient: Patient) -> bool:
        """Say whether it is a grown-up who was named where it is for children. Said again, it is for them after all."""
        whom = set(self.about or ())
        return Mention.CHILDREN in whom and not whom & {Mention.ME, Mention.BOTH, Mention.ALL} and not patient.minor

    def answer_to(self, asked: Asked, event: Heard) -> dict[str, object]:
        """ "Right after the one you just booked" answers when."""
        if asked.about == "when" and Intent.BACK_TO_BACK in event.intents and event.when is None:
            return {"behind": True}
        return super().answer_to(asked, event)

    def _prompts(self, patient: Patient) -> Prompts:
        return Prompts(
            say.when_suits(),
            lambda opening: say.read_back(patient.first_name, opening, near=False),
            lambda opening: say.read_back(patient.first_name, opening, near=True),
        )
