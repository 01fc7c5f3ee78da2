"""The pretend office itself: its books, its API, the people at its front desk, and what the page may look at."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route

from bot.pretend.clock import Clock
from bot.pretend.office import views
from bot.pretend.office.books import Books
from bot.pretend.office.docs import docs_routes, examples
from bot.pretend.office.events import Events, Post
from bot.pretend.office.faults import Faults
from bot.pretend.office.keeping import Keeper
from bot.pretend.office.keys import Keys
from bot.pretend.office.methods.table import METHODS, Routes
from bot.pretend.office.overlaps import overlapping
from bot.pretend.office.seed import Seed, maple_street
from bot.pretend.office.server import Server, Tier
from bot.pretend.office.switches import Switches
from bot.pretend.office.tables import Appointment, Patient

_ROUTES = Routes(METHODS)


class _Whatever(Convertor[str]):
    """The rest of a path, with its line breaks: Starlette's own `path` stops at one, and answers no JSON."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whatever", _Whatever())


class PretendOffice:
    """A stand-in for one practice's Open Dental. Wire it with `Starlette(routes=office.routes())`.

    It tells the time by `clock` alone and lives on the wall time of `zone`. With a `database` its state survives a restart.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        keys: Keys,
        zone: str = "America/Los_Angeles",
        tier: Tier = "remote",
        database: Path | None = None,
        practice: Seed | None = None,
        faults: Faults | None = None,
        switches: Switches | None = None,
    ) -> None:
        self.zone = ZoneInfo(zone)
        self.faults = faults if faults is not None else Faults()
        self._clock = clock
        self._practice = practice if practice is not None else maple_street()
        self._keeper = Keeper(database) if database is not None else None
        self.books = self._open()
        self._server = Server(
            self.books,
            clock,
            zone=self.zone,
            routes=_ROUTES,
            tier=tier,
            switches=switches if switches is not None else Switches(),
            faults=self.faults,
            kept=self._kept,
        )
        self._keys = keys
        self._server.keys.append(keys)
        self._events: Events | None = None
        self._telling: asyncio.Task[None] | None = None

    # --- the API ---

    def routes(self) -> list[BaseRoute]:
        """The API, and `/docs`."""
        docs = docs_routes(METHODS, self._keys.header, lambda: self.switches.version, self._examples)
        return [Route("/api/v1/{path:whatever}", self._server), *docs]

    def allow(self, keys: Keys) -> None:
        """Let another developer in, or the same with other permissions."""
        self._server.keys = [k for k in self._server.keys if (k.developer, k.customer) != (keys.developer, keys.customer)] + [
            keys
        ]

    @property
    def calls(self) -> Counter[str]:
        """How often each method was asked, e.g. "GET /appointments/SlotsWebSched"; refused and spoiled ones count, too."""
        return self._server.calls

    @property
    def switches(self) -> Switches:
        return self._server.switches

    @switches.setter
    def switches(self, switches: Switches) -> None:
        self._server.switches = switches

    # --- what the page sees ---

    @property
    def revision(self) -> int:
        """Moves with every change."""
        return self.books.revision

    def today(self) -> date:
        return self._server.now().date()

    def day(self, day: date) -> views.DayBook:
        return views.day_book(self.books, day, self.zone)

    def people(self) -> list[views.Person]:
        return views.people(self.books)

    def newest_visit(self) -> views.Visit | None:
        """The visit in the book that was entered last."""
        return views.newest_visit(self.books, self.zone)

    def visits(self, PatNum: int) -> list[Appointment]:
        """Every appointment of a patient, by time; for tests and for oracles."""
        return views.in_order([v for v in self.books.appointments if v.PatNum == PatNum])

    def overlaps(self) -> list[tuple[int, int]]:
        """The pairs of visits that lie on one another in a chair, by AptNum: what must never stand at the end.

        A broken visit that was left in place is crossed out, and is none.
        """
        visits = [v for v in self.books.appointments if v.AptStatus != "Broken"]
        pairs = ((v.AptNum, o.AptNum) for v in visits for o in overlapping(self.books, v) if o.AptStatus != "Broken")
        return sorted((a, b) for a, b in pairs if a < b)

    async def finished(self) -> None:
        """Wait until all that callers asked for is carried out, also what they no longer wait for."""
        await self._server.finished()

    # --- the front desk: what staff do at their own screens, unasked and unchecked ---

    def staff_books(
        self, PatNum: int, start: datetime, *, minutes: int, operatory: int, provider: int = 0, note: str = ""
    ) -> int:
        """Enter a visit, also on top of another. `start` is an instant. Return its AptNum."""
        op = self.books.operatories.get(operatory)
        if op is None:
            raise ValueError(f"there is no operatory {operatory}")
        pattern = "X" * (minutes // 5)
        visit = Appointment(
            AptNum=self.books.appointments.next_number(),
            PatNum=PatNum,
            Pattern=pattern,
            PatternSecondary="/" * len(pattern),
            Confirmed=self.books.defs(2)[0].DefNum,
            Op=operatory,
            Note=note,
            ProvNum=provider or op.ProvDentist,
            AptDateTime=self._wall(start),
            ClinicNum=op.ClinicNum,
            SecDateTEntry=self._server.now(),
        )
        self._keep(visit)
        return visit.AptNum

    def staff_moves(self, AptNum: int, start: datetime, *, operatory: int | None = None) -> None:
        """Drag a visit to another time."""
        visit = self._visit(AptNum)
        self._keep(replace(visit, AptDateTime=self._wall(start), Op=visit.Op if operatory is None else operatory))

    def staff_breaks(self, AptNum: int, *, to_unscheduled_list: bool = True) -> None:
        """Break a visit: off to the Unscheduled List, or crossed out where it stands."""
        visit = replace(self._visit(AptNum), AptStatus="Broken")
        self._keep(replace(visit, AptStatus="UnschedList", Op=0) if to_unscheduled_list else visit)

    def staff_changes(self, AptNum: int, **columns: object) -> None:
        """Change any columns of a visit: AptStatus, Confirmed, Note ..."""
        self._keep(replace(self._visit(AptNum), **columns))

    def staff_deletes(self, AptNum: int) -> None:
        """Delete a visit, which the API itself cannot. Its history remembers."""
        gone = self._visit(AptNum)
        self.books.delete(gone, self._server.now())
        self._kept()

    def staff_edits_chart(self, PatNum: int, **columns: object) -> Patient:
        """Change any columns of a chart: PatStatus, WirelessPhone, TxtMsgOk ..."""
        chart = self.books.patients.get(PatNum)
        if chart is None:
            raise ValueError(f"there is no patient {PatNum}")
        kept = self.books.patients.put(replace(chart, DateTStamp=self._server.now(), **columns))
        self._kept()
        return kept

    def events(self, post: Post, workstations: Sequence[str] = ("FRONTDESK",)) -> Events:
        """The machines that tell subscribers of changes, by `post(url, headers, body) -> status`; `tell` runs them."""
        now, whole = self._server.now, lambda: self.switches.deleted_rows_whole
        return Events(self.books, self._clock, now, self.zone, post, workstations, whole)

    def tell(self, post: Post, workstations: Sequence[str] = ("FRONTDESK",)) -> None:
        """From now on tell subscribers of changes, whenever there are any. Within a running loop; `hush` ends it."""
        self._events = self.events(post, workstations)
        self._listen()

    async def hush(self) -> None:
        """Tell nobody any more."""
        self._events, telling, self._telling = None, self._telling, None
        if telling is not None:
            telling.cancel()
            await asyncio.wait({telling})

    def close(self) -> None:
        if self._keeper is not None:
            self._keeper.commit()
            self._keeper.close()

    # --- within ---

    def _examples(self) -> dict[str, str]:
        """Numbers and days that exist, for the requests on `/docs`."""
        return examples(self.books, self._server.now())

    def _open(self) -> Books:
        """Fresh books, or those of the file; one that was shut for long gets new weeks in its schedule."""
        today = self._clock.now().astimezone(self.zone).date()
        if self._keeper is None:
            return self._practice.books(today)
        books = self._keeper.load(self._practice.name)
        if books is None:
            books = self._practice.books(today)
            self._keeper.begin(books, self._practice.name)
        books.changed = self._keeper.changed
        self._practice.extend(books, today)
        self._keeper.commit()
        return books

    def _kept(self) -> None:
        if self._keeper is not None:
            self._keeper.commit()
        self._listen()

    def _listen(self) -> None:
        """Let the machines run while anybody is subscribed: otherwise they would wake up every second for nothing."""
        if self._events is None or not len(self.books.subscriptions):
            return
        if self._telling is None or self._telling.done():
            self._telling = asyncio.get_running_loop().create_task(self._events.run())
        else:
            self._events.news()

    def _keep(self, visit: Appointment) -> None:
        self.books.keep(visit, self._server.now(), source="Default")
        self._kept()

    def _visit(self, number: int) -> Appointment:
        visit = self.books.appointments.get(number)
        if visit is None:
            raise ValueError(f"there is no appointment {number}")
        return visit

    def _wall(self, when: datetime) -> datetime:
        if when.tzinfo is None:
            raise ValueError("an instant needs a zone: the office clock is not yours")
        return when.astimezone(self.zone).replace(tzinfo=None)
