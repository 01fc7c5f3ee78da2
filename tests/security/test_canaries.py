"""Canaries: names, numbers, birth dates and words that must turn up in no log, count, address, audit record or key.

S28, S31, S42; F16. The scene is a bad day: a booking, a person called, a poisoned text, an office and a carrier whose errors
repeat everything they were sent, a store that goes away, an exception at a route.
"""

import io
import logging
import re
from datetime import timedelta

import httpx
import pytest
import redis.exceptions

from bot.pretend.carrier.faults import Answer, RequestFault
from bot.pretend.office import faults
from bot.turns import hearing
from tests.house import ANA, STAFF, URL
from tests.security.asking import listening_to_logs
from tests.security.conftest import Door
from tests.security.test_store_dump import dump

FIRST, LAST, WORD, NOTE = "Zoraidacanary", "Quinonescanary", "toothachecanary", "allergycanary"
PHONES = (ANA, "+15035557713", "+15035557714")
DIGITS = tuple(phone[2:] for phone in PHONES)
CANARIES = (FIRST, LAST, WORD, NOTE, "canary", "1980-05-01", "5/1/80", "05011980", *PHONES, *DIGITS, "555-0101", "%2B1503555")


def leaks(text, canaries=CANARIES):
    return [canary for canary in canaries if canary.casefold() in text.casefold()]


@pytest.fixture
def logged():
    """All that is logged, warned or printed while a scene runs, at every level, from us and from libraries."""
    with listening_to_logs(io.StringIO()) as stream:
        yield stream.getvalue


class Wire:
    """Every request that leaves the bot, and vendors that may answer with all they were told."""

    def __init__(self, town):
        self.town, self.asked, self.echoes = town, [], set()
        self._send = town.http.send
        town.http.send = self.send

    async def send(self, request, **more):
        self.asked.append(request)
        for path in tuple(self.echoes):
            if path in request.url.path:
                return httpx.Response(400, json=f"{FIRST} {LAST} {request.url} {request.content.decode()}", request=request)
        return await self._send(request, **more)


async def bad_day(town, wire, monkeypatch):
    ana = town.patient("Ana Silva")
    town.office.staff_edits_chart(ana, FName=FIRST, LName=LAST, Preferred="")
    # A good hour: a booking from beginning to end.
    await town.says(f"cleaning any time please, {FIRST} {LAST} 5/1/80, my {WORD}")
    await town.says("1")
    assert FIRST in await town.says("yes")
    # A person, who writes back.
    await town.says(f"person please, {NOTE}", PHONES[1])
    await town.press(1, "answer", f"Hello {FIRST}, about your {NOTE}")
    await town.says("take 1", STAFF)
    # The office repeats what it was asked, and the carrier what it was given.
    for path in ("/patients", "/WebSched", "/commlogs", "/SlotsWebSched", "/Messages.json"):
        wire.echoes = {path}
        await town.says(f"{FIRST} {LAST} 5/1/80, {WORD}, cleaning any time", PHONES[2], after=timedelta(minutes=4))
        wire.echoes.clear()
        await town.press(2, "resolve")
    town.office.faults.next("GET /patients", faults.timeout(committed=False))
    town.carrier.faults.requests.append(RequestFault(Answer.HTML))
    await town.says(f"{FIRST} {LAST} 5/1/80, cleaning any time", PHONES[2], after=timedelta(minutes=3))
    # A text that cannot be handled: the exception holds it.
    with monkeypatch.context() as broken:

        def fail(text, *args, **more):
            raise LookupError(f"{text} {FIRST} {ANA} 1980-05-01")

        broken.setattr(hearing, "hear", fail)
        await town.says(f"my {WORD} again, {LAST}", PHONES[2], after=timedelta(minutes=2))
    # The store goes away in the middle, with an error that quotes what it was told.
    run = town.client.execute_command

    async def away(*args, **more):
        raise redis.exceptions.ConnectionError(repr(args))

    town.client.execute_command = away
    form = {"MessageSid": "SM" + "7" * 32, "AccountSid": town.keys.account_sid, "From": ANA, "To": town.keys.texting_number}
    refused = await Door(town).post(form | {"Body": f"{FIRST} {WORD}"})
    town.client.execute_command = run
    await town.says(f"hello, {WORD}", after=timedelta(minutes=2))
    return refused


@pytest.fixture
def day(house, logged, monkeypatch, valkey_url, capfd):
    """What a bad day leaves behind."""

    async def scene(town):
        wire = Wire(town)
        refused = await bad_day(town, wire, monkeypatch)
        pages = [await town.http.get(path) for path in ("/metrics", "/health/live", "/health/ready")]
        bot = [r for r in wire.asked if r.url.path.startswith(("/api/", "/2010-04-01/"))]
        addresses = [(request.method, str(request.url).removeprefix(URL), dict(request.headers)) for request in bot]
        return refused, "".join(page.text for page in pages), addresses, dump(valkey_url)

    refused, pages, addresses, kept = house(scene)
    return refused, pages, addresses, kept, logged() + "".join(capfd.readouterr())


def test_s28_s31_s42_a_bad_day_leaves_no_canary_anywhere(day):
    refused, pages, addresses, kept, text = day
    assert "poisoned" in text  # it was a bad day
    assert "store" in text
    assert leaks(text) == []
    assert leaks(pages) == []
    assert "chairside_poisoned_total" in pages
    assert (refused.status_code, refused.content) == (503, b"")
    assert leaks(repr(kept)) == []
    asked = [(method, url) for method, url, _ in addresses]
    _no_address_names_anybody(asked)
    assert leaks(repr([headers for _, _, headers in addresses])) == []


def _no_address_names_anybody(asked):
    """Open Dental's own search is by phone, and Twilio's list by To: these two are the vendors' way, and no other."""
    by_phone = re.compile(r"/api/v1/patients\?Phone=\d{10}&Limit=\d+&Offset=\d+")
    by_to = re.compile(
        r"/2010-04-01/Accounts/AC\w+/Messages\.json\?To=%2B\d+(&From=%2B\d+)?(&DateSent%3E=[\d-]+)?&PageSize=\d+"
    )
    assert len(asked) > 20
    for method, url in asked:
        if leaks(url):
            assert method == "GET"
            assert by_phone.fullmatch(url) or by_to.fullmatch(url), url


def test_s42_an_exception_at_a_route_tells_the_caller_nothing(house, logged):
    async def scene(town):
        async def fail(*args, **more):
            raise LookupError(f"{FIRST} {ANA}")

        town.bot.desk.receive = fail
        sent = []
        inner = town._app

        async def app(scope, receive, send):
            async def keep(message):
                sent.append(message)
                await send(message)

            try:
                await inner(scope, receive, keep)
            except LookupError:
                logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")

        town.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=URL)
        await Door(town).post(Door(town).form(f"{FIRST}"))
        return sent

    sent = house(scene)
    assert sent[0]["status"] == 500
    assert sent[1]["body"] == b"Internal Server Error"
    assert leaks(repr(sent)) == []
    assert "LookupError" in logged()
    assert leaks(logged()) == []
