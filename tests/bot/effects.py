"""For each kind of effect a piece of work, and how often it happened, as the stand-ins have it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from bot import inbox, work
from bot.attempts.table import KINDS
from bot.inbox import Conversation
from bot.office.changing import VisitChange
from bot.office.charts import ChartChange, NewChart
from bot.pretend.slack.people import FRONT_DESK, JO
from bot.room import ms
from bot.store import Commit, EffectRow, Turn
from bot.work import (
    BookWork,
    BreakWork,
    ChartChangeWork,
    ChartWork,
    CommlogWork,
    ConfirmWork,
    CreateWork,
    MarkWork,
    NoteWork,
    PlanWork,
    PostUpdateWork,
    PostWork,
    ScheduleWork,
    TextWork,
    UpdateWork,
    WhisperWork,
)
from flows.session import Session
from flows.words import BookAppointment, Patient
from tests.house import ANA

EFFECT = "e" * 32
MARKER = f"[{EFFECT[:10]}]"
CLEANING, HYGIENE, MAYA = 326, 3, 3
CHART = 1  # Ana's
WORDS = "The office is closed tomorrow."
CARD = 77  # one that has a thread in Slack, where the house has Slack


class Asking:
    """Puts effects into the house, and looks what became of them."""

    def __init__(self, town, openings):
        self.town, self.openings = town, openings
        self.room = next(iter(town.bot.rooms.values()))
        self.practice = self.room.practice.texting_number
        self.cid = self.room.store.conversation_id(self.practice, ANA)
        self.before = set(town.office.books.appointments._rows)

    @classmethod
    async def of(cls, town):
        room = next(iter(town.bot.rooms.values()))
        first = date(2026, 12, 7)
        found = room.office.openings(first, first + timedelta(days=4), def_num=CLEANING, new_patient=False)
        asking = cls(town, [opening async for opening in found])
        if room.place is not None:
            asking.thread = await asking.posted("A card")
            await room.store.remember_thread(CARD, FRONT_DESK, asking.thread)
        return asking

    async def posted(self, text):
        """Post a message as the app, and return its ts."""
        headers = {"Authorization": f"Bearer {self.town.keys.slack_bot_token}"}
        body = {"channel": FRONT_DESK, "text": text}
        return (await self.town.http.post("/api/chat.postMessage", headers=headers, json=body)).json()["ts"]

    def in_slack(self, fits):
        """How many messages of the front desk's channel are so."""
        return sum(map(fits, self.town.world.slack.workspace.messages[FRONT_DESK].values()))

    async def ask(self, todo, effect=EFFECT):
        """Have it carried out, as a turn of Ana's conversation would."""
        store, now = self.room.store, ms(self.town.clock.now())
        turn = await store.enter(self.cid, f"because of {effect}", b"{}", now)
        assert isinstance(turn, Turn)
        session = inbox.dump(Conversation(self.practice, ANA, Session(introduced=True)))
        row = EffectRow(
            id=effect, kind=work.kind_of(todo), payload=work.dump(todo), mutexes=KINDS[work.kind_of(todo)].locks(todo)
        )
        await store.commit(self.cid, turn.fence, Commit(session=session, version=turn.version, effects=(row,)), now)
        self.town.bot.desk._kick(store)

    async def settled(self, effect=EFFECT, within=timedelta(minutes=40)):
        """Wait until it ended, and until nothing that was sent can come true any more. Return how it ended."""
        began = self.town.clock.now()
        while (state := await self.room.store.effect(effect)).is_open:
            waited = self.town.clock.now() - began
            assert waited < within, f"still {state.state}"
            await asyncio.sleep(min(max(1, waited.total_seconds() // 10), 300))
        await self.town.office.finished()
        await asyncio.sleep(5)
        return state.state

    # --- what there is to look at --------------------------------------------------------------------------------------

    def visits(self, fits):
        return [v for v in self.town.office.books.appointments if v.AptNum not in self.before and fits(v)]

    def at(self, opening):
        """Ana's visits made since then that stand at this time."""
        start = opening.start.replace(tzinfo=None)
        return self.visits(lambda v: (v.PatNum, v.AptStatus, v.AptDateTime, v.Op) == (CHART, "Scheduled", start, HYGIENE))

    def changes(self, number, fits):
        """How often the row became so: a change that changes nothing leaves no trace."""
        rows = [h.Snapshot for h in self.town.office.books.histappointments if h.Snapshot.AptNum == number]
        return sum(fits(now) and not fits(was) for was, now in pairwise(rows))

    def booked_by_staff(self, place=0, patient=CHART):
        opening = self.openings[place]
        minutes = int((opening.end - opening.start) / timedelta(minutes=1))
        number = self.town.office.staff_books(patient, opening.start, minutes=minutes, operatory=HYGIENE, provider=MAYA)
        self.before.add(number)
        return number


@dataclass(frozen=True)
class Play:
    """One kind: what is asked for, and how often it has happened."""

    asks: object  # Asking -> work
    happened: object  # (Asking, work) -> int


def command(a, place=0):
    return BookAppointment(Patient(CHART, "Ana"), "cleaning", a.openings[place])


def now(a):
    return a.town.clock.now()


def asked(a):
    """What every change has: whose it is, and since when somebody waits."""
    return {"practice": a.practice, "conversation": a.cid, "asked_at": now(a)}


def text(a):
    return TextWork(a.practice, ANA, WORDS, a.cid, True, now(a) + timedelta(hours=9))


def move(a):
    number, was, then = a.booked_by_staff(), a.openings[0], a.openings[9]
    return UpdateWork(
        number,
        VisitChange(start=then.start, operatory=HYGIENE, provider=MAYA),
        VisitChange(start=was.start, operatory=HYGIENE, provider=MAYA),
        then.end - then.start,
        **asked(a),
    )


def planned_by_staff(a):
    books = a.town.office.books
    plan = next(v for v in books.appointments if v.AptStatus == "Planned")
    a.town.office.staff_changes(plan.AptNum, PatNum=CHART)
    return ScheduleWork(plan.AptNum, CHART, a.openings[0], **asked(a))


def somebody():
    return NewChart(first="Zoe", last="Quill", born=date(1990, 2, 3), phone="+15035550177", text_ok="Yes")


def texted(a, _):
    return sum(t.body == WORDS for t in a.town.carrier.phone(ANA) if t.direction == "received")


def moved(a, todo):
    start = todo.change.start.replace(tzinfo=None)
    return a.changes(todo.visit, lambda v: v.AptDateTime == start)


def confirmed(a, todo):
    return a.changes(todo.visit, lambda v: v.Confirmed == 21)


def broken(a, todo):
    lines = sum(c.PatNum == CHART and c.Note.startswith("Appt BROKEN") for c in a.town.office.books.commlogs)
    assert lines <= 1
    return a.changes(todo.visit, lambda v: v.AptStatus in ("Broken", "UnschedList"))


def noted(a, todo):
    return a.town.office.books.appointments.get(todo.visit).Note.count(MARKER)


def unsubscribed(a, _):
    return int(a.town.office.books.patients.get(CHART).TxtMsgOk == "No")


PLAYS = {
    "text": Play(text, texted),
    "book": Play(lambda a: BookWork(command=command(a), phone=ANA, **asked(a)), lambda a, t: len(a.at(t.opening))),
    "create": Play(lambda a: CreateWork(command=command(a), phone=ANA, **asked(a)), lambda a, t: len(a.at(t.opening))),
    "plan": Play(
        lambda a: PlanWork(CHART, "Crown, as agreed", appointment_type=15, **asked(a)),
        lambda a, _: len(a.visits(lambda v: (v.PatNum, v.AptStatus) == (CHART, "Planned") and MARKER in v.Note)),
    ),
    "schedule planned": Play(
        planned_by_staff, lambda a, t: len(a.visits(lambda v: (v.NextAptNum, v.AptStatus) == (t.plan, "Scheduled")))
    ),
    "update": Play(move, moved),
    "break": Play(lambda a: BreakWork(a.booked_by_staff(), a.openings[0].start, **asked(a)), broken),
    "confirm": Play(lambda a: ConfirmWork(a.booked_by_staff(), a.openings[0].start, "Confirmed", **asked(a)), confirmed),
    "note": Play(lambda a: NoteWork(a.booked_by_staff(), "Running ten minutes late", **asked(a)), noted),
    "chart": Play(
        lambda a: ChartWork(somebody(), **asked(a)),
        lambda a, _: sum((p.FName, p.LName) == ("Zoe", "Quill") for p in a.town.office.books.patients),
    ),
    "chart change": Play(lambda a: ChartChangeWork(a.practice, CHART, ChartChange(text_ok="No"), a.cid), unsubscribed),
    "commlog": Play(
        lambda a: CommlogWork(a.practice, CHART, f"Confirmed by text {MARKER}", datetime(2026, 12, 1, tzinfo=UTC), a.cid),
        lambda a, _: sum(MARKER in c.Note for c in a.town.office.books.commlogs),
    ),
    "post": Play(
        lambda a: PostWork(a.practice, FRONT_DESK, WORDS, card=CARD), lambda a, _: a.in_slack(lambda m: m["text"] == WORDS)
    ),
    "post update": Play(
        lambda a: PostUpdateWork(a.practice, CARD, WORDS), lambda a, _: a.in_slack(lambda m: m["text"] == WORDS)
    ),
    "mark": Play(
        lambda a: MarkWork(a.practice, FRONT_DESK, a.thread, "white_check_mark"),
        lambda a, _: a.in_slack(lambda m: any(r["users"] for r in m.get("reactions", ()))),
    ),
    # The same words a second time before one pair of eyes are no second deed.
    "whisper": Play(
        lambda a: WhisperWork(a.practice, FRONT_DESK, JO, WORDS, now(a) + timedelta(hours=9)),
        lambda a, _: int(any(w["text"] == WORDS for w in a.town.world.slack.workspace.whispers.values())),
    ),
}
