"""The front desk at work in Slack: what its people want of it, who now and then are two at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from bot.pretend.slack.people import FRONT_DESK, JO, MARISOL, PRIYA
from tests.faults.desk_hands import OPENS_WITHIN_S, Hands
from tests.faults.desk_words import ANYTHING, FINAL
from tests.faults.handset import OFFERS, READ_BACKS, read, times_in
from tests.faults.people import ZONE, Chart
from tests.faults.rig import Rig
from tests.faults.slack_town import Doing, Stood, shown_in
from tests.faults.witness import wall

OTHERS = (27, 33, 34)  # patients of the practice who have no part in the seed
TIMES, AGREED, BREAK = "desk_times", "desk_agreed", "desk_break"
MOST_THINGS = 12  # a clerk does in a seed
WHENS = ("next week", "any day", "tomorrow", "next thu", "any morning next week")
PAGE, WRITING = re.compile(r"(/desk/page/[\w-]+)"), re.compile(r'action="([^"]+)"')
PRESSES = ("take", "take", "take", "give_back", "resolve", "called", "undo", "reassign", "show")


class Clerk:
    """One member of the staff with Slack open. Does one thing at a time and waits until they know what came of it."""

    def __init__(self, rig: Rig, user: str, charts: list[Chart], random: Random, colleagues: tuple[str, ...] = ()) -> None:
        self.hands = Hands(rig, user, random)
        self.rig, self.slack, self.user, self.charts, self.random = rig, self.hands.slack, user, charts, random
        self.colleagues = colleagues

    async def work(self) -> None:
        for _ in range(self.random.randint(4, MOST_THINGS)):
            await asyncio.sleep(self.random.choice((self.random.uniform(5, 40), self.random.uniform(20, 150))))
            await self.random.choice(self._what_there_is())()

    def _what_there_is(self) -> list[Callable[[], Any]]:
        cards = [*[self.presses] * 4, *[self.answers] * 3] if self.slack.roots() else []
        back = [self.undoes] if any(doing.user == self.user and doing.acked for doing in self.slack.doings) else []
        changes = [*[self.books] * 3, *[self.moves] * 2, self.breaks, self.confirms, self.notes]
        return [*cards, *back, *changes, self.texts, self.offers, self.looks]

    # --- commands ----------------------------------------------------------------------------------------------------

    async def looks(self) -> None:
        """See how things stand; nothing may come of it."""
        number = self._a_visit()
        lines = ("/today", f"/appt {number}", "/slots cleaning", "/chairside status", f"/appt chart {self._a_patient()}")
        if self.random.random() < 0.2:
            self.hands.pretend.acts.open_home(self.user)
        await self.hands.types(self.random.choice(lines))
        await self.hands.pause(3, 15)

    async def notes(self, visit: int = 0) -> Doing:
        doing = self.hands.begins("note", visit=visit or self._a_visit(), words=self._words("Note"))
        return await self.hands.hands_in(doing, self.hands.types(f"/note {doing.visit} {doing.words}"))

    async def undoes(self) -> None:
        doing = self.hands.begins("take back")
        await self.hands.hands_in(doing, self.hands.types("/chairside undo"))

    async def confirms(self, visit: int = 0) -> None:
        doing = self.hands.begins("confirm", visit=visit or self._a_visit())
        shown = await self.hands.asks(f"/confirm {doing.visit}", "desk:confirm")
        if shown is None:
            return
        await self.hands.pause(1, 30)
        await self.hands.hands_in(doing, self.hands.pushes(shown, "desk:confirm"))

    async def breaks(self, visit: int = 0) -> None:
        doing = self.hands.begins("break", visit=visit or self._a_visit())
        if await self.hands.opens(f"/break {doing.visit}", BREAK) is None:
            return
        await self.hands.pause(1, 30)
        given = {"where": self.random.choice(("list", "place"))}
        await self.hands.hands_in(doing, self.hands.submits(given))

    async def books(self, patient: int = 0, when: str = "") -> Doing | None:
        doing = self.hands.begins("book", patient=patient or self._a_patient())
        view = await self.hands.opens(f"/book chart {doing.patient} cleaning {when or self._when()}", TIMES)
        return await self._chooses(doing, view)

    async def moves(self, visit: int = 0) -> Doing | None:
        doing = self.hands.begins("move", visit=visit or self._a_visit())
        return await self._chooses(doing, await self.hands.opens(f"/move {doing.visit} {self._when()}", TIMES))

    async def offers(self) -> Doing | None:
        """Offer somebody on the ASAP list an earlier time; the rest is the patient's."""
        shown = await self.hands.asks("/asap", "desk:offer")
        if shown is None:
            return None
        name, element = next((n, e) for n, e in shown.elements().items() if n.startswith("desk:offer"))
        doing = self.hands.begins("offer", visit=int(element["value"].partition("@")[0]))
        await self.hands.pushes(shown, name)
        return await self._chooses(doing, await self.hands.window(TIMES))

    async def _chooses(self, doing: Doing, view: dict[str, Any] | None) -> Doing | None:
        """From the times to the yes. Whoever dawdles may find that somebody was faster."""
        pick = next((b["element"] for b in view["blocks"] if b.get("block_id") == "pick"), None) if view else None
        if pick is None:
            return None
        await self.hands.pause(1, 20)
        chosen = self._wanted(pick["options"])
        if await self.hands.submits({"pick": chosen["value"]}) is None:
            return None
        view = await self.hands.window(AGREED)
        if view is None:
            return None
        now = wall(self.rig.clock.now())
        said = shown_in(view)[1]
        (doing.start,), doing.chair = times_in(said, now.year, now.month), _chair_in(self.rig, said)
        await asyncio.sleep(self.random.choice((1.0, self.random.uniform(1, 40), self.random.uniform(60, 300))))
        if self.random.random() < 0.06:
            await self.hands.closes()
            return None
        await self.hands.hands_in(doing, self.hands.submits({}), hears=None if doing.what == "offer" else FINAL)
        return doing

    def _wanted(self, options: list[dict[str, Any]]) -> dict[str, Any]:
        """Rather the very time that a patient is looking at."""
        offered = self._offered()
        now = wall(self.rig.clock.now())
        same = [o for o in options if not offered.isdisjoint(times_in(o["text"]["text"], now.year, now.month))]
        return self.random.choice(same if same and self.random.random() < 0.7 else options)

    def _offered(self) -> set[datetime]:
        found: set[datetime] = set()
        for chart in self.charts:
            for text in self.rig.carrier.phone(chart.phone)[-4:]:
                said = read(text.body, wall(text.at)) if text.direction == "received" else ()
                found.update(at for one in said if one.key in (*OFFERS, *READ_BACKS) for at in one.times)
        return found

    def _when(self) -> str:
        offered = sorted(self._offered())
        if offered and self.random.random() < 0.6:
            return f"{self.random.choice(offered):%b %-d}".lower()
        return self.random.choice(WHENS)

    # --- what is written to patients ---------------------------------------------------------------------------------

    async def texts(self) -> None:
        """Write to somebody of oneself: in the command, or on the page."""
        chart = self.random.choice(self.charts)
        if not chart.number:
            return  # who is new has no chart to be named by
        doing = self.hands.begins("text", patient=chart.number, words=self._words("Text"))
        if self.slack.details == "full":
            await self.hands.hands_in(doing, self.hands.types(f"/text chart {chart.number} {doing.words}"), hears=ANYTHING)
            return
        shown = await self.hands.asks(f"/text chart {chart.number}", "desk:open")
        await self._on_the_page(doing, shown)

    async def answers(self) -> None:
        """Answer on a card: in its thread, or on the page."""
        root = self._a_card()
        doing = self.hands.begins("answer", card=root.card, words=self._words("Answer"))
        if self.slack.details != "full":
            if "card:read" in root.elements():
                before = len(self.slack.whispers(self.user))
                await self.hands.presses_card(doing, root, "card:read")
                shown = await self.hands.until(lambda: self.hands.told_with("card:opened", before), OPENS_WITHIN_S)
                doing.acked = False
                await self._on_the_page(doing, shown)
            return
        if self.random.random() < 0.15:
            doing.what, doing.words = "talk", f"// {doing.words}"
        doing.sent = self.rig.clock.now()
        self.hands.traces(doing)
        doing.ts = self.hands.pretend.acts.say(self.user, FRONT_DESK, doing.words, root.ts)["ts"]
        doing.acked = True
        await self.hands.pause(2, 40)

    async def _on_the_page(self, doing: Doing, shown: Stood | None) -> None:
        """Open the page, read, write. A browser that has heard nothing is told to try once more."""
        found = PAGE.search(str(shown.message["blocks"])) if shown is not None else None
        if found is None:
            return
        await self.hands.pause(1, 20)
        await self.hands.browses(found[1])
        page = await self.hands.browses(found[1], do="continue")
        writing = WRITING.search(page)
        if writing is None:
            return
        await self.hands.pause(5, 60)
        doing.sent = self.rig.clock.now()
        self.hands.traces(doing)
        address = f"/desk/page/{writing[1].rpartition('/')[2]}"
        twice = self.random.random() < 0.15
        said = await asyncio.gather(*(self.hands.browses(address, answer=doing.words) for _ in range(1 + twice)))
        doing.shown = " ".join(said)
        doing.acked = "Sent." in doing.shown

    # --- cards -------------------------------------------------------------------------------------------------------

    async def presses(self) -> None:
        """Press what a card offers; now and then as it was drawn a while ago, or two people at once."""
        root = self._a_card()
        versions = self.slack.versions(root.ts)
        seen = self.random.choice(versions) if self.random.random() < 0.25 else root
        first = self._press_of(seen)
        if first is None:
            return
        both = [self.hands.presses_card(self.hands.begins(first.removeprefix("card:"), card=root.card), seen, first)]
        if self.colleagues and self.random.random() < 0.3:
            other = Clerk(self.rig, self.random.choice(self.colleagues), self.charts, self.random)
            second = self._press_of(seen) if self.random.random() < 0.4 else first
            doing = other.hands.begins((second or first).removeprefix("card:"), card=root.card)
            both.append(other.hands.presses_card(doing, seen, second or first))
        await asyncio.gather(*both)
        await self.hands.pause(6, 20)

    def _press_of(self, seen: Stood) -> str | None:
        there = [f"card:{name}" for name in PRESSES if f"card:{name}" in seen.elements()]
        return self.random.choice(there) if there else None

    # --- whom and what -----------------------------------------------------------------------------------------------

    def _words(self, what: str) -> str:
        return f"{what} {len(self.slack.doings) + 1:03} of the desk"

    def _a_patient(self) -> int:
        theirs = [chart.number for chart in self.charts if chart.number]
        return self.random.choice(theirs if theirs and self.random.random() < 0.4 else OTHERS)

    def _a_visit(self) -> int:
        """Rather one of a patient who texts: they compete for it."""
        today = self.rig.clock.now().astimezone(ZONE).date()
        coming = [v for v in self.rig.office.books.appointments if v.AptStatus == "Scheduled" and _ahead(v.AptDateTime, today)]
        numbers = {chart.number for chart in self.charts}
        theirs = [v.AptNum for v in coming if v.PatNum in numbers]
        others = [v.AptNum for v in coming if v.PatNum in OTHERS] or [v.AptNum for v in coming]
        return self.random.choice(theirs if theirs and self.random.random() < 0.6 else others)

    def _a_card(self) -> Stood:
        roots = self.slack.roots()
        return roots[max(roots)] if self.random.random() < 0.7 else self.random.choice(list(roots.values()))


def _chair_in(rig: Rig, said: str) -> int:
    """Read back which chair a window shows: by its name, or by its number until the names are read."""
    chairs = rig.office.books.operatories
    return next(op.OperatoryNum for op in chairs if re.search(rf"\b(?:{op.OpName}|chair {op.OperatoryNum})\b", said))


def _ahead(start: datetime, today: date) -> bool:
    return today < start.date() <= today + timedelta(days=60)


def clerks(rig: Rig, charts: list[Chart], random: Random) -> list[Clerk]:
    """One or two people at the desk; each may have a colleague beside them now and then."""
    here = random.sample((JO, PRIYA, MARISOL), random.choice((1, 2, 2)))
    return [
        Clerk(rig, user, charts, random, tuple(one for one in (JO, PRIYA) if one not in here) or (MARISOL,)) for user in here
    ]


__all__ = ["Clerk", "clerks"]
