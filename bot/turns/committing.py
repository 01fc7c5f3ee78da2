"""What one turn will have changed: gathered while it runs, written by one COMMIT."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

import structlog
from msgspec.structs import replace

from bot import cards, inbox, logs, metrics
from bot.attempts.table import KINDS
from bot.cards import Card
from bot.cards.board import Board
from bot.inbox import Broken, Conversation, Entry, Spoken, Text
from bot.room import Room, ms
from bot.store import Commit, EffectRow, Timer, Turn
from bot.store.journal import Record
from bot.turns import late, raising, staff_words
from bot.turns.orders import Order, work_of
from bot.work import ANSWER_STANDS, CONFIRMATION_STANDS, Answering, AskedAbout, TextWork, WhisperWork, Work, dump, kind_of
from flows import engine, say
from flows.say import Line, render
from flows.session import DeskAsked, Session
from flows.words import (
    E164,
    Awaited,
    ChangeChart,
    Command,
    Effects,
    Event,
    Kind,
    OptIn,
    OptOut,
    RaiseCard,
    Send,
    Wake,
)

log = structlog.get_logger()

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
    whispers: list[str] = field(default_factory=list)  # to whoever at the desk asked
    effects: list[EffectRow] = field(default_factory=list)
    cards: dict[int, Card] = field(default_factory=dict)
    timers: list[Timer] = field(default_factory=list)
    audit: list[dict[str, str]] = field(default_factory=list)
    opt_out: bool | None = None
    last_word: bool = False  # this text confirms an opt-out: the one that may still leave
    forgets: bool = False  # nothing is left here to be forgotten later
    settles: bool = False  # this text tells how a booking ended: it must arrive
    asks: tuple[AskedAbout, ...] = ()  # this text asks whether they will come
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        self.board = Board(self.room.place, self.room.practice, self.entry.id, self.now)
        if isinstance(self.entry, Text) and self.entry.phone not in self.room.practice.alert_numbers:
            self._spoken(Spoken(self.entry.at, "patient", self.entry.body))

    @property
    def number(self) -> E164:
        """The practice's texting number."""
        return self.room.practice.texting_number

    # --- what the turns gave -----------------------------------------------------------------------------------------

    def took(self, event: Event | DeskAsked, after: engine.Turn) -> None:
        """Note what one turn said, and the session as it left it."""
        if after.session.staff is not None:
            self.kept = replace(self.kept, session=after.session)
            self.whispers.extend(staff_words.told(event, after, self.room.practice))
            return
        if self.kept.anew and after.replies:
            self.kept = replace(self.kept, anew=False)
            after = late.begun_anew(after)
        self._session(after.session)
        self.says(after.replies)
        metrics.TURNS.labels(type(event).__name__).inc()

    def says(self, lines: tuple[Line, ...]) -> None:
        self.lines.extend(lines)
        self.settles = self.settles or any(line.key in say.SETTLING for line in lines)
        if isinstance(self.entry, inbox.Asking) and any(line.key in say.ASKING for line in lines):
            self.asks = tuple(AskedAbout(v.number, v.start, v.marked) for v in self.entry.visits)

    def _session(self, session: Session) -> None:
        """Whoever hands a conversation over sets the time at which it comes back by itself; giving it back ends that."""
        if session.with_person != self.kept.session.with_person:
            at = ms(cards.give_back_at(self.room.practice, self.now)) if session.with_person else None
            self.timers.append(Timer("give back", at))
        self.kept = replace(self.kept, session=session)

    async def do(self, command: Command) -> None:
        """Gather one command that is not a read."""
        match command:
            case Send(id=token, effect=effect):
                self._order(token, effect)
            case RaiseCard(kind):
                await raising.raise_card(self, kind)
            case OptOut() | OptIn():
                self.opt_out = isinstance(command, OptOut)
                self.last_word = self.opt_out
                self.timers.append(Timer(inbox.CHARTS, ms(self.now)))
                self.note("opted out" if self.opt_out else "opted in")
            case Wake(name, after):
                self.timers.append(Timer(name, ms(self.now + after)))

    async def hand_over(self, kind: Kind) -> None:
        """Leave the conversation to a person, and say so."""
        session = self.kept.session
        if not session.introduced:
            self.lines.append(say.introduction())
        self._session(replace(session, with_person=True, introduced=True, asked=None, misses=0))
        self.lines.append(say.handing_over())
        await self.do(RaiseCard(kind))

    def say(self, body: str, *, by: str = "", answers: Answering | None = None) -> None:
        """Text what a person wrote, or what is not the flows' to word."""
        self._text("said", body, by=by, answers=answers)

    def say_again(self, body: str) -> None:
        """Text once more what had to arrive and did not."""
        self.settles = True
        self._text("again", body, again=True)

    # --- what is written ---------------------------------------------------------------------------------------------

    async def finish(self) -> None:
        """Word the reply, and turn what there is to say in Slack into effects: last, for a card is drawn as it is then."""
        if self.lines:
            lang = self.kept.session.lang
            worded = (render(line, lang, self.room.practice, self.now) for line in self.lines)
            self._text("reply", " ".join(worded))
        if self.room.place is None:
            return
        card, before, were = await raising.newest(self), len(self.effects), dict(self.cards)
        try:
            for token, work, lane in self.board.postings(self.cards, card, self.kept):
                self.carry_out(token, work, lane=lane)
        except Exception as error:  # what cannot be drawn must not keep the patient from being answered
            del self.effects[before:]
            self.cards = were
            log.error("slack", what="not drawn", error=type(error).__name__, where=logs.where(error))

    async def forget(self) -> None:
        """Forget what was said; what is still open here keeps it for another while."""
        if self.kept.session.with_person or self.kept.session.out or await raising.open_card(self) is not None:
            return
        self.kept = inbox.forgotten(self.kept)
        self.forgets = True

    def commit(self) -> Commit:
        """Return the whole change of this turn, for the store's one script."""
        if not self.forgets:
            self.timers.append(Timer(inbox.FORGET, ms(self.now + self.room.practice.rules.forget_after)))
        self._whisper()
        self.note("turn")
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

    def _spoken(self, text: Spoken) -> None:
        self.kept = inbox.spoken(self.kept, text)
        self.board.texts.append(text)

    def _text(self, place: str, body: str, *, by: str = "", answers: Answering | None = None, again: bool = False) -> None:
        # Other words are another text: after a loss of the store the same event may be answered anew, and otherwise.
        token = sha256(f"{self.entry.id}|{place}|{body}".encode()).hexdigest()[:32]
        until = self.now + (CONFIRMATION_STANDS if self.settles else ANSWER_STANDS)
        text = body[:LONGEST_TEXT]
        work = TextWork(self.number, self.kept.phone, text, self.cid, self.settles, until, self.asks, answers, again)
        if not (isinstance(self.entry, inbox.Desk) and self.entry.at_message and by):  # that one stands in Slack already
            self._spoken(Spoken(self.now, by, text))
        else:
            self.kept = inbox.spoken(self.kept, Spoken(self.now, by, text))
        self.carry_out(token, work, lane=self.cid, to=None if self.last_word else self.kept.phone)

    def _whisper(self) -> None:
        """Tell whoever at the desk asked, and nobody else, how it stands."""
        staff, text = self.kept.session.staff, " ".join(self.whispers)
        if staff is None or not text:
            return
        token = sha256(f"{self.entry.id}|whisper|{text}".encode()).hexdigest()[:32]
        self.carry_out(token, WhisperWork(self.number, staff.channel, staff.user, text, self.now + ANSWER_STANDS))

    def _order(self, token: str, effect: Effects) -> None:
        if isinstance(effect, ChangeChart) and effect.lang and not self.room.practice.rules.keep_language:
            return
        session = self.kept.session
        order = Order(
            token,
            effect,
            self.room.practice,
            self.cid,
            self.kept.phone,
            session.lang,
            self.now,
            staff=session.staff.name if session.staff else "",
        )
        self.carry_out(token, work_of(order))
        if isinstance(effect, Awaited):
            self.note(f"{kind_of(work_of(order))} asked for")

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

    def note(self, what: str, *, who: str = "") -> None:
        self.audit.append({"what": what, "who": who or ("patient" if isinstance(self.entry, Text) else "chairside")})
