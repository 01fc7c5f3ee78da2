"""A second demo in a folder passes everything on to the first."""

from contextlib import asynccontextmanager

import httpx
import pytest

from bot.attached import attached_to
from tests.bot.vendors import vendors


@pytest.fixture
def world():
    with vendors() as world:
        yield world


@asynccontextmanager
async def second(at):
    app = attached_to(at)
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://second") as http:
        yield http


async def test_what_is_asked_and_answered_passes_unchanged(world):
    keys = {"Authorization": f"ODFHIR {world.keys.developer_key}/{world.keys.customer_key}"}
    async with second(world.at) as seen, httpx.AsyncClient(base_url=world.at, trust_env=False) as straight:
        for method, path, headers, body in (
            ("GET", "/api/v1/patients?LName=Silva", keys, b""),
            ("GET", "/api/v1/patients?LName=Silva", {}, b""),
            ("PUT", "/api/v1/appointments/1/Note", keys, b'{"Note": "rings"}'),
            ("HEAD", "/docs", {}, b""),
            ("GET", "/nowhere", {}, b""),
        ):
            answers = [await http.request(method, path, headers=headers, content=body) for http in (seen, straight)]
            assert answers[0].status_code == answers[1].status_code
            assert answers[0].content == answers[1].content
            assert answers[0].headers.get("content-type") == answers[1].headers.get("content-type")


async def test_a_first_demo_that_has_ended_is_said():
    async with second("http://127.0.0.1:1") as http:
        answer = await http.get("/")
    assert (answer.status_code, "has ended" in answer.text) == (502, True)
