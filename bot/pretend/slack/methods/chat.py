"""chat.*: messages are posted, whispered, changed and deleted. Source: Slack, the methods' own pages."""

from __future__ import annotations

import re

from bot.pretend.slack import people
from bot.pretend.slack.call import Args, Inside
from bot.pretend.slack.content import content, from_app
from bot.pretend.slack.errors import Refused
from bot.pretend.slack.people import Channel
from bot.pretend.slack.workspace import Json

TS = re.compile(r"\d{10}\.\d{6}")


async def post_message(inside: Inside, args: Args) -> Json:
    channel = _writable(inside, args.needed("channel"))
    said = content(inside.workspace, args)
    parent = _parent(inside, channel, args)
    inside.setup.rates.message(channel.id, inside.workspace.now())
    message = {**from_app(), **said, **parent, "ts": inside.workspace.new_ts()}
    if parent and args.flag("reply_broadcast"):
        message["subtype"] = "thread_broadcast"
    inside.workspace.put(channel.id, message)
    inside.events.message(channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


async def post_ephemeral(inside: Inside, args: Args) -> Json:
    channel, user = _writable(inside, args.needed("channel")), args.needed("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    said = content(inside.workspace, args)
    whispered = inside.workspace.whisper(channel.id, user, {**from_app(), **said, **_parent(inside, channel, args)})
    return {"message_ts": whispered["ts"]}


async def update(inside: Inside, args: Args) -> Json:
    """With `text` alone the old blocks go."""
    channel, before = _own(inside, args, "cant_update_message")
    said = content(inside.workspace, args)
    kept = {key: value for key, value in before.items() if key != "blocks"}
    message = {**kept, **said}
    if not message.get("blocks"):
        message.pop("blocks", None)
        message["edited"] = {"user": people.BOT_USER, "ts": inside.workspace.new_ts()}
    inside.workspace.put(channel.id, message)
    inside.events.changed(channel, message, before)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


async def delete(inside: Inside, args: Args) -> Json:
    """Delete a message; one with answers stays as a tombstone."""
    channel, before = _own(inside, args, "cant_delete_message")
    if inside.workspace.replies(channel.id, before["ts"]):
        tombstone = {"type": "message", "subtype": "tombstone", "user": people.SLACKBOT, "hidden": True, "ts": before["ts"]}
        inside.workspace.put(channel.id, {**tombstone, "text": "This message was deleted.", "thread_ts": before["ts"]})
    else:
        inside.workspace.take_back(channel.id, before["ts"])
    inside.events.deleted(channel, before)
    return {"channel": channel.id, "ts": before["ts"]}


async def get_permalink(inside: Inside, args: Args) -> Json:
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    ts = args.needed("message_ts")
    if inside.workspace.message(channel.id, ts) is None:
        raise Refused("message_not_found")
    return {
        "channel": channel.id,
        "permalink": f"https://{people.DOMAIN}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}",
    }


def _writable(inside: Inside, name: str) -> Channel:
    """Return the channel of that ID or name, or the direct messages with that user. Raises Refused."""
    workspace = inside.workspace
    if (user := workspace.users.get(name)) is not None:
        direct = workspace.channels.get(f"D{name[1:]}")
        if direct is None or user.is_bot or user.deleted:
            raise Refused("channel_not_found")
        return direct
    by_name = next((c.id for c in workspace.channels.values() if c.name and c.name == name.lstrip("#")), name)
    channel = workspace.seen_by_bot(by_name)
    if channel.archived:
        raise Refused("is_archived")
    if people.BOT_USER not in channel.members and "chat:write.public" not in inside.setup.scopes:
        raise Refused("not_in_channel")
    return channel


def _parent(inside: Inside, channel: Channel, args: Args) -> Json:
    """Return what makes a message an answer in a thread. The vendor wants the parent's ts; we refuse an answer's."""
    ts = args.text("thread_ts")
    if not ts:
        return {}
    if not TS.fullmatch(ts):
        raise Refused("invalid_thread_ts")
    parent = inside.workspace.message(channel.id, ts)
    if parent is None:
        raise Refused("thread_not_found")
    if parent.get("thread_ts", ts) != ts:
        raise Refused("cannot_reply_to_message")
    return {"thread_ts": ts, "parent_user_id": parent["user"]}


def _own(inside: Inside, args: Args, otherwise: str) -> tuple[Channel, Json]:
    """Return a message of the app's own, and where it is: here only the channel's ID will do. Raises Refused."""
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    message = inside.workspace.message(channel.id, args.needed("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.get("bot_id") != people.BOT_ID:
        raise Refused(otherwise)
    return channel, message
