"""A view as the vendor keeps it, and how one takes another's place."""

from __future__ import annotations

from bot.pretend.slack import people
from bot.pretend.slack.blocks import numbered
from bot.pretend.slack.workspace import Json, Workspace

MOST_IN_STACK = 3


def as_view(workspace: Workspace, wanted: Json, below: Json | None = None) -> Json:
    """Return a new view; `below` is the modal it stands on."""
    view_id = workspace.new_id("V", 10)
    fixed = {
        "id": view_id,
        "team_id": people.TEAM,
        "app_id": people.APP,
        "app_installed_team_id": people.TEAM,
        "bot_id": people.BOT_ID,
        "root_view_id": below["root_view_id"] if below else view_id,
        "previous_view_id": below["id"] if below else None,
    }
    return {**fixed, **_given(workspace, wanted)}


def changed(workspace: Workspace, view: Json, wanted: Json) -> None:
    """Give the view its new content, under the same id and a new hash."""
    view.update(_given(workspace, wanted))
    workspace.notes.pop(view["id"], None)
    workspace.touched()


def _given(workspace: Workspace, wanted: Json) -> Json:
    return {
        "type": wanted["type"],
        "title": wanted.get("title"),
        "submit": wanted.get("submit"),
        "close": wanted.get("close"),
        "blocks": numbered(wanted["blocks"], lambda: workspace.new_id(length=5)),
        "private_metadata": wanted.get("private_metadata", ""),
        "callback_id": wanted.get("callback_id", ""),
        "external_id": wanted.get("external_id", ""),
        "clear_on_close": wanted.get("clear_on_close", False),
        "notify_on_close": wanted.get("notify_on_close", False),
        "submit_disabled": wanted.get("submit_disabled", False),
        "state": {"values": {}},
        "hash": f"{int(workspace.now().timestamp())}.{workspace.secret()[:8]}",
    }
