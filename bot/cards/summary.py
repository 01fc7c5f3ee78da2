"""What a card says of its conversation: what it is about, what was tried, what to do next. No name, and no word of a patient's:
the kind of request, times, reasons and visit numbers, so that it may stand where nobody signed an agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flows.session import AnyFlow, Session
from flows.words import Kind, Opening, Practice, Visit

ASKED = {
    "who": "who it is for",
    "reason": "what the visit is for",
    "when": "when would suit",
    "pick": "which of the times",
    "agreed": "the yes to that time",
    "which": "which visit",
    "coming": "whether they will come",
    "choice": "move it, or take it off the book",
    "another": "who is next",
    "last": "the last name",
    "guardian_who": "which grown-up speaks for the child",
    "danger": "whether it is an emergency",
}
NEXT = {
    Kind.EMERGENCY: "Call now. The patient was told to call 911 if it is serious.",
    Kind.CRISIS: "Call now. The patient was given the crisis line, 988.",
    Kind.UNCONFIRMED: "Look in the book whether the visit stands; then tell the patient.",
    Kind.OVERLAP: "Call and find another time: somebody else had the chair first.",
    Kind.UNSETTLED: "Look in Open Dental whether the change is there; make it if not.",
    Kind.PAIN: "Call and find the earliest time there is.",
    Kind.CLINICAL: "A clinical question: have a dentist or hygienist answer it.",
    Kind.ASKED: "Take it and answer, or call.",
    Kind.COMPLAINT: "Call; best the office manager.",
    Kind.DECEASED: "Look at the chart, and see that nothing more is sent.",
    Kind.IDENTITY: "Find the chart by hand, and check the phone number on it.",
    Kind.SECOND_CHART: "Look whether there is a chart already; then answer.",
    Kind.LOST: "Read what they want, and answer.",
    Kind.SILENT: "Open Dental did not answer: look whether it runs, then answer the patient.",
    Kind.NO_OPENING: "Find a time by hand, or offer the ASAP list.",
    Kind.POISON: "We could not read it: call, and tell whoever runs Chairside.",
    Kind.TWICE: "A second visit was removed: look whether the right one stands.",
    Kind.LATE_VISIT: "The visit stands after all: tell the patient.",
    Kind.UNDELIVERED: "Texts do not arrive there: call.",
    Kind.FLOOD: "Perhaps another robot: read before you answer.",
    Kind.HELD: "More texts left within an hour than the office file allows: see why, in the log and in Twilio's console.",
    Kind.SHORT_NOTICE: "A seat is free soon: fill it.",
    Kind.LATE: "Tell whoever sees them.",
    Kind.HERE: "They have arrived: check them in.",
    Kind.CALL: "Call.",
    Kind.MEDIA: "Look at what they sent in Twilio's console, then answer.",
    Kind.QUESTION: "Answer the question.",
    Kind.WROTE: "Nothing, until they answer.",
}


def about(session: Session, practice: Practice) -> tuple[str, ...]:
    """Return what it is about, one line each, the talking request first."""
    lines = [line for flow in reversed(session.flows) for line in _request(flow, practice)]
    lines += [f"In the book by this conversation: {_when(standing.opening.start)}" for standing in session.booked[-2:]]
    if session.broken is not None:
        lines.append(f"Taken off the book: visit {session.broken.number}, {_when(session.broken.start)}")
    if session.out:
        lines.append("A change is on its way to Open Dental: wait for its result")
    return tuple(lines)


def tried(session: Session) -> tuple[str, ...]:
    """Return what the assistant did before it called a person."""
    return tuple(_tried(session))


def _tried(session: Session) -> Iterator[str]:
    for flow in session.flows[-1:]:
        openings = getattr(flow, "openings", None) or getattr(flow, "near", None)
        if openings:
            yield f"Offered {', '.join(_when(opening.start) for opening in openings)}"
        elif openings == ():
            yield "Found no time that suits"
    if session.asked is not None:
        yield f"Asked {ASKED.get(session.asked.about, session.asked.about)}"
    if session.misses:
        yield f"Did not understand {session.misses} in a row" if session.misses > 1 else "Did not understand the last answer"
    if session.tries:
        yield f"{session.tries} answers to who they are fitted no chart"
    if session.opted_out:
        yield "They said STOP: only a call reaches them"
    if session.not_them:
        yield "They said it is the wrong number"


def _request(flow: AnyFlow, practice: Practice) -> Iterator[str]:
    details = "; ".join(_details(flow, practice))
    yield f"Wants: {flow.title} ({details})" if details else f"Wants: {flow.title}"


def _details(flow: AnyFlow, practice: Practice) -> Iterator[str]:
    reason = getattr(flow, "reason", None)
    if isinstance(reason, str) and any(one.name == reason for one in practice.reasons):
        yield reason
    pick = getattr(flow, "pick", None)
    if isinstance(pick, Opening):
        yield f"{_when(pick.start)}, provider {pick.provider}, chair {pick.operatory}"
    for visit in getattr(flow, "visits", None) or ():
        if isinstance(visit, Visit):
            yield f"visit {visit.number}, {_when(visit.start)}"


def _when(at: datetime) -> str:
    return f"{at:%a %b} {at.day} {at:%-I:%M %p}"


__all__ = ["NEXT", "about", "tried"]
