"""App Home: what needs a person now, most urgent first, and today's figures. Drawn anew each time somebody looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from datetime import datetime, time

from bot import cards
from bot.cards import Card, summary
from bot.channels.slack import blocks
from bot.channels.slack.blocks import Block
from bot.channels.slack.client import Slack
from bot.channels.slack.inbound import Press
from bot.frontdesk.staff import whom_to_ask
from bot.frontdesk.table import At
from bot.room import Room, ms

MOST_CARDS = 20  # a Home has room for a hundred blocks; three each, and the rest is a number
FIGURES: Mapping[str, tuple[str, ...]] = {  # what the audit calls it
    "Booked": ("BookWork DONE", "CreateWork DONE", "ScheduleWork DONE"),
    "Moved or changed": ("UpdateWork DONE",),
    "Taken off the book": ("BreakWork DONE",),
    "Confirmed": ("ConfirmWork DONE",),
    "Texts sent": ("TextWork DONE",),
    "Cards raised": ("card raised",),
    "Settled by a person": ("desk resolve", "desk called", "desk give_back"),
    "Said STOP": ("opted out",),
}


async def publish(at: At) -> None:
    """Show this person their Home."""
    now = at.clock.now()
    found = await at.room.store.cards(("open", "taken"))
    waiting = [cards.load(kept.payload) for kept in found]
    mine = [card for card in waiting if card.practice == at.room.practice.texting_number]
    midnight = datetime.combine(now.astimezone(at.room.practice.zone).date(), time(0), at.room.practice.zone)
    today = await at.room.store.audit_since(ms(midnight))
    await at.slack.publish(at.staff.user, list(drawn(mine, today, at.room, now)))


def drawn(waiting: list[Card], today: list[dict[str, str]], room: Room, now: datetime) -> Iterator[Block]:
    """Draw the Home of one practice."""
    yield blocks.header(f"{room.practice.name}: what needs a person now")
    if not waiting:
        yield blocks.section(blocks.plain("Nothing. The assistant answers everybody."))
    for card in sorted(waiting, key=_urgency)[:MOST_CARDS]:
        yield from _card(card, room, now)
    if len(waiting) > MOST_CARDS:
        yield blocks.context(blocks.plain(f"... and {len(waiting) - MOST_CARDS} more in the channel."))
    yield blocks.divider()
    yield blocks.header("Today")
    yield blocks.section(blocks.plain("\n".join(figures(today))))
    yield blocks.actions(blocks.button("Refresh", "home:refresh", "now"))


def _urgency(card: Card) -> tuple[bool, bool, int, datetime]:
    """What nobody has comes first, of those what is urgent, then by kind, then what waits longest."""
    return card.state != "open", card.kind not in cards.URGENT, cards.URGENCY[card.kind], card.since


def _card(card: Card, room: Room, now: datetime) -> Iterator[Block]:
    urgent = "🔴 " if card.kind in cards.URGENT else ""
    minutes = max(0, int((now - card.since).total_seconds() // 60))
    who = f"taken by {card.taken_by}" if card.state == "taken" else "nobody has it yet"
    lines = f"{urgent}{card.kind.value.capitalize()} (card {card.number}), {minutes} min, {who}"
    yield blocks.section(blocks.plain(f"{lines}\n{summary.NEXT.get(card.kind, '')}"))
    value = f"{card.number}.{cards.drawn(card)}"
    buttons = [blocks.button("Read and answer", "card:read", value)]
    if card.state == "open":
        buttons.insert(0, blocks.button("I'll take it", "card:take", value, style="primary"))
    yield blocks.actions(*buttons, block_id=f"home:{card.number}")


def figures(today: list[dict[str, str]]) -> list[str]:
    """Count what the audit of today says."""
    counted = Counter(record.get("what", "") for record in today)
    return [f"{what}: {sum(counted[name] for name in names)}" for what, names in FIGURES.items()]


async def publish_refusal(slack: Slack, user: str, why: str) -> None:
    await slack.publish(user, [blocks.section(blocks.mrkdwn(why))])


async def publish_stranger(slack: Slack, user: str, rooms: Iterable[Room]) -> None:
    """Somebody of none of several practices: tell them whom to ask."""
    asked = next((whom_to_ask(room.place.file) for room in rooms if room.place), "")
    await publish_refusal(slack, user, f"You are not set up to work here yet. {asked}")


def refusal(why: str) -> Block:
    """A modal in the place of one that somebody may not submit."""
    return blocks.modal("Not allowed", "refused", [blocks.section(blocks.mrkdwn(why))])


async def _refresh(at: At, press: Press) -> None:
    await publish(at)


PRESSES: Mapping[str, Callable[[At, Press], Awaitable[None]]] = {"refresh": _refresh}
