"""Which requests one text begins, and where they stand: the front one talks, those behind it wait for their turn."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from flows import known
from flows.asap import Asap
from flows.book import Book
from flows.cancel import Cancel
from flows.choosing import Choosing
from flows.confirm import Confirm
from flows.household import is_of_another, not_twice, others_too, people, the_rest, told_apart
from flows.late import Late
from flows.move import Move
from flows.newpatient import NewPatient
from flows.pain import Pain
from flows.planned import Planned
from flows.session import AnyFlow, Session
from flows.visits import Visits
from flows.when import Span, When
from flows.which import GROWN, OfVisit, fitting, may_be_meant
from flows.words import Heard, Intent, Mention, Opening

STARTS: dict[Intent, AnyFlow] = {
    Intent.PAIN: Pain(),
    Intent.BOOK: Book(),
    Intent.NEW_PATIENT: NewPatient(),
    Intent.PLANNED: Planned(),
    Intent.MOVE: Move(),
    Intent.CANCEL_VISIT: Cancel(),
    Intent.CONFIRM: Confirm(),
    Intent.VISITS: Visits(),
    Intent.JOIN_ASAP: Asap(),
    Intent.LEAVE_ASAP: Asap(off=True),
    Intent.LATE: Late(),
    Intent.ARRIVED: Late(here=True),
}
INSTEAD = {  # the intent on the left is part of one on the right, and begins nothing of its own
    Intent.MOVE: {Intent.JOIN_ASAP},  # "move me up if anything opens" moves nothing now
    Intent.BOOK: {Intent.NEW_PATIENT, Intent.PLANNED, Intent.PAIN},
    Intent.PLANNED: {Intent.NEW_PATIENT},
}
A_FIRST = (NewPatient, Planned)  # what a booking may turn out to be
BOOKING = (Book, *A_FIRST)
ABOUT_A_VISIT = (Move, Cancel, Confirm)  # another request about the visit that is spoken of takes the place of the first
THE_TIME = (Intent.BOOK, Intent.MOVE)  # "can we move it to thursday?" while a time is chosen only corrects the time


def wanted(session: Session, event: Heard) -> tuple[AnyFlow, ...]:
    """Return the requests that this text begins, in the order said, with all it says about them."""
    if _wants_it_back(session, event):
        return (_take_back(session),)
    talking = session.flows[-1] if session.flows else None
    if rest := the_rest(talking, session.asked, event):
        return rest
    begun = [STARTS[intent] for intent in event.intents if _begins(intent, talking, session, event)]
    begun.sort(key=lambda flow: not isinstance(flow, Pain))  # whether there is danger comes first
    if len(begun) > 1:  # a question when it is needs no answer of its own: moving it says so
        begun = [flow for flow in begun if not isinstance(flow, Visits)] or begun[:1]
    if not begun and talking is None:
        begun = _unasked(session, event)
    if not begun and isinstance(talking, Confirm) and event.agreed and GROWN & set(event.about):  # "yes, my husband, too"
        begun = [Confirm()]
    if not begun and others_too(talking, session.asked, event):  # "yes, and my husband"
        return tuple(_started(session, flow, said) for flow, said in told_apart([Book()], replace(event, when=None)))
    each = event.each and bool(begun) and isinstance(begun[0], Move | Cancel)  # "move me and my son"
    if len(begun) == 1 and isinstance(begun[0], OfVisit) and not each:  # "my visit, my kid is sick": whose, is asked
        return (_started(session, begun[0], event),)
    return tuple(_started(session, flow, said) for flow, said in told_apart(begun, event))


def _begins(intent: Intent, talking: AnyFlow | None, session: Session, event: Heard) -> bool:
    if intent not in STARTS or INSTEAD.get(intent, set()) & set(event.intents):
        return False
    if talking is None:
        if intent is Intent.BOOK and _puts_right(session, event):
            return False
        just_booked = bool(session.booked) and not _is_named(session, event)
        return not (intent is Intent.CONFIRM and event.agreed and just_booked)  # "see you then!" asks for nothing
    if session.asked and (session.asked.about, intent) in talking.means:
        return False
    if isinstance(talking, type(STARTS[intent])) or (intent is Intent.BOOK and isinstance(talking, A_FIRST)):
        return intent is Intent.BOOK and is_of_another(talking, event) and Intent.CORRECTION not in event.intents
    if intent is Intent.VISITS and isinstance(talking, OfVisit):  # our question says when it is: it is asked again
        return bool(event.about or event.who) and not fitting(talking.visits or (), event.who, event.about, None)
    if _moves_instead(intent, talking) and event.when and not is_of_another(talking, event):
        return True  # nothing was offered that it could correct
    about_this = not event.reason and not event.who and set(people(event.about)) <= {Mention.ME}
    if intent is Intent.BOOK and isinstance(talking, ABOUT_A_VISIT) and event.when and about_this:
        return False  # "do you have anything sooner?"
    answers = event.agreed is not None and session.asked is not None and (session.asked.yes_no or bool(session.asked.openings))
    if intent is Intent.CONFIRM and answers and isinstance(talking, Choosing) and about_this:
        return False  # "confirmed", "see you then": the yes to our question, and nothing more
    says_more = (event.when or event.reason or event.pick) is not None or answers
    return not (isinstance(talking, Choosing) and intent in THE_TIME and says_more)


def _moves_instead(intent: Intent, talking: AnyFlow) -> bool:
    """Say whether "move it to Thursday" means a visit in the book, and the booking that is spoken of was none."""
    return intent is Intent.MOVE and isinstance(talking, Book) and talking.openings is None


def _unasked(session: Session, event: Heard) -> list[AnyFlow]:
    """Return what is meant by a text that names no request: a late yes or no to our ask, or a visit."""
    if event.agreed and not event.intents and session.invited and event.at - session.invited <= known.STANDS_FOR:
        return [Book()]  # "To book one, tell me what for." "Yes please!"
    if event.agreed and session.named and not event.intents:
        return [Confirm()]
    if event.agreed is False and set(event.intents) <= {Intent.CORRECTION} and _is_named(session, event):
        return [Cancel(declined=True)]  # "actually no, I can't"
    if _puts_right(session, event):
        return [_moved(session.booked[-1].opening)]
    also = people(event.about) and session.booked  # "and one for me"
    if Intent.EARLIER in event.intents and event.who and not event.reason:
        return [Move()]  # "anything sooner? Ana Silva 5/1/80"
    return [Book()] if event.reason or event.when or also else []  # a name and a birth date alone ask for nothing


def _puts_right(session: Session, event: Heard) -> bool:
    """ "Oh wait, can you make it 4?" is about the visit that was just booked, not for another one."""
    ahead = bool(session.booked) and session.booked[-1].opening.start > event.at
    says_more = event.reason or event.who or people(event.about)
    return ahead and event.when is not None and Intent.CORRECTION in event.intents and not says_more


def _moved(opening: Opening) -> Move:
    """Move the one visit that begins then; to another time of the same day, if no other day is said."""
    day, start = opening.start.date(), opening.start.time()
    exactly = Span(day, day, from_=start, until=(opening.start + timedelta(minutes=1)).time())
    return Move(day=When((exactly,)), when=When((Span(day, day),)))


def _started(session: Session, flow: AnyFlow, event: Heard) -> AnyFlow:
    """Who is texting, and what we named to them, pass from one request to the next: never a choice, a yes or a result."""
    facts = flow.__struct_fields__
    who, behind = known.who_for(session, event.about, event.who), Intent.BACK_TO_BACK in event.intents or None
    given: dict[str, object] = {"has": session.booked or None, "at": event.at, "behind": behind}
    if isinstance(flow, Pain):
        given["below"] = _books(session, event)
    if isinstance(flow, NewPatient):
        given["guardian_who"] = known.guardian(session, who)
    said = {fact: getattr(event, fact) for fact in flow.answers if fact not in flow.begun_with} | {
        to: getattr(event, fact) for fact, to in flow.begun_with.items()
    }
    said |= {"who": who}
    flow = flow.learn({fact: value for fact, value in (given | said).items() if fact in facts and value != ()})
    if isinstance(flow, OfVisit):
        listing = isinstance(flow, Visits) and flow.who is not None
        # An old ask of ours is answered all the same: the desk may have moved that visit since.
        named = [visit for visit in session.named if visit.end > event.at or isinstance(flow, Confirm)]
        flow = flow.learn({"named": may_be_meant(flow, named) or None}) if not listing else flow
    return flow


def _books(session: Session, event: Heard) -> bool | None:
    """Say whether a booking goes on, or begins with the same text, so that who is in pain is booked by that."""
    return (Intent.NEW_PATIENT in event.intents or any(isinstance(flow, BOOKING) for flow in session.flows)) or None


def _is_named(session: Session, event: Heard) -> bool:
    """Say whether our own text named a visit that is not over."""
    return any(visit.end > event.at for visit in session.named)


# --- taking back -----------------------------------------------------------------------------------------------------


def _wants_it_back(session: Session, event: Heard) -> bool:
    """ "Uncancel", or "no, keep it" right after it was cancelled."""
    if session.broken is None or session.broken.start <= event.at:
        return False
    return Intent.UNDO in event.intents or (Intent.NEVER_MIND in event.intents and not session.flows)


def _take_back(session: Session) -> AnyFlow:
    """The same record at the same time, read back like any other."""
    visit = session.broken
    assert visit is not None, "only what was broken is taken back"
    exactly = When((Span(first=visit.start.date(), last=visit.start.date()),), around=visit.start.time())
    return Move(who=known.of(session, visit.patient), visits=(visit,), when=exactly, pick=visit.opening)


# --- standing --------------------------------------------------------------------------------------------------------


def standing(session: Session, begun: tuple[AnyFlow, ...], *, busy: bool) -> Session:
    """Put the new requests where they belong: the first one talks next, unless the talking one is `busy` with an answer."""
    below, front = session.flows[:-1], session.flows[-1:]
    begun = not_twice(session.flows, begun)
    waiting = tuple(reversed(begun))
    if not begun:
        return session
    replaces = (*ABOUT_A_VISIT, Late) if front and isinstance(front[0], Confirm) else ABOUT_A_VISIT  # who is late will come
    if front and isinstance(front[0], (*ABOUT_A_VISIT, Asap)) and isinstance(begun[0], replaces) and not busy:
        rest = front[0].besides(begun[0]) if isinstance(front[0], Confirm) and isinstance(begun[0], OfVisit) else ()
        return replace(session, flows=(*below, *waiting[:-1], *rest, _instead(front[0], begun[0])), asked=None)
    if front and isinstance(front[0], Book) and isinstance(begun[0], A_FIRST):
        return replace(session, flows=(*below, *waiting[:-1], known.grown(session, front[0], begun[0])), asked=None)
    if front and isinstance(begun[0], Move) and _moves_instead(Intent.MOVE, front[0]) and begun[0].when and not busy:
        whose = {} if begun[0].who or begun[0].about else {f: getattr(front[0], f) for f in ("who", "patient", "about")}
        moves = begun[0].learn(whose)
        return replace(session, flows=(*below, *waiting[:-1], moves), asked=None)
    if busy or (front and isinstance(front[0], BOOKING) and isinstance(begun[0], BOOKING)):  # one person after the other
        return replace(session, flows=(*below, *waiting, *front))
    return replace(session, flows=(*below, *front, *waiting), asked=None)


def _instead(left: AnyFlow, begun: AnyFlow) -> AnyFlow:
    """Let the new request go on about the visit that the one it replaces was about, unless it says that it means another."""
    assert isinstance(left, OfVisit), "only a request about a visit is replaced"
    assert isinstance(begun, OfVisit), "... by another one"
    other = begun.who if begun.who != left.who else None
    if (other or begun.about) and not fitting(left.visits or (), other, begun.about or (), None):
        return begun
    known = {fact: value for fact, value in left.shared().items() if not (other and fact == "patient")}
    return begun.learn({fact: value for fact, value in known.items() if getattr(begun, fact) is None})
