import pytest

from tests.bot.pretend.slack.rig import rig


@pytest.fixture
async def slack():
    async with rig() as made:
        yield made
