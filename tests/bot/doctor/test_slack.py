"""The doctor and Slack: silent where all is well, and each planted fault found with what to do."""

from random import Random
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.channels.slack.bolting import made
from bot.frontdesk.web import FrontWeb
from bot.pretend.clock import WallClock
from bot.pretend.slack import PretendSlack, Setup
from bot.pretend.slack.people import FRONT_DESK
from tests.bot.doctor.clinic import found, told

STAFF = '\n[staff]\nU0JOFRONT1 = { name = "Jo Bennett", role = "act" }\n'


@pytest.fixture
def slack(bot):
    """The same bot with a workspace, everything of it set right."""
    keys, at = bot.world.keys, bot.world.at
    setup = Setup(keys.slack_bot_token, keys.slack_signing_secret, keys.slack_app_token)
    zone = ZoneInfo("America/Los_Angeles")
    slack = PretendSlack(WallClock(), setup, url=at, bot_url=at, http=httpx.AsyncClient(), zone=zone, random=Random(1))
    opened(bot, slack)
    bot.settings |= {
        "SLACK_BOT_TOKEN": keys.slack_bot_token,
        "SLACK_SIGNING_SECRET": keys.slack_signing_secret,
        "SLACK_API_URL": f"{at}/api/",
    }
    bot.says('timezone = "America/Los_Angeles"\n', f'timezone = "America/Los_Angeles"\nslack_channel = "{FRONT_DESK}"\n')
    bot.file.write_text(bot.file.read_text() + STAFF)
    return slack


class NoPage:
    get = post = None


def opened(bot, slack, secret=None):
    """Let the front desk's door stand open for what was signed with that secret."""
    page = NoPage()
    page.get = page.post = lambda request: None
    door = FrontWeb(made(f"{bot.world.at}/api/"), page, secret or bot.world.keys.slack_signing_secret, WallClock())
    bot.world.also([*bot.door, *door.routes(), *slack.routes()])


def test_where_all_is_well_nothing_is_said(bot, slack):
    others, lines = found(bot)
    assert others == []
    for words in ("takes the token", "may do all", "#front-desk is there", "signs reaches us"):
        assert any(words in line.verdict.says for line in lines)


def test_nothing_is_posted(bot, slack):
    bot.examined()
    assert not slack.workspace.messages[FRONT_DESK]


def revoked(bot, slack):
    slack.setup.refuses = "token_revoked"


def lacking(bot, slack):
    slack.setup.scopes -= {"reactions:write"}


def elsewhere(bot, slack):
    bot.says(FRONT_DESK, "C0GENERAL01")


def archived(bot, slack):
    bot.says(FRONT_DESK, "C0ARCHIVED1")


def shared(bot, slack):
    bot.says(FRONT_DESK, "C0LABSHARED")


def nowhere(bot, slack):
    bot.says(FRONT_DESK, "C0NOWHERE00")


def no_channel(bot, slack):
    bot.says(f'slack_channel = "{FRONT_DESK}"\n', "")


def guest(bot, slack):
    bot.says("U0JOFRONT1", "U0GUESTTMP")


def nobody(bot, slack):
    bot.says("U0JOFRONT1", "U0NOBODY00")


def nobody_acts(bot, slack):
    bot.says('role = "act"', 'role = "view"')


def other_secret(bot, slack):
    opened(bot, slack, "somebody-elses-secret")


PLANTED = [
    (revoked, "token", "problem", "token_revoked"),
    (lacking, "scopes", "problem", "add reactions:write"),
    (elsewhere, "channels", "problem", "In #general: /invite"),
    (archived, "channels", "problem", "is archived"),
    (shared, "channels", "problem", "shared with another workspace"),
    (nowhere, "channels", "problem", "no channel that the app can see"),
    (no_channel, "channels", "warning", "has no slack_channel"),
    (guest, "staff", "problem", "Jo Bennett of [staff] is a guest"),
    (nobody, "staff", "problem", "nobody in this workspace"),
    (nobody_acts, "staff", "problem", "Nobody of Maple Street Dental may act"),
    (other_secret, "signing", "problem", "same SLACK_SIGNING_SECRET"),
]


@pytest.mark.parametrize(("plant", "check", "state", "words"), PLANTED, ids=[plant.__name__ for plant, *_ in PLANTED])
def test_each_planted_fault_is_found_and_said_what_to_do(bot, slack, plant, check, state, words):
    plant(bot, slack)
    others, lines = found(bot)
    assert others == [(check, state)]
    assert words in told(lines, check)
    said = " ".join(told(lines, line.check) for line in lines)
    assert bot.world.keys.slack_signing_secret not in said
    assert bot.world.keys.slack_bot_token not in said
