"""What an operator sets, checked once, each fault in one clear sentence."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from bot.store.seal import read_secret

OPEN_DENTAL = "https://api.opendental.com/api/v1"
TWILIO = "https://api.twilio.com"
SLACK = "https://slack.com/api/"
SHORTEST_TOKEN = 16
OTHER = "TWILIO_OTHER_AUTH_TOKEN"

Role = Literal["all", "web", "work"]


class BadSettings(ValueError):
    """A setting is missing or wrong. The text is for the operator and names no secret."""


@dataclass(frozen=True)
class SlackSettings:
    """How the practice's Slack is reached. `app_token` set: by a socket, so that nothing of ours need be reachable for it."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_token: str | None = field(default=None, repr=False)
    api_url: str = SLACK


@dataclass(frozen=True)
class Settings:
    """Everything `serve` needs from the environment. `environment` is kept for keys that an office file names."""

    home: Path
    offices: Path
    secret: bytes = field(repr=False)
    redis_url: str | None = field(repr=False)  # it may hold a password
    public_url: str
    opendental_url: str
    opendental_developer_key: str = field(repr=False)
    opendental_customer_key: str | None = field(repr=False)
    twilio_account_sid: str
    twilio_auth_token: str = field(repr=False)
    twilio_api_url: str = TWILIO
    desk_token: str | None = field(default=None, repr=False)
    twilio_other_token: str | None = field(default=None, repr=False)  # while the token is being changed
    slack: SlackSettings | None = None  # None: the desk is the cards and the alert numbers
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """Every token that may have signed a webhook."""
        return tuple(token for token in (self.twilio_auth_token, self.twilio_other_token) if token)

    @property
    def remote(self) -> bool:
        """The vendor's own host: one request a second and pages of 100."""
        return urlsplit(self.opendental_url).hostname == urlsplit(OPEN_DENTAL).hostname

    def interval(self, seconds: float | None) -> timedelta:
        """Say how far apart calls to an office begin: as its file has it, a second at the vendor's host."""
        return timedelta(seconds=seconds if seconds is not None else 1.0 if self.remote else 0.0)

    def page_size(self, rows: int | None) -> int:
        """Say how many rows we ask for at once: as its file has it, else what the office gives at most."""
        return rows or (100 if self.remote else 1000)

    def customer_key(self, env: str | None) -> str:
        """Return the customer key of an office file that names its own variable, else the common one."""
        key = self.environment.get(env, "").strip() if env else self.opendental_customer_key
        if not key:
            raise BadSettings(f"{env or 'OPENDENTAL_CUSTOMER_KEY'} is not set: it says which office answers.")
        return key


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises BadSettings with one sentence that says what to set."""
    home = Path(_maybe(environment, "CHAIRSIDE_HOME") or ".chairside")
    return Settings(
        home=home,
        offices=Path(_needed(environment, "CHAIRSIDE_OFFICES", "a folder of office files, or one file")),
        secret=_secret(environment),
        redis_url=_redis(environment),
        public_url=_public(environment),
        opendental_url=_opendental(environment),
        opendental_developer_key=_needed(environment, "OPENDENTAL_DEVELOPER_KEY", "your key as an Open Dental developer"),
        opendental_customer_key=_maybe(environment, "OPENDENTAL_CUSTOMER_KEY"),
        twilio_account_sid=_account(environment),
        twilio_auth_token=_auth_token(environment, "TWILIO_AUTH_TOKEN"),
        twilio_api_url=_vendor(environment, "TWILIO_API_URL", TWILIO),
        desk_token=_desk_token(environment),
        twilio_other_token=_auth_token(environment, OTHER) if _maybe(environment, OTHER) else None,
        slack=_slack(environment),
        environment=environment,
    )


# What stands in for a setting that is missing or wrong while the others are looked at. Never used: its fault is known by name.
STAND_INS = {
    "CHAIRSIDE_OFFICES": "offices",
    "CHAIRSIDE_SECRET": b64encode(bytes(range(32))).decode(),
    "PUBLIC_URL": "https://bot.invalid",
    "OPENDENTAL_DEVELOPER_KEY": "none",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "none-of-sixteen-letters",
    "SLACK_BOT_TOKEN": "xoxb-none",
    "SLACK_SIGNING_SECRET": "none-of-sixteen-letters",
}


def read_what_is_there(environment: Mapping[str, str]) -> tuple[Settings, Mapping[str, str]]:
    """Read the settings as far as they go, and the fault of each that is missing or wrong, by its name. For whoever is only
    setting things up: nothing may be done with a setting that has a fault.
    """
    faults: dict[str, str] = {}
    patched = dict(environment)
    while True:
        try:
            return read_settings(patched), faults
        except BadSettings as error:
            name = str(error).split()[0].rstrip(":")  # every fault begins with the name of its setting; a test holds them to it
            faults[name] = str(error)
            patched[name] = STAND_INS.get(name, "")


def _maybe(environment: Mapping[str, str], name: str) -> str | None:
    return environment.get(name, "").strip() or None


def _needed(environment: Mapping[str, str], name: str, what: str) -> str:
    value = _maybe(environment, name)
    if value is None:
        raise BadSettings(f"{name} is not set: {what}.")
    return value


def _secret(environment: Mapping[str, str]) -> bytes:
    text = _needed(
        environment,
        "CHAIRSIDE_SECRET",
        "it seals what rests in the store; make one with: openssl rand -base64 32",
    )
    try:
        return read_secret(text)
    except ValueError as error:
        raise BadSettings(f"CHAIRSIDE_SECRET: {error}") from None


def _account(environment: Mapping[str, str]) -> str:
    sid = _needed(environment, "TWILIO_ACCOUNT_SID", "the account the texting number belongs to")
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", sid):
        raise BadSettings(
            "TWILIO_ACCOUNT_SID must be AC and 32 digits or letters a-f: Twilio's console shows it on its first page."
        )
    return sid


def _auth_token(environment: Mapping[str, str], name: str) -> str:
    """Whoever guesses it can text us as anybody."""
    token = _needed(environment, name, "it proves that a webhook is the carrier's")
    if len(token) < SHORTEST_TOKEN:
        raise BadSettings(
            f"{name} is shorter than {SHORTEST_TOKEN} characters: Twilio's console shows it below the account SID."
        )
    return token


def _desk_token(environment: Mapping[str, str]) -> str | None:
    token = _maybe(environment, "CHAIRSIDE_DESK_TOKEN")
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise BadSettings(
            f"CHAIRSIDE_DESK_TOKEN is shorter than {SHORTEST_TOKEN} characters; make one with: openssl rand -hex 24."
        )
    return token


def _slack(environment: Mapping[str, str]) -> SlackSettings | None:
    """Slack is optional, but not by halves."""
    bot, signing = _maybe(environment, "SLACK_BOT_TOKEN"), _maybe(environment, "SLACK_SIGNING_SECRET")
    app = _maybe(environment, "SLACK_APP_TOKEN")
    url = _vendor(environment, "SLACK_API_URL", SLACK)
    if not url.endswith("/api"):
        raise BadSettings(f"SLACK_API_URL must end with /api/, like {SLACK}")
    if not (bot or signing or app):
        return None
    if bot is None or not bot.startswith("xoxb-"):
        raise BadSettings("SLACK_BOT_TOKEN must be the bot's own token, which begins with xoxb-: OAuth & Permissions shows it.")
    if signing is None or len(signing) < SHORTEST_TOKEN:
        raise BadSettings("SLACK_SIGNING_SECRET is missing or too short: Basic Information > App Credentials shows it.")
    if app is not None and not app.startswith("xapp-"):
        raise BadSettings("SLACK_APP_TOKEN must begin with xapp-: Basic Information > App-Level Tokens; leave it out for HTTP.")
    return SlackSettings(bot, signing, app, f"{url}/")


# --- addresses -------------------------------------------------------------------------------------------------------


def _redis(environment: Mapping[str, str]) -> str | None:
    value = _maybe(environment, "REDIS_URL")
    if value is not None and (parts := _parts(value)) is not None and parts.scheme in ("redis", "rediss", "unix"):
        return value
    if value is not None:
        raise BadSettings("REDIS_URL must be like redis://localhost:6379/0; leave it out to have the embedded store.")
    return None


def _public(environment: Mapping[str, str]) -> str:
    """The start of every address the carrier signs: one letter off, and every text is turned away as a forgery."""
    value = _needed(environment, "PUBLIC_URL", "the https address under which the carrier reaches us")
    parts = _parts(value)
    if parts is None or parts.username or parts.query or parts.fragment or "/twilio" in parts.path:
        raise BadSettings("PUBLIC_URL must be like https://bot.example.com, without a user, a query or the path of a webhook.")
    if not _sealed(parts):
        raise BadSettings("PUBLIC_URL must be https: patients' words come in there. Plain http is for this machine only.")
    return value.rstrip("/")


def _opendental(environment: Mapping[str, str]) -> str:
    value = _vendor(environment, "OPENDENTAL_URL", OPEN_DENTAL)
    if not value.endswith("/api/v1"):
        raise BadSettings("OPENDENTAL_URL must end with /api/v1, like http://localhost:30222/api/v1.")
    return value


def _vendor(environment: Mapping[str, str], name: str, default: str) -> str:
    value = (_maybe(environment, name) or default).rstrip("/")
    parts = _parts(value)
    if parts is None or parts.username or parts.query or parts.fragment:
        raise BadSettings(f"{name} must be an address like {default}, without a user or a query in it.")
    if not _sealed(parts):
        raise BadSettings(f"{name} must be https: patients' data goes there. Plain http is for this machine only.")
    return value


def _parts(value: str) -> SplitResult | None:
    """Take an address apart; None if it is none."""
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises if it is no number
    except ValueError:
        return None
    return parts if parts.hostname or parts.scheme == "unix" else None


def _sealed(parts: SplitResult) -> bool:
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))
