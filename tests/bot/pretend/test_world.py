"""The pretend world by its own routes: what a script can ask, and how a wrong question is answered."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.pretend.carrier import Drawn
from bot.pretend.slack import people
from bot.pretend.world import Keys, World
from tests.bot.pretend.office.desk import VirtualClock

ANA, OFFICE = "+15035550101", "+15035550199"
FRIDAY = datetime.fromisoformat("2026-03-06T09:30:00-08:00")
BOT = "http://bot.example"


class SteppedClock:
    """Waits for nothing."""

    def __init__(self):
        self.at = datetime(2026, 3, 2, 17, tzinfo=UTC)

    def now(self):
        return self.at

    def forward(self, length):
        self.at += length

    async def sleep(self, length):
        return


class Bot:
    """Listens, and has one card on its desk."""

    def __init__(self):
        self.heard, self.asked, self.desk_answer = [], [], JSONResponse({"cards": [{"number": 7}]})

    def app(self):
        return Starlette(
            routes=[
                Route("/twilio/sms", self.sms, methods=["POST"]),
                Route("/desk/cards", self.desk),
                Route("/desk/cards/{number}", self.desk, methods=["POST"]),
            ]
        )

    async def sms(self, request):
        self.heard.append(await request.body())
        return Response("<Response/>", media_type="text/xml")

    async def desk(self, request):
        self.asked.append((request.method, request.url.path, dict(request.headers), await request.body()))
        return self.desk_answer


@pytest.fixture
def bot():
    return Bot()


@pytest.fixture
def keys():
    return Keys.fresh()


@pytest.fixture
async def world(bot, keys, tmp_path):
    http = httpx.AsyncClient(transport=httpx.ASGITransport(bot.app()))
    made = World(SteppedClock(), keys, bot_url=BOT, home=tmp_path, http=http)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def ask(world):
    return httpx.AsyncClient(transport=httpx.ASGITransport(world.app()), base_url="http://localhost:9000")


async def test_a_script_texts_as_a_patient_and_reads_the_phone(ask, world, bot):
    sent = await ask.post("/pretend/texts", json={"from": ANA, "to": OFFICE, "body": "Hello"})
    assert sent.status_code == 202
    await world.carrier.settled()
    assert len(bot.heard) == 1
    phone = (await ask.get(f"/pretend/phones/{ANA}")).json()
    assert phone["texts"] == [
        {
            "sid": sent.json()["sid"],
            "direction": "sent",
            "other": OFFICE,
            "body": "Hello",
            "at": "2026-03-02T17:00:00+00:00",
            "status": "delivered",
            "segments": 1,
            "media": 0,
        }
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"to": OFFICE, "body": "Hello"}, "A phone number is written like +15035550101."),
        ({"from": "503", "to": OFFICE, "body": "Hello"}, "A phone number is written like +15035550101."),
        ({"from": ANA, "to": ANA, "body": "Hello"}, "to must be the office's texting number, +15035550199."),
        ({"from": ANA, "to": OFFICE, "body": " "}, "body is empty: a phone sends no empty text."),
        ({"from": ANA, "to": OFFICE, "body": 1}, "body must be a text of at most 1600 characters."),
        ({"from": ANA, "to": OFFICE, "body": "x" * 1601}, "body must be a text of at most 1600 characters."),
        ({"from": ANA, "body": "x", "media": 11}, "media must be how many pictures come with the text, 0 to 10."),
        ({"from": ANA, "body": "x", "sid": "7"}, "sid must be SM and 32 hexadecimal digits, or left out."),
        ([1], "Send one JSON object."),
    ],
)
async def test_a_text_that_cannot_be_sent_is_answered_with_one_sentence(ask, asked, said):
    answer = await ask.post("/pretend/texts", json=asked)
    assert (answer.status_code, answer.json()) == (400, {"error": said})


async def test_what_is_no_json_or_too_long_is_refused(ask):
    assert (await ask.post("/pretend/texts", content=b"\xff{")).status_code == 400
    assert (await ask.post("/pretend/texts", content=b"[" * 100_000)).status_code == 413


async def test_a_page_from_elsewhere_cannot_text_as_our_patients(ask, world):
    body = {"from": ANA, "body": "Hello"}
    assert (await ask.post("/pretend/texts", json=body, headers={"Origin": "https://evil.example"})).status_code == 403
    assert (await ask.post("/pretend/texts", json=body, headers={"Origin": "http://localhost:9000"})).status_code == 202
    await world.carrier.settled()


async def test_every_change_moves_the_revision(ask, world):
    before = (await ask.get("/pretend/changes")).json()
    assert before["now"] == "2026-03-02T09:00:00-08:00"
    await ask.post("/pretend/texts", json={"from": ANA, "body": "Hello"})
    await world.carrier.settled()
    after = (await ask.get("/pretend/changes")).json()
    assert after["revision"] > before["revision"]
    assert (after["book"], after["newest"]) == (before["book"], before["newest"])


async def test_the_visit_booked_last_is_told_with_its_day(ask, world):
    before = (await ask.get("/pretend/changes")).json()
    number = world.office.staff_books(1, FRIDAY, minutes=60, operatory=3)
    after = (await ask.get("/pretend/changes")).json()
    assert after["newest"] == {"number": number, "date": "2026-03-06"}
    assert number > before["newest"]["number"]
    assert after["book"] > before["book"]


async def test_the_clock_moves_on_and_never_back(ask):
    moved = await ask.post("/pretend/clock", json={"forward_s": 172800})
    assert moved.json() == {"now": "2026-03-04T09:00:00-08:00"}
    for wrong in (-1, 0, "3", True, None, 1e12):
        assert (await ask.post("/pretend/clock", json={"forward_s": wrong})).status_code == 400


async def test_the_book_is_asked_by_day(ask, world):
    assert (await ask.get("/pretend/book")).json()["date"] == "2026-03-02"
    assert (await ask.get("/pretend/book?date=12/1")).json() == {"error": "date must be a day like 2026-12-01."}
    number = world.office.staff_books(1, FRIDAY, minutes=60, operatory=3)
    day = (await ask.get("/pretend/book?date=2026-03-06")).json()
    visit = next(visit for visit in day["visits"] if visit["number"] == number)
    assert (visit["patient"], visit["chair"], visit["start"], visit["end"]) == ("Ana Silva", 3, "09:30", "10:30")


async def test_the_book_says_when_nobody_works_in_a_chair(ask):
    day = (await ask.get("/pretend/book?date=2026-03-03")).json()
    assert (day["open"], day["start"], day["end"]) == (True, "08:00", "17:00")
    (hygiene,) = [chair for chair in day["chairs"] if chair["number"] == 3]
    assert (hygiene["name"], hygiene["provider_name"]) == ("Hygiene", "Maya Brooks")
    assert {"start": "12:00", "end": "13:00", "why": ""} in hygiene["off"]
    assert {"start": "08:00", "end": "08:30", "why": "Team meeting"} in hygiene["off"]


async def test_a_day_on_which_nobody_works_is_closed(ask):
    sunday = (await ask.get("/pretend/book?date=2026-03-08")).json()
    assert (sunday["open"], sunday["visits"]) == (False, [])


async def test_the_people_are_those_of_the_office_with_numbers_that_can_text(ask):
    answer = await ask.get("/pretend/people")
    ana, leo = answer.json()["people"][:2]
    assert (ana["name"], ana["phone"], ana["birthdate"]) == ("Ana Silva", ANA, "1980-05-01")
    assert (leo["name"], leo["phone"], leo["household"]) == ("Leo Silva", ANA, ana["number"])
    assert answer.json()["texting_number"] == OFFICE
    assert answer.json()["zone"] == "America/Los_Angeles"
    assert answer.headers["cache-control"] == "no-store"


async def test_the_office_answers_at_the_vendors_own_path(ask, keys):
    got = await ask.get(
        "/api/v1/patients?Phone=5035550101",
        headers={"Authorization": f"ODFHIR {keys.developer_key}/{keys.customer_key}", "Content-Type": "application/json"},
    )
    assert "Silva" in got.text


async def test_the_carriers_memory_is_kept_under_home(world, tmp_path):
    await world.carrier.text(ANA, OFFICE, "Hello")
    await world.carrier.settled()
    assert "Hello" in (tmp_path / "pretend-carrier.jsonl").read_text()


async def test_the_desk_is_the_bots_own_asked_with_its_token(ask, bot, keys):
    assert (await ask.get("/pretend/desk")).json() == {"cards": [{"number": 7}]}
    method, path, headers, _ = bot.asked[0]
    assert (method, path, headers["authorization"]) == ("GET", "/desk/cards", f"Bearer {keys.desk_token}")
    await ask.post("/pretend/desk/7", json={"do": "answer", "text": "Hi"}, headers={"Idempotency-Key": "one"})
    method, path, headers, body = bot.asked[1]
    assert (method, path, headers["idempotency-key"]) == ("POST", "/desk/cards/7", "one")
    assert body == b'{"do":"answer","text":"Hi"}'
    assert (await ask.post("/pretend/desk/7", json={"do": "burn"})).status_code == 400


async def test_a_bot_that_says_no_or_nothing_is_one_sentence(ask, bot, world):
    bot.desk_answer = JSONResponse({"error": "there is no such card"}, 404)
    answer = await ask.post("/pretend/desk/8", json={"do": "take"})
    assert (answer.status_code, answer.json()) == (404, {"error": "there is no such card"})
    bot.desk_answer = Response(status_code=401)
    answer = await ask.get("/pretend/desk")
    assert (answer.status_code, "CHAIRSIDE_DESK_TOKEN" in answer.json()["error"]) == (502, True)


async def test_no_bot_at_all_is_said_too(keys):
    def refuse(request):
        raise httpx.ConnectError("refused")

    http = httpx.AsyncClient(transport=httpx.MockTransport(refuse))
    world = World(SteppedClock(), keys, bot_url=BOT, http=http)
    ask = httpx.AsyncClient(transport=httpx.ASGITransport(world.app()), base_url="http://localhost:9000")
    answer = await ask.get("/pretend/desk")
    assert (answer.status_code, answer.json()) == (502, {"error": f"The bot at {BOT} does not answer. Is it running?"})


async def test_a_phone_is_switched_off(ask):
    assert (await ask.post(f"/pretend/phones/{ANA}", json={"reachable": False})).json()["reachable"] is False
    assert (await ask.get(f"/pretend/phones/{ANA}")).json()["reachable"] is False
    assert (await ask.post(f"/pretend/phones/{ANA}", json={"reachable": "no"})).status_code == 400


async def test_faults_are_planned_one_after_another_and_forgotten(ask, world):
    lost = {"answer": "lost", "taken": False, "stall_s": 2, "retry_after": 3}
    planned = await ask.post("/pretend/faults", json={"request": lost, "delivery": {"error": 30007}})
    assert planned.json() == {"request": 1, "read": 0, "webhook": 0, "callback": 0, "delivery": 1}
    fault = world.carrier.faults.requests[0]
    assert (fault.answer, fault.taken, fault.stall, fault.retry_after) == ("lost", False, timedelta(seconds=2), 3)
    assert (await ask.post("/pretend/faults", json={})).json()["request"] == 0


@pytest.mark.parametrize(
    "asked",
    [
        {"fire": {}},
        {"request": "lost"},
        {"request": {"answer": "sulk"}},
        {"request": {"stall": 2}},
        {"request": {"stall_s": -2}},
        {"request": {"taken": 1}},
        {"webhook": {"copies": True}},
        {"webhook": {"colour": 1}},
    ],
)
async def test_a_fault_nobody_knows_plans_nothing(ask, asked, world):
    assert (await ask.post("/pretend/faults", json={"webhook": {"copies": 2}} | asked)).status_code == 400
    assert not world.carrier.faults.webhooks


async def test_faults_of_slack_are_planned_by_method_and_kind_and_forgotten_with_the_others(ask, world):
    lost = {"call": "chat.postMessage", "answer": "lost", "taken": False, "late_s": 2}
    assert (await ask.post("/pretend/faults", json={"slack": lost})).json() == {"slack": 1}
    assert (await ask.post("/pretend/faults", json={"slack": {"sent": "event", "copies": 2}})).status_code == 200
    assert world.slack.faults.call("chat.update").answer == "right"
    fault = world.slack.faults.call("chat.postMessage")
    assert (fault.answer, fault.taken, fault.late) == ("lost", False, timedelta(seconds=2))
    assert (world.slack.faults.sent("command").copies, world.slack.faults.sent("event").copies) == (1, 2)
    await ask.post("/pretend/faults", json={"slack": lost})
    await ask.post("/pretend/faults", json={})
    assert world.slack.faults.call("chat.postMessage").answer == "right"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        [],
        {"call": "chat.shout"},
        {"sent": "pigeon"},
        {"call": "chat.update", "sent": "event"},
        {"call": "chat.update", "copies": 2},
        {"call": "chat.update", "error": 7},
        {"sent": "event", "wait_s": -1},
    ],
)
async def test_what_cannot_go_wrong_at_slack_is_refused(ask, world, asked):
    answer = await ask.post("/pretend/faults", json={"slack": asked})
    assert (answer.status_code, set(answer.json())) == (400, {"error"})
    assert not any(world.slack.faults.calls.values())


async def test_what_is_said_in_slack_is_news(ask):
    before = (await ask.get("/pretend/changes")).json()
    await ask.post("/pretend/slack/say", json={"user": people.JO, "channel": people.FRONT_DESK, "text": "hello"})
    after = (await ask.get("/pretend/changes")).json()
    assert (after["said"], after["slack"] > before["slack"]) == (before["said"] + 1, True)
    assert after["revision"] > before["revision"]


async def test_slack_is_for_this_machine_only(ask):
    asked = {"user": people.JO, "channel": people.FRONT_DESK, "text": "hello"}
    assert (
        await ask.post("/pretend/slack/say", json=asked, headers={"Origin": "https://elsewhere.example"})
    ).status_code == 403
    assert (await ask.get("/pretend/slack/people", headers={"Host": "rebound.example"})).status_code == 403


async def test_faults_that_are_drawn_cannot_be_planned(keys):
    from random import Random

    world = World(SteppedClock(), keys, bot_url=BOT, faults=Drawn(Random(1)))
    ask = httpx.AsyncClient(transport=httpx.ASGITransport(world.app()), base_url="http://localhost:9000")
    assert (await ask.post("/pretend/faults", json={})).status_code == 409
    await world.stop()


async def test_the_page_is_served_and_lets_nothing_else_in(ask):
    page = await ask.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert (await ask.get("/page/__init__.py")).status_code == 404


@pytest.mark.parametrize(
    ("url", "hears"),
    [
        (f"{BOT}/opendental/events", True),
        ("http://localhost:7000/own", True),
        ("https://elsewhere.example/events", False),
        (f"{BOT}.elsewhere.example/events", False),
        ("http://[", False),
    ],
)
async def test_the_office_tells_the_bot_of_changes_and_nobody_elsewhere(keys, url, hears):
    heard = []

    def answer(request):
        heard.append((str(request.url), request.headers["authorization"], request.headers["event-type"], request.content))
        return httpx.Response(200)

    clock = VirtualClock()
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    world = World(clock, keys, bot_url=BOT, http=http)
    await world.start()
    ask = httpx.AsyncClient(transport=httpx.ASGITransport(world.app()), base_url="http://localhost:9000/api/v1")
    body = {"EndPointUrl": url, "WatchTable": "Appointment", "PollingSeconds": 5}
    headers = {"Authorization": f"ODFHIR {keys.developer_key}/{keys.customer_key}"}
    assert (await ask.post("/subscriptions", json=body, headers=headers)).status_code == 201
    await clock.sleep(timedelta(seconds=2))
    number = world.office.staff_books(1, FRIDAY, minutes=60, operatory=3)
    await clock.sleep(timedelta(seconds=10))
    await world.stop()
    assert [(u, key, kind) for u, key, kind, _ in heard] == hears * [(url, keys.customer_key, "WatchTable: Appointment")]
    assert all(f'"AptNum":{number},'.encode() in content for *_, content in heard)
