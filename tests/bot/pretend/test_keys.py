"""What the bot and the pretend vendors agree on, and the settings that are printed to paste."""

import subprocess
from io import StringIO

import pytest
from dotenv import dotenv_values

from bot.practice import parse_practice
from bot.pretend.keys import Keys, settings_block
from bot.pretend.slack import people
from bot.settings import read_settings


@pytest.fixture
def keys():
    return Keys.fresh()


def test_keys_are_fresh_each_time_and_are_not_printed_by_accident(keys):
    assert Keys.fresh() != keys
    assert keys.auth_token not in repr(keys)
    assert keys.secret not in repr(keys)
    assert not any(secret in repr(keys) for secret in (keys.slack_bot_token, keys.slack_signing_secret, keys.slack_app_token))


def test_the_settings_to_paste_name_every_key(keys, tmp_path):
    env, office = settings_block(keys, 9000, "http://localhost:8000", tmp_path)
    settings = dict(line.split("=", 1) for line in env.splitlines())
    assert settings["OPENDENTAL_URL"] == "http://localhost:9000/api/v1"
    assert settings["TWILIO_API_URL"] == "http://localhost:9000"
    assert settings["PUBLIC_URL"] == "http://localhost:8000"
    assert {keys.developer_key, keys.customer_key, keys.account_sid, keys.auth_token, keys.desk_token, keys.secret} <= set(
        settings.values()
    )
    assert settings["SLACK_API_URL"] == "http://localhost:9000/api/"
    assert (settings["SLACK_BOT_TOKEN"], settings["SLACK_SIGNING_SECRET"]) == (keys.slack_bot_token, keys.slack_signing_secret)
    assert keys.slack_bot_token.startswith("xoxb-")
    assert f'slack_channel = "{people.FRONT_DESK}"' in office
    assert "seconds_between_calls = 1.0" in office
    assert "page_size = 100" in office


def test_a_folder_with_a_space_in_its_name_can_be_pasted_into_a_shell_and_into_a_file(keys, tmp_path):
    home = tmp_path / "the office"
    env, _ = settings_block(keys, 9000, "http://localhost:8000", home)
    said = subprocess.run(["sh", "-c", f'{env}\nprintf %s "$CHAIRSIDE_HOME"'], capture_output=True, text=True, check=True)
    assert said.stdout == str(home)
    assert dotenv_values(stream=StringIO(env))["CHAIRSIDE_HOME"] == str(home)


def test_the_bot_starts_with_nothing_but_what_is_printed(keys, tmp_path):
    env, office = settings_block(keys, 9000, "http://localhost:8000", tmp_path)
    settings = read_settings(dict(line.split("=", 1) for line in env.splitlines()))
    assert settings.twilio_auth_token == keys.auth_token
    file = parse_practice(office, "maple-street.toml")
    assert (file.seconds_between_calls, file.page_size) == (1.0, 100)
    assert file.practice.texting_number == keys.texting_number
    assert [(r.name, r.existing_patient, r.new_patient) for r in file.practice.reasons] == [
        ("cleaning", 326, 327),
        ("toothache", 328, 331),
    ]
