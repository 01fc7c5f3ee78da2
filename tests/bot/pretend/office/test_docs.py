"""`/docs` and the OpenAPI description: from the same table as the answers, so that they cannot differ."""

from __future__ import annotations

import html
import json
import re

import pytest

from bot.pretend.office.docs import examples, requests
from bot.pretend.office.methods.table import METHODS
from tests.bot.pretend.office.desk import KEYS

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
        assert all(f"<code>{column.name}</code>" in page for column in method.columns)
    assert "{{" not in page
    assert not re.search(r"value='[^']*{[A-Za-z]", page)


async def test_the_page_has_a_line_to_paste_that_works(office, api):
    page = html.unescape((await api.http.get("/docs")).text)
    (line,) = re.findall(r'<pre>curl "http://office/api/v1(\S+)"', page)
    assert KEYS.header in page
    assert (await api.ask(line))[0]["FName"] == "Ana"


def test_what_there_is_none_of_cannot_be_tried_and_the_page_says_so(office):
    known = examples(office.books, office._server.now())
    bare = {m.name for m in METHODS if not requests(m, known)}
    assert bare == {name for m in METHODS if (name := m.name).endswith(("{CommlogNum}", "{SubscriptionNum}", "{AsapCommNum}"))}


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
async def test_every_request_to_try_works(office, api, method):
    await api.made("/commlogs", PatNum=1, Note="one to change")
    await api.made("/subscriptions", EndPointUrl="http://x", WatchTable="Patient", PollingSeconds=5)
    await api.made("/asapcomms", op=4, aptNum=3, dateTimeStart="2026-11-21 08:00:00")
    tries = requests(method, examples(office.books, office._server.now()))
    assert tries
    for path, body in tries:
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
    await api.made("/commlogs", PatNum=1, Note="one to read")
    await api.made("/asapcomms", op=4, aptNum=3, dateTimeStart="2026-11-21 08:00:00")
    for path, _ in requests(method, examples(office.books, office._server.now())):
        answer = await api.ask(path)
        for row in answer if isinstance(answer, list) else [answer]:
            assert list(row) == [c.name for c in method.columns]
            for column in method.columns:
                assert isinstance(row[column.name], kinds[column.type]), (path, column.name, row[column.name])
