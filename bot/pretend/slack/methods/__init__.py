"""Which methods there are, what scopes they want (any one of them), and how often a minute they may be called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.pretend.slack import people
from bot.pretend.slack.call import Args, Inside
from bot.pretend.slack.methods import chat, reads, views
from bot.pretend.slack.workspace import Json

Do = Callable[[Inside, Args], Awaitable[Json]]
TIER_2, TIER_3, TIER_4 = 20, 50, 100


@dataclass(frozen=True)
class Method:
    """`json` says whether a JSON body is read; those that only read do not take one."""

    do: Do
    scopes: tuple[str, ...] = ()
    per_minute: int | None = None
    json: bool = True
    app_token: bool = False


async def auth_test(inside: Inside, args: Args) -> Json:
    return {
        "url": f"https://{people.DOMAIN}.slack.com/", "team": "Maple Street Dental", "user": "chairside",
        "team_id": people.TEAM, "user_id": people.BOT_USER, "bot_id": people.BOT_ID, "is_enterprise_install": False,
    }  # fmt: skip


async def connections_open(inside: Inside, args: Args) -> Json:
    return {"url": await inside.sockets.open()}


def _any(what: str) -> tuple[str, ...]:
    return tuple(f"{kind}:{what}" for kind in ("channels", "groups", "mpim", "im"))


WRITE = ("chat:write",)
METHODS: dict[str, Method] = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(connections_open, app_token=True),
    "chat.postMessage": Method(chat.post_message, WRITE),
    "chat.postEphemeral": Method(chat.post_ephemeral, WRITE, TIER_4),
    "chat.update": Method(chat.update, WRITE, TIER_3),
    "chat.delete": Method(chat.delete, WRITE, TIER_3),
    "chat.getPermalink": Method(chat.get_permalink, json=False),
    "views.open": Method(views.open_view, per_minute=TIER_4),
    "views.push": Method(views.push, per_minute=TIER_4),
    "views.update": Method(views.update, per_minute=TIER_4),
    "views.publish": Method(views.publish, per_minute=TIER_4),
    "conversations.info": Method(reads.info, _any("read"), TIER_3, json=False),
    "conversations.list": Method(reads.list_channels, _any("read"), TIER_2, json=False),
    "conversations.members": Method(reads.members, _any("read"), TIER_4, json=False),
    "conversations.history": Method(reads.history, _any("history"), TIER_3, json=False),
    "conversations.replies": Method(reads.replies, _any("history"), TIER_3, json=False),
    "conversations.open": Method(reads.open_direct, ("im:write", "mpim:write", "channels:manage"), TIER_3),
    "conversations.join": Method(reads.join, ("channels:join",), TIER_3),
    "users.info": Method(reads.user_info, ("users:read",), TIER_4, json=False),
    "users.list": Method(reads.list_users, ("users:read",), TIER_2, json=False),
    "reactions.add": Method(reads.react, ("reactions:write",), TIER_3),
}
