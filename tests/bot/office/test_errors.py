"""Each answer that is not a success, by what the caller does next. The table of reference/guarantees.md, 4.4, walked."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office.errors import (
    RETRY_AFTER,
    OfficeBusy,
    OfficeMisconfigured,
    OfficeRefused,
    OfficeSilent,
    error_of,
)
from bot.wire import Answer

POST = "POST /appointments/WebSched"
SENT = ("PatNum", "dateTimeStart", "dateTimeEnd", "ProvNum", "OpNum", "defNumApptType")


def error(status, text="no", what=POST, sent=SENT, retry_after=None):
    return error_of(Answer(status, json.dumps(text).encode(), retry_after), what, sent)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (300, OfficeSilent),
        (302, OfficeSilent),
        (400, OfficeSilent),
        (401, OfficeMisconfigured),
        (402, OfficeSilent),
        (403, OfficeMisconfigured),
        (404, OfficeRefused),
        (405, OfficeSilent),
        (408, OfficeSilent),
        (409, OfficeSilent),
        (410, OfficeMisconfigured),
        (429, OfficeBusy),
        (500, OfficeSilent),
        (502, OfficeSilent),
        (503, OfficeSilent),
        (504, OfficeSilent),
        (100, OfficeSilent),
    ],
)
def test_the_status_alone_says_what_to_do(status, kind):
    assert type(error(status)) is kind
    assert str(error(status)).startswith(f"{POST}: {status}")


@pytest.mark.parametrize(
    "text",
    [
        "PatNum is required",
        "PatNum is required.",
        "dateTimeStart is invalid",
        "DateTimeStart is invalid",  # the vendor writes it both ways
        "defNumApptType is invalid; it is not of that category",
        "OpNum not found.",
    ],
)
def test_a_field_of_ours_that_is_named_was_refused(text):
    refused = error(400, text)
    assert type(refused) is OfficeRefused
    assert not refused.taken


@pytest.mark.parametrize(
    "text",
    [
        "The selected time is no longer available. Please choose another.",
        "Time slot is no longer available",
        "Appointment overlaps existing appointment or blockout.",
        "This slot overlaps another appointment",
    ],
)
def test_a_time_that_is_gone_is_known_as_such(text):
    refused = error(400, text)
    assert type(refused) is OfficeRefused
    assert refused.taken


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bad request",
        "The eConnector is not running. Please contact the office to start it.",
        "eConnector not found",
        "The eConnector is invalid",
        "The office is not available",
        "The office's server is no longer available",
        "The connection is no longer available at this time",
        "Registration key is invalid",
        "Network is required",
        "Request timed out: PatNum is invalid",
        "Time out. The slot is no longer available",
        "A newer version is required",
        "OtherField is required",
        "Invalid PatNum is required",
        "malformed API request",
        "Appointment must be in scheduled status to break it",
        "a connection with PatNum is required",
        {"Message": "PatNum is required"},
        ["PatNum is required"],
        None,
    ],
)
def test_any_other_400_is_a_silence(text):
    """Nobody promises these texts; what is taken for a refusal wrongly is a visit the patient is told does not exist."""
    assert type(error(400, text)) is OfficeSilent


@pytest.mark.parametrize("body", [b"", b"PatNum is required", b"<html>PatNum is required</html>", b"\xff", b"[" * 99_999])
def test_a_400_from_somebody_else_is_a_silence(body):
    assert type(error_of(Answer(400, body), POST, SENT)) is OfficeSilent


@pytest.mark.parametrize("body", [b"", b"<html>Not Found</html>", b'{"Message": "No HTTP resource was found"}'])
def test_a_404_from_somebody_else_means_a_wrong_address(body):
    wrong = error_of(Answer(404, body), "GET /patients")
    assert type(wrong) is OfficeMisconfigured
    assert "OPENDENTAL_URL" in str(wrong)


@pytest.mark.parametrize(
    ("what", "permission"),
    [
        ("GET /patients", "ReadAll"),
        ("GET /appointments/SlotsWebSched", "ReadAll"),
        ("POST /appointments/WebSched", "Appointments"),
        ("PUT /appointments/{n}", "Appointments"),
        ("PUT /appointments/{n}/Break", "Comm"),
        ("PUT /appointments/{n}/Note", "Comm"),
        ("PUT /appointments/{n}/Confirm", "Comm"),
        ("POST /commlogs", "Comm"),
        ("POST /patients", "Patients"),
        ("PUT /patients/{n}", "Patients"),
        ("PUT /recalls/Status", "Comm"),
        ("POST /recalls", "AllOthers"),
        ("POST /subscriptions", "ReadAll"),
        ("PUT /subscriptions/{n}", "ReadAll"),
        ("DELETE /subscriptions/{n}", "AllOthers"),
        ("POST /tasks", "AllOthers"),
    ],
)
def test_the_operator_is_told_the_permission_and_where_to_click(what, permission):
    text = str(error(401, what=what))
    assert text.startswith(f"{what}: 401.")
    assert f'"{permission}"' in text
    assert "Setup > Advanced Setup > API" in text
    assert "chairside doctor" in text


# --- where to click ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("breakType is invalid; Cancelled is not enabled by the dental office", "Setup > Appointments > Appts Preferences"),
        ("confirmVal is invalid", "eServices > Automated Messaging"),
        ("ClinicNum is required", "Lists > Clinics"),
        ("defNumApptType is invalid", "eServices > Web Sched"),
    ],
)
def test_a_refused_field_that_is_a_setting_says_where_it_is_set(text, where):
    refused = error(400, text, sent=("breakType", "confirmVal", "ClinicNum", "defNumApptType"))
    assert type(refused) is OfficeRefused
    assert where in str(refused)
    read = error(400, text, what="GET /appointments/SlotsWebSched", sent=())
    assert type(read) is OfficeMisconfigured
    assert where in str(read)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The dental office is not subscribed to Web Sched.", "eServices > Web Sched"),
        ("The reason for visit is no longer offered. Please call the office.", "eServices > Web Sched"),
        ("Requires version 24.4.22 or newer", "Help > About"),
    ],
)
def test_a_read_that_the_set_up_forbids_is_for_the_operator_and_a_write_is_still_a_silence(text, where):
    read = error(400, text, what="GET /appointments/SlotsWebSched")
    assert type(read) is OfficeMisconfigured
    write = error(400, text)
    assert type(write) is OfficeSilent
    assert where in str(read)
    assert where in str(write)


@pytest.mark.parametrize("what", ["GET /patients", POST])
def test_a_server_that_is_away_is_waited_for_and_the_operator_told_where_it_runs(what):
    away = error(400, "The eConnector is not running. Contact the Web Sched office to start it.", what=what)
    assert type(away) is OfficeSilent
    assert "eServices > eConnector Service" in str(away)


def test_what_sounds_like_nothing_we_know_has_no_hint():
    assert str(error(400, "Bad request")) == f"{POST}: 400 of a kind we do not know"


def test_a_429_says_how_long_to_wait_or_we_choose():
    assert error(429, retry_after=timedelta(seconds=9)).retry_after == timedelta(seconds=9)
    assert error(429).retry_after == RETRY_AFTER


CANARY = "Zoraida Quinones +15035550142"


@pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500])
@pytest.mark.parametrize("text", [CANARY, f"PatNum is invalid: {CANARY}", f"The time of {CANARY} is no longer available"])
def test_what_the_office_said_is_in_no_error(status, text):
    failed = error(status, text)
    told = (str(failed), repr(failed), str(vars(failed)), *map(str, failed.args))
    assert not any("Zoraida" in part or "5550142" in part for part in told)


@settings(deadline=None)
@given(st.integers(100, 599), st.one_of(st.binary(max_size=50), st.text().map(lambda t: json.dumps(t).encode())))
def test_no_answer_is_beyond_naming(status, body):
    failed = error_of(Answer(status, body), POST, SENT)
    assert type(failed) is not OfficeRefused or status in (400, 404)
