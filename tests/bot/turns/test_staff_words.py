"""Whoever asked for something in Slack hears how it ended, also when there was nothing left to do."""

from msgspec.structs import replace

from bot.turns import staff_words
from flows import engine
from flows.confirm import Confirm
from flows.session import DeskAsked, Session
from tests.bot.maple import maple
from tests.flows.test_desk import JO, NOW, VISIT


def test_a_visit_that_was_confirmed_before_the_press_is_said_to_be():
    asked = DeskAsked(id="asked", at=NOW, staff=JO, flow=Confirm(visits=(replace(VISIT, confirmed=True),), coming=True))
    after = engine.turn(Session(), asked)
    assert not after.commands
    assert staff_words.told(asked, after, maple().practice) == (staff_words.CONFIRMED_ALREADY,)
