"""What Slack sends when somebody does something, field by field. Source: Slack, "Interaction payloads", "Slash commands"."""

from __future__ import annotations

from typing import Any

from bot.pretend.slack import people
from bot.pretend.slack.filling import filled
from bot.pretend.slack.people import Channel, User
from bot.pretend.slack.workspace import Json

HIDDEN = ("channel", "for", "slackbot")


def command(
    user: User, channel: Channel, name: str, text: str, *, token: str, trigger_id: str, response_url: str
) -> dict[str, str]:
    """A slash command: a form. In a direct message the channel is called "directmessage", in a private one "privategroup"."""
    called = {"public": channel.name, "private": "privategroup", "im": "directmessage"}[channel.kind]
    return {
        "token": token,
        "team_id": user.team,
        "team_domain": people.DOMAIN if user.team == people.TEAM else "dental-lab",
        "channel_id": channel.id,
        "channel_name": called,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": people.APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def who(user: User, token: str) -> Json:
    """What every interaction says of its user, the workspace and the app."""
    return {
        "team": {"id": people.TEAM, "domain": people.DOMAIN},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
        "api_app_id": people.APP,
        "token": token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(channel: Channel, message: Json) -> Json:
    """Where a press took place, if in a message. Of an ephemeral one the vendor sends no `message`."""
    ephemeral = "for" in message
    container = {"type": "message", "message_ts": message["ts"], "channel_id": channel.id, "is_ephemeral": ephemeral}
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    name = {"public": channel.name, "private": channel.name, "im": "directmessage"}[channel.kind]
    place: Json = {"container": container, "channel": {"id": channel.id, "name": name}}
    return place if ephemeral else {**place, "message": shown(message)}


def in_view(view: Json) -> Json:
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def shown(message: Json) -> Json:
    return {key: value for key, value in message.items() if key not in HIDDEN}


def action(block: Json, element: Json, value: Any, suggested: list[Json], action_ts: str) -> Json:
    """One entry of `actions`. Raises CannotBe."""
    told = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"], "action_ts": action_ts}
    if element["type"] == "button":
        more: Json = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return {**told, **more}
    if element["type"] == "overflow":
        chosen = filled({**element, "type": "static_select"}, value, [])
        return {**told, "selected_option": chosen["selected_option"]}
    first = {key: item for key, item in element.items() if key.startswith("initial_") or key == "placeholder"}
    return {**told, **filled(element, value, suggested), **first}
