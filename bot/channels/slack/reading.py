"""Slack's payloads, read: one function a kind, the payload that bolt matched in, our value out. Names of fields stay here.

What is not of its shape raises NotUnderstood. Source: Slack, "Interaction payloads", "Slash commands", "Events API".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from bot.channels.slack.guard import Payload
from bot.channels.slack.inbound import (
    Command,
    Gone,
    HomeOpened,
    Message,
    NotUnderstood,
    Press,
    Submission,
    Suggestion,
    Values,
)

S = TypeVar("S", bound=Struct)


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


class _By(Struct, frozen=True, kw_only=True):
    """What every interaction has."""

    user: _User
    team: _Named | None = None
    trigger_id: str = ""

    @property
    def from_team(self) -> str:
        """Of a user from elsewhere, in a shared channel, `team` is where the app is and `user.team_id` where they are."""
        return self.user.team_id or (self.team.id if self.team else "")


class _Press(_By, frozen=True, kw_only=True):
    actions: tuple[_Action, ...]
    response_url: str = ""
    container: _Container = _Container()
    view: _View | None = None
    state: dict[str, Any] | None = None


class _Submission(_By, frozen=True, kw_only=True):
    view: _View


class _Suggestion(_By, frozen=True, kw_only=True):
    action_id: str = ""
    block_id: str = ""
    value: str = ""
    view: _View | None = None


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
    bot_id: str | None = None
    hidden: bool = False
    tab: str = ""
    blocks: Any = ()
    team: str = ""
    user_team: str = ""


class _Callback(Struct, frozen=True):
    team_id: str
    event: _Event
    event_id: str


def _as(payload: Payload, shape: type[S]) -> S:
    try:
        return msgspec.convert(payload, shape)
    except msgspec.ValidationError:
        raise NotUnderstood from None


# --- what a person did -------------------------------------------------------------------------------------------------


def command(payload: Payload) -> Command:
    """Read a slash command. Its `trigger_id` is its identity: a second delivery brings the same."""
    sent = _as(payload, _Command)
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


def press(payload: Payload) -> Press:
    """Read a press or a choice: the first of its actions, for Slack sends one."""
    sent = _as(payload, _Press)
    if not sent.actions or not sent.trigger_id:
        raise NotUnderstood
    action = sent.actions[0]
    option = action.selected_option.value if action.selected_option else ""
    return Press(
        id=f"slack/press/{sent.trigger_id}",
        user=sent.user.id,
        team=sent.from_team,
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


def submission(payload: Payload) -> Submission:
    """Read a modal that was submitted. The view and its hash are its identity: a hash changes with every view drawn into it."""
    sent = _as(payload, _Submission)
    view = sent.view
    return Submission(
        id=f"slack/submission/{view.id}/{view.hash}",
        user=sent.user.id,
        team=sent.from_team,
        callback_id=view.callback_id,
        metadata=view.private_metadata,
        values=_values(view.state),
        view_id=view.id,
        trigger_id=sent.trigger_id,
    )


def suggestion(payload: Payload) -> Suggestion:
    """Read what was typed into a field whose options come from us."""
    sent = _as(payload, _Suggestion)
    return Suggestion(
        user=sent.user.id,
        team=sent.from_team,
        action_id=sent.action_id,
        block_id=sent.block_id,
        typed=sent.value,
        metadata=sent.view.private_metadata if sent.view else "",
    )


def _values(state: Mapping[str, Any]) -> Values:
    try:
        return msgspec.convert(state.get("values", {}), dict[str, dict[str, dict[str, Any]]])
    except msgspec.ValidationError:
        raise NotUnderstood from None


# --- events --------------------------------------------------------------------------------------------------------------


def home_opened(payload: Payload) -> HomeOpened | None:
    """Read who looks at our Home. None: they look at another tab of ours."""
    sent = _as(payload, _Callback)
    event = sent.event
    return HomeOpened(event.user, sent.team_id) if event.user and event.tab in ("", "home") else None


def gone(payload: Payload) -> Gone:
    """Read that the app was taken out, and how."""
    return Gone(_as(payload, _Callback).event.type)


def message(payload: Payload) -> Message | None:
    """Read a message that a person wrote. None: no person wrote it; our own come back, too."""
    sent = _as(payload, _Callback)
    event = sent.event
    if not event.user or event.bot_id is not None or event.hidden:
        return None
    if not isinstance(event.channel, str):
        raise NotUnderstood
    return Message(
        id=f"slack/message/{event.channel}/{event.ts}",  # the same message may come as two events
        user=event.user,
        team=event.user_team or event.team or sent.team_id,
        channel=event.channel,
        ts=event.ts,
        thread_ts=event.thread_ts,
        text=as_typed(event.text, event.blocks),
        mentions=_MENTION.search(event.text) is not None,
    )


_MENTION = re.compile(r"<[@!][^>]*>")
_CODE = re.compile(r"[0-9a-f]{2,5}(-[0-9a-f]{2,5})*")
_LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def as_typed(text: str, blocks: Any = ()) -> str:
    """Return what was typed: links as they were written, escaped characters as themselves, emoji as themselves.

    Slack writes ":wave:" for what was picked, and in the `blocks` beside it which characters that is.
    """
    for name, character in _emoji(blocks):
        text = text.replace(name, character)
    return html.unescape(_LINK.sub(_typed, text))


def _emoji(blocks: Any) -> Iterator[tuple[str, str]]:
    """Find the emoji of a rich text: what stands for each in the text, and its characters. Those of a workspace have none."""
    left = [blocks]
    while left:
        match left.pop():
            case list() as several:
                left.extend(several)
            case {"type": "emoji", "name": str(name), "unicode": str(code)} as one if _CODE.fullmatch(code):
                tone = f":skin-tone-{one['skin_tone']}:" if "skin_tone" in one else ""
                yield f":{name}:{tone}", "".join(chr(int(part, 16)) for part in code.split("-"))
            case {"elements": inner}:
                left.append(inner)


def _typed(link: re.Match[str]) -> str:
    address, label = link[1], link[2]
    if address.startswith(("mailto:", "tel:")):
        return label or address.partition(":")[2]
    if address.startswith(("#", "@", "!")):
        return f"{address[0]}{label or address[1:]}"
    return address
