"""What comes in from Slack, as values: who did what, and the identity by which a second delivery is the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]  # block -> action -> the state of that field, as Slack has it


class NotUnderstood(Exception):
    """Signed by Slack, and not of a shape we know."""


class Command(Struct, frozen=True, tag="command"):
    """Somebody typed a slash command. `name` has no slash; `text` is what followed, as typed."""

    id: str
    user: str
    team: str
    channel: str
    name: str
    text: str
    response_url: str
    trigger_id: str


class Press(Struct, frozen=True, kw_only=True, tag="press"):
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


class Submission(Struct, frozen=True, kw_only=True, tag="submission"):
    """Somebody submitted a modal. `metadata` is what we put into it: anybody could have changed it."""

    id: str
    user: str
    team: str
    callback_id: str
    metadata: str
    values: Values
    view_id: str
    trigger_id: str


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

    user: str
    team: str


class Gone(Struct, frozen=True):
    """The app was taken out of the workspace, or its tokens were revoked."""

    what: str
