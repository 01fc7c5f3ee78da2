"""What a demo keeps between two runs."""

import json

from bot.demo import kept


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
