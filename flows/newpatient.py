"""A first visit of somebody who is new: their chart is made only when a time is agreed."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from flows import book, say
from flows.choosing import Choosing, Prompts
from flows.flow import Ask, Become, Do, Forget, HandOff, Move
from flows.identify import born, plain
from flows.words import (
    Asked,
    FindPatient,
    Heard,
    Intent,
    Kind,
    MakeChart,
    Mention,
    NoSuchPatient,
    Opening,
    Patient,
    SeveralPatients,
    Unconfirmed,
    Who,
    WriteCommlog,
)

NO_CHART = Who()  # a guardian who is new here as well


class NewPatient(Choosing, frozen=True, tag="new patient"):
    """Full name, birth date? A child: a guardian? What for? When? Which of these times? Shall I book it? A chart; booked."""

    about: tuple[Mention, ...] | None = None
    told: bool | None = None  # the birth date, as it was understood, was said with the month's name
    guardian_who: Who | None = None  # an answer
    guardian: Patient | NoSuchPatient | SeveralPatients | None = None  # a finding
    behind: bool | None = None
    chart: Patient | NoSuchPatient | Unconfirmed | None = None

    title: ClassVar = "new patient"
    answers: ClassVar = ("who", "reason", "when")
    begun_with: ClassVar = {"about": "about"}
    persons: ClassVar = ("guardian_who", "last")
    means: ClassVar = Choosing.means | {("guardian_who", Intent.NEW_PATIENT): NO_CHART}
    rests_on: ClassVar = Choosing.rests_on | {
        "told": ("who",),
        "guardian": ("guardian_who",),
        "agreed": ("patient", "guardian", "reason", "when", "pick"),
        "chart": ("who", "ready"),
    }

    def next_move(self) -> Move:
        who = self.who
        if who is None or who.born is None or not _is_whole(who):
            return self._ask_who(who)
        assert who.first, "a whole name has a first one"
        match self.patient:
            case None:
                return Do("patient", FindPatient(who))
            case Patient():  # they have a chart on this phone, and proved it
                return Become((self._known(self.patient),))
            case SeveralPatients():
                return HandOff(Kind.IDENTITY, say.handing_over())
        if not self.told:
            return Become((replace(self, told=True),), say.understood(who.first, who.born))
        if self.patient.minor and not isinstance(self.guardian, Patient):
            return self._guardian(who.first)
        if self.reason not in self.patient.reasons:
            return Ask("reason", say.what_for_new())
        opening = self.chosen(Patient(0, who.first, new=True), self.reason or "", self._prompts(who.first))
        return self._chart(who, opening) if isinstance(opening, Opening) else opening

    def answer_to(self, asked: Asked, event: Heard) -> dict[str, object]:
        """A name answers the question it was asked for: the guardian's, or the last name alone."""
        if asked.about == "guardian_who" and event.who:
            return {"guardian_who": event.who}
        if asked.about == "last" and event.who:
            return {"who": self._with_last_name(event.who)}
        return super().answer_to(asked, event)

    def _with_last_name(self, said: Who) -> Who:
        """Take two words for one last name, unless the first is their first name once more."""
        if said.last and self.who and plain(said.first) == plain(self.who.first):
            return said
        return Who(last=" ".join(filter(None, (said.first, said.last))), born=said.born)

    def _ask_who(self, who: Who | None) -> Ask:
        """One thing at a time, whatever is missing; of a last name more than its first letter."""
        if who is None or not (who.first or who.born or who.month_day):
            return Ask("who", say.who_is_new(self.about or ()))
        if not who.first:
            return Ask("who", say.first_name())
        if not _is_whole(who):
            return Ask("last", say.last_name(who.first))
        return Ask("who", born(who))

    def _guardian(self, first: str) -> Move:
        """Ask for whoever stands for a child: proven on this phone themselves, and of age."""
        who = self.guardian_who
        if who is None:
            return Ask("guardian_who", say.guardian(first))
        if who == NO_CHART:
            return HandOff(Kind.ASKED, say.desk_signs_up())
        if who.born is None:
            return Ask("guardian_who", born(who))
        match self.guardian:
            case None:
                return Do("guardian", FindPatient(who))
            case NoSuchPatient():
                return Forget(("guardian_who",), say.not_found(), limit=Kind.IDENTITY)
            case _:
                return HandOff(Kind.ASKED, say.desk_signs_up())

    def _chart(self, who: Who, opening: Opening) -> Move:
        assert isinstance(self.guardian, Patient | None), "a child's guardian was proven before"
        match self.chart:
            case None:
                return Do("chart", MakeChart(who, self.guardian))
            case NoSuchPatient():
                return HandOff(Kind.SECOND_CHART, say.desk_confirms(who.first or ""))
            case Unconfirmed():
                return HandOff(Kind.UNSETTLED, say.could_not_confirm())
        consent = WriteCommlog(self.chart.number, say.consent())
        return Become((self._known(self.chart),), telling=(consent,))

    def _known(self, patient: Patient) -> book.Book:
        """Go on as for anybody who has a chart; of one just made, with the time that was agreed to."""
        shared = {fact: getattr(self, fact) for fact in ("has", "who", "about", "reason", "when", "behind")}
        if not patient.new:
            return book.Book().learn(shared | {"patient": patient})
        agreed = {fact: getattr(self, fact) for fact in ("openings", "near", "pick", "free", "agreed", "ready")}
        return book.Book(**shared, **agreed, patient=patient)

    def _prompts(self, first: str) -> Prompts:
        return Prompts(
            say.when_suits(),
            lambda opening: say.first_read_back(first, opening, near=False),
            lambda opening: say.first_read_back(first, opening, near=True),
        )


def _is_whole(who: Who) -> bool:
    return bool(who.first and who.last and len(who.last.strip(".")) > 1)
