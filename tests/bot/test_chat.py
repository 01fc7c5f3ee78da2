"""What `chairside chat` says when it cannot begin."""

import pytest

from bot import chat
from bot.settings import BadSettings


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr("bot.chat.logs.start", lambda **_: None)


@pytest.mark.parametrize("phone", ["5", "503-555-0101", "+1503555010a", ""])
def test_a_phone_that_is_none_is_said_before_anything_starts(tmp_path, phone):
    with pytest.raises(BadSettings, match=r"^--as: a phone number is written like \+15035550101"):
        chat.run(phone, None, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", ["http://127.0.0.1:1", "nonsense", "http://[half"])
def test_a_demo_that_is_not_there_is_said(tmp_path, at):
    with pytest.raises(BadSettings, match=r"^--at: no demo answers at "):
        chat.run("+15035550101", at, tmp_path)
