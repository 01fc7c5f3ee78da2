"""Turn one event into the next session, what to say and what to do. Written once, for all flows.

    turn(session, event) -> Turn(session, replies, commands)

Pure: the same session and event always give the same turn. Reads come back as Results within the turn; effects come back
later, under an identity made from the event that asked for them, and are heard in whatever state the conversation is then.

What comes first, in order: emergencies, opting out and in, the wrong number, a person asked for; then, while a person has the
conversation, silence; while a booking is out, patience; and only then answers and intents.

    session    what is kept between two events
    carrying   going on with the talking flow until somebody must be waited for
    answering  what the patient said
    results    what the office answered, and what it did not
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from flows import first, say
from flows.answering import STANDS_FOR, hear
from flows.carrying import awaited, carry_on, moment
from flows.confirm import Confirm
from flows.move import Move
from flows.results import learn_result, wait_or_give_up
from flows.say import Line
from flows.session import AnyFlow, DeskAsked, Session, Turn
from flows.when import Span, When
from flows.words import (
    AskDue,
    DeskChanged,
    DeskDid,
    DeskOffers,
    Event,
    Heard,
    Kind,
    RaiseCard,
    Result,
    Silent,
    Tick,
    Wake,
)

__all__ = ["Session", "Turn", "turn"]

CHECKING_AFTER = timedelta(seconds=45)  # a booking that is out so long is worth the truth


def turn(session: Session, event: Event | DeskAsked) -> Turn:
    """Answer one event. The practice names itself before the first thing a number ever hears from it."""
    after = _turn(session, event)
    if session.opted_out and after.session.opted_out:
        return replace(after, replies=())  # whatever the reason to speak
    after = _inviting(after, event.at)
    if after.session.introduced or not after.replies:
        return after
    if after.replies[0].key == "opted_out":
        return replace(after, session=replace(after.session, introduced=True))  # it names the practice itself
    return replace(after, session=replace(after.session, introduced=True)).saying(say.introduction())


def _turn(session: Session, event: Event | DeskAsked) -> Turn:
    match event:
        case Heard():
            return hear(session, event)
        case Result():
            return learn_result(session, event)
        case Silent():
            return wait_or_give_up(session, event)
        case Tick():
            return _tick(session, event)
        case AskDue():
            return _ask(session, event)
        case DeskDid():
            return _desk_did(session, event)
        case DeskAsked():
            return _desk_asked(session, event)
        case DeskChanged():
            return Turn(_read_anew(session, event.visit))
        case DeskOffers():
            return _offer(session, event)


def _inviting(after: Turn, at: datetime) -> Turn:
    """Say what to send for a visit where there is none and nothing is under way; a yes to that wants one."""
    if not after.replies:
        return after
    if after.replies[-1].key in say.NO_VISIT and not after.session.flows:
        after = replace(after, replies=(*after.replies, say.to_book()))
    invites = after.replies[-1].key in say.INVITING
    return replace(after, session=replace(after.session, invited=at if invites else None))


# --- timers ----------------------------------------------------------------------------------------------------------


def _tick(session: Session, event: Tick) -> Turn:
    match event.name:
        case "moment" if session.out:
            said = () if session.told or session.with_person else (moment(session),)
            return Turn(replace(session, told=session.told or "moment"), said, (Wake("checking", CHECKING_AFTER),))
        case "checking" if session.out and not session.with_person:
            return Turn(replace(session, told="checking"), (Line("still_checking"),))
        case "look again" if not session.out and not session.with_person and session.flows:
            return carry_on(session, event.id, event.at) if awaited(session) else Turn(session)
        case "give back" if session.with_person and not session.not_them:  # who is not the patient stays with the desk
            return _given_back(session, event)
        case first.STOP_MEANT:
            return first.stop_meant(session)
        case _:
            return Turn(session)


# --- what the office begins ------------------------------------------------------------------------------------------


def _ask(session: Session, event: AskDue) -> Turn:
    """Ask whether they will come; after what is being spoken of, if something is."""
    if session.opted_out or session.not_them or session.with_person:
        return Turn(session)  # the desk knows what this phone may hear
    asking = Confirm(named=event.visits, visits=event.visits)
    numbers = {visit.number for visit in event.visits}
    others = tuple(v for v in session.named if v.number not in numbers and v.end > event.at)
    flows = tuple(flow for flow in session.flows if not isinstance(flow, Confirm))  # an older ask of ours is answered by now
    named = replace(session, named=(*others, *event.visits), flows=flows)
    if session.out or (session.asked and event.at - session.asked.at < STANDS_FOR and flows):
        return Turn(replace(named, flows=(asking, *flows)))
    return carry_on(replace(named, flows=(*flows, asking), asked=None), event.id, event.at)


def _offer(session: Session, event: DeskOffers) -> Turn:
    """Offer an earlier time that staff chose; whoever is busy with something, or wants no texts, is called instead."""
    if session.opted_out or session.not_them or session.with_person or session.out or session.flows:
        return Turn(session, (), (RaiseCard(Kind.CALL),))
    visit, start = event.visit, event.opening.start
    exactly = When((Span(first=start.date(), last=start.date()),), around=start.time())
    free = (event.opening,)
    moving = Move(named=(visit,), visits=(visit,), when=exactly, openings=free, pick=event.opening, free=True)
    named = (*(v for v in session.named if v.number != visit.number), visit)
    return carry_on(replace(session, named=named, flows=(moving,)), event.id, event.at).saying(Line("came_free"))


def _desk_asked(session: Session, event: DeskAsked) -> Turn:
    """Begin what staff ask for, or begin it otherwise as long as nothing is done. One session does one thing."""
    if session.staff is not None and (session.out or not session.flows):
        return Turn(session)
    return carry_on(Session(staff=event.staff, flows=(event.flow,), introduced=True), event.id, event.at)


# --- what the desk did -----------------------------------------------------------------------------------------------


def _desk_did(session: Session, event: DeskDid) -> Turn:
    match event.what:
        case "took":
            return Turn(replace(session, with_person=True))
        case "gave back" if session.with_person and not session.not_them:
            return _given_back(session, event)
        case _:
            # A card for a question beside the request leaves the request to the bot: it is not over with the card.
            flows = session.flows if session.out or not session.with_person else ()
            return Turn(replace(session, with_person=False, not_them=False, flows=flows, misses=0, tries=0))


def _read_anew(session: Session, visit: int) -> Session:
    """Forget how that visit stood, and what was asked of it: the next text finds it as it is now."""
    if session.broken is not None and session.broken.number == visit:
        session = replace(session, broken=None)
    if session.out:
        return session  # the end of that change tells how it stands
    flows = tuple(flow.forget("visits") if _concerns(flow, visit) else flow for flow in session.flows)
    return session if flows == session.flows else replace(session, flows=flows, asked=None)


def _concerns(flow: AnyFlow, visit: int) -> bool:
    return any(known.number == visit for known in getattr(flow, "visits", None) or ())


def _given_back(session: Session, event: Tick | DeskDid) -> Turn:
    """The bot speaks again, and takes up the question it had left."""
    back = replace(session, with_person=False, misses=0, tries=0)
    if session.out or not session.flows:
        return Turn(back, (Line("back_again"),))
    return carry_on(back, event.id, event.at).saying(Line("back_again"))
