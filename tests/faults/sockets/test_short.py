"""The long run of `python -m tests.faults.sockets`, half a minute of it: a few kills of each sort under four conversations."""

from tests.faults.sockets.running import brief, run

EACH_SORT = ("kill -9", "SIGSTOP", "valkey kill -9", "office fault", "carrier fault")


async def test_half_a_minute_of_kills_under_four_conversations_breaks_no_promise(tmp_path):
    outcome = await run(brief(seed=7), tmp_path)  # again by hand: python -m tests.faults.sockets --brief --seed 7
    assert outcome.verdict.violations == [], "\n".join(outcome.table())
    assert all(outcome.counts.get(sort) for sort in EACH_SORT), outcome.counts
    assert outcome.verdict.visits >= 1
