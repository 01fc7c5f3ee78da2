"""What the bot answers to a command at once, or later through a response_url: a whisper, a message, the old one changed."""

from __future__ import annotations

from bot.pretend.slack import people
from bot.pretend.slack.call import Args, Inside
from bot.pretend.slack.content import content, from_app
from bot.pretend.slack.errors import Refused
from bot.pretend.slack.tickets import Reply
from bot.pretend.slack.workspace import Json

FIELDS = ("text", "blocks", "attachments", "metadata", "link_names", "parse")


class Answering:
    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._workspace = inside.workspace

    def answer(self, reply: Reply, said: Json) -> None:
        """Carry one answer out. Raises Refused."""
        args = Args(said)
        if reply.source is not None and args.flag("delete_original"):
            self._delete(reply)
            return
        message = content(self._workspace, Args({name: said.get(name) for name in FIELDS}))
        if reply.source is not None and args.flag("replace_original"):
            self._replace(reply, reply.source, message)
            return
        if thread := args.text("thread_ts") or reply.thread or "":
            message["thread_ts"] = thread
        if args.text("response_type") == "in_channel":
            self._post(reply, message)
        else:
            self._workspace.whisper(reply.channel, reply.user, {**from_app(), **message})

    def slackbot(self, user: str, channel: str, text: str) -> None:
        """Slack itself says something to one user."""
        self._workspace.whisper(channel, user, {"type": "message", "user": people.SLACKBOT, "text": text, "slackbot": True})

    def _post(self, reply: Reply, message: Json) -> None:
        """A response_url works where the app is no member, too."""
        channel = self._workspace.channels[reply.channel]
        posted = {**from_app(), **message, "ts": self._workspace.new_ts()}
        self._workspace.put(channel.id, posted)
        self._inside.events.message(channel, posted)

    def _replace(self, reply: Reply, ts: str, message: Json) -> None:
        if ts in self._workspace.whispers:
            kept = {key: value for key, value in self._workspace.whispers[ts].items() if key != "blocks"}
            self._workspace.whisper(reply.channel, reply.user, {**kept, **message})
            return
        before = self._workspace.message(reply.channel, ts)
        if before is None:
            raise Refused("message_not_found", status=404)
        kept = {key: value for key, value in before.items() if key != "blocks"}
        after = self._workspace.put(reply.channel, {**kept, **message})
        self._inside.events.changed(self._workspace.channels[reply.channel], after, before)

    def _delete(self, reply: Reply) -> None:
        ts = reply.source or ""
        if ts in self._workspace.whispers:
            self._workspace.hush(ts)
        elif (before := self._workspace.message(reply.channel, ts)) is not None:
            self._workspace.take_back(reply.channel, ts)
            self._inside.events.deleted(self._workspace.channels[reply.channel], before)
        else:
            raise Refused("message_not_found", status=404)
