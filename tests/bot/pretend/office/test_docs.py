"""`/docs` and the OpenAPI description: from the same table as the answers, so that they cannot differ."""

from __future__ import annotations

import json
import re

import pytest

from bot.pretend.office.docs import examples, requests
from bot.pretend.office.methods.table import METHODS

FOURTEEN = {
    "GET /appointments/{AptNum}",
    "GET /appointments",
    "GET /appointments/ASAP",
    "GET /appointments/Slots",
    "GET /appointments/SlotsWebSched",
    "GET /appointments/WebSched",
    "POST /appointments",
    "POST /appointments/Planned",
    "POST /appointments/SchedulePlanned",
    "POST /appointments/WebSched",
    "PUT /appointments/{AptNum}",
    "PUT /appointments/{AptNum}/Break",
    "PUT /appointments/{AptNum}/Note",
    "PUT /appointments/{AptNum}/Confirm",
}


def test_the_appointments_page_of_the_vendor_has_fourteen_methods_and_so_have_we():
    assert {
        m.name for m in METHODS if m.path.startswith("/appointments") and not m.path.startswith("/appointmenttypes")
    } == FOURTEEN


async def test_the_page_lists_every_method(office, api):
    page = (await api.http.get("/docs")).text
    for method in METHODS:
        assert f"<b class={method.verb}>{method.verb}</b> <code>{method.path}</code>" in page
    assert "{{" not in page
    assert not re.search(r"value='[^']*{[A-Za-z]", page)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
async def test_every_request_to_try_works(office, api, method):
    await api.made("/commlogs", PatNum=1, Note="one to change")
    await api.made("/subscriptions", EndPointUrl="http://x", WatchTable="Patient", PollingSeconds=5)
    for path, body in requests(method, examples(office.books, office._server.now())):
        answer = await api.send(method.verb, path, json.loads(body) if body else None)
        assert answer.status_code == method.status, (path, body, answer.text)


async def test_the_description_covers_every_method(api):
    described = (await api.http.get("/docs/openapi.json")).json()
    assert described["openapi"].startswith("3.1")
    named = {f"{verb.upper()} {path}" for path, verbs in described["paths"].items() for verb in verbs}
    assert named == {m.name for m in METHODS}
    post = described["paths"]["/appointments/WebSched"]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    assert {"PatNum", "ProvNum", "OpNum", "defNumApptType"} <= set(schema["required"])
    assert set(post["responses"]) == {"201", "400", "401", "404", "429", "504"}


@pytest.mark.parametrize("method", [m for m in METHODS if m.gives != "nothing" and m.verb == "GET"], ids=lambda m: m.name)
async def test_the_rows_are_what_the_description_says(office, api, method):
    """Each value has its column's type, and the columns come in their order."""
    kinds = {"int": int, "number": float | int, "text": str, "bool": str, "date": str, "datetime": str, "time": str}
    for path, _ in requests(method, examples(office.books, office._server.now())):
        answer = await api.ask(path)
        for row in answer if isinstance(answer, list) else [answer]:
            assert list(row) == [c.name for c in method.columns]
            for column in method.columns:
                assert isinstance(row[column.name], kinds[column.type]), (path, column.name, row[column.name])
