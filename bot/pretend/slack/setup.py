"""How the app is set up at the vendor's: its tokens and scopes, what it is told of. All can be changed while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.pretend.slack.rates import Rates

SCOPES = frozenset(
    {
        "commands", "chat:write", "channels:read", "channels:history", "groups:read", "groups:history", "im:history", "im:read",
        "im:write", "users:read", "reactions:write", "app_mentions:read",
    }
)  # fmt: skip
EVENTS = frozenset({"message.channels", "message.groups", "message.im", "app_mention", "app_home_opened"})
REVOKED = ("", "token_revoked", "account_inactive", "token_expired", "invalid_auth")


@dataclass
class Setup:
    """`app_token` is for Socket Mode; `token` the old verification token that stands in every payload."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_token: str = field(repr=False)
    token: str = field(repr=False, default="pretend-verification-token")
    scopes: frozenset[str] = SCOPES
    events: frozenset[str] = EVENTS
    commands: frozenset[str] | None = None  # which commands the app has; None: any
    home_tab: bool = True
    refuses: str = ""  # one of REVOKED: what every call of the bot token is answered
    rates: Rates = field(default_factory=Rates)
