"""`chairside doctor` against the pretend vendors over real sockets: silent where all is well, and each planted fault found."""

from datetime import UTC, datetime, timedelta

import pytest
import redis
from starlette.responses import Response
from starlette.routing import Route

from bot.doctor import open_dental
from bot.doctor.case import case_of, with_office
from bot.pretend.office.faults import busy
from bot.pretend.office.tables import Preference
from tests.bot.doctor.clinic import AT_HOME, MAPLE, bad, bot_of, found, told


def test_where_all_is_well_nothing_is_said(bot):
    assert bad(bot.examined()) == AT_HOME


def test_a_store_that_syncs_is_fine(bot):
    with redis.from_url(bot.settings["REDIS_URL"]) as store:
        store.config_set("appendfsync", "always")
        try:
            assert bad(bot.examined()) == [("public", "warning")]
        finally:
            store.config_set("appendfsync", "no")


def test_it_only_reads_and_asks_after_no_patient(bot):
    bot.examined()
    assert all(name.startswith("GET ") for name in bot.world.office.calls)
    assert not bot.world.carrier.ledger.messages


def test_it_says_the_same_a_second_time(bot):
    first, second = ([(line.check, line.verdict.state) for line in bot.examined()] for _ in range(2))
    assert first == second


def test_an_office_that_is_busy_for_a_moment_is_asked_again(bot):
    bot.world.office.faults.next("GET /definitions", busy(timedelta(seconds=0.5)))
    assert bad(bot.examined()) == AT_HOME


def test_before_there_is_an_office_file_the_keys_are_looked_at_all_the_same(bot):
    del bot.settings["CHAIRSIDE_OFFICES"]
    others, lines = found(bot)
    assert others == [("settings", "problem")]
    assert "takes the keys" in told(lines, "reach")
    del bot.settings["OPENDENTAL_CUSTOMER_KEY"]
    assert ("reach", "problem") in found(bot)[0]


def test_before_there_is_an_account_with_twilio_the_rest_is_looked_at(bot):
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL"):
        del bot.settings[name]
    others, lines = found(bot)
    assert others == [("settings", "problem")] * 3
    assert "next openings: cleaning" in told(lines, "openings")
    assert [line.section for line in lines if line.verdict.says.startswith("Not looked at until TWILIO")] == [
        "Twilio",
        "The way in",
    ]


def test_two_practices_of_one_database_ask_after_its_keys_once(bot, tmp_path):
    offices = tmp_path / "offices"
    offices.mkdir()
    for n in (1, 9):
        (offices / f"{n}.toml").write_text(MAPLE.replace("Maple", f"Maple {n}").replace("5550199", f"555019{n}"))
    bot.settings["CHAIRSIDE_OFFICES"] = str(offices)
    sections = [line.section for line in bot.examined()]
    assert {"Maple 1 Street Dental", "Maple 9 Street Dental", "Open Dental"} <= set(sections)
    assert bot.world.office.calls["GET /histappointments"] == 1


def test_a_practice_with_clinics_names_one(bot, tmp_path, valkey_url):
    with bot_of(tmp_path, valkey_url, "clinics") as two:
        others, lines = found(two)
        assert others == [("clinic", "problem")]
        assert "3 Two Rivers North, 4 Two Rivers South" in told(lines, "clinic")
        two.says("[hours]", "clinic = 4\n[hours]")
        two.says("provider = 3\noperatory = 3", "provider = 2\noperatory = 2")
        assert found(two)[0] == []


def test_without_web_sched_it_says_how_to_go_on(tmp_path, valkey_url):
    with bot_of(tmp_path, valkey_url, "no_web_sched") as quiet:
        others, lines = found(quiet)
        assert others == [("reasons", "problem"), ("openings", "problem")]
        assert 'booking = "slots"' in told(lines, "reasons")
        assert "eServices > Signup" in told(lines, "openings")


async def test_a_key_that_may_only_read_is_known_by_its_pace(bot):
    """The vendor serves such a key every five seconds, however slowly we ask."""
    bot.settings |= {"OPENDENTAL_URL": "https://api.opendental.com/api/v1", "REDIS_URL": ""}
    async with case_of(bot.settings) as case:
        office = await with_office(case, "key", None)
        for took, states in ((5.0, ["warning", "skipped"]), (1.1, ["skipped"])):
            office.asking.took[:] = [timedelta(seconds=took)] * 9
            assert [verdict.state async for verdict in open_dental.permissions(office)] == states


def test_a_version_is_held_against_what_each_method_needs():
    assert open_dental.version_of("23.1.30.0") > open_dental.version_of("23.1.30") > open_dental.version_of("22.4.10")
    assert open_dental.version_of("") == open_dental.version_of("beta") == ()


@pytest.mark.parametrize(("version", "state"), [("24.3.10.0", "ok"), ("22.4.12.0", "warning"), ("21.1.0.0", "problem")])
def test_a_version_the_office_tells_is_read(bot, version, state):
    bot.world.office.books.preferences.put(Preference(PrefNum=9999, PrefName="ProgramVersion", ValueString=version))
    (verdict,) = (line.verdict for line in bot.examined() if line.check == "version" and line.section == "Open Dental")
    assert verdict.state == state
    assert version in verdict.says


def test_the_turns_at_the_office_are_shared_with_the_running_bot(bot):
    bot.says("[hours]", "seconds_between_calls = 0.01\n[hours]")
    assert bad(bot.examined()) == AT_HOME
    with redis.from_url(bot.settings["REDIS_URL"]) as store:
        assert [key for key in store.scan_iter() if b"pace" in key]


def test_the_office_an_hour_away_by_no_zone_has_a_wrong_clock(bot):
    lines = bot.examined(now=lambda: datetime.now(UTC) + timedelta(hours=1))
    assert ("clock", "problem") in bad(lines)
    assert "set the clock of the office's server, or ours" in told(lines, "clock")


def test_what_somebody_else_answers_at_our_door_is_told(bot):
    for status, words in ((302, "redirects (302)"), (503, "chairside does not (503)"), (405, "is not chairside (405)")):
        bot.world.also([Route("/twilio/status", lambda request, status=status: Response(status_code=status), methods=["POST"])])
        assert words in told(bot.examined(), "signed")
    bot.world.also([Route("/twilio/status", lambda request: Response(status_code=204), methods=["POST"])])
    assert found(bot)[0] == [("unsigned", "problem")]


def test_numbers_that_twilio_does_not_show_are_left_to_the_eye(bot):
    numbers = Route(
        "/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json", lambda request: Response(status_code=403), methods=["GET"]
    )
    bot.world.also([*bot.door, numbers])
    others, lines = found(bot)
    assert others == []
    assert "HTTP POST" in told(lines, "numbers")


# --- an office that books by schedules ---------------------------------------------------------------------------------

SLOTS = (
    MAPLE[: MAPLE.index("[[reasons]]")].replace("[hours]", 'booking = "slots"\n[hours]')
    + """
[[reasons]]
name = "cleaning"
minutes = 60
appointment_type = 12
[[chairs]]
provider = 3
operatory = 3
"""
)


@pytest.fixture
def quiet(tmp_path, valkey_url):
    with bot_of(tmp_path, valkey_url, "no_web_sched") as bot:
        bot.file.write_text(SLOTS)
        yield bot


def test_an_office_that_books_by_schedules_is_looked_at_by_them(quiet):
    others, lines = found(quiet)
    assert others == []
    assert "The next openings: cleaning" in told(lines, "openings")


@pytest.mark.parametrize(
    ("old", "new", "check", "state", "words"),
    [
        ("appointment_type = 12", "appointment_type = 99", "reasons", "problem", "12 Cleaning, 13 Emergency exam"),
        ("appointment_type = 12", "appointment_type = 18", "reasons", "problem", "no appointment_type 18 to be used"),
        ("minutes = 60", "minutes = 30", "reasons", "warning", "30 minutes are offered, Cleaning takes 60"),
        ("operatory = 3", "operatory = 1", "openings", "warning", "cleaning: no opening"),
    ],
)
def test_what_its_file_gets_wrong_is_told(quiet, old, new, check, state, words):
    quiet.says(old, new)
    others, lines = found(quiet)
    assert (check, state) in others
    assert words in told(lines, check)
