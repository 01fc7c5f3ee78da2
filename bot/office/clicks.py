"""Where to click in Open Dental, for who runs the practice. Chosen by what the office said, and never repeating it.

Nobody promises the office's words, so a hint is a hint: it says "may". What a caller does next never hangs on one, except that
a read which the office's set-up forbids is not worth asking again.
"""

from __future__ import annotations

import re

KEYS = "see Setup > Advanced Setup > API in Open Dental, then run: chairside doctor"
_PERMISSIONS = {
    "appointments": "Appointments",
    "patients": "Patients",
    "commlogs": "Comm",
    "subscriptions": "ReadAll",
}  # to write; to read is ReadAll
_COMM = ("Break", "Note", "Confirm", "Status")

_AWAY = (
    re.compile(r"econnector|not running|registration key|offline|unreachable"),
    "The office's eConnector may not be running: eServices > eConnector Service in Open Dental shows it",
)
_NOT_SET_UP = (
    (
        re.compile(r"web ?sched|subscri|no longer offered"),
        "Web Sched may not be set up for this: eServices > Signup and eServices > Web Sched in Open Dental; or write"
        ' booking = "slots" into the office file',
    ),
    (
        re.compile(r"\bversion\b"),
        "The office's Open Dental may be too old for this: Help > About shows its version",
    ),
)
_FIELDS = {
    "breaktype": "Setup > Appointments > Appts Preferences in Open Dental says which broken appointments add a procedure",
    "confirmval": "eServices > Automated Messaging in Open Dental says which status stands for it",
    "clinicnum": "Where clinics are used, write clinic = its number into the office file: Open Dental, Lists > Clinics",
    "defnumappttype": "eServices > Web Sched in Open Dental shows the reasons; the office file names them by number",
}


def permission(what: str) -> str:
    """Name the permission that a call needs, of its method and path. Source: Open Dental, API Permissions."""
    method, _, path = what.partition(" ")
    parts = path.strip("/").split("/")
    if method == "GET":
        return "ReadAll"
    if method == "DELETE":
        return "AllOthers"
    return "Comm" if parts[-1] in _COMM else _PERMISSIONS.get(parts[0], "AllOthers")


def for_field(name: str) -> str | None:
    """Return where a refused field is set up; None: it is no setting."""
    return _FIELDS.get(name.casefold())


def for_set_up(text: str) -> str | None:
    """Return what may lack in the office's set-up; None: it does not sound so."""
    return next((hint for pattern, hint in _NOT_SET_UP if pattern.search(text)), None)


def for_away(text: str) -> str | None:
    """Return what may have become of the office's server; None: it does not sound so."""
    return _AWAY[1] if _AWAY[0].search(text) else None
