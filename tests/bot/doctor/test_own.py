"""What is ours: the folder as it is found, a store that forgets."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import redis

from bot.doctor import own
from bot.doctor.case import case_of
from bot.store.binary import NoServer


async def verdicts(check, **settings):
    async with case_of(settings) as case:
        return [verdict async for verdict in check(case)]


async def test_a_folder_that_is_not_there_yet_is_left_so(tmp_path):
    home = tmp_path / "deep" / "home"
    (verdict,) = await verdicts(own.journal, CHAIRSIDE_HOME=str(home))
    assert verdict.state == "ok"
    assert not home.parent.exists()


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
async def test_a_folder_of_somebody_elses_is_a_problem(tmp_path):
    tmp_path.chmod(0o500)
    (verdict,) = await verdicts(own.journal, CHAIRSIDE_HOME=str(tmp_path / "home"))
    assert verdict.state == "problem"


async def test_without_a_store_running_ours_is_named(tmp_path):
    (verdict,) = await verdicts(own.store_answers, CHAIRSIDE_HOME=str(tmp_path))
    assert verdict.state == "skipped"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("setting", "value", "state", "words"),
    [
        ("maxmemory-policy", "allkeys-lru", "problem", "forgets"),
        ("appendonly", "no", "problem", "a restart loses"),
        ("appendfsync", "everysec", "warning", "last second"),
    ],
)
async def test_a_store_that_may_forget_is_told(valkey_url, setting, value, state, words):
    with redis.from_url(valkey_url) as store:
        before = store.config_get(setting)[setting]
        store.config_set(setting, value)
        try:
            said = await verdicts(own.store_keeps, REDIS_URL=valkey_url)
        finally:
            store.config_set(setting, before)
    assert any(verdict.state == state and words in verdict.says for verdict in said)


class Closed:
    """A managed store, whose settings are its owner's."""

    async def config_get(self, name):
        raise redis.exceptions.NoPermissionError(name)


async def test_a_store_that_does_not_show_its_settings_is_left_to_the_eye():
    async with case_of({}) as case:
        (verdict,) = [verdict async for verdict in own.store_keeps(replace(case, store=Closed()))]
    assert verdict.state == "skipped"
    assert "maxmemory-policy noeviction" in verdict.do


async def test_without_a_server_to_start_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(own, "find", nothing_to_start)
    (verdict,) = await verdicts(own.store_answers, CHAIRSIDE_HOME=str(tmp_path))
    assert verdict.state == "problem"
    assert "redis-server" in verdict.says


def nothing_to_start():
    raise NoServer("there is no store to start: install Valkey or Redis 7 (apt install redis-server), or set REDIS_URL.")


async def test_the_desk_is_open_to_who_has_its_token():
    (closed,) = await verdicts(own.desk)
    (opened,) = await verdicts(own.desk, CHAIRSIDE_DESK_TOKEN="canary-of-the-desk")
    assert (closed.state, opened.state) == ("ok", "ok")
    assert "canary" not in opened.says


async def test_clocks_that_are_apart_are_told(valkey_url):
    async with case_of({"REDIS_URL": valkey_url}, now=lambda: datetime.now(UTC) + timedelta(minutes=5)) as case:
        (verdict,) = [verdict async for verdict in own.store_clock(case)]
    assert verdict.state == "warning"
    assert "5 min" in verdict.says or "299 s" in verdict.says
