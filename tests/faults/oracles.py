"""Judge one seed by what is left in the world: the office's book and its history, the phones, what crossed the carrier's wire.

Nothing here looks into the bot or its store, except at what the desk is shown, and that only to excuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.pretend.carrier import Text
from bot.pretend.carrier.keywords import keyword
from bot.pretend.office.tables import Appointment
from tests.faults import changes
from tests.faults.chairs import in_two_chairs
from tests.faults.desk_spells import by_desk, left, took
from tests.faults.handset import READ_BACKS, TO_A_PERSON, is_yes, read
from tests.faults.rig import Rig
from tests.faults.script import Chart
from tests.faults.settings import KEYS
from tests.faults.witness import BY_BOT, BY_STAFF, Witness, means_stop, wall

SECOND = timedelta(seconds=1)
OF_THE_OFFICE = "Appt BROKEN for"  # its own line for each break, also when one was taken back and broken again
LOST = ("undelivered", "failed")  # what the carrier could not deliver: nobody has heard it
SAY_NO = ("just_taken", "office_away", "dropped")
FED_IN_WITHIN = timedelta(minutes=8)  # a text whose webhook was lost is found in the carrier's list
TAKES_EFFECT = timedelta(seconds=60)  # an opt-out in plain words has to be read first


@dataclass(frozen=True)
class Violation:
    """A guarantee that did not hold: which, and where to look."""

    of: str
    what: str


GUARANTEES = (
    "double booking",  # G1
    "two chairs",  # one patient, beside a visit of their own
    "false yes",  # G2
    "false no",  # G3
    "unanswered",  # G4
    "answered twice",  # G5
    "lost confirmation",  # G6
    "no clear yes",  # G7
    "text after stop",  # G8
    "written twice",  # a line in a chart
    "staff's visit",  # changed by the bot
    "asked twice",  # our own question whether they will come
    "two charts",  # of one person
    "broke down",  # an exception where none belongs
)


def judge(rig: Rig, charts: list[Chart], cards: list[dict], answers_within: timedelta) -> list[Violation]:
    """Return what did not hold. The world must have come to rest."""
    found = [Violation("broke down", what) for what in rig.failures()]
    found += _doubled(rig)
    found += [Violation("two chairs", what) for what in in_two_chairs(rig)]
    found += _twice(rig)
    found += _meddled(rig)
    for chart in charts:
        witness = Witness(rig, chart, answers_within)
        has_card = any(card["phone"] == chart.phone for card in cards) or _alerted(rig, chart.phone)
        for check in (_false_yes, _false_no, _consent, _after_stop, _too_many):
            found += check(witness)
        found += _unanswered(witness, has_card)
        found += _lost(witness, has_card)
        for of, what in (
            ("no clear yes", changes.without_a_yes(witness)),
            ("false yes", changes.false_words(witness)),
            ("false no", changes.nobody_changed_it(witness)),
            ("lost confirmation", changes.never_told(witness, has_card)),
            ("asked twice", changes.asked_twice(witness)),
            ("two charts", changes.two_charts(witness)),
        ):
            found += [Violation(of, one) for one in what]
    return found


def _alerted(rig: Rig, phone: str) -> bool:
    return any(phone in text.body for text in rig.carrier.phone(KEYS.staff_number) if text.direction == "received")


# --- the book --------------------------------------------------------------------------------------------------------


def _doubled(rig: Rig) -> Iterator[Violation]:
    """At no time: a sweep that repairs it later is for an office that is later than it may be, and here none is."""
    rows = list(rig.office.books.histappointments)[rig.old_history :]
    made = [r for r in rows if r.ApptSource in (*BY_BOT, "Desk") and (r.HistApptAction == "Created" or _has_moved(rig, r))]
    for n, row in enumerate(made):
        others = {before.Snapshot.AptNum for before in made[:n]} - {row.Snapshot.AptNum}
        for other in (_as_it_stood(rows, number, row) for number in sorted(others)):
            # Whoever at the desk gives one patient two chairs at once sees the book, and means it.
            meant = other is not None and row.ApptSource == "Desk" and other.Op != row.Snapshot.Op
            if other is not None and not meant and _collide(other, row.Snapshot):
                when = f"{row.Snapshot.AptDateTime:%a %d %b %H:%M}"
                yield Violation("double booking", f"visits {other.AptNum} and {row.Snapshot.AptNum}, {when}")


def _has_moved(rig: Rig, row) -> bool:
    before = [r for r in rig.office.books.histappointments if r.Snapshot.AptNum == row.Snapshot.AptNum]
    was = [r.Snapshot for r in before if r.HistApptNum < row.HistApptNum]
    return bool(was) and (was[-1].AptDateTime, was[-1].Op) != (row.Snapshot.AptDateTime, row.Snapshot.Op) and _stands(row)


def _stands(row) -> bool:
    return row.Snapshot.AptStatus == "Scheduled"


def _as_it_stood(rows: list, number: int, until) -> Appointment | None:
    """The visit as it was when that other row was written; None: staff had touched it, or it was no longer there."""
    before = [r for r in rows if r.Snapshot.AptNum == number and r.HistApptNum < until.HistApptNum]
    if not before or before[-1].ApptSource == "Default" or before[-1].Snapshot.AptStatus != "Scheduled":
        return None
    return before[-1].Snapshot


def _collide(one: Appointment, other: Appointment) -> bool:
    """One patient twice at one time, or two patients in one chair at once."""
    if one.PatNum == other.PatNum:
        return one.AptDateTime == other.AptDateTime
    return one.Op == other.Op and one.AptDateTime < _ends(other) and other.AptDateTime < _ends(one)


def _meddled(rig: Rig) -> Iterator[Violation]:
    """What staff entered is theirs."""
    rows = list(rig.office.books.histappointments)[rig.old_history :]
    wanted = {visit.PatNum for n in rig.standing if (visit := rig.office.books.appointments.get(n)) is not None}
    theirs = {r.Snapshot.AptNum for r in rows if r.HistApptAction == "Created" and r.ApptSource == "Default"}
    for row in rows:
        asked_for = row.Snapshot.PatNum in wanted  # who spoke of a visit may mean the one that staff entered; changes.py judges
        if row.Snapshot.AptNum in theirs and row.ApptSource not in BY_STAFF and not asked_for:
            yield Violation("staff's visit", f"visit {row.Snapshot.AptNum} was {row.HistApptAction} by the bot")


def _ends(visit: Appointment) -> datetime:
    return visit.AptDateTime + timedelta(minutes=visit.minutes)


def _consent(w: Witness) -> Iterator[Violation]:
    """Nothing is booked without a read-back of exactly that time on the phone, and a yes after it, to it."""
    for at, visit in w.made():
        yeses = [text for text in w.wrote() if wall(text.at) <= at + SECOND and is_yes(text.body)]
        read_back = (one for yes in yeses for one in changes.newest_question(w, yes) if one.key in READ_BACKS)
        if not any(visit.AptDateTime in one.times for one in read_back):
            what = f"{w.chart.first} was booked for {visit.AptDateTime:%a %d %b %H:%M} at {at:%H:%M:%S}"
            yield Violation("no clear yes", what)


def _lost(w: Witness, has_card: bool) -> Iterator[Violation]:
    for at, visit in w.made():
        told = bool(w.announced(visit.AptDateTime)) or has_card
        if w.stands(visit.AptNum) and not w.touched_by_staff(visit.AptNum) and not told:
            what = f"{w.chart.first} never heard of {visit.AptDateTime:%a %d %b %H:%M}, made {at:%H:%M:%S}"
            yield Violation("lost confirmation", what)


# --- the phone -------------------------------------------------------------------------------------------------------


def _false_yes(w: Witness) -> Iterator[Violation]:
    for text, one in w.heard():
        if one.key == "booked" and not any(_was_there(w, start, text) for start in one.times):
            yield Violation("false yes", f"{w.chart.first} heard {text.body!r} at {wall(text.at):%H:%M:%S}")


def _was_there(w: Witness, start: datetime, text: Text) -> bool:
    """Some visit of that start stood in the book when this arrived, or did until staff changed it."""
    stood: dict[int, bool] = {}
    for row in w.history:
        if row.HistDateTStamp > wall(text.at) + SECOND:
            break
        snapshot = row.Snapshot
        if snapshot.AptDateTime == start and snapshot.AptStatus == "Scheduled":
            stood[snapshot.AptNum] = True
        elif snapshot.AptNum in stood and row.ApptSource not in BY_STAFF:
            stood[snapshot.AptNum] = False
    return any(stood.values())


def _false_no(w: Witness) -> Iterator[Violation]:
    """A no while a visit of theirs stands in the book that they have not been told of."""
    ledger = w.rig.carrier.ledger.messages
    for text, one in w.heard():
        if one.key not in SAY_NO:
            continue
        asked = ledger[text.sid].created
        for at, visit in w.made():
            told = any(ledger[said.sid].created <= asked for said in w.announced(visit.AptDateTime))
            there = at < wall(asked) - SECOND and w.stood(visit, wall(asked))
            if there and not told:
                what = f"{w.chart.first} heard {text.body!r} at {wall(text.at):%H:%M:%S}, yet visit {visit.AptNum}"
                yield Violation("false no", what)


def _unanswered(w: Witness, has_card: bool) -> Iterator[Violation]:
    to_person = [text.at for text, one in w.heard() if one.key in TO_A_PERSON] + took(w.rig, w.chart.phone)
    to_person += _told_in_vain(w)
    back = [text.at for text, one in w.heard() if one.key == "back_again"] + left(w.rig, w.chart.phone)
    stopped = w.stopped_at()
    lost = [m.created for m in w.rig.carrier.ledger.messages.values() if m.to == w.chart.phone and m.status in LOST]
    for text in w.wrote():
        accepted = w.rig.accepted.get(text.sid) or text.at + FED_IN_WITHIN
        if stopped is not None and accepted >= stopped:
            continue
        until = accepted + w.answers_within
        replies = [r.at for r in w.texts if r.direction == "received"] + lost
        if any(text.at <= at <= until for at in replies):
            continue
        if any(at <= until and not any(at < b <= accepted for b in back) for at in to_person):
            continue
        if has_card and not any(at > until for at in replies):
            continue  # a person has been told, and the bot kept silent ever since
        what = f"{w.chart.first} wrote {text.body!r} at {wall(text.at):%a %H:%M:%S}, taken {wall(accepted):%H:%M:%S}"
        yield Violation("unanswered", what)


def _told_in_vain(w: Witness) -> list[datetime]:
    """When a text left that says a person takes over, and the carrier could not deliver it: from then on the desk has it."""
    theirs = [m for m in w.rig.carrier.ledger.messages.values() if m.to == w.chart.phone]
    lost = [m for m in theirs if m.callback and m.status in LOST]
    return [m.created for m in lost if any(one.key in TO_A_PERSON for one in read(m.body, wall(m.created)))]


def _after_stop(w: Witness) -> Iterator[Violation]:
    by_sid = {t.sid: t for t in w.wrote()}
    for sid, accepted in w.rig.accepted.items():
        text = by_sid.get(sid)
        if text is None or not means_stop(text.body):
            continue
        plain = keyword(text.body) is None
        for sent in w.rig.sent:
            last_word = any(one.key == "opted_out" for one in read(sent.body, wall(sent.at)))
            late = sent.at > accepted + (TAKES_EFFECT if plain else timedelta(0))
            if sent.to == w.chart.phone and late and not (plain and last_word):
                what = f"{w.chart.first} stopped, taken {wall(accepted):%H:%M:%S}; {wall(sent.at):%H:%M:%S} {sent.body!r}"
                yield Violation("text after stop", what)


# A text is answered once. These come of themselves, behind it: news of what was asked for before.
NEWS = frozenset(
    (
        "booked",
        "just_taken",
        "could_not_confirm",
        "withdrawn",
        "away_for_now",
        "nobody_yet",
        "office_away",
        "still_checking",
        "booking_it",
        "one_moment",
        "back_again",
        "moved",
        "broken",
        "restored",
        "confirmed",
        "on_asap_list",
        "on_asap_list_for",
        "doing_it",
        "changed_meanwhile",
        "could_not_change",
        "came_free",
        "will_you_come",  # whether it is asked twice is judged by itself
        "will_all_come",
    )
)


def _too_many(w: Witness) -> Iterator[Violation]:
    """More answers than texts, and looks that were promised."""
    theirs = (
        m for m in w.rig.carrier.ledger.messages.values() if m.to == w.chart.phone and m.callback and m.status not in LOST
    )
    ours = [m for m in theirs if not by_desk(w.rig, m.body)]
    keys = [{one.key for one in read(m.body, wall(m.created))} for m in ours]
    answers = sum(not NEWS & said for said in keys)
    promised = sum("one_moment" in said for said in keys)
    wrote = len(w.wrote())
    if answers > wrote + promised:
        what = f"{w.chart.first} had {answers} answers to {wrote} texts and {promised} promises to look"
        yield Violation("answered twice", what)


# --- the wire --------------------------------------------------------------------------------------------------------


def _twice(rig: Rig) -> Iterator[Violation]:
    by_effect = Counter(m.callback.partition("?o=")[2] for m in rig.carrier.ledger.messages.values() if m.callback)
    for effect, count in by_effect.items():
        if count > 1:
            body = next(s.body for s in rig.sent if s.effect == effect)
            yield Violation("answered twice", f"the carrier has it {count} times: {body!r}")
    told = Counter(
        (m.to, start)
        for m in rig.carrier.ledger.messages.values()
        for one in read(m.body, wall(m.created))
        if one.key == "booked" and m.callback and m.status not in LOST
        for start in one.times
    )
    for (to, start), count in told.items():
        if count > 1:
            yield Violation("answered twice", f"{to} was told {count} times of {start}")
    written = list(rig.office.books.commlogs)[rig.old_chart_lines :]
    lines = Counter((c.PatNum, c.Note) for c in written if not c.Note.startswith(OF_THE_OFFICE))
    for (number, note), count in lines.items():
        if count > 1:
            yield Violation("written twice", f"chart {number} has {count} times {note!r}")


# --- hand-offs -------------------------------------------------------------------------------------------------------

# Of a visit that staff entered twice, nobody can say which of the two is meant: the desk has to look. And an empty chair
# tomorrow is told to the desk by design, while the bot goes on with the patient: nothing was handed over.
THEIR_OWN_DOING = {
    "asked for a person": ("wants_person", "entered twice"),
    "emergency": ("emergency",),
    "in pain": ("hurts",),
    "please call": ("stops", "heard from the desk"),
    "written to by the desk": ("heard from the desk",),
    "not understood": ("mumbles",),
    "could not be identified": ("wrong_date",),
    "text could not be delivered": ("stops",),
    "a seat came free at short notice": ("gives a time up",),
}


WITHDRAWN = "visit withdrawn, the time was taken"


def unasked(cards: list[dict], did: dict[str, set[str]], *, few_openings: bool, staff: bool) -> list[str]:
    """Return the kinds of the cards that nobody's own doing brought about, patient's or staff's, nor a book that is full."""
    found = []
    for card in cards:
        theirs = did.get(card["phone"], set())
        if (card["kind"] == "no opening suits" and few_openings) or (card["kind"] == WITHDRAWN and staff):
            continue
        if not set(THEIR_OWN_DOING.get(card["kind"], ())) & theirs:
            found.append(card["kind"])
    return found


__all__ = ["GUARANTEES", "Violation", "judge", "unasked"]
