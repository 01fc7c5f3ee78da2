"""The carrier's side: the account, its numbers, and where they send what comes in. Asked only; nothing is changed there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.channels.console import Console, Number, Refused
from bot.doctor.case import Case
from bot.doctor.verdict import Verdict, Verdicts, ok, problem, skipped, warning
from flows.words import Practice

NUMBERS = "Phone Numbers > Manage > Active numbers"
RETRIES = "#rc=3&rp=all"


async def account(case: Case) -> Verdicts:
    match await _console(case).account():
        case Refused(keys=True, why=why):
            yield problem(
                f"Twilio does not take TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN ({why}).",
                "Both stand on the first page of the Twilio console. It must be the auth token, not an API key.",
            )
        case Refused(reached=False, why=why):
            yield problem(
                f"Twilio cannot be reached ({why}).", "May this machine reach the internet? Is TWILIO_API_URL left out?"
            )
        case Refused(why=why):
            yield problem(f"Twilio gave no answer that can be used ({why}).", "Try again; see status.twilio.com.")
        case found if found.is_active:
            yield ok("Twilio takes the account and its token.")
        case _:
            yield problem(
                "The Twilio account is suspended or closed.", "Twilio console: Billing, and the notices on the first page."
            )


async def numbers(case: Case) -> Verdicts:
    """Whether each practice's number is ours, and sends its texts and calls to us."""
    for file in case.offices:
        async for verdict in _number(case, file.practice):
            yield verdict


async def _number(case: Case, practice: Practice) -> Verdicts:
    found = await _console(case).numbers(practice.texting_number)
    where = f"Twilio console: {NUMBERS} > {practice.texting_number}"
    if isinstance(found, Refused):
        sms = f"{case.settings.public_url}/twilio/sms{RETRIES}"
        yield skipped(
            f"Twilio does not show us its numbers ({practice.name}).", f"{where}: A message comes in must be {sms}, HTTP POST."
        )
        return
    number = next((n for n in found if n.phone_number == practice.texting_number), None)
    if number is None:
        yield problem(
            f"{practice.texting_number} ({practice.name}) is no number of this Twilio account.",
            f"Twilio console: {NUMBERS}; write one of those as texting_number, or use the account that has it.",
        )
        return
    wrong = list(_wrong(number, case.settings.public_url, where))
    for verdict in wrong:
        yield verdict
    if not wrong:
        yield ok(f"{practice.texting_number} sends its texts and calls here.")


def _wrong(number: Number, public_url: str, where: str) -> Iterator[Verdict]:
    sms, voice = f"{public_url}/twilio/sms", f"{public_url}/twilio/voice"
    if not number.texts:
        yield problem(f"{number.phone_number} cannot text.", "Have it enabled for texting, or buy one that can.")
    url, _, more = (number.sms_url or "").partition("#")
    if url != sms:
        yield problem(f"Texts go {_to(url)}, not here.", f"{where}, A message comes in: {sms}{RETRIES}, HTTP POST.")
    elif (number.sms_method or "POST") != "POST":
        yield problem("Texts are sent with HTTP GET.", f"{where}, A message comes in: choose HTTP POST.")
    elif "rp=all" not in more:
        yield warning("A text is lost after one failure.", f"{where}, A message comes in: {sms}{RETRIES}.")
    if not number.sms_fallback_url:
        yield warning(
            "If we are down, patients who text hear nothing.",
            f"{where}, Primary handler fails: a TwiML Bin (deploy/README.md, step 3).",
        )
    if (number.voice_url or "").partition("#")[0] != voice:
        yield warning(f"Calls go {_to(number.voice_url or '')}, not here.", f"{where}, A call comes in: {voice}, HTTP POST.")


def _to(url: str) -> str:
    """Say where, without what an address can hide: a password, a query."""
    parts = urlsplit(url)
    return f"to {parts.scheme}://{parts.hostname}{parts.path}" if parts.hostname else "nowhere"


def _console(case: Case) -> Console:
    settings = case.settings
    return Console(case.http, settings.twilio_api_url, settings.twilio_account_sid, settings.twilio_auth_token)
