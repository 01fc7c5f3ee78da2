"""A worker that dies at any await of a conversation harms nobody. `--crash-points` walks those, too, that cannot differ."""

from datetime import timedelta

import pytest

from tests.faults import desk_talks
from tests.faults.crash_points import TALKS, At, failed, play, walk
from tests.faults.plan import Harm

POST = "POST /appointments/WebSched"


@pytest.mark.parametrize("name", TALKS)
def test_a_worker_may_die_anywhere(name, valkey_url):
    points = list(walk(name, valkey_url, whole=False))
    assert [f"{point}: {failed(point, name)}" for point in points if failed(point, name)] == []
    assert len(points) > (100 if name not in desk_talks.TALKS else 35)


def test_a_booking_whose_worker_died_in_the_queue_to_the_office_is_not_waited_for_as_if_it_had_left(valkey_url):
    counting = At()
    play(TALKS["booking"], counting, valkey_url)
    steps = [what for _, what in counting.seen]
    queued = max(step for step in range(steps.index(POST)) if steps[step] == "pace_ask")
    dying = At(step=queued + 1, harm=Harm.CRASH_BEFORE)
    assert play(TALKS["booking"], dying, valkey_url).done == 1
    died, posted = dying.seen[queued][0], next(at for at, what in dying.seen if what == POST)
    assert posted - died < timedelta(seconds=30)
