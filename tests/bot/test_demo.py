"""What a demo keeps between two runs."""

import json

import pytest

from bot.demo import Demo, kept, pretend, run
from bot.practice import load_practices
from bot.pretend.taken import taken
from bot.settings import BadSettings


def test_keys_are_kept_and_those_an_earlier_release_had_none_of_are_made_once(tmp_path):
    first = kept(tmp_path, "demo")
    assert kept(tmp_path, "demo") == first
    path = tmp_path / "demo.json"
    old = json.loads(path.read_text())
    for name in ("slack_bot_token", "slack_signing_secret", "slack_app_token"):
        del old["keys"][name]
    path.write_text(json.dumps(old))
    grown = kept(tmp_path, "demo")
    assert grown.keys.slack_bot_token != first.keys.slack_bot_token
    assert grown.keys.auth_token == first.keys.auth_token
    assert kept(tmp_path, "demo") == grown


@pytest.mark.parametrize("details", ["none", "full"])
def test_what_stands_in_slack_is_as_it_was_asked_for(tmp_path, details):
    settings = Demo(tmp_path, 8000, "redis://nowhere", slack_details=details).settings()
    (practice,) = load_practices(settings.offices)
    assert practice.slack.details == details


@pytest.fixture
def _quiet(monkeypatch):
    monkeypatch.setattr("bot.demo.logs.start", lambda **_: None)


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize("bot", ["nonsense", "ftp://localhost:8000", "http://", "http://localhost:8000?x=1"])
def test_an_address_of_the_bot_that_is_none_is_said_before_anything_is_printed(tmp_path, capsys, bot):
    with pytest.raises(BadSettings, match=r"^--bot must be an address like http://localhost:8000"):
        pretend(0, bot, tmp_path)
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("_quiet")
def test_a_practice_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadSettings, match=r"none\.toml cannot be read: No such file or directory\.$"):
        pretend(0, "http://localhost:8000", tmp_path, str(tmp_path / "none.toml"))


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize("start", [lambda home: pretend(0, "http://localhost:8000", home), lambda home: run(0, home)])
def test_another_world_in_the_folder_is_named_with_its_address(tmp_path, capsys, start):
    with taken(tmp_path, "chat", "http://localhost:4711"), pytest.raises(BadSettings) as caught:
        start(tmp_path)
    assert str(caught.value).startswith("chairside chat runs in ")
    assert "already, at http://localhost:4711: give this one another folder with --home." in str(caught.value)
    assert capsys.readouterr().out == ""
