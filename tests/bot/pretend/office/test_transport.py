"""Keys, headers, paging, versions and forms: the first lines of the reference's checklist (section 23)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pretend.office import Keys, PretendOffice, Switches
from bot.pretend.office.methods.table import METHODS
from tests.bot.pretend.office.desk import KEYS, Api

ONE = "/patients/1"
READ, COMM = frozenset({"ReadAll"}), frozenset({"ReadAll", "Comm"})


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "ODFHIR developer",
        "ODFHIR developer/",
        "ODFHIR /customer",
        "ODFHIR developer/customer/",
        "ODFHIR  developer/customer",
        "odfhir developer/customer",
        "Bearer developer/customer",
        "Basic developer/customer",
        "ODFHIR nobody/customer",
        "ODFHIR developer/nobody",
        "ODFHIR customer/developer",
    ],
)
async def test_only_the_exact_header_with_both_keys_is_let_in(api, header):
    answer = await api.send("GET", ONE, Authorization=header)
    assert answer.status_code == 401
    assert isinstance(answer.json(), str)


async def test_malformed_keys_may_also_be_400(office, api):
    office.switches = Switches(malformed_keys_status=400)
    assert (await api.send("GET", ONE, Authorization="ODFHIR developer")).status_code == 400


async def test_a_disabled_key_is_401(office, api):
    office.allow(replace(KEYS, enabled=False))
    assert (await api.send("GET", ONE)).status_code == 401


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
async def test_each_method_needs_its_permission(office, api, method):
    office.allow(replace(KEYS, permissions=KEYS.permissions - {method.permission}))
    path = "/".join("1" if part.startswith("{") else part for part in method.path.split("/"))
    answer = await api.send(method.verb, path, {} if method.body else None)
    assert answer.status_code == 401
    assert method.permission in answer.json()


@pytest.mark.parametrize(
    ("verb", "path", "permissions", "allowed"),
    [
        ("GET", "/appointments/1", READ, True),
        ("PUT", "/appointments/1/Confirm", READ, False),
        ("PUT", "/appointments/1/Confirm", COMM, True),
        ("PUT", "/appointments/1/Note", COMM, True),
        ("PUT", "/appointments/1/Break", COMM, True),
        ("POST", "/commlogs", COMM, True),
        ("PUT", "/recalls/Status", COMM, True),
        ("PUT", "/appointments/1", COMM, False),
        ("POST", "/appointments", COMM, False),
        ("POST", "/appointments/WebSched", COMM, False),
        ("POST", "/appointments/Planned", READ | {"Appointments"}, True),
        ("POST", "/patients", COMM | {"Appointments"}, False),
        ("POST", "/subscriptions", READ, True),
        ("POST", "/recalls", COMM, False),
        ("POST", "/asapcomms", COMM, False),
    ],
)
async def test_the_permission_matrix_of_the_vendor(office, api, verb, path, permissions, allowed):
    office.allow(replace(KEYS, permissions=permissions))
    assert ((await api.send(verb, path, {})).status_code != 401) == allowed


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize(("verb", "path"), [("GET", ONE), ("POST", "/commlogs")])
async def test_the_content_type_is_asked_for_on_get_too(api, kind, verb, path):
    headers = api.headers | {"Content-Type": kind or ""}
    answer = await api.http.request(verb, "/api/v1" + path, headers=headers, content=b"{}")
    assert answer.status_code == 400


async def test_a_content_type_with_a_charset_is_as_good(api):
    assert (await api.send("GET", ONE, **{"Content-Type": "application/json; charset=utf-8"})).status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"null", b"\xff\xfe", b"[" * 5000])
async def test_a_malformed_body_is_400(api, body):
    answer = await api.http.post("/api/v1/commlogs", headers=api.headers, content=body)
    assert answer.status_code == 400
    assert isinstance(answer.json(), str)


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/appointment", "/v1/appointments", "/appointments/x", "/Appointments", "/patients/1/x"]
)
async def test_an_unknown_path_is_404(api, path):
    answer = await api.send("GET", path)
    assert answer.status_code == 404
    assert isinstance(answer.json(), str)


@pytest.mark.parametrize("verb", ["DELETE", "PATCH"])
async def test_there_is_no_delete_of_an_appointment(api, verb):
    assert (await api.send(verb, "/appointments/1")).status_code == 404


@pytest.mark.parametrize(
    ("version", "verb", "path", "body"),
    [
        ("22.1.0", "POST", "/appointments/SchedulePlanned", {}),
        ("21.2.9", "POST", "/appointments/WebSched", {}),
        ("22.4.27", "GET", "/appointments?AptStatus=Scheduled", None),
        ("24.4.21", "GET", "/appointments?AppointmentTypeNum=1", None),
        ("23.2.26", "GET", "/appointments?Op=1", None),
        ("22.3.8", "PUT", "/appointments/1", {"colorOverride": "1,2,3"}),
        ("25.2.9", "PUT", "/appointments/1", {"DateTimeArrived": "08:00:00"}),
        ("22.2.13", "GET", "/appointments?DateTimeFormatString=yyyy", None),
    ],
)
async def test_a_method_or_field_newer_than_the_office_is_400(office, api, version, verb, path, body):
    office.switches = Switches(version=version)
    answer = await api.send(verb, path, body)
    assert answer.status_code == 400
    assert "version" in answer.json()


async def test_the_rest_of_an_old_office_works(office, api):
    office.switches = Switches(version="21.1.0")
    assert (await api.send("GET", "/appointments/1")).status_code == 200


@pytest.mark.parametrize(("tier", "most"), [("remote", 100), ("local", 1000)])
async def test_a_page_has_a_most_and_a_larger_limit_is_capped(clock, tier, most):
    office = PretendOffice(clock, keys=KEYS, tier=tier)
    api = Api(office)
    for _ in range(1100):
        note_down(office)
    assert len(await api.ask("/commlogs")) == most
    assert len(await api.ask("/commlogs?Limit=5000")) == most
    assert len(await api.ask("/commlogs?Limit=7")) == 7


async def test_a_limit_too_large_may_be_refused_by_a_switch(office, api):
    office.switches = Switches(large_limit_refused=True)
    assert (await api.send("GET", "/appointments?Limit=1001")).status_code == 400


async def test_an_enterprise_page_is_ten_times_as_long(clock):
    office = PretendOffice(clock, keys=replace(KEYS, permissions=KEYS.permissions | {"Enterprise"}))
    for _ in range(1100):
        note_down(office)
    assert len(await Api(office).ask("/commlogs")) == 1000


@pytest.mark.parametrize("rows", [100, 101, 200])
async def test_walking_the_pages_finds_each_row_once_and_ends_with_a_short_one(clock, rows):
    office = PretendOffice(clock, keys=KEYS)
    api = Api(office)
    for _ in range(rows):
        note_down(office)
    pages = [await api.ask(f"/commlogs?Offset={offset}") for offset in range(0, rows + 1, 100)]
    numbers = [row["CommlogNum"] for page in pages for row in page]
    assert numbers == list(range(1, rows + 1))
    assert len(pages[-1]) == rows % 100


@pytest.mark.parametrize("method", [m for m in METHODS if m.gives == "list"], ids=lambda m: m.name)
async def test_every_list_pages(api, method):
    path = method.path.replace("{PatNum}", "19")
    required = {"/apptfields": "AptNum=1&FieldName=Chairside&"}.get(path, "")
    assert len(await api.ask(f"{path}?{required}Limit=1")) <= 1
    assert await api.ask(f"{path}?{required}Offset=100000") == []


@pytest.mark.parametrize("query", ["Limit=0", "Limit=-1", "Limit=x", "Offset=-1", "Offset=1.5"])
async def test_a_page_that_makes_no_sense_is_400(api, query):
    assert (await api.send("GET", f"/appointments?{query}")).status_code == 400


async def test_an_unknown_parameter_is_ignored_and_everything_comes_back(api):
    assert len(await api.ask("/appointments?ProvNum=2")) == len(await api.ask("/appointments"))


async def test_an_unknown_field_is_ignored_or_refused_by_a_switch(office, api):
    body = {"PatNum": 1, "Note": "a", "Colour": "red"}
    assert (await api.post("/commlogs", **body)).status_code == 201
    office.switches = Switches(unknown_fields_refused=True)
    assert (await api.post("/commlogs", **body)).status_code == 400


# --- forms ---


async def test_booleans_are_texts_and_capitalised_in_get_web_sched_alone(api):
    full = (await api.ask("/appointments?Limit=1"))[0]
    assert {full["IsHygiene"], full["TimeLocked"], full["IsNewPatient"]} <= {"true", "false"}
    reduced = await api.ask("/appointments/WebSched?Limit=20")
    assert {row["IsHygiene"] for row in reduced} == {"True", "False"}


async def test_json_booleans_are_taken_unless_a_switch_says_no(office, api):
    assert (await api.put("/appointments/1", IsHygiene=True)).json()["IsHygiene"] == "true"
    assert (await api.put("/appointments/1", IsHygiene="False")).json()["IsHygiene"] == "false"
    office.switches = Switches(json_booleans_accepted=False)
    assert (await api.put("/appointments/1", IsHygiene=True)).status_code == 400


async def test_dates_and_times_have_no_zone_and_never_is_the_year_one(api):
    visit = await api.ask("/appointments/1")
    assert visit["serverDateTime"] == "2026-11-16 07:00:00"
    assert visit["DateTimeAskedToArrive"] == "0001-01-01 00:00:00"
    patient = await api.ask(ONE)
    assert (patient["Birthdate"], patient["AdmitDate"]) == ("1980-05-01", "0001-01-01")


async def test_another_form_can_be_asked_for(api):
    row = await api.ask("/patients/1?DateFormatString=MM/dd/yy&DateTimeFormatString=yyyy-MM-ddTHH:mm:ss zzz")
    assert row["Birthdate"] == "05/01/80"
    assert row["DateTStamp"].endswith(" -07:00")  # summer, when the chart was last changed
    visit = await api.ask("/appointments/1?DateTimeFormatString=dddd, MMMM d h:mm tt zzz")
    assert visit["serverDateTime"] == "Monday, November 16 7:00 AM -08:00"


async def test_names_of_joined_values_begin_in_lower_case_and_differ_from_the_column(api):
    visit = await api.ask("/appointments/1")
    assert visit["Confirmed"] in (19, 21)
    assert visit["confirmed"] in ("Not Called", "Confirmed")
    assert {"provAbbr", "unschedStatus", "colorOverride"} <= visit.keys()


async def test_schedules_are_texts_through_and_through(api):
    rows = await api.ask("/schedules?date=2026-11-17")
    assert {type(value) for row in rows for value in row.values()} == {str}


async def test_the_type_of_a_commlog_is_a_number_as_text(api):
    line = await api.made("/commlogs", PatNum=1, Note="hello")
    assert (line["CommType"], line["commType"]) == ("230", "Misc")


@pytest.mark.parametrize(
    "path", ["/appointments/1", "/patients/Simple?Limit=1", "/appointments?Limit=1", "/appointments/ASAP", "/providers"]
)
async def test_the_offices_time_comes_with_what_is_kept_in_step(api, path):
    found = await api.ask(path)
    row = found[0] if isinstance(found, list) else found
    assert row["serverDateTime"] == "2026-11-16 07:00:00"


async def test_and_not_with_what_was_written(api):
    assert "serverDateTime" not in await api.made("/appointments", PatNum=1, Op=1, AptDateTime="2026-12-01 08:00:00")
    assert "serverDateTime" not in (await api.changed("/appointments/1", Note="x")).json()


async def test_line_breaks_in_kept_text_come_out_as_spaces(api):
    assert (await api.made("/commlogs", PatNum=1, Note="one\r\ntwo\nthree"))["Note"] == "one two three"


def note_down(office):
    from bot.pretend.office.tables import Commlog

    number = office.books.commlogs.next_number()
    office.books.commlogs.put(Commlog(CommlogNum=number, PatNum=1, CommDateTime=office._server.now(), CommType=230))


def test_keys_make_the_header():
    assert Keys("a", "b").header == "ODFHIR a/b"
