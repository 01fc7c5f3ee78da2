"""`chairside pretend` for somebody who has no bot of ours: another practice, and what it prints."""

import httpx

from tests.e2e.programs import Program, settings_of


def test_an_office_without_web_sched_is_served_with_keys_that_open_it(tmp_path):
    alone = Program("pretend", "--port", "0", "--practice", "no_web_sched", home=tmp_path)
    try:
        url = alone.says(r"OPENDENTAL_URL=(\S+)/api/v1$")[1]
        settings = settings_of(alone.said)
        keys = f"ODFHIR {settings['OPENDENTAL_DEVELOPER_KEY']}/{settings['OPENDENTAL_CUSTOMER_KEY']}"
        headers = {"Authorization": keys, "Content-Type": "application/json"}
        with httpx.Client(base_url=url, headers=headers, trust_env=False) as office:
            assert office.get("/docs").is_success
            (title,) = office.get("/api/v1/preferences?PrefName=PracticeTitle").json()
            assert title["ValueString"] == "Quiet Lane Dental"
            assert office.get("/api/v1/appointments/SlotsWebSched").status_code == 400
            assert office.get("/api/v1/appointments/Slots?ProvNum=3&OpNum=3").json()
        assert not list((tmp_path / "offices").glob("*.toml"))  # `chairside init` writes it
    finally:
        alone.stop()
