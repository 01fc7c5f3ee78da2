"""conversations.*, users.*: what is there to read, in pages, and a few small deeds. Source: Slack, the methods' own pages."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from typing import Any

from bot.pretend.slack import people
from bot.pretend.slack.call import Args, Inside
from bot.pretend.slack.errors import Refused
from bot.pretend.slack.people import Channel
from bot.pretend.slack.workspace import Json

CREATED = 1_700_000_000
TS = re.compile(r"\d{1,12}(\.\d{1,6})?")
EMOJI = re.compile(r"[a-z0-9_+'-]{1,100}")
READS = {"public": "channels", "private": "groups", "im": "im"}


def allowed(inside: Inside, channel: Channel, what: str) -> None:
    """Raises Refused if the scope for that kind of channel is missing."""
    scope = f"{READS[channel.kind]}:{what}"
    if scope not in inside.setup.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(sorted(inside.setup.scopes)))


async def info(inside: Inside, args: Args) -> Json:
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    allowed(inside, channel, "read")
    shown = channel.as_json(CREATED)
    return {"channel": shown | ({"num_members": len(channel.members)} if args.flag("include_num_members") else {})}


async def list_channels(inside: Inside, args: Args) -> Json:
    kinds = [kind.strip() for kind in (args.text("types") or "public_channel").split(",")]
    named = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
    if any(kind not in named for kind in kinds):
        raise Refused("invalid_types")
    wanted = [named[kind] for kind in kinds]
    found = [
        channel.as_json(CREATED)
        for channel in inside.workspace.channels.values()
        if channel.kind in wanted
        and (channel.kind == "public" or people.BOT_USER in channel.members)
        and not (channel.archived and args.flag("exclude_archived"))
    ]
    return _page("channels", found, args, 100, 999)


async def members(inside: Inside, args: Args) -> Json:
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    allowed(inside, channel, "read")
    return _page("members", list(channel.members), args, 100, 999)


async def history(inside: Inside, args: Args) -> Json:
    """The newest first, without the answers in threads."""
    channel = _readable(inside, args)
    shown = [
        _shown(inside.workspace.threaded(channel.id, message), args)
        for message in inside.workspace.messages[channel.id].values()
        if message.get("thread_ts", message["ts"]) == message["ts"] or message.get("subtype") == "thread_broadcast"
    ]
    page = _page("messages", _between(reversed(shown), args), args, 100, 999)
    return {**page, "pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}


async def replies(inside: Inside, args: Args) -> Json:
    """A thread, its parent first. An answer's ts gives that answer alone."""
    channel = _readable(inside, args)
    ts = args.needed("ts")
    parent = inside.workspace.message(channel.id, ts)
    if parent is None:
        raise Refused("thread_not_found")
    first = _shown(inside.workspace.threaded(channel.id, parent), args)
    answers = [_shown(reply, args) for reply in inside.workspace.replies(channel.id, ts)]
    return _page("messages", [first, *_between(answers, args)], args, 1000, 1000)


async def open_direct(inside: Inside, args: Args) -> Json:
    who = args.text("users") or args.text("channel")
    channel = inside.workspace.channels.get(who if who.startswith("D") else f"D{who[1:]}")
    if channel is None or channel.kind != "im":
        raise Refused("channel_not_found" if who.startswith("D") else "user_not_found")
    return {"channel": channel.as_json(CREATED) if args.flag("return_im") else {"id": channel.id}}


async def join(inside: Inside, args: Args) -> Json:
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    if channel.kind != "public":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    if people.BOT_USER not in channel.members:
        channel.members.append(people.BOT_USER)
    return {"channel": channel.as_json(CREATED)}


async def user_info(inside: Inside, args: Args) -> Json:
    user = inside.workspace.users.get(args.needed("user"))
    if user is None:
        raise Refused("user_not_found")
    zone, offset = inside.office()
    return {"user": user.as_json(offset, zone)}


async def list_users(inside: Inside, args: Args) -> Json:
    zone, offset = inside.office()
    shown = [user.as_json(offset, zone) for user in inside.workspace.users.values() if user.team == people.TEAM]
    return {**_page("members", shown, args, 1000, 1000), "cache_ts": int(inside.workspace.now().timestamp())}


async def react(inside: Inside, args: Args) -> Json:
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    name = args.needed("name").strip(":")
    message = inside.workspace.message(channel.id, args.text("timestamp"))
    if not EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    if message is None:
        raise Refused("message_not_found")
    given = [one for one in message.get("reactions", []) if one["name"] != name]
    before: Json = next((one for one in message.get("reactions", []) if one["name"] == name), {"users": []})
    if people.BOT_USER in before["users"]:
        raise Refused("already_reacted")
    who = [*before["users"], people.BOT_USER]
    inside.workspace.put(channel.id, {**message, "reactions": [*given, {"name": name, "users": who, "count": len(who)}]})
    return {}


def _readable(inside: Inside, args: Args) -> Channel:
    channel = inside.workspace.seen_by_bot(args.needed("channel"))
    allowed(inside, channel, "history")
    if people.BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _shown(message: Json, args: Args) -> Json:
    hidden = () if args.flag("include_all_metadata") else ("metadata",)
    return {key: value for key, value in message.items() if key not in hidden}


def _between(messages: Any, args: Args) -> list[Json]:
    """Keep what is after `oldest` and before `latest`."""
    oldest, latest, inclusive = args.text("oldest") or "0", args.text("latest") or "9999999999", args.flag("inclusive")
    for name, ts in (("oldest", oldest), ("latest", latest)):
        if not TS.fullmatch(ts):
            raise Refused(f"invalid_ts_{name}")
    low, high = float(oldest), float(latest)
    kept = []
    for message in messages:
        at = float(message["ts"])
        if low < at < high or (inclusive and at in (low, high)):
            kept.append(message)
    return kept


def _page(name: str, found: list[Any], args: Args, usual: int, most: int) -> Json:
    """Return one page and the cursor of the next."""
    limit, start = args.number("limit", usual, 1, most), 0
    if cursor := args.text("cursor"):
        try:
            start = int(b64decode(cursor, validate=True).decode().removeprefix("next:"))
        except ValueError:
            raise Refused("invalid_cursor") from None
    more = len(found) > start + limit
    next_cursor = b64encode(f"next:{start + limit}".encode()).decode() if more else ""
    page: Json = {name: found[start : start + limit], "response_metadata": {"next_cursor": next_cursor}}
    return page | ({"has_more": more} if name == "messages" else {})
