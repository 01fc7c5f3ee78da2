"""What a message may be made of: for chat.*, a response_url and the answer to a command alike."""

from __future__ import annotations

from typing import Any

from bot.pretend.slack import people
from bot.pretend.slack.blocks import check_blocks, numbered
from bot.pretend.slack.call import Args
from bot.pretend.slack.errors import Refused, complained
from bot.pretend.slack.mrkdwn import linked
from bot.pretend.slack.workspace import Json, Workspace

LONGEST_TEXT, LONGEST_METADATA = 40_000, 8_000


def content(workspace: Workspace, args: Args) -> Json:
    """Return `text` and, if they were given, `blocks` and `metadata`, as the vendor keeps them. Raises Refused."""
    text = args.text("text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    blocks = args.value("blocks", "invalid_blocks_format")
    attachments = args.value("attachments", "invalid_attachments")
    if not text.strip() and not blocks and not attachments:
        raise Refused("no_text")
    if args.flag("link_names") or args.text("parse") == "full":
        text = linked(text, workspace.users.values())
    said: Json = {"text": text}
    if blocks is not None:
        said["blocks"] = _blocks(workspace, blocks)
    if (metadata := args.value("metadata", "invalid_metadata_format")) is not None:
        said["metadata"] = _metadata(metadata)
    return said


def from_app() -> Json:
    """Who a message of the app is from."""
    profile = {
        "id": people.BOT_ID, "app_id": people.APP, "user_id": people.BOT_USER, "name": "Chairside", "deleted": False,
        "updated": 1700000000, "team_id": people.TEAM, "icons": {},
    }  # fmt: skip
    return {
        "type": "message", "user": people.BOT_USER, "bot_id": people.BOT_ID, "app_id": people.APP, "team": people.TEAM,
        "bot_profile": profile,
    }  # fmt: skip


def _blocks(workspace: Workspace, blocks: Any) -> list[Json]:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    if complaints := check_blocks(blocks):
        raise complained("invalid_blocks", complaints)
    return numbered(blocks, lambda: workspace.new_id(length=5))


def _metadata(metadata: Any) -> Json:
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    if len(str(metadata)) > LONGEST_METADATA:
        raise Refused("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
