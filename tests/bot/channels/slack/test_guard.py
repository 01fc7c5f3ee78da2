"""What is let in from Slack: signed a moment ago, of a size and a shape that we know. The vectors are the vendor's."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from bot.channels.slack.guard import DEEPEST, LARGEST_BODY, Refused, let_in

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
AT = datetime.fromtimestamp(1531420618, UTC)
VECTOR = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
    b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2F"
    b"commands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447"
    b"fce8b6703c"
)
SIGNED = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def headers(body=VECTOR, at=AT, kind=FORM, **more):
    stamp = str(int(at.timestamp()))
    signature = "v0=" + hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"content-type": kind, "x-slack-request-timestamp": stamp, "x-slack-signature": signature} | more


def status(body=VECTOR, now=AT, **more):
    with pytest.raises(Refused) as refused:
        let_in(body, headers(body, **more), SECRET, now)
    return refused.value.status


def test_the_vendors_own_example_is_let_in():
    assert headers()["x-slack-signature"] == SIGNED
    found = let_in(VECTOR, headers(), SECRET, AT)
    assert (found["command"], found["text"]) == ("/webhook-collect", "")


def test_an_event_and_a_press_are_read():
    event = json.dumps({"type": "event_callback"}).encode()
    assert let_in(event, headers(event, kind=f"{JSON}; charset=utf-8"), SECRET, AT) == {"type": "event_callback"}
    press = urlencode({"payload": json.dumps({"type": "block_actions"})}).encode()
    assert let_in(press, headers(press), SECRET, AT) == {"type": "block_actions"}


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=5), timedelta(minutes=-5)])
def test_what_was_signed_within_five_minutes_is_let_in(ago):
    assert let_in(VECTOR, headers(), SECRET, AT + ago)


@pytest.mark.parametrize("ago", [timedelta(minutes=5, seconds=1), timedelta(minutes=-6), timedelta(days=900)])
def test_what_is_older_or_of_the_future_is_not(ago):
    assert status(now=AT + ago) == 401


@pytest.mark.parametrize(
    "more",
    [
        {"x-slack-signature": ""},
        {"x-slack-signature": SIGNED[:-1] + "4"},
        {"x-slack-signature": SIGNED.upper()},
        {"x-slack-signature": "v0=" + "é" * 64},
        {"x-slack-signature": "x" * 10_000},
        {"x-slack-request-timestamp": "abc"},
        {"x-slack-request-timestamp": "-531420618"},
        {"x-slack-request-timestamp": "9" * 5000},
        {"x-slack-request-timestamp": "١٥٣١٤٢٠٦١٨"},
        {"x-slack-request-timestamp": ""},
        {"x-slack-request-timestamp": "1531420619"},
    ],
)
def test_what_is_not_signed_is_not_let_in(more):
    assert status(**more) == 401


def test_every_single_bit_of_the_body_counts():
    signed = headers()
    for place in range(0, len(VECTOR), 7):
        changed = VECTOR[:place] + bytes([VECTOR[place] ^ 1]) + VECTOR[place + 1 :]
        with pytest.raises(Refused) as refused:
            let_in(changed, signed, SECRET, AT)
        assert refused.value.status == 401


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data; boundary=x", "application/jsonx"])
def test_another_content_type_is_not_let_in(kind):
    assert status(kind=kind) == 415


def test_what_is_too_large_is_not_even_signed_for():
    assert status(b"a" * (LARGEST_BODY + 1)) == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, b""),
        (JSON, b"[1]"),
        (JSON, b"{"),
        (JSON, b'{"a": "\xff"}'),
        (JSON, b"1"),
        (JSON, b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1)),
        (JSON, b"[" * 100_000),
        (FORM, b""),
        (FORM, b"payload=1"),
        (FORM, b"payload=notjson"),
        (FORM, b"payload=[1]"),
        (FORM, b"payload="),
        (FORM, b"command=%FF&user_id=U1"),
        (FORM, b"\xff=1"),
        (FORM, b"command=/a&command=/b"),
        (FORM, b"payload={}&payload={}"),
        (FORM, b"&".join(b"a%d=1" % n for n in range(1000))),
        (FORM, b"nothing"),
    ],
)
def test_what_is_signed_and_of_no_shape_we_know_is_told_so(kind, body):
    assert status(body, kind=kind) == 400
