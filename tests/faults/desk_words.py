"""What the desk is told, read back from the words: an end or a word in between, a yes with what it claims, a no."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.pretend.office.tables import Appointment
from bot.turns import staff_words
from tests.faults.handset import times_in

CONFIRMED = 21  # the definition at Maple Street
FINAL = re.compile(r"^(?!On its way|Open Dental has not answered yet|Open Dental does not answer\. I look)")
ANYTHING = re.compile("")
HAS_ONE = staff_words.HAS_ONE.partition("{")[0]
NO = re.compile(
    "|".join(map(re.escape, (staff_words.GONE, HAS_ONE, staff_words.SINCE_CHANGED, staff_words.TOO_LATE)))
    + "|nothing was done|nothing of yours to take back|it stays as it is|has changed since|Not texted"
)
NOBODY_KNOWS = re.compile(re.escape(staff_words.NOBODY_KNOWS) + "|Please look at it in Open Dental")
_YES = re.compile(
    r"(?P<verb>In the book|Back on the book|Moved|Broken as missed|Broken|Confirmed|No longer confirmed|Noted|Planned): "
    r"visit (?P<number>\d+)(?P<rest>[^.]*)"
)
_HOLDS: dict[str, Callable[[Appointment, datetime | None], bool]] = {
    "In the book": lambda v, at: v.AptStatus == "Scheduled" and v.AptDateTime == at,
    "Back on the book": lambda v, at: v.AptStatus == "Scheduled" and v.AptDateTime == at,
    "Moved": lambda v, at: v.AptStatus == "Scheduled" and v.AptDateTime == at,
    "Broken": lambda v, _: v.AptStatus != "Scheduled",
    "Broken as missed": lambda v, _: v.AptStatus != "Scheduled",
    "Confirmed": lambda v, _: v.Confirmed == CONFIRMED,
    "No longer confirmed": lambda v, _: v.Confirmed != CONFIRMED,
    "Noted": lambda v, _: True,  # its words are looked for where they were written
    "Planned": lambda v, _: v.AptStatus == "Planned",
}


@dataclass(frozen=True)
class Claim:
    """That this visit is so now."""

    verb: str
    visit: int
    at: datetime | None

    def holds(self, visit: Appointment) -> bool:
        return _HOLDS[self.verb](visit, self.at)


def claims(text: str, now: datetime) -> list[Claim]:
    """Return what a whisper says has been done; `now` is on the office clock."""
    found = []
    for said in _YES.finditer(text):
        at = times_in(said["rest"], now.year, now.month)
        found.append(Claim(said["verb"], int(said["number"]), at[0] if at else None))
    return found
