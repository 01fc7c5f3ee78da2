"""The charts. Source: reference, section 12."""

from __future__ import annotations

import pytest

from bot.pretend.office import Switches


async def names(api, query):
    return [f"{p['FName']} {p['LName']}" for p in await api.ask(f"/patients?{query}")]


@pytest.mark.parametrize("phone", ["5035550101", "15035550101", "%2B15035550101", "(503)%20555-0101", "503.555.0101"])
async def test_a_phone_is_found_by_its_digits_whatever_stands_between(api, phone):
    assert await names(api, f"Phone={phone}") == ["Ana Silva", "Leo Silva"]


async def test_in_whatever_form_and_column_it_was_kept(api):
    assert await names(api, "Phone=5035550110") == ["Henry Abbott"]
    assert await names(api, "Phone=5035550108") == ["Arjun Patel", "Mira Patel", "Priya Patel"]
    assert await names(api, "Phone=5035550117") == ["Teresa Young"]


async def test_a_few_digits_find_many(api):
    assert len(await names(api, "Phone=5550")) > 30


async def test_phone_is_spelt_with_a_capital(office, api):
    assert (await api.send("GET", "/patients?phone=5035550101")).status_code == 400
    office.switches = Switches(lowercase_phone_refused=False)
    assert len(await api.ask("/patients?phone=5035550101")) > 100  # ignored: everybody


async def test_archived_deceased_deleted_and_merged_charts_are_hidden(office, api):
    assert await names(api, "Phone=5035550105") == []
    assert await names(api, "Phone=5035550105&showArchived=true") == ["Patrick Doyle"]
    assert await names(api, "LName=Stone") == []
    assert await names(api, "LName=Stone&showArchived=true") == ["Ruth Stone"]
    office.staff_edits_chart(11, PatStatus="Deleted")
    assert await names(api, "LName=Doyle&showArchived=true") == []
    office.staff_edits_chart(2, MergedInto=1)
    assert await names(api, "Phone=5035550101") == ["Ana Silva"]


async def test_inactive_ones_are_shown_unless_hidden(api):
    assert await names(api, "LName=Ito") == ["Naomi Ito"]
    assert await names(api, "LName=Ito&hideInactive=true") == []


async def test_names_match_from_the_start_in_any_case_the_exact_one_first(office, api):
    assert await names(api, "LName=SIL") == ["Ana Silva", "Leo Silva"]
    assert await names(api, "LName=ilva") == []
    office.staff_edits_chart(40, LName="Kimball", FName="Aaron")
    assert await names(api, "LName=Kim") == ["Dana Kim", "Jordan Kim", "Aaron Kimball"]


async def test_everything_asked_for_must_fit(api):
    assert await names(api, "LName=Brown&Birthdate=1978-03-03") == ["Marcus Brown"]
    assert await names(api, "Phone=5035550101&guarOnly=true") == ["Ana Silva"]
    assert await names(api, "Email=ANA.silva") == ["Ana Silva"]
    assert await names(api, "LName=Nobody") == []


@pytest.mark.parametrize("query", ["Birthdate=1879-01-01", "Birthdate=5/1/80", "guarOnly=perhaps"])
async def test_a_search_that_makes_no_sense_is_400(api, query):
    assert (await api.send("GET", f"/patients?{query}")).status_code == 400


async def test_the_search_gives_a_reduced_row(api):
    (row,) = await api.ask("/patients?LName=Silva&FName=Ana")
    assert "Guarantor" not in row
    assert "Language" not in row
    assert (row["priProvAbbr"], row["TxtMsgOk"], row["Birthdate"]) == ("CHEN", "Yes", "1980-05-01")


async def test_one_chart_or_404(api):
    assert (await api.ask("/patients/2"))["Guarantor"] == 1
    assert (await api.send("GET", "/patients/99999")).status_code == 404


async def test_simple_gives_families_and_what_changed(office, api, clock):
    assert [p["FName"] for p in await api.ask("/patients/Simple?Guarantor=1")] == ["Ana", "Leo"]
    office.staff_edits_chart(5, Ward="x")
    assert [p["PatNum"] for p in await api.ask("/patients/Simple?DateTStamp=2026-11-16%2007%3A00%3A00")] == [5]
    assert [p["PatNum"] for p in await api.ask("/patients/Simple?LName=ilv")] == [1, 2]
    assert (await api.send("GET", "/patients/Simple?PatStatus=Gone")).status_code == 400


async def test_a_new_chart_has_the_documented_defaults(api):
    answer = await api.post("/patients", LName="Example", FName="Jo")
    chart = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"].endswith(f"/patients/{chart['PatNum']}")
    expected = {
        "PatStatus": "Patient",
        "Gender": "Unknown",
        "Position": "Single",
        "Birthdate": "0001-01-01",
        "Guarantor": chart["PatNum"],
        "PreferConfirmMethod": "None",
        "TxtMsgOk": "Unknown",
        "Language": "",
    }
    assert {name: chart[name] for name in expected} == expected


async def test_the_same_person_is_refused_and_a_shorter_record_slips_through(api):
    person = {"LName": "Silva", "FName": "Ana", "Birthdate": "1980-05-01"}
    assert (await api.post("/patients", **person, WirelessPhone="(503) 555-0101")).status_code == 400
    assert (await api.post("/patients", **person, Email="Ana.Silva@example.com")).status_code == 400
    assert (await api.post("/patients", **person)).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"LName": ""},
        {"FName": None},
        {"SSN": "123-45-6789"},
        {"State": "Oregon"},
        {"Zip": "9720"},
        {"ChartNumber": "x" * 16},
        {"Gender": "F"},
        {"Birthdate": "5/1/80"},
        {"TxtMsgOk": "Yes"},
        {"Guarantor": 1, "SuperFamily": 1},
    ],
)
async def test_a_chart_that_makes_no_sense_is_400(api, wrong):
    assert (await api.post("/patients", **{"LName": "Example", "FName": "Jo"} | wrong)).status_code == 400


@pytest.mark.parametrize("unknown", [{"Guarantor": 9999}, {"PriProv": 99}, {"ClinicNum": 9}, {"BillingType": "Barter"}])
async def test_what_a_chart_is_linked_to_must_exist(api, unknown):
    assert (await api.post("/patients", LName="Example", FName="Jo", **unknown)).status_code == 404


@pytest.mark.parametrize("code", ["97201", "97201-1234", "972011234", "V6B 1A1"])
async def test_zips_of_two_countries(api, code):
    assert (await api.made("/patients", LName="Example", FName="Jo", Zip=code))["Zip"] == code


async def test_text_ok_without_a_wireless_phone_is_refused_by_a_switch(office, api):
    office.switches = Switches(text_ok_needs_wireless=False)
    assert (await api.made("/patients", LName="Example", FName="Jo", TxtMsgOk="Yes"))["TxtMsgOk"] == "Yes"


async def test_a_change_leaves_the_rest_and_empty_text_clears(api):
    before = await api.ask("/patients/1")
    after = (await api.changed("/patients/1", TxtMsgOk="No", Email="")).json()
    assert (after["TxtMsgOk"], after["Email"]) == ("No", "")
    assert {n: v for n, v in after.items() if before[n] != v}.keys() == {"TxtMsgOk", "Email", "DateTStamp"}
    assert (await api.put("/patients/1", LName="")).status_code == 400


async def test_a_deleted_chart_cannot_be_changed(office, api):
    office.staff_edits_chart(9, PatStatus="Deleted")
    assert (await api.put("/patients/9", TxtMsgOk="Yes")).status_code == 400


async def test_a_no_op_moves_no_stamp(api):
    before = (await api.ask("/patients/1"))["DateTStamp"]
    await api.changed("/patients/1", LName="Silva")
    assert (await api.ask("/patients/1"))["DateTStamp"] == before


async def test_another_member_of_the_family_becomes_guarantor_only_by_way_of_the_present_one(api):
    assert (await api.put("/patients/8", Guarantor=7)).status_code == 400
    assert (await api.put("/patients/6", Guarantor=6)).status_code == 200
