"""The front desk's socket when Slack will have none: said in the log, tried again, and no reason to stop slowly."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog

from bot.frontdesk.wiring import AGAIN, FrontDesk


@pytest.mark.parametrize(("token", "why"), [("xapp-1-somebody-elses", "invalid_auth"), ("", "")])
def test_an_app_token_that_slack_does_not_take_is_said_in_the_log(house, token, why):
    async def play(town):
        case = town.bot.frontdesk.front._case
        slack = replace(case.settings.slack, app_token=token or None)
        desk = FrontDesk.of(replace(case, settings=replace(case.settings, slack=slack)), town.bot.desk, town.http, town.clock)
        with structlog.testing.capture_logs() as logged:
            running = asyncio.create_task(desk.run())
            await asyncio.sleep(AGAIN.total_seconds() * 2.5)
        assert [line["why"].split(":")[0] for line in logged if line.get("what") == "no socket"] == ([why] * 3 if why else [])
        began = town.clock.now()
        await desk.stop(timedelta(0))
        await asyncio.wait({running})
        assert town.clock.now() == began
        assert token not in str(logged) or not token

    house(play, slack=True)
