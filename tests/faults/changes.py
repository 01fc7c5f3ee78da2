"""What became of visits that stood in the book: moved, broken, confirmed as the last clear yes said, and told as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from bot.pretend.carrier import Text
from bot.pretend.office.tables import Appointment
from tests.faults.handset import BINDING, BREAKS, COMING, MOVES, RESTORES, Said, is_yes
from tests.faults.witness import BY_BOT, BY_STAFF, Witness, wall

CONFIRMED = 21  # the definition at Maple Street
SECOND = timedelta(seconds=1)
AT_ONCE = timedelta(seconds=90)  # between our look and a slow office's change staff may do something: nobody can know
BREAKS_IT = re.compile(r"\W*(2|two|cancel|take it off|qu[ií]tela|quiero cancelar|i need to cancel)", re.IGNORECASE)
# Who says one of these twice has said it clearly, also where our question was still on its way, or never arrived.
SAID_TWICE = {
    "break": re.compile(r"cancel|can't make|no puedo ir", re.IGNORECASE),
    "confirm": re.compile(r"confirm", re.IGNORECASE),
}
OF_ITSELF = re.compile(r"([\w ]+: )?(You have a visit|You have visits|Tiene una visita|Tienen visitas): ")
COMES = re.compile(r"\W*(c|yes|yep|yeah|sure|ok|okay|s[ií]|claro|i'd like to confirm|quiero confirmar)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One thing the bot did to a visit that stood there, or had stood there."""

    kind: str  # "move", "break", "restore" or "confirm"
    at: datetime
    before: Appointment
    after: Appointment
    known: tuple[Appointment, ...]  # as the bot may have seen it, when staff had only just changed it
    undone: bool = False  # a move that was put back at once: the chair had been taken


@dataclass(frozen=True)
class Rule:
    """What a change needs, and how it is told."""

    asked: tuple[str, ...]  # the questions to which the yes is one
    is_yes: Callable[[str], object]
    about: Callable[[Change, Said], bool]
    told: tuple[str, ...]
    shows: Callable[[Change], datetime]


def _starts(change: Change) -> set[datetime]:
    return {visit.AptDateTime for visit in change.known}


RULES = {
    "move": Rule(
        MOVES,
        is_yes,
        lambda c, one: c.after.AptDateTime in one.times and not _starts(c).isdisjoint(one.was),
        ("moved",),
        lambda c: c.after.AptDateTime,
    ),
    "restore": Rule(
        (*RESTORES, *MOVES),
        is_yes,
        lambda c, one: c.after.AptDateTime in one.times,
        ("restored", "moved", "booked"),  # a visit that was off the book, at another time: "You're all set"
        lambda c: c.after.AptDateTime,
    ),
    "break": Rule(
        BREAKS,
        BREAKS_IT.match,
        lambda c, one: not _starts(c).isdisjoint(one.times),
        ("broken",),
        lambda c: c.before.AptDateTime,
    ),
    "confirm": Rule(
        COMING,
        COMES.match,
        lambda c, one: not _starts(c).isdisjoint(one.times),
        ("confirmed", "confirmed_already"),
        lambda c: c.before.AptDateTime,
    ),
}


def changes(w: Witness) -> Iterator[Change]:
    """What the bot did to visits it had not made itself, of this patient."""
    mine = {visit.AptNum for _, visit in w.made()}
    for row in w.history:
        before = [r for r in w.whole if r.Snapshot.AptNum == row.Snapshot.AptNum and r.HistApptNum < row.HistApptNum]
        if row.ApptSource not in BY_BOT or not before or row.Snapshot.AptNum in mine:
            continue
        last = before[-1]
        lately = last.ApptSource == "Default" and row.HistDateTStamp - last.HistDateTStamp < AT_ONCE
        known = tuple(r.Snapshot for r in before[-2 if lately else -1 :])
        if kind := _kind(last.Snapshot, row.Snapshot):
            put_back = kind == "move" and any(_place(row.Snapshot) == _place(r.Snapshot) for r in before[:-1])
            if not put_back:
                undone = kind == "move" and _is_put_back(w, row, last.Snapshot)
                yield Change(kind, row.HistDateTStamp, last.Snapshot, row.Snapshot, known, undone)


def _is_put_back(w: Witness, row, before: Appointment) -> bool:
    """Say whether the next that happened to the visit is that the bot put it back where it was."""
    after = [r for r in w.whole if r.Snapshot.AptNum == row.Snapshot.AptNum and r.HistApptNum > row.HistApptNum]
    return bool(after) and after[0].ApptSource in BY_BOT and _place(after[0].Snapshot) == _place(before)


def _kind(before: Appointment, after: Appointment) -> str:
    if before.AptStatus != after.AptStatus:
        return "restore" if after.AptStatus == "Scheduled" else "break"
    if after.AptStatus != "UnschedList" and _place(before) != _place(after):  # there it holds no chair, and no time counts
        return "move"
    return "confirm" if after.Confirmed == CONFIRMED != before.Confirmed else ""


def _place(visit: Appointment) -> tuple[datetime, int]:
    return visit.AptDateTime, visit.Op


# --- only as they said -----------------------------------------------------------------------------------------------


def without_a_yes(w: Witness) -> Iterator[str]:
    """Not without a clear yes, to the newest question that binds, about exactly this visit as it stood."""
    for change in changes(w):
        rule = RULES[change.kind]
        words = [text for text in w.wrote() if wall(text.at) <= change.at + SECOND and rule.is_yes(text.body)]
        asked = (one for word in words for one in newest_question(w, word))
        clear = any(one.key in rule.asked and rule.about(change, one) for one in asked)
        if not clear and not _said_twice(w, change):
            was, now = change.before, change.after
            yield f"{change.kind} of visit {was.AptNum}, {was.AptDateTime:%a %d %b %H:%M} -> {now.AptDateTime:%a %d %b %H:%M}"


def _said_twice(w: Witness, change: Change) -> bool:
    wish = SAID_TWICE.get(change.kind)
    until = change.at + SECOND
    return wish is not None and sum(wall(text.at) <= until and wish.search(text.body) is not None for text in w.wrote()) > 1


def newest_question(w: Witness, word: Text) -> list[Said]:
    """What the newest text with such a question says, of those the carrier had taken then. See README.md, "Late on the air"."""
    ledger = w.rig.carrier.ledger.messages
    place = {
        sid: n for n, sid in enumerate(ledger)
    }  # of two that it took at one instant, the phone may show the older one last
    asked = [(place[text.sid], one) for text, one in w.heard() if one.key in BINDING and ledger[text.sid].created < word.at]
    newest = max((n for n, _ in asked), default=-1)
    return [one for n, one in asked if n == newest]


# --- told as it is ---------------------------------------------------------------------------------------------------

HOLDS: dict[str, Callable[[Appointment], bool]] = {
    "moved": lambda v: v.AptStatus == "Scheduled",
    "restored": lambda v: v.AptStatus == "Scheduled",
    "kept": lambda v: v.AptStatus == "Scheduled",
    "has_one_then": lambda v: v.AptStatus == "Scheduled",
    "on_asap_list": lambda v: v.Priority == "ASAP",
    "on_asap_list_for": lambda v: v.Priority == "ASAP",
    "broken": lambda v: v.AptStatus != "Scheduled",
    "confirmed": lambda v: v.Confirmed == CONFIRMED,
    "confirmed_already": lambda v: v.Confirmed == CONFIRMED,
}


def false_words(w: Witness) -> Iterator[str]:
    """Told that it is moved, off the book, confirmed, on the list, when it is not."""
    for text, one in w.heard():
        holds = HOLDS.get(one.key)
        if holds and one.times and not all(_was_so(w, start, text, holds) for start in one.times):
            yield f"{w.chart.first} heard {text.body!r} at {wall(text.at):%H:%M:%S}"


def _was_so(w: Witness, start: datetime, text: Text, holds: Callable[[Appointment], bool]) -> bool:
    """Some visit of that start was so when it was said, or until staff changed it."""
    said, was = wall(w.rig.carrier.ledger.messages[text.sid].created), {}
    for row in w.whole:
        visit, at = row.Snapshot, row.HistDateTStamp
        if at > wall(text.at) + SECOND:
            break
        if visit.AptDateTime == start and holds(visit):
            was[visit.AptNum] = True
        elif visit.AptNum in was and row.ApptSource in BY_BOT and at < said - SECOND:
            was[visit.AptNum] = False
    return any(was.values())


def nobody_changed_it(w: Witness) -> Iterator[str]:
    """Told that the office changed it meanwhile, when nobody but the bot did."""
    for text, one in w.heard():
        if one.key == "changed_meanwhile" and not any(row.ApptSource in BY_STAFF for row in w.history):
            yield f"{w.chart.first} heard {text.body!r} at {wall(text.at):%H:%M:%S}, yet nobody had"


def never_told(w: Witness, has_card: bool) -> Iterator[str]:
    """Changed, and neither the patient nor the desk knows."""
    told = {(one.key, start) for _, one in w.heard() for start in one.times}
    for change in changes(w):
        rule = RULES[change.kind]
        knows = any((key, rule.shows(change)) in told for key in rule.told)
        if change.undone:  # of that they hear that the time was just taken; or they had it back where it was, and knew of both
            knows = knows or any(one.key == "just_taken" and wall(text.at) >= change.at for text, one in w.heard())
        if not knows and not has_card and not w.touched_by_staff(change.before.AptNum):
            yield f"{w.chart.first} never heard of the {change.kind} at {change.at:%H:%M:%S}"


def asked_twice(w: Witness) -> Iterator[str]:
    """Our own question about the same visits, again, though they said nothing in between."""
    ours = [(m.created, m.body) for m in w.rig.carrier.ledger.messages.values() if m.to == w.chart.phone and m.callback]
    asks = [(at, body) for at, body in ours if OF_ITSELF.match(body)]
    for (first, body), (second, again) in pairwise(asks):
        if body[-80:] == again[-80:] and not any(first < text.at <= second for text in w.wrote()):
            yield f"{w.chart.first} was asked again at {wall(second):%a %H:%M:%S}: {again!r}"


def two_charts(w: Witness) -> Iterator[str]:
    """One person, one chart."""
    if len(w.numbers) > 1:
        yield f"{w.chart.name} has the charts {', '.join(map(str, w.numbers))}"
