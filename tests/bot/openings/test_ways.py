"""What is known of how an office is set up, and whose chairs are a patient's own."""

import dataclasses
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.office.rows import PatientRow
from bot.openings import ways
from bot.openings.ways import Ways
from bot.pretend.office import seed
from bot.pretend.office.faults import error, unreachable
from tests.house import quiet_file
from tests.slots import QUIET_LANE, slots_file

SLOTS = {"practice": QUIET_LANE, "file": slots_file}
KNOWN = Ways(providers={"CHEN": 1, "OKAFOR": 2, "MAYA": 3})


def a_clinic(keys):
    return f"clinic = 1\n{quiet_file(keys)}"


def room(town):
    return town.bot.rooms[town.keys.texting_number]


def patient(dentist: str = "", hygienist: str = "") -> PatientRow:
    return PatientRow(pat_num=1, provider_abbr=dentist, hygienist_abbr=hygienist)


@pytest.mark.parametrize(
    ("row", "providers"),
    [
        (patient("OKAFOR"), (2,)),
        (patient("OKAFOR", "MAYA"), (2, 3)),
        (patient("CHEN", "CHEN"), (1,)),
        (patient("GRAY", "MAYA"), (3,)),
        (patient(), ()),
    ],
)
def test_a_patients_own_providers_are_known_by_their_abbreviations(row, providers):
    assert KNOWN.of(row) == providers


def test_every_practice_learns_its_grid_and_what_its_definitions_mean_and_one_with_a_choice_its_providers(house):
    async def scene(town):
        return await ways.known(room(town))

    without, with_chairs = house(scene), house(scene, practice=seed("several_providers"), file=slots_file)
    assert (without.unconfirmed, without.confirmed, without.providers) == (19, 21, {})
    assert (with_chairs.unconfirmed, with_chairs.grid) == (19, timedelta(minutes=15))
    assert with_chairs.providers["OKAFOR"] == 2


def test_an_office_that_does_not_answer_is_asked_again_and_what_was_known_stays(house):
    async def scene(town):
        before = await ways.known(room(town))
        town.office.faults.always("GET /preferences", error())
        later = town.clock.now() + timedelta(days=2)
        with pytest.raises(Exception, match="GET /preferences"):
            await ways.refresh(room(town), later)
        still = await ways.known(room(town))
        town.office.faults.clear()
        await ways.refresh(room(town), later)
        return before == still, (await ways.known(room(town))).at == later

    assert house(scene, **SLOTS) == (True, True)


# --- what the chairs are called ----------------------------------------------------------------------------------------


async def at_the_desk(town):
    """Read it anew for a practice whose front desk works in Slack."""
    with_slack = dataclasses.replace(room(town), place=object())
    await ways.refresh(with_slack, town.clock.now() + timedelta(days=2))
    return (await ways.known(with_slack)).names


def test_a_front_desk_reads_the_chairs_by_the_names_that_stand_above_them(house):
    async def scene(town):
        return await at_the_desk(town)

    names = house(scene)
    assert [names.chair(number) for number in (1, 3, 99)] == ["Room 1", "Hygiene", "chair 99"]


@pytest.mark.parametrize(
    ("name", "abbr", "shown"),
    [("The room by the window", "WIN", "WIN"), ("The room by the window", "", "The room by the wind"), ("", "", "chair 1")],
)
def test_a_long_name_is_abbreviated_and_none_at_all_is_a_number(name, abbr, shown, house):
    async def scene(town):
        operatories = town.office.books.operatories
        operatories.put(replace(operatories.get(1), OpName=name, Abbrev=abbr))
        return (await at_the_desk(town)).chair(1)

    assert house(scene) == shown


def test_an_office_that_does_not_tell_its_chairs_shows_their_numbers(house):
    async def scene(town):
        town.office.faults.always("GET /operatories", unreachable(text="ClinicNum is invalid."))
        return (await at_the_desk(town)).chair(3), (await ways.known(room(town))).grid

    assert house(scene, practice=seed("clinics"), file=a_clinic) == ("chair 3", timedelta(minutes=10))


def test_without_slack_nobody_reads_what_the_chairs_are_called(house):
    async def scene(town):
        await ways.refresh(room(town), town.clock.now() + timedelta(days=2))
        return town.office.calls["GET /operatories"]

    assert house(scene) == 0


# --- the grid ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("told", "minutes"), [("5", 5), ("15", 15), ("7", 10), ("", 10)])
def test_a_grid_that_no_office_has_is_taken_for_ten_minutes(told, minutes, house):
    async def scene(town):
        preferences = town.office.books.preferences
        (row,) = [p for p in preferences if p.PrefName == "AppointmentTimeIncrement"]
        preferences.put(replace(row, ValueString=told))
        await ways.refresh(room(town), town.clock.now() + timedelta(days=2))
        return (await ways.known(room(town))).grid

    assert house(scene, **SLOTS) == timedelta(minutes=minutes)
