"""The table of every call that changes something, walked: whatever goes wrong, it happens once, or never and a person knows."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import get_args
from unittest.mock import patch

import pytest

from bot.attempts.outcomes import Absent
from bot.attempts.table import KINDS
from bot.effects import FRESH
from bot.pretend.carrier import Answer, RequestFault
from bot.pretend.office import faults
from bot.pretend.office.methods.table import METHODS
from bot.pretend.slack import CallFault
from bot.work import Work
from tests.bot.effects import CHART, EFFECT, HYGIENE, MARKER, PLAYS, Asking

SLACK = timedelta(seconds=3)  # between a mark in the store and the call
GRACE = 61  # seconds: the office's own limit

OFFICE = {
    "the answer was lost, it was done": faults.lost(committed=True),
    "the answer was lost, it was not done": faults.lost(),
    "504, it was done": faults.timeout(committed=True),
    "504, it was not done": faults.timeout(),
    "400 on the way, it was done": faults.unreachable(committed=True),
    "400 on the way, it was not done": faults.unreachable(),
    "429": faults.busy(),
    "500, it was done": faults.error(committed=True),
    "500, it was not done": faults.error(),
    "done, with a broken body": faults.broken_body(),
    "done after 80 s": faults.slow(timedelta(seconds=80)),
}
CARRIER = {
    "the answer was lost, it was done": RequestFault(Answer.LOST, taken=True),
    "the answer was lost, it was not done": RequestFault(Answer.LOST, taken=False),
    "504, it was done": RequestFault(Answer.ERROR, taken=True, stall=timedelta(seconds=10)),
    "504, it was not done": RequestFault(Answer.ERROR, taken=False, stall=timedelta(seconds=10)),
    "400 on the way, it was done": RequestFault(Answer.HTML, taken=True),
    "400 on the way, it was not done": RequestFault(Answer.UNREACHABLE, taken=False),
    "429": RequestFault(Answer.BUSY, taken=False),
    "500, it was done": RequestFault(Answer.ERROR, taken=True),
    "500, it was not done": RequestFault(Answer.ERROR, taken=False),
    "done, with a broken body": RequestFault(Answer.BROKEN, taken=True),
    "done after 80 s": RequestFault(Answer.RIGHT, taken=True, late=timedelta(seconds=17)),  # we hang up after 15
}

SLACK_KINDS = [name for name in KINDS if KINDS[name].call.startswith("POST /api/")]
every_kind = pytest.mark.parametrize("kind", KINDS)
of_the_office = pytest.mark.parametrize("kind", [name for name in KINDS if KINDS[name].office])


def carried_out(house, kind, *, weather=None, always=None, before=None, **more):
    """Have one effect carried out under that weather. Return its end, how often it happened, when it was sent, the cards."""

    async def scene(town):
        asking = await Asking.of(town)
        todo = PLAYS[kind].asks(asking)
        if before is not None:
            before(asking, todo)
        spoil(town, kind, weather, always)
        sent = sendings(town, kind)
        await asking.ask(todo)
        state = await asking.settled(**more)
        await asyncio.sleep(GRACE)
        times, cards = PLAYS[kind].happened(asking, todo), [card["kind"] for card in await town.cards()]
        return state, times, sent, cards

    return house(scene, slack=kind in SLACK_KINDS)


def spoil(town, kind, weather, always):
    if kind in SLACK_KINDS:
        fault = CARRIER[weather] if weather else always
        if fault is not None:
            planned = CallFault(answer=fault.answer, taken=fault.taken, late=fault.late, stall=fault.stall)
            method = KINDS[kind].call.removeprefix("POST /api/")
            town.world.slack.faults.calls[method].extend([planned] * (1 if weather else 500))
    elif not KINDS[kind].office:
        town.carrier.faults.requests.extend([CARRIER[weather]] if weather else [always] * 200 if always else [])
    elif weather:
        town.office.faults.next(KINDS[kind].call, OFFICE[weather])
    elif always:
        town.office.faults.always(KINDS[kind].call, always)


def sendings(town, kind):
    """Note each time at which the call came in."""
    sent, decide = [], town.office.faults.decide
    verb, path = KINDS[kind].call.split()
    shape = [part.startswith("{") or part for part in path.split("/")]

    def noting(method, asked):
        parts = [part.isdigit() or part for part in asked.split("/")]
        if (method, parts) == (verb, shape):
            sent.append(town.clock.now())
        return decide(method, asked)

    town.office.faults.decide = noting
    return sent


# --- the table is whole ----------------------------------------------------------------------------------------------


def test_every_work_has_one_row_and_every_row_is_played():
    assert {kind.work for kind in KINDS.values()} == set(get_args(Work))
    assert {name: kind.work.__struct_config__.tag for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert set(PLAYS) == set(KINDS)


@of_the_office
def test_a_row_names_a_method_of_the_office_that_changes_something(kind):
    methods = {method.name: method for method in METHODS}
    assert methods[KINDS[kind].call].permission != "ReadAll"


@every_kind
def test_a_row_says_how_it_is_found_and_what_proves_that_it_did_not_happen(kind):
    assert KINDS[kind].found
    assert KINDS[kind].absent
    assert KINDS[kind].tries >= 1
    assert KINDS[kind].late >= timedelta(seconds=20)


def test_what_may_take_a_chair_says_what_becomes_of_ours_if_it_was_taken():
    takes_chairs = {"POST /appointments/WebSched", "POST /appointments", "POST /appointments/SchedulePlanned"}
    takes_chairs.add("PUT /appointments/{AptNum}")
    assert {kind.call for kind in KINDS.values() if kind.overlap != "cannot"} == takes_chairs


# --- and true ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weather", OFFICE)
@every_kind
def test_it_happens_exactly_once(house, kind, weather):
    state, times, sent, _ = carried_out(house, kind, weather=weather)
    assert (state, times) == ("DONE", 1)
    gaps = [after - before for before, after in pairwise(sent)]
    if weather != "429":  # that one says that nothing was carried out
        assert all(gap + SLACK >= KINDS[kind].late for gap in gaps), gaps
    assert len(sent) <= 2


@every_kind
def test_what_never_comes_true_is_given_up_and_a_person_knows(house, kind):
    always = faults.unreachable() if KINDS[kind].office else RequestFault(Answer.ERROR, taken=False)
    if not KINDS[kind].office:
        state, times, _, _ = carried_out(house, kind, always=always, within=timedelta(hours=11))
        assert (state, times) == ("GAVE_UP", 0)  # the card is another test's
        return
    state, times, sent, cards = carried_out(house, kind, always=always)
    assert (state, times) == ("GAVE_UP", 0)
    assert len(sent) <= KINDS[kind].tries
    flows_wait = kind in ("book", "create")  # of the plays here: they hear it themselves, and say so
    assert cards == ([] if flows_wait else ["change unconfirmed"])


@of_the_office
def test_what_the_office_never_gets_is_not_taken_for_done(house, kind):
    state, times, sent, _ = carried_out(house, kind, always=faults.busy(timedelta(minutes=5)), within=timedelta(hours=25))
    assert (state, times) == ("GAVE_UP", 0)
    assert len(sent) < 160  # what nobody waits for is tried every ten minutes at last, though the office says five


@contextmanager
def blind(kind):
    """Nobody looks before another try, and nobody waits for the first."""

    async def nobody_looks(*_):
        return Absent("nobody looked")

    with patch.dict(KINDS, {kind: replace(KINDS[kind], look=nobody_looks, late=timedelta(0), look_every=timedelta(seconds=1))}):
        yield


# By the carrier's report; by a search before each try; by the look at what the patient has in the book, before another one.
HELD_OTHERWISE = ("text", "chart", "schedule planned", "book", "create")


@every_kind
def test_only_what_sets_a_state_may_be_sent_again_without_a_look(house, kind):
    with blind(kind):
        state, times, _, _ = carried_out(house, kind, weather="the answer was lost, it was done")
    once = (state, times) == ("DONE", 1)
    assert once is (KINDS[kind].repeatable or kind in HELD_OTHERWISE)


@pytest.mark.parametrize(
    ("slept", "leaves_later"), [(FRESH, True), (FRESH - timedelta(seconds=1), False)], ids=["long", "short"]
)
def test_a_worker_that_slept_between_its_mark_and_the_call_does_not_call(house, slept, leaves_later):
    woke = []

    async def scene(town):
        asking = await Asking.of(town)
        store, sent = asking.room.store, sendings(town, "book")
        mark = store.sending

        async def marks_and_sleeps(*which, **more):
            ours = await mark(*which, **more)
            if not woke:
                await town.clock.sleep(slept)
                woke.append(town.clock.now())
            return ours

        with patch.object(store, "sending", marks_and_sleeps):
            todo = PLAYS["book"].asks(asking)
            await asking.ask(todo)
            return await asking.settled(), PLAYS["book"].happened(asking, todo), sent

    state, times, sent = house(scene)
    assert (state, times, len(sent)) == ("DONE", 1, 1)
    assert (sent[0] > woke[0] + SLACK) is leaves_later


# --- a chair that was taken --------------------------------------------------------------------------------------------


OTHER = 20  # another patient


def taken_by_staff(house, kind):
    """Staff book the very time for somebody else a moment before our call, which checks nothing."""

    async def scene(town):
        asking = await Asking.of(town)
        todo = PLAYS[kind].asks(asking)
        place = 9 if kind == "update" else 0
        theirs = asking.booked_by_staff(place, OTHER)
        await asyncio.sleep(2)
        await asking.ask(todo)
        state = await asking.settled()
        at = [v for v in town.office.books.appointments if _is_at(v, asking.openings[place])]
        first = [v for v in town.office.books.appointments if _is_at(v, asking.openings[0])]
        outcome = (await asking.room.store.effect(EFFECT)).outcome
        return state, outcome, [v.AptNum for v in at] == [theirs], first

    return house(scene)


def _is_at(visit, opening):
    return (visit.AptDateTime, visit.Op, visit.AptStatus) == (opening.start.replace(tzinfo=None), HYGIENE, "Scheduled")


@pytest.mark.parametrize("kind", [name for name in KINDS if KINDS[name].overlap == "ours is broken"])
def test_a_visit_that_lies_on_an_earlier_one_is_broken_again(house, kind):
    state, outcome, theirs_alone, _ = taken_by_staff(house, kind)
    assert (state, outcome, theirs_alone) == ("REFUSED", b"gave way", True)


@pytest.mark.parametrize("kind", [name for name in KINDS if KINDS[name].overlap == "ours is put back"])
def test_a_visit_that_was_moved_onto_another_is_put_back(house, kind):
    state, outcome, theirs_alone, first = taken_by_staff(house, kind)
    assert (state, outcome, theirs_alone) == ("REFUSED", b"put back", True)
    assert [v.PatNum for v in first] == [CHART]


# --- what somebody else has done meanwhile ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "told"), [("update", ["change unconfirmed"]), ("break", ["change unconfirmed"]), ("confirm", [])]
)  # a mark of ours on a visit that staff have moved is void, and nobody need know
def test_a_visit_that_staff_have_moved_since_is_not_changed(house, kind, told):
    def before(asking, todo):
        asking.town.office.staff_moves(todo.visit, asking.openings[4].start)

    state, times, sent, cards = carried_out(house, kind, before=before)
    assert (state, times, sent, cards) == ("REFUSED", 0, [], told)


@pytest.mark.parametrize(
    ("kind", "columns"),
    [("break", {"AptStatus": "UnschedList", "Op": 0}), ("chart change", {"TxtMsgOk": "No"})],
)
def test_what_is_so_already_is_not_sent(house, kind, columns):
    def before(asking, todo):
        if kind == "break":
            asking.town.office.staff_changes(todo.visit, **columns)
        else:
            asking.town.office.staff_edits_chart(CHART, **columns)

    state, _, sent, cards = carried_out(house, kind, before=before)
    assert (state, sent, cards) == ("DONE", [], [])


@pytest.mark.parametrize("phone", ["(503) 555-0177", "(503) 555-0178", ""], ids=["theirs", "another", "none"])
@pytest.mark.parametrize("status", ["Patient", "Archived"])
def test_somebody_who_may_have_a_chart_gets_no_second_one(house, phone, status):
    """On whatever phone, archived or not: staff decide, and nobody is booked on a chart that they did not prove."""

    def before(asking, todo):
        asking.town.office.staff_edits_chart(
            6, LName="Quill", FName="Zoe", Birthdate=todo.person.born, WirelessPhone=phone, PatStatus=status
        )

    state, times, sent, _ = carried_out(house, "chart", before=before)
    assert (state, times, sent) == ("REFUSED", 1, [])


def test_what_staff_wrote_in_a_plan_stays_beside_our_marker(house):
    async def scene(town):
        asking = await Asking.of(town)
        todo = PLAYS["schedule planned"].asks(asking)
        town.office.staff_changes(todo.plan, Note="Bring the retainer")
        await asking.ask(todo)
        await asking.settled()
        return [v.Note for v in asking.visits(lambda v: v.NextAptNum == todo.plan)]

    assert house(scene) == [f"Bring the retainer {MARKER}"]
