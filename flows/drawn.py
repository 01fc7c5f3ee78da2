"""The scenes that are drawn: one request each, said plainly, with every answer the office may give."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from flows.session import Session
from flows.walk import Hearing, Scene
from flows.when import Span, When
from flows.words import (
    BookAppointment,
    Booked,
    Changed,
    Finding,
    FindOpenings,
    FindPatient,
    FindPlans,
    FindVisits,
    Heard,
    Intent,
    MakeChart,
    MoveVisit,
    NoSuchPatient,
    Opening,
    Overtaken,
    Patient,
    Plan,
    Reads,
    ReadVisits,
    RoomFor,
    SchedulePlan,
    Send,
    SeveralPatients,
    StillFree,
    Taken,
    Unconfirmed,
    Visit,
    Who,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TUESDAY, THURSDAY, SUNDAY = date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 8)
ANA, TWIN, NOBODY = (
    Who("Ana", "Silva", date(1980, 5, 1)),
    Who(born=date(2015, 1, 1)),
    Who("No", "Body", date(1999, 9, 9)),
)
CHILD = Who("Tim", "Body", date(2018, 6, 7))
PLAN = Plan(number=3, patient=1, first_name="Ana", length=timedelta(hours=1))


def _visit(number: int, day: date) -> Visit:
    start = datetime.combine(day, time(14), UTC)
    return Visit(
        number=number,
        patient=1,
        first_name="Ana",
        start=start,
        end=start + timedelta(hours=1),
        provider=1,
        operatory=1,
    )


VISIT, SECOND = _visit(1, date(2026, 3, 2)), _visit(2, date(2026, 3, 9))


def _heard(**what: object) -> Heard:
    return Heard(id="", at=NOW, **what)  # type: ignore[arg-type]


def _on(day: date) -> When:
    return When((Span(day, day),))


def _opening(hour: int) -> Opening:
    start = datetime.combine(TUESDAY, time(hour), UTC)
    return Opening(start, start + timedelta(hours=1), 1, 1)


def _says(name: str, **begin: Heard) -> Hearing:
    """Each answer alone, and only where it answers the open question: the road, without the ways that cut in."""

    def says(session: Session) -> dict[str, Heard]:
        if not session.flows:
            return {label.replace("_", " "): heard for label, heard in begin.items()}
        flow = session.flows[-1]
        if session.asked is None or flow.__struct_config__.tag != name:
            return {}
        offered = session.asked.openings
        if session.asked.about == "who" and isinstance(getattr(flow, "patient", None), SeveralPatients):
            return {"first name": _heard(who=Who("Leo"))}
        if session.asked.about == "who" and name == "new patient":
            return {"name, birth date": _heard(who=NOBODY), "a child's": _heard(who=CHILD), "one on a chart": _heard(who=ANA)}
        return {
            "who": {"name, birth date": _heard(who=ANA), "a twin's": _heard(who=TWIN), "a stranger's": _heard(who=NOBODY)},
            "reason": {"reason": _heard(reason="cleaning")},
            "guardian_who": {"name, birth date": _heard(who=ANA), "new as well": _heard(intents=(Intent.NEW_PATIENT,))},
            "which": {"the first": _heard(pick=offered[0] if offered else None)},
            "when": {"day": _heard(when=_on(TUESDAY)), "full day": _heard(when=_on(SUNDAY))},
            "pick": {"the first": _heard(pick=offered[0] if offered else None), "another day": _heard(when=_on(THURSDAY))},
            "agreed": {"yes": _heard(agreed=True), "no": _heard(agreed=False)},
            "danger": {
                "yes": _heard(agreed=True),
                "no": _heard(agreed=False),
                "not sure": _heard(intents=(Intent.UNSURE,)),
            },
            "coming": {
                "yes": _heard(agreed=True),
                "no": _heard(agreed=False),
                "another day": _heard(when=_on(THURSDAY)),
                "not sure": _heard(intents=(Intent.UNSURE,)),
            },
            "choice": {
                "another time": _heard(option=1),
                "off the book": _heard(option=2),
                "keep it": _heard(intents=(Intent.NEVER_MIND,)),
            },
        }[session.asked.about]

    return says


def _office(command: Reads | Send) -> tuple[Finding, ...]:
    match command:
        case FindPatient(who):
            if who.born == TWIN.born and not who.first:
                return (SeveralPatients(),)
            known = who.born not in (NOBODY.born, CHILD.born)
            return (Patient(1, "Ana") if known else NoSuchPatient(minor=who.born == CHILD.born, reasons=("cleaning",)),)
        case FindPlans():
            return (PLAN,), ()
        case FindOpenings(_, _, when):
            near = when == _on(SUNDAY).widened()
            full = when == _on(SUNDAY)
            return ((_opening(9), _opening(11)), ()) if near else ((),) if full else ((_opening(9), _opening(11)),)
        case StillFree():
            return True, False
        case FindVisits():
            return (VISIT,), (VISIT, SECOND), ()
        case ReadVisits(visits):
            return (visits,)
        case RoomFor():
            return True, False
        case Send(effect=BookAppointment()):
            return Booked(1), Taken(), Unconfirmed()
        case Send(effect=MakeChart()):
            return Patient(2, "No", new=True), NoSuchPatient(), Unconfirmed()
        case Send(effect=MoveVisit() | SchedulePlan()):
            return Booked(1), Taken(), Overtaken(), Unconfirmed()
        case _:
            return Changed(1), Overtaken(), Unconfirmed()


def _scene(name: str, start: Session, **begin: Heard) -> tuple[Scene, Session]:
    return Scene(NOW, _says(name, **begin), _office, silence=False, days=1, once=True), start


NEW = Session(introduced=True)
NAMED = Session(introduced=True, named=(VISIT,))  # our own text has named a visit
SCENES = {
    "book": _scene("book", NEW, book=_heard(intents=(Intent.BOOK,))),
    "new patient": _scene("new patient", NEW, new_here=_heard(intents=(Intent.NEW_PATIENT,))),
    "planned": _scene("planned", NEW, what_was_planned=_heard(intents=(Intent.PLANNED,))),
    "move": _scene("move", NEW, move=_heard(intents=(Intent.MOVE,))),
    "cancel": _scene("cancel", NAMED, cancel=_heard(intents=(Intent.CANCEL_VISIT,))),
    "confirm": _scene("confirm", NAMED, our_ask=_heard(intents=(Intent.CONFIRM,))),
    "visits": _scene("visits", NEW, when_is_it=_heard(intents=(Intent.VISITS,))),
    "asap": _scene("asap", NAMED, on_the_list=_heard(intents=(Intent.JOIN_ASAP,))),
    "late": _scene(
        "late",
        NAMED,
        late=_heard(intents=(Intent.LATE,), late=timedelta(minutes=15)),
        here=_heard(intents=(Intent.ARRIVED,)),
    ),
    "pain": _scene(
        "pain",
        NEW,
        in_pain=_heard(intents=(Intent.PAIN,), reason="toothache"),
        nothing_is_booked_for_it=_heard(intents=(Intent.PAIN,)),
    ),
}
