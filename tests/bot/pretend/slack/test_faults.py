"""Faults that are drawn: the same seed, the same faults; every kind of them turns up."""

from random import Random

from bot.pretend.carrier.faults import Answer
from bot.pretend.slack.faults import Drawn, Faults, Planned, SentFault


def test_the_same_seed_draws_the_same_and_all_kinds_turn_up():
    first, second = Drawn(Random(7), odds=0.5), Drawn(Random(7), odds=0.5)
    calls = [first.call("chat.postMessage") for _ in range(300)]
    assert calls == [second.call("chat.postMessage") for _ in range(300)]
    assert {call.answer for call in calls} == set(Answer)
    assert {call.taken for call in calls} == {True, False}
    sent = [first.sent("event") for _ in range(200)]
    assert {one.copies for one in sent} == {1, 2, 3}
    assert any(one.lost for one in sent)
    assert any(one.after_next for one in sent)


def test_what_is_planned_for_one_kind_or_for_any_is_used_once():
    planned = Planned()
    planned.requests["event"].append(SentFault(copies=2))
    planned.requests["*"].append(SentFault(copies=3))
    assert [planned.sent(kind).copies for kind in ("command", "command", "event", "event")] == [3, 1, 2, 1]
    assert Faults().sent("event") == SentFault()
