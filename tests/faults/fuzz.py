"""`python -m tests.faults.fuzz --requests 200000`: requests nobody should send, to every route of the real application.

Three runs, one seed. `fuzz`: the bot's routes, in virtual time, on a real store. A quarter of the requests comes with the right
signature or token and odd contents, so that it gets deep. After each batch nobody has seen a 5xx, no exception came out, no
message was "poisoned", and what was not signed changed nothing in the store (all keys and values before and after are the same)
and asked it nothing. Memory is measured after a warm-up and at the end. `fuzz_demo`: the demo's routes. `fuzz_sockets`: broken
HTTP over real sockets. What came of it stands in tests/security/README.md.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random

from starlette.applications import Starlette

from bot import metrics, serving
from bot.app import asgi, running
from bot.practice import parse_practice
from bot.pretend.keys import Keys, office_file
from bot.settings import Settings, SlackSettings
from bot.store import read_secret
from tests.faults.running import store
from tests.house import play
from tests.security import pretend, raw
from tests.security.asking import READY, CountedRedis, Report, ask, listening_to_logs, memory
from tests.security.asks import Ask, Draw, Who
from tests.security.strangers import unsigned
from tests.security.vendors import Vendors
from tests.security.wholly import whole
from tests.virtual import VirtualRedis, run

URL = "http://127.0.0.1:1"
BATCH = 2000
SIGNED = 4  # one in four
TOGETHER = 20
WARM = 5  # one fifth of the run
ANSWERED, SETTLED = timedelta(seconds=3), timedelta(minutes=5)  # of virtual time
DEMO, SOCKETS = 10, 50  # one request there for so many here
FORGET = Ask("forget", path=b"/pretend/faults", headers=(pretend.LOCAL,), body=b"{}")


def fuzz(requests: int, seed: int, url: str, home: Path, say=lambda line: None) -> Report:
    """Send so many requests to the bot's routes, in virtual time, on a real store."""
    report, keys, vendors = Report(), Keys.fresh(), Vendors()

    async def scene(clock):
        client = CountedRedis.from_url(url)
        await client.flushall()
        offices = (_office(keys, clock.now().date()),)
        mine = {"clock": clock, "http": vendors.http, "client": client, "look_every": timedelta(hours=1)}
        asyncio.get_running_loop().set_exception_handler(lambda _, context: report.wrong.append(f"loop: {context['message']}"))
        async with running(_settings(keys, home), offices, "", **mine) as bot:
            app = Starlette(routes=bot.routes())
            app.router.redirect_slashes = False
            draw = Draw(Random(seed), Who(URL, keys.auth_token, keys.account_sid, keys.desk_token, keys.texting_number))
            with _digests(url) as digest:
                await _batches(app, draw, client, clock, digest, requests, report, say)
        await client.aclose()

    poisoned = _poisoned()
    with listening_to_logs() as ears:
        run(scene)
    report.wrong += ears.errors
    if _poisoned() != poisoned:
        report.wrong.append(f"{_poisoned() - poisoned} messages were poisoned")
    report.texts, report.booked = vendors.asked["POST Messages.json"], vendors.asked["POST WebSched"]
    return report


@contextmanager
def _digests(url: str):
    """Give a look at the whole store. It is taken in another process: its memory is not ours to measure."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        yield lambda: pool.submit(whole, url).result()


async def _batches(app, draw, client, clock, digest, requests, report, say) -> None:
    done, warm = 0, 0
    while done < requests:
        size = min(BATCH, requests - done)
        before = client.asked
        for _ in range(0, size // SIGNED, TOGETHER):
            await asyncio.gather(*(ask(app, draw.signed(), report) for _ in range(TOGETHER)))
            await clock.sleep(ANSWERED)
        await clock.sleep(SETTLED)
        report.commands["signed"] += client.asked - before
        await _remember(draw, client)
        await _quiet(client, clock)
        state, before = digest(), client.asked
        readies = report.answers[READY]
        for _ in range(size - size // SIGNED):
            await ask(app, unsigned(draw), report)
        if digest() != state:
            report.wrong.append("what nobody signed changed the store")
        asked = client.asked - before - (report.answers[READY] - readies)
        report.commands["unsigned"] += asked
        if asked:
            report.wrong.append(f"what nobody signed asked the store {asked} times")
        done += size
        if done * WARM >= requests and not warm:
            warm = memory()
        say(f"{done} of {requests}, {len(report.wrong)} wrong")
    report.grown = memory() / warm - 1


async def _quiet(client, clock) -> None:
    """Wait for a moment in which nothing is under way: what changes then was changed by what is sent.

    Not at a whole second, for then the bot may begin what is due at that very instant.
    """
    asked = -1
    while asked != client.asked:
        asked = client.asked
        await clock.sleep(timedelta(seconds=2, milliseconds=7))


async def _remember(draw, client) -> None:
    """Let the reports be about texts that there are, and the desk's presses about cards that there are."""
    async for key in client.scan_iter(match="*:fx:*", count=5000):
        draw.effects.append(key.decode().rsplit(":", 1)[-1])
    async for key in client.scan_iter(match="*:card_numbers", count=5000):
        draw.card = int(await client.get(key))


def _office(keys: Keys, today: date):
    return parse_practice(office_file(keys).replace("calls = 1.0", "calls = 0"), "office.toml", today=today)


def _settings(keys: Keys, home: Path) -> Settings:
    return Settings(
        home=home,
        offices=home,
        secret=read_secret(keys.secret),
        redis_url="",
        public_url=URL,
        opendental_url=f"{URL}/api/v1",
        opendental_developer_key=keys.developer_key,
        opendental_customer_key=keys.customer_key,
        twilio_account_sid=keys.account_sid,
        twilio_auth_token=keys.auth_token,
        twilio_api_url=URL,
        desk_token=keys.desk_token,
        slack=SlackSettings(keys.slack_bot_token, keys.slack_signing_secret, api_url=f"{URL}/api/"),
    )


def fuzz_demo(requests: int, seed: int, url: str, home: Path) -> Report:
    """Send so many to the demo's routes: the pretend vendors beside the bot."""
    report = Report()

    async def scene(town):
        app = Starlette(routes=[*town.bot.routes(), *town.world.routes()])
        draw = pretend.Draw(Random(seed), town.keys)
        for n in range(requests):
            request = draw.ask()
            await ask(app, request, report)
            if request.path.endswith(b"/faults"):  # or the next 504 would be the planned one
                await ask(app, FORGET, Report())
            if n % TOGETHER == 0:
                await town.clock.sleep(timedelta(seconds=5))

    poisoned = _poisoned()
    with listening_to_logs():
        play(scene, lambda: VirtualRedis.from_url(url), home)
    if _poisoned() != poisoned:
        report.wrong.append(f"{_poisoned() - poisoned} messages were poisoned")
    return report


def fuzz_sockets(callers: int, seed: int, url: str, home: Path) -> Report:
    """Let so many callers send bytes that are no proper HTTP, one after the other, to the server as it is served."""
    report, random, keys = Report(), Random(seed), Keys.fresh()
    (home / "office.toml").write_text(office_file(keys))
    with listening_to_logs() as ears, _served(asgi(_settings(keys, home), url, role="web")) as port:
        state = whole(url)
        for _ in range(callers):
            sent = raw.draw(random)
            statuses = re.findall(rb"HTTP/1\.1 (\d{3}) ", _call(port, sent))
            report.sent["raw"] += 1
            report.answers[f"raw: {statuses[0].decode() if statuses else 'hung up'}"] += 1
            if any(status >= b"500" for status in statuses):
                report.wrong.append(f"raw: {statuses}: {sent!r:.300}")
        if b" 200 OK" not in _call(port, b"GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"):
            report.wrong.append("after all this the server does not answer any more")
        if whole(url) != state:
            report.wrong.append("what nobody signed changed the store")
    report.wrong += ears.errors
    return report


def _call(port: int, sent: bytes) -> bytes:
    heard = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=15) as caller:
        caller.sendall(sent)
        caller.shutdown(socket.SHUT_WR)
        while part := caller.recv(65536):
            heard += part
    return heard


@contextmanager
def _served(app: Starlette):
    """Serve the application in a thread of its own, and give the port."""
    with serving.listening("127.0.0.1", 0) as (sock, port):
        server = serving.Server(serving.config(app))
        thread = threading.Thread(target=lambda: server.run(sockets=[sock]))
        thread.start()
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join()


def _poisoned() -> float:
    return metrics.POISONED._value.get()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with store() as url, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        reports = (
            fuzz(asked.requests, asked.seed, url, home, say=lambda line: print(line, file=sys.stderr)),
            fuzz_demo(asked.requests // DEMO, asked.seed, url, home),
            fuzz_sockets(asked.requests // SOCKETS, asked.seed, url, home),
        )
    for report in reports:
        print("\n".join(report.lines()), end="\n\n")
    return 1 if any(report.wrong or report.grown >= 0.05 for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main())
