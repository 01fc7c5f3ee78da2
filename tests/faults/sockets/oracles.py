"""What must hold at the end, read from the office's book and the phones alone, those of staff among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.faults.handset import TO_A_PERSON, Said, read
from tests.faults.oracles import NEWS
from tests.faults.sockets.person import WAIT_ON, Person
from tests.faults.sockets.town import ZONE, Text, Town, Visit

ANSWERED_WITHIN = timedelta(minutes=7)  # a missed text is fed in after at most five, a booking is given up after six


@dataclass(frozen=True)
class Violation:
    of: str
    what: str


GUARANTEES = (
    "double booking",
    "false yes",
    "false no",
    "nobody agreed",
    "unanswered",
    "answered twice",
    "lost confirmation",
    "lost",
    "broke down",
)
ALERT = re.compile(r"(?:URGENT )?Chairside \d+: (.+), \+")


@dataclass
class Verdict:
    violations: list[Violation]
    answer_times: list[float]  # seconds from a text to the next on that phone
    outcome_times: list[float]  # the same, but "one moment" and the like do not count
    visits: int
    texts: int
    cards: Counter[str]  # why a person was needed, as staff's phone was told


@dataclass
class Witness:
    """One phone at the end."""

    person: Person
    texts: Sequence[Text]
    visits: Sequence[Visit]  # made for this patient
    with_person: bool
    now: datetime

    def is_open(self, since: datetime) -> bool:
        """What was promised then may still be kept."""
        return self.now < since + ANSWERED_WITHIN

    @property
    def who(self) -> str:
        return f"{self.person.chart.name} ({self.person.chart.phone})"

    def heard(self) -> Iterator[tuple[Text, Said]]:
        for text in self.texts:
            if not text.sent:
                for one in read(text.body, text.at):
                    yield text, one

    def agreed_at(self, start: datetime) -> datetime:
        return max((one.at for one in self.person.agreed if one.start == start), default=datetime.min)

    def announced(self, start: datetime) -> int:
        return sum(one.key == "booked" and start in one.times for _, one in self.heard())


async def judge(town: Town, people: Sequence[Person]) -> Verdict:
    """Return what did not hold. The town must have come to rest."""
    made = await town.made()
    alerts = [text.body for text in await town.received(town.staff_number)]
    now = datetime.now(ZONE).replace(tzinfo=None)
    cards = Counter(found[1] for alert in alerts if (found := ALERT.match(alert)))
    verdict = Verdict(list(_overlaps(made, await town.book())), [], [], len(made), 0, cards)
    verdict.violations += [Violation("broke down", f"{name} ended by itself") for name in town.ended_by_themselves]
    for person in people:
        texts = await town.phone(person.chart.phone)
        mine = [visit for visit in made if visit.patient == person.chart.number]
        told = person.gone or any(person.chart.phone in alert for alert in alerts)
        witness = Witness(person, texts, mine, told, now)
        for check in (_booked, _told_of, _unanswered, _twice):
            verdict.violations += check(witness)
        verdict.answer_times += _answer_times(texts)
        verdict.outcome_times += _answer_times([text for text in texts if text.sent or not _is_one_moment(text)])
        verdict.texts += sum(text.sent for text in texts)
    known = {person.chart.number for person in people}
    verdict.violations += [Violation("nobody agreed", f"visit {v.number}") for v in made if v.patient not in known]
    return verdict


def _overlaps(made: Sequence[Visit], book: Sequence[Visit]) -> Iterator[Violation]:
    for one in (visit for visit in made if visit.stands):
        for other in book:
            if other.number == one.number or not other.stands or not (one.start < other.end and other.start < one.end):
                continue
            if other.chair == one.chair or other.patient == one.patient:
                yield Violation("double booking", f"visits {one.number} and {other.number} at {one.start:%a %d %b %H:%M}")


def _booked(w: Witness) -> Iterator[Violation]:
    """Each agreed time is exactly one visit; no visit is any other time."""
    standing = Counter(visit.start for visit in w.visits if visit.stands)
    agreed = {one.start: one.at for one in w.person.agreed if not one.refused}
    for start, count in standing.items():
        if count > 1:
            yield Violation("double booking", f"{w.who}: {count} visits at {start:%a %d %b %H:%M}")
        if start not in agreed:
            of = "false no" if any(one.start == start for one in w.person.agreed) else "nobody agreed"
            yield Violation(of, f"{w.who}: a visit at {start:%a %d %b %H:%M}")
    for start in set(agreed) - set(standing):
        if not w.with_person and not w.is_open(agreed[start]):
            yield Violation("lost", f"{w.who} said yes to {start:%a %d %b %H:%M}, and there is no visit")


def _told_of(w: Witness) -> Iterator[Violation]:
    """Each visit is confirmed exactly once, and nothing is confirmed that is not in the book."""
    for body in w.person.false_yes:
        yield Violation("false yes", f"{w.who}: {body!r}, and it was not in the book")
    standing = {visit.start for visit in w.visits if visit.stands}
    for _, one in w.heard():
        if one.key == "booked" and not standing & set(one.times):
            yield Violation("false yes", f"{w.who} was told of {one.times}, which is not in the book")
    for start in standing:
        match w.announced(start):
            case 0 if not w.with_person and not w.is_open(w.agreed_at(start)):
                yield Violation("lost confirmation", f"{w.who} never heard of {start:%a %d %b %H:%M}")
            case many if many > 1:
                yield Violation("answered twice", f"{w.who} was told {many} times of {start:%a %d %b %H:%M}")


def _unanswered(w: Witness) -> Iterator[Violation]:
    to_person = [text.at for text, one in w.heard() if one.key in TO_A_PERSON]
    for text in (text for text in w.texts if text.sent):
        until = text.at + ANSWERED_WITHIN
        if w.now <= until:
            continue
        if any(text.at <= reply.at <= until for reply in w.texts if not reply.sent):
            continue
        if w.with_person and (not to_person or min(to_person) <= until):
            continue
        yield Violation("unanswered", f"{w.who} wrote {text.body!r} at {text.at:%H:%M:%S}")


def _twice(w: Witness) -> Iterator[Violation]:
    """The same twice in a row only to two questions, and not more answers than texts: what comes of itself is news."""
    for n, (one, other) in enumerate(zip(w.texts, w.texts[1:], strict=False)):
        if not one.sent and not other.sent and one.body == other.body and _asked_before(w.texts[:n]) < 2:
            yield Violation("answered twice", f"{w.who} heard {one.body!r} twice in a row")
    keys = [{one.key for one in read(text.body, text.at)} for text in w.texts if not text.sent]
    answers = sum(not NEWS & said for said in keys)
    allowed = sum(text.sent for text in w.texts) + sum("one_moment" in said for said in keys)
    if answers > allowed:
        yield Violation("answered twice", f"{w.who} had {answers} answers to {allowed} texts")


def _asked_before(texts: Sequence[Text]) -> int:
    """How many answers were owed at the end of these: texts since the last answer, and "taken. One moment, I'm looking"."""
    owed = 0
    for text in reversed(texts):
        if not text.sent and not _is_one_moment(text):
            return owed + any(one.key in WAIT_ON for one in read(text.body, text.at))
        owed += text.sent
    return owed


def _is_one_moment(text: Text) -> bool:
    keys = {one.key for one in read(text.body, text.at)}
    return bool(keys) and keys <= WAIT_ON


def _answer_times(texts: Sequence[Text]) -> Iterator[float]:
    for n, text in enumerate(texts):
        reply = next((later for later in texts[n + 1 :] if not later.sent), None)
        if text.sent and reply is not None:
            yield (reply.at - text.at).total_seconds()


__all__ = ["ANSWERED_WITHIN", "GUARANTEES", "Verdict", "Violation", "judge"]
