"""The sentences with something to fill in, and their keys."""

from __future__ import annotations

from collections.abc import Sequence

from flows.calendar import day_and_time
from flows.say.line import Line
from flows.when import When
from flows.words import Opening, Visit


def introduction() -> Line:
    return Line("introduction")


def offer(openings: Sequence[Opening], *, near: bool) -> Line:
    return Line("offer_near" if near else "offer", {"times": tuple(openings)})


def read_back(first: str, opening: Opening, *, near: bool) -> Line:
    return Line("read_back_near" if near else "read_back", {"first": first, "when": opening.start})


def booked(first: str, opening: Opening) -> Line:
    return Line("booked", {"first": first, "when": opening.start})


def withdrawn(first: str, opening: Opening) -> Line:
    return Line("withdrawn", {"first": first, "when": opening.start})


# --- visits that stand -----------------------------------------------------------------------------------------------


def visits(visits: Sequence[Visit]) -> Line:
    return Line("visits", {"visits": tuple(visits)})


def no_visits() -> Line:
    return Line("no_visits")


def to_book() -> Line:
    return Line("to_book")


def which_visit(visits: Sequence[Visit]) -> Line:
    return Line("which_visit", {"choices": tuple(visits)})


def will_you_come(visits: Sequence[Visit]) -> Line:
    return Line("will_you_come" if len(visits) == 1 else "will_all_come", {"visits": tuple(visits)})


def no_longer_there() -> Line:
    return Line("no_longer_there")


def now_it_is(visits: Sequence[Visit]) -> Line:
    return Line("now_it_is", {"visits": tuple(visits)})


def confirmed_already(visits: Sequence[Visit]) -> Line:
    return Line("confirmed_already", {"visits": tuple(visits)})


def it_is(opening: Opening) -> Line:
    """Only when it is: whoever asks may not be who we think."""
    return Line("it_is", {"when": opening.start})


def c_to_confirm() -> Line:
    return Line("c_to_confirm")


def no_rush() -> Line:
    return Line("no_rush")


def confirmed(visits: Sequence[Visit]) -> Line:
    return Line("confirmed", {"visits": tuple(visits)})


def kept(visits: Sequence[Visit]) -> Line:
    return Line("kept", {"visits": tuple(visits)})


def another_time_instead(visit: Visit) -> Line:
    return Line("another_time_instead_fee" if visit.notice == "fee" else "another_time_instead", {"visits": (visit,)})


def broken(visit: Visit) -> Line:
    return Line("broken", {"visits": (visit,)})


def when_is_better(visit: Visit) -> Line:
    return Line("when_is_better", {"visits": (visit,)})


def move_read_back(visit: Visit, opening: Opening, *, near: bool) -> Line:
    if visit.broken and opening == visit.opening:
        return Line("restore_read_back", {"visits": (visit,)})
    if visit.broken:
        return Line("restore_read_back_near", {"first": visit.first_name, "when": opening.start})
    key = "move_read_back_near" if near else "move_read_back"
    return Line(key, {"first": visit.first_name, "old": visit.start, "when": opening.start})


def moved(visit: Visit, opening: Opening) -> Line:
    return Line("moved", {"first": visit.first_name, "when": opening.start})


def restored(visit: Visit) -> Line:
    return Line("restored", {"visits": (visit,)})


def on_asap_list(visit: Visit, wish: When | None = None) -> Line:
    if wish is None:
        return Line("on_asap_list", {"visits": (visit,)})
    return Line("on_asap_list_for", {"visits": (visit,), "wish": wish})


def list_for_sooner() -> Line:
    return Line("list_for_sooner")


def late_fits() -> Line:
    return Line("late_fits")


def late_is_tight() -> Line:
    return Line("late_is_tight")


def told_the_desk() -> Line:
    return Line("told_the_desk")


def here() -> Line:
    return Line("here")


def off_asap_list(visit: Visit) -> Line:
    return Line("off_asap_list", {"visits": (visit,)})


def desk_moves_it() -> Line:
    return Line("desk_moves_it")


def changed_meanwhile() -> Line:
    return Line("changed_meanwhile")


def could_not_change() -> Line:
    return Line("could_not_change")


def chart_made() -> Line:
    return Line("chart_made")


# --- for the chart: staff read it, in English --------------------------------------------------------------------------


def commlog(what: str, opening: Opening, *, instead_of: Opening | None = None) -> str:
    was = f", was {day_and_time(instead_of.start, 'en')}" if instead_of and instead_of.start != opening.start else ""
    return f"Patient {what} by text: {day_and_time(opening.start, 'en')}{was}."


# --- the rest ----------------------------------------------------------------------------------------------------------


def what_for() -> Line:
    return Line("what_for")


def when_suits() -> Line:
    return Line("when_suits")


def no_such_day() -> Line:
    return Line("no_such_day")


def nothing_free() -> Line:
    return Line("nothing_free")


def just_taken() -> Line:
    return Line("just_taken")


def has_one_then(first: str, own: Opening) -> Line:
    return Line("has_one_then", {"first": first, "when": own.start})


def not_open_for(first: str) -> Line:
    """To whoever may not hear what else stands in the book."""
    return Line("not_open_for", {"first": first})


def not_that_one() -> Line:
    return Line("not_that_one")


def could_not_confirm() -> Line:
    return Line("could_not_confirm")


def starting_again() -> Line:
    """To whoever answers a question that was lost with the store."""
    return Line("starting_again")


def nobody_yet() -> Line:
    return Line("nobody_yet")


def handing_over() -> Line:
    return Line("handing_over")


def any_danger() -> Line:
    return Line("any_danger")


def emergency() -> Line:
    return Line("emergency")


def good_to_know() -> Line:
    return Line("good_to_know")


def pain_to_a_person() -> Line:
    return Line("pain_to_a_person")
