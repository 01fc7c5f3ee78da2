"""What a command answers, as a value; and as Block Kit."""

from __future__ import annotations

from msgspec import Struct

from bot.channels.slack.blocks import MOST_BLOCKS, Block, Said, actions, button, escaped, plain, section
from bot.frontdesk.table import OPENS


class Push(Struct, frozen=True):
    """A button. `does` is what it begins, `value` the state that it was drawn for; or `url` opens in the browser."""

    label: str
    does: str = ""
    value: str = ""
    style: str = ""
    url: str = ""


class Part(Struct, frozen=True):
    """A few lines, and what can be done about them."""

    text: str
    pushes: tuple[Push, ...] = ()


class Answer(Struct, frozen=True):
    """What whoever asked, and nobody else, is answered."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts)


class Tell(Exception):
    """What was asked cannot be done; the sentence says why, and what can."""


def answer(text: str, *pushes: Push) -> Answer:
    return Answer((Part(text, pushes),))


def said(what: Answer) -> Said:
    """Draw it. Names and notes stand in plain text, so nothing in them comes alive."""
    blocks: list[Block] = []
    for place, part in enumerate(what.parts):
        blocks.append(section(plain(part.text)))
        if part.pushes:
            blocks.append(actions(*(_button(push, place, n) for n, push in enumerate(part.pushes))))
    if len(blocks) > MOST_BLOCKS:
        blocks = [*blocks[: MOST_BLOCKS - 1], section(plain("There is more: ask for less at once."))]
    return Said(escaped(what.text), tuple(blocks))


def _button(push: Push, place: int, n: int) -> Block:
    """Slack tells us of a link too; who may only look opens it all the same, so it is no "desk" button."""
    does = OPENS if push.url else f"desk:{push.does}"
    return button(push.label, f"{does}:{place}:{n}", push.value, style=push.style, url=push.url)
