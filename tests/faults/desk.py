"""The front desk at work in Slack: commands, windows, cards, answers, as people do it who now and then are two at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

import httpx

from bot.pretend.slack import CannotDo
from bot.pretend.slack.modals import Seen
from bot.pretend.slack.people import FRONT_DESK, JO, MARISOL, PRIYA
from tests.faults.desk_words import ANYTHING, FINAL
from tests.faults.handset import OFFERS, READ_BACKS, read, times_in
from tests.faults.people import ZONE, Chart
from tests.faults.rig import Rig
from tests.faults.slack_town import Doing, Stood, shown_in
from tests.faults.witness import wall

T = TypeVar("T")
OTHERS = (27, 33, 34)  # patients of the practice who have no part in the seed
TIMES, AGREED, BREAK, TOLD = "desk_times", "desk_agreed", "desk_break", "desk_told"
MOST_THINGS = 12  # a clerk does in a seed
SAYS_WHY = (TOLD, "refused")
HEARS_WITHIN_S = 16 * 60  # longer than an effect may take until it is given up
OPENS_WITHIN_S = 45
WHENS = ("next week", "any day", "tomorrow", "next thu", "any morning next week")
PLACE = re.compile(r"chair (\d+)")
PAGE, WRITING = re.compile(r"(/desk/page/[\w-]+)"), re.compile(r'action="([^"]+)"')
PRESSES = ("take", "take", "take", "give_back", "resolve", "called", "undo", "reassign", "show")


class Clerk:
    """One member of the staff with Slack open. Does one thing at a time and waits until they know what came of it."""

    def __init__(self, rig: Rig, user: str, charts: list[Chart], random: Random, colleagues: tuple[str, ...] = ()) -> None:
        assert rig.slack is not None, "a desk that works in Slack has one"
        self.rig, self.slack, self.user, self.charts, self.random = rig, rig.slack, user, charts, random
        self.colleagues = colleagues
        self.pretend = rig.slack.pretend

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
            self.pretend.acts.open_home(self.user)
        await self._types(self.random.choice(lines))
        await self._pause(3, 15)

    async def notes(self, visit: int = 0) -> Doing:
        doing = self._begins("note", visit=visit or self._a_visit(), words=self._words("Note"))
        return await self._hands_in(doing, self._types(f"/note {doing.visit} {doing.words}"))

    async def undoes(self) -> None:
        doing = self._begins("take back")
        await self._hands_in(doing, self._types("/chairside undo"))

    async def confirms(self, visit: int = 0) -> None:
        doing = self._begins("confirm", visit=visit or self._a_visit())
        shown = await self._asks(f"/confirm {doing.visit}", "desk:confirm")
        if shown is None:
            return
        await self._pause(1, 30)
        await self._hands_in(doing, self._pushes(shown, "desk:confirm"))

    async def breaks(self, visit: int = 0) -> None:
        doing = self._begins("break", visit=visit or self._a_visit())
        if await self._opens(f"/break {doing.visit}", BREAK) is None:
            return
        await self._pause(1, 30)
        given = {"where": self.random.choice(("list", "place"))}
        await self._hands_in(doing, self._submits(given))

    async def books(self, patient: int = 0, when: str = "") -> Doing | None:
        doing = self._begins("book", patient=patient or self._a_patient())
        view = await self._opens(f"/book chart {doing.patient} cleaning {when or self._when()}", TIMES)
        return await self._chooses(doing, view)

    async def moves(self, visit: int = 0) -> Doing | None:
        doing = self._begins("move", visit=visit or self._a_visit())
        return await self._chooses(doing, await self._opens(f"/move {doing.visit} {self._when()}", TIMES))

    async def offers(self) -> Doing | None:
        """Offer somebody on the ASAP list an earlier time; the rest is the patient's."""
        shown = await self._asks("/asap", "desk:offer")
        if shown is None:
            return None
        name, element = next((n, e) for n, e in shown.elements().items() if n.startswith("desk:offer"))
        doing = self._begins("offer", visit=int(element["value"].partition("@")[0]))
        await self._pushes(shown, name)
        return await self._chooses(doing, await self._window(TIMES))

    async def _chooses(self, doing: Doing, view: dict[str, Any] | None) -> Doing | None:
        """From the times to the yes. Whoever dawdles may find that somebody was faster."""
        pick = next((b["element"] for b in view["blocks"] if b.get("block_id") == "pick"), None) if view else None
        if pick is None:
            return None
        await self._pause(1, 20)
        chosen = self._wanted(pick["options"])
        if await self._submits({"pick": chosen["value"]}) is None:
            return None
        view = await self._window(AGREED)
        if view is None:
            return None
        now = wall(self.rig.clock.now())
        said = shown_in(view)[1]
        (doing.start,), doing.chair = times_in(said, now.year, now.month), int(PLACE.search(said)[1])
        await asyncio.sleep(self.random.choice((1.0, self.random.uniform(1, 40), self.random.uniform(60, 300))))
        if self.random.random() < 0.06:
            await self._closes()
            return None
        await self._hands_in(doing, self._submits({}), hears=None if doing.what == "offer" else FINAL)
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
        doing = self._begins("text", patient=chart.number, words=self._words("Text"))
        if self.slack.details == "full":
            await self._hands_in(doing, self._types(f"/text chart {chart.number} {doing.words}"), hears=ANYTHING)
            return
        shown = await self._asks(f"/text chart {chart.number}", "desk:open")
        await self._on_the_page(doing, shown)

    async def answers(self) -> None:
        """Answer on a card: in its thread, or on the page."""
        root = self._a_card()
        doing = self._begins("answer", card=root.card, words=self._words("Answer"))
        if self.slack.details != "full":
            if "card:read" in root.elements():
                before = len(self.slack.whispers(self.user))
                await self._presses(doing, root, "card:read")
                shown = await self._until(lambda: self._told_with("card:opened", before), OPENS_WITHIN_S)
                doing.acked = False
                await self._on_the_page(doing, shown)
            return
        if self.random.random() < 0.15:
            doing.what, doing.words = "talk", f"// {doing.words}"
        doing.sent = self.rig.clock.now()
        self._notes(doing)
        doing.ts = self.pretend.acts.say(self.user, FRONT_DESK, doing.words, root.ts)["ts"]
        doing.acked = True
        await self._pause(2, 40)

    async def _on_the_page(self, doing: Doing, shown: Stood | None) -> None:
        """Open the page, read, write. A browser that has heard nothing is told to try once more."""
        found = PAGE.search(str(shown.message["blocks"])) if shown is not None else None
        if found is None:
            return
        await self._pause(1, 20)
        await self._browses(found[1])
        page = await self._browses(found[1], do="continue")
        writing = WRITING.search(page)
        if writing is None:
            return
        await self._pause(5, 60)
        doing.sent = self.rig.clock.now()
        self._notes(doing)
        address = f"/desk/page/{writing[1].rpartition('/')[2]}"
        twice = self.random.random() < 0.15
        said = await asyncio.gather(*(self._browses(address, answer=doing.words) for _ in range(1 + twice)))
        doing.shown = " ".join(said)
        doing.acked = "Sent." in doing.shown

    async def _browses(self, path: str, **form: str) -> str:
        for _ in range(4):
            try:
                answer = await (self.rig.http.post(path, data=form) if form else self.rig.http.get(path))
            except httpx.HTTPError:
                await self._pause(2, 20)
                continue
            if answer.status_code < 500:
                return answer.text
            await self._pause(2, 20)
        return ""

    # --- cards -------------------------------------------------------------------------------------------------------

    async def presses(self) -> None:
        """Press what a card offers; now and then as it was drawn a while ago, or two people at once."""
        root = self._a_card()
        versions = self.slack.versions(root.ts)
        seen = self.random.choice(versions) if self.random.random() < 0.25 else root
        first = self._press_of(seen)
        if first is None:
            return
        both = [self._presses(self._begins(first.removeprefix("card:"), card=root.card), seen, first)]
        if self.colleagues and self.random.random() < 0.3:
            other = Clerk(self.rig, self.random.choice(self.colleagues), self.charts, self.random)
            second = self._press_of(seen) if self.random.random() < 0.4 else first
            doing = other._begins((second or first).removeprefix("card:"), card=root.card)
            both.append(other._presses(doing, seen, second or first))
        await asyncio.gather(*both)
        await self._pause(6, 20)

    def _press_of(self, seen: Stood) -> str | None:
        there = [f"card:{name}" for name in PRESSES if f"card:{name}" in seen.elements()]
        return self.random.choice(there) if there else None

    async def _presses(self, doing: Doing, seen: Stood, name: str) -> None:
        element = seen.elements()[name]
        value = None
        if name == "card:reassign":
            value = self.random.choice(element["options"])["value"]
        doing.drawn = (value or element["value"]).split(".")[1]
        doing.sent = self.rig.clock.now()
        self._notes(doing)
        pressing = self.pretend.acts.press(self.user, {"channel": FRONT_DESK, "ts": seen.ts}, name, value=value)
        try:
            doing.acked = await self._as_drawn(seen, pressing) == ""
        except CannotDo:  # it was drawn anew that very moment
            doing.sent = None

    async def _as_drawn(self, seen: Stood, pressing) -> str:
        """Press it as it was before one's eyes, though it may have been drawn anew since."""
        messages = self.pretend.workspace.messages[FRONT_DESK]
        async with self.slack.before_ones_eyes:
            now = messages[seen.ts]
            messages[seen.ts] = seen.message
            task = asyncio.ensure_future(pressing)
            await asyncio.sleep(0)  # what was pressed is on its way, with what stood there
            if messages[seen.ts] is seen.message:
                messages[seen.ts] = now
        return await task

    # --- the hands ---------------------------------------------------------------------------------------------------

    def _begins(self, what: str, **more: Any) -> Doing:
        doing = Doing(self.user, what, self.rig.clock.now(), **more)
        for other in self.slack.doings:
            if other.user == self.user and other.until is None:
                other.until = doing.at
        self.slack.doings.append(doing)
        return doing

    def _notes(self, doing: Doing) -> None:
        which = doing.card or doing.visit or doing.patient
        self.rig.trace.note("desk", f"{doing.name}: {doing.what} {which} {doing.words}".rstrip())

    async def _hands_in(self, doing: Doing, work, *, hears: re.Pattern[str] | None = FINAL) -> Doing:
        """Take the last step, and wait for what comes of it: for words like these, or, after an offer, for none."""
        doing.sent = self.rig.clock.now()
        self._notes(doing)
        done = await work
        doing.acked = (done is not None and not (done.note or done.errors)) if isinstance(done, Seen | None) else done
        view = self.slack.window(self.user)
        doing.shown = " ".join(shown_in(view)) if isinstance(done, Seen) and view and view["callback_id"] in SAYS_WHY else ""
        if hears is not None and not doing.shown:
            await self._until(lambda: self._heard(doing, hears), HEARS_WITHIN_S)
        await self._closes()
        return doing

    def _heard(self, doing: Doing, words: re.Pattern[str]) -> list[Stood]:
        return [one for one in self.slack.whispers(self.user) if one.at >= doing.sent and words.search(one.text)]

    async def _types(self, line: str) -> bool:
        self.rig.trace.note("desk", f"{CLERK_OF[self.user]} types {line}")
        return await self.pretend.acts.command(self.user, FRONT_DESK, line) == ""

    async def _asks(self, line: str, button: str) -> Stood | None:
        """Type a command whose answer has a button."""
        before = len(self.slack.whispers(self.user))
        await self._types(line)
        return await self._until(lambda: self._told_with(button, before), OPENS_WITHIN_S)

    def _told_with(self, button: str, before: int) -> Stood | None:
        told = self.slack.whispers(self.user)[before:]
        return next((one for one in told if any(name.startswith(button) for name in one.elements())), None)

    async def _pushes(self, shown: Stood, button: str) -> bool:
        name = next(name for name in shown.elements() if name.startswith(button))
        return await self.pretend.acts.press(self.user, {"channel": FRONT_DESK, "ts": shown.ts}, name) == ""

    async def _window(self, wanted: str) -> dict[str, Any] | None:
        """Wait for that window. What another says instead is read, and closed."""

        def there() -> dict[str, Any] | None:
            view = self.slack.window(self.user)
            return view if view and view["callback_id"] in (wanted, *SAYS_WHY) else None

        view = await self._until(there, OPENS_WITHIN_S)
        if view is None or view["callback_id"] != wanted:
            await self._closes()
            return None
        return view

    async def _opens(self, line: str, wanted: str) -> dict[str, Any] | None:
        """Type what opens that window; what did not, is typed once more."""
        for _ in range(2):
            await self._types(line)
            if (view := await self._window(wanted)) is not None:
                return view
        return None

    async def _submits(self, given: dict[str, str]) -> Seen | None:
        """Submit the window on top; what fails is tried again as Slack suggests. None: it was no longer there."""
        view = self.slack.window(self.user)
        seen = None
        for _ in range(3):
            if view is None or self.slack.window(self.user) is not view:
                return seen
            fields = {b["block_id"]: b["element"]["action_id"] for b in view["blocks"] if b["type"] == "input"}
            try:
                seen = await self.pretend.modals.submit(self.user, {b: {fields[b]: v} for b, v in given.items()})
            except (CannotDo, KeyError):
                return seen
            if not seen.note:
                return seen
            await self._pause(1, 8)
        return seen

    async def _closes(self) -> None:
        if self.slack.window(self.user) is not None:
            await self.pretend.modals.close(self.user, everything=True)

    async def _until(self, there: Callable[[], T | None], seconds: float) -> T | None:
        """Look now and then, less often the longer it takes."""
        ends, wait = self.rig.clock.now() + timedelta(seconds=seconds), 0.5
        while not (found := there()):
            if self.rig.clock.now() >= ends:
                return None
            await asyncio.sleep(wait)
            wait = min(wait * 1.3, 10)
        return found

    async def _pause(self, least: float, most: float) -> None:
        await asyncio.sleep(self.random.uniform(least, most))

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


def _ahead(start: datetime, today: date) -> bool:
    return today < start.date() <= today + timedelta(days=60)


CLERK_OF = {JO: "Jo", PRIYA: "Priya", MARISOL: "Marisol"}


def clerks(rig: Rig, charts: list[Chart], random: Random) -> list[Clerk]:
    """One or two people at the desk; each may have a colleague beside them now and then."""
    here = random.sample((JO, PRIYA, MARISOL), random.choice((1, 2, 2)))
    return [
        Clerk(rig, user, charts, random, tuple(one for one in (JO, PRIYA) if one not in here) or (MARISOL,)) for user in here
    ]


__all__ = ["Clerk", "clerks"]
