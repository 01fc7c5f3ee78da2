"""The one parser: rewrite a row of items by rules until none fits.

A rule names the kinds that stand side by side and makes one value of them. Rules stand in groups; a group is worked from
left to right, at each place the longest rule first, before the next group begins. Every rewriting makes the row shorter,
and every rule looked at is counted, so the work is bounded whatever was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from flows.reader.times import Here

MOST_STEPS = 20_000  # a text of 40 words takes some 400


class Valued(Protocol):
    @property
    def kind(self) -> str: ...


B = TypeVar("B", bound=Callable[..., Any])


class Item(Struct):
    """Something read: its kind, its value, and the tokens it stands for."""

    kind: str
    value: Any
    first: int
    last: int  # exclusive


class Rule(Struct, frozen=True):
    """What to make of kinds that stand side by side; `says`: what people write, and what it means (they are tests)."""

    pattern: str
    build: Callable[..., Any]
    says: dict[str, str]


class Node:
    """One step along the rules that begin alike."""

    __slots__ = ("next", "rules")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.rules: list[Rule] = []


class Group:
    """Rules that are tried together."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._root = Node()
        self.begins = self._root.next  # the kinds a rule may begin with

    def rule(self, *patterns: str, says: dict[str, str] | None = None) -> Callable[[B], B]:
        """Write a rule over the function that builds its value from the values of the items, in their order.

        "THE? ORD OF|IN MONTH": a kind with ? may be missing, | separates kinds that may stand in one place. Kinds without a
        value, like THE, are not handed over. The function returns None if the words do not mean that after all.
        """

        def add(build: B) -> B:
            for pattern in patterns:
                self._add(Rule(pattern, build, says or {}))
            return build

        return add

    def _add(self, rule: Rule) -> None:
        self.rules.append(rule)
        for kinds in written_out(rule.pattern):
            node = self._root
            for kind in kinds:
                node = node.next.setdefault(kind, Node())
            if rule not in node.rules:
                node.rules.append(rule)

    def at(self, items: Sequence[Item], place: int) -> list[tuple[int, list[Rule]]]:
        """Return the rules whose kinds stand at this place, with how many items they take."""
        found: list[tuple[int, list[Rule]]] = []
        node = self._root
        for size in range(1, len(items) - place + 1):
            step = node.next.get(items[place + size - 1].kind)
            if step is None:
                break
            node = step
            if node.rules:
                found.append((size, node.rules))
        return found


# Spanish "del" and "al" are "of" and "to", and say besides that a day follows. "Not before the 7th" has the 7th in it.
ALSO = {
    "OF": ("OF", "OFTHE"),
    "TO": ("TO", "TOTHE"),
    "AFTER": ("AFTER", "AFTERTHE", "NOTBEFORE"),
    "BEFORE": ("BEFORE", "BEFORETHE"),
    "SINCE": ("SINCE", "SINCETHE"),
}


def written_out(pattern: str) -> Iterator[tuple[str, ...]]:
    choices: list[list[str]] = []
    for word in pattern.split():
        kinds = [also for kind in word.rstrip("?").split("|") for also in ALSO.get(kind, (kind,))]
        choices.append([*kinds, ""] if word.endswith("?") else kinds)
    for chosen in product(*choices):
        if kept := tuple(kind for kind in chosen if kind):
            yield kept


class Work:
    """What one reading has cost, counted in places and rules looked at."""

    __slots__ = ("most", "steps")

    def __init__(self, most: int = MOST_STEPS) -> None:
        self.steps, self.most = 0, most


def rewrite(items: list[Item], groups: Iterable[Group], here: Here, work: Work) -> list[Item]:
    """Apply every rule that fits to the row, and return it."""
    for group in groups:
        at, begins = 0, group.begins
        while at < len(items) and work.steps < work.most:
            work.steps += 1
            if items[at].kind in begins and _apply(items, at, group, here, work):
                at = max(0, at - 3)  # what was made may complete a rule that begins earlier
            else:
                at += 1
    return items


def _apply(items: list[Item], at: int, group: Group, here: Here, work: Work) -> bool:
    for size, rules in reversed(group.at(items, at)):
        row = items[at : at + size]
        values = [item.value for item in row if item.value is not None]
        for rule in rules:
            work.steps += 1
            value = rule.build(here, *values)
            if value is not None and not (size == 1 and value.kind == row[0].kind):
                items[at : at + size] = [Item(value.kind, value, row[0].first, row[-1].last)]
                return True
    return False
