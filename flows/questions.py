"""Questions that are no request: answered as far as the practice's own file goes, else by a person; then back to ours.

    topics   which of the practice's own answers a text asks for (the reader's side: it needs the words)
    aside    what is said beside the request that goes on, and the cards for what only a person can answer
    plain    the event without what only belonged to its question: "how much is a cleaning" books no cleaning

A clinical question is never answered, and no file can say otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from flows import proof
from flows.say import Line
from flows.session import Session
from flows.which import OfVisit
from flows.words import Heard, Intent, Kind, Lang, Opening, Practice, RaiseCard

# The kinds that an office file may answer, by their names there.
KINDS: dict[str, Intent] = {
    "price": Intent.PRICE,
    "insurance": Intent.INSURANCE,
    "address": Intent.ADDRESS,
    "parking": Intent.PARKING,
    "duration": Intent.DURATION,
    "guardian": Intent.GUARDIAN,
}
PERSONAL = proof.STAFF_ONLY - {Intent.CLINICAL}
ANSWERED = {
    Intent.HOURS: "hours",
    Intent.THANKS: "welcome",
    Intent.BOT: "robot",
    Intent.WHY: "why_birth_date",
    Intent.LANGUAGE: "language",
    Intent.ATTACK: "only_yours",
    Intent.ABUSE: "calm",
}
SMALL = {Intent.GREETING, Intent.THANKS, Intent.QUESTION}
REQUESTS = {Intent.BOOK, Intent.MOVE, Intent.CANCEL_VISIT, Intent.CONFIRM, Intent.VISITS, Intent.PAIN}
REQUESTS |= {Intent.JOIN_ASAP, Intent.LEAVE_ASAP, Intent.LATE, Intent.ARRIVED, Intent.UNDO}


class Aside(Struct, frozen=True):
    """What is said beside the request, and who must be told."""

    lines: tuple[Line, ...] = ()
    cards: tuple[RaiseCard, ...] = ()


# --- what the practice's file answers --------------------------------------------------------------------------------


def topics(text: str, heard: Heard, lang: Lang, practice: Practice) -> tuple[str, ...]:
    """Return the names of the practice's own answers, in this language, that the text asks for."""
    if Intent.CLINICAL in heard.intents:
        return ()
    said = f" {_folded(text)} "
    own = [a.name for a in practice.answers if any(f" {_folded(word)} " in said for word in a.words.get(lang, ()))]
    asked = {Intent.PRICE} if own else set[Intent]()  # "is whitening covered": whatever else it is, it is that
    asked |= {Intent.INSURANCE} if own or Intent.PRICE in heard.intents else set()
    kinds = [name for name, intent in KINDS.items() if intent in heard.intents and intent not in asked]
    return tuple(name for name in dict.fromkeys((*own, *kinds)) if practice.answer(name, lang))


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))


# --- what is said ----------------------------------------------------------------------------------------------------


def aside(session: Session, event: Heard) -> Aside:
    """Return what to say beside the request that goes on, and the cards for what nobody but a person can answer."""
    lines = [Line(key) for intent, key in ANSWERED.items() if intent in event.intents]
    if event.closed and Intent.HOURS not in event.intents:
        lines.append(Line("closed_that_day" if event.holiday else "closed_then"))
    lines += [Line("answer", {"topic": name}) for name in event.topics]
    cards: list[RaiseCard] = [RaiseCard(Kind.PAIN)] if Intent.PAIN in event.intents else []
    for line, kind in _left_open(session, event):
        lines.append(line)
        if kind is not None:
            cards.append(RaiseCard(kind))
    if Intent.HELP in event.intents and session.introduced and session.flows:
        lines.append(Line("this_is"))
    if event.media:
        lines.append(Line("no_media"))
    return Aside(tuple(lines), tuple(cards))


def _left_open(session: Session, event: Heard) -> Iterator[tuple[Line, Kind | None]]:
    """Yield what the practice's file does not answer: how long it takes from the visit itself, the rest by a person."""
    intents = set(event.intents)
    if Intent.CLINICAL in intents:
        yield Line("clinical"), Kind.CLINICAL
    elif Intent.CONCERN in intents and Intent.PAIN not in intents:
        yield Line("team_told"), Kind.CLINICAL
    if PERSONAL & intents:
        yield Line("not_by_text"), Kind.ASKED
    if Intent.DURATION in intents and "duration" not in event.topics and (length := _length(session)):
        yield Line("takes", {"minutes": str(length // timedelta(minutes=1))}), None
        intents.discard(Intent.DURATION)
    if _asks_a_person(session, intents, event):
        yield Line("ask_the_desk"), Kind.QUESTION


def _asks_a_person(session: Session, intents: set[Intent], event: Heard) -> bool:
    if event.asks and not event.topics:
        return True
    if event.topics or intents & (PERSONAL | {Intent.CLINICAL, Intent.CONCERN}):
        return False
    if intents & set(KINDS.values()):
        asked = intents & set(KINDS.values())
        nameless = event.who is not None and event.who.first is None
        return not nameless or asked != {Intent.PRICE}  # "simone price 5/1/80" is no question about a price
    # "Ok, can my wife come instead": where nothing was asked, the ok answers and the "instead" corrects nothing.
    answers, small = (event.agreed, SMALL) if session.flows or session.asked else (None, SMALL | {Intent.CORRECTION})
    says = (event.who, event.reason, event.when, event.pick, event.option, answers, event.late)
    return Intent.QUESTION in intents and intents <= small and all(fact is None for fact in says)


def _length(session: Session) -> timedelta | None:
    """Return how long the visit is that is spoken of, if it is clear which."""
    lengths = {opening.end - opening.start for opening in _spoken_of(session)}
    return lengths.pop() if len(lengths) == 1 else None


def _spoken_of(session: Session) -> tuple[Opening, ...]:
    flow, asked = session.flows[-1] if session.flows else None, session.asked
    if asked and (asked.opening or asked.openings):
        return (asked.opening,) if asked.opening else asked.openings
    if isinstance(flow, OfVisit) and flow.visits:
        return tuple(visit.opening for visit in flow.visits)
    if session.booked:
        return (session.booked[-1].opening,)
    return tuple(visit.opening for visit in session.named)


# --- what a question carries with it ---------------------------------------------------------------------------------


def plain(session: Session, event: Heard) -> Heard:
    """Return the event without what only belonged to its question."""
    intents = set(event.intents)
    if Intent.ATTACK in intents:
        return Heard(id=event.id, at=event.at, said=event.said, lang=event.lang, intents=(Intent.ATTACK,))
    if intents & REQUESTS or (event.who and event.who.born):
        return event
    if intents & {Intent.PRICE, Intent.INSURANCE, Intent.CLINICAL, Intent.DURATION} or event.topics:
        event = replace(event, reason=None)
    if Intent.HOURS in intents and not session.flows:
        event = replace(event, when=None)  # "are you open Saturday?" wishes for no visit yet
    return event


def for_a_person(session: Session, event: Heard) -> tuple[Kind, Line] | None:
    """Return the hand-off if the text is nothing but a question that only a person may answer, and nothing is under way."""
    intents = set(event.intents)
    if session.flows or intents & REQUESTS:
        return None
    if Intent.CLINICAL in intents:
        return Kind.CLINICAL, Line("clinical")
    if Intent.CONCERN in intents and not (event.reason or event.when or event.who):
        return Kind.CLINICAL, Line("clinical")  # it is all that was said
    return (Kind.ASKED, Line("not_by_text")) if PERSONAL & intents else None
