"""Open Dental's conventions: sentinels, text for numbers and booleans, nulls, and a clock without a zone."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office.rows import AppointmentRow, PatientRow, SlotRow, at, day, happens_once, row, rows, wall
from tests.bot.office.examples import APPOINTMENT, PATIENT

ZONE = ZoneInfo("America/Los_Angeles")


def read(kind=AppointmentRow, **changed):
    base = APPOINTMENT if kind is AppointmentRow else PATIENT
    return row(json.dumps(base | changed).encode(), kind)


def test_fields_nobody_has_heard_of_change_nothing():
    assert read(NewField={"a": [1]}, another=None) == read()


def test_a_word_and_its_lower_case_are_two_fields():
    assert read(confirmed="Unconfirmed", Confirmed=21).confirmed == 21


@pytest.mark.parametrize(
    ("said", "means"), [("true", True), ("True", True), ("false", False), ("False", False), (True, True), (None, False)]
)
def test_booleans_come_as_text_and_as_themselves(said, means):
    assert read(IsHygiene=said).is_hygiene is means


@pytest.mark.parametrize("said", ["18", 18, 18.0])
def test_numbers_come_as_text_and_as_themselves(said):
    assert read(AptNum=said).apt_num == 18


def test_text_may_come_as_a_number_or_not_at_all():
    assert read(PatientRow, HmPhone=5035550142).home_phone == "5035550142"
    assert read(PatientRow, WkPhone=None, Preferred=None).work_phone == ""


def test_a_status_nobody_has_heard_of_is_kept():
    assert read(AptStatus="Hovering").status == "Hovering"


def test_year_one_means_never():
    assert read(AptDateTime="0001-01-01 00:00:00").start(ZONE) is None
    assert read(PatientRow, Birthdate="0001-01-01").birthdate is None


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("1980-05-01", date(1980, 5, 1)),
        ("1980-05-01 00:00:00", date(1980, 5, 1)),
        ("", None),
        ("5/1/1980", None),
        ("1980-13-01", None),
    ],
)
def test_a_birth_date_that_is_none_proves_nobody(said, born):
    assert day(said) == born


def test_the_length_is_the_pattern_and_every_character_takes_the_chair():
    assert read(Pattern="//XX").length == timedelta(minutes=20)
    assert read(Pattern="").length == timedelta(0)


def test_a_byte_order_mark_is_not_in_the_way():
    assert rows(b"\xef\xbb\xbf[]", SlotRow) == []


@pytest.mark.parametrize("body", [b"{}", b"null", b"7", b'"[]"', b"[[]]", b'["x"]'])
def test_what_is_no_list_of_rows_is_not_read(body):
    with pytest.raises(ValueError, match=r".+"):
        rows(body, SlotRow)


@settings(deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)),
    st.sampled_from(["America/Los_Angeles", "America/Phoenix", "America/St_Johns", "Australia/Lord_Howe"]),
)
def test_a_wall_time_that_happens_once_comes_back_as_it_was(naive, name):
    zone, naive = ZoneInfo(name), naive.replace(microsecond=0)
    if happens_once(naive, zone):
        aware = at(naive, zone)
        assert wall(aware.astimezone(UTC), zone) == f"{naive:%Y-%m-%d %H:%M:%S}"
    else:
        again = {naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
        assert len(again) == 2


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("2026-11-01 01:30:00", datetime(2026, 11, 1, 8, 30, tzinfo=UTC)),  # shown twice: the first
        ("2026-11-01 02:00:00", datetime(2026, 11, 1, 10, 0, tzinfo=UTC)),
        ("2026-03-08 01:59:00", datetime(2026, 3, 8, 9, 59, tzinfo=UTC)),
        ("2026-03-08 02:30:00", datetime(2026, 3, 8, 10, 30, tzinfo=UTC)),  # never shown: as if the clock had gone on
        ("2026-03-08 03:00:00", datetime(2026, 3, 8, 10, 0, tzinfo=UTC)),
    ],
)
def test_a_visit_begins_at_one_instant_on_the_days_that_the_clock_is_changed_too(said, means):
    assert read(AptDateTime=said).start(ZONE).astimezone(UTC) == means


def test_both_times_of_the_hour_that_comes_twice_are_written_alike():
    first, second = datetime(2026, 11, 1, 8, 30, tzinfo=UTC), datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    assert wall(first, ZONE) == wall(second, ZONE) == "2026-11-01 01:30:00"
    assert not happens_once(second.astimezone(ZONE).replace(tzinfo=None), ZONE)


def test_an_instant_is_written_as_the_offices_clock_shows_it_whatever_its_own_zone():
    instant = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
    assert wall(instant, ZONE) == "2026-07-01 09:00:00"
    assert wall(instant.astimezone(ZoneInfo("Asia/Kolkata")), ZONE) == "2026-07-01 09:00:00"
