"""Draw the flows by walking them: Mermaid for flows/README.md, made by `chairside draw` and compared in CI."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from flows.flow import Ask, Do, Done, Forget, HandOff, Move
from flows.session import Session, dump, load
from flows.walk import Scene, Step, walk
from flows.when import Span, When
from flows.words import (
    BookAppointment,
    Booked,
    Finding,
    FindOpenings,
    FindPatient,
    Heard,
    Intent,
    NoSuchPatient,
    Opening,
    Patient,
    Reads,
    Send,
    SeveralPatients,
    StillFree,
    Taken,
    Unconfirmed,
    Who,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TUESDAY, THURSDAY, SUNDAY = date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 8)
ANA, TWIN, NOBODY = (
    Who("Ana", "Silva", date(1980, 5, 1)),
    Who(born=date(2015, 1, 1)),
    Who("No", "Body", date(1999, 9, 9)),
)


def diagram(name: str) -> str:
    """Return the Mermaid state diagram of one flow."""
    edges: dict[tuple[str, str], dict[str, None]] = {}
    for step in walk(_SCENES[name]):
        for edge in _edges(step):
            before, label, after = edge
            edges.setdefault((before, after), {}).setdefault(label)
    lines = [f"    {before} --> {after}: {', '.join(labels)}" for (before, after), labels in edges.items()]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"


def names() -> tuple[str, ...]:
    return tuple(_SCENES)


def _edges(step: Step) -> Iterator[tuple[str, str, str]]:
    before, after = load(step.before.session), load(step.after.session)
    start = _state(before, step.before.session == dump(Session()))
    label = step.label.rpartition(": ")[2]
    if after.with_person and not before.with_person:
        yield start, label, "a_person"
    elif before.flows and not after.flows:
        yield start, label, "[*]"
    elif after.flows:
        end = _state(after, False)
        if start != end:
            yield start, label, end


def _state(session: Session, fresh: bool) -> str:
    if fresh or not session.flows:
        return "[*]"
    return _name(session.flows[-1].next_move())


def _name(move: Move) -> str:
    match move:
        case Ask(about):
            return f"ask_{about}" if about != "agreed" else "read_back"
        case Do(command=Send() | BookAppointment()):
            return "book"
        case Do(towards):
            return {"patient": "find_patient", "openings": "find_openings", "near": "find_nearest"}.get(
                towards, f"look_if_{towards}"
            )
        case Done() | Forget() | HandOff():
            return type(move).__name__.lower()


def _heard(**what: object) -> Heard:
    return Heard(id="", at=NOW, **what)  # type: ignore[arg-type]


def _on(day: date) -> When:
    return When((Span(day, day),))


def _opening(hour: int) -> Opening:
    start = datetime.combine(TUESDAY, time(hour), UTC)
    return Opening(start, start + timedelta(hours=1), 1, 1)


def _book_says(session: Session) -> dict[str, Heard]:
    """Each answer alone, and only where it answers the open question: the road, without the ways that cut in."""
    about = session.asked.about if session.asked else None
    if about is None:
        return {} if session.flows or session.introduced else {"book": _heard(intents=(Intent.BOOK,))}
    offered = session.asked.openings if session.asked else ()
    if about == "who" and isinstance(session.flows[-1].patient, SeveralPatients):
        return {"first name": _heard(who=Who("Leo"))}
    return {
        "who": {"name, birth date": _heard(who=ANA), "a twin's": _heard(who=TWIN), "a stranger's": _heard(who=NOBODY)},
        "reason": {"reason": _heard(reason="cleaning")},
        "when": {"day": _heard(when=_on(TUESDAY)), "full day": _heard(when=_on(SUNDAY))},
        "pick": {"the first": _heard(pick=offered[0] if offered else None), "another day": _heard(when=_on(THURSDAY))},
        "agreed": {"yes": _heard(agreed=True), "no": _heard(agreed=False)},
    }[about]


def _book_office(command: Reads | Send) -> tuple[Finding, ...]:
    match command:
        case FindPatient(who):
            if who.born == TWIN.born and not who.first:
                return (SeveralPatients(),)
            return (Patient(1, "Ana"),) if who.born != NOBODY.born else (NoSuchPatient(),)
        case FindOpenings(_, _, when):
            near = when == _on(SUNDAY).widened()
            full = when == _on(SUNDAY)
            return ((_opening(9), _opening(11)), ()) if near else ((),) if full else ((_opening(9), _opening(11)),)
        case StillFree():
            return True, False
        case _:
            return Booked(1), Taken(), Unconfirmed()


_SCENES = {"book": Scene(NOW, _book_says, _book_office, silence=False, days=1)}
