"""The office file, written for a person to go on with: every key with its remark, as in deploy/office.example.toml.

What was found but should be thought about first stands there as a remark: take the "# " away, and it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from msgspec import Struct

from bot.practice.hours import WEEKDAYS
from bot.setup.found import Found, FoundChair, FoundReason

HOUR = timedelta(hours=1)


class Answers(Struct, frozen=True, kw_only=True):
    """What no office tells, and a person did."""

    name: str
    texting_number: str
    front_desk_number: str
    alert_numbers: tuple[str, ...]
    timezone: str
    country: str
    today: date


def office_file(found: Found, answers: Answers, customer_key_env: str | None = None) -> str:
    """Return the text of the office file."""
    parts = (_practice(found, answers, customer_key_env), _hours(found), _reasons(found), _chairs(found))
    return "\n".join(line for part in parts for line in part) + "\n"


def _practice(found: Found, answers: Answers, customer_key_env: str | None) -> Iterator[str]:
    numbers = ", ".join(_text(number) for number in answers.alert_numbers)
    clinic = f"clinic = {found.clinic}  # {_remark(found.clinic_name)}" if found.clinic is not None else "# clinic = 3"
    country = f"country = {_text(answers.country)}" if answers.country != "US" else '# country = "US"'
    key = f"opendental_customer_key_env = {_text(customer_key_env or 'OPENDENTAL_CUSTOMER_KEY_MAPLE')}"
    key = key if customer_key_env else f"# {key}"
    yield f"""\
# The office file of {_remark(answers.name)}, written by `chairside init` on {answers.today} from what Open Dental says.
# Read it through: it is yours from now on. A line that begins with "#" is a remark; take the "# " away where you want the key.
# Every key is explained in deploy/office.example.toml. Then run: chairside doctor

{_heading("Who you are")}
# The name your patients know. The first text to a new number begins with it.
name = {_text(answers.name)}

# The number patients text: one of your Twilio account.
texting_number = {_text(answers.texting_number)}

# Where people answer the phone. Patients are told to call it, and calls to the texting number are put through to it.
front_desk_number = {_text(answers.front_desk_number)}

# Mobiles of staff, told by text when a patient needs a person. Never the phone of a patient.
alert_numbers = [{numbers}]

timezone = {_text(answers.timezone)}

# "en" is English, "es" Spanish.
languages = [{", ".join(_text(lang) for lang in found.languages)}]

# The country whose phone numbers your patients have, and whose holidays you keep.
{country}

{_heading("Booking")}
# "websched": openings come from Open Dental's Web Sched, by its rules. "slots": from the schedules of the [[chairs]] below.
booking = {_text(found.booking)}

# Your ClinicNum, only if you use clinics.
{clinic}

# Only with several Open Dental databases: the NAME of the setting that holds this practice's customer key.
{key}
"""


# --- hours -----------------------------------------------------------------------------------------------------------


def _hours(found: Found) -> Iterator[str]:
    week = found.week
    yield _heading("When you are open")
    yield '# As the schedules of the next weeks have it. This is for "we open at ..."; what may be booked, Open Dental decides.'
    yield "[hours]"
    for number, weekday in enumerate(WEEKDAYS):
        spans = ", ".join(f"{_clock(starts)}-{_clock(ends)}" for starts, ends in week.hours.get(number, ()))
        yield f'{weekday} = "{spans or "closed"}"'
    yield '\n# Days on which you are closed: one day, or a run of them in quotes, "2026-12-28 to 2026-12-31".'
    days = ", ".join(day.isoformat() for day in week.closed)
    yield f"closed = [{days}]" if days else "# closed = [2026-12-24]"
    yield '\n# The public holidays you keep, by name; add those that lie further ahead. "US" is every federal one.'
    named = ", ".join(_text(name) for name in week.holidays)
    yield f"holidays = [{named}]\n" if named else '# holidays = ["New Year\'s Day", "Thanksgiving Day", "Christmas Day"]\n'


# --- reasons and chairs ----------------------------------------------------------------------------------------------


def _reasons(found: Found) -> Iterator[str]:
    yield _heading("What a patient may book for")
    yield "# A patient hears the first word of their language in `says`, and is understood by every one of them. Add the words"
    yield "# your patients use; a word may stand at one reason only."
    for reason in found.reasons:
        yield from _block("reasons", reason.offered, _reason_keys(found, reason), _said_of(reason))


def _said_of(reason: FoundReason) -> str:
    return f"In Open Dental: {_remark(reason.label)}" + (f" ({reason.remark})" if reason.remark else "")


def _reason_keys(found: Found, reason: FoundReason) -> Iterator[str]:
    yield f"name = {_text(reason.name)}"
    if reason.says:
        yield f"says = {{ {', '.join(f'{lang} = {_texts(words)}' for lang, words in reason.says.items())} }}"
    keys: Mapping[str, int | None] = {"existing_patient": reason.existing, "new_patient": reason.new}
    lengths: Mapping[str, int | None] = {"minutes": reason.minutes, "appointment_type": reason.appointment_type}
    yield from (f"{key} = {value}" for key, value in keys.items() if value is not None)
    needed = "" if found.booking == "slots" else "# "  # with Web Sched only good to know
    yield from (f"{needed}{key} = {value}" for key, value in lengths.items() if value is not None)


def _chairs(found: Found) -> Iterator[str]:
    yield "\n" + _heading("Who works where")
    yield '# For booking = "slots", and for moving a visit. Without `reasons`, for all.'
    for chair in found.chairs:
        hours = f"{chair.a_week / HOUR:.0f} hours a week"
        where = f"{_remark(chair.provider_name)} in {_remark(chair.operatory_name)}, {hours}"
        why = "" if chair.offered else "; no reason above was seen there"
        yield from _block("chairs", chair.offered, _chair_keys(chair), where + why)


def _chair_keys(chair: FoundChair) -> Iterator[str]:
    yield f"provider = {chair.provider}"
    yield f"operatory = {chair.operatory}"
    if chair.reasons:
        yield f"reasons = {_texts(chair.reasons)}"


def _block(table: str, counts: bool, keys: Iterable[str], remark: str) -> Iterator[str]:
    yield f"\n# {remark}"
    before = "" if counts else "# "
    yield from (before + line for line in (f"[[{table}]]", *keys))


def _heading(title: str) -> str:
    return f"# --- {title} ".ljust(120, "-") + "\n"


# --- TOML ------------------------------------------------------------------------------------------------------------


def _text(text: str) -> str:
    """Write a basic string. A name from the office's own screens could hold anything."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_remark(escaped)}"'


def _texts(words: Sequence[str]) -> str:
    return f"[{', '.join(_text(word) for word in words)}]"


def _remark(text: str) -> str:
    """Keep it on its line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"
