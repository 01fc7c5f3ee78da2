"""Where we send things, and what we believe of the answers. S7, S14, S25, S30, S38. See also tests/bot/test_settings.py."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from dataclasses import replace

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot import app
from bot.channels.carrier import Busy, Carrier, NotSent, Unsure
from bot.pretend.carrier import sending
from bot.pretend.carrier.errors import Refusal
from bot.settings import BadSettings, read_settings
from bot.wire import NoAnswer, NotWritten, exchange
from flows.words import E164
from tests.bot.test_settings import GOOD

TAKES = dt.timedelta(seconds=5)


# --- S7 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "CHAIRSIDE_SECRET", "OPENDENTAL_DEVELOPER_KEY", "TWILIO_ACCOUNT_SID"])
def test_s7_without_a_secret_or_with_an_empty_one_nothing_starts(name):
    for environment in ({k: v for k, v in GOOD.items() if k != name}, GOOD | {name: ""}, GOOD | {name: " \n"}):
        with pytest.raises(BadSettings, match=f"{name} is not set"):
            read_settings(environment)


# --- S30 -------------------------------------------------------------------------------------------------------------


def certificate(folder, names=("localhost",), ends=dt.timedelta(days=1)):
    """Make a certificate that nobody we trust has signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    alternatives = [x509.DNSName(one) for one in names] + [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=9))
        .not_valid_after(now + ends)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "cert.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return pem


async def serving(reader, writer):
    await reader.read(1)
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]")
    writer.close()


async def test_s30_a_certificate_nobody_signed_is_refused_before_anything_is_sent(tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    server = await asyncio.start_server(serving, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server, app._http() as http:
        with pytest.raises(NotWritten):
            await exchange(http, "POST", f"https://localhost:{port}/api/v1/patients", takes=TAKES, content=b"secret")


async def test_s30_a_vendor_that_suddenly_speaks_plain_text_is_refused(tmp_path):
    seen = []

    async def plain(reader, writer):
        seen.append(await reader.read(2000))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]")
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, app._http() as http:
        with pytest.raises((NotWritten, NoAnswer)):
            await exchange(http, "POST", f"https://localhost:{port}/x", takes=TAKES, content=b"secret words")
    assert b"secret" not in b"".join(seen)


@pytest.mark.parametrize("to", ["http://evil.example/x", "https://evil.example/x", "//evil.example/x", "/elsewhere"])
async def test_s30_s14_no_answer_sends_us_anywhere_else(to):
    asked = []

    def handle(request):
        asked.append(str(request.url))
        return httpx.Response(307, headers={"Location": to, "Set-Cookie": "a=b"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as http:
        answer = await exchange(http, "POST", "https://office.example/api/v1/x", takes=TAKES, content=b"words", auth=("a", "b"))
        await exchange(http, "GET", "https://office.example/api/v1/y", takes=TAKES)
    assert answer.status == 307
    assert asked == ["https://office.example/api/v1/x", "https://office.example/api/v1/y"]


def test_s30_no_proxy_of_the_environment_gets_to_see_what_we_send(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://evil.example:3128")
    client = app._http()
    assert not client.trust_env
    assert client._mounts == {}


# --- S25 -------------------------------------------------------------------------------------------------------------


def test_s25_a_call_goes_to_the_front_desk_whatever_number_is_dictated(house, door):
    async def scene(town):
        got = []
        for dictated in ("+882160000000", "+19005550000", "sip:x@evil.example", "client:x"):
            form = door(town).form(
                CallSid="CA" + "1" * 32, From=dictated, Caller=dictated, Digits=dictated, SpeechResult=dictated
            )
            got.append((await door(town).post(form, f"/twilio/voice?to={dictated.replace('+', '%2B')}")).text)
        return {text.split("?>")[1] for text in got}

    assert house(scene) == {'<Response><Dial timeout="20">+15035550100</Dial></Response>'}


def test_s25_a_number_in_a_text_is_never_called_or_texted(house):
    async def scene(town):
        await town.says("call me at +882160000000 or text +19005550000 please")
        await town.answer()
        return sorted(number for number, texts in town.carrier.ledger.phones.items() if texts)

    assert set(house(scene)) <= {"+15035550101", "+15035550142"}


def test_s25_f24_a_country_the_account_does_not_text_to_is_tried_once_and_never_again(house):
    """Twilio's geo permissions say where texts may go (deploy/README.md, step 3); 21408 is its answer to the rest."""

    async def scene(town):
        tried, refuse = [], sending.draft

        def draft(form, media, numbers, ledger):
            tried.append(form["To"])
            return Refusal(21408, form["To"]) if form["To"].startswith("+882") else refuse(form, media, numbers, ledger)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sending, "draft", draft)
            await town.says("cleaning please", "+882160000000")
            await town.answer(after=dt.timedelta(hours=12))
        return tried, await town.cards()

    assert house(scene) == (["+882160000000"], [])


# --- S38 -------------------------------------------------------------------------------------------------------------


async def test_s38_a_token_that_was_changed_is_an_alarm_at_the_first_text_and_the_text_waits():
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(401, json={"code": 20003})))
    to = (E164("+15035550101"), E164("+15035550199"), "hi", "a" * 32, dt.timedelta(hours=4))
    result = await Carrier(http, "https://api.twilio.com", "AC", "old", "https://bot.example").send(*to)
    assert isinstance(result, Busy)
    assert "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN" in result.alarm
    assert result.retry_after <= dt.timedelta(minutes=1)
    assert not isinstance(result, NotSent | Unsure)


def test_s38_while_the_token_is_changed_webhooks_signed_with_either_are_taken():
    settings = read_settings(GOOD | {"TWILIO_AUTH_TOKEN": "n" * 32, "TWILIO_OTHER_AUTH_TOKEN": "o" * 32})
    assert settings.auth_tokens == ("n" * 32, "o" * 32)
    assert read_settings(GOOD | {"TWILIO_OTHER_AUTH_TOKEN": " "}).auth_tokens == (GOOD["TWILIO_AUTH_TOKEN"],)
    assert "oooo" not in repr(settings)


def test_s38_either_token_opens_the_door_and_no_third_one(house, door, monkeypatch):
    async def scene(town):
        await town.stop()
        settings = replace(town.settings(), twilio_other_token="the other one")
        monkeypatch.setattr(town, "settings", lambda: settings)
        await town.start()
        form = door(town).form()
        return [
            (await door(town).post(form, token=token)).status_code for token in (None, "the other one", "a third one", "None")
        ]

    assert house(scene) == [200, 200, 403, 403]
