"""What the patient said: first what cannot wait, then every answer is learned, then every intent followed."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from flows import say
from flows.book import Book
from flows.carrying import carry_on, hand_off
from flows.flow import Do
from flows.say import Line
from flows.session import AnyFlow, Session, Turn
from flows.words import (
    Asked,
    FindOpenings,
    Heard,
    Intent,
    Kind,
    OptIn,
    OptOut,
    Patient,
    RaiseCard,
)

STARTS: dict[Intent, type[AnyFlow]] = {Intent.BOOK: Book}
NOT_YET = (Intent.MOVE, Intent.CANCEL_VISIT, Intent.CONFIRM, Intent.VISITS)  # a person does these, and we say so

# Only a person can answer these until the practice's file can; a clinical question always.
FOR_A_PERSON = {
    *(Intent.PRICE, Intent.INSURANCE, Intent.BALANCE, Intent.CLINICAL, Intent.ADDRESS, Intent.COMPLAINT),
    *(Intent.LATE, Intent.ARRIVED, Intent.JOIN_ASAP, Intent.LEAVE_ASAP),
}

MAX_MISSES = 3  # the third turn in a row we did not understand brings a person
STANDS_FOR = timedelta(hours=12)  # how long a number or a yes answers the question it was asked
KNOWN_FOR = timedelta(hours=12)  # how long a proven birth date stands for the next request
BARE = ("pick", "agreed")  # the questions that a bare "2" or "yes" answers
CROSSED = timedelta(seconds=2)  # an answer so soon after the question was changed may have been meant for the one before
MAX_KEPT = 20  # texts kept while a booking is out; the oldest go first


def hear(session: Session, event: Heard) -> Turn:
    """Answer what was said; while a person has the conversation, with silence, and while a booking is out, with patience."""
    session = replace(session, lang=event.lang or session.lang)
    if first := _before_anything(session, event):
        return first
    if session.with_person:
        return Turn(session)
    if session.out:
        said = () if session.told else (Line("booking_it"),)
        return Turn(replace(session, kept=(*session.kept, event)[-MAX_KEPT:], told=session.told or "moment"), said)
    fresh = _forget_stale(session, event.said or event.at)
    after = _answer(fresh, event)
    # An old question was left, and the times are read anew: say why they are offered again.
    again = session.asked is not None and fresh.asked is None and any(isinstance(c, FindOpenings) for c in after.commands)
    return after.saying(Line("looked_again")) if again else after


def _before_anything(session: Session, event: Heard) -> Turn | None:
    """What is answered in every state, before any other logic."""
    intents = event.intents
    if session.opted_out and Intent.OPT_IN not in intents:
        # Nothing may be sent to this number, so what it writes is for a person: an emergency at once.
        kind = Kind.EMERGENCY if Intent.EMERGENCY in intents else Kind.CALL
        return Turn(session, (), (RaiseCard(kind),))
    if Intent.EMERGENCY in intents:
        return Turn(replace(session, with_person=True), (Line("emergency"),), (RaiseCard(Kind.EMERGENCY),))
    if Intent.OPT_OUT in intents:
        return _opt_out(session, event.keyword)
    if Intent.OPT_IN in intents:
        return Turn(replace(session, opted_out=False), (Line("opted_in"),), (OptIn(),))
    if event.keyword:
        return Turn(session)  # HELP: the carrier has answered it
    if Intent.WRONG_NUMBER in intents:
        return hand_off(replace(session, flows=(), who=None, not_them=True), Kind.IDENTITY, Line("wrong_number"))
    if Intent.HUMAN in intents and not session.with_person:
        return hand_off(session, Kind.ASKED, say.handing_over())
    return None


def _opt_out(session: Session, keyword: str) -> Turn:
    silent = replace(session, flows=(), asked=None, left=False, kept=(), opted_out=True)
    if not keyword:
        return Turn(silent, (Line("opted_out"),), (OptOut(),))
    # The carrier has blocked us and answered. CANCEL and its like may have meant the visit: somebody should call.
    meant_a_visit = keyword in ("CANCEL", "END", "QUIT")
    card = (RaiseCard(Kind.CALL),) if meant_a_visit else ()
    return Turn(silent, (), (OptOut(), *card))


def _forget_stale(session: Session, at: datetime) -> Session:
    """A number or a yes answers the newest question for 12 hours; then the times are read anew."""
    if session.who_at and at - session.who_at > KNOWN_FOR:
        session = replace(session, who=None, who_at=None)
    if session.asked and at - session.asked.at > STANDS_FOR:
        fresh = tuple(flow.forget("openings", "pick", "agreed") for flow in session.flows)
        session = replace(session, flows=fresh, asked=None, misses=0)
    return session


def _answer(session: Session, event: Heard) -> Turn:
    """Learn every answer, then follow every intent; ask at most one question at the end."""
    if Intent.NEVER_MIND in event.intents and session.flows:
        return Turn(_drop(session, event.at), (Line("dropped"),))
    if set(NOT_YET) & set(event.intents) and not _corrects(session, event):
        return hand_off(session, Kind.ASKED, Line("not_by_text_yet"))
    if FOR_A_PERSON & set(event.intents) and event.who is None:  # "Simone Price" is no question about a price
        return hand_off(session, Kind.ASKED, say.handing_over())
    asides = _asides(event)
    if not session.flows and (Intent.BOOK in event.intents or event.who or event.reason or event.when):
        session = replace(session, flows=(_started(session, STARTS[Intent.BOOK]()),))
    if not session.flows:
        return _without_a_request(session, event, asides)
    return _with_a_request(session, event, asides)


def _drop(session: Session, at: datetime) -> Session:
    """Drop the talking request; who was proven in it is still who is texting."""
    *below, flow = session.flows
    proven = isinstance(flow.patient, Patient)
    who, since = (flow.who, at) if proven else (session.who, session.who_at)
    return replace(session, flows=tuple(below), asked=None, left=False, misses=0, who=who, who_at=since)


def _corrects(session: Session, event: Heard) -> bool:
    """ "Can we change it to Thursday?" in the middle of a booking changes the booking, not a visit in the book."""
    return bool(session.flows) and (event.when or event.reason or event.pick or event.agreed) is not None


def _started(session: Session, flow: AnyFlow) -> AnyFlow:
    """Who is texting and what was booked pass from one request to the next: never a choice, a yes, openings or a result."""
    return flow.learn({"who": session.who, "has": session.booked or None})


def _asides(event: Heard) -> tuple[Line, ...]:
    lines = {Intent.HOURS: "hours", Intent.THANKS: "welcome", Intent.BOT: "robot"}
    said = tuple(Line(key) for intent, key in lines.items() if intent in event.intents)
    return (*said, Line("no_media")) if event.media else said


def _without_a_request(session: Session, event: Heard, asides: tuple[Line, ...]) -> Turn:
    if asides:
        return Turn(replace(session, misses=0), asides)
    if {Intent.GREETING, Intent.REPEAT, Intent.HELP} & set(event.intents):
        return Turn(replace(session, misses=0), (Line("hello"),))
    return _miss(session, event, Line("sorry"))


def _with_a_request(session: Session, event: Heard, asides: tuple[Line, ...]) -> Turn:
    flow, at = session.flows[-1], event.at
    move = flow.next_move()
    learned = flow.learn({fact: getattr(event, fact) for fact in flow.answers})
    open_question = session.asked.about if session.asked else ""
    if _crossed(session.asked, event):
        event = replace(event, pick=None, agreed=None)
    if event.pick is not None and open_question:
        learned = learned.learn({"pick": event.pick})
    if event.agreed is not None and open_question == "agreed" and learned.next_move() == move:
        learned = learned.learn({"agreed": event.agreed})  # a yes counts only for the question as it was asked
    if event.agreed is not None and open_question == "pick" and learned == flow:
        return _answer_to_an_offer(session, event)
    if open_question in BARE and event.pick is None and event.agreed is None and learned != flow:
        session = replace(session, left=True)
    if learned != flow or isinstance(move, Do):  # a read may still be under way, or the times just forgotten as too old
        asides = tuple(line for line in asides if line.key != "welcome")  # "thanks! yes": the yes is what counts
        return carry_on(replace(session, flows=(*session.flows[:-1], learned), misses=0), event.id, at).saying(*asides)
    if asides or {Intent.REPEAT, Intent.GREETING, Intent.HELP, Intent.BOOK} & set(event.intents):
        return carry_on(replace(session, misses=0), event.id, at).saying(*asides)
    return _miss(session, event, Line("not_offered" if event.not_offered else "sorry"))


def _crossed(asked: Asked | None, event: Heard) -> bool:
    """Say whether a bare answer was sent before its question could be read, so that it must have meant something else."""
    if asked is None or event.said is None:
        return False
    return event.said <= asked.at or (asked.instead and event.said < asked.at + CROSSED)


def _answer_to_an_offer(session: Session, event: Heard) -> Turn:
    """ "None of those" asks for other days; a bare "yes" to several times chooses none of them."""
    if event.agreed:
        return _miss(session, event, Line("which_one"))
    *below, flow = session.flows
    return carry_on(replace(session, flows=(*below, flow.forget("when")), misses=0), event.id, event.at).saying(
        say.not_that_one()
    )


def _miss(session: Session, event: Heard, sorry: Line) -> Turn:
    """Say that we did not understand and ask again; the third time in a row, bring a person."""
    if session.misses + 1 >= MAX_MISSES:
        return hand_off(session, Kind.LOST, say.handing_over())
    missed = replace(session, misses=session.misses + 1)
    again = carry_on(missed, event.id, event.at) if session.flows else Turn(missed, (Line("hello"),))
    return again.saying(sorry)
