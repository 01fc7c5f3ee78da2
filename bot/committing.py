"""What one turn will have changed: gathered while it runs, written by one COMMIT."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

import structlog
from msgspec.structs import replace

from bot import cards, inbox, late, metrics
from bot.attempts.table import KINDS
from bot.cards import Card
from bot.inbox import Broken, Conversation, Entry, Text
from bot.journal import Record
from bot.room import Room, ms
from bot.store import Commit, EffectRow, Timer, Turn, Unreadable
from bot.work import BookWork, CommlogWork, CreateWork, TextWork, Work, dump, kind_of
from flows import engine, say
from flows.say import Line, render
from flows.session import Session
from flows.words import (
    E164,
    BookAppointment,
    Command,
    DeskDid,
    Event,
    Kind,
    OptIn,
    OptOut,
    RaiseCard,
    Send,
    Wake,
    WriteCommlog,
)

log = structlog.get_logger()

_DID: dict[inbox.Act, Literal["took", "gave back", "resolved"]] = {
    "take": "took",
    "answer": "took",
    "give_back": "gave back",
    "resolve": "resolved",
}
OTHER_HALF_WITHIN = timedelta(seconds=2)
FLOOD, FLOOD_WITHIN = 30, timedelta(minutes=10)
ANSWER_STANDS = timedelta(hours=4)  # an answer the carrier cannot deliver by then is no answer any more
CONFIRMATION_STANDS = timedelta(hours=10)  # the longest the carrier keeps trying
LONGEST_TEXT = 1600  # the carrier refuses more


@dataclass
class Committing:
    """Gathers replies, effects, cards, timers and audit of one inbox entry."""

    room: Room
    cid: str
    kept: Conversation
    entry: Entry | Broken
    held: Turn
    now: datetime
    acks: int = 1  # how many of the waiting entries this one stands for
    aside: bool = False  # it could not be handled: kept for whoever looks for the fault
    lines: list[Line] = field(default_factory=list)
    effects: list[EffectRow] = field(default_factory=list)
    cards: dict[int, Card] = field(default_factory=dict)
    timers: list[Timer] = field(default_factory=list)
    audit: list[dict[str, str]] = field(default_factory=list)
    opt_out: bool | None = None
    last_word: bool = False  # this text confirms an opt-out: the one that may still leave
    settles: bool = False  # this text tells how a booking ended: it must arrive

    @property
    def number(self) -> E164:
        """The practice's texting number."""
        return self.room.practice.texting_number

    # --- what the turns gave -----------------------------------------------------------------------------------------

    def took(self, event: Event, after: engine.Turn) -> None:
        """Note what one turn said, and the session as it left it."""
        if self.kept.anew and after.replies:
            self.kept = replace(self.kept, anew=False)
            after = late.begun_anew(after)
        self._session(after.session)
        self.says(after.replies)
        metrics.TURNS.labels(type(event).__name__).inc()

    def says(self, lines: tuple[Line, ...]) -> None:
        self.lines.extend(lines)
        self.settles = self.settles or any(line.key in ("booked", "could_not_confirm", "withdrawn") for line in lines)

    def _session(self, session: Session) -> None:
        """Whoever hands a conversation over sets the time at which it comes back by itself; giving it back ends that."""
        if session.with_person != self.kept.session.with_person:
            at = ms(cards.give_back_at(self.room.practice, self.now)) if session.with_person else None
            self.timers.append(Timer("give back", at))
        self.kept = replace(self.kept, session=session)

    async def do(self, command: Command) -> None:
        """Gather one command that is not a read."""
        match command:
            case Send(id=token, effect=BookAppointment() as effect):
                self._book(token, effect)
            case Send(id=token, effect=WriteCommlog(patient, note)):
                marked = f"{note} [{token[:10]}]"
                self.carry_out(token, CommlogWork(self.number, patient, marked, self.now, self.cid))
            case RaiseCard(kind):
                await self._raise(kind)
            case OptOut() | OptIn():
                self.opt_out = isinstance(command, OptOut)
                self.last_word = self.opt_out
                self._note("opted out" if self.opt_out else "opted in")
            case Wake(name, after):
                self.timers.append(Timer(name, ms(self.now + after)))

    async def desk(self, entry: inbox.Desk) -> Event | None:
        """Take in what a person at the desk did to the card. None: it was settled before, so the flows need not know."""
        self._note(f"desk {entry.act}", who=entry.by)
        if entry.act == "answer":
            self.say(entry.body)
        card = await self._open_card()
        if card is None or card.number != entry.card:
            return None
        self.cards[card.number] = cards.after(card, entry.act, entry.by)
        return DeskDid(id=entry.id, at=entry.at, what=_DID[entry.act])

    async def hand_over(self, kind: Kind) -> None:
        """Leave the conversation to a person, and say so."""
        session = self.kept.session
        if not session.introduced:
            self.lines.append(say.introduction())
        self._session(replace(session, with_person=True, introduced=True, asked=None, misses=0))
        self.lines.append(say.handing_over())
        await self.do(RaiseCard(kind))

    def say(self, body: str) -> None:
        """Text what a person wrote, or what is not the flows' to word."""
        self._text("said", body)

    # --- texts in parts, and too many of them --------------------------------------------------------------------------

    def wait_for_the_other_half(self, text: Text) -> None:
        """Keep a text that seems unfinished for a moment; nothing is said yet."""
        self.kept = replace(self.kept, half=text)
        self.timers.append(Timer(inbox.OTHER_HALF, ms(self.now + OTHER_HALF_WITHIN)))

    def other_half(self) -> Text | None:
        """Return the text that was kept, if one was, and keep it no longer."""
        half = self.kept.half
        if half is not None:
            self.kept = replace(self.kept, half=None)
            self.timers.append(Timer(inbox.OTHER_HALF, None))
        return half

    async def too_many(self) -> bool:
        """Count the texts of this phone. One that does not stop, another robot perhaps, is left to a person, and told once.

        What cannot wait (an emergency, an opt-out) is still heard: whoever has been told is with a person, not cut off.
        """
        since, texts = self.kept.since, self.kept.texts
        if since is None or self.now - since > FLOOD_WITHIN:
            since, texts = self.now, 0
        self.kept = replace(self.kept, since=since, texts=texts + self.acks)
        if texts < FLOOD or self.kept.session.with_person:
            return False
        await self.hand_over(Kind.FLOOD)
        return True

    # --- what is written ---------------------------------------------------------------------------------------------

    def commit(self) -> Commit:
        """Return the whole change of this turn, for the store's one script."""
        if self.lines:
            lang = self.kept.session.lang
            worded = (render(line, lang, self.room.practice, self.now) for line in self.lines)
            self._text("reply", " ".join(worded))
        self._note("turn")
        return Commit(
            session=inbox.dump(self.kept),
            version=self.held.version,
            acks=self.acks,
            aside=self.aside,
            effects=tuple(self.effects),
            timers=tuple(self.timers),
            cards=tuple((card.number, cards.dump(card), card.state) for card in self.cards.values()),
            audit=tuple(self.audit),
            opt_out=None if self.opt_out is None else (self.room.store.phone_digest(self.kept.phone), self.opt_out),
        )

    def journal(self, now: int) -> None:
        """Write down an opt-out, or its end, before the store is told: what that may lose must stand elsewhere.

        A disk that is full keeps nobody from being heard: then it stands in the store alone, and the operator is told.
        """
        if self.opt_out is None:
            return
        tag, phone = self.room.store.tag, self.room.store.phone_digest(self.kept.phone)
        try:
            self.room.journal.write(Record(tag, self.number, phone, self.opt_out, now, self._why()))
        except OSError as error:
            metrics.JOURNAL_FAILED.inc()
            log.error("journal", error=type(error).__name__, why="a stop is in the store alone: is the disk full")

    def _why(self) -> str:
        match self.entry:
            case Text(keyword=word) if word:
                return f"texted {word}"
            case Text():
                return "texted it in other words"
            case _:
                return "the carrier says so"

    def _text(self, place: str, body: str) -> None:
        token = sha256(f"{self.entry.id}|{place}".encode()).hexdigest()[:32]
        until = self.now + (CONFIRMATION_STANDS if self.settles else ANSWER_STANDS)
        work = TextWork(self.number, self.kept.phone, body[:LONGEST_TEXT], self.cid, self.settles, until)
        self.carry_out(token, work, lane=self.cid, to=None if self.last_word else self.kept.phone)

    def _book(self, token: str, effect: BookAppointment) -> None:
        making = CreateWork if self.room.practice.booking == "slots" else BookWork
        self.carry_out(token, making(self.number, effect, self.cid, self.now, self.kept.phone, self.kept.session.lang))
        self._note("booking asked for")

    def carry_out(self, token: str, work: Work, *, lane: str | None = None, to: E164 | None = None) -> None:
        """Have this done, once: what it is, and what it keeps others from, the table says."""
        kind = kind_of(work)
        self.effects.append(
            EffectRow(
                id=token,
                kind=kind,
                payload=dump(work),
                lane=lane,
                mutexes=KINDS[kind].locks(work),
                to_digest=self.room.store.phone_digest(to) if to else None,
            )
        )

    async def _raise(self, kind: Kind) -> None:
        """One open card a conversation: a new reason is written onto it if it is more urgent."""
        card = await self._open_card()
        if card is None:
            number = await self.room.store.next_card_number()
            card = Card(number, kind, self.cid, self.number, self.kept.phone, self.now)
        elif (raised := cards.more_urgent(card, kind)) is not None:
            card = raised
        else:
            return
        self.kept = replace(self.kept, card=card.number)
        self.cards[card.number] = card
        metrics.CARDS.labels(kind.value).inc()
        self._note("card raised")
        for number_to_alert in self.room.practice.alert_numbers:
            self._alert(card, number_to_alert)

    def _alert(self, card: Card, to: E164) -> None:
        token = sha256(f"{self.entry.id}|alert|{to}|{card.kind}".encode()).hexdigest()[:32]
        lane = sha256(f"alert|{to}".encode()).hexdigest()[:32]
        body = cards.alert(card)
        work = TextWork(self.number, to, body, "", settles=False, until=self.now + CONFIRMATION_STANDS)
        self.carry_out(token, work, lane=lane, to=to)

    async def _open_card(self) -> Card | None:
        if self.kept.card is None:
            return None
        if self.kept.card in self.cards:
            return self.cards[self.kept.card]
        try:
            found = await self.room.store.card(self.kept.card)
            card = cards.load(found.payload) if found else None
        except (Unreadable, ValueError):
            return None  # one that cannot be read must not keep a person from being called
        return card if card and card.state != "resolved" else None

    def _note(self, what: str, *, who: str = "") -> None:
        self.audit.append({"what": what, "who": who or ("patient" if isinstance(self.entry, Text) else "chairside")})
