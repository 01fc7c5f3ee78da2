"""The practice of the rig: its keys, its file, and how the bot is set up for it. Nothing of it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.practice import parse_practice
from bot.pretend.keys import Keys, office_file
from bot.settings import Settings, SlackSettings
from bot.store import read_secret
from tests.virtual import VirtualClock

URL = "http://127.0.0.1:1"
KEYS = Keys(
    developer_key="developer",
    customer_key="customer",
    account_sid="AC" + "0" * 32,
    auth_token="token-of-the-rig",
    desk_token="desk-of-the-rig",
    secret="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    slack_bot_token="xoxb-of-the-rig",
    slack_signing_secret="signed-by-the-rig",
    slack_app_token="xapp-of-the-rig",
)


def offices(clock: VirtualClock, file: Callable[[Keys], str] = office_file, details: str = ""):
    """`details` is what may stand in Slack: "none" is the practice's default, too."""
    day = clock.now().date()
    if (day, file, details) not in _OFFICES:
        text = file(KEYS)
        if details:
            text = text.replace("[hours]", f'slack_details = "{details}"\n\n[hours]', 1)
        _OFFICES[day, file, details] = (parse_practice(text, "office.toml", today=day),)
    return _OFFICES[day, file, details]


_OFFICES: dict = {}
_NOWHERE = Path("/nonexistent")
SETTINGS = Settings(
    home=_NOWHERE,
    offices=_NOWHERE,
    secret=read_secret(KEYS.secret),
    redis_url="",
    public_url=URL,
    opendental_url=f"{URL}/api/v1",
    opendental_developer_key=KEYS.developer_key,
    opendental_customer_key=KEYS.customer_key,
    twilio_account_sid=KEYS.account_sid,
    twilio_auth_token=KEYS.auth_token,
    twilio_api_url=URL,
    desk_token=KEYS.desk_token,
)
IN_SLACK = SlackSettings(KEYS.slack_bot_token, KEYS.slack_signing_secret, api_url=f"{URL}/api/")
