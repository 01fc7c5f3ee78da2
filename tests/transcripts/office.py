"""The small office of one transcript: its charts, its free times, the visits in its book, and its moods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from flows.choose import offered
from flows.identify import Chart, is_minor, match
from flows.words import (
    E164,
    Awaited,
    BookAppointment,
    Booked,
    BreakVisit,
    Changed,
    ConfirmVisit,
    Finding,
    FindOpenings,
    FindPatient,
    FindPlans,
    FindVisits,
    Hours,
    ListAsap,
    MakeChart,
    MoveVisit,
    Need,
    NoSuchPatient,
    Opening,
    Overtaken,
    Patient,
    Plan,
    Practice,
    Reads,
    ReadVisits,
    Reason,
    RoomFor,
    SchedulePlan,
    StillFree,
    Taken,
    Visit,
    Who,
)

PRACTICE = Practice(
    name="Maple Street Dental",
    texting_number=E164("+15035550199"),
    front_desk_number=E164("+15035550100"),
    alert_numbers=(E164("+15035550142"),),
    timezone="America/Los_Angeles",
    languages=("en", "es"),
    reasons=(
        Reason(
            name="cleaning",
            says={"en": ("cleaning", "checkup"), "es": ("limpieza", "chequeo")},
            existing_patient=326,
            new_patient=327,
        ),
        Reason(
            name="toothache",
            says={"en": ("toothache", "tooth pain"), "es": ("dolor de muela",)},
            existing_patient=328,
            new_patient=331,
        ),
    ),
    hours=tuple(Hours(day, time(8), time(17) if day < 4 else time(13)) for day in range(5)),
    closed=(date(2026, 11, 26),),
)
LENGTH = timedelta(minutes=60)
CHAIR = {"provider": 3, "operatory": 2}  # there is only this one


@dataclass
class Office:
    """What is in its computer, and whether that answers."""

    practice: Practice = PRACTICE
    charts: list[Chart] = field(default_factory=list)
    free: list[Opening] = field(default_factory=list)
    visits: dict[int, Visit] = field(default_factory=dict)  # by their numbers; broken ones, too
    elsewhere: list[Chart] = field(default_factory=list)  # charts of another phone, or archived
    plans: list[Plan] = field(default_factory=list)
    answers: bool = True
    tells: bool = True  # whether it says how a change ended

    # --- the setting ---------------------------------------------------------------------------------------------------

    def admit(self, name: str, born: date) -> None:
        first, _, last = name.partition(" ")
        self.charts.append(Chart(11 + len(self.charts), first, last, "", born))

    def plan(self, name: str, minutes: int) -> None:
        chart = next(c for c in self.charts if f"{c.first} {c.last}" == name)
        of = {"number": 801 + len(self.plans), "patient": chart.number, "first_name": chart.first}
        self.plans.append(Plan(**of, length=timedelta(minutes=minutes), provider=CHAIR["provider"]))

    def open_up(self, start: datetime) -> None:
        self.free.append(Opening(start, start + LENGTH, **CHAIR))

    def write_in(self, name: str, start: datetime, how: Iterable[str], now: datetime) -> None:
        """Put a visit into the book. `how` are its marks: "confirmed", "asap", "locked"."""
        chart = next(c for c in self.charts if f"{c.first} {c.last}" == name)
        assert chart.born is not None, "every chart of a transcript has a birth date"
        number = 701 + len(self.visits)
        minor = is_minor(chart.born, now.date(), self.practice.rules.of_age)
        of = {"number": number, "patient": chart.number, "first_name": chart.first, "start": start, "end": start + LENGTH}
        self.visits[number] = Visit(**of, **CHAIR, minor=minor, **dict.fromkeys(how, True))

    def next_visit(self, first: str, now: datetime) -> Visit:
        return min((v for v in self.visits.values() if v.first_name == first and v.start > now and not v.broken), key=_starts)

    # --- what is asked of it -------------------------------------------------------------------------------------------

    def read(self, read: Reads, now: datetime) -> Finding:
        match read:
            case FindPatient(who):
                return self._find(who, now)
            case FindOpenings(_, what, when, besides):
                return offered(when, self._openings(what, now, besides))
            case StillFree(Patient(number), what, opening):
                own = self._on(number, opening, what.visit if isinstance(what, Need) else 0)
                return Taken(own) if own else self._is_free(opening)
            case FindPlans(Patient(number)):
                return tuple(plan for plan in self.plans if plan.patient == number)
            case FindVisits(Patient(number)):
                return self._standing(now, lambda visit: visit.patient == number)
            case ReadVisits(visits):
                numbers = {visit.number for visit in visits}
                return self._standing(now, lambda visit: visit.number in numbers)
            case RoomFor(visit, late):
                return not any(visit.end <= v.start < visit.end + late for v in self.visits.values() if not v.broken)
        raise AssertionError(read)

    def _find(self, who: Who, now: datetime) -> Finding:
        found = match(self.charts, who)
        minor = who.born is not None and is_minor(who.born, now.date(), self.practice.rules.of_age)
        if isinstance(found, NoSuchPatient):
            return NoSuchPatient(minor, tuple(reason.name for reason in self.practice.for_new_patients))
        return replace(found, minor=minor) if isinstance(found, Patient) else found

    def _openings(self, what: str | Need, now: datetime, besides: tuple[Opening, ...]) -> list[Opening]:
        ahead = [o for o in self.free if o.start > now and not any(_lie_on(o, b) for b in besides)]
        length = what.length if isinstance(what, Need) else LENGTH
        return sorted((replace(o, end=o.start + length) for o in ahead), key=lambda o: o.start)

    def _is_free(self, opening: Opening) -> bool:
        return any(o.start == opening.start for o in self.free)

    def _standing(self, now: datetime, wanted) -> tuple[Visit, ...]:
        """Return them as they stand, with what the rule for short notice says of them now."""
        found = sorted((v for v in self.visits.values() if wanted(v) and not v.broken and v.end > now), key=_starts)
        return tuple(self._as_read(visit, now) for visit in found)

    def _as_read(self, visit: Visit, now: datetime) -> Visit:
        rules = self.practice.rules
        short = visit.start - now < rules.short_notice
        return replace(visit, notice=rules.on_short_notice if short else "", read_at=now)

    def asked_about(self, firsts: Iterable[str], now: datetime) -> tuple[Visit, ...]:
        """Return the next visit of each, as the ask before it finds them."""
        return tuple(sorted((self._as_read(self.next_visit(first, now), now) for first in firsts), key=_starts))

    # --- what it does --------------------------------------------------------------------------------------------------

    def do(self, effect: Awaited) -> Finding:
        match effect:
            case BookAppointment(patient, _, opening):
                return self._taken(patient.number, opening) or self._put_in(patient.number, patient.first_name, opening)
            case SchedulePlan(plan, opening):
                if taken := self._taken(plan.patient, opening):
                    return taken
                self.plans.remove(plan)
                return self._put_in(plan.patient, plan.first_name, opening)
            case MakeChart(who):
                if isinstance(match([*self.charts, *self.elsewhere], who), Patient):
                    return NoSuchPatient()
                self.admit(f"{who.first} {who.last}", who.born)
                return Patient(self.charts[-1].number, who.first or "", new=True)
            case MoveVisit(visit, opening):
                if not self._is_as_it_was(visit):
                    return Overtaken()
                if taken := self._taken(visit.patient, opening, but=visit.number):
                    return taken
                self._leave(visit, start=opening.start, end=opening.end, broken=False, confirmed=False)
                return Booked(visit.number)
            case BreakVisit(visit):
                return self._change(visit, broken=True)
            case ConfirmVisit(visit):
                return self._change(visit, confirmed=True)
            case ListAsap(visit, on):
                return self._change(visit, asap=on)
        raise AssertionError(effect)

    def _put_in(self, patient: int, first: str, opening: Opening) -> Booked:
        number = 701 + len(self.visits)
        of = {"number": number, "patient": patient, "first_name": first, "start": opening.start, "end": opening.end}
        self.visits[number] = Visit(**of, **CHAIR)
        return Booked(number)

    def _taken(self, patient: int, opening: Opening, *, but: int = 0) -> Taken | None:
        """Give somebody that time. Else say why not: it is another's, or they have a visit then."""
        if own := self._on(patient, opening, but):
            return Taken(own)
        free = self._is_free(opening)
        self.free = [o for o in self.free if o.start != opening.start]
        return None if free else Taken()

    def _on(self, patient: int, opening: Opening, but: int) -> tuple[Opening, ...]:
        """Return the patient's own visits that lie on that time."""
        theirs = [v for v in self.visits.values() if v.patient == patient and v.number != but and not v.broken]
        return tuple(visit.opening for visit in theirs if _lie_on(visit.opening, opening))

    def _is_as_it_was(self, visit: Visit) -> bool:
        stands = self.visits[visit.number]
        return (stands.start, stands.broken) == (visit.start, visit.broken)

    def _change(self, visit: Visit, **marks: bool) -> Finding:
        if not self._is_as_it_was(visit):
            return Overtaken()
        self._leave(visit, **marks)
        return Changed(visit.number)

    def _leave(self, visit: Visit, **facts: object) -> None:
        """Change the record; the time it no longer holds is free."""
        was = self.visits[visit.number]
        self.visits[visit.number] = now = replace(was, **facts)
        if not was.broken and (now.broken or now.start != was.start):
            self.open_up(was.start)

    def changes(self, first: str, now: datetime, **facts: object) -> None:
        """The desk changes somebody's next visit."""
        self._leave(self.next_visit(first, now), **facts)


def _lie_on(one: Opening, other: Opening) -> bool:
    return one.start < other.end and other.start < one.end


def _starts(visit: Visit) -> datetime:
    return visit.start
