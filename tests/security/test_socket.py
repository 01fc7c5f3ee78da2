"""Over a real socket: what is slow, endless or no HTTP at all. S8, S6. The fuzz run sends thousands more."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot import connection, serving, web
from tests.security.asking import listening_to_logs


async def tell(request: Request):
    """Say what the application believes about the caller, after reading the body as our own routes do."""
    try:
        size = len(await web.bounded(request))
    except web.TooLarge:
        return JSONResponse({}, 413)
    except web.NotWhole:
        return JSONResponse({}, 408)
    return JSONResponse({"size": size, "scheme": request.url.scheme, "client": request.client.host})


@asynccontextmanager
async def listening(answer=tell):
    """Serve one route as `chairside serve` serves all of them, and give a way to talk to it in bytes."""
    server = serving.Server(serving.config(Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])))
    with serving.listening("127.0.0.1", 0) as (sock, port):
        running = asyncio.create_task(server.serve(sockets=[sock]))
        try:
            yield lambda: asyncio.open_connection("127.0.0.1", port)
        finally:
            server.should_exit = True
            await running


async def said(connect, *parts):
    """Send these bytes, and return whatever comes until the other side hangs up."""
    reader, writer = await connect()
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


@pytest.fixture
def soon(monkeypatch):
    """What takes seconds takes a moment."""
    monkeypatch.setattr(connection, "HEAD_TAKES", timedelta(milliseconds=300))
    monkeypatch.setattr(web, "BODY_TAKES", timedelta(milliseconds=300))


@pytest.mark.parametrize("begun", [b"", b"POST / HT", b"GET / HTTP/1.1\r\nhost: x\r\nx: ", b"\r\n"], ids=repr)
async def test_s8_who_never_ends_the_head_of_a_request_is_hung_up_on(soon, begun):
    async with listening() as connect:
        heard = await said(connect, begun)
    assert heard.endswith(b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")


async def test_s8_a_head_that_drips_in_a_byte_at_a_time_is_hung_up_on(soon):
    async with listening() as connect:
        reader, writer = await connect()
        heard = asyncio.create_task(reader.read())
        for byte in b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 9999:
            if heard.done():
                break
            writer.write(bytes([byte]))
            await asyncio.sleep(0.02)
        assert b" 408 " in await heard
        writer.close()


@pytest.mark.parametrize("endless", [b"x", b"GET /" + b"x", b"GET / HTTP/1.1\r\nx: y", b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 3])
async def test_s8_a_head_without_end_is_refused_after_64_kib(endless):
    async with listening() as connect:
        reader, writer = await connect()
        heard, sent = asyncio.create_task(reader.read()), 0
        writer.write(endless)
        try:
            while not heard.done() and sent < 50_000_000:
                writer.write(b"y: z\r\n" * 500 if endless.endswith(b"\n") else b"y" * 3000)
                sent += 3000
                await writer.drain()
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        answer = await asyncio.gather(heard, return_exceptions=True)
        writer.close()
    assert sent < 8_000_000  # what both sides of a socket hold, and no more
    assert not isinstance(answer[0], bytes) or not answer[0] or b" 431 " in answer[0] or b" 400 " in answer[0]


async def test_s8_a_body_that_never_comes_is_408(soon):
    async with listening() as connect:
        heard = await said(connect, b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 100\r\n\r\nBody=x")
    assert heard.startswith(b"HTTP/1.1 408 ")


async def test_s8_ten_megabytes_are_413_and_mostly_not_even_read():
    async with listening() as connect:
        head = b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10000000\r\n\r\n"
        heard = await said(connect, head + b"x" * 100_000)
    assert heard == b"" or heard.startswith(b"HTTP/1.1 413 ")


async def test_s8_a_body_of_64_kib_in_one_piece_is_read():
    async with listening() as connect:
        head = b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 65536\r\n\r\n"
        assert b'"size":65536' in await said(connect, head + b"x" * 65_536)


async def test_s8_many_idle_callers_keep_nobody_out(soon):
    async with listening() as connect:
        idle = [await connect() for _ in range(200)]
        assert b" 200 " in await said(connect, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        assert {b" 408 " in await reader.read() for reader, _ in idle} == {True}
        for _, writer in idle:
            writer.close()


async def test_s6_what_a_caller_says_about_itself_is_not_believed():
    async with listening() as connect:
        spoofed = b"x-forwarded-for: 1.2.3.4\r\nx-forwarded-proto: https\r\nx-forwarded-host: evil.example\r\n"
        heard = await said(connect, b"GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n" + spoofed + b"\r\n")
    assert b'"scheme":"http","client":"127.0.0.1"' in heard


@pytest.mark.parametrize(
    "smuggled",
    [
        b"content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nhost: y\r\n\r\n",
        b"content-length: 3\r\ncontent-length: 4\r\n\r\na=bc",
        b"transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"transfer-encoding : chunked\r\n\r\n0\r\n\r\n",
    ],
)
async def test_s8_a_request_that_two_readers_would_cut_differently_is_refused(soon, smuggled):
    async with listening() as connect:
        heard = await said(connect, b"POST / HTTP/1.1\r\nhost: x\r\n" + smuggled)
    assert b"HTTP/1.1 400 " in heard
    assert b" 200 " not in heard


def test_s8_rubbish_behind_good_requests_hangs_up_and_fills_no_log():
    async def slow(_: Request):
        await asyncio.sleep(0.1)
        return JSONResponse({})

    async def scene():
        async with listening(slow) as connect:
            heard = await said(connect, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n" * 3 + b"\x00rubbish\r\n\r\n")
            await asyncio.sleep(0.3)
            return heard

    with listening_to_logs() as ears:
        heard = uvloop.run(scene())  # as it is served: there a write after the end is an error
    assert b" 400 " in heard
    assert ears.errors == []
