"""The short form of the fuzz run. The long one: `python -m tests.faults.fuzz --requests 200000`."""

from tests.faults.fuzz import fuzz, fuzz_demo, fuzz_sockets


def test_ten_thousand_requests_nobody_should_send_harm_nothing(valkey_url, tmp_path):
    report = fuzz(10_000, 11, valkey_url, tmp_path)
    assert report.wrong == []
    assert report.booked > 20  # it got deep
    assert report.texts > 200
    assert sum(report.sent.values()) == 10_000
    assert report.commands["unsigned"] == 0


def test_a_thousand_of_them_at_the_demo_are_answered_without_a_crash(valkey_url, tmp_path):
    assert fuzz_demo(1_000, 11, valkey_url, tmp_path).wrong == []


def test_three_hundred_callers_who_speak_no_http_are_turned_away(client, valkey_url, tmp_path):
    report = fuzz_sockets(300, 11, valkey_url, tmp_path)
    assert report.wrong == []
    assert report.answers["raw: 400"] > 50
