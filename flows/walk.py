"""Walk every session a patient can reach: every event in every state, with the office's every answer.

The exhaustive test (tests/flows/test_walk.py) and the diagrams (`chairside draw`) are the same walk, so the picture cannot
disagree with the code. Time has two values, now and tomorrow, which is as much as any rule of the flows can tell apart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from flows import engine
from flows.session import Session, Turn, dump, load
from flows.words import Awaited, Command, Event, Finding, FindOpenings, Heard, Reads, Result, Send, Silent

Hearing = Callable[[Session], dict[str, Heard]]  # what a patient could say now, by a short label
Answers = Callable[[Reads | Send], tuple[Finding, ...]]


class Scene(Struct, frozen=True):
    """A practice small enough to walk: what can be said there, and what its office may answer."""

    now: datetime
    says: Hearing
    answers: Answers
    others: tuple[tuple[str, Event], ...] = ()  # timers, the desk
    silence: bool = True  # whether a read may go unanswered
    days: int = 2  # 2: now and tomorrow
    once: bool = False  # only as far as the first request ends: what is said after it is walked elsewhere


class Node(Struct, frozen=True):
    """Where a conversation stands: the session as it would rest, what the office owes us, and the day."""

    session: bytes
    reads: tuple[Reads, ...] = ()
    sent: tuple[Send, ...] = ()
    tomorrow: bool = False


class Step(Struct, frozen=True):
    """One event in one node."""

    before: Node
    label: str
    event: Event
    turn: Turn
    after: Node


def walk(scene: Scene, start: Session = Session(), most: int = 1_000_000) -> Iterator[Step]:  # noqa: B008 (frozen)
    """Yield every step reachable from `start`, each once. Raises OverflowError past `most` nodes: a flow grew without end."""
    first = Node(dump(start))
    seen, queue = {first}, deque([first])
    while queue:
        node = queue.popleft()
        session = load(node.session)
        for label, event, later in _events(scene, node, session):
            step = _step(node, session, label, event, later)
            yield step
            if step.after not in seen:
                seen.add(step.after)
                if not (scene.once and _ended(step.after)):
                    queue.append(step.after)
        if len(seen) > most:
            raise OverflowError(f"more than {most} reachable sessions")


def _ended(node: Node) -> bool:
    session = load(node.session)
    return not node.reads and not node.sent and (session.with_person or not session.flows)


def _rested(session: Session) -> bytes:
    """As it would rest, but for what was booked before: that changes only which openings the office is asked for."""
    return dump(replace(session, booked=(), flows=tuple(flow.forget("has") for flow in session.flows)))


def _events(scene: Scene, node: Node, session: Session) -> Iterator[tuple[str, Event, bool]]:
    """Yield what can happen next. While a read is open within a turn, only its answer, or silence."""
    at = scene.now + timedelta(days=int(node.tomorrow))
    for read in node.reads:
        for value in scene.answers(read):
            yield _named(read, value), Result(id="read", at=at, of=read, value=value), node.tomorrow
        if scene.silence:
            yield f"{type(read).__name__}: silent", Silent(id="silent", at=at, of=read), node.tomorrow
        return
    for sent in node.sent:
        for value in scene.answers(sent):
            yield _named(sent.effect, value), Result(id=sent.id, at=at, of=sent.effect, value=value), node.tomorrow
    if len(session.kept) < 1:  # one text kept shows what two would; more would never end
        for label, heard in scene.says(session).items():
            yield label, replace(heard, at=at, id=label), node.tomorrow
            if not node.tomorrow and scene.days == 2:
                yield f"{label}, tomorrow", replace(heard, at=at + timedelta(days=1), id=label), True
    for label, event in scene.others:
        yield label, replace(event, at=at, id=label), node.tomorrow


def _step(node: Node, session: Session, label: str, event: Event, later: bool) -> Step:
    turn = engine.turn(session, event)
    reads = tuple(c for c in turn.commands if isinstance(c, Reads))
    answered = event.id if isinstance(event, Result) else None
    sent = tuple(s for s in node.sent if s.id != answered)
    sent += tuple(c for c in turn.commands if isinstance(c, Send) and _awaited(c) and c not in sent)
    return Step(node, label, event, turn, Node(_rested(turn.session), reads, sent, later))


def _awaited(command: Command) -> bool:
    return isinstance(command, Send) and isinstance(command.effect, Awaited)


def _named(command: object, value: object) -> str:
    said = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
    if isinstance(value, tuple):
        what = "openings" if isinstance(command, FindOpenings) else "visits"
        none = "nothing free" if what == "openings" else "no visits"
        said = f"{len(value)} {what if len(value) > 1 else what.removesuffix('s')}" if value else none
    return f"{type(command).__name__}: {said or type(value).__name__}"
