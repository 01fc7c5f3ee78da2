"""From rows to a practice, in the corners no seed has."""

from datetime import date, time, timedelta

from bot.office.rows import AppointmentTypeRow, DefinitionRow, OperatoryRow, ProviderRow
from bot.practice import LANGUAGES
from bot.setup.found import Seen, chairs_of, languages_of, type_reasons, web_sched_reasons
from bot.setup.week import Shift

DAY = date(2026, 11, 16)
HOUR = timedelta(hours=1)


def shift(provider, *operatories):
    return Shift(DAY, time(8), time(12), provider, operatories)


def room(number, **more):
    return OperatoryRow(op_num=number, name=f"Room {number}", order=number, **more)


def who(number, **more):
    return ProviderRow(prov_num=number, first_name="Pat", last_name=f"Lee{number}", **more)


def kind(number, name, minutes=30, **more):
    return AppointmentTypeRow(type_num=number, name=name, pattern="X" * (minutes // 5), **more)


def reason(number, name, category=51):
    return DefinitionRow(def_num=number, name=name, category=category)


# --- chairs ----------------------------------------------------------------------------------------------------------


def test_a_schedule_without_operatories_opens_those_of_its_provider():
    rooms = [room(1, dentist=1), room(2, dentist=2, hygienist=3), room(3, hygienist=3, is_hygiene=True)]
    chairs = chairs_of([shift(3)], [who(3)], rooms, (), 1)
    assert [(c.provider, c.operatory, c.a_week) for c in chairs] == [(3, 2, 4 * HOUR), (3, 3, 4 * HOUR)]


def test_nobody_works_in_a_hidden_room_or_is_hidden_or_is_no_person():
    people = [who(1), who(2, is_hidden=True), who(3, is_no_person=True), who(4, status="Deleted")]
    rooms = [room(1), room(2, is_hidden=True)]
    shifts = [shift(n, op) for n in (1, 2, 3, 4) for op in (1, 2, 9)]
    assert [(c.provider, c.operatory) for c in chairs_of(shifts, people, rooms, (), 1)] == [(1, 1)]


def test_without_openings_to_look_at_a_hygienist_cleans_and_a_dentist_does_the_rest():
    reasons = type_reasons([kind(1, "Cleaning", 60), kind(2, "Emergency exam"), kind(3, "Sleep study")], LANGUAGES)
    people = [who(1), who(2, is_hygienist=True)]
    chairs = chairs_of([shift(1, 1), shift(2, 2)], people, [room(1), room(2)], reasons, 1)
    assert [(c.provider, c.reasons) for c in chairs] == [(1, ("toothache",)), (2, ("cleaning",))]
    (alone,) = chairs_of([shift(1, 1)], people, [room(1)], reasons, 1)
    assert alone.reasons == ()  # all of them: nobody else is there


# --- reasons ---------------------------------------------------------------------------------------------------------


def test_an_office_that_names_nothing_we_know_offers_everything():
    reasons = type_reasons([kind(1, "Type A"), kind(2, "Type B"), kind(3, "Old", is_hidden=True)], LANGUAGES)
    assert [(r.name, r.offered) for r in reasons] == [("a", True), ("b", True)]


def test_a_type_as_long_as_its_procedures_has_no_length_to_offer():
    assert type_reasons([kind(1, "Cleaning", 0)], LANGUAGES) == ()


def test_a_new_patients_reason_without_its_like_stands_alone():
    seen = {1: Seen(True, 60 * timedelta(minutes=1)), 2: Seen(True, 90 * timedelta(minutes=1))}
    first, second = web_sched_reasons([reason(1, "Cleaning")], [reason(2, "New patient consult", 42)], seen, (), LANGUAGES)
    assert (first.existing, first.new, first.minutes) == (1, None, 60)
    assert (second.name, second.existing, second.new, second.minutes) == ("consultation", None, 2, 90)


def test_a_type_that_is_longer_than_the_opening_is_not_meant():
    seen = {1: Seen(True, 30 * timedelta(minutes=1))}
    types = [kind(1, "Cleaning long", 90), kind(2, "Cleaning short", 30), kind(3, "New patient cleaning", 30)]
    (found,) = web_sched_reasons([reason(1, "Cleaning")], [], seen, types, LANGUAGES)
    assert found.appointment_type == 2


def test_a_full_book_leaves_the_length_to_the_type_and_the_chairs_to_the_theme():
    types = [kind(1, "Cleaning", 60)]
    (found,) = web_sched_reasons([reason(1, "Cleaning")], [], {1: Seen(True)}, types, LANGUAGES)
    assert (found.minutes, found.places) == (60, None)
    (chair,) = chairs_of([shift(1, 1)], [who(1)], [room(1)], (found,), 1)
    assert chair.offered


def test_languages_are_those_the_office_lists():
    assert languages_of("eng,spa") == languages_of(" Spanish , English") == ("en", "es")
    assert languages_of("") == languages_of("eng,fra") == ("en",)
