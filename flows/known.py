"""Who was proven in this conversation, and which of them a request is for.

Everybody proves themselves; whoever did within half a day need not do it again. "For me" is the first who was proven and not
called somebody else; "my son" whoever was called so; without a word about it, the newest.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce

from msgspec.structs import replace

from flows.book import Book
from flows.flow import Flow
from flows.household import people
from flows.identify import plain
from flows.newpatient import NewPatient
from flows.planned import Planned
from flows.session import AnyFlow, Proven, Session
from flows.words import Heard, Intent, Mention, Who

STANDS_FOR = timedelta(hours=12)
MOST = 6  # so many are remembered
THEMSELVES = {Mention.ME, Mention.BOTH, Mention.ALL}  # "both of us": the others are asked for one after the other
MEN = {Mention.SON, Mention.PARTNER, Mention.PARENT, Mention.CHILD, Mention.OTHER}
PRONOUNS = {Mention.HE: MEN | {Mention.HE}, Mention.SHE: (MEN - {Mention.SON}) | {Mention.DAUGHTER, Mention.SHE}}
CORRECTING = {Intent.CORRECTION, Intent.BOOK}


def everybody(session: Session) -> tuple[Proven, ...]:
    """Return who was proven, in the order of their first requests; from a session of release 0.1.0, the one it kept."""
    if session.proven or session.who is None or session.who_at is None:
        return session.proven
    return (Proven(session.who, session.who_at, patient=0),)


def remembered(session: Session, flow: Flow, at: datetime) -> Session:
    """Keep who was proven in this request."""
    who = getattr(flow, "who", None)
    if flow.proven is None or not isinstance(who, Who):
        return session
    about = getattr(flow, "about", None) or ()
    now = Proven(who, at, flow.proven.number, about, flow.proven.minor)
    before = everybody(session)
    same = [known for known in before if known.patient == now.patient or known.who == who]
    if same:
        now = replace(now, about=now.about or same[0].about)
    others = tuple(known for known in before if known not in same)
    place = before.index(same[0]) if same else len(before)
    kept = (*others[:place], now, *others[place:])
    session = replace(session, said_who=None, said_who_at=None)
    return replace(session, proven=kept[:1] + kept[1:][-(MOST - 1) :], who=None, who_at=None)


def in_flows(session: Session, at: datetime) -> Session:
    """Keep who was proven in a request that is still under way: the next one, in the middle of it, need not ask again."""
    for flow in session.flows:
        if flow.proven and flow.proven.number not in {proven.patient for proven in everybody(session)}:
            session = remembered(session, flow, at)
    return session


def forgotten(session: Session, at: datetime) -> Session:
    """Forget whoever was proven too long ago."""
    if session.said_who_at is not None and at - session.said_who_at > STANDS_FOR:
        session = replace(session, said_who=None, said_who_at=None)
    known = tuple(proven for proven in everybody(session) if at - proven.at <= STANDS_FOR)
    return session if known == session.proven and session.who is None else replace(session, proven=known, who=None, who_at=None)


def who_for(session: Session, about: tuple[Mention, ...], named: Who | None) -> Who | None:
    """Return whom a request is for, as far as is known: by their name, by what they were called, or the newest."""
    known = everybody(session)
    if named and named.first:
        first = plain(named.first)
        fits = [proven for proven in known if plain(proven.who.first) == first and named.born in (None, proven.who.born)]
        return fits[-1].who.joined(named) if fits else named
    called = next((mention for mention in about), None)
    if called in (Mention.CHILDREN, Mention.EITHER):
        found = None  # which of them, is asked
    elif called is None and named is None and session.said_who is not None:
        return session.said_who  # the newest, though nobody has proven it yet
    elif called is None:
        found = max(known, key=lambda proven: proven.at, default=None)
    elif called in THEMSELVES:
        found = next((proven for proven in known if not proven.minor and not set(proven.about) - THEMSELVES), None)
    else:
        alike = PRONOUNS.get(called, {called} | {Mention.HE, Mention.SHE})
        found = next((proven for proven in reversed(known) if set(proven.about) & alike), None)
    if named is None:
        return found.who if found else None
    return found.who.joined(named) if found else named


def guardian(session: Session, who: Who | None) -> Who | None:
    """Return who may stand for a child: whoever is texting, if they were proven."""
    found = who_for(session, (Mention.ME,), None)
    return found if found is None or who is None or plain(found.first) != plain(who.first) else None


def of(session: Session, patient: int) -> Who | None:
    """Return the proof of that patient, if it was given."""
    return next((proven.who for proven in everybody(session) if proven.patient == patient), None)


# --- whom a text speaks of ---------------------------------------------------------------------------------------------


def meant(session: Session, event: Heard) -> Heard:
    """Put in whoever is meant by the answer to "who is it for?": "for me", or the first name of somebody who was proven."""
    if session.asked is None or session.asked.about not in ("who", "another"):
        return event
    if event.about and event.who and event.who.first:
        event = replace(event, about=())  # the name says who; "Mia" is no "mía"
    about = people(event.about)[:1]
    if not about and (event.who is None or event.who.born or not event.who.first):
        return event
    return replace(event, about=about, who=who_for(session, about, event.who))


def for_somebody_else(session: Session, flow: AnyFlow, event: Heard) -> AnyFlow | None:
    """Return the request for whom it is after all: "no, it's for my son". None: that is not what was said."""
    about = people(event.about)
    said = (event.pick, event.option, event.when) != (None,) * 3 or event.agreed or (event.who and event.who.born)
    if not isinstance(flow, Book | NewPatient | Planned) or len(about) != 1 or said or set(event.intents) - CORRECTING:
        return None
    if flow.who is None or about[0] in (flow.about or (Mention.ME,)):
        return None
    return replace(flow.forget("who"), about=about, who=who_for(session, about, event.who))


def grown(session: Session, left: Book, begun: AnyFlow) -> AnyFlow:
    """Let a booking be what it turned out to be, a first visit or planned treatment: all that was said of it still counts."""
    was = {fact: getattr(left, fact) for fact in ("has", "about", "who", "patient", "when", "behind")}
    if not isinstance(begun, NewPatient):
        return begun.learn({fact: value for fact, value in was.items() if getattr(begun, fact, None) is None})
    said = [who for who in (left.unfit, left.who, begun.who) if who is not None]
    who = reduce(lambda before, newer: before.joined(newer), said) if said else None
    facts = was | {"who": who, "patient": None, "reason": begun.reason or left.reason, "when": begun.when or left.when}
    return begun.learn(facts | {"guardian_who": guardian(session, who)})
