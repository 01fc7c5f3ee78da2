"""A practice small enough to walk, and what its patients say."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.session import Session
from flows.walk import Scene
from flows.when import Span, When
from flows.words import (
    E164,
    BookAppointment,
    Booked,
    BreakVisit,
    Chair,
    Changed,
    ConfirmVisit,
    DeskDid,
    FindOpenings,
    FindPatient,
    FindVisits,
    Heard,
    Hours,
    Intent,
    ListAsap,
    MoveVisit,
    NoSuchPatient,
    Opening,
    Overtaken,
    Patient,
    Practice,
    ReadVisits,
    Reason,
    Send,
    SeveralPatients,
    StillFree,
    Taken,
    Tick,
    Unconfirmed,
    Visit,
    Who,
)

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # Tuesday, 10:00 at the practice
TUE, THU, FRI, SUN = date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 6)

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
            says={"en": ("cleaning", "checkup"), "es": ("limpieza",)},
            existing_patient=326,
            new_patient=327,
        ),
        Reason(name="toothache", says={"en": ("toothache",), "es": ("dolor de muela",)}, existing_patient=328),
    ),
    hours=tuple(Hours(day, time(8), time(17) if day < 4 else time(13)) for day in range(5)),
    chairs=(Chair(provider=3, operatory=2),),
)

ANA = Who("Ana", "Silva", date(1980, 5, 1))
NOBODY = Who("No", "Body", date(1999, 9, 9))
TWIN = Who(None, None, date(2015, 1, 1))
PATIENT = Patient(11, "Ana")


def opening(day: date, hour: int, minute: int = 0, length: int = 60) -> Opening:
    start = datetime.combine(day, time(hour, minute), ZONE)
    return Opening(start, start + timedelta(minutes=length), provider=3, operatory=2)


def visit(first: str, day: date, hour: int, minute: int = 0, **what: object) -> Visit:
    """A visit in the book. Ana is who PATIENT is; whoever else, somebody of her household."""
    held = opening(day, hour, minute)
    patient = PATIENT.number if first == "Ana" else 12
    return Visit(
        minor=first != "Ana",
        **{"number": 700 + patient, "patient": patient, "first_name": first, "start": held.start, "end": held.end}
        | {"provider": held.provider, "operatory": held.operatory}
        | what,
    )


def on(day: date) -> When:
    return When((Span(first=day, last=day),))


FREE = {TUE: (opening(TUE, 9), opening(TUE, 11)), THU: (opening(THU, 9), opening(THU, 14)), SUN: ()}
VISITS = (visit("Ana", FRI, 14, 30),)


def said(**what: object) -> Heard:
    return Heard(id="text", at=NOW, **what)


def patient_says(session: Session) -> dict[str, Heard]:
    """All that matters to the flows, however it is worded."""
    words = {
        "who": said(who=ANA),
        "a stranger": said(who=NOBODY),
        "a twin's birth date": said(who=TWIN),
        "name only": said(who=Who("Ana")),
        "cleaning": said(reason="cleaning"),
        "tuesday": said(when=on(TUE)),
        "thursday": said(when=on(THU)),
        "a full day": said(when=on(SUN)),
        "june 31": said(when=When(impossible="no such day")),
        "all at once": said(who=ANA, reason="cleaning", when=on(TUE)),
        "yes": said(agreed=True),
        "no": said(agreed=False),
        "yes but thursday": said(agreed=True, when=on(THU)),
        "mumble": said(),
        "hours?": said(intents=(Intent.HOURS,)),
        "a picture": said(media=True),
        "never mind": said(intents=(Intent.NEVER_MIND,)),
        "a person": said(intents=(Intent.HUMAN,)),
        "emergency": said(intents=(Intent.EMERGENCY,)),
        "stop texting me": said(intents=(Intent.OPT_OUT,)),
        "START": said(intents=(Intent.OPT_IN,), keyword="START"),
        "move it": said(intents=(Intent.MOVE,)),
        "the seventh": said(not_offered=True),
    }
    if session.asked and session.asked.openings:
        words["the first"] = said(pick=session.asked.openings[0])
        words["the last"] = said(pick=session.asked.openings[-1])
        words["yes the last"] = said(pick=session.asked.openings[-1], agreed=True)
    return words | of_the_list(session)


OF_THE_LIST = ("no, the other", "yes, the other")


def of_the_list(session: Session) -> dict[str, Heard]:
    """Where one time was read back, another of those it was picked from, and the same beside a yes."""
    asked = session.asked
    others = [opening for opening in asked.besides if opening != asked.opening] if asked else []
    picks = (said(pick=others[0]), said(pick=others[0], agreed=True)) if others else ()
    return dict(zip(OF_THE_LIST, picks, strict=False))


def office(command: object) -> tuple[object, ...]:
    """Everything the office may answer."""
    match command:
        case FindPatient(who):
            if who.born == TWIN.born:
                return (PATIENT,) if who.first else (SeveralPatients(),)
            return (PATIENT,) if who.born == ANA.born else (NoSuchPatient(),)
        case FindOpenings(_, _, when):
            first = when.wanted[0].first if when.wanted else TUE
            if when == on(SUN).widened():
                return (), (opening(date(2026, 12, 7), 10),)
            return (FREE.get(first, ()),)
        case StillFree():
            return True, False
        case Send(effect=BookAppointment()):
            return Booked(501), Taken(), Unconfirmed()
        case FindVisits():
            return (VISITS,)
        case ReadVisits(visits):
            return (visits,)
        case Send(effect=MoveVisit()):
            return Booked(701), Taken(), Overtaken(), Unconfirmed()
        case Send(effect=BreakVisit() | ConfirmVisit() | ListAsap()):
            return Changed(701), Overtaken(), Unconfirmed()
    raise AssertionError(command)


OTHERS = (
    ("tick moment", Tick(id="", at=NOW, name="moment")),
    ("tick look again", Tick(id="", at=NOW, name="look again")),
    ("given back", DeskDid(id="", at=NOW, what="gave back")),
    ("taken", DeskDid(id="", at=NOW, what="took")),
)


def _only(*labels: str):
    def says(session: Session) -> dict[str, Heard]:
        return {label: heard for label, heard in patient_says(session).items() if label in labels}

    return says


PICKS = ("the first", "the last", "yes the last", "the seventh", *OF_THE_LIST)
# Everything in every order would be millions of sessions that differ in nothing a rule can see: so the road itself,
# then who it is for, then all that can cut in.
ROAD = Scene(
    NOW,
    _only(
        "all at once",
        "cleaning",
        "tuesday",
        "thursday",
        "a full day",
        "june 31",
        "yes",
        "no",
        "yes but thursday",
        *PICKS,
    ),
    office,
)
IDENTITY = Scene(
    NOW,
    _only("who", "a stranger", "a twin's birth date", "name only", "cleaning", "mumble"),
    office,
    once=True,
)
INTERRUPTED = Scene(
    NOW,
    _only(
        *("all at once", "the first", "yes", "mumble", "hours?", "a picture", "never mind", "a person", "emergency"),
        *("stop texting me", "START"),
    ),
    office,
    OTHERS,
)
OWN = opening(TUE, 9, 30)  # a visit that Ana has, in whichever chair


def with_a_visit_of_hers(command: object) -> tuple[object, ...]:
    """... as the office answers then: nothing is offered on it once it is known."""
    match command:
        case FindOpenings(besides=besides):
            return tuple(tuple(o for o in free if OWN not in besides or o.start >= OWN.end) for free in office(command))
        case StillFree():
            return True, Taken((OWN,))
        case Send(effect=BookAppointment()):
            return Booked(501), Taken((OWN,))
    return office(command)


BESIDE = Scene(
    NOW,
    _only("all at once", "thursday", "yes", "no", "never mind", "stop texting me", *PICKS),
    with_a_visit_of_hers,
    silence=False,
    days=1,
)
SCENES = {"road": ROAD, "identity": IDENTITY, "interrupted": INTERRUPTED, "beside": BESIDE}
