"""Judge the desk in Slack by what is left: the office's book, the carrier's log, and what stood in the channel and when.

Nothing here looks into the bot, except at what `/desk/cards` shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.pretend.slack.people import FRONT_DESK
from tests.faults.desk_spells import ENDS, ON_ITS_WAY, TAKES, phone_of_card, spells
from tests.faults.desk_words import FINAL, NO, NOBODY_KNOWS, claims
from tests.faults.handset import OFFERS, QUESTIONS, read
from tests.faults.oracles import Violation
from tests.faults.rig import Rig
from tests.faults.script import Chart
from tests.faults.slack_town import CLERKS, Doing, SlackTown, Stood
from tests.faults.witness import means_stop, wall

SECOND = timedelta(seconds=1)
GUARANTEES = (
    "done twice",  # one request of the staff
    "staff answer",  # lost, texted twice, or marked as what it is not
    "card untrue",  # what stands in the channel at the end is not so
    "stale press",  # a button counted that was drawn for another state
    "spoke over staff",  # the bot asked on while a person had the conversation
    "posted twice",
    "named in Slack",  # a patient's name, number or words, where none may stand
)
CHANGES = ("book", "move", "break", "confirm", "note", "take back")


def judge(rig: Rig, charts: list[Chart], cards: list[dict]) -> list[Violation]:
    """Return what did not hold at the desk. The world must have come to rest, and the book be signed."""
    town = rig.slack
    if town is None:
        return []
    found: list[Violation] = []
    for doing in town.doings:
        if doing.sent is not None and doing.what in CHANGES:
            found += _once_and_told(rig, town, doing)
        if doing.sent is not None and doing.what in ("answer", "text", "talk"):
            found += _texted_once(rig, town, doing)
    found += _told_the_truth(rig, town)
    found += _cards(town, cards)
    found += _presses(town)
    found += _posts(town)
    for phone in dict.fromkeys(chart.phone for chart in charts):
        found += _spoke_over(rig, town, phone)
    if town.details == "none":
        found += _named(rig, town, charts)
    return found


# --- what they asked for ---------------------------------------------------------------------------------------------


def _once_and_told(rig: Rig, town: SlackTown, doing: Doing) -> Iterator[Violation]:
    what = f"{doing.name}'s {doing.what} of {doing.visit or doing.patient} at {wall(doing.sent):%a %H:%M:%S}"
    if _times(rig, doing) > 1:
        yield Violation("done twice", f"{what}, {doing.start or doing.words}")
    ends = [one for one in _told(town, doing) if FINAL.search(one.text)]
    yes = any(claims(one.text, wall(one.at)) for one in ends)
    if not ends and not doing.shown:
        if doing.rows:
            yield Violation("lost confirmation", f"{what} is done, and nobody was told")
        elif doing.acked:
            yield Violation("unanswered", f"{what} was taken, and nothing said")
    no = next((one for one in ends if NO.search(one.text) and not NOBODY_KNOWS.search(one.text)), None)
    if no is not None and not yes and _is_done(rig, doing, wall(no.at)):
        yield Violation("false no", f"{what}: {no.text!r} at {wall(no.at):%H:%M:%S}, yet it is done")


def _told(town: SlackTown, doing: Doing) -> list[Stood]:
    """What they alone were told of it: until they began something else."""
    return [one for one in town.whispers(doing.user) if one.at >= doing.sent and (doing.until is None or one.at < doing.until)]


def _times(rig: Rig, doing: Doing) -> int:
    """How often it came about. What was put back and tried again was not done before."""
    match doing.what:
        case "note":
            visit = rig.office.books.appointments.get(doing.visit)
            return visit.Note.count(doing.words) if visit is not None else 0
        case "move":
            there = [(now.AptDateTime, now.Op) == (doing.start, doing.chair) for _, _, now in doing.rows]
            return there.count(True) - there.count(False)
        case "take back":
            return min(len(doing.rows), 1)
        case _:
            return len(doing.rows)


def _is_done(rig: Rig, doing: Doing, at: datetime) -> bool:
    """It had come about by then, and nobody had changed it again."""
    mine = [(when, now) for when, _, now in doing.rows if when <= at - SECOND]
    if not mine:
        return False
    last = [r.Snapshot for r in rig.office.books.histappointments if r.HistDateTStamp <= at]
    number = mine[-1][1].AptNum
    stood = next(snapshot for snapshot in reversed(last) if snapshot.AptNum == number)
    put_back = doing.what == "move" and (mine[-1][1].AptDateTime, mine[-1][1].Op) != (doing.start, doing.chair)
    return stood == mine[-1][1] and not put_back


def _told_the_truth(rig: Rig, town: SlackTown) -> Iterator[Violation]:
    """Whatever a whisper says has been done stood so in the book by then."""
    rows = list(rig.office.books.histappointments)
    notes = {visit.AptNum: visit.Note for visit in rig.office.books.appointments}
    for user, name in CLERKS.items():
        for one in town.whispers(user):
            for claim in claims(one.text, wall(one.at)):
                was = (
                    claim.holds(row.Snapshot)
                    for row in rows
                    if row.Snapshot.AptNum == claim.visit and row.HistDateTStamp <= wall(one.at) + SECOND
                )
                written = claim.verb != "Noted" or "of the desk" in notes.get(claim.visit, "")
                if not (any(was) and written):
                    yield Violation("false yes", f"{name} was told {one.text!r} at {wall(one.at):%H:%M:%S}")


# --- what they wrote to patients -------------------------------------------------------------------------------------


def _texted_once(rig: Rig, town: SlackTown, doing: Doing) -> Iterator[Violation]:
    what = f"{doing.name}'s {doing.words!r} at {wall(doing.sent):%a %H:%M:%S}"
    texted = [m for m in rig.carrier.ledger.messages.values() if m.body == doing.words and m.callback]
    if len(texted) > 1 or (doing.what == "talk" and any(m.body.endswith(doing.words[3:]) for m in texted)):
        yield Violation("staff answer", f"{what} was texted {len(texted)} times")
    marks = _marks(town, doing)
    arrived = any(m.status == "delivered" for m in texted)
    if ("white_check_mark" in marks and not arrived) or ("x" in marks and arrived):
        yield Violation("staff answer", f"{what} is marked {marks}, and {'arrived' if arrived else 'did not arrive'}")
    tried = any(sent.body == doing.words for sent in rig.sent)
    told = "x" in marks or any(FINAL.search(one.text) for one in _told(town, doing))  # it was not, and why
    if doing.acked and doing.what != "talk" and not (texted or tried or told or _stopped(rig, doing, town)):
        yield Violation("staff answer", f"{what} was taken, and never texted")


def _marks(town: SlackTown, doing: Doing) -> list[str]:
    message = town.pretend.workspace.message(FRONT_DESK, doing.ts) if doing.ts else None
    return [one["name"] for one in (message or {}).get("reactions", [])]


def _stopped(rig: Rig, doing: Doing, town: SlackTown) -> bool:
    """Who said stop is not texted; and an answer in the thread of a settled card is told so."""
    phones = phone_of_card(rig)
    phone = phones.get(doing.card, "")
    return any(means_stop(text.body) for text in rig.carrier.phone(phone) if text.direction == "sent") if phone else False


# --- cards -----------------------------------------------------------------------------------------------------------


def _cards(town: SlackTown, cards: list[dict]) -> Iterator[Violation]:
    """What the channel shows at the end is what /desk/cards shows."""
    roots, open_ = town.roots(), {card["number"]: card for card in cards if card["state"] != "resolved"}
    for number in open_.keys() - roots.keys():
        yield Violation("card untrue", f"card {number} stands nowhere in the channel")
    for number, root in sorted(roots.items()):
        card = open_.get(number)
        is_so = "Settled by" if card is None else f"Taken by {card['taken_by']}" if card["taken_by"] else "Nobody has it yet"
        if is_so not in root.text:
            yield Violation("card untrue", f"card {number} stands there as {root.text!r}, and is {card or 'settled'}")


def _presses(town: SlackTown) -> Iterator[Violation]:
    """After each press that counted the card was another: each state it was drawn for can have counted once."""
    for number, root in sorted(town.roots().items()):
        pressed = [d for d in town.doings if d.card == number and d.drawn and d.what != "show"]
        notes = [one.text for one in town.replies(root.ts) if _is_deed(one, pressed)]
        states = {doing.drawn for doing in pressed}
        if len(notes) > len(states):
            yield Violation("stale press", f"card {number}, drawn {len(states)} times: {notes}")


def _is_deed(reply: Stood, pressed: list[Doing]) -> bool:
    by = {doing.name for doing in pressed}
    return any(reply.text.startswith(name) for name in by) and bool(ENDS.search(reply.text) or TAKES.search(reply.text))


def _posts(town: SlackTown) -> Iterator[Violation]:
    messages = town.pretend.workspace.messages[FRONT_DESK].values()
    effects = Counter(Stood(datetime.min, m).effect for m in messages)
    begun = Counter(Stood(datetime.min, m).card for m in messages)
    for name, count in [*effects.items(), *begun.items()]:
        if name and count > 1:
            yield Violation("posted twice", f"{name} stands there {count} times")


# --- while a person has it -------------------------------------------------------------------------------------------


def _spoke_over(rig: Rig, town: SlackTown, phone: str) -> Iterator[Violation]:
    ours = [m for m in rig.carrier.ledger.messages.values() if m.to == phone and m.callback]
    for begins, ends in spells(rig, town, phone):
        for message in ours:
            asked = {one.key for one in read(message.body, wall(message.created))} & {*QUESTIONS, *OFFERS} - {"back_again"}
            if asked and begins + ON_ITS_WAY < message.created and (ends is None or message.created < ends):
                what = f"{message.body!r} at {wall(message.created):%H:%M:%S}, taken at {wall(begins):%H:%M:%S}"
                yield Violation("spoke over staff", what)


# --- names -----------------------------------------------------------------------------------------------------------


def _named(rig: Rig, town: SlackTown, charts: list[Chart]) -> Iterator[Violation]:
    ours = {word for name in CLERKS.values() for word in name.split()}
    ours |= {word for one in rig.office.books.providers for word in (one.FName, one.LName)}
    people = [word for one in rig.office.books.patients for word in (one.FName, one.LName, one.Preferred)]
    names = sorted({re.escape(word) for word in people if len(word) > 2} - ours)
    phones = [re.escape(chart.phone[2:]) for chart in charts] + [re.escape(f"{c.phone[5:8]}-{c.phone[8:]}") for c in charts]
    born = [re.escape(chart.born) for chart in charts]
    texts = [text.body for chart in charts for text in rig.carrier.phone(chart.phone) if text.direction == "sent"]
    words = [re.escape(body) for body in dict.fromkeys(texts) if len(body) > 11]
    written = [re.escape(doing.words) for doing in town.doings if doing.what in ("answer", "text")]
    forbidden = re.compile(rf"\b({'|'.join([*names, *phones, *born, *words, *written])})\b")
    for what, body in town.said:
        if found := forbidden.search(body):
            yield Violation("named in Slack", f"{found[0]!r} in {what}")
