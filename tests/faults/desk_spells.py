"""When a person at the desk has a patient's conversation, as the threads in Slack show it and the alert texts name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.faults.rig import Rig
from tests.faults.settings import KEYS
from tests.faults.slack_town import SlackTown, Stood

ON_ITS_WAY = timedelta(minutes=4)  # what was said before a person took it may leave so much later on a bad day
ENDS = re.compile(r"(gave it back|settled it|called|took back what was done last)")
TAKES = re.compile(r"(took it\.|gave it to)")
_ALERT = re.compile(r"Chairside (\d+): .*(\+\d{8,})")


def phone_of_card(rig: Rig) -> dict[int, str]:
    """Whose card it is: as the alert texts say; of one that came of their own writing, whom they wrote to last."""
    texts = [text.body for text in rig.carrier.phone(KEYS.staff_number) if text.direction == "received"]
    alerts = (_ALERT.search(body) for body in texts)
    found = {int(one[1]): one[2] for one in alerts if one}
    wrote = [doing for doing in rig.slack.doings if doing.what == "text" and doing.sent] if rig.slack else []
    for number, root in _begun(rig.slack).items() if rig.slack else ():
        to = [doing.patient for doing in wrote if doing.sent <= root.at]
        patient = rig.office.books.patients.get(to[-1]) if to else None
        if number not in found and patient is not None:
            found[number] = "+1" + re.sub(r"\D", "", patient.WirelessPhone)[-10:]
    return found


def _begun(town: SlackTown) -> dict[int, Stood]:
    """The messages of the cards as they stood first."""
    return {one.card: one for one in reversed(town.stood) if not one.to and one.card}


def spells(rig: Rig, town: SlackTown, phone: str) -> Iterator[tuple[datetime, datetime | None]]:
    """From when to when the thread shows that a person has the conversation; ends are taken early, beginnings late."""
    phones = phone_of_card(rig)
    for number, root in sorted(town.roots().items()):
        if phones.get(number) != phone:
            continue
        leaving = [d.sent for d in town.doings if d.card == number and d.sent and d.what not in ("take", "show", "reassign")]
        for reply in town.replies(root.ts):
            if TAKES.search(reply.text):
                yield reply.at, min((at for at in leaving if at >= reply.at - ON_ITS_WAY), default=None)


def took(rig: Rig, phone: str) -> list[datetime]:
    """When somebody at the desk pressed or wrote what gives a person this conversation."""
    if rig.slack is None:
        return []
    cards = {number for number, whose in phone_of_card(rig).items() if whose == phone}
    acts = ("take", "answer", "reassign", "undo")
    return [d.sent for d in rig.slack.doings if d.sent and ((d.card in cards and d.what in acts) or d.what == "text")]


def left(rig: Rig, phone: str) -> list[datetime]:
    """When the thread showed that the assistant has it again."""
    if rig.slack is None:
        return []
    roots = rig.slack.roots()
    cards = [number for number, whose in phone_of_card(rig).items() if whose == phone and number in roots]
    replies = [one for number in cards for one in rig.slack.replies(roots[number].ts)]
    return [one.at for one in replies if ENDS.search(one.text) and "took back" not in one.text]


def by_desk(rig: Rig, body: str) -> bool:
    """A person wrote this text."""
    return rig.slack is not None and any(doing.words == body for doing in rig.slack.doings if doing.words)
