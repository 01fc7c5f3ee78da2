"""The carrier's door: who is let in, and what a stranger changes (nothing). S1 to S4, S6, S8, S9."""

import asyncio
import gzip
from datetime import timedelta
from urllib.parse import urlencode

from bot import metrics
from tests.house import ANA, STRANGER
from tests.security.asks import FORM

HOOKS = ("/twilio/sms", "/twilio/status?o=" + "a" * 32, "/twilio/voice")


def refused(why):
    return metrics.REFUSED.labels(why)._value.get()


# --- S1, S2 ----------------------------------------------------------------------------------------------------------


def test_s1_a_hook_without_the_carriers_signature_gets_403_and_nothing_else(house, door, everything):
    async def scene(town):
        before, form = everything(), door(town).form(MessageStatus="failed", CallSid="CA1")
        got = []
        for hook in HOOKS:
            for given in (None, "", "x", "A" * 10_000, "Ünïcödé", "\xff" * 28):
                headers = [(b"content-type", FORM), *([(b"x-twilio-signature", given.encode())] if given is not None else [])]
                got.append(await town.http.post(hook, content=urlencode(form), headers=headers))
        return {(answer.status_code, answer.content) for answer in got}, everything() == before, town.office.calls.total()

    assert house(scene) == ({(403, b"")}, True, 0)


def test_s2_what_was_signed_for_another_address_token_or_text_is_refused_at_every_hook(house, door, everything):
    async def scene(town):
        knock, before = door(town), everything()
        form = knock.form("yes", MessageStatus="failed")
        got = [
            await town.post(hook, form, signature)
            for hook in HOOKS
            for signature in (
                knock.sign(form, hook, base="https://evil.example"),
                knock.sign(form, hook + ("&" if "?" in hook else "?") + "x=1"),
                knock.sign(form, "/twilio/other"),
                knock.sign(form, hook, token="a subaccount's token"),
                knock.sign(form | {"Body": "no"}, hook),
                knock.sign({k: v for k, v in form.items() if k != "Body"}, hook),
            )
        ]
        return {answer.status_code for answer in got}, everything() == before

    assert house(scene) == ({403}, True)


def test_s2_a_signature_of_one_hook_opens_no_other(house, door, everything):
    async def scene(town):
        knock, before = door(town), everything()
        form = knock.form("yes", MessageStatus="failed")
        got = [(await town.post(to, form, knock.sign(form, by))).status_code for by in HOOKS for to in HOOKS if by != to]
        return set(got), everything() == before

    assert house(scene) == ({403}, True)


# --- S3 --------------------------------------------------------------------------------------------------------------


def test_s3_a_text_of_another_account_or_to_another_number_is_refused_and_counted(house, door, everything):
    async def scene(town):
        before, counted = everything(), (refused("account"), refused("practice"))
        others = ({"AccountSid": "AC" + "9" * 32}, {"AccountSid": ""}, {"To": STRANGER})
        got = [await door(town).post(door(town).form(**changed)) for changed in others]
        now = refused("account") - counted[0], refused("practice") - counted[1]
        return {(answer.status_code, answer.content) for answer in got}, everything() == before, now

    assert house(scene) == ({(403, b"")}, True, (2, 1))


def test_s3_a_report_about_another_accounts_text_changes_nothing(house, door, everything):
    async def scene(town):
        await town.says("hi")
        before = everything()
        form = door(town).form(AccountSid="AC" + "9" * 32, MessageStatus="failed", From=town.keys.texting_number)
        return (await door(town).post(form, f"/twilio/status?o={'a' * 32}")).status_code, everything() == before

    assert house(scene) == (403, True)


# --- S4 --------------------------------------------------------------------------------------------------------------


def test_s4_the_same_request_again_is_answered_200_and_does_nothing(house, door, everything):
    """1 second, 6 minutes and 29 days later: the signature has no time in it, so it is right for ever."""

    async def scene(town):
        form = door(town).form("cleaning any time please, Ana Silva 5/1/80")
        assert (await door(town).post(form)).status_code == 200
        assert "I can offer" in await town.answer()
        got = []
        for after in (timedelta(seconds=1), timedelta(minutes=6), timedelta(days=29)):
            await town.stop()
            await asyncio.sleep(after.total_seconds())
            await town.start()
            await town.answer(after=timedelta(seconds=20))  # what the office was asked at the start is in
            before, asked = everything(), town.office.calls.total()
            got += [(await door(town).post(form)).status_code for _ in range(3)]
            await asyncio.sleep(1)
            assert (everything(), town.office.calls.total()) == (before, asked)
        return got, await town.answer()

    assert house(scene) == ([200] * 9, "")


# --- S6 --------------------------------------------------------------------------------------------------------------

SPOOFED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Port": "99999",
    "X-Forwarded-For": "127.0.0.1",
    "Forwarded": "host=evil.example;proto=http",
    "X-Original-URL": "/metrics",
}


def test_s6_by_which_name_we_are_called_makes_no_difference(house, door):
    async def scene(town):
        knock, form = door(town), door(town).form()
        good, forged = knock.sign(form), knock.sign(form, base="https://evil.example")
        headers = {"Content-Type": FORM.decode(), **SPOOFED}
        return [
            (
                await town.http.post("/twilio/sms", content=urlencode(form), headers=headers | {"X-Twilio-Signature": s})
            ).status_code
            for s in (forged, good)
        ]

    assert house(scene) == [403, 200]


def test_s6_nobody_is_sent_on_to_a_host_the_caller_named(house):
    async def scene(town):
        got = [
            await town.http.get(path, headers={"Host": "evil.example"})
            for path in ("/twilio/sms/", "/metrics/", "/desk/", "/twilio/voice/")
        ]
        return {answer.status_code for answer in got}, [answer.headers.get("location") for answer in got]

    assert house(scene) == ({404}, [None] * 4)


# --- S8, S9 ----------------------------------------------------------------------------------------------------------


def test_s8_a_body_nobody_could_mean_is_refused(house, everything):
    async def scene(town):
        before, form = everything(), {"Content-Type": FORM.decode()}
        bodies = [b"x" * 10_000_000, b"&".join(b"%d=1" % n for n in range(100_000)), b"&" * 65_000]
        bodies.append(gzip.compress(b"Body=" + b"x" * 10_000_000))
        got = [
            (await town.http.post("/twilio/sms", content=body, headers=form | more)).status_code
            for body in bodies
            for more in ({}, {"Content-Encoding": "gzip"})
        ]
        return got, everything() == before

    assert house(scene) == ([413, 413, 413, 413, 400, 400, 403, 400], True)


def test_s8_no_more_is_read_of_a_large_body_than_we_would_take(house):
    async def scene(town):
        given = 0

        async def endless():
            nonlocal given
            while True:
                given += 16 * 1024
                yield b"x" * 16 * 1024

        app = town._app
        sent = []
        parts = endless()

        async def receive():
            return {"type": "http.request", "body": await anext(parts), "more_body": True}

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/twilio/sms", "query_string": b"", "headers": []}
        await app(scope, receive, send)
        return sent[0]["status"], given

    status, given = house(scene)
    assert status == 413
    assert given <= 64 * 1024 + 16 * 1024


def test_s8_a_body_that_drips_in_is_not_waited_for(house):
    async def scene(town):
        sent = []

        async def receive():
            await asyncio.sleep(3)
            return {"type": "http.request", "body": b"x", "more_body": True}

        async def send(message):
            sent.append(message)

        began = town.clock.now()
        scope = {"type": "http", "method": "POST", "path": "/twilio/sms", "query_string": b"", "headers": []}
        await town._app(scope, receive, send)
        return sent[0]["status"], town.clock.now() - began

    assert house(scene) == (408, timedelta(seconds=10))


def test_s9_a_parameter_that_comes_twice_is_refused_even_if_signed(house, door, everything):
    async def scene(town):
        before, form = everything(), door(town).form("yes")
        pairs = [*form.items(), ("Body", "no")]

        class Multi(dict):
            def getall(self, name):
                return [value for key, value in pairs if key == name]

        headers = {"Content-Type": FORM.decode(), "X-Twilio-Signature": door(town).sign(Multi(form))}
        return (
            await town.http.post("/twilio/sms", content=urlencode(pairs), headers=headers)
        ).status_code, everything() == before

    assert house(scene) == (400, True)


def test_s9_a_parameter_in_the_query_is_not_one_of_the_form(house, door):
    async def scene(town):
        form = door(town).form("hi")
        path = f"/twilio/sms?From=%2B15035550102&Body=stop&To={STRANGER}"
        answer = await door(town).post(form, path)
        return answer.status_code, bool(await town.answer(ANA)), await town.answer("+15035550102")

    assert house(scene) == (200, True, "")
