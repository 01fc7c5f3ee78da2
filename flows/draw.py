"""Draw the flows by walking them: Mermaid for flows/README.md, made by `chairside draw` and compared in CI."""

from __future__ import annotations

from collections.abc import Iterator

from flows.drawn import SCENES
from flows.flow import Ask, Become, Do, Done, Forget, HandOff, Move
from flows.session import Session, load
from flows.walk import Step, walk
from flows.words import Awaited

DONE_BY = {
    "BookAppointment": "book",
    "MoveVisit": "move",
    "BreakVisit": "take_off",
    "ConfirmVisit": "confirm",
    "ListAsap": "list",
    "SchedulePlan": "schedule",
    "MakeChart": "make_chart",
}
READ_FOR = {
    "patient": "find_patient",
    "visits": "find_visits",
    "plans": "find_plans",
    "guardian": "find_guardian",
    "openings": "find_openings",
    "near": "find_nearest",
    "fits": "look_if_room",
}


def diagram(name: str) -> str:
    """Return the Mermaid state diagram of one flow."""
    edges: dict[tuple[str, str], dict[str, None]] = {}
    scene, start = SCENES[name]
    for step in walk(scene, start):
        for edge in _edges(step, name):
            before, label, after = edge
            edges.setdefault((before, after), {}).setdefault(label)
    lines = [f"    {before} --> {after}: {', '.join(labels)}" for (before, after), labels in edges.items()]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"


def names() -> tuple[str, ...]:
    return tuple(SCENES)


def _edges(step: Step, name: str) -> Iterator[tuple[str, str, str]]:
    before, after = load(step.before.session), load(step.after.session)
    start = _state(before, name)
    label = step.label.rpartition(": ")[2]
    if after.with_person and not before.with_person:
        yield start, label, "a_person"
    elif before.flows and not after.flows:
        yield start, label, "[*]"
    elif after.flows:
        end = _state(after, name)
        if start != end:
            yield start, label, end


def _state(session: Session, name: str) -> str:
    """Name where the conversation stands; another request than the one that is drawn is one state."""
    if not session.flows:
        return "[*]"
    flow = session.flows[-1]
    tag = str(flow.__struct_config__.tag)
    return _name(flow.next_move()) if tag == name else tag


def _name(move: Move) -> str:
    match move:
        case Ask(about):
            return f"ask_{about}" if about != "agreed" else "read_back"
        case Do(command=effect) if isinstance(effect, Awaited):
            return DONE_BY[type(effect).__name__]
        case Do(towards):
            return READ_FOR.get(towards, f"look_if_{towards}")
        case Done() | Forget() | HandOff() | Become():
            return type(move).__name__.lower()
