"""The fence of the logs: whatever is handed to them, nothing of a patient's and no secret comes out."""

import ast
import io
import json
import logging
import re
import sys
import threading
import warnings
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import logs
from bot.channels import carrier
from bot.office import errors
from bot.wire import Answer

BOT = Path(logs.__file__).parent
CANARIES = (
    "Zoraida Quiñones",
    "zoraida",
    "+15035550142",
    "(503) 555-0142",
    "503-555-0142",
    "5/1/1980",
    "1980-05-01",
    "my tooth hurts",
    "me duele la muela",
    "QUJDREVGR0g0NTY3ODkwMTIz",
    "ODFHIR NFF6i0KrXrxDkZHt/VzkmZEaUWOjnQX2z",
    "痛い",
    "zoraida@example.com",
    "10.0.0.7",
)
# What of a canary would still tell something. A lone "503" is a status, too.
TELLTALE = (
    "zoraida",
    "qui",
    "555",
    "0142",
    "1980",
    "tooth",
    "hurts",
    "duele",
    "muela",
    "QUJD",
    "NFF6",
    "Vzkm",
    "痛",
    "example",
    "10.0",
)


@pytest.fixture(autouse=True)
def _put_back(monkeypatch):
    """`start` changes the process: give it back as it was."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(params=[False, True], ids=["json", "pretty"])
def said(request):
    stream = io.StringIO()
    logs.start(pretty=request.param, stream=stream)
    return stream.getvalue


def leaks(text: str) -> list[str]:
    untimed = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "", text).casefold()
    return [tell for tell in TELLTALE if tell.casefold() in untimed]


@pytest.mark.parametrize("canary", CANARIES)
def test_no_field_lets_a_name_a_number_a_word_or_a_secret_through(said, canary):
    log = structlog.get_logger()
    for name in (*logs.FIELDS - {"event", "level"}, "patient", "body", "stack_info", "session"):
        log.warning("poisoned", **{name: canary})
        log.warning("poisoned", **{name: {"name": canary}})
        log.warning("poisoned", **{name: [canary]})
        log.warning("poisoned", **{name: ValueError(canary)})
        log.warning("poisoned", **{name: canary.encode()})
    log.warning(canary)
    log.warning("poisoned %s", canary)
    log.warning(f"poisoned: {canary}")
    text = said()
    assert "poisoned" in text
    assert leaks(text) == []
    assert not any(name in text for name in ("patient", "body", "stack_info", "session"))


@pytest.mark.parametrize("canary", CANARIES)
def test_an_exception_gives_its_type_and_its_place_but_never_its_text(said, canary):
    log = structlog.get_logger()
    try:
        raise LookupError(canary)
    except LookupError as error:
        log.exception("poisoned")
        log.error("poisoned", exc_info=error)
        log.error("poisoned", exc_info=True, stack_info=True)
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application %s", canary)
        logging.getLogger("asyncio").error("Task exception was never retrieved", exc_info=error)
        sys.excepthook(type(error), error, error.__traceback__)
    text = said()
    assert text.count("LookupError") == 6
    assert text.count("test_logs.py:") == 6
    assert leaks(text) == []


def test_a_thread_that_dies_says_no_more_than_that(said):
    thread = threading.Thread(target=lambda: int("zoraida"))
    thread.start()
    thread.join()
    text = said()
    assert "ValueError" in text
    assert leaks(text) == []


def test_libraries_say_nothing_below_an_error(said):
    logging.getLogger("httpx").info("HTTP Request: GET https://office.example/patients?Phone=5035550142")
    logging.getLogger("anything").warning("zoraida")
    assert said() == ""


def test_warnings_are_not_shown_for_they_quote_what_they_warn_of(monkeypatch):
    shown = []
    monkeypatch.setattr(warnings, "showwarning", lambda *args: shown.append(args))
    stream = io.StringIO()
    logs.start(pretty=False, stream=stream)
    warnings.showwarning("zoraida", UserWarning, "client.py", 1)
    assert (shown, stream.getvalue()) == ([], "")


def test_a_line_break_cannot_forge_a_second_line(said):
    structlog.get_logger().warning("poisoned", why="store\nready")
    assert said().count("\n") == 1


@settings(deadline=None)
@given(st.text())
def test_only_our_own_words_come_through(text):
    for word in logs._WORD.findall(logs.plain(text)):
        assert word.casefold() in logs.WORDS or word in logs._STATUSES or word in logs._error_names()


def test_what_an_operator_needs_does_come_through():
    stream = io.StringIO()
    logs.start(pretty=False, stream=stream)
    conversation = "0123456789abcdef" * 2
    structlog.get_logger().error(
        "poisoned", conversation=conversation, error="KeyError", where="desk.py:12 < due.py:3", status=503
    )
    line = json.loads(stream.getvalue())
    assert line.pop("timestamp")
    assert line == {
        "event": "poisoned",
        "level": "error",
        "conversation": conversation,
        "error": "KeyError",
        "where": "desk.py:12 < due.py:3",
        "status": 503,
    }


def test_a_port_that_is_taken_is_told_in_words(said):
    logging.getLogger("uvicorn.error").error("[Errno 98] error while attempting to bind on address: address already in use")
    assert "error while attempting to bind on address: address already in use" in said()


# --- what the rest of the house logs ---------------------------------------------------------------------------------


def calls():
    for path in sorted(BOT.rglob("*.py")):
        if "pretend" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=level), args=args, keywords=named):
                    yield f"{path.relative_to(BOT)}:{node.lineno}", level, args, named


def test_the_house_logs_sentences_written_where_they_are_logged():
    found = list(calls())
    assert len(found) > 5
    for place, _, args, named in found:
        assert [type(arg) for arg in args] == [ast.Constant], place
        assert logs.plain(args[0].value) == args[0].value, f"{place}: add its words to bot/logs.py"
        assert {keyword.arg for keyword in named} <= logs.FIELDS, f"{place}: this field is dropped"


def test_every_error_of_the_office_can_be_read_in_the_log():
    calls = ("GET /appointments/SlotsWebSched", "PUT /appointments/{n}/Confirm", "POST /commlogs", "POST /patients")
    bodies = (b'"PatNum is required"', b'"The selected time is no longer available"', b'"whatever"', b"<html>")
    for what in calls:
        for status in (400, 401, 403, 404, 410, 429, 500, 504):
            for body in bodies:
                text = str(errors.error_of(Answer(status, body), what, ("PatNum",)))
                assert logs.plain(text) == text


def test_every_doubt_and_alarm_of_the_carrier_can_be_read_in_the_log():
    for status in (200, 201, 302, 400, 401, 403, 404, 408, 413, 429, 500, 503):
        for body in (b"", b'{"code": 63038}', b'{"code": 21610}'):
            result = carrier.outcome(Answer(status, body, timedelta(seconds=1)))
            text = getattr(result, "why", "") or getattr(result, "alarm", "")
            assert logs.plain(text) == text
