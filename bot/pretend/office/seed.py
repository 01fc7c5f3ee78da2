"""A practice as readable data: one TOML file, whose rows carry Open Dental's own column names. See seeds/maple_street.toml."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from bot.pretend.office.books import Books
from bot.pretend.office.records import ApptFieldDef, ProcedureCode, RecallType
from bot.pretend.office.tables import AppointmentType, Clinic, Definition, Operatory, Patient, Provider

SEEDS = Path(__file__).parent / "seeds"
Week = dict[str, str]  # "mon" -> "08:00-12:00 13:00-17:00"


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of the file; a misspelt key is an error that names it."""


class Rota(Part, frozen=True, kw_only=True):
    """Who works in which chairs. No `Ops`: wherever the provider is the operatory's own ("dynamic")."""

    ProvNum: int
    Ops: tuple[int, ...] = ()
    week: Week | None = None


class Blockout(Part, frozen=True, kw_only=True):
    BlockoutType: int
    Ops: tuple[int, ...]
    day: str
    hours: str
    Note: str = ""


class Reason(Part, frozen=True, kw_only=True):
    """A definition of category 51, or 42 if `new`, with its links. No type: no longer offered."""

    DefNum: int
    ItemName: str
    AppointmentTypeNum: int = 0
    Ops: tuple[int, ...] = ()
    BlockoutTypes: tuple[int, ...] = ()
    new: bool = False


class Chair(Part, frozen=True, kw_only=True):
    """What a chair is filled with: appointment types, the oftener the likelier; its holes, and a fullness of its own."""

    Op: int
    types: list[int]
    gaps: tuple[int, ...] = (20, 30, 40)  # minutes
    fullness: list[float] | None = None


class Book(Part, frozen=True, kw_only=True):
    """How full the chairs are, week by week; about: what does not fit before lunch leaves a hole."""

    fullness: list[float] = []
    chairs: list[Chair] = []


class Crowd(Part, frozen=True, kw_only=True):
    count: int = 0
    first_number: int = 101
    first_names: list[str] = []
    last_names: list[str] = []


class Chart(Patient, frozen=True, kw_only=True, forbid_unknown_fields=True):
    Age: int | None = None
    Birthday: str = "01-01"
    unbooked: bool = False


class Visit(Part, frozen=True, kw_only=True):
    """A visit with a part to play. `squeezed_in`: put down after the book was filled, which leaves the rest of it as it is."""

    PatNum: int
    AppointmentTypeNum: int
    workday: int
    at: str
    Op: int
    AptStatus: str = "Scheduled"
    Priority: str = "Normal"
    TimeLocked: bool = False
    Note: str = ""
    squeezed_in: bool = False


class Planned(Part, frozen=True, kw_only=True):
    PatNum: int
    AppointmentTypeNum: int
    Note: str = ""


class Due(Part, frozen=True, kw_only=True):
    PatNum: int
    due: int  # days from the start
    RecallTypeNum: int = 1


class Plan(Part, frozen=True, kw_only=True):
    """The whole file. With `like` it only says what differs from another practice: see `_whole`."""

    name: str
    weeks: int
    preferences: dict[str, str]
    week: Week
    rota: list[Rota]
    providers: list[Provider]
    operatories: list[Operatory]
    reasons: list[Reason]
    appointmenttypes: list[AppointmentType]
    procedurecodes: list[ProcedureCode]
    definitions: dict[str, list[dict[str, int | str | bool]]]
    charts: list[Chart]
    closed: list[str] = []
    blockouts: list[Blockout] = []
    recalltypes: list[RecallType] = []
    apptfielddefs: list[ApptFieldDef] = []
    clinics: list[Clinic] = []
    book: Book = Book()
    crowd: Crowd = Crowd()
    visits: list[Visit] = []
    planned: list[Planned] = []
    recalls: list[Due] = []

    def all_definitions(self) -> list[Definition]:
        """All of them, numbered within their category in the file's order; the reasons are definitions, too."""
        found: list[Definition] = []
        for category, rows in self.definitions.items():
            for order, row in enumerate(rows):
                found.append(msgspec.convert({**row, "Category": int(category), "ItemOrder": order}, Definition))
        for order, reason in enumerate(self.reasons):
            kind = 42 if reason.new else 51
            found.append(Definition(DefNum=reason.DefNum, Category=kind, ItemName=reason.ItemName, ItemOrder=order))
        return found


class Seed:
    """A practice to begin with. Its book of a given day is built once and copied from then on."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.name = plan.name
        self._prepared: dict[date, Books] = {}

    @classmethod
    def read(cls, path: Path) -> Seed:
        """Read a practice's file. Raises msgspec.ValidationError, which names what is wrong and where."""
        return cls(msgspec.convert(_whole(path), Plan, builtin_types=(date,)))

    def books(self, start: date) -> Books:
        """Return fresh books of an office that opens its doors on that day."""
        from bot.pretend.office.seeding import build  # `holidays` takes half a second to import: only who seeds pays for it

        if start not in self._prepared:
            self._prepared[start] = build(self.plan, start)
        return self._prepared[start].copy()

    def extend(self, books: Books, today: date) -> None:
        """Write new weeks into the schedule of books that were opened long ago, so that there is time to book."""
        from bot.pretend.office.seeding import schedule

        last = max((s.SchedDate for s in books.schedules), default=today - timedelta(days=1))
        if last < today + timedelta(weeks=self.plan.weeks - 2):
            first = max(last + timedelta(days=1), today)
            schedule(books, self.plan, first, today + timedelta(weeks=self.plan.weeks))


def _whole(path: Path) -> dict[str, Any]:
    """The file as it stands, on top of the practice it is `like`: a part replaces that part, preferences are added to.

    That one's file is looked for beside it, then among ours.
    """
    parts: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
    like = parts.pop("like", None)
    if like is None:
        return parts
    beside = path.with_name(f"{like}.toml")
    base = _whole(beside if beside.exists() else SEEDS / beside.name)
    for name in ("preferences", "definitions"):
        parts[name] = base[name] | parts.get(name, {})
    return base | parts


@cache
def seed(name: str) -> Seed:
    """Return one of the practices in seeds/, by its file's name."""
    return Seed.read(SEEDS / f"{name}.toml")


def named(practice: str) -> Seed:
    """Return a practice of seeds/ by its name, or one of your own by its file's path. Raises ValueError, with what to say."""
    known = sorted(path.stem for path in SEEDS.glob("*.toml"))
    if practice in known:
        return seed(practice)
    if not practice.endswith(".toml"):
        raise ValueError(f"There is no practice {practice!r}: {', '.join(known)}, or the path of a .toml file.")
    try:
        return Seed.read(Path(practice))
    except OSError as error:
        raise ValueError(f"{practice} cannot be read: {error.strerror}.") from error
    except msgspec.MsgspecError as error:
        raise ValueError(f"{practice}: {error}") from error


def maple_street() -> Seed:
    return seed("maple_street")
