"""A card in Slack: the message with which its thread begins, and what is said in the thread. Posts are effects like any other.

The thread is the card's: the next time the same conversation needs a person a new message stands at the end of the channel,
where somebody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from bot import cards
from bot.cards import Card, summary
from bot.channels.slack import blocks
from bot.channels.slack.blocks import Block, Said
from bot.inbox import Conversation, Spoken
from bot.practice.staff import InSlack
from bot.work import MarkWork, PostUpdateWork, PostWork
from flows.words import E164, Kind, Practice

ANSWERED_BY_CALL = (Kind.CALL, Kind.UNDELIVERED)
STATES = {"open": "Nobody has it yet", "taken": "Taken by {}", "resolved": "Settled by {}"}
DEEDS = {
    "take": "{by} took it.",
    "answer": "{by} answered.",
    "reassign": "{by} gave it to {to}.",
    "give_back": "{by} gave it back to the assistant.",
    "resolve": "{by} settled it.",
    "called": "{by} called.",
    "undo": "{by} took back what was done last: {state}.",
}
EACH_STANDS = timedelta(hours=12)  # a note that comes later than this would only confuse
MOST_PEOPLE = 100  # of a menu


@dataclass(frozen=True)
class Drawing:
    """What a card is drawn from."""

    card: Card
    kept: Conversation
    practice: Practice
    slack: InSlack
    now: datetime


def lane(card: Card) -> str:
    """Name the lane of a card: what is posted about it goes out one after the other."""
    return _token("slack", card.practice, card.number)


def begins(drawing: Drawing, channel: str) -> tuple[str, PostWork]:
    """The message with which the thread begins. Its identity is the card's, so it is posted once whatever happens."""
    said = drawn(drawing)
    card = drawing.card
    work = PostWork(card.practice, channel, said.text, _json(said.blocks), card.number, True, conversation=card.conversation)
    return _token("thread", card.practice, card.number), work


def redrawn(drawing: Drawing, why: str) -> tuple[str, PostUpdateWork]:
    """The same message, drawn anew after the event `why`."""
    said, card = drawn(drawing), drawing.card
    work = PostUpdateWork(card.practice, card.number, said.text, _json(said.blocks), card.conversation)
    return _token("redrawn", why, card.number), work


def says(card: Card, channel: str, said: Said, why: str, now: datetime, *, aloud: bool = False) -> tuple[str, PostWork]:
    """One message in the thread. `why` names it: the same event says it once."""
    token = _token("says", why, card.number, said.text, aloud)
    return token, PostWork(
        card.practice,
        channel,
        said.text,
        _json(said.blocks),
        card.number,
        aloud=aloud,
        conversation=card.conversation,
        until=now + EACH_STANDS,
    )


def marked(practice: E164, channel: str, at: str, name: str, cid: str) -> tuple[str, MarkWork]:
    """A mark on the message that stands `at` its ts, or that the effect of that id posts."""
    return _token("mark", at, name), MarkWork(practice, channel, at, name, cid)


# --- the card --------------------------------------------------------------------------------------------------------


def drawn(drawing: Drawing) -> Said:
    """Draw a card as it is now. The text is for notifications."""
    card = drawing.card
    title = f"{_sign(card)} {card.kind.value.capitalize()} (card {card.number})"
    return Said(f"{title}: {_state(card)}", tuple(_blocks(drawing, title)))


def _blocks(drawing: Drawing, title: str) -> Iterator[Block]:
    card, zone = drawing.card, drawing.practice.zone
    yield blocks.section(
        blocks.mrkdwn(f"*{title}*\n{blocks.escaped(_state(card))}, since {_clock(card.since.astimezone(zone))}")
    )
    lines = [*summary.about(drawing.kept.session, drawing.practice), *summary.tried(drawing.kept.session)]
    if lines:
        yield blocks.section(blocks.plain("\n".join(f"· {line}" for line in lines)))
    if card.state != "resolved":
        yield blocks.section(blocks.mrkdwn(f"*Next:* {summary.NEXT.get(card.kind, 'Read it, and answer.')}"))
    if card.last is not None:
        yield blocks.context(blocks.plain(f"{deed(card)} {_clock(card.last.at.astimezone(zone))}"))
    yield blocks.actions(*_buttons(drawing), block_id=f"card:{card.number}")
    if how := _how(drawing):
        yield blocks.context(blocks.plain(how))


def _buttons(drawing: Drawing) -> Iterator[Block]:
    """The buttons that make sense now; each carries the state it was drawn for."""
    card = drawing.card
    value = f"{card.number}.{cards.drawn(card)}"
    if card.state == "open":
        yield blocks.button("I'll take it", "card:take", value, style="primary")
    if card.state != "resolved":
        if drawing.slack.details != "full":
            yield blocks.button("Read and answer", "card:read", value)
        if card.kind in ANSWERED_BY_CALL:
            yield blocks.button("I called", "card:called", value)
        yield blocks.button("Give back", "card:give_back", value)
        yield blocks.button("Resolve", "card:resolve", value)
        able = [member for member in drawing.slack.staff if member.may("act")][:MOST_PEOPLE]
        if able:
            people = [blocks.option(member.name, f"{value}.{member.user}") for member in able]
            yield blocks.menu("Give to", "card:reassign", people)
    if cards.undoable(card, drawing.now):
        yield blocks.button("Undo", "card:undo", value)
    if card.state == "resolved":
        yield blocks.button("Refresh", "card:show", value)


def _sign(card: Card) -> str:
    if card.state == "resolved":
        return "✓"
    return "🔴" if card.kind in cards.URGENT else "🟡"


def _state(card: Card) -> str:
    return STATES[card.state].format(card.taken_by or "nobody")


def _how(drawing: Drawing) -> str:
    """What becomes of what is written in the thread: whoever asks a colleague there must not text the patient unawares."""
    state, silent = drawing.card.state, "The assistant is silent meanwhile."
    if state == "resolved":
        return ""
    if drawing.slack.details == "full":
        texted = "What you write in this thread is texted to the patient, unless it begins with // or names a colleague (@)."
        return f"{texted} {silent}" if state == "taken" else texted
    return f"{silent} What is written in this thread stays here." if state == "taken" else ""


def deed(card: Card) -> str:
    """Say what was done to it last, and by whom."""
    if card.last is None:
        return "Nobody has touched it yet."
    state = _state(card)
    return DEEDS.get(card.last.act, "").format(by=card.last.by, to=card.taken_by, state=state[0].lower() + state[1:])


# --- in the thread ---------------------------------------------------------------------------------------------------


def talk(texts: Sequence[Spoken], practice: Practice) -> Said:
    """Texts as they were written, each with whose it is. Only where words may stand in Slack.

    A notification does not repeat them: it lights up on locked phones, and Slack would make a link of an address in it.
    """
    lines = [f"{_who(text)}, {_clock(text.at.astimezone(practice.zone))}: {text.body}" for text in texts]
    return Said(f"{len(lines)} new in the conversation", tuple(blocks.section(blocks.plain(line)) for line in lines))


def _who(text: Spoken) -> str:
    return {"patient": "Patient", "": "Chairside"}.get(text.by, text.by)


def note(text: str) -> Said:
    """A sentence of ours; a name in it is escaped."""
    return Said(blocks.escaped(text), (blocks.context(blocks.plain(text)),))


def refusal(text: str) -> Said:
    """Why somebody may not: our own sentence, with mentions of whom to ask."""
    return Said(text, (blocks.section(blocks.mrkdwn(text)),))


def wrote_again(card: Card, slack: InSlack) -> Said:
    """The patient has written to whoever has the card, who is called; what, stands on our page."""
    who = next((f"<@{member.user}> " for member in slack.staff if member.name == card.taken_by), "")
    text = f"{who}They have written: press Read and answer."
    return Said(text, (blocks.section(blocks.mrkdwn(text)),))


def still_open(card: Card, slack: InSlack) -> Said:
    """Nobody has taken it: said aloud, to those who are on duty if the office file names them."""
    who = f"<!subteam^{slack.group}> " if slack.group else ""
    text = f"{who}{_sign(card)} Card {card.number}, {card.kind.value}: still waiting for somebody."
    return Said(text, (blocks.section(blocks.mrkdwn(text)),))


def _clock(at: datetime) -> str:
    return f"{at:%b} {at.day}, {at:%-I:%M %p}"


def _json(made: Sequence[Block]) -> bytes:
    return msgspec.json.encode(list(made))


def _token(*parts: object) -> str:
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
