"""A bot as the doctor finds it: settings that point at pretend vendors, and a door that is the bot's own code."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.doctor.case import case_of
from bot.doctor.table import examine
from bot.doctor.verdict import Line, State
from bot.web import Web
from tests.bot.vendors import Vendors, vendors

MAPLE = """
name = "Maple Street Dental"
texting_number = "+15035550199"
front_desk_number = "+15035550100"
alert_numbers = ["+15035550142"]
timezone = "America/Los_Angeles"
[hours]
monday = "8:00-17:00"
[[reasons]]
name = "cleaning"
existing_patient = 326
new_patient = 327
[[reasons]]
name = "toothache"
existing_patient = 328
[[chairs]]
provider = 3
operatory = 3
reasons = ["cleaning"]
[[chairs]]
provider = 2
operatory = 4
"""


class Bot:
    """The settings, the vendors, and the file of one practice; a test spoils one of them."""

    def __init__(self, world: Vendors, home, redis_url: str) -> None:
        self.world, self.home = world, home
        self.file = home / "maple.toml"
        self.file.write_text(MAPLE)
        self.settings = {
            "CHAIRSIDE_HOME": str(home),
            "CHAIRSIDE_OFFICES": str(self.file),
            "CHAIRSIDE_SECRET": world.keys.secret,
            "REDIS_URL": redis_url,
            "PUBLIC_URL": world.at,
            **world.office_settings(),
            "TWILIO_API_URL": world.at,
            "TWILIO_ACCOUNT_SID": world.keys.account_sid,
            "TWILIO_AUTH_TOKEN": world.keys.auth_token,
        }
        self.answers()

    def answers(self, token: str | None = None, prefix: str = "") -> None:
        """Let the bot's own routes answer, as if started with that auth token, behind a proxy that adds a prefix."""
        web = Web(
            desk=None,  # what the doctor sends is no text: nobody is asked
            executors={},
            clock=None,
            public_url=self.world.at + prefix,
            auth_tokens=(token or self.world.keys.auth_token,),
            account_sid=self.world.keys.account_sid,
            desk_token=None,
        )
        self.door = web.routes()
        self.world.also(self.door)

    def says(self, old: str, new: str) -> None:
        """Change the office file."""
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new, 1))

    def number(self, **changes) -> None:
        """Change the number's page in Twilio's console."""
        number = self.world.keys.texting_number
        self.world.carrier.lines[number] = replace(self.world.carrier.lines[number], **changes)

    def examined(self, now=lambda: datetime.now(UTC)) -> list[Line]:
        async def look():
            async with case_of(self.settings, now=now) as case:
                return [line async for line in examine(case, lambda what: None)]

        return asyncio.run(look())


@contextmanager
def bot_of(home, redis_url, practice="maple_street", **office):
    with vendors(practice, **office) as world:
        yield Bot(world, home, redis_url)


def bad(lines: list[Line]) -> list[tuple[str, str]]:
    """Return the checks that found something, with how bad it is."""
    return [(line.check, str(line.verdict.state)) for line in lines if line.verdict.state in (State.WARNING, State.PROBLEM)]


def told(lines: list[Line], check: str) -> str:
    """Return all that a check said."""
    return " ".join(f"{line.verdict.says} {line.verdict.do}" for line in lines if line.check == check)


# What is always said of a world on one machine, whose store does not sync.
AT_HOME = [("keeps", "warning"), ("public", "warning")]


def found(bot: Bot) -> tuple[list[tuple[str, str]], list[Line]]:
    """Return what the doctor finds beside what is always said here, and all lines."""
    lines = bot.examined()
    return [one for one in bad(lines) if one not in AT_HOME], lines
