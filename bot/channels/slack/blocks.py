"""Our texts as Block Kit. What a patient wrote goes into `plain`, which Slack draws as it is; into `mrkdwn` only escaped.

Source: Slack, "Formatting text for app surfaces", "Block Kit"; the limits are the vendor's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

Block = dict[str, Any]
LONGEST_SECTION, LONGEST_LABEL, LONGEST_TEXT, LONGEST_TITLE = 3000, 75, 4000, 24
MOST_BLOCKS = 50  # of a message; a Home and a modal take 100


class Said(Struct, frozen=True):
    """A message: its blocks, and the text for notifications, written as mrkdwn: what is not ours in it is escaped."""

    text: str
    blocks: tuple[Block, ...] = ()


def escaped(text: str) -> str:
    """Escape the three characters that can begin a mention or a link; nothing else does."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def plain(text: str, most: int = LONGEST_SECTION) -> Block:
    """A text that is drawn as it is: no markup, no mention, and no emoji for ":8:"."""
    return {"type": "plain_text", "text": cut(text, most) or " ", "emoji": False}


def mrkdwn(text: str) -> Block:
    """A text of our own with markup. What is not ours in it must be `escaped`."""
    return {"type": "mrkdwn", "text": cut(text, LONGEST_SECTION) or " ", "verbatim": True}


def section(text: Block, *, block_id: str = "", accessory: Block | None = None) -> Block:
    more: Block = {"block_id": block_id} if block_id else {}
    return {"type": "section", "text": text, **more, **({"accessory": accessory} if accessory else {})}


def context(*texts: Block) -> Block:
    return {"type": "context", "elements": list(texts)}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block, block_id: str = "") -> Block:
    return {"type": "actions", "elements": list(elements), **({"block_id": block_id} if block_id else {})}


def button(label: str, action_id: str, value: str, *, style: str = "", url: str = "", sure: Block | None = None) -> Block:
    """`style` is "primary", "danger" or ""; `sure` asks once more."""
    more = {"style": style, "url": url, "confirm": sure}
    return {
        "type": "button",
        "text": plain(label, LONGEST_LABEL),
        "action_id": action_id,
        "value": value,
        **{name: given for name, given in more.items() if given},
    }


def option(label: str, value: str) -> Block:
    return {"text": plain(label, LONGEST_LABEL), "value": value}


def menu(label: str, action_id: str, options: Sequence[Block]) -> Block:
    return {"type": "static_select", "placeholder": plain(label, 150), "action_id": action_id, "options": list(options)}


def field(label: str, block_id: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """One field of a modal. An `element` without an action_id is an error of ours that Slack finds."""
    more = {"hint": plain(hint, 2000)} if hint else {}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
        **more,
    }


def modal(
    title: str,
    callback_id: str,
    blocks: Sequence[Block],
    *,
    submit: str = "",
    metadata: str = "",
) -> Block:
    """`submit` is the button's label; without it there is none. `metadata` comes back as it is, or as somebody changed it."""
    more = {"submit": plain(submit, LONGEST_TITLE)} if submit else {}
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, LONGEST_TITLE),
        "close": plain("Close", LONGEST_TITLE),
        "blocks": list(blocks),
        "private_metadata": metadata,
        **more,
    }


def message(said: Said) -> Mapping[str, Any]:
    """The arguments of a message, with everything off that would make of a text more than it says."""
    return {
        "text": cut(said.text, LONGEST_TEXT),
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
        **({"blocks": list(said.blocks[:MOST_BLOCKS])} if said.blocks else {}),
    }
