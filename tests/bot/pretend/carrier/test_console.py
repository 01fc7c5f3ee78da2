"""The account and its numbers, as the vendor's API shows what its console holds."""

from dataclasses import replace

from tests.bot.pretend.carrier.rig import AC, BOT, OFFICE, Rig, virtual

ACCOUNT = f"/2010-04-01/Accounts/{AC}"


async def numbers(rig, query=""):
    return (await rig.api.get(f"{ACCOUNT}/IncomingPhoneNumbers.json{query}")).json()["incoming_phone_numbers"]


@virtual
async def test_a_number_says_where_it_sends_what_comes_in():
    (number,) = await numbers(Rig(), "?PhoneNumber=%2B15035550199")
    assert number["phone_number"] == OFFICE
    assert (number["sms_url"], number["sms_method"]) == (f"{BOT}/twilio/sms", "POST")
    assert number["voice_url"] == f"{BOT}/twilio/voice"
    assert number["capabilities"]["sms"] is True


@virtual
async def test_it_may_be_changed_as_in_the_console():
    rig = Rig()
    rig.carrier.lines[OFFICE] = replace(rig.carrier.lines[OFFICE], sms_url="https://else.example", texts=False)
    (number,) = await numbers(rig)
    assert number["sms_url"] == "https://else.example"
    assert number["capabilities"]["sms"] is False


@virtual
async def test_another_number_is_none_of_ours():
    assert await numbers(Rig(), "?PhoneNumber=%2B15035550100") == []


@virtual
async def test_the_account_says_that_it_is_active_to_who_has_its_token():
    rig = Rig()
    assert (await rig.api.get(f"{ACCOUNT}.json")).json()["status"] == "active"
    assert (await rig.api.get(f"{ACCOUNT}.json", auth=(AC, "another"))).status_code == 401
