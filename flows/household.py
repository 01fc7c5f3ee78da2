"""Several people, one phone: whose request is whose, who comes next, and right after whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from msgspec.structs import replace

from flows import book, cancel, confirm, move, say, visits
from flows.flow import Ask, Become, Done, Flow, Move
from flows.when import When
from flows.words import Asked, Heard, Intent, Mention, Standing, Who

T = TypeVar("T")
F = TypeVar("F", bound=Flow)
SEVERAL = {Mention.CHILDREN, Mention.BOTH, Mention.ALL}  # more than one, and nobody has said who they are
IN_TURN = ("book", "move", "cancel", "confirm", "visits")  # requests that go on with the next person
# "My son needs his visit moved": he is the son.
SAME = {
    Mention.HE: {Mention.SON, Mention.PARTNER, Mention.PARENT, Mention.CHILD, Mention.OTHER},
    Mention.SHE: {Mention.DAUGHTER, Mention.PARTNER, Mention.PARENT, Mention.CHILD, Mention.OTHER},
}


class More(Flow, frozen=True, tag="more"):
    """Who else is to come? One after the other, each with their own proof."""

    has: tuple[Standing, ...] | None = None
    request: str = "book"  # what each of them wants
    about: tuple[Mention, ...] | None = None
    who: Who | None = None
    reason: str | None = None
    when: When | None = None
    behind: bool | None = None
    another: bool | None = None

    title: ClassVar = "household"
    answers: ClassVar = ("who",)
    means: ClassVar = {("another", Intent.BOOK): True, ("another", Intent.THANKS): False}
    aged: ClassVar = ("another",)

    def next_move(self) -> Move:
        if self.who is not None or self.another:
            facts = ("has", "about", "who", "reason", "when", "behind")
            return Become((self._begun().learn({fact: getattr(self, fact) for fact in facts}),))
        if self.another is None:
            return Ask("another", say.who_is_next(), yes_no=True)
        return Done(say.that_is_all())

    def _begun(self) -> Flow:
        requests = (book.Book(), move.Move(), cancel.Cancel(), confirm.Confirm(), visits.Visits())
        return {_tag(request): request for request in requests}[self.request]


def next_person(flow: Flow) -> tuple[More, ...]:
    """ "Both kids": one is done. Who is next? Of visits that our own text named, each has been spoken of."""
    request, about = _tag(flow), getattr(flow, "about", None) or ()
    several = SEVERAL if request == "book" else SEVERAL - {Mention.ALL}
    if flow.proven is None or request not in IN_TURN or getattr(flow, "named", None) or not several & set(about):
        return ()
    behind = getattr(flow, "behind", None)
    when = None if behind else getattr(flow, "when", None)
    return (More(request=request, about=about, reason=getattr(flow, "reason", None), when=when, behind=behind),)


def _tag(flow: Flow) -> str:
    return str(flow.__struct_config__.tag)


def people(about: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return whom a text is about, each person once. "My wife and I both" are the two that they are, she and who is texting."""
    whom = tuple(m for m in about if not SAME.get(m, set()) & set(about))
    named = [m for m in whom if m not in SEVERAL]
    if Mention.BOTH in whom and Mention.CHILDREN not in whom and 1 <= len(named) <= 2:
        return (Mention.ME, *named) if len(named) == 1 and Mention.ME not in named else tuple(named)
    return whom


def shared_out(begun: Sequence[T], about: Sequence[Mention]) -> list[tuple[T, tuple[Mention, ...]]]:
    """Say which request is about whom: one for each of several people, or in the order said: "move mine and cancel his"."""
    whom = people(about)
    if len(begun) == 1 and len(whom) > 1 and not SEVERAL & set(whom):
        return [(begun[0], (mention,)) for mention in whom]
    if len(begun) == len(whom):
        return [(flow, (mention,)) for flow, mention in zip(begun, whom, strict=True)]
    return [(flow, tuple(whom)) for flow in begun]


def told_apart(begun: Sequence[T], event: Heard) -> list[tuple[T, Heard]]:
    """Say for each request what was said of it: of whom, and of them all after the first, when, if they come back to back."""
    if event.also and len(begun) == 1:  # each by name
        return [(begun[0], replace(event, about=(), who=who, also=())) for who in (event.who, *event.also)]
    parts = shared_out(begun, event.about)
    if len({about for _, about in parts}) < 2:
        return [(flow, replace(event, about=about)) for flow, about in parts]
    other = (n for n, (_, about) in enumerate(parts) if about and Mention.ME not in about)
    me = next((n for n, (_, about) in enumerate(parts) if about == (Mention.ME,)), 0)
    signed = Mention.BOTH in event.about or (event.each and event.who is not None and event.who.born is not None)
    named = me if signed else next(other, 0)  # a name is the other's; but "me and my son, Ana Silva 5/1/80" is signed
    close = Intent.BACK_TO_BACK in event.intents
    return [
        (flow, replace(event, about=about, who=event.who if n == named else None, when=None if close and n else event.when))
        for n, (flow, about) in enumerate(parts)
    ]


def is_of_another(talking: Flow, event: Heard) -> bool:
    """Say whether a text is about somebody else than the request that is talking."""
    whom = people(event.about)
    known = getattr(talking, "who", None)
    return bool(known and whom and not set(whom) & set(getattr(talking, "about", None) or (Mention.ME,)))


def wished_for_all(waiting: Sequence[F], talking: Flow, event: Heard) -> tuple[F, ...]:
    """Let those that wait for their turn have the wish that was said for all: "Monday for both"."""
    if event.when is None or not SEVERAL & set(event.about):
        return tuple(waiting)
    alike = (type(flow) is type(talking) and getattr(flow, "when", None) is None for flow in waiting)
    return tuple(flow.learn({"when": event.when}) if same else flow for flow, same in zip(waiting, alike, strict=True))


def not_twice(flows: Sequence[F], begun: tuple[F, ...]) -> tuple[F, ...]:
    """Leave out what waits already for the same person: "one for my son", said again, is one."""
    waiting = {(type(flow), getattr(flow, "about", None)) for flow in flows if getattr(flow, "about", None)}
    return tuple(flow for flow in begun if (type(flow), getattr(flow, "about", None)) not in waiting)


def others_too(talking: Flow | None, asked: Asked | None, event: Heard) -> bool:
    """Say whether somebody else is to come as well: "yes, and one for my husband", in answer to an offer or a read-back."""
    if not isinstance(talking, book.Book) or asked is None or asked.about not in ("pick", "agreed"):
        return False
    return (event.agreed or event.pick is not None) and is_of_another(talking, event)


def the_rest(talking: Flow | None, asked: Asked | None, event: Heard) -> tuple[book.Book, ...]:
    """Return the same for each but the first, where "who is it for?" was answered with several: "me and my son"."""
    whom = people(event.about)
    if not isinstance(talking, book.Book) or asked is None or asked.about != "who" or event.who or SEVERAL & set(whom):
        return ()
    return tuple(book.Book(about=(m,), reason=talking.reason, when=talking.when, has=talking.has) for m in whom[1:])
