"""What is answered in every state, before anything else: danger, opting out and in, the wrong number, a death, a person.

The order is the order of harm: an emergency wins over everything, also over "STOP, my mouth is bleeding"; nothing is sent to
who has opted out; nothing is said to who is not the patient. Only a bare STOP never comes here as words: the carrier has
blocked us then, and answered.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from flows import say
from flows.carrying import hand_off
from flows.say import Line
from flows.session import Session, Turn
from flows.words import Command, Heard, Intent, Kind, OptIn, OptOut, RaiseCard, Wake

STOP_MEANT = "stop meant"  # the timer after which an emergency is over, and a STOP said with it is asked about
ASKED_LATER = timedelta(hours=1)
MAY_MEAN_A_VISIT = ("CANCEL", "END", "QUIT")
POLITE = {Intent.THANKS, Intent.BYE, Intent.OPT_OUT}


def before_anything(session: Session, event: Heard) -> Turn | None:
    """Return the answer to what cannot wait; None: there is nothing of the kind in it."""
    intents = event.intents
    if session.opted_out and Intent.OPT_IN not in intents:
        return _after_an_opt_out(session, event)
    if Intent.EMERGENCY in intents:
        return _emergency(session, event)
    if Intent.OPT_OUT in intents:
        return _opt_out(session, event)
    if Intent.OPT_IN in intents:
        return _opt_in(session, event)
    if event.keyword or session.not_them:
        return Turn(session)  # HELP: the carrier has answered it. A stranger: the desk clears it, and nothing is said till then
    if Intent.WRONG_NUMBER in intents:
        return hand_off(_nobody_we_know(session), Kind.IDENTITY, Line("wrong_number"))
    if Intent.DECEASED in intents:
        return hand_off(_nobody_we_know(session), Kind.DECEASED, Line("condolence"))
    return None if session.with_person else _to_a_person(session, event)


def _to_a_person(session: Session, event: Heard) -> Turn | None:
    if Intent.HUMAN in event.intents:
        return hand_off(session, Kind.ASKED, say.handing_over())
    if Intent.COMPLAINT in event.intents:
        return hand_off(session, Kind.COMPLAINT, Line("complaint"))
    if Intent.LANGUAGE in event.intents and event.lang is None:  # one that is not spoken here
        return hand_off(session, Kind.ASKED, say.handing_over())
    return None


def _emergency(session: Session, event: Heard) -> Turn:
    """Fixed words, the desk at any hour, and no talk of booking. Said again as often as it is heard."""
    key, kind = "emergency", Kind.EMERGENCY
    if Intent.CRISIS in event.intents:
        key, kind = "crisis", Kind.CRISIS
    elif Intent.KNOCKED_OUT in event.intents:
        key = "tooth_out"
    commands: tuple[Command, ...] = (RaiseCard(kind),)
    if Intent.OPT_OUT in event.intents:
        commands = (*commands, Wake(STOP_MEANT, ASKED_LATER))
    return Turn(replace(session, with_person=True), (Line(key),), commands)


def stop_meant(session: Session) -> Turn:
    """Ask, an hour after an emergency, whether the STOP in it was meant."""
    return Turn(session) if session.opted_out or session.not_them else Turn(session, (Line("stop_meant"),))


def _opt_in(session: Session, event: Heard) -> Turn:
    """Take the STOP back; but not by what was sent before it and found in the carrier's list after it."""
    if session.opted_out and session.opted_out_at and (event.said or event.at) < session.opted_out_at:
        return Turn(session)
    return Turn(replace(session, opted_out=False, opted_out_at=None), (Line("opted_in"),), (OptIn(),))


def _opt_out(session: Session, event: Heard) -> Turn:
    keyword, at = event.keyword, event.said or event.at
    silent = replace(session, flows=(), asked=None, left=False, kept=(), opted_out=True, opted_out_at=at)
    if not keyword:
        return Turn(silent, (Line("opted_out"),), (OptOut(),))
    # The carrier has blocked us and answered. CANCEL and its like may have meant the visit: somebody should call.
    card = (RaiseCard(Kind.CALL),) if keyword in MAY_MEAN_A_VISIT else ()
    return Turn(silent, (), (OptOut(), *card))


def _after_an_opt_out(session: Session, event: Heard) -> Turn:
    """Nothing may be sent to this number, so what it writes is for a person, an emergency at once; but "ok" is for nobody."""
    if Intent.CRISIS in event.intents:
        return Turn(session, (), (RaiseCard(Kind.CRISIS),))
    if Intent.EMERGENCY in event.intents:
        return Turn(session, (), (RaiseCard(Kind.EMERGENCY),))
    says = event.who or event.reason or event.when
    polite = not says and set(event.intents) <= POLITE and (event.intents or event.agreed)
    return Turn(session) if polite else Turn(session, (), (RaiseCard(Kind.CALL),))


def _nobody_we_know(session: Session) -> Session:
    """Who holds this phone is not who we took them for, or nothing automatic may reach them: all we knew of them goes.

    A change that is out stays: its result is told to the desk alone.
    """
    nobody = replace(session, proven=(), who=None, who_at=None, said_who=None, said_who_at=None)
    return replace(nobody, flows=(), named=(), broken=None, kept=(), not_them=True)
