"""The Open Dental behind a customer key: does it answer, are the keys right, does it have what we ask of it?

Only GET is sent. What a key may write cannot be seen without writing, so that is left to the operator's eye.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median

from msgspec import Struct

from bot.doctor.asking import How
from bot.doctor.case import OfficeCase
from bot.doctor.verdict import Verdict, Verdicts, ok, problem, skipped, warning

KEYS = "In Open Dental: Setup > Advanced Setup > API"
READ_ONLY_TAKES = timedelta(seconds=3.5)  # a key that may only read is served every 5 s; we ask once a second


class Read(Struct, frozen=True):
    """One method that we ask, with a question that finds as little as possible. `since` is the Open Dental that has it."""

    path: str
    since: str
    use: str
    params: Mapping[str, str | int] = {}
    needed: bool = True  # without it nothing can be booked; else a convenience is lost

    @property
    def name(self) -> str:
        return f"GET {self.path}"


NOBODY = {"LName": "no such name (chairside doctor)"}


def reads(today: date) -> tuple[Read, ...]:
    one_day: Mapping[str, str | int] = {"date": today.isoformat(), "Limit": 1}
    return (
        Read("/patients", "21.1", "finding who texts", NOBODY),
        Read("/appointments", "21.1", "reading the book", one_day),
        Read("/appointments/WebSched", "21.3", "looking after bookings", one_day),
        Read("/definitions", "21.1", "reasons and confirmations", {"Category": 2, "Limit": 1}),
        Read("/preferences", "21.1", "the office's settings", {"PrefName": "AppointmentTimeIncrement"}),
        Read("/providers", "21.1", "who works there", {"Limit": 1}),
        Read("/operatories", "21.1", "where they work", {"Limit": 1}),
        Read("/clinics", "21.1", "locations", {"Limit": 1}),
        Read("/schedules", "22.1", "when they work", one_day, needed=False),
        Read("/subscriptions", "22.1", "being told of changes", {"Limit": 1}, needed=False),
        Read("/appointmenttypes", "22.4.10", "how long a visit takes", {"Limit": 1}, needed=False),
        Read("/histappointments", "23.1.30", "who was there first, when two want one time", one_day, needed=False),
    )


async def reach(case: OfficeCase) -> Verdicts:
    reply = await case.asking.ask("/definitions", {"Category": 2})
    if reply.how is How.FINE:
        yield ok("Open Dental answers, and takes the keys.")
    else:
        yield _unreached(case, reply.how, reply.status)


def _unreached(case: OfficeCase, how: How, status: str) -> Verdict:
    remote = case.settings.remote
    match how:
        case How.KEYS:
            return problem(
                f"Open Dental does not take the keys ({status}).",
                f"{KEYS}: is our key listed there and ticked Enabled? A new one takes up to 15 minutes. Then compare "
                "OPENDENTAL_DEVELOPER_KEY and OPENDENTAL_CUSTOMER_KEY with the developer portal; the developer key needs "
                "ReadAll.",
            )
        case How.AWAY:
            return problem(
                "Open Dental's cloud answers, but not the office behind it.",
                "Is the office's server on, and its eConnector running? In Open Dental: eServices > eConnector Service.",
            )
        case How.NOT_OPEN_DENTAL | How.NO_SUCH:
            return problem(
                f"What answers at OPENDENTAL_URL is not Open Dental's API ({status}).",
                "It must be https://api.opendental.com/api/v1, or the address of the office's API Service with /api/v1 behind.",
            )
        case How.UNREACHED if remote:
            return problem(
                f"Open Dental's cloud cannot be reached ({status}).", "May this machine reach the internet: firewall, DNS?"
            )
        case How.UNREACHED:
            return problem(
                f"Nobody answers at OPENDENTAL_URL ({status}).",
                "Is the Open Dental API Service running there (Windows: Services), and its port open in the firewall?",
            )
        case How.BUSY:
            return problem(
                "Open Dental is too busy for us.", "Does another program use the same customer key? They share its pace."
            )
        case How.RETIRED:
            return problem("Open Dental no longer offers this.", "Update chairside.")
        case _:
            return problem(
                f"Open Dental gave no answer that can be used ({status}).", "Try again; then ask Open Dental's support."
            )


async def methods(case: OfficeCase) -> Verdicts:
    """Ask each method once. One that is refused is too new for the office, or not in the key's permissions."""
    fine = 0
    asked = reads(case.now().date())
    for read in asked:
        reply = await case.asking.ask(read.path, read.params)
        if reply.how is How.FINE:
            fine += 1
            continue
        say = problem if read.needed else warning
        yield say(f"{read.name} ({read.use}): {_why(reply.how, reply.status)}", _what_then(reply.how, read))
    if fine == len(asked):
        yield ok(f"All {fine} methods that we read from answer (permission ReadAll).")


def _why(how: How, status: str) -> str:
    match how:
        case How.KEYS:
            return f"not allowed ({status})."
        case How.REFUSED | How.NO_SUCH | How.RETIRED:
            return f"refused ({status})."
        case _:
            return f"no answer ({status})."


def _what_then(how: How, read: Read) -> str:
    match how:
        case How.KEYS:
            return f"{KEYS} shows the permissions of the key; ReadAll must be among them."
        case How.RETIRED:
            return "Update chairside."
        case How.REFUSED | How.NO_SUCH:
            return f"It needs Open Dental {read.since} or later: Help > About shows the version."
        case _:
            return "Try again."


async def version(case: OfficeCase) -> Verdicts:
    reply = await case.asking.ask("/preferences", {"PrefName": "ProgramVersion"})
    found = next((str(row.get("ValueString", "")) for row in reply.rows if row.get("PrefName") == "ProgramVersion"), "")
    numbers = version_of(found)
    if not numbers:
        yield skipped("Open Dental does not say its version here; what it answers above counts.")
        return
    late = [read for read in reads(case.now().date()) if version_of(read.since) > numbers]
    if late:
        yield (problem if any(read.needed for read in late) else warning)(
            f"Open Dental is {found}; {late[-1].use} needs {late[-1].since}.",
            "Update Open Dental: it asks to be at the latest release.",
        )
    else:
        yield ok(f"Open Dental is {found}, new enough.")


def version_of(text: str) -> tuple[int, ...]:
    """Read "23.1.30.0"; () if it is none."""
    parts = text.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


async def permissions(case: OfficeCase) -> Verdicts:
    took = timedelta(seconds=median([took.total_seconds() for took in case.asking.took] or [0.0]))
    if case.settings.remote and took >= READ_ONLY_TAKES:
        yield warning(
            f"Each question takes Open Dental {took.total_seconds():.0f} s: the key may only read, or the office is slow.",
            f"{KEYS}: with ReadAll alone nothing can be booked, and one question in 5 s is too slow for a conversation.",
        )
    yield skipped(
        "Whether the key may book cannot be seen without booking.",
        f"{KEYS} lists its permissions: Appointments, Comm and Patients must be among them.",
    )
