"""A small model of a person with a phone. It looks at nothing but its own phone, and answers what it is asked, mostly."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from bot.pretend.carrier import Text
from tests.faults.handset import BREAKS, COMING, ENDS, MOVES, OFFERS, QUESTIONS, READ_BACKS, RESTORES, TO_A_PERSON, Said, read
from tests.faults.rig import Rig
from tests.faults.script import CHARTS, WORDS, Chart

ZONE = ZoneInfo("America/Los_Angeles")
MOST_TEXTS = 14
HURTS = re.compile("tooth|muela|diente|hurts|duele")  # who says so is offered a person
ASKED_WITHIN_S = 3 * 3600  # our own question comes at nine, or when the office is back
GIVES_UP_A_TIME = frozenset(("moved", "broken"))
PATIENCE_S = 25 * 60  # longer than any oracle allows for an answer, so that a silence is seen as one


@dataclass(frozen=True)
class Manners:
    """How often, at each turn, a person does something else than answer. The rest of the time they answer."""

    mumbles: float = 0.0
    asks_hours: float = 0.0
    wants_person: float = 0.0
    stops: float = 0.0
    changes_mind: float = 0.05
    drops_it: float = 0.0
    texts_twice: float = 0.0
    answers_at_random: float = 0.0  # a bare yes to an offer, a bare number to a read-back
    goes_quiet: float = 0.0  # for hours
    nudges: float = 0.0  # does not wait for the answer
    comes_back: float = 0.0  # after it is done, with a bare word or another wish
    emergency: float = 0.0
    wrong_date: float = 0.0
    says_no: float = 0.04


POLITE = Manners()
WILD = Manners(
    mumbles=0.03,
    asks_hours=0.04,
    wants_person=0.008,
    stops=0.02,
    changes_mind=0.08,
    drops_it=0.01,
    texts_twice=0.08,
    answers_at_random=0.03,
    goes_quiet=0.012,
    nudges=0.06,
    comes_back=0.1,
    emergency=0.003,
    wrong_date=0.03,
)


class Person:
    """One patient with a wish and a phone."""

    def __init__(
        self, rig: Rig, chart: Chart, manners: Manners, random: Random, *, starts_after: float, wish: str = "book"
    ) -> None:
        self.rig = rig
        self.chart = chart
        self.manners = manners
        self.random = random
        self.did: set[str] = set()  # what of their own doing may have brought a person
        self.wish = wish
        self._starts_after = starts_after
        self._texts = 0
        self._read = 0
        self._nudges = 0
        self._ended = 0
        self._gone = False

    async def live(self) -> None:
        """Text the office until there is nothing more to say."""
        await self._wait(self._starts_after)
        await self._open()
        while not self._gone and self._texts < MOST_TEXTS:
            fresh = await self._look()
            if not fresh:
                await self._nudge()
                continue
            await self._answer(fresh)

    # --- looking -----------------------------------------------------------------------------------------------------

    async def _look(self) -> list[Text]:
        """Wait for something new on the phone, take one's time, and read all of it."""
        impatient = self.random.random() < self.manners.nudges
        until = self.random.uniform(3, 90) if impatient else PATIENCE_S
        here = self.rig.on_phone.setdefault(self.chart.phone, asyncio.Event())
        if len(self._received()) == self._read:
            here.clear()
            try:
                async with asyncio.timeout(until):
                    await here.wait()
            except TimeoutError:
                return []
        await self._wait(self._thinks())
        received = self._received()
        fresh, self._read = received[self._read :], len(received)
        return fresh

    def _received(self) -> list[Text]:
        return [text for text in self.rig.carrier.phone(self.chart.phone) if text.direction == "received"]

    def _thinks(self) -> float:
        if self.random.random() < self.manners.goes_quiet:
            return self.random.uniform(600, 15 * 3600)
        return self.random.choice((1.0, self.random.uniform(2, 40), self.random.uniform(5, 90)))

    # --- answering ---------------------------------------------------------------------------------------------------

    async def _answer(self, fresh: list[Text]) -> None:
        sentences = [one for text in fresh for one in read(text.body, self._now())]
        keys = {one.key for one in sentences}
        if "opted_out" in keys or (TO_A_PERSON & keys and "back_again" not in keys):
            self._gone = "opted_out" in keys or self.rig.slack is None
            if not self._gone:
                await self._waits_for_a_person()
            return
        questions = [one for one in sentences if one.key in QUESTIONS]
        if GIVES_UP_A_TIME & keys:
            self.did.add("gives a time up")
        if ENDS & keys:
            self._ended += 1
            await self._after_the_end(questions)
            return
        if await self._does_something_else(questions[-1] if questions else None):
            return
        if "not_found" in keys and not self.chart.number:
            await self._says(self._one_of("new here"))
        elif questions:
            await self._says(self._reply(questions[-1]))
        elif keys & {"one_moment", "away_for_now", "booking_it", "still_checking"}:
            return
        elif "dropped" in keys:
            self._gone = True
        elif self._texts < MOST_TEXTS - 4:
            await self._says(self._one_of("again" if self.wish == "book" else self._opening()))

    async def _does_something_else(self, question: Said | None) -> bool:
        """Whatever people do instead of answering. A second text often follows the first within seconds."""
        manners, drawn = self.manners, self.random.random()
        for kind, odds, words in (
            ("stops", manners.stops, "stop"),
            ("wants_person", manners.wants_person, "person"),
            ("emergency", manners.emergency, "emergency"),
            ("drops_it", manners.drops_it, "drop"),
            ("mumbles", manners.mumbles, "mumble"),
            ("asks_hours", manners.asks_hours, "hours"),
            ("changes_mind", manners.changes_mind, "other"),
        ):
            if drawn < odds:
                self.did.add(kind)
                await self._says(self._one_of(words))
                self._gone = kind == "stops"
                return True
            drawn -= odds
        if question is None:
            return False
        if question.key in OFFERS and drawn < manners.answers_at_random:
            await self._says(self._one_of("yes"))
            return True
        if question.key in READ_BACKS and drawn < manners.answers_at_random:
            await self._says(str(self.random.randint(1, 3)))
            return True
        if drawn < manners.answers_at_random + manners.texts_twice:
            said = self._reply(question)
            await self._says(said)
            await self._wait(self.random.choice((0.0, 0.5, 2.0, 8.0)))
            await self._says(self.random.choice((said, self._one_of("hours"), self._one_of("other"), self._one_of("thanks"))))
            return True
        return False

    async def _waits_for_a_person(self) -> None:
        """Where people answer in Slack, some write on meanwhile."""
        if self.random.random() < 0.6:
            await self._wait(self.random.uniform(10, 300))
            await self._says(self._one_of(self.random.choice(("again", "thanks", "hours", "when"))))

    def _reply(self, question: Said) -> str:
        match question.key:
            case "who_is_it_for" | "not_found":
                return f"{self.chart.name}, {self._born()}"
            case "birth_date":
                return self._born()
            case "first_name":
                return self.chart.first
            case "any_danger":
                return "no"
            case "who_is_new" | "who_is_it_for_me":
                return f"{self.chart.name}, {self._born()}"
            case "last_name":
                return self.chart.name
            case "which_visit":
                return "1"
            case key if key in BREAKS:
                return self._one_of("instead")
            case key if key in COMING or key == "c_to_confirm":
                return self._one_of("coming")
            case "list_for_sooner":
                return self._one_of("yes")
            case "what_for" | "what_for_new":
                return self._one_of("reason")
            case "when_suits" | "when_is_better":
                return self._one_of("when")
            case key if key in OFFERS:
                n = self.random.randint(1, max(len(question.times), 1))
                return self._one_of("pick").format(n=n, nth=WORDS[self.chart.lang]["nth"][n - 1])
            case key if key in (*READ_BACKS, *MOVES, *RESTORES):
                return self._one_of("no" if self.random.random() < self.manners.says_no else "yes")
            case _:
                return self._one_of(self._opening())

    def _opening(self) -> str:
        """What they say of their own accord."""
        return {"book": "opening", "asked": "coming"}.get(self.wish, self.wish)

    def _born(self) -> str:
        if self.random.random() < self.manners.wrong_date:
            self.did.add("wrong_date")
            return "1/2/1971" if self.chart.lang == "en" else "2 de enero de 1971"
        return self.chart.born

    async def _after_the_end(self, questions: list[Said]) -> None:
        """It is done. Some come back to it; and some are asked something more."""
        if questions and self.wish != "book":
            await self._says(self._reply(questions[-1]))
            return
        if questions or self.random.random() >= self.manners.comes_back or self._ended > 1:
            self._gone = not questions
            return
        await self._wait(self.random.choice((5.0, 600.0, 6 * 3600.0, 14 * 3600.0)))
        await self._says(self._one_of("later" if self.wish == "book" else "after"))

    async def _open(self) -> None:
        chart, kind = self.chart, self.random.random()
        if self.wish == "asked":
            await self._is_asked()
        elif self.wish != "book" and kind < 0.6:
            await self._says(f"{self._one_of(self.wish)}, {chart.name} {self._born()}")
        elif self.wish != "book":
            await self._says(self._one_of(self.wish))
        elif kind < 0.45:
            word, when = self._one_of("reason"), self._one_of("when")
            await self._says(f"{word} {when}, {chart.name} {self._born()}")
        else:
            await self._says(self._one_of("opening"))

    async def _is_asked(self) -> None:
        """Wait until the office asks. Whatever they answer, they answer as they do to anything else."""
        here = self.rig.on_phone.setdefault(self.chart.phone, asyncio.Event())
        try:
            async with asyncio.timeout(ASKED_WITHIN_S):
                await here.wait()
        except TimeoutError:
            self._gone = True

    async def _nudge(self) -> None:
        self._nudges += 1
        if self._nudges > 3:
            self._gone = True
            return
        await self._says(self._one_of("again" if self.wish == "book" else self._opening()))

    # --- the phone ---------------------------------------------------------------------------------------------------

    async def _says(self, body: str) -> None:
        self._texts += 1
        if HURTS.search(body):
            self.did.add("hurts")
        await self.rig.text(self.chart.phone, body)

    def _one_of(self, kind: str) -> str:
        return self.random.choice(WORDS[self.chart.lang][kind])

    def _now(self) -> datetime:
        return self.rig.clock.now().astimezone(ZONE).replace(tzinfo=None)

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


__all__ = ["CHARTS", "POLITE", "WILD", "ZONE", "Chart", "Manners", "Person"]
