"""What one turn has to say in Slack: gathered while it runs, turned into posts when it is committed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from msgspec.structs import replace

from bot.cards import Card, threads
from bot.channels.slack.blocks import Said
from bot.inbox import Conversation, Spoken
from bot.room import Place
from bot.work import MarkWork, PostUpdateWork, PostWork
from flows.words import Practice

Posting = tuple[str, PostWork | PostUpdateWork | MarkWork, str]  # its identity, what, and in whose lane


@dataclass
class Board:
    """Says nothing where Slack is not set up. `why` is the event of the turn."""

    place: Place | None
    practice: Practice
    why: str
    now: datetime
    notes: list[tuple[Card, Said, bool]] = field(default_factory=list)
    texts: list[Spoken] = field(default_factory=list)  # of this turn, to be shown where words may stand

    def note(self, card: Card, text: str) -> None:
        self.notes.append((card, threads.note(text), False))

    def call(self, card: Card) -> None:
        """Nobody has taken it: call whoever is on duty."""
        if self.place is not None:
            self.notes.append((card, threads.still_open(card, self.place.file), True))

    def mark_of(self, card: Card, text: str) -> str:
        """Note it, and return by what the note will be found to be marked. "": there is no Slack."""
        if self.place is None:
            return ""
        self.note(card, text)
        return threads.says(card, "", threads.note(text), self.why, self.now)[0]

    def postings(self, changed: dict[int, Card], current: Card | None, kept: Conversation) -> Iterator[Posting]:
        """Turn it into posts: the cards first, then what is said in their threads. Notes in `changed` which were begun."""
        if self.place is None:
            return
        channel = self.place.channel
        begun = {number for number, card in changed.items() if not card.posted}
        for card in list(changed.values()):
            drawing = threads.Drawing(card, kept, self.practice, self.place.file, self.now)
            made = threads.redrawn(drawing, self.why) if card.posted else threads.begins(drawing, channel)
            changed[card.number] = replace(card, posted=True)
            yield *made, threads.lane(card)
        for card, said, aloud in self.notes:
            yield *threads.says(card, channel, said, self.why, self.now, aloud=aloud), threads.lane(card)
        talk = self._talk(current, kept, begun) if current is not None and current.state != "resolved" else None
        if current is not None and talk is not None:
            yield *threads.says(current, channel, talk, self.why, self.now), threads.lane(current)

    def _talk(self, card: Card, kept: Conversation, begun: Collection[int]) -> Said | None:
        """The new texts, where words may stand; elsewhere that there are some, for whoever has the card."""
        assert self.place is not None
        if self.place.full:
            texts = kept.talk if card.number in begun else self.texts
            return threads.talk(texts, self.practice) if texts else None
        waits = card.state == "taken" and any(text.by == "patient" for text in self.texts)
        return threads.wrote_again(card, self.place.file) if waits else None
