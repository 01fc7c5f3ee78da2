"""Phones as offices write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office.phones import carries, national
from flows.words import E164

ANA = E164("+15035550142")
LONDON = E164("+442071234567")


@pytest.mark.parametrize(
    "column",
    [
        "(503)555-0142",
        "5035550142",
        "503.555.0142",
        "503 555 0142",
        "1-503-555-0142",
        "+1 (503) 555-0142",
        "+15035550142",
        "15035550142",
        "503–555–0142",
        "(503)555-0142 x12",
        "503-555-0142 ext. 3",
        "503-555-0142,12",
        "503-555-0142 12",
        "1 503 555 0142 12",
        "cell: 503-555-0142 (mom)",
        "971-555-0100 / 503-555-0142",
        "  503-555-0142  ",
    ],
)
def test_a_phone_is_known_however_it_is_written(column):
    assert carries(column, ANA)


@pytest.mark.parametrize(
    "column",
    [
        "",
        "n/a",
        "555-0142",  # anybody's, in another area
        "5550142",
        "503-555-0143",
        "503-555-014",
        "9 503 555 0142",
        "25035550142",
        "971-555-0100 x5035550142"[:12],
        "+44 503 555 0142",
        "+5035550142",
        "0142-503-555",
        "50355 / 50142",
    ],
)
def test_another_phone_is_not_taken_for_it(column):
    assert not carries(column, ANA)


@pytest.mark.parametrize("column", ["+44 20 7123 4567", "442071234567", "011 44 20 7123 4567"])
def test_a_phone_of_another_country_is_known_with_its_country(column):
    assert carries(column, LONDON)


@pytest.mark.parametrize("column", ["020 7123 4567", "+44 20 7123 4568", "(442) 071-2345 x67", "+1 442 071 2345"])
def test_another_phone_is_not_taken_for_one_of_another_country(column):
    assert not carries(column, LONDON)


def test_a_phone_of_ours_is_not_one_of_another_country_that_begins_alike():
    assert not carries("+44 20 7123 4567", E164("+14420712345"))


def test_the_office_is_asked_by_ten_digits():
    assert national(ANA) == "5035550142"
    assert national(LONDON) == "442071234567"


digits = st.text("0123456789", min_size=10, max_size=10).filter(lambda d: d[0] not in "01")


@settings(deadline=None)
@given(
    digits,
    digits,
    st.sampled_from(["{0}{1}{2}", "({0}) {1}-{2}", "1.{0}.{1}.{2}", "+1{0}{1}{2}", "{0} {1} {2} x9", "home {0}-{1}-{2}"]),
)
def test_any_number_is_known_in_any_writing_and_no_other_is(mine, other, form):
    column = form.format(mine[:3], mine[3:6], mine[6:])
    assert carries(column, E164(f"+1{mine}"))
    assert carries(column, E164(f"+1{other}")) is (mine == other)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_comparison(column):
    assert carries(column, ANA) in (True, False)
