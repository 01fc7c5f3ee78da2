"""Book a visit."""

from __future__ import annotations

from typing import ClassVar

from flows import say
from flows.flow import ONE_MINUTE, TEN_MINUTES, Ask, Do, Done, Flow, Forget, HandOff, Move
from flows.identify import identify
from flows.when import When
from flows.words import (
    BookAppointment,
    Booked,
    FindOpenings,
    Kind,
    NoSuchPatient,
    Opening,
    Patient,
    SeveralPatients,
    Standing,
    StillFree,
    Taken,
    Unconfirmed,
    Who,
    WriteCommlog,
)


class Book(Flow, frozen=True, tag="book"):
    """Who is it for? What for? When? Which of these times? Shall I book it? Booked."""

    has: tuple[Standing, ...] | None = None  # what this conversation has booked before
    who: Who | None = None  # an answer
    patient: Patient | NoSuchPatient | SeveralPatients | None = None  # a finding
    reason: str | None = None
    when: When | None = None  # a constraint, not a date: "thu after 3, not the 14th"
    openings: tuple[Opening, ...] | None = None  # what suits
    near: tuple[Opening, ...] | None = None  # when nothing suits: the closest there is
    pick: Opening | None = None
    free: bool | None = None  # looked at before the read-back
    agreed: bool | None = None  # the yes to exactly that time
    ready: bool | None = None  # looked at before the booking
    booking: Booked | Taken | Unconfirmed | None = None  # "no reply from the office" is neither yes nor no

    title: ClassVar = "booking"
    answers: ClassVar = ("who", "reason", "when")
    rests_on: ClassVar = {
        "patient": ("who",),
        "openings": ("patient", "reason", "when"),
        "near": ("openings",),
        # The pick holds the opening itself, not its number: a list that is read again leaves it standing.
        "pick": ("patient", "reason", "when"),
        "free": ("pick", "openings"),
        "agreed": ("patient", "reason", "when", "pick"),
        "ready": ("agreed",),
        "booking": ("ready",),
    }

    def next_move(self) -> Move:
        if not isinstance(self.patient, Patient):
            return identify(self.who, self.patient)
        if self.reason is None:
            return Ask("reason", say.what_for())
        if self.when is None:
            return Ask("when", say.when_suits())
        if self.when.impossible:
            return Forget(("when",), say.no_such_day())
        if self.openings is None:
            return Do("openings", FindOpenings(self.patient, self.reason, self.when, self._own(self.patient)))
        if not self.openings and self.near is None:
            return Do("near", FindOpenings(self.patient, self.reason, self.when.widened(), self._own(self.patient)))
        offered = self.openings or self.near
        if not offered:
            return Forget(("when",), say.nothing_free(), limit=Kind.NO_OPENING)
        # One opening is no choice: read it back at once.
        opening = self.pick or (offered[0] if len(offered) == 1 else None)
        if opening is None:
            return Ask("pick", say.offer(offered, near=not self.openings), openings=offered)
        if self.free is None:
            return Do("free", StillFree(self.patient, self.reason, opening, at_most=TEN_MINUTES))
        if not self.free:
            return Forget(("openings", "pick"), say.just_taken())
        if self.agreed is None:
            prompt = say.read_back(self.patient, opening, near=self.pick is None and not self.openings)
            return Ask("agreed", prompt, opening=opening)
        if not self.agreed:
            return Forget(("when",), say.not_that_one()) if self.pick is None else Forget(("pick",))
        if self.ready is None:
            return Do("ready", StillFree(self.patient, self.reason, opening, at_most=ONE_MINUTE))
        if not self.ready:
            return Forget(("openings", "pick", "agreed"), say.just_taken())
        match self.booking:
            case None:
                return Do("booking", BookAppointment(self.patient, self.reason, opening))
            case Taken():
                return Forget(("openings", "pick", "agreed"), say.just_taken())
            case Unconfirmed():
                return HandOff(Kind.UNCONFIRMED, say.could_not_confirm())
            case Booked():
                note = WriteCommlog(self.patient.number, say.commlog_booked(opening))
                return Done(say.booked(self.patient, opening), telling=(note,), stands=Standing(self.patient.number, opening))

    def _own(self, patient: Patient) -> tuple[Opening, ...]:
        """Return the times this patient has already: nobody comes twice at once."""
        return tuple(visit.opening for visit in self.has or () if visit.patient == patient.number)
