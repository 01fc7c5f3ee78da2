"""What the app is told of by itself: messages (its own too), mentions, an opened Home. Source: Slack, "Events API"."""

from __future__ import annotations

from bot.pretend.slack import people
from bot.pretend.slack.outgoing import Outgoing
from bot.pretend.slack.people import Channel, User
from bot.pretend.slack.setup import Setup
from bot.pretend.slack.workspace import Json, Workspace

SUBSCRIBED = {"public": "message.channels", "private": "message.groups", "im": "message.im"}


class Events:
    def __init__(self, workspace: Workspace, setup: Setup, outgoing: Outgoing) -> None:
        self._workspace = workspace
        self._setup = setup
        self._outgoing = outgoing

    def message(self, channel: Channel, message: Json) -> None:
        """Tell of a message. One that mentions the app is told of twice, as two events."""
        told = {**message, "channel": channel.id, "event_ts": message["ts"], "channel_type": people.EVENT_KIND[channel.kind]}
        self._message(channel, told)
        if f"<@{people.BOT_USER}>" in message.get("text", "") and "bot_id" not in message and channel.kind != "im":
            mention = {key: value for key, value in told.items() if key != "channel_type"}
            self._emit("app_mention", channel, {**mention, "type": "app_mention"})

    def changed(self, channel: Channel, message: Json, before: Json) -> None:
        self._message(channel, self._hidden(channel, "message_changed", message=message, previous_message=before))

    def deleted(self, channel: Channel, before: Json) -> None:
        self._message(channel, self._hidden(channel, "message_deleted", deleted_ts=before["ts"], previous_message=before))

    def home_opened(self, user: User, channel: str, tab: str) -> None:
        view = self._workspace.homes.get(user.id)
        event: Json = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": channel,
            "tab": tab,
            "event_ts": self._workspace.new_ts(),
        }
        if tab == "home" and view is not None:
            event["view"] = view
        self._emit("app_home_opened", None, event)

    def lifecycle(self, type_: str) -> None:
        """Tell that the app was taken out of the workspace, or its tokens revoked; always told of."""
        tokens = {"tokens": {"oauth": [], "bot": [people.BOT_USER]}} if type_ == "tokens_revoked" else {}
        self._outgoing.tell(self._callback({"type": type_, **tokens, "event_ts": self._workspace.new_ts()}, None))

    def _hidden(self, channel: Channel, subtype: str, **more: object) -> Json:
        ts = self._workspace.new_ts()
        kind = people.EVENT_KIND[channel.kind]
        shown = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel.id, "ts": ts, "event_ts": ts}
        return {**shown, "channel_type": kind, **more}

    def _message(self, channel: Channel, event: Json) -> None:
        if people.BOT_USER in channel.members:
            self._emit(SUBSCRIBED[channel.kind], channel, event)

    def _emit(self, subscription: str, channel: Channel | None, event: Json) -> None:
        if subscription in self._setup.events:
            self._outgoing.tell(self._callback(event, channel))

    def _callback(self, event: Json, channel: Channel | None) -> Json:
        return {
            "token": self._setup.token,
            "team_id": people.TEAM,
            "context_team_id": people.TEAM,
            "context_enterprise_id": None,
            "api_app_id": people.APP,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.new_id("Ev", 11),
            "event_time": int(self._workspace.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": people.TEAM,
                    "user_id": people.BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": bool(channel and channel.shared),
            "event_context": f"4-{self._workspace.secret()}",
        }
