"""One office file, or a folder of them, read whole.

The keys, one by one, are explained to whoever writes them in deploy/office.example.toml; a test loads that file. Every fault
is one sentence: which file, which key, what is wrong with it, what to write instead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
from msgspec.structs import replace

from bot.practice.hours import closed_days, opening_hours
from bot.practice.rules import rules_of
from bot.practice.staff import NO_SLACK, InSlack, in_slack
from bot.practice.table import BadOfficeFile, Table
from bot.practice.words import LANGUAGES, answers, worded
from flows.words import E164, Chair, Lang, Practice, Reason

zones = cache(available_timezones)  # it looks through hundreds of files

KEYS = (
    *("name", "texting_number", "front_desk_number", "alert_numbers", "timezone", "languages", "country"),
    *("booking", "clinic", "hours", "reasons", "chairs", "rules", "answers", "wording"),
    *("slack_channel", "slack_details", "slack_group", "slack_prefix", "staff"),
    *("opendental_customer_key_env", "seconds_between_calls", "page_size"),
)


@dataclass(frozen=True)
class OfficeFile:
    """One office file: the practice, and how its office is reached. None: the settings decide."""

    practice: Practice
    customer_key_env: str | None = None
    seconds_between_calls: float | None = None
    page_size: int | None = None
    slack: InSlack = NO_SLACK


def load_practices(path: Path) -> tuple[OfficeFile, ...]:
    """Load one office file, or every *.toml of a folder in the order of their names. Raises BadOfficeFile."""
    if path.is_dir():
        paths = sorted(p for p in path.glob("*.toml") if not p.name.startswith("."))
        if not paths:
            raise BadOfficeFile(f"{path} holds no office file: copy deploy/office.example.toml into it and adapt it.")
    else:
        paths = [path]
    files = {p.name: parse_practice(_read(p), p.name) for p in paths}
    _tell_apart(files)
    return tuple(files.values())


def parse_practice(text: str, name: str, *, today: date | None = None) -> OfficeFile:
    """Read the text of one office file; `name` is for the sentence if it is wrong. Raises BadOfficeFile.

    Named holidays become dates of the year of `today` (the practice's own today if not given) and the two years after it.
    """
    file = Table(name, "", _toml(text, name))
    file.allow(KEYS)
    timezone = _timezone(file)
    day = today or datetime.now(ZoneInfo(timezone)).date()
    country = _country(file)
    reasons = tuple(_reasons(file))
    practice = Practice(
        name=file.text("name", "Maple Street Dental"),
        texting_number=_phone(file, "texting_number", file.text("texting_number", "+15035550199"), country),
        front_desk_number=_phone(file, "front_desk_number", file.text("front_desk_number", "+15035550100"), country),
        alert_numbers=_alert_numbers(file, country),
        timezone=timezone,
        languages=_languages(file),
        booking="slots" if file.one_of("booking", ("websched", "slots"), "websched") == "slots" else "websched",
        clinic=file.whole("clinic", least=0),
        hours=opening_hours(file),
        closed=closed_days(file.table("hours"), country, day.year),
        reasons=reasons,
        chairs=tuple(_chairs(file, reasons)),
        country=country,
        rules=rules_of(file),
        answers=tuple(answers(file)),
    )
    practice = replace(practice, wording=worded(file, practice))
    _bookable(file, practice)
    return _with_the_way_to_the_office(file, practice)


def _with_the_way_to_the_office(file: Table, practice: Practice) -> OfficeFile:
    env = file.maybe_text("opendental_customer_key_env", "OPENDENTAL_CUSTOMER_KEY_MAPLE")
    if env is not None and not re.fullmatch(r"[A-Z_][A-Z0-9_]*", env):
        # Not repeated in the sentence: it may be the key itself, and the sentence goes to the log.
        raise file.bad(
            "opendental_customer_key_env",
            "must be the name of a setting that holds the key, never the key itself; "
            'write it like "OPENDENTAL_CUSTOMER_KEY_MAPLE"',
        )
    return OfficeFile(
        practice=practice,
        customer_key_env=env,
        seconds_between_calls=file.seconds("seconds_between_calls"),
        page_size=file.whole("page_size"),
        slack=in_slack(file),
    )


# --- reading ---------------------------------------------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # Notepad writes a mark at the start that TOML does not know
    except UnicodeDecodeError:
        raise BadOfficeFile(f"{path} is not in UTF-8: open it in a text editor and save it with that encoding.") from None
    except OSError as error:
        raise BadOfficeFile(f"{path}: {error.strerror}; set CHAIRSIDE_OFFICES to an office file or a folder of them.") from None


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        curly = " It holds curly quotes, as word processors make them: write straight ones." if re.search("[“”]", text) else ""
        raise BadOfficeFile(f"{name} is not valid TOML: {str(error)[:1].lower()}{str(error)[1:]}.{curly}") from None


# --- the practice ----------------------------------------------------------------------------------------------------


def _phone(file: Table, key: str, number: str, country: str) -> E164:
    """Accept E.164 alone, and say what it would be: a number in the form of the country is easy to take for another's."""
    if re.fullmatch(r"\+[1-9]\d{6,14}", number) and phonenumbers.is_valid_number(phonenumbers.parse(number)):
        return E164(number)
    raise file.bad(key, f'holds "{number}": write a real phone number with + and the country code{_meant(number, country)}')


def _meant(number: str, country: str) -> str:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return ', like "+15035550199"'
    full = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f', "{full}"' if phonenumbers.is_valid_number(parsed) else ', like "+15035550199"'


def _alert_numbers(file: Table, country: str) -> tuple[E164, ...]:
    numbers = tuple(_phone(file, "alert_numbers", number, country) for number in file.texts("alert_numbers", "+15035550142"))
    if not numbers:
        raise file.bad("alert_numbers", 'tells nobody when a person is needed; write a mobile of staff, ["+15035550142"]')
    return tuple(dict.fromkeys(numbers))


def _timezone(file: Table) -> str:
    zone = file.text("timezone", "America/Los_Angeles")
    if zone not in zones():
        raise file.bad("timezone", f'is "{zone}", which is no time zone{file.like(zone, zones())}')
    return zone


def _country(file: Table) -> str:
    country = file.maybe_text("country", "US") or "US"
    if country not in phonenumbers.SUPPORTED_REGIONS:
        raise file.bad("country", f'is "{country}", which is no country; write its two capital letters, like "US"')
    return country


def _languages(file: Table) -> tuple[Lang, ...]:
    named = file.texts("languages", "en") if file.has("languages") else ("en",)
    for lang in named:
        if lang not in LANGUAGES:
            raise file.bad("languages", f'holds "{lang}", which is not spoken here; write ["en"], ["es"] or ["en", "es"]')
    if not named:
        raise file.bad("languages", 'is empty; write ["en"], ["es"] or ["en", "es"]')
    return cast("tuple[Lang, ...]", tuple(dict.fromkeys(named)))


# --- what may be booked ----------------------------------------------------------------------------------------------


def _reasons(file: Table) -> Iterator[Reason]:
    names: set[str] = set()
    words: dict[str, str] = {}
    for table in file.tables("reasons"):
        table.allow(("name", "says", "existing_patient", "new_patient", "minutes", "appointment_type", "urgent"))
        reason = Reason(
            name=table.text("name", "cleaning"),
            says={lang: table.table("says").texts(lang, "cleaning") for lang in _spoken(table)},
            existing_patient=table.whole("existing_patient"),
            new_patient=table.whole("new_patient"),
            minutes=table.whole("minutes", most=9 * 60),  # the office cuts what is longer than nine hours
            appointment_type=table.whole("appointment_type"),
            urgent=table.yes_no("urgent", default=False),
        )
        if (reason.minutes or 0) % 5:
            raise table.bad("minutes", f"is {reason.minutes}: the office counts a visit in fives, so write a multiple of 5")
        if reason.name.casefold() in names:
            raise table.bad("name", f'is "{reason.name}" a second time; write another name, or join the two')
        names.add(reason.name.casefold())
        for word in {w.casefold() for said in reason.says.values() for w in said}:
            if word in words:
                raise table.bad("says", f'holds "{word}", which "{words[word]}" has too; write each word at one reason only')
            words[word] = reason.name
        yield reason
    if not names:
        raise file.bad("[[reasons]]", "is missing, so nothing could be booked; write one for each kind of visit")


def _spoken(table: Table) -> Sequence[str]:
    if not table.has("says"):
        return ()
    said = table.table("says")
    said.allow(LANGUAGES)
    return [lang for lang in LANGUAGES if said.has(lang)]


def _chairs(file: Table, reasons: Sequence[Reason]) -> Iterator[Chair]:
    names = [reason.name for reason in reasons]
    seen: set[tuple[int, int]] = set()
    for table in file.tables("chairs"):
        table.allow(("provider", "operatory", "reasons"))
        chair = Chair(
            provider=table.needed_whole("provider"),
            operatory=table.needed_whole("operatory"),
            reasons=table.texts("reasons", "cleaning") if table.has("reasons") else (),
        )
        for name in chair.reasons:
            if name not in names:
                raise table.bad("reasons", f'names "{name}", which is no reason of this file{table.like(name, names)}')
        if (chair.provider, chair.operatory) in seen:
            raise table.bad("operatory", "stands with that provider a second time; write one chair with the reasons of both")
        seen.add((chair.provider, chair.operatory))
        yield chair


def _bookable(file: Table, practice: Practice) -> None:
    """Every reason must be bookable the way this practice books."""
    for n, reason in enumerate(practice.reasons, 1):
        where = f'[[reasons]] {n} ("{reason.name}")'
        if practice.booking == "websched":
            if reason.existing_patient is None and reason.new_patient is None:
                raise file.bad(where, "has neither existing_patient nor new_patient; write at least one from Web Sched")
        elif reason.minutes is None or reason.appointment_type is None:
            raise file.bad(where, 'needs minutes and appointment_type, because booking is "slots"; write both')
        elif not any(chair.takes(reason.name) for chair in practice.chairs):
            raise file.bad(where, 'is done in no chair, and booking is "slots"; write a [[chairs]] that takes it')


def _tell_apart(files: dict[str, OfficeFile]) -> None:
    """A text must pick one practice, and an alert must reach a person, not one of us."""
    answers: dict[str, str] = {}
    for name, file in files.items():
        number = file.practice.texting_number
        if number in answers:
            raise BadOfficeFile(f"{name}: texting_number {number} is that of {answers[number]} too; write each practice's own.")
        answers[number] = name
    for name, file in files.items():
        for number in file.practice.alert_numbers:
            if number in answers:
                raise BadOfficeFile(
                    f"{name}: alert_numbers holds {number}, which we answer ourselves; write a mobile of staff."
                )


__all__ = ["BadOfficeFile", "OfficeFile", "load_practices", "parse_practice"]
