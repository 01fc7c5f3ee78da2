"""What the app may do in Slack and what it is told of: in its manifest, and looked at by the doctor."""

from __future__ import annotations

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "commands": "slash commands",
    "chat:write": "cards, and what is said in their threads",
    "channels:read": "doctor: is the channel there, is the app in it",
    "channels:history": "answers in threads; and to look, before a post is tried again, whether it stands already",
    "groups:read": "the same in a private channel",
    "groups:history": "the same in a private channel",
    "reactions:write": "the mark on an answer that has arrived",
    "users:read": "who is a guest",
    "im:write": "to tell somebody who is in no channel of ours",
}
EVENTS = ("app_home_opened", "app_uninstalled", "message.channels", "message.groups", "tokens_revoked")
