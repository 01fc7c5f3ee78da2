"""The mistakes that bots make in Slack, made on purpose. Only people at a desk in Slack can show them: see mutants.py."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import count
from unittest.mock import patch

from bot.attempts.outcomes import Done, Unknown
from bot.attempts.table import KINDS
from bot.channels.slack.client import Slack, Unsure
from bot.desk import Desk
from bot.frontdesk.commands import finding
from bot.turns import staff_words
from flows import engine
from flows.engine import Turn
from flows.words import Overtaken, Taken


def a_stale_button_counts() -> AbstractContextManager[object]:
    """Whatever the card has become since it was drawn."""
    act = Desk.act

    async def acting(self, room, number, what, **more):
        return await act(self, room, number, what, **more | {"drawn": ""})

    return patch.object(Desk, "act", acting)


def an_answer_of_the_staff_is_not_claimed() -> AbstractContextManager[object]:
    """Each time that Slack delivers it it is another one."""
    act, deliveries = Desk.act, count()

    async def acting(self, room, number, what, **more):
        again = {"token": f"{more['token']}-{next(deliveries)}"} if what == "answer" else {}
        return await act(self, room, number, what, **more | again)

    return patch.object(Desk, "act", acting)


def a_retry_handler_that_posts_twice() -> AbstractContextManager[object]:
    """As the vendor's own client does it where one is set: what may have been taken is sent again."""
    post = Slack.post

    async def posting(self, *args, **more):
        done = await post(self, *args, **more)
        return await post(self, *args, **more) if isinstance(done, Unsure) else done

    return patch.object(Slack, "post", posting)


def an_update_is_believed() -> AbstractContextManager[object]:
    """Its answer was lost: it will have come true."""
    real = KINDS["post update"]

    async def update(case, todo):
        outcome = await real.attempt(case, todo)
        return Done("surely") if isinstance(outcome, Unknown) else outcome

    return patch.dict(KINDS, {"post update": replace(real, attempt=update)})


def names_stand_in_any_slack() -> AbstractContextManager[object]:
    return patch.object(finding, "full", lambda at: True)


def the_bot_goes_on_talking() -> AbstractContextManager[object]:
    """A person has taken it, and the flows are not told."""
    real = engine._desk_did
    return patch.object(engine, "_desk_did", lambda s, event: Turn(s) if event.what == "took" else real(s, event))


def staff_are_told_yes() -> AbstractContextManager[object]:
    """Whatever came of it."""
    ended = staff_words.ended

    def told(effect, value, practice, names=staff_words.NOBODY):
        if isinstance(value, Taken | Overtaken):
            visit = getattr(effect, "visit", None)
            return staff_words.done(effect, visit.number if visit else 1, practice, names)
        return ended(effect, value, practice, names)

    return patch.object(staff_words, "ended", told)
