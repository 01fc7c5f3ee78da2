"""An office that does not answer: how often it is asked before it counts as away, and before a person has the conversation."""

from datetime import UTC, datetime, timedelta

import pytest

from flows import engine
from flows.hearing import hear
from flows.results import AWAY_LOOKS, GIVE_UP_AFTER
from flows.words import Kind, RaiseCard, Silent
from tests.transcripts.office import Office

NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)
LONG = GIVE_UP_AFTER + timedelta(minutes=1)


def _looking():
    """Who they are is being looked up."""
    heard = hear("cleaning tuesday at 9, Ana Silva 5/1/80", engine.Session(), Office().practice, id="first", at=NOW)
    return engine.turn(engine.Session(), heard).session


def _silent(session, times, each):
    """The office does not answer, so many times and so far apart. Return the last turn, and what was said to all of them."""
    said = []
    for n in range(times):
        read = session.flows[-1].next_move().command
        after = engine.turn(session, Silent(id=f"silent {n}", at=NOW + n * each, of=read))
        session, said = after.session, [*said, *(line.key for line in after.replies)]
    return after, said


@pytest.mark.parametrize(("looks", "with_a_person"), [(AWAY_LOOKS - 1, False), (AWAY_LOOKS, True)])
def test_nobody_gives_up_by_the_clock_alone_after_a_worker_that_slept(looks, with_a_person):
    after, said = _silent(_looking(), looks, LONG)
    assert after.session.with_person is with_a_person
    assert (RaiseCard(Kind.SILENT) in after.commands) is with_a_person
    assert ("office_away" in said) is with_a_person


def test_a_patient_hears_of_one_silence_once():
    _, said = _silent(_looking(), 3, timedelta(seconds=10))
    assert said == ["introduction", "one_moment"]
