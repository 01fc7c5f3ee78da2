"""Block Kit from the outside: blocks, messages and views, and what the vendor adds to them when it takes them.

Source: Slack, "Block Kit: blocks", "Views". Not known here, and so refused: video, file, table, rich text input, file input,
workflow buttons. The bot uses none of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from bot.pretend.slack.elements import ACTION_ID, CHOSEN, IMAGE, PRESSED, TYPED, URL, plain, words
from bot.pretend.slack.shapes import (
    Check,
    Complaints,
    also,
    anything,
    array,
    boolean,
    by_type,
    complain,
    either,
    one_of,
    string,
    thing,
)

Json = dict[str, Any]
IN_MESSAGE, IN_VIEW, LARGEST_VIEW = 50, 100, 250_000
INTERACTIVE = {**PRESSED, **CHOSEN}
INPUTS = {**TYPED, **CHOSEN}
WORDS = {"mrkdwn": words(3000), "plain_text": words(3000)}


def _block(type_: str, needed: dict[str, Check] | None = None, /, **maybe: Check) -> Check:
    return thing({"type": one_of(type_), **(needed or {})}, block_id=ACTION_ID, **maybe)


BLOCKS: dict[str, Check] = {
    "section": also(
        _block(
            "section", text=words(3000), fields=array(words(2000), 1, 10), expand=boolean,
            accessory=by_type({**INTERACTIVE, "image": IMAGE})),
        either("text", "fields"),
    ),
    "divider": _block("divider"),
    "header": _block("header", {"text": plain(150)}),
    "image": also(
        _block("image", {"alt_text": string(2000, 1)}, image_url=URL, slack_file=anything, title=plain(2000)),
        either("image_url", "slack_file"),
    ),
    "context": _block("context", {"elements": array(by_type({"image": IMAGE, **WORDS}), 1, 10)}),
    "actions": _block("actions", {"elements": array(by_type(INTERACTIVE), 1, 25)}),
    "input": _block(
        "input", {"label": plain(2000), "element": by_type(INPUTS)},
        hint=plain(2000), optional=boolean, dispatch_action=boolean),
    "rich_text": _block("rich_text", {"elements": array(anything, 0, 1000)}),
    "markdown": _block("markdown", {"text": string(12_000, 1)}),
}  # fmt: skip
IN_VIEWS = {name: check for name, check in BLOCKS.items() if name != "markdown"}

COMMON: dict[str, Check] = {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)}
VIEWS: dict[str, Check] = {
    "modal": thing(
        {"type": one_of("modal"), "title": plain(24), "blocks": array(by_type(IN_VIEWS), 0, IN_VIEW)},
        submit=plain(24), close=plain(24), clear_on_close=boolean, notify_on_close=boolean, submit_disabled=boolean, **COMMON),
    "home": thing({"type": one_of("home"), "blocks": array(by_type(IN_VIEWS), 0, IN_VIEW)}, **COMMON),
}  # fmt: skip


def check_blocks(blocks: Any, at: str = "/blocks") -> Complaints:
    """Return what is wrong with the blocks of a message."""
    found: Complaints = []
    array(by_type(BLOCKS), 0, IN_MESSAGE)(blocks, at, found)
    _unique(blocks, at, found)
    return found


def check_view(view: Any, type_: str) -> Complaints:
    """Return what is wrong with a view of that type."""
    found: Complaints = []
    by_type({type_: VIEWS[type_]})(view, "/view", found)
    if found:
        return found
    _unique(view["blocks"], "/view/blocks", found)
    if type_ == "modal" and "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        complain(found, "/view", "missing required field: submit")  # needed as soon as there is an input block
    return found


def too_large(view: Any) -> bool:
    return len(json.dumps(view).encode()) > LARGEST_VIEW


def elements_of(block: Json) -> Iterator[Json]:
    """What can be pressed or filled in, in one block."""
    for one in (*block.get("elements", ()), block.get("accessory"), block.get("element")):
        if isinstance(one, dict) and one.get("type") in {**INTERACTIVE, **INPUTS}:
            yield one


def numbered(blocks: list[Json], new_id: Callable[[], str]) -> list[Json]:
    """Return the blocks as the vendor keeps them: each with a block_id, each element with an action_id."""
    kept: list[Json] = json.loads(json.dumps(blocks))
    for block in kept:
        block.setdefault("block_id", new_id())
        for one in elements_of(block):
            one.setdefault("action_id", new_id())
    return kept


def _unique(blocks: Any, at: str, found: Complaints) -> None:
    """No block_id twice, and in one block no action_id twice; at most one element takes the focus."""
    if not isinstance(blocks, list):
        return
    seen: set[str] = set()
    focused = 0
    for place, block in enumerate(block for block in blocks if isinstance(block, dict)):
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            complain(found, f"{at}/{place}/block_id", f"`block_id` {name} already exists")
        if isinstance(name, str):
            seen.add(name)
        actions = [one["action_id"] for one in _dicts(block) if isinstance(one.get("action_id"), str)]
        for twice in sorted({action for action in actions if actions.count(action) > 1}):
            complain(found, f"{at}/{place}", f"`action_id` {twice} already exists")
        focused += sum(one.get("focus_on_load") is True for one in _dicts(block))
    if focused > 1:
        complain(found, at, "only one element may have focus_on_load")


def _dicts(block: Json) -> Iterator[Json]:
    listed = block.get("elements")
    for one in (*(listed if isinstance(listed, list) else ()), block.get("accessory"), block.get("element")):
        if isinstance(one, dict):
            yield one
