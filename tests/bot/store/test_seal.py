"""What rests is sealed, under a secret worth the name."""

from base64 import b64encode

import pytest

from bot.store import Seal, Unreadable, WeakSecret, read_secret

SECRET = bytes(range(32))


def test_a_sealed_value_opens_where_it_was_put():
    seal = Seal(SECRET)
    assert seal.open(seal.seal(b"tooth", "key"), "key") == b"tooth"


def test_no_two_seals_are_alike():
    seal = Seal(SECRET)
    assert seal.seal(b"tooth", "key") != seal.seal(b"tooth", "key")


@pytest.mark.parametrize("spoil", [lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda s: s[:5], lambda s: b"", lambda s: s + b"x"])
def test_a_value_that_was_changed_does_not_open(spoil):
    seal = Seal(SECRET)
    with pytest.raises(Unreadable):
        seal.open(spoil(seal.seal(b"tooth", "key")), "key")


def test_a_value_that_was_moved_does_not_open():
    seal = Seal(SECRET)
    with pytest.raises(Unreadable):
        seal.open(seal.seal(b"tooth", "session of one"), "session of another")


def test_a_secret_is_read():
    assert read_secret(f" {b64encode(SECRET).decode()}\n") == SECRET


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "32 bytes"),
        ("not base64!", "base64"),
        ("schlüssel", "base64"),
        (b64encode(SECRET[:31]).decode(), "not 31"),
        (b64encode(SECRET + b"x").decode(), "not 33"),
        (b64encode(bytes(32)).decode(), "not random enough"),
        (b64encode(b"abcdefgh" * 4).decode(), "not random enough"),
    ],
)
def test_a_weak_secret_is_refused_with_a_sentence(text, why):
    with pytest.raises(WeakSecret, match=why) as refused:
        read_secret(text)
    assert "openssl rand -base64 32" in str(refused.value)
