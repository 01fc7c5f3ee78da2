"""Which chairs are asked, and in which order."""

from datetime import timedelta

import pytest

from bot.openings.chairs import chairs_for
from flows.words import E164, Chair, Need, Patient, Practice, Reason

CLEANING, FILLING, EXAM = "cleaning", "filling", "exam"
HOUR = timedelta(hours=1)


def chair(provider: int, operatory: int, *reasons: str) -> Chair:
    return Chair(provider=provider, operatory=operatory, reasons=reasons)


def asked(chairs: list[Chair], what: str | Need, providers: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    practice = Practice(
        name="Maple Street Dental",
        texting_number=E164("+15035550199"),
        front_desk_number=E164("+15035550100"),
        timezone="America/Los_Angeles",
        reasons=tuple(Reason(name=name) for name in (CLEANING, FILLING, EXAM)),
        chairs=tuple(chairs),
    )
    return [(c.provider, c.operatory) for c in chairs_for(practice, Patient(1, "Ana", providers=providers), what)]


# --- a reason of the office file ---------------------------------------------------------------------------------------

FOUR = [chair(3, 3, CLEANING), chair(1, 1, FILLING, EXAM), chair(2, 2, FILLING), chair(2, 4)]


def test_a_reason_asks_the_chairs_that_take_it_in_the_order_of_the_office_file():
    assert asked(FOUR, CLEANING) == [(3, 3), (2, 4)]
    assert asked(FOUR, FILLING) == [(1, 1), (2, 2), (2, 4)]


def test_the_patients_own_providers_are_asked_first():
    assert asked(FOUR, FILLING, (2, 3)) == [(2, 2), (2, 4), (1, 1)]
    assert asked([chair(3, 3), chair(1, 1), chair(5, 5)], CLEANING, (1, 5)) == [(1, 1), (5, 5), (3, 3)]


def test_never_more_than_three_are_asked():
    assert asked([chair(n, n) for n in range(1, 8)], CLEANING) == [(1, 1), (2, 2), (3, 3)]
    assert asked([chair(n, n) for n in range(1, 8)], CLEANING, (6,)) == [(6, 6), (1, 1), (2, 2)]


# --- a visit that exists, or is planned --------------------------------------------------------------------------------


def test_a_visits_own_chair_is_asked_first_then_those_that_take_all_it_may_be_for():
    assert asked(FOUR, Need(length=HOUR, provider=2, operatory=2)) == [(2, 2), (2, 4), (1, 1)]
    assert asked(FOUR, Need(length=HOUR, provider=1, operatory=1)) == [(1, 1), (2, 4)]
    assert asked(FOUR, Need(length=HOUR, provider=2, operatory=4)) == [(2, 4)]


def test_a_visit_whose_reason_is_known_may_go_to_every_chair_that_takes_it():
    need = Need(length=HOUR, provider=1, operatory=1, reason=FILLING)
    assert asked(FOUR, need, (3,)) == [(1, 1), (2, 2), (2, 4)]


def test_a_chair_that_stands_in_no_file_is_asked_all_the_same():
    assert asked([], Need(length=HOUR, provider=7, operatory=9)) == [(7, 9)]
    assert asked(FOUR, Need(length=HOUR, provider=7, operatory=9)) == [(7, 9), (2, 4)]


def test_who_works_in_another_room_today_may_be_for_all_they_are_elsewhere():
    assert asked(FOUR, Need(length=HOUR, provider=3, operatory=8)) == [(3, 8), (3, 3), (2, 4)]


@pytest.mark.parametrize(
    ("provider", "chairs"),
    [
        (1, [(1, 1), (2, 4)]),  # their own chair, then one that takes as much
        (8, [(8, 0), (2, 4)]),  # somebody of whom the file knows nothing: wherever they work
        (0, [(2, 4)]),  # whoever it is, only where everything is done
    ],
)
def test_a_plan_has_no_chair_yet(provider, chairs):
    assert asked(FOUR, Need(length=HOUR, provider=provider)) == chairs
