"""Which visit is spoken of: the one that our own text named, the only one there is, or the one they point at.

A visit that our text named to this phone needs no birth date: the phone is on the chart, and the thread is about it (proof
level P1). Any other is found only for somebody who was identified (P2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace

from flows import say
from flows.flow import Ask, Become, Do, Done, Flow, Forget, Move
from flows.identify import identify, plain
from flows.say import Line
from flows.when import When
from flows.words import (
    Asked,
    FindVisits,
    Heard,
    Mention,
    NoSuchPatient,
    Opening,
    Patient,
    ReadVisits,
    SeveralPatients,
    Visit,
    Who,
)

SHARED = ("who", "about", "day", "patient", "named", "visits", "which")  # what another request about the visit goes on with
RESTS: dict[str, tuple[str, ...]] = {
    "patient": ("who",),
    "named": ("who",),  # they speak of somebody else
    "visits": ("patient", "named"),
    "which": ("visits", "about"),
}
YOUNG = {Mention.SON, Mention.DAUGHTER, Mention.CHILD, Mention.CHILDREN}
GROWN = {Mention.PARTNER, Mention.PARENT, Mention.OTHER}
TOGETHER = {Mention.BOTH, Mention.ALL}


class OfVisit:
    """What all requests about a visit in the book have in common. It has no facts of its own: a struct has one line of them."""

    __slots__ = ()

    begun_with: ClassVar[Mapping[str, str]] = {"who": "who", "about": "about", "when": "day"}
    shares: ClassVar[tuple[str, ...]] = SHARED

    who: Who | None
    about: tuple[Mention, ...] | None
    day: When | None
    patient: Patient | NoSuchPatient | SeveralPatients | None
    named: tuple[Visit, ...] | None
    visits: tuple[Visit, ...] | None
    which: Opening | None

    def over(self, at: datetime) -> bool:
        return bool(self.visits) and all(visit.end <= at for visit in self.visits or ())

    def dropped(self) -> Line:
        standing = [visit for visit in self.visits or () if not visit.broken]
        return say.kept(standing) if len(standing) == 1 else Line("dropped")

    def shared(self) -> dict[str, object]:
        return {fact: getattr(self, fact) for fact in SHARED}

    def only(self, *visits: Visit) -> dict[str, object]:
        """Return what is shared with a request about these visits alone; should they have changed, they are read again."""
        named = tuple(visit for visit in self.named or visits if visit.number in numbers(visits))
        return {"who": self.who, "patient": self.patient, "named": named, "visits": visits}


class AboutVisit(OfVisit, Flow, frozen=True):
    """The facts that tell which visit is meant."""

    who: Who | None = None
    about: tuple[Mention, ...] | None = None  # whose, where no name says it
    day: When | None = None  # "Tuesday's"
    patient: Patient | NoSuchPatient | SeveralPatients | None = None
    named: tuple[Visit, ...] | None = None  # by our own text, or it was settled before which: these need no birth date
    visits: tuple[Visit, ...] | None = None  # a finding
    which: Opening | None = None  # an answer

    rests_on: ClassVar[dict[str, tuple[str, ...]]] = RESTS
    aged: ClassVar[tuple[str, ...]] = ("visits",)

    def answer_to(self, asked: Asked, event: Heard) -> dict[str, object]:
        return answer_to_which(self, asked, event) or super().answer_to(asked, event)


def numbers(visits: Sequence[Visit]) -> set[int]:
    return {visit.number for visit in visits}


# --- finding them ----------------------------------------------------------------------------------------------------


def known_visits(flow: OfVisit) -> tuple[Visit, ...] | Move:
    """Return all visits there are; until they are known, what to do about it next."""
    if flow.visits is not None:
        return flow.visits
    if flow.named:
        return Do("visits", ReadVisits(flow.named))
    if not isinstance(flow.patient, Patient):
        return identify(flow.who, flow.patient, flow.about or ())
    return Do("visits", FindVisits(flow.patient))


def find_visits(flow: OfVisit) -> tuple[Visit, ...] | Move:
    """Return the visits to come that may be meant: those that fit all that was said of them, as far as any do."""
    visits = known_visits(flow)
    if not isinstance(visits, tuple):
        return visits
    left = tuple(visit for visit in visits if not visit.begun)
    if not left:
        return Forget(("named",)) if flow.named else Done(say.no_visits())
    for sign in _signs(flow.who, flow.about or (), flow.day):
        left = tuple(filter(sign, left)) or left
    return left


def the_visit(flow: OfVisit) -> Visit | Move:
    """Return the one visit that is spoken of; until it is known, what to do about it next. "Both" is one request for each."""
    visits = find_visits(flow)
    if not isinstance(visits, tuple):
        return visits
    if len(visits) > 1 and TOGETHER & set(flow.about or ()):
        assert isinstance(flow, Flow), "what all of these have in common belongs to a flow"
        alone = flow.forget(*SHARED)
        return Become(tuple(alone.learn(flow.only(visit)) for visit in visits))
    visits = _told_apart(visits)
    pointed_at = [visit for visit in visits if len(visits) == 1 or visit.opening == flow.which]
    if len(pointed_at) == 1:
        return pointed_at[0]
    return Ask("which", say.which_visit(visits), openings=tuple(v.opening for v in visits), names=names(visits))


def _told_apart(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Take for one what nobody can tell apart: one patient twice at one time. The desk alone changes it: one would be left."""
    found: dict[tuple[int, datetime], Visit] = {}
    for visit in visits:
        same = (visit.patient, visit.start)
        found[same] = replace(found[same], locked=True) if same in found else visit
    return tuple(found.values())


def names(visits: Sequence[Visit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(visit.first_name for visit in visits))


# --- what points at one ----------------------------------------------------------------------------------------------


def fitting(visits: Sequence[Visit], who: Who | None, about: Sequence[Mention], day: When | None) -> tuple[Visit, ...]:
    """Return the visits that fit everything said of them."""
    signs = _signs(who, about, day)
    return tuple(visit for visit in visits if all(sign(visit) for sign in signs))


def _signs(who: Who | None, about: Sequence[Mention], day: When | None) -> list[Callable[[Visit], bool]]:
    signs: list[Callable[[Visit], bool]] = []
    if who and who.first:
        first = plain(who.first)
        signs.append(lambda visit: plain(visit.first_name) == first)
    said = set(about) if not signs else set()  # a name says it all: "mine is fine, Leo's has to move"
    if bool(said & YOUNG) != (Mention.ME in said):  # "my visit, my kid is sick" tells nothing
        signs.append(lambda visit: visit.minor == bool(said & YOUNG))
    if day is not None and not day.impossible:
        signs.append(lambda visit: day.allows(visit.start))
    return signs


def answer_to_which(flow: OfVisit, asked: Asked, event: Heard) -> dict[str, object]:
    """Return what tells one of the visits from the others, or says that all are meant, if that was asked."""
    if asked.about != "which":
        return {}
    if TOGETHER & set(event.about):
        wish = event.when if not fitting(flow.visits or (), None, (), event.when) else None  # "both to Monday"; "both Tuesdays"
        return {"about": (Mention.ALL,), "when": wish}
    said = event.about or event.when or (event.who and event.who.first)
    found = fitting(flow.visits or (), event.who, event.about, event.when) if said else ()
    return {"which": found[0].opening, "when": None} if len(found) == 1 else {}


def may_be_meant(flow: OfVisit, named: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return those visits our text named that this request can be about."""
    about = flow.about or ()
    if GROWN & set(about) and len(names(named)) == 1:
        return ()  # "my husband's": not the one we wrote of
    return fitting(named, flow.who, about, flow.day)
