"""What people at the desk do in Slack, to be killed at every await of: see crash_points.py."""

from __future__ import annotations

import asyncio
from random import Random

from bot.pretend.slack.people import JO
from tests.faults.desk import Clerk
from tests.faults.rig import Rig
from tests.faults.script import CHARTS
from tests.faults.slack_town import Doing

ANA, MEGANS_VISIT, MEGAN = CHARTS[0], 4, 27
TRIES, WAITS_S, LOOKS = 4, 60, 30


class Steady(Random):
    """Always the first, always the least, and never anything odd: a clerk who just does it."""

    def random(self) -> float:
        return 0.99

    def uniform(self, a: float, b: float) -> float:
        return a

    def choice(self, seq):
        return seq[0]


def jo(rig: Rig) -> Clerk:
    return Clerk(rig, JO, [ANA], Steady())


async def notes(rig: Rig) -> None:
    """A command that changes something. Where Slack says that it failed, and nothing came of it, it is typed again."""
    for _ in range(TRIES):
        doing = await jo(rig).notes(MEGANS_VISIT)
        if doing.acked or doing.words in rig.office.books.appointments.get(MEGANS_VISIT).Note:
            return


async def books(rig: Rig) -> None:
    """A window, from its opening to the yes."""
    for _ in range(TRIES):
        doing = await jo(rig).books(MEGAN, "next week")
        if doing is not None and (doing.acked or any(v.PatNum == MEGAN and v.AptDateTime == doing.start for v in _visits(rig))):
            return


async def presses(rig: Rig) -> None:
    """Takes a card, and gives it back."""
    clerk = await _has_a_card(rig)
    for act in ("take", "give_back"):
        for _ in range(TRIES):
            root = max(rig.slack.roots().values(), key=lambda one: one.card)  # a worker that died may have used up a number
            if f"card:{act}" not in root.elements():
                break
            doing = clerk.hands.begins(act, card=root.card)
            await clerk.hands.presses_card(doing, root, f"card:{act}")
            await asyncio.sleep(WAITS_S)


async def answers(rig: Rig) -> None:
    """Writes in a card's thread. Slack delivers it again by itself."""
    clerk = await _has_a_card(rig)
    await clerk.answers()


async def answers_on_the_page(rig: Rig) -> None:
    """... on the one-use page, asking for another where the first one led nowhere."""
    clerk = await _has_a_card(rig)
    for _ in range(TRIES):
        await clerk.answers()
        await asyncio.sleep(WAITS_S)  # whoever takes over may be texting it
        if any(doing.acked or _texted(rig, doing) for doing in rig.slack.doings):
            return


async def _has_a_card(rig: Rig) -> Clerk:
    await rig.text(ANA.phone, "can I talk to a person")
    for _ in range(LOOKS):
        if rig.slack.roots():
            return jo(rig)
        await asyncio.sleep(WAITS_S)
    raise RuntimeError("the card was never posted")


TALKS = {
    "a staff command": (notes, "none"),
    "a window": (books, "none"),
    "a card's buttons": (presses, "none"),
    "an answer in a thread": (answers, "full"),
    "an answer on the page": (answers_on_the_page, "none"),
}


def done(rig: Rig) -> int:
    """Count what came about of all that was asked for; a card that was taken and given back is one thing."""
    doings = rig.slack.doings
    changed = sum(bool(doing.rows) for doing in doings)
    replies = [reply for root in rig.slack.roots().values() for reply in rig.slack.replies(root.ts)]
    given_back = sum("gave it back" in reply.text for reply in replies)
    return changed + given_back + sum(_texted(rig, doing) for doing in doings)


def _texted(rig: Rig, doing: Doing) -> int:
    return sum(doing.words == m.body for m in rig.carrier.ledger.messages.values()) if doing.what == "answer" else 0


def _visits(rig: Rig):
    return [visit for visit in rig.office.books.appointments if visit.AptStatus == "Scheduled"]
