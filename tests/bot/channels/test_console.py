"""What Twilio's console holds, and the ways in which it is not to be had."""

import httpx
import pytest

from bot.channels.console import Account, Console, Refused

NUMBERS = {
    "incoming_phone_numbers": [
        {"phone_number": "+15035550199", "sms_url": "https://bot.example/twilio/sms", "capabilities": {"sms": True}, "new": 1},
        {"phone_number": "+15035550198", "sms_url": None, "capabilities": {"sms": False, "voice": True}},
    ]
}


def console(given):
    """Return the console of an account that answers like that, and what it was asked."""
    asked = []

    async def answer(request):
        asked.append(request)
        if isinstance(given, Exception):
            raise given
        return given

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return Console(http, "https://carrier.example", "AC1", "token"), asked


async def test_numbers_say_whether_they_text_and_where_to():
    found, asked = console(httpx.Response(200, json=NUMBERS))
    first, second = await found.numbers("+15035550199")
    assert (first.texts, first.sms_url, second.texts) == (True, "https://bot.example/twilio/sms", False)
    (request,) = asked
    assert request.method == "GET"
    assert request.url.path == "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers.json"
    assert request.url.params["PhoneNumber"] == "+15035550199"


@pytest.mark.parametrize(("status", "active"), [("active", True), ("suspended", False), ("closed", False)])
async def test_an_account_says_whether_it_is_active(status, active):
    found, _ = console(httpx.Response(200, json={"status": status}))
    assert await found.account() == Account(status)
    assert (await found.account()).is_active is active


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (httpx.Response(401, json={"code": 20003}), Refused("401", keys=True)),
        (httpx.Response(404, json={"code": 20404}), Refused("404", keys=True)),
        (httpx.Response(503), Refused("503")),
        (httpx.Response(200, content=b"<html>"), Refused("an answer that cannot be read")),
        (httpx.ConnectError("refused"), Refused("ConnectError", reached=False)),
        (httpx.ReadTimeout("slow"), Refused("ReadTimeout", reached=False)),
    ],
)
async def test_what_is_not_to_be_had_says_why_without_the_keys(given, refused):
    found, _ = console(given)
    assert await found.account() == refused
    assert await found.numbers() == refused
    assert "token" not in str(refused)
