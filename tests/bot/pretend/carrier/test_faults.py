"""A carrier on a bad day: what the bot sees, and what happened all the same."""

import asyncio
import logging
import socket
from datetime import timedelta
from random import Random

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.pretend.carrier import Answer, CallbackFault, DeliveryFault, Drawn, PretendCarrier, RequestFault, WebhookFault
from tests.bot.pretend.carrier.rig import AC, ANA, BEN, MESSAGES, OFFICE, REPORTS, TOKEN, Rig, virtual

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize(("answer", "status"), [(Answer.ERROR, 500), (Answer.HTML, 200), (Answer.BROKEN, 201)])
@virtual
async def test_an_answer_that_proves_nothing_comes_before_or_after_the_text_is_taken(answer, status, taken):
    rig = Rig()
    rig.faults.requests.append(RequestFault(answer, taken))
    assert (await rig.send()).status_code == status
    await rig.carrier.settled()
    assert rig.on_phone() == ([("received", "Hello")] if taken else [])


@pytest.mark.parametrize("taken", [True, False])
@virtual
async def test_a_connection_is_lost_before_or_after_the_text_is_taken(taken):
    rig = Rig()
    rig.faults.requests.append(RequestFault(Answer.LOST, taken))
    with pytest.raises(httpx.RemoteProtocolError):
        await rig.send()
    await rig.carrier.settled()
    assert rig.on_phone() == ([("received", "Hello")] if taken else [])


@pytest.mark.parametrize("answer", [Answer.LOST, Answer.UNREACHABLE])
async def test_over_a_real_socket_the_connection_really_breaks(answer):
    rig = Rig()
    app = Starlette(routes=rig.carrier.routes())
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_level=logging.CRITICAL + 1, ws="none", lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        rig.faults.requests.append(RequestFault(answer))
        async with httpx.AsyncClient(base_url=url, auth=(AC, TOKEN)) as client:
            with pytest.raises(httpx.RemoteProtocolError):
                await client.post(MESSAGES, data={"To": ANA, "From": OFFICE, "Body": "Hello"})
        server.should_exit = True
        await serving
    await rig.carrier.close()
    assert len(rig.carrier.ledger.messages) == (1 if answer is Answer.LOST else 0)


@pytest.mark.parametrize(("answer", "status"), [(Answer.BUSY, 429), (Answer.UNAVAILABLE, 503)])
@virtual
async def test_a_busy_carrier_says_when_to_come_back_and_took_nothing(answer, status):
    rig = Rig()
    rig.faults.requests.append(RequestFault(answer, retry_after=3))
    busy = await rig.send()
    assert (busy.status_code, busy.headers["retry-after"]) == (status, "3")
    assert (await rig.send()).status_code == 201
    assert len(rig.carrier.ledger.messages) == 1


@virtual
async def test_a_carrier_that_is_away_was_never_reached():
    rig = Rig()
    rig.faults.requests.append(RequestFault(Answer.UNREACHABLE))
    with pytest.raises(httpx.ConnectError):
        await rig.send()
    assert rig.carrier.ledger.messages == {}


@virtual
async def test_a_slow_carrier_takes_the_text_although_nobody_listens_any_more():
    rig = Rig()
    rig.faults.requests.append(RequestFault(late=20 * SECOND))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(rig.send(), 5)
    assert rig.carrier.ledger.messages == {}
    await rig.carrier.settled()
    assert rig.on_phone() == [("received", "Hello")]


@virtual
async def test_a_report_can_come_before_the_answer():
    rig = Rig()
    rig.faults.requests.append(RequestFault(stall=SECOND, callback_first=True))
    await rig.send(StatusCallback=REPORTS)
    assert rig.bot.reports[0]["MessageStatus"] == "queued"
    await rig.carrier.settled()
    assert [r["MessageStatus"] for r in rig.bot.reports] == ["queued", "sent", "delivered"]


@virtual
async def test_reports_come_late_twice_or_never():
    rig = Rig()
    rig.faults.callbacks.extend([CallbackFault(copies=0), CallbackFault(wait=5 * SECOND), CallbackFault(copies=2)])
    await rig.send(StatusCallback=REPORTS)
    await rig.carrier.settled()
    assert [r["MessageStatus"] for r in rig.bot.reports] == ["delivered", "delivered", "sent"]


@virtual
async def test_a_webhook_comes_three_times_and_the_phone_shows_one_text():
    rig = Rig()
    rig.faults.webhooks.append(WebhookFault(copies=3))
    sid = await rig.text()
    await rig.carrier.settled()
    assert [h["MessageSid"] for h in rig.bot.heard] == [sid] * 3
    assert rig.on_phone() == [("sent", "Hello")]


@virtual
async def test_the_same_sid_given_again_is_the_same_text():
    rig = Rig()
    sid = await rig.text()
    assert await rig.text("something else", sid=sid) == sid
    await rig.carrier.settled()
    assert [h["Body"] for h in rig.bot.heard] == ["Hello", "Hello"]


@virtual
async def test_two_texts_change_places():
    rig = Rig()
    rig.faults.webhooks.append(WebhookFault(after_next=True))
    await rig.text("first")
    await rig.text("second")
    await rig.carrier.settled()
    assert [h["Body"] for h in rig.bot.heard] == ["second", "first"]
    assert [body for _, body in rig.on_phone()] == ["first", "second"]


@virtual
async def test_a_text_waits_or_never_reaches_the_bot():
    rig = Rig()
    rig.faults.webhooks.extend([WebhookFault(wait=60 * SECOND), WebhookFault(copies=0)])
    await rig.text("late")
    await rig.text("lost")
    await rig.carrier.settled()
    assert [h["Body"] for h in rig.bot.heard] == ["late"]


@virtual
async def test_a_text_filtered_as_spam_is_undelivered():
    rig = Rig()
    rig.faults.deliveries.append(DeliveryFault(error=30007))
    await rig.send(StatusCallback=REPORTS)
    await rig.carrier.settled()
    assert rig.on_phone() == []
    assert rig.bot.reports[-1]["ErrorCode"] == "30007"


@virtual
async def test_a_text_held_up_past_its_validity_is_never_delivered():
    rig = Rig()
    rig.faults.deliveries.append(DeliveryFault(wait=timedelta(hours=5)))
    await rig.send(StatusCallback=REPORTS, ValidityPeriod="14400")
    await rig.carrier.settled()
    assert rig.on_phone() == []
    assert [r["MessageStatus"] for r in rig.bot.reports] == ["queued", "failed"]


@virtual
async def test_a_look_into_the_list_does_not_use_up_a_fault_meant_for_sending():
    rig = Rig()
    rig.faults.requests.append(RequestFault(Answer.BUSY))
    rig.faults.reads.append(RequestFault(Answer.ERROR))
    assert (await rig.api.get(MESSAGES)).status_code == 500
    assert (await rig.send()).status_code == 429


def test_the_same_seed_is_the_same_day():
    days = []

    @virtual
    async def day(seed):
        rig = Rig(faults=Drawn(Random(seed), odds=0.5), seed=seed)
        for n in range(20):
            await rig.text(f"text {n}", sender=(ANA, BEN)[n % 2])
            try:
                await rig.send(f"reply {n}", StatusCallback=REPORTS)
            except httpx.HTTPError as error:
                days[-1].append(type(error).__name__)
        await rig.carrier.settled()
        days[-1].extend([rig.bot.heard, rig.bot.reports, rig.on_phone(), rig.clock.now()])

    for seed in (1, 1, 2):
        days.append([])
        day(seed)
    assert days[0] == days[1]
    assert days[0] != days[2]


@virtual
async def test_a_carrier_that_was_killed_knows_what_it_took_and_carries_on(tmp_path):
    keep = tmp_path / "deep" / "carrier.jsonl"
    before = Rig(keep=keep)
    await before.text("STOP", sender=BEN)
    await before.carrier.settled()
    await before.text("one")
    await before.send("two", StatusCallback=REPORTS)
    await before.carrier.close()
    with keep.open("a") as file:
        file.write('["message", {"cut sho')

    after = Rig(keep=keep, seed=2)
    after.carrier.resume()
    await after.carrier.settled()
    assert after.on_phone() == [("sent", "one"), ("received", "two")]
    assert [h["Body"] for h in after.bot.heard] == ["one"]
    assert (await after.send(to=BEN)).json()["code"] == 21610


@virtual
async def test_a_failure_behind_the_scenes_is_not_swallowed():
    rig = Rig()
    rig.bot.answers.append(object())  # the bot itself falls over
    await rig.text()
    with pytest.raises(TypeError):
        await rig.carrier.settled()
    assert isinstance(rig.carrier, PretendCarrier)
