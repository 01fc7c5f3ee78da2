"""A worker that dies at any await of a conversation harms nobody. `--crash-points` walks those, too, that cannot differ."""

import pytest

from tests.faults.crash_points import TALKS, failed, walk


@pytest.mark.parametrize("name", TALKS)
def test_a_worker_may_die_anywhere(name, valkey_url):
    points = list(walk(name, valkey_url, whole=False))
    assert [f"{point}: {failed(point, name)}" for point in points if failed(point, name)] == []
    assert len(points) > 40
