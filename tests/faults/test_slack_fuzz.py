"""A short run of what Slack would never send; the long one is `python -m tests.faults.slack_fuzz`."""

from tests.faults.slack_fuzz import fuzz


def test_what_is_malformed_is_answered_4xx_and_nothing_of_it_is_logged(valkey_url, tmp_path):
    answers, wrong = fuzz(600, 7, valkey_url, tmp_path)
    assert wrong == []
    assert {what.split()[1] for what in answers if what.startswith("unsigned")} <= {"401", "415"}
    assert answers["signed 400"] > 50
    assert answers["signed 200"] > 20
