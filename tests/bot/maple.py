"""The office file of Maple Street, and what is said when one thing in it is wrong."""

from datetime import date

import pytest

from bot.practice import BadOfficeFile, OfficeFile, parse_practice

TODAY = date(2026, 3, 2)

MAPLE = """
name = "Maple Street Dental"
texting_number = "+15035550199"
front_desk_number = "+15035550100"
alert_numbers = ["+15035550142"]
timezone = "America/Los_Angeles"
languages = ["en", "es"]

[hours]
monday = "8:00-17:00"
tuesday = "8:00-12:00, 13:00-17:00"
sunday = "closed"

[[reasons]]
name = "cleaning"
says = { en = ["cleaning", "checkup"], es = ["limpieza"] }
existing_patient = 326
new_patient = 327
"""

SLOTS = (
    MAPLE.replace("[hours]", 'booking = "slots"\n[hours]')
    + """
minutes = 30
appointment_type = 12
[[chairs]]
provider = 1
operatory = 3
reasons = ["cleaning"]
"""
)


def maple(old: str = "", new: str = "", *, more: str = "", text: str = MAPLE) -> OfficeFile:
    """Parse the file of Maple Street, with one thing in it changed or added."""
    assert old in text
    return parse_practice(text.replace(old, new, 1) + more, "maple.toml", today=TODAY)


def wrong(old: str = "", new: str = "", *, more: str = "", text: str = MAPLE) -> str:
    with pytest.raises(BadOfficeFile) as caught:
        maple(old, new, more=more, text=text)
    said = str(caught.value)
    assert said.startswith("maple.toml")
    assert "\n" not in said
    return said
