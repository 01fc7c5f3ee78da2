"""The buttons of a card. Each carries the card it is on and the state it was drawn for; the conversation decides, in its turn.

A press is durable before Slack has its ack. Of two at once the first counts; the other is told who was faster.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot import cards
from bot.cards import Card, threads
from bot.channels.slack import blocks
from bot.channels.slack.blocks import Said
from bot.channels.slack.inbound import Message, Press
from bot.frontdesk.table import At
from bot.inbox import Did
from bot.store import KeptCard

_ACTS: tuple[Did, ...] = ("take", "give_back", "resolve", "called", "undo", "show", "reassign")
ACTS: Mapping[str, Did] = {act: act for act in _ACTS}
VALUE = re.compile(r"([0-9]{1,9})\.([0-9a-f]{12})(?:\.([UW][A-Z0-9]{6,}))?")
WATCHED_FOR, LOOKED_AT_EVERY = timedelta(seconds=5), timedelta(milliseconds=100)
STAYS_HERE = "//"


@dataclass(frozen=True)
class Meant:
    """What a button says of itself."""

    card: int
    drawn: str
    to: str = ""  # whom it is given to


def meant(value: str) -> Meant | None:
    """Read a button's value. None: it is not one of ours."""
    found = VALUE.fullmatch(value)
    return Meant(int(found[1]), found[2], found[3] or "") if found else None


@dataclass(frozen=True)
class Pressed:
    """A press that the conversation has taken in; whether it counted shows once its turn is over."""

    at: At
    press: Press
    act: Did
    number: int
    version: int  # the card's, before

    async def watch(self) -> None:
        """Tell whoever pressed, if it did not count: what the card had become, and by whom."""
        store, clock = self.at.room.store, self.at.clock
        until = clock.now() + WATCHED_FOR
        found: KeptCard | None = None
        while clock.now() < until:
            found = await store.card(self.number)
            if found is None or found.version != self.version:
                break
            await clock.sleep(LOOKED_AT_EVERY)
        card = cards.load(found.payload) if found else None
        if card is None or self.act == "show" or self._counted(card):
            return
        await self.at.answer(self.press.response_url, threads.note(f"That card had changed. {threads.deed(card)}"))

    def _counted(self, card: Card) -> bool:
        return card.last is not None and (card.last.act, card.last.by) == (self.act, self.at.staff.name)


async def press_card(at: At, press: Press, act: Did, what: Meant) -> Pressed | None:
    """Have that done to the card. None: there is no such card."""
    found = await at.room.store.card(what.card)
    if found is None:
        return None
    to = at.file.member(what.to) if what.to else None
    if act == "reassign" and (to is None or not to.may("act")):
        return None
    name = to.name if to else ""
    card = await at.desk.act(at.room, what.card, act, by=at.staff.name, text="", token=press.id, drawn=what.drawn, to=name)
    return Pressed(at, press, act, what.card, found.version) if card else None


async def read_and_answer(at: At, press: Press) -> None:
    """Whisper a link to the page, for this person alone."""
    what = meant(press.value)
    card = await card_of(at, what.card) if what else None
    if card is None:
        await at.answer(press.response_url, threads.note("There is no such card any more."))
        return
    url = await at.link(card.conversation)
    text = "Only you can see this. The link works once, for five minutes."
    button = blocks.button("Open the conversation", "card:opened", str(card.number), style="primary", url=url)
    said = Said(f"Card {card.number}: a link for you", (blocks.section(blocks.plain(text)), blocks.actions(button)))
    await at.answer(press.response_url, said)


async def answer_in_thread(at: At, message: Message) -> None:
    """Text what was written in a card's thread. Whether it can be, its conversation decides in its turn."""
    number = await at.room.store.card_of_thread(message.channel, message.thread_ts)
    card = await card_of(at, number) if number is not None else None
    if card is None or message.mentions or message.text.startswith(STAYS_HERE) or not message.text.strip():
        return
    await at.desk.act(at.room, card.number, "answer", by=at.staff.name, text=message.text, token=message.id, at=message.ts)


async def card_of(at: At, number: int) -> Card | None:
    """Return the card, if it is this practice's."""
    found = await at.room.store.card(number)
    card = cards.load(found.payload) if found else None
    return card if card and card.practice == at.room.practice.texting_number else None
