"""Every check, in the order in which it is looked. Whoever adds a room adds its section here: README.md says how."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from bot.doctor import booked, door, open_dental, own, practice, slack, twilio
from bot.doctor.case import C, Case, OfficeCase, PracticeCase, with_office, with_practice
from bot.doctor.verdict import Check, Line, Section, State, problem, skipped
from bot.office.errors import OfficeError
from bot.practice import OfficeFile
from bot.settings import BadSettings
from bot.store import STORE_AWAY

OPEN_DENTAL_NEEDS = ("OPENDENTAL_URL", "OPENDENTAL_DEVELOPER_KEY")
TWILIO_NEEDS = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_URL")

SLACK_NEEDS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_API_URL")

OURS = (
    Section(
        "Settings",
        (
            Check("settings", own.settings),
            Check("office files", own.office_files),
            Check("journal", own.journal),
            Check("desk", own.desk),
        ),
    ),
    Section(
        "Store",
        (
            Check("answers", own.store_answers, gate=True),
            Check("version", own.store_version),
            Check("keeps", own.store_keeps),
            Check("clock", own.store_clock),
            Check("secret", own.store_sealed),
        ),
        needs=("REDIS_URL", "CHAIRSIDE_SECRET"),
    ),
)
OFFICE: Section[OfficeCase] = Section(
    "Open Dental",
    (
        Check("reach", open_dental.reach, gate=True),
        Check("methods", open_dental.methods),
        Check("version", open_dental.version),
        Check("permissions", open_dental.permissions),
    ),
    needs=OPEN_DENTAL_NEEDS,
)
PRACTICE: Section[PracticeCase] = Section(
    "Practice",
    (
        Check("clock", practice.clock),
        Check("clinic", practice.clinic, gate=True),
        Check("reasons", booked.reasons),
        Check("openings", booked.openings),
        Check("chairs", practice.chairs),
        Check("confirmations", practice.confirmations),
        Check("communications", practice.communications),
    ),
)
OUTSIDE = (
    Section("Twilio", (Check("account", twilio.account, gate=True), Check("numbers", twilio.numbers)), needs=TWILIO_NEEDS),
    Section(
        "The way in",
        (Check("public", door.public), Check("signed", door.signed, gate=True), Check("unsigned", door.unsigned)),
        needs=(*TWILIO_NEEDS, "PUBLIC_URL"),
    ),
    Section(
        "Slack",
        (
            Check("token", slack.token, gate=True),
            Check("scopes", slack.scopes),
            Check("channels", slack.channels),
            Check("staff", slack.staff),
            Check("signing", slack.signing),
        ),
        needs=SLACK_NEEDS,
    ),
)

Lines = AsyncIterator[Line]
Tell = Callable[[str], None]  # what is looked at now


async def examine(case: Case, tell: Tell) -> Lines:
    """Run every check, and yield each line as it is known."""
    for section in OURS:
        async for line in looked(section, case, section.title, tell):
            yield line
    async for line in _offices(case, tell):
        yield line
    for section in OUTSIDE:
        async for line in looked(section, case, section.title, tell):
            yield line


async def _offices(case: Case, tell: Tell) -> Lines:
    """Each Open Dental once, then the practices in it. Without an office file yet, the one whose key is set."""
    files_by_key: dict[str, list[OfficeFile]] = {}
    try:
        for file in case.offices:
            files_by_key.setdefault(case.settings.customer_key(file.customer_key_env), []).append(file)
        if not case.offices:
            files_by_key[case.settings.customer_key(None)] = []
    except BadSettings as error:
        yield Line(OFFICE.title, "reach", problem(str(error), own.WHERE))
    for key, files in files_by_key.items():
        seconds = files[0].seconds_between_calls if files else None
        office, answers = await with_office(case, key, seconds), True
        title = OFFICE.title if len(files_by_key) == 1 else f"{OFFICE.title} ({', '.join(f.practice.name for f in files)})"
        async for line in looked(OFFICE, office, title, tell):
            answers &= not (line.check == "reach" and line.verdict.state is not State.OK)
            yield line
        for file in files if answers else ():
            async for line in looked(PRACTICE, with_practice(office, key, file), file.practice.name, tell):
                yield line


async def looked(section: Section[C], case: C, title: str, tell: Tell) -> Lines:
    """Run the checks of a section. What a check could not ask is a line like any other."""
    lacking = case.lacks(section.needs)
    if lacking:
        yield Line(title, "settings", skipped(f"Not looked at until {lacking} is set right."))
        return
    for check in section.checks:
        tell(f"{title}: {check.name}")
        found_problem = False
        try:
            async for verdict in check.look(case):
                found_problem |= verdict.state is State.PROBLEM
                yield Line(title, check.name, verdict)
        except OfficeError as error:
            yield Line(title, check.name, problem(str(error)))
        except STORE_AWAY as error:
            yield Line(title, check.name, problem(f"The store does not answer any more ({type(error).__name__})."))
        if check.gate and found_problem:
            return
