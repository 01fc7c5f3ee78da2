"""S40: the user of the store that deploy/store.acl makes can do all the bot does, and cannot undo the audit trail."""

import re
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from bot.store import Seal, Store
from bot.store.keys import prefix_of
from tests.house import ANA, STAFF, play
from tests.virtual import VirtualRedis

ROOT = Path(__file__).parents[2]
ACL = (ROOT / "deploy" / "store.acl").read_text()
RULES = re.search(r"^user chairside (.*)$", ACL, re.MULTILINE)[1]
WORD = "a-word-for-this-test"
OURS = {"username": "chairside", "password": WORD}
# To get in, to run scripts, and for `chairside doctor`; nothing of it touches a key by itself.
BESIDES = {
    "ping",
    "info",
    "hello",
    "auth",
    "client|setinfo",
    "client|setname",
    "select",
    "time",
    "script|load",
    "eval",
    "evalsha",
}


@contextmanager
def user(url):
    """Make the user as the file says, with a password we know, for as long as the block lasts."""
    known = RULES.replace("#PUT-THE-SHA256-OF-THE-PASSWORD-HERE", f">{WORD}")
    rules = re.findall(r"\([^)]*\)|\S+", known)
    with redis.Redis.from_url(url) as operator:
        operator.execute_command("ACL", "SETUSER", "chairside", "reset", *rules)
        try:
            yield operator
        finally:
            operator.execute_command("ACL", "DELUSER", "chairside")


@pytest.fixture
def as_the_bot(valkey_url):
    with user(valkey_url) as operator, redis.Redis.from_url(valkey_url, **OURS) as client:
        operator.flushall()
        yield client, operator


class Limited(VirtualRedis):
    """The bot's client under that user; only the test itself empties the store."""

    operator: redis.Redis

    async def flushall(self, *_, **__):
        return self.operator.flushall()


def within_the_list(valkey_url, tmp_path, scene, **more):
    def client_of():
        client = Limited.from_url(valkey_url, **OURS)
        client.operator = operator
        return client

    with user(valkey_url) as operator:
        refused_before = operator.acl_log()
        result = play(scene, client_of, tmp_path, **more)
        fresh = [entry for entry in operator.acl_log() if entry not in refused_before]
    return result, [(entry["reason"], entry["object"]) for entry in fresh]


def test_s40_the_bot_does_its_whole_work_as_the_user_of_the_example(valkey_url, tmp_path):
    async def scene(town):
        heard = [await town.books()]
        await town.says("move my visit please, Ana Silva 5/1/80")
        await town.says("1")
        await town.says("yes")
        await town.says("Zoe Nobody 1/1/70, cleaning", "+15035557713")  # a guess that is counted
        await town.says("person please", "+15035557714")
        cards = await town.cards()
        await town.press(cards[0]["number"], "answer", "We are open until five.")
        await town.says(f"done {cards[0]['number']}", STAFF)
        await town.says("cancel my visit please, Ana Silva 5/1/80")
        await town.says("yes")
        await town.says("STOP")
        await town.says("START")
        await town.crash()
        await town.start()
        heard.append(await town.says("hello again"))
        room = next(iter(town.bot.rooms.values()))
        written = await room.store.audit_trail()
        return heard, len(written), await room.store.opted_out(room.store.phone_digest(ANA))

    (heard, written, out), refused = within_the_list(valkey_url, tmp_path, scene, slack=True)
    assert "all set" in heard[0]
    assert heard[1]
    assert written > 20
    assert not out
    assert refused == []


def test_s40_every_command_of_the_code_is_in_the_list_and_every_one_of_the_list_in_the_code():
    scripts = "".join(path.read_text() for path in (ROOT / "bot" / "store" / "scripts").glob("*.lua"))
    modules = "".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    used = {name.lower() for name in re.findall(r"redis\.call\('([A-Z]+)'", scripts)}
    sent_as = {"delete": "del", "incr": "incrby"}  # redis-py's names, and what it sends
    used |= {sent_as.get(name, name) for name in re.findall(r"self\._redis\.([a-z]+)\(", modules)}
    assert used - {"time"} <= allowed()
    assert allowed() - BESIDES <= used | {"hget"}


def test_s40_every_kind_of_key_of_the_code_is_in_the_list():
    """A key of the audit trail has a rule of its own."""
    scripts = "".join(path.read_text() for path in (ROOT / "bot" / "store" / "scripts").glob("*.lua"))
    modules = "".join(path.read_text() for path in (ROOT / "bot" / "store").glob("*.py"))
    kinds = set(re.findall(r"\bkey\('([a-z_]+)'", scripts)) | set(re.findall(r"_key\(\"([a-z_]+)\"", modules))
    kinds |= {"optout", "optin"}
    assert len(kinds) > 20
    assert {rule.split(":")[2].rstrip(")") for rule in re.findall(r"~(chairside:\S+)", RULES)} - {""} == kinds


def allowed():
    return {word[1:] for word in RULES.replace("(", " ").replace(")", " ").split() if word.startswith("+")}


AUDIT = f"{prefix_of('tag')}audit"


@pytest.mark.parametrize(
    "command",
    [
        ("DEL", AUDIT),
        ("UNLINK", AUDIT),
        ("XDEL", AUDIT, "0-1"),
        ("XTRIM", AUDIT, "MAXLEN", "0"),
        ("SET", AUDIT, "x"),
        ("EXPIRE", AUDIT, "1"),
        ("PEXPIRE", AUDIT, "1"),
        ("RENAME", AUDIT, "elsewhere"),
        ("EVAL", "return redis.call('DEL', KEYS[1])", "1", AUDIT),
        ("EVAL", f"return redis.call('DEL', '{AUDIT}')", "0"),
        ("FLUSHALL",),
        ("FLUSHDB",),
        ("SWAPDB", "0", "1"),
        ("CONFIG", "SET", "appendonly", "no"),
        ("KEYS", "*"),
        ("SCAN", "0"),
        ("MONITOR",),
        ("SHUTDOWN",),
        ("ACL", "LIST"),
        ("ACL", "SETUSER", "chairside", "allkeys"),
        ("REPLICAOF", "elsewhere", "6379"),
        ("MODULE", "LIST"),
        ("GET", "somebody else's"),
        ("PUBLISH", "anywhere", "x"),
    ],
    ids=lambda command: " ".join(command[:1]) + (f" {command[1][:12]}" if len(command) > 1 else ""),
)
def test_s40_what_would_undo_the_audit_trail_or_the_store_is_refused(as_the_bot, command):
    client, operator = as_the_bot
    operator.xadd(AUDIT, {"what": "turn"}, id="0-1")
    with pytest.raises(redis.exceptions.ResponseError, match=r"(?i)permission"):
        client.execute_command(*command)
    assert operator.xlen(AUDIT) == 1
    assert operator.pttl(AUDIT) == -1


async def test_s40_the_audit_trail_is_written_and_read(valkey_url, as_the_bot):
    from redis.asyncio import Redis

    async with Redis.from_url(valkey_url, **OURS) as client:
        store = Store(client, "tag", Seal(bytes(range(32))), "worker-1")
        await store.note_down({"what": "looked", "who": "Jo"}, 1)
        assert [record["what"] for record in await store.audit_trail()] == ["looked"]
