"""Turn one event into the next session, what to say and what to do. Written once, for all flows.

    turn(session, event) -> Turn(session, replies, commands)

Pure: the same session and event always give the same turn. Reads come back as Results within the turn; effects come back
later, under an identity made from the event that asked for them, and are heard in whatever state the conversation is then.

What comes first, in order: emergencies, opting out and in, the wrong number, a person asked for; then, while a person has the
conversation, silence; while a booking is out, patience; and only then answers and intents.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from flows import say
from flows.book import Book
from flows.flow import Ask, Do, Done, Forget, HandOff
from flows.say import Line
from flows.words import (
    Asked,
    Awaited,
    BookAppointment,
    Booked,
    Command,
    DeskDid,
    Effect,
    Effects,
    Event,
    Heard,
    Intent,
    Kind,
    Lang,
    OptIn,
    OptOut,
    RaiseCard,
    Reads,
    Result,
    Send,
    Silent,
    Taken,
    Tick,
    Unconfirmed,
    Wake,
    Who,
)

AnyFlow = Book  # a union, when there are more
STARTS: dict[Intent, type[AnyFlow]] = {Intent.BOOK: Book}
NOT_YET = (Intent.MOVE, Intent.CANCEL_VISIT, Intent.CONFIRM, Intent.VISITS)  # a person does these, and we say so

MAX_MISSES = 3  # the third turn in a row we did not understand brings a person
MAX_TRIES = 3  # the third answer that does not fit brings a person, understood or not
STANDS_FOR = timedelta(hours=12)  # how long a number or a yes answers the question it was asked
KNOWN_FOR = timedelta(hours=12)  # how long a proven birth date stands for the next request
MOMENT_AFTER = timedelta(seconds=3)  # a booking that takes longer is worth a word
CHECKING_AFTER = timedelta(seconds=45)  # ... and longer still, the truth
LOOK_AGAIN_AFTER = timedelta(seconds=5)
GIVE_UP_AFTER = timedelta(minutes=2)  # an office that answers no read for so long is away: a person takes over
MAX_KEPT = 20  # texts kept while a booking is out; the oldest go first


class Session(Struct, frozen=True, omit_defaults=True):
    """Everything kept of one conversation between two events."""

    flows: tuple[AnyFlow, ...] = ()  # the last one is talking, those before it wait
    lang: Lang = "en"
    introduced: bool = False
    misses: int = 0  # turns in a row we did not understand
    tries: int = 0  # answers in this conversation that did not fit: wrong birth dates above all
    asked: Asked | None = None  # the newest question
    out: str | None = None  # the identity of the effect we are waiting for
    told: str = ""  # what was already said about waiting: "moment", "checking", "looking"
    silent_since: datetime | None = None  # the office has not answered our reads since
    kept: tuple[Heard, ...] = ()  # what was said meanwhile
    with_person: bool = False
    opted_out: bool = False
    who: Who | None = None  # proven, for the next request
    who_at: datetime | None = None
    schema: int = 1


class Turn(Struct, frozen=True):
    session: Session
    replies: tuple[Line, ...] = ()
    commands: tuple[Command, ...] = ()

    def saying(self, *lines: Line) -> Turn:
        """Say these before what the turn says."""
        return replace(self, replies=(*lines, *self.replies))


dump = msgspec.json.Encoder().encode
load: Callable[[bytes], Session] = msgspec.json.Decoder(Session).decode


def send(event: str, effect: Effects) -> Send:
    """Give an effect its identity: made of the event and the effect alone, so a turn that is run again makes it again."""
    return Send(sha256(event.encode() + b"|" + dump(effect)).hexdigest()[:32], effect)


def turn(session: Session, event: Event) -> Turn:
    """Answer one event. The practice names itself before the first thing a number ever hears from it."""
    after = _turn(session, event)
    if session.opted_out and after.session.opted_out:
        return replace(after, replies=())  # whatever the reason to speak
    if after.session.introduced or not after.replies:
        return after
    return replace(after, session=replace(after.session, introduced=True)).saying(say.introduction())


def _turn(session: Session, event: Event) -> Turn:
    match event:
        case Heard():
            return _hear(session, event)
        case Result():
            return _learn_result(session, event)
        case Silent():
            return _wait_or_give_up(session, event)
        case Tick():
            return _tick(session, event)
        case DeskDid():
            return _desk_did(session, event)


# --- what the patient said -------------------------------------------------------------------------------------------


def _hear(session: Session, event: Heard) -> Turn:
    session = replace(session, lang=event.lang or session.lang)
    if first := _before_anything(session, event):
        return first
    if session.with_person:
        return Turn(session)
    if session.out:
        said = () if session.told else (Line("booking_it"),)
        return Turn(replace(session, kept=(*session.kept, event)[-MAX_KEPT:], told=session.told or "moment"), said)
    return _answer(_forget_stale(session, event.at), event)


def _before_anything(session: Session, event: Heard) -> Turn | None:
    """What is answered in every state, before any other logic."""
    intents = event.intents
    if session.opted_out and Intent.OPT_IN not in intents:
        # Nothing may be sent to this number, so what it writes is for a person: an emergency at once.
        kind = Kind.EMERGENCY if Intent.EMERGENCY in intents else Kind.CALL
        return Turn(session, (), (RaiseCard(kind, holds=False),))
    if Intent.EMERGENCY in intents:
        return Turn(replace(session, with_person=True), (Line("emergency"),), (RaiseCard(Kind.EMERGENCY),))
    if Intent.OPT_OUT in intents:
        return _opt_out(session, event.keyword)
    if Intent.OPT_IN in intents:
        return Turn(replace(session, opted_out=False), (Line("opted_in"),), (OptIn(),))
    if event.keyword:
        return Turn(session)  # HELP: the carrier has answered it
    if Intent.WRONG_NUMBER in intents:
        return _hand_off(replace(session, flows=(), who=None), Kind.IDENTITY, Line("wrong_number"))
    if Intent.HUMAN in intents and not session.with_person:
        return _hand_off(session, Kind.ASKED, say.handing_over())
    return None


def _opt_out(session: Session, keyword: str) -> Turn:
    silent = replace(session, flows=(), asked=None, kept=(), opted_out=True)
    if not keyword:
        return Turn(silent, (Line("opted_out"),), (OptOut(),))
    # The carrier has blocked us and answered. CANCEL and its like may have meant the visit: somebody should call.
    meant_a_visit = keyword in ("CANCEL", "END", "QUIT")
    card = (RaiseCard(Kind.CALL, holds=False),) if meant_a_visit else ()
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
        return Turn(replace(session, flows=session.flows[:-1], asked=None, misses=0), (Line("dropped"),))
    if set(NOT_YET) & set(event.intents) and not _corrects(session, event):
        return _hand_off(session, Kind.ASKED, Line("not_by_text_yet"))
    asides = _asides(event)
    if not session.flows and (Intent.BOOK in event.intents or event.who or event.reason or event.when):
        session = replace(session, flows=(_started(session, STARTS[Intent.BOOK]()),))
    if not session.flows:
        return _without_a_request(session, event, asides)
    return _with_a_request(session, event, asides)


def _corrects(session: Session, event: Heard) -> bool:
    """ "Can we change it to Thursday?" in the middle of a booking changes the booking, not a visit in the book."""
    return bool(session.flows) and (event.when or event.reason or event.pick or event.agreed) is not None


def _started(session: Session, flow: AnyFlow) -> AnyFlow:
    """Only who is texting passes from one request to the next: never a choice, a yes, openings or a result."""
    return flow.learn({"who": session.who})


def _asides(event: Heard) -> tuple[Line, ...]:
    lines = {Intent.HOURS: "hours", Intent.THANKS: "welcome"}
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
    if event.pick is not None and open_question:
        learned = learned.learn({"pick": event.pick})
    if event.agreed is not None and open_question == "agreed" and learned.next_move() == move:
        learned = learned.learn({"agreed": event.agreed})  # a yes counts only for the question as it was asked
    if learned != flow or isinstance(move, Do):  # a read may still be under way, or the times just forgotten as too old
        return carry_on(replace(session, flows=(*session.flows[:-1], learned), misses=0), event.id, at).saying(*asides)
    if asides or {Intent.REPEAT, Intent.GREETING, Intent.HELP, Intent.BOOK} & set(event.intents):
        return carry_on(replace(session, misses=0), event.id, at).saying(*asides)
    return _miss(session, event, Line("not_offered" if event.not_offered else "sorry"))


def _miss(session: Session, event: Heard, sorry: Line) -> Turn:
    """Say that we did not understand and ask again; the third time in a row, bring a person."""
    if session.misses + 1 >= MAX_MISSES:
        return _hand_off(session, Kind.LOST, say.handing_over())
    missed = replace(session, misses=session.misses + 1)
    again = carry_on(missed, event.id, event.at) if session.flows else Turn(missed, (Line("hello"),))
    return again.saying(sorry)


def _hand_off(session: Session, kind: Kind, saying: Line) -> Turn:
    handed = replace(session, with_person=True, asked=None, misses=0)
    return Turn(handed, (saying,), (RaiseCard(kind),))


# --- going on until somebody must be waited for ------------------------------------------------------------------------


def carry_on(session: Session, event: str, at: datetime) -> Turn:
    """Follow the talking flow to the next point where we must wait for somebody."""
    *below, flow = session.flows
    said: tuple[Line, ...] = ()
    while isinstance(move := flow.next_move(), Forget):
        if move.limit:
            session = replace(session, tries=session.tries + 1)
        if move.limit and session.tries >= MAX_TRIES:
            return _hand_off(replace(session, flows=tuple(below), tries=0), move.limit, say.handing_over())
        flow = flow.forget(*move.what)
        said = (*said, move.saying) if move.saying else said
    session = replace(session, flows=(*below, flow))
    match move:
        case Ask(about, prompt, openings, opening):
            asked = Asked(about, at, openings, opening)
            return Turn(replace(session, asked=asked, told=""), (*said, prompt))
        case Do(command=Awaited() as effect):
            sent = send(event, effect)
            waiting = replace(session, out=sent.id, told="", asked=None)
            return Turn(waiting, said, (sent, Wake("moment", MOMENT_AFTER)))
        case Do(command=command):
            return Turn(replace(session, asked=None), said, (cast(Reads, command),))
        case HandOff(kind, saying):
            return _hand_off(replace(session, flows=tuple(below)), kind, saying).saying(*said)
        case Done(saying, telling):
            ended = replace(session, flows=tuple(below), asked=None, who=flow.who, who_at=at, misses=0, tries=0)
            rest = carry_on(ended, event, at) if below else Turn(ended)
            told = tuple(send(event, effect) for effect in telling)
            return replace(rest, commands=(*rest.commands, *told)).saying(*said, saying)


# --- what the office answered, and what it did not -----------------------------------------------------------------------


def _learn_result(session: Session, event: Result) -> Turn:
    awaited = _awaited(session) == event.of
    if not isinstance(event.of, Effect):
        if not awaited or session.with_person:
            return Turn(session)  # late: the patient has changed their mind since we asked
        return _take_in(replace(session, silent_since=None), event)
    if event.id != session.out:
        return Turn(session)  # a commlog, which nobody waits for; or told before
    session = replace(session, out=None, told="")
    after = _take_in(session, event) if awaited and not session.with_person else _tell(session, event)
    return _replay(after, session.kept)


def _take_in(session: Session, event: Result) -> Turn:
    *below, flow = session.flows
    move = flow.next_move()
    assert isinstance(move, Do)
    learned = flow.learn({move.towards: event.value})
    return carry_on(replace(session, flows=(*below, learned)), event.id, event.at)


def _tell(session: Session, event: Result) -> Turn:
    """The result of an effect that the conversation has left behind is still owed to the patient; to the desk, if opted out."""
    assert isinstance(event.of, BookAppointment)
    patient, opening = event.of.patient, event.of.opening
    done = replace(session, flows=tuple(f for f in session.flows if not _waits_for(f, event)))
    match event.value:
        case Booked():
            line, card = say.booked(patient, opening), RaiseCard(Kind.CALL, holds=False)
        case Taken():
            line, card = say.just_taken(), RaiseCard(Kind.CALL, holds=False)
        case _:
            line, card = say.could_not_confirm(), RaiseCard(Kind.UNCONFIRMED)
    if session.opted_out:
        return Turn(done, (), (card,))
    return Turn(done, (line,), (card,) if isinstance(event.value, Unconfirmed) else ())


def _waits_for(flow: AnyFlow, event: Result) -> bool:
    move = flow.next_move()
    return isinstance(move, Do) and move.command == event.of


def _replay(after: Turn, kept: tuple[Heard, ...]) -> Turn:
    """Answer, in order, what was said while the booking was out."""
    session = replace(after.session, kept=())
    after = replace(after, session=session)
    for heard in kept:
        # The question has changed since: a bare number or yes said before it was asked cannot be its answer.
        late = _hear(after.session, replace(heard, pick=None, agreed=None, not_offered=False))
        understood = late.session.misses <= after.session.misses
        if understood or late.session.with_person:
            after = replace(late, replies=(*after.replies, *late.replies), commands=(*after.commands, *late.commands))
    return after


def _wait_or_give_up(session: Session, event: Silent) -> Turn:
    if session.with_person or _awaited(session) != event.of:
        return Turn(session)
    since = session.silent_since or event.at
    if event.for_good or event.at - since >= GIVE_UP_AFTER:
        return _hand_off(replace(session, silent_since=None, told=""), Kind.SILENT, Line("office_away"))
    said = () if session.told == "looking" else (Line("one_moment"),)
    waiting = replace(session, told="looking", silent_since=since)
    return Turn(waiting, said, (Wake("look again", LOOK_AGAIN_AFTER),))


def _awaited(session: Session) -> Reads | Awaited | None:
    """Return the command whose result the talking flow cannot go on without."""
    move = session.flows[-1].next_move() if session.flows else None
    return move.command if isinstance(move, Do) else None


def _tick(session: Session, event: Tick) -> Turn:
    match event.name:
        case "moment" if session.out:
            said = () if session.told or session.with_person else (Line("booking_it"),)
            return Turn(replace(session, told=session.told or "moment"), said, (Wake("checking", CHECKING_AFTER),))
        case "checking" if session.out and not session.with_person:
            return Turn(replace(session, told="checking"), (Line("still_checking"),))
        case "look again" if not session.out and not session.with_person and session.flows:
            return carry_on(session, event.id, event.at) if _awaited(session) else Turn(session)
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
            return _given_back(session, event)
        case _:
            return Turn(replace(session, with_person=False, flows=session.flows if session.out else (), misses=0, tries=0))


def _given_back(session: Session, event: Tick | DeskDid) -> Turn:
    """The bot speaks again, and takes up the question it had left."""
    back = replace(session, with_person=False, misses=0, tries=0)
    if session.out or not session.flows:
        return Turn(back, (Line("back_again"),))
    return carry_on(back, event.id, event.at).saying(Line("back_again"))
