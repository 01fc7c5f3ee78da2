"""New patients, planned treatment and a household, small enough to walk."""

from datetime import date, timedelta

from flows.session import Session
from flows.walk import Scene
from flows.words import (
    Booked,
    FindOpenings,
    FindPatient,
    FindPlans,
    Heard,
    Intent,
    MakeChart,
    Mention,
    NoSuchPatient,
    Overtaken,
    Patient,
    Plan,
    SchedulePlan,
    Send,
    Taken,
    Unconfirmed,
    Who,
)
from tests.flows.scenes import ANA, NOW, PATIENT, TUE, office, on, opening, patient_says, said

JO = Who("Jo", "Reed", date(1991, 4, 12))
TIM = Who("Tim", "Reed", date(2016, 6, 7))
LEO = Who("Leo", "Silva", date(2017, 2, 11))
MADE = Patient(21, "Jo", new=True)
PLAN = Plan(number=801, patient=PATIENT.number, first_name="Ana", length=timedelta(minutes=90))
REASONS = ("cleaning",)
TWO = (opening(TUE, 9), opening(TUE, 11))


def newcomers_office(command: object) -> tuple[object, ...]:
    match command:
        case FindPatient(who):
            if who.born == ANA.born:
                return (PATIENT,)
            return (NoSuchPatient(minor=who.born == TIM.born, reasons=REASONS),)
        case FindOpenings():
            return (TWO,)
        case Send(effect=MakeChart()):
            return MADE, NoSuchPatient(), Unconfirmed()
    return office(command)


def households_office(command: object) -> tuple[object, ...]:
    match command:
        case FindPatient(who) if who.born == LEO.born:
            return (Patient(12, "Leo", minor=True),)
        case FindOpenings():
            return (TWO[:1],)
    return office(command)


def planners_office(command: object) -> tuple[object, ...]:
    match command:
        case FindPlans():
            return (PLAN,), ()
        case FindOpenings():
            return (TWO,)
        case Send(effect=SchedulePlan()):
            return Booked(501), Taken(), Overtaken(), Unconfirmed()
    return office(command)


NEW = {
    "new": said(intents=(Intent.NEW_PATIENT,)),
    "all at once, new": said(intents=(Intent.NEW_PATIENT,), who=JO, reason="cleaning", when=on(TUE)),
    "a first letter": said(who=Who("Jo", "R", JO.born)),
    "another birth date": said(who=Who(born=date(1991, 12, 4))),
    "toothache": said(reason="toothache"),
}
CHILD = {
    "a child, new": said(intents=(Intent.NEW_PATIENT,), who=TIM, reason="cleaning", when=on(TUE), about=(Mention.SON,)),
    "new": said(intents=(Intent.NEW_PATIENT,)),
}
PLANNED = {
    "my crown": said(intents=(Intent.PLANNED,)),
    "all at once, planned": said(intents=(Intent.PLANNED,), who=ANA, when=on(TUE)),
    "and book it": said(intents=(Intent.BOOK,), who=ANA),
}
TOGETHER = {
    "me and my son": said(intents=(Intent.BOOK,), about=(Mention.ME, Mention.SON), reason="cleaning", when=on(TUE)),
    "Leo": said(who=LEO),
    "for my son": said(about=(Mention.SON,)),
}
IN_TURN = {
    "both kids, back to back": said(
        intents=(Intent.BOOK, Intent.BACK_TO_BACK), about=(Mention.CHILDREN,), reason="cleaning", when=on(TUE)
    ),
    "Leo": said(who=LEO),
}
TOO = {
    "for me": said(intents=(Intent.BOOK,), who=ANA, reason="cleaning", when=on(TUE)),
    "yes, and my son": said(agreed=True, about=(Mention.SON,)),
    "Leo, all at once": said(who=LEO, reason="cleaning", when=on(TUE)),
}


def _says(words: dict[str, Heard], *labels: str):
    def says(session: Session) -> dict[str, Heard]:
        return words | {label: heard for label, heard in patient_says(session).items() if label in labels}

    return says


def _scene(words: dict[str, Heard], office, *labels: str, days: int = 1) -> Scene:
    return Scene(NOW, _says(words, *labels), office, silence=False, days=days, once=True)


PEOPLE = {
    "new patient": _scene(NEW, newcomers_office, "cleaning", "thursday", "the first", "yes", "no"),
    "child": _scene(CHILD, newcomers_office, "who", "the first", "yes"),
    "planned": _scene(PLANNED, planners_office, "a stranger", "tuesday", "the first", "yes", "no", "cleaning", days=2),
    "together": _scene(TOGETHER, households_office, "who", "yes", "never mind"),
    "in turn": _scene(IN_TURN, households_office, "who", "yes", "no", "never mind"),
    "too": _scene(TOO, households_office, "yes", "no"),
}
