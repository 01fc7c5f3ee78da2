"""What a method of the API is: one description, from which routing, checking, /docs and the OpenAPI file all come.

A method's `answer` is a plain function of a Call: it waits for nothing, so what it does is done in one piece. Where the product
looks first and writes later, a method has a `check` of its own, and a switch may leave time between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeVar

from bot.pretend.office.books import Books
from bot.pretend.office.shapes import Column
from bot.pretend.office.switches import Switches
from bot.pretend.office.tables import Row as Kept
from bot.pretend.office.wire import Value

Kind = Literal["int", "number", "text", "bool", "date", "datetime", "since", "time", "enum", "pattern", "color", "ints", "list"]
T = TypeVar("T")


class Refused(Exception):
    """400: the request was looked at and refused. The text is the body."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


class NotFound(Refused):
    """404: a row that the request names, or is linked to, does not exist."""

    def __init__(self, text: str) -> None:
        super().__init__(text, 404)


@dataclass(frozen=True)
class Field:
    """One parameter or body field. `since` is the Open Dental version that added it; an older office answers 400."""

    name: str
    kind: Kind = "int"
    about: str = ""
    required: bool = False
    since: str = ""
    choices: tuple[str, ...] = ()
    also: str = ""  # another spelling that is taken for it


Arguments = Mapping[str, object]


@dataclass(frozen=True)
class Call:
    """One request, read and checked: its arguments by name, and the office it is put to. `now` is the office clock."""

    books: Books
    now: datetime
    switches: Switches
    arguments: Arguments
    customer: str = ""

    def has(self, name: str) -> bool:
        return name in self.arguments

    def number(self, name: str, default: int = 0) -> int:
        value = self.arguments.get(name, default)
        assert isinstance(value, int)
        return value

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name, default)
        assert isinstance(value, str)
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.arguments.get(name, default)
        assert isinstance(value, bool)
        return value

    def when(self, name: str) -> datetime:
        value = self.arguments[name]
        assert isinstance(value, datetime)
        return value

    def day(self, name: str) -> date:
        value = self.arguments[name]
        assert isinstance(value, date)
        return value

    def given(self, *names: str) -> dict[str, object]:
        """Return those of the arguments that were sent, by name."""
        return {name: self.arguments[name] for name in names if name in self.arguments}


# Rows as they are kept, which the server pages and renders by the method's columns, or ready-made ones.
Made = Mapping[str, Value]
Answer = Kept | Made | Sequence[Kept] | Sequence[Made] | None


@dataclass(frozen=True)
class Method:
    """One line of the vendor's documentation. `path` has its keys in braces, always whole numbers."""

    verb: str
    path: str
    since: str
    permission: str
    about: str
    answer: Callable[[Call], Answer]
    params: tuple[Field, ...] = ()
    body: tuple[Field, ...] = ()
    gives: Literal["list", "row", "nothing"] = "row"
    columns: Sequence[Column] = ()
    status: int = 200
    location: str = ""  # of a 201: the column that is the new row's number
    check: Callable[[Call], None] | None = None
    unlisted: bool = False  # no row of the vendor's table of permissions names it: `permission` is a guess, with a switch
    examples: tuple[str, ...] = field(default=())  # what comes after the path: a query, or a JSON body

    @property
    def name(self) -> str:
        return f"{self.verb} {self.path}"

    @property
    def keys(self) -> list[str]:
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]


def found(row: T | None, what: str) -> T:
    """Return the row, or answer 404 with the product's words."""
    if row is None:
        raise NotFound(f"{what} not found.")
    return row
