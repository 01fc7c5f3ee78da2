"""Who was proven, and which of them a request is for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from flows.book import Book
from flows.identify import is_minor
from flows.known import everybody, forgotten, guardian, in_flows, of, remembered, who_for
from flows.session import Session
from flows.words import Mention, Patient, Who

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
ANA, LEO, MIA = (
    Who("Ana", "Silva", date(1980, 5, 1)),
    Who("Leo", "Silva", date(2017, 2, 11)),
    Who("Mia", "Silva", date(2019, 8, 3)),
)
ME, SON, DAUGHTER = (Mention.ME,), (Mention.SON,), (Mention.DAUGHTER,)


def proven(*people):
    """A session in which these were proven, in this order, a minute apart: (who, what they were called)."""
    session = Session()
    for n, (who, about) in enumerate(people):
        patient = Patient(who.born.year, who.first, minor=who.born.year > 2010)
        session = remembered(session, Book(who=who, patient=patient, about=about), NOW + timedelta(minutes=n))
    return session


def test_without_a_word_the_newest_is_meant():
    assert who_for(proven((ANA, None), (LEO, SON)), (), None) == LEO


def test_for_me_is_the_first_who_was_not_called_somebody_else():
    assert who_for(proven((ANA, None), (LEO, SON)), ME, None) == ANA
    assert who_for(proven((LEO, SON), (ANA, None)), ME, None) == ANA


def test_for_me_is_never_a_child():
    assert who_for(proven((LEO, None)), ME, None) is None


def test_my_daughter_is_not_my_son():
    session = proven((ANA, None), (LEO, SON))
    assert who_for(session, SON, None) == LEO
    assert who_for(session, DAUGHTER, None) is None
    assert who_for(session, (Mention.HE,), None) == LEO


def test_a_first_name_is_enough_for_whoever_was_proven():
    session = proven((ANA, None), (LEO, SON))
    assert who_for(session, (), Who("leo")) == Who("leo", "Silva", LEO.born)
    assert who_for(session, (), Who("Mia")) == Who("Mia")


def test_another_birth_date_under_a_proven_name_is_not_taken_for_proof():
    other = Who("Leo", born=date(2016, 1, 1))
    assert who_for(proven((LEO, SON)), (), other) == other


def test_who_is_proven_again_keeps_their_place_and_what_they_were_called():
    session = proven((ANA, None), (LEO, SON), (ANA, None), (LEO, None))
    assert [(p.who, p.about) for p in everybody(session)] == [(ANA, ()), (LEO, SON)]


def test_after_half_a_day_nobody_is_known():
    session = forgotten(proven((ANA, None), (LEO, SON)), NOW + timedelta(hours=12, seconds=30))
    assert [p.who for p in everybody(session)] == [LEO]


def test_only_six_are_remembered_and_the_first_is_among_them():
    many = [(Who(f"P{n}", "Silva", date(1980 + n, 1, 1)), None) for n in range(9)]
    known = everybody(proven(*many))
    assert len(known) == 6
    assert (known[0].who, known[-1].who) == (many[0][0], many[-1][0])


def test_one_who_was_proven_under_an_earlier_release_is_known():
    session = Session(who=ANA, who_at=NOW)
    assert who_for(session, (), None) == ANA
    later = remembered(session, Book(who=LEO, patient=Patient(12, "Leo"), about=SON), NOW)
    assert [p.who for p in everybody(later)] == [ANA, LEO]
    assert everybody(forgotten(session, NOW + timedelta(days=1))) == ()


def test_a_guardian_is_whoever_texts_and_is_somebody_else():
    session = proven((ANA, None), (LEO, SON))
    assert guardian(session, MIA) == ANA
    assert guardian(session, ANA) is None
    assert of(session, 2017) == LEO


@pytest.mark.parametrize(
    ("today", "minor"), [(date(2026, 4, 11), True), (date(2026, 4, 12), False), (date(2026, 12, 1), False)], ids=str
)
def test_somebody_is_of_age_on_their_birthday(today, minor):
    assert is_minor(date(2008, 4, 12), today, 18) is minor


def test_whoever_is_proven_in_a_request_under_way_is_known_for_the_next_one():
    under_way = Session(flows=(Book(who=ANA, patient=Patient(1, "Ana")),))
    known = in_flows(under_way, NOW)
    assert who_for(known, (), None) == ANA
    assert in_flows(known, NOW + timedelta(hours=1)) == known  # they were proven then, not each time anew


def test_who_of_two_it_is_nobody_knows():
    assert who_for(proven((ANA, ()), (LEO, SON)), (Mention.EITHER,), None) is None


def test_a_last_name_alone_belongs_to_the_first_name_before_it():
    assert Who("Ana").joined(Who("Silva")) == Who("Ana", "Silva")
    assert Who("Ana", "Silva").joined(Who("Leo")) == Who("Leo")


def test_a_year_alone_puts_a_birth_date_right():
    assert ANA.joined(Who(year=1981)).born == date(1981, 5, 1)


def test_half_a_birth_date_is_made_whole_by_its_year():
    half = Who("Ana", "Silva", month_day=(5, 1))
    assert half.joined(Who(year=1980)) == ANA
    assert Who(month_day=(2, 29)).joined(Who(year=1981)) == Who()
    assert ANA.joined(Who(month_day=(6, 1))) == Who("Ana", "Silva", month_day=(6, 1))
