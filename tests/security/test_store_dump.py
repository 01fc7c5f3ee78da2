"""What a thief of the store finds, and what nobody can slip into it. S29, S33, S40, S41."""

import hashlib
import re
from datetime import timedelta
from importlib.resources import files

import pytest
import redis

from tests.house import ANA, STAFF

SCRIPTS = sorted((files("bot.store") / "scripts").iterdir(), key=lambda file: file.name)


def dump(url):
    """Return every key with everything in it, as a thief would read it."""
    with redis.Redis.from_url(url) as client:
        read = {
            b"string": client.get,
            b"list": lambda key: client.lrange(key, 0, -1),
            b"hash": client.hgetall,
            b"set": client.smembers,
            b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
            b"stream": client.xrange,
        }
        return {key: read[client.type(key)](key) for key in client.scan_iter()}


def test_s29_the_whole_store_shows_no_name_number_date_word_or_key(house, valkey_url):
    async def scene(town):
        await town.books()
        await town.says("my tooth hurts a lot and it is Zanzibar coloured")
        await town.says("5/2/80 Leo Silva cleaning tomorrow", "+15035550102")
        await town.says("person please", "+15035550103")
        await town.says("take 1", STAFF)
        await town.says("stop texting me", "+15035550104")
        keys = town.keys
        return dump(valkey_url), (keys.secret, keys.auth_token, keys.customer_key, keys.developer_key, keys.desk_token)

    kept, secrets = house(scene)
    text = repr(kept)
    assert len(kept) > 20
    # None shorter than five: what is sealed is base64, in which any three letters turn up.
    canaries = ("Silva", "5550101", "5550102", "5550103", "5550104", "5/1/80", "1980-05", "Zanzibar", "tooth")
    assert [word for word in (*canaries, *secrets) if word in text] == []
    # What is kept in words is ours: what was done, by whom of us, and in which state it is.
    audit = next(value for key, value in kept.items() if key.endswith(b":audit"))
    assert {record.get(b"who") for _, record in audit} <= {b"patient", b"chairside", b"desk", f"phone {STAFF[-4:]}".encode()}


@pytest.mark.parametrize(
    "nasty", ["{}:*", "\r\nFLUSHALL\r\n", "*", "a'; redis.call('FLUSHALL') --", "\x00", "é" * 500, "../..", ""]
)
async def test_s33_nothing_a_caller_writes_becomes_part_of_a_key_or_a_script(store, client, nasty):
    await client.set("other", "stays")
    cid = "c" * 32
    await store.enter(cid, nasty, nasty.encode(), 1)
    await store.cache_put(nasty, b"x", 1, timedelta(seconds=1))
    await store.may_tell(nasty, [1], [], nasty, 1)
    keys = [key.decode() for key in await client.keys("*")]
    assert all(re.fullmatch(r"chairside:\{tag\}:[a-z_]+(:[0-9a-zA-Z]{1,32})?", key) for key in keys if key != "other")
    assert await client.get("other") == b"stays"


def test_s33_what_a_report_names_becomes_part_of_a_key_only_in_our_own_form(house, door, valkey_url):
    async def scene(town):
        asked, run = [], town.client.execute_command

        async def watched(*args, **options):
            asked.append(repr(args))
            return await run(*args, **options)

        town.client.execute_command = watched
        for effect in ("*", "x:y", "%0d%0aFLUSHALL", "a" * 31, "A" * 32, "a" * 65, "%7B%7D", "card:1"):
            form = door(town).form(MessageStatus="failed", From=town.keys.texting_number, To=ANA)
            answer = await door(town).post(form, f"/twilio/status?o={effect}")
            assert answer.status_code == 204
        return [line for line in asked if ":fx:" in line]

    assert house(scene) == []


def test_s40_nothing_in_the_store_changes_or_drops_an_audit_record():
    """Append only: of every script, and every line of bot/store, XADD alone touches it."""
    texts = [file.read_text() for file in SCRIPTS if file.name.endswith(".lua")]
    texts += [file.read_text() for file in (files("bot.store")).iterdir() if file.name.endswith(".py")]
    code = "\n".join(texts)
    assert "'XADD'" in code
    assert not re.search(r"XDEL|XTRIM|XSETID|MAXLEN|MINID|xdel|xtrim|RENAME|FLUSH|flushdb|flushall", code)
    touching = [line for line in code.splitlines() if re.search(r"""key\(['"]audit|_key\(['"]audit""", line)]
    assert all("XADD" in line or "xrange" in line or "xrevrange" in line for line in touching)


def test_s41_what_is_kept_for_tidying_up_is_kept_for_thirty_days_and_opt_outs_for_ever(house, valkey_url):
    async def scene(town):
        await town.books()
        await town.says("STOP", after=timedelta(minutes=2))
        with redis.Redis.from_url(valkey_url) as client:
            return {key.decode().split(":")[2]: client.ttl(key) for key in client.scan_iter()}

    lives = house(scene)
    month = timedelta(days=30).total_seconds()
    assert all(0 < lives[kind] <= month for kind in ("seen", "fx", "sids"))
    assert all(lives[kind] == -1 for kind in ("audit", "optout"))


def test_s29_whoever_has_the_store_or_the_log_finds_no_phone_by_trying_them_all(house, valkey_url):
    """Ten thousand million numbers are hashed in seconds: what stands for one needs a secret that is not in the store."""

    async def scene(town):
        await town.books()
        await town.says("STOP")
        store = next(iter(town.bot.rooms.values())).store
        to = town.keys.texting_number
        return repr(dump(valkey_url)), to, (store.phone_digest(ANA), store.conversation_id(to, ANA))

    kept, to, ours = house(scene)
    assert all(name in kept for name in ours)
    guesses = (ANA, f"phone|{ANA}", f"conversation|{to}|{ANA}", f"conversation|{ANA}|{to}", f"alert|{ANA}", ANA[1:], ANA[2:])
    assert not any(
        hashlib.new(kind, guess.encode()).hexdigest()[:16] in kept for guess in guesses for kind in ("sha256", "sha1", "md5")
    )
