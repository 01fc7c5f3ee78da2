"""One request, one answer: what failed before the request left, what after, and that nothing is followed, kept or endless."""

import asyncio
import socket
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wire
from bot.wire import Answer, NoAnswer, NotWritten, exchange, retry_after

LONG = timedelta(seconds=30)
SHORT = timedelta(milliseconds=200)


@asynccontextmanager
async def client(handler=None):
    async with httpx.AsyncClient(transport=httpx.MockTransport(handler) if handler else None, trust_env=False) as http:
        yield http


@asynccontextmanager
async def server(answer):
    """A server that hands each connection to `answer`; gives its address and what it has read."""
    heard, tasks = [], []

    async def serve(reader, writer):
        tasks.append(asyncio.current_task())
        try:
            heard.append(await reader.read(65536))
            await answer(writer)
        except (asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", heard
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def failing(error):
    def handle(request):
        raise error

    return handle


@pytest.mark.parametrize("error", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")])
async def test_what_fails_before_the_first_byte_was_never_written(error):
    async with client(failing(error)) as http:
        with pytest.raises(NotWritten, match=type(error).__name__):
            await exchange(http, "POST", "https://vendor.example/", takes=LONG)


@pytest.mark.parametrize(
    "error",
    [
        httpx.WriteError("x"),
        httpx.WriteTimeout("x"),
        httpx.ReadError("x"),
        httpx.ReadTimeout("x"),
        httpx.CloseError("x"),
        httpx.RemoteProtocolError("x"),
        httpx.LocalProtocolError("x"),
        httpx.DecodingError("x"),
        httpx.ProxyError("x"),
        TimeoutError(),
    ],
)
async def test_what_fails_later_may_have_arrived(error):
    async with client(failing(error)) as http:
        with pytest.raises(NoAnswer, match=type(error).__name__):
            await exchange(http, "POST", "https://vendor.example/", takes=LONG)


async def test_a_closed_port_was_never_written_to():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and not listening
        async with client() as http:
            with pytest.raises(NotWritten):
                await exchange(http, "POST", f"http://127.0.0.1:{taken.getsockname()[1]}/", takes=LONG, content=b"x")


async def test_a_failed_handshake_was_never_written_to():
    async def nonsense(writer):
        writer.write(b"this is not TLS, whatever you think\r\n\r\n")
        await writer.drain()

    async with server(nonsense) as (url, heard), client() as http:
        with pytest.raises(NotWritten):
            await exchange(http, "POST", url.replace("http", "https"), takes=LONG, content=b"the booking")
    assert b"the booking" not in b"".join(heard)


async def test_a_connection_that_breaks_after_the_request_was_perhaps_heard():
    async def hang_up(_):
        return

    async with server(hang_up) as (url, heard), client() as http:
        with pytest.raises(NoAnswer):
            await exchange(http, "POST", url, takes=LONG, content=b"the booking")
    assert b"the booking" in b"".join(heard)


async def test_half_an_answer_is_no_answer():
    async def half(writer):
        writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{")
        await writer.drain()

    async with server(half) as (url, _), client() as http:
        with pytest.raises(NoAnswer):
            await exchange(http, "POST", url, takes=LONG)


async def test_an_answer_that_drips_in_does_not_take_for_ever():
    async def drip(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.01)  # each byte is well within any time-out of a single read

    async with server(drip) as (url, _), client() as http:
        with pytest.raises(NoAnswer, match="TimeoutError"):
            await exchange(http, "GET", url, takes=SHORT)


async def test_an_answer_without_end_is_cut_off_and_its_connection_given_up():
    given = 0

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self):
            nonlocal given
            while True:
                given += 1
                yield b"x" * 65536

    async with client(lambda _: httpx.Response(200, stream=Endless())) as http:
        with pytest.raises(NoAnswer, match="TooLarge"):
            await exchange(http, "GET", "https://vendor.example/", takes=LONG)
    assert given <= wire.LARGEST_ANSWER // 65536 + 1


async def test_a_redirect_is_an_answer_and_is_not_followed():
    asked = []

    def handle(request):
        asked.append(str(request.url))
        return httpx.Response(307, headers={"Location": "https://elsewhere.example/"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle), follow_redirects=True) as http:
        answer = await exchange(http, "POST", "https://vendor.example/", takes=LONG, auth=("user", "secret"))
    assert answer.status == 307
    assert asked == ["https://vendor.example/"]


async def test_no_session_is_kept_between_two_requests():
    cookies = []

    def handle(request):
        cookies.append(request.headers.get("Cookie"))
        return httpx.Response(200, headers={"Set-Cookie": "session=1; Path=/"})

    async with client(handle) as http:
        for _ in range(2):
            await exchange(http, "GET", "https://vendor.example/", takes=LONG)
    assert cookies == [None, None]


async def test_the_answer_is_asked_for_unpacked_and_read_whole():
    seen = {}

    def handle(request):
        seen.update(request.headers)
        return httpx.Response(200, json=["é"])

    async with client(handle) as http:
        answer = await exchange(http, "GET", "https://vendor.example/", takes=LONG, headers={"X-Mine": "1"})
    assert answer == Answer(200, '["é"]'.encode())
    assert (seen["accept-encoding"], seen["x-mine"]) == ("identity", "1")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), ("0", 0.5), ("1.5", 1.5), ("86400", 300), ("9" * 400, 300), ("Wed, 21 Oct 2026 07:28:30 GMT", 30)],
)
def test_a_wait_is_seconds_or_a_date_and_never_longer_than_five_minutes(said, seconds):
    headers = httpx.Headers({"Retry-After": said, "Date": "Wed, 21 Oct 2026 07:28:00 GMT"})
    assert retry_after(headers) == timedelta(seconds=seconds)


@pytest.mark.parametrize("said", ["", "soon", "-5", "nan", "inf", "1e3", "٣", ".", "Wed, 99 Oct 2026 07:28:30 GMT"])
def test_a_wait_that_cannot_be_understood_was_not_said(said):
    assert retry_after({"Retry-After": said, "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}) is None


def test_a_date_without_the_senders_clock_says_nothing():
    assert retry_after({"Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT"}) is None


@settings(deadline=None)
@given(st.text(max_size=40), st.one_of(st.text(max_size=40), st.datetimes(timezones=st.timezones()).map(format_datetime)))
def test_no_wait_however_odd_is_anything_but_a_wait_in_bounds(said, date):
    wait = retry_after({"Retry-After": said, "Date": date})
    assert wait is None or timedelta(seconds=0.5) <= wait <= timedelta(minutes=5)
