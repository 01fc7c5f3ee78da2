"""`chairside init` against each pretend practice, over real sockets: its file loads, and what it names is the office's."""

import asyncio
import io
import re
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from rich.console import Console

from bot import openings
from bot.office.client import Unpaced
from bot.practice import parse_practice
from bot.pretend.office.faults import unreachable
from bot.room import Room
from bot.settings import BadSettings, read_what_is_there
from bot.setup.answers import Options
from bot.setup.init import run
from bot.setup.way import office_of
from flows.when import When
from flows.words import FindOpenings, Patient
from tests.bot.practice.test_file import EXAMPLE
from tests.bot.pretend.office.desk import practice as seed_of
from tests.bot.vendors import vendors

SAID = {"texting_number": "(503) 555-0199", "alert_numbers": ("503-555-0142", "+15035550143")}
ALL = ("maple_street", "several_providers", "clinics", "no_web_sched")


@pytest.fixture(scope="module")
def worlds():
    """Each practice once: nothing here changes an office."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(vendors(name)) for name in ALL}


def init(world, path, **options):
    """Run it without questions. Return the file's text, and what the terminal showed."""
    shown = io.StringIO()
    settings = world.office_settings()
    given = {"yes": True, "output": path, **SAID, **options}
    run(settings, Options(**given), Console(file=io.StringIO()), Console(file=shown, width=160))
    return path.read_text(), shown.getvalue()


def practice(text):
    return parse_practice(text, "office.toml").practice


@asynccontextmanager
async def office_with(world, practice):
    """The office as the bot would ask it with that file."""
    settings = read_what_is_there(world.office_settings())[0]
    async with httpx.AsyncClient(trust_env=False) as http:
        way = {"zone": practice.zone, "pace": Unpaced(), "page_size": 1000, "clinic": practice.clinic}
        yield office_of(http, settings, world.keys.customer_key, **way)


class Now:
    def now(self):
        return datetime.now(UTC)


# --- what the file says ----------------------------------------------------------------------------------------------


PRACTICES = [("maple_street", None), ("several_providers", None), ("clinics", 3), ("clinics", 4), ("no_web_sched", None)]


@pytest.mark.parametrize(("name", "clinic"), PRACTICES)
async def test_the_bot_finds_openings_with_it(worlds, tmp_path, store, name, clinic):
    world = worlds[name]
    ours = practice((await asyncio.to_thread(init, world, tmp_path / "office.toml", clinic=clinic))[0])
    assert (ours.booking, ours.clinic) == ("slots" if name == "no_web_sched" else "websched", clinic)
    async with office_with(world, ours) as office:
        room = Room(ours, store, office, None, None)
        for reason in ("cleaning", "toothache"):
            wish = FindOpenings(Patient(1, "Ana"), reason, When())
            found = await openings.find(room, wish, Now())
            assert found, reason
            assert {(o.provider, o.operatory) for o in found} <= {(c.provider, c.operatory) for c in ours.chairs}
            length = ours.reason(reason).minutes
            assert length is None or all(o.end - o.start == timedelta(minutes=length) for o in found)


def test_without_web_sched_the_tables_say_so(worlds, tmp_path):
    assert "Web Sched gives nothing here" in init(worlds["no_web_sched"], tmp_path / "office.toml")[1]


def test_maple_street_as_its_staff_would_write_it(worlds, tmp_path):
    ours = practice(init(worlds["maple_street"], tmp_path / "office.toml")[0])
    assert ours.name == "Maple Street Dental"
    assert (ours.texting_number, ours.front_desk_number) == ("+15035550199", "+15035550100")
    assert ours.alert_numbers == ("+15035550142", "+15035550143")
    assert ours.zone == ZoneInfo("America/Los_Angeles")
    assert ours.languages == ("en", "es")
    assert [(r.name, r.existing_patient, r.new_patient) for r in ours.reasons] == [
        ("cleaning", 326, 327),
        ("toothache", 328, 331),
        ("filling", 329, None),
        ("crown", 330, None),
    ]
    hours = {h.weekday: [] for h in ours.hours}
    for span in ours.hours:
        hours[span.weekday].append((span.opens, span.closes))
    day = [(time(8), time(12)), (time(13), time(17))]
    assert hours == {**dict.fromkeys(range(4), day), 4: [(time(8), time(13))]}
    hygiene = next(c for c in ours.chairs if c.operatory == 3)
    assert (hygiene.provider, hygiene.reasons) == (3, ("cleaning",))


def test_a_reason_no_appointment_type_stands_behind_is_a_remark(worlds, tmp_path):
    text, shown = init(worlds["maple_street"], tmp_path / "office.toml")
    assert '# name = "whitening"\n# existing_patient = 333' in text
    assert "Whitening" in shown
    assert "left out" in shown


def test_a_length_is_the_openings_own_and_the_type_the_one_of_that_name(worlds, tmp_path):
    text, _ = init(worlds["maple_street"], tmp_path / "office.toml")
    assert "existing_patient = 329\n# minutes = 60\n# appointment_type = 14" in text
    quiet = practice(init(worlds["no_web_sched"], tmp_path / "quiet.toml")[0])
    assert [(r.name, r.minutes, r.appointment_type) for r in quiet.reasons] == [("cleaning", 60, 12), ("toothache", 30, 13)]


def test_who_is_hidden_or_has_no_schedule_has_no_chair(worlds, tmp_path):
    chairs = practice(init(worlds["several_providers"], tmp_path / "office.toml")[0]).chairs
    assert {(c.provider, c.operatory) for c in chairs} == {(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)}


def test_a_clinic_has_its_own_chairs(worlds, tmp_path):
    north = practice(init(worlds["clinics"], tmp_path / "north.toml", clinic=3)[0])
    south = practice(init(worlds["clinics"], tmp_path / "south.toml", clinic=4)[0])
    assert {c.operatory for c in north.chairs} == {1, 3}
    assert {c.operatory for c in south.chairs} == {2, 4}
    assert (north.name, south.name) == ("Two Rivers North", "Two Rivers South")


def test_every_key_of_the_file_live_or_as_a_remark_is_explained_in_the_example(worlds, tmp_path):
    def keys(text):
        return set(re.findall(r"^(?:# )?(\w+) = ", text, re.MULTILINE))

    written = keys(init(worlds["maple_street"], tmp_path / "office.toml")[0])
    assert written <= keys(EXAMPLE.read_text())
    assert {"name", "texting_number", "clinic", "monday", "closed", "holidays", "says", "minutes", "operatory"} <= written


def test_a_practice_of_several_names_its_key(worlds, tmp_path):
    world = worlds["maple_street"]
    settings = {**world.office_settings(), "OPENDENTAL_CUSTOMER_KEY_MAPLE": world.keys.customer_key}
    del settings["OPENDENTAL_CUSTOMER_KEY"]
    options = Options(yes=True, output=tmp_path / "m.toml", customer_key_env="OPENDENTAL_CUSTOMER_KEY_MAPLE", **SAID)
    run(settings, options, Console(file=io.StringIO()), Console(file=io.StringIO()))
    text = (tmp_path / "m.toml").read_text()
    assert parse_practice(text, "m.toml").customer_key_env == "OPENDENTAL_CUSTOMER_KEY_MAPLE"
    assert world.keys.customer_key not in text


def test_the_only_number_of_the_twilio_account_need_not_be_typed(worlds, tmp_path):
    world = worlds["maple_street"]
    twilio = {
        "TWILIO_API_URL": world.at,
        "TWILIO_ACCOUNT_SID": world.keys.account_sid,
        "TWILIO_AUTH_TOKEN": world.keys.auth_token,
    }
    options = Options(yes=True, output=tmp_path / "m.toml", alert_numbers=SAID["alert_numbers"])
    run(world.office_settings() | twilio, options, Console(file=io.StringIO()), Console(file=io.StringIO()))
    assert practice((tmp_path / "m.toml").read_text()).texting_number == world.keys.texting_number
    with pytest.raises(BadSettings, match="--texting-number"):
        run(world.office_settings() | twilio | {"TWILIO_AUTH_TOKEN": "f" * 32}, options, Console(), Console())


def test_to_the_terminal_nothing_but_the_file_is_printed(worlds):
    out = io.StringIO()
    options = Options(yes=True, output=Path("-"), **SAID)
    run(worlds["maple_street"].office_settings(), options, Console(file=out), Console(file=io.StringIO()))
    assert practice(out.getvalue()).name == "Maple Street Dental"


def test_an_office_with_nothing_to_book_is_told_where_to_make_it(tmp_path):
    bare = seed_of(reasons=[], appointmenttypes=[])
    with vendors(bare) as world, pytest.raises(BadSettings, match="Setup > Definitions > Web Sched Existing Appt Types"):
        init(world, tmp_path / "office.toml", front_desk_number="503-555-0100")
    shut = seed_of(reasons=[], rota=[])
    with vendors(shut) as world, pytest.raises(BadSettings, match="Setup > Schedules"):
        init(world, tmp_path / "office.toml", front_desk_number="503-555-0100")


# --- what it does not do ---------------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_unless_told(worlds, tmp_path):
    path = tmp_path / "office.toml"
    path.write_text("mine")
    before = sum(worlds["maple_street"].office.calls.values())
    with pytest.raises(BadSettings, match="is there already"):
        init(worlds["maple_street"], path)
    assert path.read_text() == "mine"
    assert sum(worlds["maple_street"].office.calls.values()) == before
    assert "Maple Street" in init(worlds["maple_street"], path, overwrite=True)[0]


def test_nothing_is_written_to_the_office(worlds, tmp_path):
    init(worlds["maple_street"], tmp_path / "office.toml")
    assert all(name.startswith("GET ") for world in worlds.values() for name in world.office.calls)


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("maple_street", {"texting_number": None}, "give it with --texting-number"),
        ("maple_street", {"alert_numbers": ()}, "give it with --alert-number"),
        ("maple_street", {"texting_number": "12"}, "--texting-number: .* no real phone number"),
        ("maple_street", {"alert_numbers": ("+15035550199",)}, "is the number patients text"),
        ("maple_street", {"timezone": "Pacific"}, "--timezone: .* no time zone"),
        ("maple_street", {"clinic": 3}, "uses no clinics"),
        ("clinics", {}, "say --clinic 3 for Two Rivers North; --clinic 4 for Two Rivers South"),
        ("clinics", {"clinic": 9}, "no clinic 9"),
    ],
)
def test_what_a_script_left_out_or_got_wrong_is_one_sentence(worlds, tmp_path, name, options, sentence):
    with pytest.raises(BadSettings, match=sentence):
        init(worlds[name], tmp_path / "office.toml", **options)
    assert not list(tmp_path.iterdir())


def test_a_key_the_office_does_not_know_is_one_sentence_without_it(worlds, tmp_path):
    settings = {**worlds["maple_street"].office_settings(), "OPENDENTAL_CUSTOMER_KEY": "canary-key"}
    options = Options(yes=True, output=tmp_path / "office.toml", **SAID)
    with pytest.raises(BadSettings, match="chairside doctor") as caught:
        run(settings, options, Console(file=io.StringIO()), Console(file=io.StringIO()))
    assert "canary" not in str(caught.value)


OPENINGS = "GET /appointments/SlotsWebSched"


def test_an_office_that_is_away_for_a_moment_loses_no_reason(tmp_path):
    with vendors("maple_street") as world:
        world.office.faults.next(OPENINGS, unreachable())
        ours = practice(init(world, tmp_path / "office.toml")[0])
    assert [reason.name for reason in ours.reasons] == ["cleaning", "toothache", "filling", "crown"]


def test_an_office_that_stays_away_is_told_and_nothing_is_written(tmp_path):
    with vendors("maple_street") as world:
        world.office.faults.next(OPENINGS, unreachable())
        world.office.faults.next("GET /providers", unreachable(), after=3)
        with pytest.raises(BadSettings, match="chairside doctor"):
            init(world, tmp_path / "office.toml")
    assert not list(tmp_path.iterdir())


def test_the_zone_is_asked_of_the_phone_number_and_held_against_the_offices_clock(tmp_path):
    with vendors("maple_street", zone="America/New_York") as world:
        text, _ = init(world, tmp_path / "office.toml")
    assert practice(text).timezone == "America/New_York"  # the number is Portland's, but the clock is not
