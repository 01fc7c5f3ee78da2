"""How a change ended, in words: what the patient hears, whether a person is needed, and the line for the chart."""

from __future__ import annotations

from msgspec.structs import replace

from flows import say
from flows.say import Line
from flows.words import (
    Awaited,
    BookAppointment,
    Booked,
    BreakVisit,
    ChangeChart,
    Changed,
    ConfirmVisit,
    Finding,
    JotNote,
    Kind,
    ListAsap,
    MakeChart,
    MoveVisit,
    NoSuchPatient,
    Opening,
    Overtaken,
    Patient,
    PlanVisit,
    SchedulePlan,
    Standing,
    Taken,
    Visit,
    WriteCommlog,
)


def told(effect: Awaited, value: Finding) -> tuple[Line, Kind | None]:
    """Return what the patient hears of it, whatever they speak of by now, and the kind of person it needs, if one."""
    match value:
        case Booked() | Changed():
            return done(effect), None
        case Patient():
            return say.chart_made(), None
        case NoSuchPatient() if isinstance(effect, MakeChart):
            return say.desk_confirms(effect.who.first or ""), Kind.SECOND_CHART
        case Taken(own):
            return (_has_one_then(effect, own[0]) if own else say.just_taken()), None
        case Overtaken():
            return say.changed_meanwhile(), None
        case _:
            return could_not(effect), Kind.UNCONFIRMED if puts_in_the_book(effect) else Kind.UNSETTLED


def _has_one_then(effect: Awaited, own: Opening) -> Line:
    """Who booked has shown who they are; who moved a visit perhaps nothing but that they know of it."""
    match effect:
        case BookAppointment(patient):
            return say.has_one_then(patient.first_name, own)
        case SchedulePlan(plan):
            return say.has_one_then(plan.first_name, own)
        case MoveVisit(visit):
            return say.not_open_for(visit.first_name)
        case _:
            return say.just_taken()


def done(effect: Awaited) -> Line:
    """Say that it is so now."""
    match effect:
        case BookAppointment(patient, _, opening):
            return say.booked(patient.first_name, opening)
        case SchedulePlan(plan, opening):
            return say.booked(plan.first_name, opening)
        case MoveVisit(visit, opening):
            if visit.broken:
                return say.restored(visit) if opening == visit.opening else say.booked(visit.first_name, opening)
            return say.moved(visit, opening)
        case BreakVisit(visit):
            return say.broken(visit)
        case ConfirmVisit(visit):
            return say.confirmed((visit,))
        case ListAsap(visit, on):
            return say.on_asap_list(visit) if on else say.off_asap_list(visit)
        case MakeChart():
            return say.chart_made()
        case PlanVisit() | JotNote():
            return Line("okay")  # staff's alone


def could_not(effect: Awaited) -> Line:
    """Say that nobody knows whether it is so: neither yes nor no."""
    return say.could_not_confirm() if puts_in_the_book(effect) else say.could_not_change()


def puts_in_the_book(effect: Awaited) -> bool:
    """Say whether the patient would come at another time because of it."""
    return isinstance(effect, BookAppointment | MoveVisit | SchedulePlan)


def stands(effect: Awaited) -> Standing | None:
    """Return the visit that it put into the book."""
    match effect:
        case BookAppointment(patient, _, opening):
            return Standing(patient.number, opening)
        case SchedulePlan(plan, opening):
            return Standing(plan.patient, opening)
        case MoveVisit(visit, opening):
            return Standing(visit.patient, opening)
        case _:
            return None


def moved_to(moving: MoveVisit) -> Visit:
    """Return the visit as it stands now that it was moved: at another time, and nobody has confirmed that yet."""
    visit, opening = moving.visit, moving.opening
    seen_by = {"hygienist": opening.provider} if visit.hygiene and visit.hygienist else {"provider": opening.provider}
    at = {"start": opening.start, "end": opening.end, "operatory": opening.operatory}
    return replace(visit, **at, **seen_by, confirmed=False, broken=False, notice="", read_at=None)


def of_a_chart(made: Patient, *, opted_out: bool) -> tuple[WriteCommlog | ChangeChart, ...]:
    """Return what follows a chart that was made: what they agreed to; or, if they have said stop since, that."""
    return (ChangeChart(made.number, texts=False),) if opted_out else (WriteCommlog(made.number, say.consent()),)


def notes(effect: Awaited) -> tuple[WriteCommlog, ...]:
    """Return the line for the chart: staff read it, in English."""
    match effect:
        case BookAppointment(patient, _, opening):
            return (WriteCommlog(patient.number, say.commlog("booked", opening)),)
        case SchedulePlan(plan, opening):
            return (WriteCommlog(plan.patient, say.commlog("scheduled planned treatment", opening)),)
        case MoveVisit(visit, opening):
            what = "took back a cancelled visit" if visit.broken else "moved a visit"
            return (WriteCommlog(visit.patient, say.commlog(what, opening, instead_of=visit.opening)),)
        case BreakVisit(visit):
            return (WriteCommlog(visit.patient, say.commlog("cancelled the visit", visit.opening)),)
        case ConfirmVisit(visit):
            return (WriteCommlog(visit.patient, say.commlog("confirmed the visit", visit.opening)),)
        case ListAsap(visit, on):
            what = "asked for the ASAP list, visit" if on else "asked off the ASAP list, visit"
            return (WriteCommlog(visit.patient, say.commlog(what, visit.opening)),)
        case PlanVisit(patient):
            return (WriteCommlog(patient.number, "Chairside: the front desk planned a visit"),)
        case MakeChart() | JotNote():
            return ()
