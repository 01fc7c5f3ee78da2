"""How long whoever asks us has to wait: guarantees.md F13 and F14, on a clock on which nothing but waiting takes time."""

import asyncio
import json
from collections import defaultdict
from datetime import timedelta
from statistics import quantiles
from urllib.parse import parse_qs

from bot.pretend.office import faults
from tests.bot.frontdesk.room import JO, full
from tests.bot.frontdesk.test_commands import first_visit, scene

STALLED = faults.slow(timedelta(seconds=60))
A_SECOND, SECONDS = 50, 6
SLACKS, SLACK_WAITS = ("command", "view_submission", "block_actions"), timedelta(seconds=2.5)
WISHES = ("cleaning tuesday please, Ana Silva 5/1/80", "when is my appointment?", "cancel my appointment", "C", "hello")


def stopwatch(town):
    """Note how long each hook of ours takes to answer, by what came to it."""
    took, real = defaultdict(list), town.http._transport.app

    async def timed(scope, receive, send):
        body = bytearray()

        async def heard():
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        began = town.clock.now()
        await real(scope, heard, send)
        kind = scope["path"]
        if kind == "/slack/events":
            payload = parse_qs(body.decode()).get("payload")
            kind = json.loads(payload[0])["type"] if payload else "command"
        took[kind].append(town.clock.now() - began)

    town.http._transport.app = timed
    return took


def test_f13_a_stalled_office_keeps_no_hook_of_the_carrier_waiting(house):
    """Fifty texts a second, each of which makes the bot read at an office that answers nothing for a minute."""

    async def scene(town):
        took = stopwatch(town)
        town.office.faults.always("*", STALLED)
        for n in range(A_SECOND * SECONDS):
            await town.text(WISHES[n % len(WISHES)], f"+1503555{2000 + n % 100:04}")
            await asyncio.sleep(1 / A_SECOND)
        await asyncio.sleep(2)
        return took["/twilio/sms"], sum(town.office.calls.values())

    took, asked = house(scene)
    assert len(took) == A_SECOND * SECONDS
    assert asked > 0
    assert max(took) < timedelta(milliseconds=300)


def test_f13_a_stalled_office_keeps_slack_waiting_for_less_than_two_and_a_half_seconds(house):
    async def play(jo, town):
        number = (await first_visit(town))["AptNum"]
        took = stopwatch(town)
        town.office.faults.always("*", STALLED)
        visit = (f"/appt {number}", f"/confirm {number}", f"/note {number} x", f"/move {number}", f"/break {number}")
        for line in (*visit, "/today", "/slots cleaning", "/asap", "/chairside status", "/chairside undo", "/chairside online"):
            await jo.types(line, wait=1)
        await jo.ask("close", all=True)
        await jo.types("/book", wait=1)
        await jo.submits(patient="chart 1", reason="cleaning", when="next week", wait=5)
        await town.text("can I talk to a person")
        await jo.quiet(5)
        await jo.press(JO, "card:take")
        await asyncio.sleep(200)
        return took

    took = scene(house, play)
    assert {kind: len(took[kind]) > 0 for kind in SLACKS} == dict.fromkeys(SLACKS, True)
    assert max(one for kind in SLACKS for one in took[kind]) < SLACK_WAITS


def test_f13_whoever_types_a_name_is_shown_nothing_rather_than_that_slack_gave_up(house):
    async def play(jo, town):
        took = stopwatch(town)
        await jo.types("/book")
        where = {"view_id": jo.window()["id"], "block_id": "patient", "action_id": "desk_patient", "value": "megan"}
        found = await jo.ask("suggest", **where)
        town.office.faults.always("*", STALLED)
        in_vain = await jo.ask("suggest", **where)
        town.office.faults.clear()
        await asyncio.sleep(60)
        return found["options"], in_vain["options"], await jo.ask("suggest", **where) == found, took["block_suggestion"]

    found, in_vain, again, took = scene(house, play, file=full)
    assert (len(found), in_vain, again, len(took)) == (1, [], True, 3)
    assert max(took) <= SLACK_WAITS


TALKS = (
    ("cleaning any time please", "Ana Silva 5/1/80", "1", "yes", "thanks"),
    ("Cleaning any morning next week please, Sam Ortiz 3/2/1990", "the second one", "yes"),
    ("when is my appointment?", "Megan Hughes 5/30/1985", "can we do later that day?", "1", "yes", "what are your hours?"),
    ("cancel my appointment", "Megan Hughes 5/30/1985", "cancel it", "yes", "uncancel that please", "yes"),
)
PHONES = ("+15035550101", "+15035550102", "+19715550101", "+19715550101")


def waited(town, phone):
    """How long after each text of theirs the next of ours rang."""
    texts = town.carrier.phone(phone)
    rang = [text.at for text in texts if text.direction == "received"]
    wrote = [text.at for text in texts if text.direction == "sent"]
    return [min(at for at in rang if at > said) - said for said in wrote]


def test_f14_who_writes_is_answered_in_two_seconds_half_of_the_time_and_nearly_always_in_five(house):
    """At the vendor's own pace: one request a second, and each takes a third of one."""

    async def scene(town):
        town.office.faults.always("*", faults.slow(timedelta(seconds=0.3)))
        for phone, talk in zip(PHONES, TALKS, strict=True):
            for said in talk:
                await town.says(said, phone, after=timedelta(seconds=12))
        return [one.total_seconds() for phone in dict.fromkeys(PHONES) for one in waited(town, phone)]

    cuts = quantiles(house(scene), n=20)
    assert cuts[9] < 2
    assert cuts[18] < 5
