"""Slack's side: the token and what it may do, each practice's channel, the staff, and whether what Slack signs reaches us.

Asked only; nothing is posted there.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from bot.channels.slack.client import Busy, Fine, NotSent, Outcome, Refused, Slack, Unsure
from bot.channels.slack.profile import profile_of
from bot.channels.slack.scopes import SCOPES
from bot.doctor.case import Case
from bot.doctor.door import TAKES
from bot.doctor.verdict import Verdict, Verdicts, ok, problem, skipped, warning
from bot.practice import OfficeFile
from bot.settings import SlackSettings
from bot.wire import Answer, NoAnswer, NotWritten, exchange

SCOPES_AT = "api.slack.com/apps > your app > OAuth & Permissions > Scopes"
KEYS_AT = "api.slack.com/apps > your app > OAuth & Permissions > Bot User OAuth Token"


async def token(case: Case) -> Verdicts:
    if case.settings.slack is None:
        yield skipped("Slack is not set up: the desk is the cards and the alert numbers.")
        return
    yield await taken(_slack(case))


async def taken(slack: Slack, *, takes: timedelta = TAKES) -> Verdict:
    """Ask whether Slack takes the bot's token."""
    match await slack.call("auth.test", {}, takes=takes):
        case Fine(said):
            return ok(f"Slack takes the token ({said.get('team', 'a workspace')}).")
        case NotSent() | Unsure():
            return problem("Slack cannot be reached.", "May this machine reach the internet? Is SLACK_API_URL left out?")
        case Busy(alarm=alarm) if alarm:
            return problem(
                f"Slack does not take SLACK_BOT_TOKEN ({alarm.split(':')[0]}).", f"{KEYS_AT}; reinstall the app there."
            )
        case _:
            return problem("Slack gave no answer that can be used.", "Try again; see status.slack.com.")


async def scopes(case: Case) -> Verdicts:
    """What the token may do stands in a header of every answer."""
    if case.settings.slack is None:
        return
    found = await _scopes(case, case.settings.slack)
    if found is None:
        yield skipped("Slack did not say what the token may do.")
        return
    lacking = [scope for scope in SCOPES if scope not in found]
    for scope in lacking:
        yield problem(f"The app lacks {scope} ({SCOPES[scope]}).", f"{SCOPES_AT}: add {scope}, then reinstall the app.")
    if not lacking:
        yield ok("The app may do all that it has to.")


async def channels(case: Case) -> Verdicts:
    """Whether each practice's channel is there, open, and has the app in it."""
    if case.settings.slack is None:
        return
    for file in case.offices:
        if file.slack.channel is None:
            yield warning(
                f"{file.practice.name} has no slack_channel, so nothing of it is shown in Slack.",
                'Office file: slack_channel = "C...", the ID at the end of the channel\'s details.',
            )
            continue
        yield _channel(file, await _slack(case).ask("conversations.info", {"channel": file.slack.channel}))


class _Channel(msgspec.Struct, frozen=True):
    name: str = ""
    is_member: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False


class _Info(msgspec.Struct, frozen=True):
    channel: _Channel


def _channel(file: OfficeFile, answer: Outcome) -> Verdict:
    where = f'slack_channel of {file.practice.name} ("{file.slack.channel}")'
    if isinstance(answer, Busy | Refused):
        return problem(
            f"{where} is no channel that the app can see.", "Write its ID, and invite the app there: /invite @chairside"
        )
    if not isinstance(answer, Fine):
        return skipped(f"{where} could not be looked at.")
    channel = msgspec.convert(answer.said, _Info).channel
    if channel.is_archived:
        return problem(f"#{channel.name} is archived.", "Choose another, and write its ID as slack_channel.")
    if not channel.is_member:
        return problem(f"The app is not in #{channel.name}.", f"In #{channel.name}: /invite @chairside")
    if channel.is_ext_shared:
        return problem(
            f"#{channel.name} is shared with another workspace: what needs a person is read there, too.",
            "Use a channel of your own workspace alone.",
        )
    return ok(f"#{channel.name} is there, and the app is in it.")


async def staff(case: Case) -> Verdicts:
    """Whether those whom the office files name are there, and no guests."""
    if case.settings.slack is None:
        return
    for file in case.offices:
        if file.slack.channel and not any(member.may("act") for member in file.slack.staff):
            yield problem(
                f"Nobody of {file.practice.name} may act in Slack: its buttons do nothing.",
                'Office file: [staff], a line for each: U0123456789 = { name = "Jo Bennett", role = "act" }',
            )
        for member in file.slack.staff:
            answer = await _slack(case).ask("users.info", {"user": member.user})
            for verdict in _member(member.name, answer):
                yield verdict


def _member(name: str, answer: Outcome) -> Iterator[Verdict]:
    if isinstance(answer, Refused):
        yield problem(f"{name} of [staff] is nobody in this workspace.", "Their ID is under the three dots of their profile.")
    elif isinstance(answer, Fine):
        profile = profile_of(answer.said)
        if profile is None:
            yield skipped(f"Slack did not say who {name} is.")
        elif not profile.is_ours:
            yield problem(f"{name} of [staff] is a guest, has left, or is of another workspace: refused.", "Take the line out.")


async def signing(case: Case) -> Verdicts:
    """Send what Slack would sign, asking for its challenge back: it changes nothing."""
    found = case.settings.slack
    if found is None:
        return
    if found.app_token is not None:
        yield await _socket(case, found)
        return
    url = f"{case.settings.public_url}/slack/events"
    body = msgspec.json.encode({"type": "url_verification", "challenge": "doctor", "token": ""})
    answer = await _signed(case, url, body, found.signing_secret)
    if isinstance(answer, Answer) and answer.is_success and b"doctor" in answer.body:
        yield ok("What Slack signs reaches us at PUBLIC_URL.")
        return
    status = str(answer.status) if isinstance(answer, Answer) else answer
    yield problem(
        f"What Slack would sign is not taken at {url} ({status}).",
        "The bot that runs must have the same SLACK_SIGNING_SECRET (Basic Information > App Credentials): restart it after a "
        "change. The proxy must hand /slack/events and /desk/page/ on untouched.",
    )


async def _socket(case: Case, found: SlackSettings) -> Verdict:
    assert found.app_token is not None
    answer = await Slack(case.http, found.api_url, found.app_token).call("apps.connections.open", {})
    if isinstance(answer, Fine):
        return ok("A socket to Slack can be opened (Socket Mode).")
    where = "Basic Information > App-Level Tokens (connections:write), and Settings > Socket Mode"
    return problem("No socket to Slack can be opened.", f"api.slack.com/apps > your app > {where}.")


async def _signed(case: Case, url: str, body: bytes, secret: str) -> Answer | str:
    at = str(int(case.now().timestamp()))
    signature = "v0=" + hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature}
    try:
        return await exchange(case.http, "POST", url, takes=TAKES, headers=headers, content=body)
    except (NotWritten, NoAnswer) as error:
        return str(error)


async def _scopes(case: Case, found: SlackSettings) -> frozenset[str] | None:
    headers = {"Authorization": f"Bearer {found.bot_token}"}
    answer = await case.http.post(f"{found.api_url}auth.test", headers=headers, timeout=TAKES.total_seconds())
    said = answer.headers.get("x-oauth-scopes")
    return frozenset(scope.strip() for scope in said.split(",")) if said else None


def _slack(case: Case) -> Slack:
    assert case.settings.slack is not None
    return Slack(case.http, case.settings.slack.api_url, case.settings.slack.bot_token)
