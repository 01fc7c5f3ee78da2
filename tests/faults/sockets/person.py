"""One patient with a phone and a wish: answers what the phone asks, and looks at nothing else."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from flows.calendar import MONTHS
from tests.faults.handset import OFFERS, QUESTIONS, READ_BACKS, TO_A_PERSON, Said, read
from tests.faults.people import WORDS
from tests.faults.sockets.town import ZONE, Text, Town

MOST_TEXTS = 12  # in one conversation
REFUSALS = ("just_taken", "has_one_then")  # a time they said yes to is not theirs
WAIT_ON = frozenset(("one_moment", "away_for_now", "booking_it", "still_checking"))


@dataclass(frozen=True)
class Chart:
    """A patient of the office, one a phone."""

    number: int
    name: str
    born: date
    phone: str
    lang: str

    @classmethod
    def of(cls, row: dict) -> Chart:
        lang = "es" if row["language"] == "spa" else "en"
        return cls(row["number"], row["name"], date.fromisoformat(row["birthdate"]), row["phone"], lang)

    def said(self) -> str:
        month = MONTHS[self.lang][self.born.month - 1]
        born = f"{self.born.day} de {month} de" if self.lang == "es" else f"{month} {self.born.day}"
        return f"{self.name}, {born} {self.born.year}"


def charts(rows: list[dict]) -> list[Chart]:
    """Return one grown-up patient a phone."""
    of_phone: dict[str, Chart] = {}
    for row in rows:
        if row["status"] == "Patient" and row["birthdate"] < "2000-01-01":
            of_phone.setdefault(row["phone"], Chart.of(row))
    return list(of_phone.values())


@dataclass(frozen=True)
class Pace:
    """How quickly a person answers, and how long it is until the next wish. Seconds."""

    thinks: float = 6.0
    rests: tuple[float, float] | None = (60.0, 180.0)  # None: one visit is enough


@dataclass
class Agreed:
    """A time the patient said yes to."""

    start: datetime
    at: datetime
    refused: bool = False  # "that time was just taken"


@dataclass
class Person:
    """`agreed` and `talks` are what the patient remembers; the oracles compare it with the book."""

    town: Town
    chart: Chart
    pace: Pace
    random: Random
    agreed: list[Agreed] = field(default_factory=list)
    talks: list[str] = field(default_factory=list)  # how each conversation ended
    false_yes: list[str] = field(default_factory=list)
    open: Agreed | None = None  # of `agreed`, what they have heard nothing of yet
    gone: bool = False  # a person of the office has it
    _read: int = 0

    async def live(self, until: float) -> None:
        """Have one conversation after the other until that time; a conversation that has begun is carried to its end."""
        await asyncio.sleep(self.random.uniform(0, self.pace.thinks))
        while True:
            self.talks.append("under way")
            self.talks[-1] = await self._talk()
            self.town.log.write(self.chart.phone, f"-- {self.talks[-1]}")
            if self.gone or self.pace.rests is None:
                return
            rest = self.random.uniform(*self.pace.rests)
            if time.monotonic() + rest >= until:
                return
            await asyncio.sleep(rest)

    async def _talk(self) -> str:
        await self._open()
        for _ in range(MOST_TEXTS):
            said, question = await self._listen()
            keys = {one.key for one in said}
            if TO_A_PERSON & keys:
                self.gone = True
                return "with a person"
            if "booked" in keys:
                return "booked"
            if question is None:
                await self._says(self._one_of("again"))
            else:
                await self._says(self._reply(question))
        return "gave up"

    async def _listen(self) -> tuple[list[Said], Said | None]:
        """Wait for something that wants an answer, and return all that was said, and the last question."""
        heard: list[Said] = []
        while not heard or heard[-1].key in WAIT_ON:
            await self.town.more_than(self.chart.phone, self._read)
            await asyncio.sleep(self.random.uniform(0, self.pace.thinks))
            fresh = (await self.town.received(self.chart.phone))[self._read :]
            self._read += len(fresh)
            for text in fresh:
                heard += await self._hear(text)
        questions = [one for one in heard if one.key in QUESTIONS]
        return heard, questions[-1] if questions else None

    async def _hear(self, text: Text) -> tuple[Said, ...]:
        self.town.log.write(self.chart.phone, f"< {text.body}")
        said = read(text.body, text.at)
        for one in said:
            if one.key == "booked" and not await self._stands(one):
                self.false_yes.append(text.body)
            if one.key in REFUSALS and self.open is not None:
                self.open.refused = True
            if one.key in ("booked", *REFUSALS):
                self.open = None
        return said

    async def _stands(self, booked: Said) -> bool:
        """Look into the book the moment the patient reads the yes."""
        visits = [visit for start in booked.times for visit in await self.town.day(start.date())]
        return any(v.stands and v.patient == self.chart.number and v.start in booked.times for v in visits)

    # --- saying ------------------------------------------------------------------------------------------------------

    async def _open(self) -> None:
        if self.random.random() < 0.6:
            await self._says(f"{self._one_of('reason')} {self._one_of('when')}, {self.chart.said()}")
        else:
            await self._says(self._one_of("opening"))

    def _reply(self, question: Said) -> str:
        match question.key:
            case "who_is_it_for" | "not_found":
                return self.chart.said()
            case "birth_date":
                return self.chart.said().partition(", ")[2]
            case "first_name":
                return self.chart.name
            case "any_danger":
                return "no"
            case "what_for":
                return self._one_of("reason")
            case "when_suits":
                return self._one_of("when")
            case key if key in OFFERS:
                return self._pick(question.times)
            case key if key in READ_BACKS and question.times:
                return self._agree(question.times[0])
            case _:
                return f"{self._one_of('reason')}, {self._one_of('when')}"

    def _pick(self, offered: tuple[datetime, ...]) -> str:
        """A time on a day that has no visit of this patient yet; so every conversation books a visit of its own."""
        fits = [n for n, start in enumerate(offered, 1) if start.date() not in self._days()]
        return str(self.random.choice(fits)) if fits else self._one_of("other")

    def _agree(self, start: datetime) -> str:
        last = self.agreed[-1] if self.agreed else None
        if last is None or last.start != start or last.refused:
            if start.date() in self._days():
                return self._one_of("other")
            self.open = Agreed(start, datetime.now(ZONE).replace(tzinfo=None))
            self.agreed.append(self.open)
        return self._one_of("yes")

    def _days(self) -> set[date]:
        return {one.start.date() for one in self.agreed if not one.refused}

    async def _says(self, body: str) -> None:
        await self.town.text(self.chart.phone, body)

    def _one_of(self, kind: str) -> str:
        return self.random.choice(WORDS[self.chart.lang][kind])


__all__ = ["WAIT_ON", "Agreed", "Chart", "Pace", "Person", "charts"]
