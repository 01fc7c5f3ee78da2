"""A setting that is missing or wrong stops the start with one sentence, and no secret is ever in it."""

from base64 import b64encode
from pathlib import Path

import pytest

from bot.settings import STAND_INS, BadSettings, Settings, read_settings, read_what_is_there

SECRET = b64encode(bytes(range(32))).decode()

GOOD = {
    "CHAIRSIDE_OFFICES": "/etc/chairside/offices",
    "CHAIRSIDE_SECRET": SECRET,
    "PUBLIC_URL": "https://bot.example.com",
    "OPENDENTAL_DEVELOPER_KEY": "developer-key-canary",
    "OPENDENTAL_CUSTOMER_KEY": "customer-key-canary",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "auth-token-canary",
}
CANARIES = (SECRET, "developer-key-canary", "customer-key-canary", "auth-token-canary", "desk-token-canary", "redis-canary")


def settings(**changed: str) -> Settings:
    return read_settings(GOOD | changed)


def wrong(**changed: str) -> str:
    with pytest.raises(BadSettings) as caught:
        settings(**changed)
    said = str(caught.value)
    assert "\n" not in said
    assert not any(canary in said for canary in CANARIES)
    return said


# --- what is enough --------------------------------------------------------------------------------------------------


def test_the_least_that_must_be_set_is_enough():
    found = settings()
    assert found.secret == bytes(range(32))
    assert found.home == Path(".chairside")
    assert found.redis_url is None
    assert found.desk_token is None
    assert found.opendental_url == "https://api.opendental.com/api/v1"
    assert found.twilio_api_url == "https://api.twilio.com"


def test_only_the_vendors_own_host_has_its_throttle():
    assert settings().remote
    assert settings(OPENDENTAL_URL="https://API.opendental.com/api/v1/").remote
    assert not settings(OPENDENTAL_URL="http://localhost:30222/api/v1").remote


def test_spaces_around_a_pasted_value_do_not_matter():
    token = "sixteen-letters-or-more"
    found = settings(PUBLIC_URL=" https://bot.example.com/ ", OPENDENTAL_CUSTOMER_KEY=" key\n", TWILIO_AUTH_TOKEN=f"{token}\r")
    assert (found.public_url, found.opendental_customer_key, found.twilio_auth_token) == (
        "https://bot.example.com",
        "key",
        token,
    )


def test_an_office_file_may_name_the_setting_with_its_own_key():
    found = settings(OPENDENTAL_CUSTOMER_KEY_OAK="oak")
    assert found.customer_key("OPENDENTAL_CUSTOMER_KEY_OAK") == "oak"
    assert found.customer_key(None) == "customer-key-canary"


# --- what is missing or wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"OPENDENTAL_CUSTOMER_KEY"}))
@pytest.mark.parametrize("value", ["", "  "])
def test_a_setting_that_is_needed_says_what_it_is_for(name: str, value: str):
    said = wrong(**{name: value})
    assert said.startswith(f"{name} is not set: ")
    assert said.endswith(".") or "openssl" in said


def test_a_customer_key_is_needed_by_the_office_that_uses_it():
    with pytest.raises(BadSettings, match="OPENDENTAL_CUSTOMER_KEY is not set: it says which office answers"):
        settings(OPENDENTAL_CUSTOMER_KEY="").customer_key(None)
    with pytest.raises(BadSettings, match="OPENDENTAL_CUSTOMER_KEY_OAK is not set"):
        settings(OPENDENTAL_CUSTOMER_KEY_OAK=" ").customer_key("OPENDENTAL_CUSTOMER_KEY_OAK")


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("correct horse battery staple", "must be base64 of 32 random bytes"),
        (b64encode(b"too short").decode(), "must hold exactly 32 bytes, not 9"),
        (b64encode(bytes(32)).decode(), "not random enough"),
        (b64encode(b"secretsecretsecretsecretsecretse").decode(), "not random enough"),
    ],
)
def test_a_weak_secret_is_refused_and_not_repeated(secret: str, said: str):
    found = wrong(CHAIRSIDE_SECRET=secret)
    assert found.startswith("CHAIRSIDE_SECRET: ")
    assert said in found
    assert "openssl rand -base64 32" in found
    assert secret not in found


def test_a_short_desk_token_is_refused_and_not_repeated():
    found = wrong(CHAIRSIDE_DESK_TOKEN="letmein")
    assert found == "CHAIRSIDE_DESK_TOKEN is shorter than 16 characters; make one with: openssl rand -hex 24."


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "TWILIO_OTHER_AUTH_TOKEN"])
def test_a_token_that_can_be_guessed_is_refused_and_not_repeated(name):
    found = wrong(**{name: "letmein"})
    assert found.startswith(f"{name} is shorter than 16 characters")
    assert "letmein" not in found


@pytest.mark.parametrize("sid", ["SK" + "0" * 32, "AC123", "bot@example.com"])
def test_what_is_no_account_is_refused(sid):
    assert wrong(TWILIO_ACCOUNT_SID=sid).startswith("TWILIO_ACCOUNT_SID must be AC and 32 digits or letters")


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["OPENDENTAL_URL", "TWILIO_API_URL", "PUBLIC_URL"])
def test_plain_http_is_for_this_machine_only(name: str):
    path = "/api/v1" if name == "OPENDENTAL_URL" else ""
    for host in ("localhost:9000", "127.0.0.1:9000", "[::1]:9000"):
        settings(**{name: f"http://{host}{path}"})
    for host in ("api.example.com", "10.0.0.5:30223", "localhost.example.com", "127.0.0.1.example.com"):
        assert f"{name} must be https: patients' " in wrong(**{name: f"http://{host}{path}"})


@pytest.mark.parametrize("name", ["OPENDENTAL_URL", "TWILIO_API_URL", "PUBLIC_URL"])
@pytest.mark.parametrize(
    "value",
    [
        *("api.example.com", "https://", "https:///api/v1", "https://[half", "https://example.com:eighty", "localhost:9000"),
        *("https://user:redis-canary@example.com", "https://example.com/api/v1?key=redis-canary"),
    ],
)
def test_an_address_that_is_none_says_what_one_looks_like(name: str, value: str):
    said = wrong(**{name: value})
    assert said.startswith(f"{name} must be ")
    assert "https://" in said


@pytest.mark.parametrize("value", ["https://bot.example.com/twilio/sms", "https://bot.example.com#rc=3&rp=all"])
def test_the_public_address_is_not_that_of_a_webhook(value: str):
    assert "the path of a webhook" in wrong(PUBLIC_URL=value)


def test_a_path_that_the_proxy_strips_may_stand_in_the_public_address():
    assert settings(PUBLIC_URL="https://example.com/chairside/").public_url == "https://example.com/chairside"


def test_the_address_of_the_office_has_its_version():
    assert "OPENDENTAL_URL must end with /api/v1" in wrong(OPENDENTAL_URL="https://api.opendental.com")


def test_the_store_has_an_address_of_its_kind():
    for url in ("redis://localhost:6379/0", "rediss://:redis-canary@store.example.com", "unix:///run/store.sock"):
        assert settings(REDIS_URL=url).redis_url == url
    for url in ("localhost:6379", "http://localhost:6379", "redis://", "redis://:redis-canary@store:port"):
        assert "REDIS_URL must be like redis://localhost:6379/0" in wrong(REDIS_URL=url)


# --- as far as they go ---------------------------------------------------------------------------------------------------


def test_every_setting_that_is_missing_is_told_and_nothing_else_suffers():
    found, faults = read_what_is_there({"OPENDENTAL_CUSTOMER_KEY": "key", "CHAIRSIDE_HOME": "/somewhere"})
    assert set(faults) == {name for name in STAND_INS if not name.startswith("SLACK_")}  # Slack is left out as a whole
    assert all(fault.startswith(name) for name, fault in faults.items())
    assert (found.home, found.opendental_customer_key) == (Path("/somewhere"), "key")


def test_every_setting_that_is_wrong_is_told_by_its_name():
    bad = {
        "CHAIRSIDE_SECRET": "weak",
        "CHAIRSIDE_DESK_TOKEN": "short",
        "REDIS_URL": "localhost",
        "PUBLIC_URL": "http://bot.example.com",
        "OPENDENTAL_URL": "https://api.opendental.com",
        "TWILIO_API_URL": "ftp://api.twilio.com",
    }
    found, faults = read_what_is_there(GOOD | bad)
    assert set(faults) == set(bad)
    assert found.twilio_auth_token == GOOD["TWILIO_AUTH_TOKEN"]


def test_what_is_right_has_no_fault():
    assert read_what_is_there(GOOD) == (settings(), {})


@pytest.mark.parametrize(("url", "seconds", "rows"), [(None, 1.0, 100), ("http://localhost:30222/api/v1", 0.0, 1000)])
def test_pace_and_pages_are_those_of_the_address_unless_the_office_file_says_otherwise(url, seconds, rows):
    found = settings(**({"OPENDENTAL_URL": url} if url else {}))
    assert (found.interval(None).total_seconds(), found.page_size(None)) == (seconds, rows)
    assert (found.interval(0.5).total_seconds(), found.page_size(50)) == (0.5, 50)


# --- secrets ---------------------------------------------------------------------------------------------------------


def test_no_secret_is_in_a_repr():
    found = settings(CHAIRSIDE_DESK_TOKEN="desk-token-canary", REDIS_URL="redis://:redis-canary@store:6379")
    for shown in (repr(found), str(found), f"{found}"):
        assert not any(canary in shown for canary in CANARIES)
        assert repr(found.secret) not in shown


# --- Slack -------------------------------------------------------------------------------------------------------------

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1-2-slackcanary", "SLACK_SIGNING_SECRET": "slackcanary" * 3}


def test_slack_may_be_left_out_but_not_by_halves():
    assert settings().slack is None
    assert settings(**SLACK).slack.api_url == "https://slack.com/api/"
    for name in SLACK:
        fault = wrong(**{one: value for one, value in SLACK.items() if one != name})
        assert fault.startswith(name)
    assert wrong(SLACK_APP_TOKEN="xapp-1-slackcanary").startswith("SLACK_BOT_TOKEN")


def test_a_token_of_another_kind_is_told_by_its_beginning():
    assert wrong(**SLACK | {"SLACK_BOT_TOKEN": "xoxp-slackcanary"}).startswith("SLACK_BOT_TOKEN must be the bot's own")
    assert wrong(**SLACK, SLACK_APP_TOKEN="xoxb-slackcanary").startswith("SLACK_APP_TOKEN must begin with xapp-")
    assert wrong(**SLACK | {"SLACK_SIGNING_SECRET": "short"}).startswith("SLACK_SIGNING_SECRET")


def test_slack_is_reached_over_https_or_on_this_machine():
    assert settings(**SLACK, SLACK_API_URL="http://localhost:9000/api/").slack.api_url == "http://localhost:9000/api/"
    assert "SLACK_API_URL must be https" in wrong(**SLACK, SLACK_API_URL="http://slack.example/api/")
    assert "SLACK_API_URL must end with /api/" in wrong(**SLACK, SLACK_API_URL="https://slack.example")


def test_what_is_secret_of_slack_is_not_shown():
    assert "slackcanary" not in repr(settings(**SLACK))
