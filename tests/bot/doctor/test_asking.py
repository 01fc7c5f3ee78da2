"""How an office takes a question is told apart by what is wrong, and what it wrote is repeated nowhere."""

from datetime import timedelta

import httpx
import pytest

from bot.doctor import asking, open_dental
from bot.doctor.asking import Asking, How
from bot.doctor.case import case_of, with_office
from bot.office.client import Unpaced

ECHO = "Ana Silva 5035550101"


def answer(status, body, **headers):
    return httpx.Response(status, content=body, headers=headers)


ANSWERS = [
    (answer(200, b"[]"), How.FINE),
    (answer(200, b'{"ProvNum": 1}'), How.FINE),
    (answer(200, b"<html>Welcome"), How.NOT_OPEN_DENTAL),
    (answer(200, b'"hello"'), How.NOT_OPEN_DENTAL),
    (answer(302, b"", location="https://elsewhere.example"), How.NOT_OPEN_DENTAL),
    (answer(400, f'"The eConnector of {ECHO} is not running"'.encode()), How.AWAY),
    (answer(400, b'"The API request is malformed."'), How.KEYS),
    (answer(400, f'"{ECHO}"'.encode()), How.REFUSED),
    (answer(400, b"\xff\xfe"), How.REFUSED),
    (answer(401, f'"{ECHO}"'.encode()), How.KEYS),
    (answer(403, b""), How.KEYS),
    (answer(404, b'"Clinic not found"'), How.NO_SUCH),
    (answer(404, b"<html>404"), How.NOT_OPEN_DENTAL),
    (answer(410, b'"gone"'), How.RETIRED),
    (answer(500, f'"{ECHO}"'.encode()), How.SILENT),
    (answer(504, b""), How.SILENT),
    (httpx.ConnectError("refused"), How.UNREACHED),
    (httpx.ReadTimeout("slow"), How.SILENT),
]


def asked(given, pace=None):
    """Return the questions of one office, and what it heard."""
    heard = []

    async def office(request):
        heard.append(request)
        if isinstance(given, Exception):
            raise given
        return given

    http = httpx.AsyncClient(transport=httpx.MockTransport(office))
    return Asking(http, "https://office.example/api/v1", "dev", "cust", pace or Unpaced()), heard


@pytest.mark.parametrize(("given", "how"), ANSWERS)
async def test_each_kind_of_answer_is_told_apart(given, how):
    office, heard = asked(given)
    reply = await office.ask("/definitions", {"Category": 2})
    assert reply.how is how
    assert ECHO not in str(reply)
    assert [request.method for request in heard] == ["GET"]


@pytest.mark.parametrize(("given", "how"), [pair for pair in ANSWERS if pair[1] is not How.FINE])
@pytest.mark.parametrize("url", ["https://api.opendental.com/api/v1", "http://localhost:30223/api/v1"])
async def test_each_says_what_to_do_next(given, how, url):
    settings = {"OPENDENTAL_URL": url, "OPENDENTAL_DEVELOPER_KEY": "dev", "CHAIRSIDE_HOME": "/nowhere"}
    async with case_of(settings) as case:
        office = await with_office(case, "cust", 0.0)
        verdict = open_dental._unreached(office, how, "the status")
    assert verdict.state == "problem"
    assert verdict.says
    assert verdict.do


class Pace(Unpaced):
    def __init__(self):
        self.held = []

    async def hold_off(self, retry_after):
        self.held.append(retry_after)


async def test_a_busy_office_is_asked_again_when_it_said_and_not_for_ever():
    pace = Pace()
    office, heard = asked(answer(429, b"", **{"retry-after": "2"}), pace)
    assert (await office.ask("/clinics")).how is How.BUSY
    assert len(heard) == asking.BUSY_TRIES
    assert pace.held == [timedelta(seconds=2)] * asking.BUSY_TRIES
