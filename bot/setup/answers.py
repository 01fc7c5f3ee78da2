"""What a person answers, by options or in the terminal: the numbers, the zone, the file to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.settings import BadSettings
from bot.setup.asking import Asker, Wrong, phone, phones, zone, zones_for
from bot.setup.found import Found
from bot.setup.writing import Answers

STDOUT = Path("-")
TEXTING = "The number patients text (of your Twilio account)"
DESK = "The number where people answer the phone"
ALERTS = "Mobiles of staff to text when a patient needs a person (commas between them)"


@dataclass(frozen=True)
class Options:
    """What was said on the command line; None: to be found out or asked."""

    texting_number: str | None = None
    front_desk_number: str | None = None
    alert_numbers: Sequence[str] = ()
    timezone: str | None = None
    clinic: int | None = None
    country: str = "US"
    customer_key_env: str | None = None
    output: Path | None = None
    overwrite: bool = False
    yes: bool = False


def check(options: Options, own_number: str | None) -> None:
    """Say before the office is asked what was said wrong, or what a script left out. Raises BadSettings."""
    asker = Asker(Console(quiet=True), quietly=True)
    if options.texting_number is not None or options.yes:
        _texting(options, asker, own_number)
    if options.alert_numbers or options.yes:
        _alerts(options, asker)
    if options.front_desk_number is not None:
        _desk(options, asker, None)
    if options.timezone is not None:
        asker.ask("", zone, option="--timezone", given=options.timezone)
    if options.output is not None:
        file_for(options, asker, "")


def answers_for(found: Found, options: Options, asker: Asker, own_number: str | None) -> Answers:
    """Ask what the office does not know. `own_number` is the only one that texts of the Twilio account, if it has one."""
    texting = _texting(options, asker, own_number)
    desk = _desk(options, asker, found.phone or None)
    alerts = _alerts(options, asker)
    if texting in alerts:
        raise BadSettings(f"--alert-number: {texting} is the number patients text; write a mobile of staff.")
    return Answers(
        name=found.name,
        texting_number=texting,
        front_desk_number=desk,
        alert_numbers=alerts,
        timezone=_zone(found, desk, options, asker),
        country=options.country,
        today=datetime.now(UTC).date(),
    )


def file_for(options: Options, asker: Asker, known: str) -> Path:
    """Return the file to write. One that is there is refused, unless told."""

    def free(text: str) -> Path:
        path = Path(text)
        if path.exists() and path != STDOUT and not options.overwrite:
            raise Wrong(f"{path} is there already: choose another, or say --overwrite.")
        return path

    given = None if options.output is None else str(options.output)
    return asker.ask("Write it to which file?", free, option="--output", given=given, known=known)


def file_name(practice: str) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', practice.casefold()).strip('-') or 'office'}.toml"


def _texting(options: Options, asker: Asker, known: str | None) -> str:
    given = options.texting_number
    return asker.ask(TEXTING, lambda text: phone(text, options.country), option="--texting-number", given=given, known=known)


def _desk(options: Options, asker: Asker, known: str | None) -> str:
    given = options.front_desk_number
    return asker.ask(DESK, lambda text: phone(text, options.country), option="--front-desk-number", given=given, known=known)


def _alerts(options: Options, asker: Asker) -> tuple[str, ...]:
    said = ", ".join(options.alert_numbers) or None
    return asker.ask(ALERTS, lambda text: phones(text, options.country), option="--alert-number", given=said)


def _zone(found: Found, desk: str, options: Options, asker: Asker) -> str:
    """What the phone number and the office's clock agree on needs no question."""
    likely = zones_for(desk, found.utc_offset, datetime.now(UTC))
    given = options.timezone or (likely[0] if len(likely) == 1 else None)
    hours = "" if found.utc_offset is None else f" (the office's clock is at UTC{found.utc_offset.total_seconds() / 3600:+g})"
    known = likely[0] if likely else None
    return asker.ask(f"The time zone{hours}", zone, option="--timezone", given=given, known=known)
