"""One text out: what was sent on the wire, and what each answer means."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import carrier
from bot.channels.carrier import Accepted, Busy, NotSent, Refused, Unsure
from bot.wire import Answer
from tests.bot.channels.account import ACCOUNT, CREATED, LIST, PATIENT, PRACTICE, SID, calling


async def send(handler, body="You're booked.", effect="ab12", validity=timedelta(hours=4)):
    return await calling(handler).send(PATIENT, PRACTICE, body, effect, validity)


async def test_a_text_is_one_form_with_the_effects_name_in_its_callback():
    asked = []

    def handle(request):
        asked.append(request)
        return httpx.Response(201, json=CREATED)

    assert await send(handle, "¿Le va bien? 1 + 1 = 2 & más 😀") == Accepted(SID)
    [request] = asked
    assert (request.method, str(request.url)) == ("POST", f"https://api.twilio.com{LIST}")
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.headers["Authorization"] == "Basic " + b64encode(f"{ACCOUNT}:token".encode()).decode()
    assert dict(parse_qsl(request.content.decode(), strict_parsing=True)) == {
        "To": PATIENT,
        "From": PRACTICE,
        "Body": "¿Le va bien? 1 + 1 = 2 & más 😀",
        "StatusCallback": "https://bot.example/twilio/status?o=ab12",
        "ValidityPeriod": "14400",
    }


@pytest.mark.parametrize(
    ("validity", "seconds"), [(timedelta(0), "1"), (timedelta(hours=10), "36000"), (timedelta(days=9), "36000")]
)
async def test_the_carrier_keeps_trying_for_as_long_as_it_allows(validity, seconds):
    sent = {}

    def handle(request):
        sent.update(parse_qsl(request.content.decode()))
        return httpx.Response(201, json=CREATED)

    await send(handle, validity=validity)
    assert sent["ValidityPeriod"] == seconds


async def test_an_effects_name_cannot_add_to_the_callback():
    sent = {}

    def handle(request):
        sent.update(parse_qsl(request.content.decode()))
        return httpx.Response(201, json=CREATED)

    await send(handle, effect="a&o=b#c d")
    assert sent["StatusCallback"] == "https://bot.example/twilio/status?o=a%26o%3Db%23c%20d"


async def test_a_carrier_that_cannot_be_reached_was_sent_nothing():
    def handle(request):
        raise httpx.ConnectError("no route")

    assert await send(handle) == NotSent()


@pytest.mark.parametrize("error", [httpx.ReadTimeout, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError])
async def test_a_lost_answer_is_a_question_and_the_text_is_not_sent_again(error):
    asked = []

    def handle(request):
        asked.append(request)
        raise error("gone")

    assert await send(handle) == Unsure(error.__name__)
    assert len(asked) == 1


# --- what an answer means: the table of reference/twilio-and-slack.md, 5.1, walked ------------------------------------

WAIT = timedelta(seconds=7)
PERMANENT = (21211, 21614, 21612, 21408, 21604, 21603, 21602, 21619, 21617, 21606, 21659, 21660, 63016)


def error(status, code=None, retry_after=None):
    body = b'{"code": %d, "message": "to +15035550142", "more_info": "", "status": %d}' % (code, status) if code else b"<html>"
    return carrier.outcome(Answer(status, body, retry_after))


def test_a_created_text_is_the_carriers():
    assert carrier.outcome(Answer(201, b'{"sid": "%s", "error_code": null}' % SID.encode())) == Accepted(SID)


@pytest.mark.parametrize(
    "body", [b"<html>ok</html>", b"", b"{}", b'{"sid": null}', b'{"sid": ""}', b'{"sid": 7}', b"[]", b"\xff", b"[" * 9999]
)
@pytest.mark.parametrize("status", [200, 201, 202])
def test_a_success_that_cannot_be_read_is_a_question(status, body):
    assert isinstance(carrier.outcome(Answer(status, body)), Unsure)


def test_an_opted_out_phone_is_known_as_such():
    refused = error(400, 21610)
    assert refused == Refused(21610)
    assert refused.opted_out
    assert not refused.our_fault


@pytest.mark.parametrize("code", PERMANENT)
def test_what_will_never_be_sent_is_refused(code):
    refused = error(400, code)
    assert refused == Refused(code)
    assert not refused.opted_out


def test_the_operator_hears_when_the_fault_is_ours_and_not_the_phones():
    assert {code for code in PERMANENT if error(400, code).our_fault} == set(PERMANENT) - {21211, 21614, 21612}


@pytest.mark.parametrize(("status", "code"), [(401, 20003), (403, 20403), (404, 20404), (401, None), (403, None), (404, None)])
def test_a_wrong_key_keeps_the_text_and_alarms(status, code):
    busy = error(status, code)
    assert isinstance(busy, Busy)
    assert "TWILIO" in busy.alarm


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (429, 14107), (429, None), (400, 63018), (503, None), (503, 20503)])
def test_haste_is_slowed_down_without_an_alarm(status, code):
    assert error(status, code, WAIT) == Busy(WAIT)


def test_a_429_that_does_not_say_how_long_is_waited_for_a_little():
    assert error(429, 20429) == Busy(carrier.SOON)


def test_the_daily_cap_keeps_the_text_and_alarms():
    for status in (400, 429):
        assert isinstance(error(status, 63038), Busy)
    assert error(400, 63038).alarm


@pytest.mark.parametrize("status", [100, 300, 301, 302, 307, 408, 500, 502, 503, 504, 599])
@pytest.mark.parametrize("code", [None, 20500, 21610])
def test_every_other_answer_is_a_question(status, code):
    assert error(status, code) == Unsure(str(status))


@pytest.mark.parametrize("status", [400, 405, 413, 418])
def test_a_refusal_from_something_in_between_is_not_the_carriers(status):
    busy = error(status)
    assert isinstance(busy, Busy)
    assert busy.alarm


def test_an_error_in_the_newer_form_is_read_as_well():
    body = b'{"type": "about:blank", "title": "Bad", "status": 400, "code": "21610", "detail": "x"}'
    assert carrier.outcome(Answer(400, body)) == Refused(21610)


@settings(deadline=None)
@given(st.integers(100, 599), st.binary(max_size=60))
def test_no_answer_breaks_the_sender_and_only_a_success_with_a_sid_is_accepted(status, body):
    result = carrier.outcome(Answer(status, body))
    assert not isinstance(result, Accepted) or 200 <= status < 300


def test_nothing_the_carrier_said_is_kept():
    for status in (400, 401, 429, 500, 201):
        assert "5035550142" not in repr(error(status, 21211))
