"""Visits that stand: what is said about them, and the scenes in which each request is walked."""

from datetime import timedelta

from msgspec.structs import replace

from flows.confirm import Confirm
from flows.engine import turn
from flows.session import Session
from flows.walk import Answers, Scene
from flows.when import Span, When
from flows.words import (
    AskDue,
    BreakVisit,
    Changed,
    ConfirmVisit,
    FindVisits,
    Heard,
    Intent,
    ListAsap,
    Mention,
    MoveVisit,
    Overtaken,
    ReadVisits,
    RoomFor,
    Send,
    Unconfirmed,
    Who,
)
from tests.flows.scenes import (
    ANA,
    FRI,
    NOW,
    OF_THE_LIST,
    OTHERS,
    PATIENT,
    SUN,
    THU,
    of_the_list,
    office,
    on,
    opening,
    said,
    visit,
)

ANAS, LEOS = visit("Ana", FRI, 14, 30), visit("Leo", FRI, 15, 30)
LATER = replace(ANAS, start=opening(FRI, 16).start, end=opening(FRI, 16).end)  # as the desk has moved it
CHRISTMAS = visit("Ana", FRI, 10, number=799)
TODAY = replace(ANAS, start=NOW.astimezone(ANAS.start.tzinfo), end=NOW.astimezone(ANAS.start.tzinfo) + timedelta(hours=1))
BROKEN = replace(ANAS, broken=True)
SOONEST = When(order="earliest")


def says(session: Session) -> dict[str, Heard]:
    """All that matters about a visit, however it is worded."""
    words = {
        "move it": said(intents=(Intent.MOVE,)),
        "cancel it": said(intents=(Intent.CANCEL_VISIT,)),
        "cancel the kid's": said(intents=(Intent.CANCEL_VISIT,), about=(Mention.CHILD,)),
        "cancel all": said(intents=(Intent.CANCEL_VISIT,), about=(Mention.ALL,)),
        "cancel friday's": said(intents=(Intent.CANCEL_VISIT,), when=on(FRI)),
        "put it back": said(intents=(Intent.UNDO,)),
        "I confirm": said(intents=(Intent.CONFIRM,), agreed=True),
        "when is it?": said(intents=(Intent.VISITS,)),
        "on the list": said(intents=(Intent.JOIN_ASAP,), when=When((Span(weekdays=(0,)),))),
        "off the list": said(intents=(Intent.LEAVE_ASAP,)),
        "15 minutes late": said(intents=(Intent.LATE,), late=timedelta(minutes=15)),
        "late": said(intents=(Intent.LATE,)),
        "here": said(intents=(Intent.ARRIVED,)),
        "let me check": said(intents=(Intent.UNSURE,)),
        "never mind": said(intents=(Intent.NEVER_MIND,)),
        "who": said(who=ANA),
        "both": said(about=(Mention.BOTH,), agreed=True),
        "just mine": said(about=(Mention.ME,), agreed=True),
        "Leo can't": said(who=Who("Leo"), agreed=False),
        "Leo's": said(who=Who("Leo")),
        "thursday": said(when=on(THU)),
        "a full day": said(when=on(SUN)),
        "soonest": said(when=SOONEST),
        "yes": said(agreed=True),
        "no": said(agreed=False),
        "yes but thursday": said(agreed=True, when=on(THU)),
        "mumble": said(),
        "a person": said(intents=(Intent.HUMAN,)),
        "emergency": said(intents=(Intent.EMERGENCY,)),
        "stop texting me": said(intents=(Intent.OPT_OUT,)),
    }
    if session.asked and session.asked.openings:
        words["the first"] = said(pick=session.asked.openings[0])
        words["the last"] = said(pick=session.asked.openings[-1])
    words |= of_the_list(session)
    if session.asked and session.asked.options:
        words |= {"1": said(option=1), "2": said(option=2), "2 but thursday": said(option=2, when=on(THU))}
    return words


def answers(command: object) -> tuple[object, ...]:
    """Everything the office may answer about visits: that they stand, stand at another time, or are gone."""
    match command:
        case FindVisits():
            return (), (ANAS,), (ANAS, CHRISTMAS)
        case ReadVisits(visits):
            there = {ANAS.number: LATER}
            return visits, tuple(there.get(v.number, v) for v in visits), ()
        case RoomFor():
            return True, False
        case Send(effect=MoveVisit() | BreakVisit() | ConfirmVisit() | ListAsap()):
            ends = (Changed(701), Overtaken(), Unconfirmed())
            return office(command) if isinstance(command.effect, MoveVisit) else ends
    return office(command)


def standing(command: object) -> tuple[object, ...]:
    """The same, at an office where nobody but the patient changes anything."""
    return (command.visits,) if isinstance(command, ReadVisits) else answers(command)


def asked_about(*visits: object) -> Session:
    """After our own ask before these visits."""
    return turn(Session(introduced=True), AskDue(id="ask", at=NOW, visits=visits)).session


def _scene(*labels: str, days: int = 1, others: tuple = (), office: Answers = answers) -> Scene:
    def heard(session: Session) -> dict[str, Heard]:
        return {label: what for label, what in says(session).items() if label in labels}

    return Scene(NOW, heard, office, others, silence=False, days=days, once=True)


ONE, TWO = asked_about(ANAS), asked_about(ANAS, LEOS)
ROAD = ("yes", "no", "1", "2", "the first", "the last", "mumble", *OF_THE_LIST)
VISIT_SCENES = {
    "move": (
        _scene("move it", "thursday", "a full day", "yes but thursday", "yes", "no", "the last", "mumble", *OF_THE_LIST),
        ONE,
    ),
    "move, the next day": (_scene("move it", "thursday", "yes", "the first", days=2), ONE),
    "move, the soonest": (_scene("soonest", "the first", "yes", "no", *OF_THE_LIST, office=standing), ONE),
    "move, proven": (_scene("move it", "who", "thursday", *ROAD), Session(introduced=True)),
    "taken back": (_scene("put it back", "thursday", "never mind", *ROAD), Session(introduced=True, broken=BROKEN)),
    "cancel": (_scene("cancel it", "never mind", "2 but thursday", "yes", "no", "1", "2", "mumble"), ONE),
    "cancel, proven": (_scene("cancel all", "who", "2", "the last", office=standing), Session(introduced=True)),
    "cancel, a household": (_scene("cancel it", "cancel the kid's", "both", "Leo's", "2", office=standing), TWO),
    "confirm": (_scene("I confirm", "let me check", "when is it?", "yes", "no", "1", "2", "mumble"), ONE),
    "confirm, the next day": (_scene("I confirm", "yes", "no", "2", days=2), ONE),
    "confirm, a household": (_scene("both", "just mine", "Leo can't", "yes", "2", "mumble"), TWO),
    "visits": (_scene("when is it?", "who", "yes", "mumble"), Session(introduced=True)),
    "asap": (_scene("on the list", "off the list", "yes", "who", "the first", "mumble"), Session(introduced=True)),
    "late": (_scene("15 minutes late", "late", "here", "yes", "no", "2"), asked_about(TODAY)),
    "a change, interrupted": (
        _scene("cancel it", "2", "yes", "move it", "a person", "emergency", "stop texting me", others=OTHERS),
        ONE,
    ),
}
assert isinstance(ONE.flows[-1], Confirm)
assert PATIENT.number == ANAS.patient
