"""What there is to see in the workspace, for the page and for scripts: people, channels, one channel as one person sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.pretend.slack import people as who
from bot.pretend.slack.mrkdwn import live
from bot.pretend.slack.payloads import HIDDEN
from bot.pretend.slack.workspace import Json, Workspace

RECENT = 20


def people(workspace: Workspace) -> Json:
    """Everybody who could be played, and every channel with its members."""
    users = [
        {
            "id": user.id, "name": user.name, "real_name": user.real_name, "title": user.title, "admin": user.is_admin,
            "guest": user.restricted, "elsewhere": user.team != who.TEAM, "bot": user.is_bot or user.id == who.SLACKBOT,
        }
        for user in workspace.users.values()
        if not user.deleted
    ]  # fmt: skip
    channels = [
        {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "user": channel.user,
            "members": list(channel.members),
            "archived": channel.archived,
            "shared": channel.shared,
            "has_app": who.BOT_USER in channel.members,
        }
        for channel in workspace.channels.values()
    ]
    return {"users": users, "channels": channels, "app_user": who.BOT_USER, "trouble": workspace.trouble[-RECENT:]}


def channel(workspace: Workspace, channel_id: str, user: str | None) -> Json:
    """A channel as that user sees it, or, without a user, all of it with every whisper: messages, each with its thread."""
    whispers = [w for w in workspace.whispers.values() if w["channel"] == channel_id and user in (None, w["for"])]
    messages = [*workspace.messages[channel_id].values(), *whispers]
    shown = [_message(workspace, message) for message in sorted(messages, key=lambda message: str(message["ts"]))]
    threads: dict[str, list[Json]] = {}
    for message in shown:
        if (thread := message["thread_ts"]) and thread != message["ts"]:
            threads.setdefault(thread, []).append(message)
    top = [message for message in shown if message["thread_ts"] in (None, message["ts"])]
    for message in top:
        message["replies"] = threads.get(message["ts"], [])
    found = workspace.channels[channel_id]
    return {"id": found.id, "name": found.name, "kind": found.kind, "messages": top}


def modals(workspace: Workspace, user: str) -> Json:
    """The modals of that user, the one on top last, and what Slack itself says in it."""
    stack = workspace.modals.get(user, [])
    return {"user": user, "views": stack, "note": workspace.notes.get(stack[-1]["id"], "") if stack else ""}


def _message(workspace: Workspace, message: Json) -> Json:
    user = workspace.users[message["user"]]
    return {
        "ts": message["ts"],
        "at": datetime.fromtimestamp(float(message["ts"]), UTC).isoformat(),
        "user": user.id,
        "name": user.real_name,
        "app": message.get("bot_id") is not None,
        "text": message.get("text", ""),
        "blocks": _drawn(message),
        "thread_ts": message.get("thread_ts"),
        "edited": "edited" in message,
        "reactions": message.get("reactions", []),
        "metadata": message.get("metadata"),
        "only_for": message.get("for"),
        "slackbot": bool(message.get("slackbot")),
        "live": live({key: value for key, value in message.items() if key not in HIDDEN}),
    }


def _drawn(message: Json) -> list[Any]:
    """What a person wrote is drawn from its text."""
    blocks: list[Any] = message.get("blocks", [])
    return [] if "client_msg_id" in message else blocks
