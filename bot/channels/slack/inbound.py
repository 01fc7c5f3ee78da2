"""What Slack sends, as values: who did what, and the identity by which a second delivery is the same.

Payloads are Slack's; names of fields stay here. Source: Slack, "Interaction payloads", "Slash commands", "Events API".
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from bot.channels.slack.guard import Payload

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]  # block -> action -> the state of that field, as Slack has it


class NotUnderstood(Exception):
    """Signed by Slack, and not of a shape we know."""


class Command(Struct, frozen=True):
    """Somebody typed a slash command. `name` has no slash; `text` is what followed, as typed."""

    id: str
    user: str
    team: str
    channel: str
    name: str
    text: str
    response_url: str
    trigger_id: str


class Press(Struct, frozen=True, kw_only=True):
    """Somebody pressed a button or chose something, in a message (`channel`, `ts`) or in a view (`view_id`)."""

    id: str
    user: str
    team: str
    action_id: str
    block_id: str
    value: str  # the button's, or the chosen option's
    values: Values
    trigger_id: str
    response_url: str = ""
    channel: str = ""
    ts: str = ""
    thread_ts: str = ""
    view_id: str = ""
    metadata: str = ""  # the view's


class Submission(Struct, frozen=True, kw_only=True):
    """Somebody submitted a modal. `metadata` is what we put into it: anybody could have changed it."""

    id: str
    user: str
    team: str
    callback_id: str
    metadata: str
    values: Values
    view_id: str
    trigger_id: str


class Closed(Struct, frozen=True, kw_only=True):
    """Somebody closed a modal without submitting it."""

    id: str
    user: str
    team: str
    callback_id: str
    metadata: str
    view_id: str


class Suggestion(Struct, frozen=True, kw_only=True):
    """Somebody types into a field whose options come from us. Asked only, so it needs no identity."""

    user: str
    team: str
    action_id: str
    block_id: str
    typed: str
    metadata: str


class Message(Struct, frozen=True, kw_only=True):
    """A person wrote a message. `text` is what they see in their window."""

    id: str
    user: str
    team: str
    channel: str
    ts: str
    thread_ts: str
    text: str
    mentions: bool  # it speaks to somebody in the workspace


class HomeOpened(Struct, frozen=True):
    """Somebody looks at our Home."""

    id: str
    user: str
    team: str


class Gone(Struct, frozen=True):
    """The app was taken out of the workspace, or its tokens were revoked."""

    id: str
    team: str
    what: str


class Nothing(Struct, frozen=True):
    """Nothing to do with us: our own message come back, a change of one, an event we did not ask for."""

    team: str


class Ack(Struct, frozen=True):
    """What Slack is answered at once: nothing, or what a modal or a field is to show."""

    said: dict[str, Any] | None = None
    status: int = 200


Inbound = Command | Press | Submission | Closed | Suggestion | Message | HomeOpened | Gone | Nothing


# --- as Slack has them -----------------------------------------------------------------------------------------------


class _User(Struct, frozen=True):
    id: str
    team_id: str = ""


class _Named(Struct, frozen=True):
    id: str


class _View(Struct, frozen=True):
    id: str
    hash: str = ""
    callback_id: str = ""
    private_metadata: str = ""
    state: dict[str, Any] = {}


class _Option(Struct, frozen=True):
    value: str = ""


class _Action(Struct, frozen=True):
    action_id: str
    block_id: str = ""
    value: str = ""
    selected_option: _Option | None = None
    selected_user: str | None = None
    selected_date: str | None = None


class _Container(Struct, frozen=True):
    message_ts: str = ""
    channel_id: str = ""
    thread_ts: str = ""


class _Interaction(Struct, frozen=True):
    type: str
    user: _User
    team: _Named | None = None
    trigger_id: str = ""
    response_url: str = ""
    actions: tuple[_Action, ...] = ()
    container: _Container = _Container()
    view: _View | None = None
    state: dict[str, Any] | None = None
    action_id: str = ""
    block_id: str = ""
    value: str = ""


class _Command(Struct, frozen=True):
    command: str
    user_id: str
    team_id: str
    channel_id: str
    trigger_id: str
    response_url: str = ""
    text: str = ""


class _Event(Struct, frozen=True):
    type: str
    user: str = ""
    text: str = ""
    ts: str = ""
    channel: Any = ""
    thread_ts: str = ""
    subtype: str = ""
    bot_id: str | None = None
    hidden: bool = False
    tab: str = ""
    team: str = ""
    user_team: str = ""


class _Callback(Struct, frozen=True):
    team_id: str
    event: _Event
    event_id: str


def read(payload: Payload) -> Inbound:
    """Return what it is. Raises NotUnderstood."""
    try:
        if "command" in payload:
            return _command(msgspec.convert(payload, _Command))
        if payload.get("type") == "event_callback":
            return _event(msgspec.convert(payload, _Callback))
        return _interaction(msgspec.convert(payload, _Interaction))
    except msgspec.ValidationError:
        raise NotUnderstood from None


def _command(sent: _Command) -> Command:
    if not sent.trigger_id or not sent.user_id:
        raise NotUnderstood
    return Command(
        f"slack/command/{sent.trigger_id}",
        sent.user_id,
        sent.team_id,
        sent.channel_id,
        sent.command.lstrip("/"),
        sent.text,
        sent.response_url,
        sent.trigger_id,
    )


def _interaction(sent: _Interaction) -> Inbound:
    # Of a user from elsewhere, in a shared channel, `team` is where the app is and `user.team_id` where they are.
    team = sent.user.team_id or (sent.team.id if sent.team else "")
    view = sent.view
    match sent.type:
        case "block_actions" if sent.actions and sent.trigger_id:
            return _press(sent, sent.actions[0], team)
        case "view_submission" if view is not None:
            return Submission(
                id=f"slack/submission/{view.id}/{view.hash}",
                user=sent.user.id,
                team=team,
                callback_id=view.callback_id,
                metadata=view.private_metadata,
                values=_values(view.state),
                view_id=view.id,
                trigger_id=sent.trigger_id,
            )
        case "view_closed" if view is not None:
            return Closed(
                id=f"slack/closed/{view.id}",
                user=sent.user.id,
                team=team,
                callback_id=view.callback_id,
                metadata=view.private_metadata,
                view_id=view.id,
            )
        case "block_suggestion":
            return Suggestion(
                user=sent.user.id,
                team=team,
                action_id=sent.action_id,
                block_id=sent.block_id,
                typed=sent.value,
                metadata=view.private_metadata if view else "",
            )
        case _:
            raise NotUnderstood


def _press(sent: _Interaction, action: _Action, team: str) -> Press:
    option = action.selected_option.value if action.selected_option else ""
    return Press(
        id=f"slack/press/{sent.trigger_id}",
        user=sent.user.id,
        team=team,
        action_id=action.action_id,
        block_id=action.block_id,
        value=action.value or option or action.selected_user or action.selected_date or "",
        values=_values((sent.view.state if sent.view else sent.state) or {}),
        trigger_id=sent.trigger_id,
        response_url=sent.response_url,
        channel=sent.container.channel_id,
        ts=sent.container.message_ts,
        thread_ts=sent.container.thread_ts,
        view_id=sent.view.id if sent.view else "",
        metadata=sent.view.private_metadata if sent.view else "",
    )


def _values(state: Mapping[str, Any]) -> Values:
    return msgspec.convert(state.get("values", {}), dict[str, dict[str, dict[str, Any]]])


def _event(sent: _Callback) -> Inbound:
    event, team, id_ = sent.event, sent.team_id, f"slack/event/{sent.event_id}"
    match event.type:
        case "app_home_opened" if event.user and event.tab in ("", "home"):
            return HomeOpened(id_, event.user, team)
        case "app_uninstalled" | "tokens_revoked":
            return Gone(id_, team, event.type)
        case "message" if (
            event.user and event.bot_id is None and event.subtype in ("", "thread_broadcast") and not event.hidden
        ):
            return _message(event, team)
        case _:
            return Nothing(team)


def _message(event: _Event, team: str) -> Message:
    if not isinstance(event.channel, str):
        raise NotUnderstood
    return Message(
        id=f"slack/message/{event.channel}/{event.ts}",  # the same message may come as two events
        user=event.user,
        team=event.user_team or event.team or team,
        channel=event.channel,
        ts=event.ts,
        thread_ts=event.thread_ts,
        text=as_typed(event.text),
        mentions=_MENTION.search(event.text) is not None,
    )


WRITTEN = ("", "thread_broadcast")  # the other subtypes tell of changes
_MENTION = re.compile(r"<[@!][^>]*>")
_LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def as_typed(text: str) -> str:
    """Return what was typed: links as they were written, escaped characters as themselves."""
    return html.unescape(_LINK.sub(_typed, text))


def _typed(link: re.Match[str]) -> str:
    address, label = link[1], link[2]
    if address.startswith(("mailto:", "tel:")):
        return label or address.partition(":")[2]
    if address.startswith(("#", "@", "!")):
        return f"{address[0]}{label or address[1:]}"
    return address
