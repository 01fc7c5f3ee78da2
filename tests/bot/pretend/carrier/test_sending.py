"""The API as the vendor's: what is taken, what is refused with which code, what the list shows."""

import re
from email.utils import parsedate_to_datetime

import pytest

from bot.pretend.carrier.segments import segments
from tests.bot.pretend.carrier.rig import AC, ANA, BEN, MESSAGES, OFFICE, REPORTS, START, Rig, virtual


@virtual
async def test_a_text_that_is_taken_is_answered_as_the_vendor_answers():
    rig = Rig()
    answer = await rig.send("See you Tuesday")
    assert answer.status_code == 201
    message = answer.json()
    assert re.fullmatch(r"SM[0-9a-f]{32}", message["sid"])
    assert message | {"sid": ""} == message | {
        "sid": "",
        "account_sid": AC,
        "body": "See you Tuesday",
        "from": OFFICE,
        "to": ANA,
        "status": "queued",
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "date_sent": None,
        "error_code": None,
    }
    assert message["date_created"] == "Mon, 02 Mar 2026 17:00:00 +0000"
    assert parsedate_to_datetime(message["date_updated"]) == START


@virtual
async def test_a_text_reaches_its_phone_and_each_step_is_reported_signed_with_our_query_kept():
    rig = Rig()
    sid = (await rig.send("See you Tuesday", StatusCallback=REPORTS)).json()["sid"]
    assert rig.on_phone() == []
    await rig.carrier.settled()
    assert rig.on_phone() == [("received", "See you Tuesday")]
    assert [(r["MessageStatus"], r["MessageSid"], r["o"]) for r in rig.bot.reports] == [
        ("queued", sid, "effect-1"),
        ("sent", sid, "effect-1"),
        ("delivered", sid, "effect-1"),
    ]
    assert (await rig.api.get(f"/2010-04-01/Accounts/{AC}/Messages/{sid}.json")).json()["status"] == "delivered"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": None}, 21604),
        ({"From": None}, 21603),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"To": "5035550101"}, 21211),
        ({"To": "+15035550101 "}, 21211),
        ({"To": "+15005550001"}, 21211),
        ({"To": "+15005550002"}, 21612),
        ({"To": "+15005550003"}, 21408),
        ({"To": "+15005550004"}, 21610),
        ({"To": "+15005550009"}, 21614),
        ({"From": "+15035550777"}, 21606),
        ({"From": "+15005550001"}, 21212),
        ({"From": "+15005550008"}, 21611),
        ({"To": OFFICE}, 21266),
        ({"StatusCallback": "nowhere"}, 21609),
        ({"StatusCallback": "https://my_bot.example/status"}, 21609),
        ({"ValidityPeriod": "0"}, 20001),
        ({"ValidityPeriod": "36001"}, 20001),
        ({"MessagingServiceSid": "MG1"}, 21701),
        ({"SendAt": "2026-03-03T00:00:00Z"}, 35118),
    ],
)
@virtual
async def test_what_the_vendor_refuses_is_refused_with_its_code(change, code):
    rig = Rig()
    answer = await rig.send(**{"body" if name == "Body" else "to" if name == "To" else name: v for name, v in change.items()})
    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert answer.json()["status"] == 400
    assert answer.json()["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
    await rig.carrier.settled()
    assert rig.carrier.ledger.messages == {}


@virtual
async def test_names_are_read_as_the_vendor_spells_them():
    rig = Rig()
    answer = await rig.api.post(MESSAGES, data={"to": ANA, "from": OFFICE, "body": "Hello"})
    assert answer.json()["code"] == 21604
    assert (await rig.api.post(MESSAGES, json={"To": ANA, "From": OFFICE, "Body": "Hello"})).json()["code"] == 21604


@pytest.mark.parametrize("auth", [None, (AC, "wrong"), ("AC0", "a-token-nobody-guesses")])
@virtual
async def test_nobody_gets_in_without_the_token(auth):
    rig = Rig()
    rig.api.auth = auth
    answer = await rig.send()
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


@virtual
async def test_what_is_not_there_is_404_in_the_vendors_words():
    rig = Rig()
    for path in (f"/2010-04-01/Accounts/{AC}/Messages/SM{'0' * 32}.json", f"/2010-04-01/Accounts/{AC}/Queues.json"):
        answer = await rig.api.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, 20404)


@virtual
async def test_the_list_is_newest_first_in_pages_that_new_texts_do_not_move():
    rig = Rig()
    for n in range(5):
        await rig.send(f"number {n}")
    await rig.send("to Ben", to=BEN)
    first = (await rig.api.get(MESSAGES, params={"To": ANA, "PageSize": 2})).json()
    await rig.send("one more")
    second = (await rig.api.get(first["next_page_uri"])).json()
    third = (await rig.api.get(second["next_page_uri"])).json()
    bodies = [[m["body"] for m in page["messages"]] for page in (first, second, third)]
    assert bodies == [["number 4", "number 3"], ["number 2", "number 1"], ["number 0"]]
    assert third["next_page_uri"] is None


@virtual
async def test_the_list_is_filtered_by_numbers_and_by_day():
    rig = Rig()
    await rig.send("out")
    await rig.text("in")
    await rig.carrier.settled()

    async def listed(**query):
        return [m["body"] for m in (await rig.api.get(MESSAGES, params=query)).json()["messages"]]

    assert await listed(To=OFFICE) == ["in"]
    assert await listed(From=OFFICE, To=ANA) == ["out"]
    assert await listed(**{"DateSent>": "2026-03-02"}) == ["in", "out"]
    assert await listed(**{"DateSent>": "2026-03-03"}) == []
    assert await listed(**{"DateSent<": "2026-03-01"}) == []
    assert await listed(DateSent="2026-03-02", To=BEN) == []
    assert (await rig.api.get(MESSAGES, params={"DateSent>": "yesterday"})).json()["code"] == 20001


@virtual
async def test_a_body_can_be_redacted_and_nothing_else_changed():
    rig = Rig()
    one = f"/2010-04-01/Accounts/{AC}/Messages/{(await rig.send('secret')).json()['sid']}.json"
    assert (await rig.api.post(one, data={"Status": "canceled"})).json()["code"] == 30409
    assert (await rig.api.post(one, data={"Body": "other"})).json()["code"] == 20001
    assert (await rig.api.post(one, data={"Body": ""})).json()["body"] == ""


@virtual
async def test_a_call_is_recorded_and_not_placed():
    rig = Rig()
    calls = f"/2010-04-01/Accounts/{AC}/Calls.json"
    assert (await rig.api.post(calls, data={"From": OFFICE})).json()["code"] == 21201
    placed = await rig.api.post(calls, data={"From": OFFICE, "To": ANA, "Twiml": "<Response/>"})
    assert placed.status_code == 201
    assert (await rig.api.get(calls)).json()["calls"] == [placed.json()]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("x" * 152 + "€" + "x" * 152, 3),  # the euro sign does not fit into the first part, so it moves to the second
        ("x" * 69 + "’", 1),
        ("x" * 70 + "’", 2),
        ("¿Qué día? ñ ü à", 1),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("x" * 66 + "😀" + "x" * 66, 3),
    ],
)
def test_segments_are_counted_as_they_are_billed(body, count):
    assert segments(body) == count


@virtual
async def test_a_phone_that_is_off_gets_nothing_and_the_report_says_so():
    rig = Rig()
    rig.carrier.reach(ANA, False)
    await rig.send(StatusCallback=REPORTS)
    await rig.carrier.settled()
    assert rig.on_phone() == []
    assert (rig.bot.reports[-1]["MessageStatus"], rig.bot.reports[-1]["ErrorCode"]) == ("undelivered", "30003")
