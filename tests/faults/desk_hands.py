"""One pair of hands in Slack: they type, press, fill in windows and read pages, and wait until they know what came of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

import httpx

from bot.pretend.slack import CannotDo
from bot.pretend.slack.modals import Seen
from bot.pretend.slack.people import FRONT_DESK
from tests.faults.desk_words import FINAL
from tests.faults.rig import Rig
from tests.faults.slack_town import CLERKS, Doing, Stood, shown_in

T = TypeVar("T")
TOLD, REFUSED = "desk_told", "refused"  # the windows that say why not
HEARS_WITHIN_S = 16 * 60  # longer than an effect may take until it is given up
OPENS_WITHIN_S = 45


class Hands:
    """What one member of the staff does with Slack open, step by step. Wishes they have none: those are the clerk's."""

    def __init__(self, rig: Rig, user: str, random: Random) -> None:
        assert rig.slack is not None, "a desk that works in Slack has one"
        self.rig, self.slack, self.user, self.random = rig, rig.slack, user, random
        self.pretend = rig.slack.pretend

    # --- one thing from its beginning to its end ---------------------------------------------------------------------

    def begins(self, what: str, **more: Any) -> Doing:
        doing = Doing(self.user, what, self.rig.clock.now(), **more)
        for other in self.slack.doings:
            if other.user == self.user and other.until is None:
                other.until = doing.at
        self.slack.doings.append(doing)
        return doing

    def traces(self, doing: Doing) -> None:
        which = doing.card or doing.visit or doing.patient
        self.rig.trace.note("desk", f"{doing.name}: {doing.what} {which} {doing.words}".rstrip())

    async def hands_in(self, doing: Doing, work, *, hears: re.Pattern[str] | None = FINAL) -> Doing:
        """Take the last step, and wait for what comes of it: for words like these, or, after an offer, for none."""
        doing.sent = self.rig.clock.now()
        self.traces(doing)
        done = await work
        doing.acked = (done is not None and not (done.note or done.errors)) if isinstance(done, Seen | None) else done
        view = self.slack.window(self.user)
        says_why = view is not None and isinstance(done, Seen) and view["callback_id"] in (TOLD, REFUSED)
        doing.shown = " ".join(shown_in(view)) if says_why else ""
        if hears is not None and not doing.shown:
            await self.until(lambda: self._heard(doing, hears), HEARS_WITHIN_S)
        await self.closes()
        return doing

    def _heard(self, doing: Doing, words: re.Pattern[str]) -> list[Stood]:
        return [one for one in self.slack.whispers(self.user) if one.at >= doing.sent and words.search(one.text)]

    # --- step by step -------------------------------------------------------------------------------------------------

    async def types(self, line: str) -> bool:
        self.rig.trace.note("desk", f"{CLERKS[self.user]} types {line}")
        return await self.pretend.acts.command(self.user, FRONT_DESK, line) == ""

    async def asks(self, line: str, button: str) -> Stood | None:
        """Type a command whose answer has a button."""
        before = len(self.slack.whispers(self.user))
        await self.types(line)
        return await self.until(lambda: self.told_with(button, before), OPENS_WITHIN_S)

    def told_with(self, button: str, before: int) -> Stood | None:
        told = self.slack.whispers(self.user)[before:]
        return next((one for one in told if any(name.startswith(button) for name in one.elements())), None)

    async def pushes(self, shown: Stood, button: str) -> bool:
        name = next(name for name in shown.elements() if name.startswith(button))
        return await self.pretend.acts.press(self.user, {"channel": FRONT_DESK, "ts": shown.ts}, name) == ""

    async def window(self, wanted: str) -> dict[str, Any] | None:
        """Wait for that window. What another says instead is read, and closed."""

        def there() -> dict[str, Any] | None:
            view = self.slack.window(self.user)
            return view if view and view["callback_id"] in (wanted, TOLD, REFUSED) else None

        view = await self.until(there, OPENS_WITHIN_S)
        if view is None or view["callback_id"] != wanted:
            await self.closes()
            return None
        return view

    async def opens(self, line: str, wanted: str) -> dict[str, Any] | None:
        """Type what opens that window; what did not, is typed once more."""
        for _ in range(2):
            await self.types(line)
            if (view := await self.window(wanted)) is not None:
                return view
        return None

    async def submits(self, given: dict[str, str]) -> Seen | None:
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
            await self.pause(1, 8)
        return seen

    async def closes(self) -> None:
        if self.slack.window(self.user) is not None:
            await self.pretend.modals.close(self.user, everything=True)

    async def until(self, there: Callable[[], T | None], seconds: float) -> T | None:
        """Look now and then, less often the longer it takes."""
        ends, wait = self.rig.clock.now() + timedelta(seconds=seconds), 0.5
        while not (found := there()):
            if self.rig.clock.now() >= ends:
                return None
            await asyncio.sleep(wait)
            wait = min(wait * 1.3, 10)
        return found

    async def pause(self, least: float, most: float) -> None:
        await asyncio.sleep(self.random.uniform(least, most))

    async def presses_card(self, doing: Doing, seen: Stood, name: str) -> None:
        """Press a button of a card as it stood there."""
        element = seen.elements()[name]
        value = None
        if name == "card:reassign":
            value = self.random.choice(element["options"])["value"]
        doing.drawn = (value or element["value"]).split(".")[1]
        doing.sent = self.rig.clock.now()
        self.traces(doing)
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

    async def browses(self, path: str, **form: str) -> str:
        for _ in range(4):
            try:
                answer = await (self.rig.http.post(path, data=form) if form else self.rig.http.get(path))
            except httpx.HTTPError:
                await self.pause(2, 20)
                continue
            if answer.status_code < 500:
                return answer.text
            await self.pause(2, 20)
        return ""
