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

from datetime import timedelta

from msgspec.structs import replace

from flows import say
from flows.answering import hear
from flows.carrying import awaited, carry_on
from flows.results import learn_result, wait_or_give_up
from flows.say import Line
from flows.session import Session, Turn
from flows.words import DeskDid, Event, Heard, Result, Silent, Tick, Wake

__all__ = ["Session", "Turn", "turn"]

CHECKING_AFTER = timedelta(seconds=45)  # a booking that is out so long is worth the truth


def turn(session: Session, event: Event) -> Turn:
    """Answer one event. The practice names itself before the first thing a number ever hears from it."""
    after = _turn(session, event)
    if session.opted_out and after.session.opted_out:
        return replace(after, replies=())  # whatever the reason to speak
    if after.session.introduced or not after.replies:
        return after
    if after.replies[0].key == "opted_out":
        return replace(after, session=replace(after.session, introduced=True))  # it names the practice itself
    return replace(after, session=replace(after.session, introduced=True)).saying(say.introduction())


def _turn(session: Session, event: Event) -> Turn:
    match event:
        case Heard():
            return hear(session, event)
        case Result():
            return learn_result(session, event)
        case Silent():
            return wait_or_give_up(session, event)
        case Tick():
            return _tick(session, event)
        case DeskDid():
            return _desk_did(session, event)


# --- timers ----------------------------------------------------------------------------------------------------------


def _tick(session: Session, event: Tick) -> Turn:
    match event.name:
        case "moment" if session.out:
            said = () if session.told or session.with_person else (Line("booking_it"),)
            return Turn(replace(session, told=session.told or "moment"), said, (Wake("checking", CHECKING_AFTER),))
        case "checking" if session.out and not session.with_person:
            return Turn(replace(session, told="checking"), (Line("still_checking"),))
        case "look again" if not session.out and not session.with_person and session.flows:
            return carry_on(session, event.id, event.at) if awaited(session) else Turn(session)
        case "give back" if session.with_person:
            return _given_back(session, event)
        case _:
            return Turn(session)


# --- what the desk did -----------------------------------------------------------------------------------------------


def _desk_did(session: Session, event: DeskDid) -> Turn:
    match event.what:
        case "took":
            return Turn(replace(session, with_person=True))
        case "gave back" if session.with_person:
            return _given_back(replace(session, not_them=False), event)
        case _:
            return Turn(
                replace(
                    session, with_person=False, not_them=False, flows=session.flows if session.out else (), misses=0, tries=0
                )
            )


def _given_back(session: Session, event: Tick | DeskDid) -> Turn:
    """The bot speaks again, and takes up the question it had left."""
    back = replace(session, with_person=False, misses=0, tries=0)
    if session.out or not session.flows:
        return Turn(back, (Line("back_again"),))
    return carry_on(back, event.id, event.at).saying(Line("back_again"))
