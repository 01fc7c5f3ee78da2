"""The keys of the pretend world, and the settings to paste so that a bot finds it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from secrets import randbelow, token_bytes, token_hex, token_urlsafe
from shlex import quote

FRONT_DESK_CHANNEL = "C0FRONTDESK"  # the pretend workspace's, where the front desk works
TEXTING, FRONT_DESK, STAFF = "+15035550199", "+15035550100", "+15035550142"


@dataclass(frozen=True)
class Keys:
    """What the bot and the pretend vendors must agree on."""

    developer_key: str = field(repr=False)
    customer_key: str = field(repr=False)
    account_sid: str
    auth_token: str = field(repr=False)
    desk_token: str = field(repr=False)
    secret: str = field(repr=False)  # the bot's own; only for the block of settings
    slack_bot_token: str = field(repr=False, default_factory=lambda: f"xoxb-{_digits()}-{_digits()}-{token_hex(12)}")
    slack_signing_secret: str = field(repr=False, default_factory=lambda: token_hex(16))
    slack_app_token: str = field(repr=False, default_factory=lambda: f"xapp-1-A0CHAIRSID-{_digits()}-{token_hex(32)}")
    texting_number: str = TEXTING
    front_desk_number: str = FRONT_DESK
    staff_number: str = STAFF  # a member of staff's mobile: alerts go there

    @classmethod
    def fresh(cls) -> Keys:
        """Return keys nobody knows."""
        return cls(
            developer_key=token_urlsafe(12),
            customer_key=token_urlsafe(12),
            account_sid=f"AC{token_hex(16)}",
            auth_token=token_hex(16),
            desk_token=token_urlsafe(24),
            secret=b64encode(token_bytes(32)).decode(),
        )


def _digits() -> str:
    return str(10**11 + randbelow(9 * 10**11))


def settings_block(keys: Keys, port: int, bot_url: str, home: Path) -> tuple[str, str]:
    """Return the environment and the office file that point a bot at the pretend world on that port."""
    here = f"http://localhost:{port}"
    env = {
        "CHAIRSIDE_HOME": str(home),
        "CHAIRSIDE_OFFICES": str(home / "offices"),
        "CHAIRSIDE_SECRET": keys.secret,
        "CHAIRSIDE_DESK_TOKEN": keys.desk_token,
        "PUBLIC_URL": bot_url,
        "OPENDENTAL_URL": f"{here}/api/v1",
        "OPENDENTAL_DEVELOPER_KEY": keys.developer_key,
        "OPENDENTAL_CUSTOMER_KEY": keys.customer_key,
        "TWILIO_API_URL": here,
        "TWILIO_ACCOUNT_SID": keys.account_sid,
        "TWILIO_AUTH_TOKEN": keys.auth_token,
        "SLACK_API_URL": f"{here}/api/",
        "SLACK_BOT_TOKEN": keys.slack_bot_token,
        "SLACK_SIGNING_SECRET": keys.slack_signing_secret,
    }
    lines = "".join(f"{name}={quote(value)}\n" for name, value in env.items())  # a shell reads them, too
    return f"{lines}# SLACK_APP_TOKEN={keys.slack_app_token}  # set, it makes Slack come through a socket\n", office_file(keys)


def office_file(
    keys: Keys, *, seconds_between_calls: float = 1.0, page_size: int = 100, slack_details: str | None = None
) -> str:
    """Return the office file of the pretend practice, by default with the pace and the pages of the vendor's own host.

    `slack_details` is what stands in Slack, "none" or "full"; left out, it is not in the file.
    """
    details = f'slack_details = "{slack_details}"\n' if slack_details else ""
    return f'''name = "Maple Street Dental"
texting_number = "{keys.texting_number}"
front_desk_number = "{keys.front_desk_number}"
alert_numbers = ["{keys.staff_number}"]
timezone = "America/Los_Angeles"
languages = ["en", "es"]
booking = "websched"
slack_channel = "{FRONT_DESK_CHANNEL}"
{details}seconds_between_calls = {seconds_between_calls}
page_size = {page_size}

[hours]
monday = "8:00-17:00"
tuesday = "8:00-17:00"
wednesday = "8:00-17:00"
thursday = "8:00-17:00"
friday = "8:00-17:00"

[[reasons]]
name = "cleaning"
says = {{ en = ["cleaning", "checkup"], es = ["limpieza"] }}
existing_patient = 326
new_patient = 327
appointment_type = 12

[[reasons]]
name = "toothache"
says = {{ en = ["toothache", "tooth hurts"], es = ["dolor de muela"] }}
existing_patient = 328
new_patient = 331
appointment_type = 13

[staff]
U0JOFRONT1 = {{ name = "Jo Bennett", role = "act" }}
U0PRIYADSK = {{ name = "Priya Shah", role = "act" }}
U0MANAGER1 = {{ name = "Marisol Ortega", role = "manage" }}
'''
