"""`chairside chat`: be a patient in the terminal.

If a demo runs in this folder, its conversation goes on here; else one is started for as long as the chat lasts. Lines may be
typed or piped in: of piped ones the next is sent when the last was answered.
"""

from __future__ import annotations

import asyncio
import re
import socket
import sys
import threading
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import httpx
from rich.console import Console
from rich.markup import escape

from bot import logs, serving
from bot.demo import Demo
from bot.pretend.taken import served_in, taken
from bot.settings import BadSettings
from bot.store import embedded

out = Console(highlight=False)

DEMO = "http://localhost:8000"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
LOOK_EVERY_S = 0.3
ANSWER_WITHIN_S = 20.0  # a piped line waits so long for the answer to the one before
QUIET_S = 2.0  # so long after the last text a conversation is taken to be quiet


def run(phone: str, at: str | None, home: Path) -> None:
    """Chat until the end of input. Raises BadSettings, NoServer."""
    logs.start(pretty=True)
    if not E164.fullmatch(phone):
        raise BadSettings(f"--as: a phone number is written like +15035550101, not {phone!r}.")
    if at is not None and not _answers(at):
        raise BadSettings(f"--at: no demo answers at {at}: `chairside demo` prints where it is.")
    if at is None and (found := served_in(home)) is not None:
        at = found.url
    if at is None and _answers(DEMO):
        at = DEMO
    if at is not None:
        out.print(f"[dim]In the demo at {escape(at)}. You hold {phone}. Ctrl-D ends.[/]")
        try:
            asyncio.run(_chat(at, phone))
        except httpx.TransportError:
            out.print("\nThe demo has ended.")
        return
    with (
        serving.listening("127.0.0.1", 0) as (sock, port),
        taken(home, "chat", f"http://localhost:{port}"),
        embedded.start(home) as server,
    ):
        demo = Demo(home, port, server.url, name="chat")
        out.print(f"[dim]A pretend office of your own. You hold {phone}. Ctrl-D ends.[/]")
        asyncio.run(_alone(demo, serving.Server(serving.config(demo.app())), sock, phone))


def _answers(at: str) -> bool:
    try:
        return httpx.get(f"{at}/pretend/changes", timeout=5.0, trust_env=False).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


async def _alone(demo: Demo, server: serving.Server, sock: socket.socket, phone: str) -> None:
    serving_it = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        with suppress(httpx.TransportError):  # Ctrl-C ends the demo under us
            await _chat(demo.url, phone)
    finally:
        server.should_exit = True
        await serving_it


async def _chat(at: str, phone: str) -> None:
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=at, timeout=10.0, trust_env=False))
        await Chat(http, phone, _typed()).run()


def _typed() -> asyncio.Queue[str | None]:
    """Read standard input line by line, without holding anything up; None is its end."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.strip())
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return lines


class Chat:
    """One phone, on a terminal."""

    def __init__(self, http: httpx.AsyncClient, phone: str, lines: asyncio.Queue[str | None]) -> None:
        self._http = http
        self._phone = phone
        self._lines = lines
        self._shown = 0
        self._typing = sys.stdin.isatty()

    async def run(self) -> None:
        self._shown = len(await self._texts())
        while (line := await self._next()) is not None:
            if not line:
                continue
            if not self._typing:
                out.print(f"[bold]you[/]  {escape(line)}")
            await self._send(line)
            await self._answered(ANSWER_WITHIN_S)
        await self._answered(QUIET_S)

    async def _next(self) -> str | None:
        """Return the next line; meanwhile show what comes in."""
        if self._typing:
            out.print("[bold]you[/]  ", end="")
        waiting = asyncio.ensure_future(self._lines.get())
        while not (await asyncio.wait({waiting}, timeout=LOOK_EVERY_S))[0]:
            await self._show()
        return waiting.result()

    async def _send(self, line: str) -> None:
        answer = await self._http.post("/pretend/texts", json={"from": self._phone, "body": line})
        if not answer.is_success:
            out.print(str(answer.json().get("error", answer.status_code)), style="red", markup=False)

    async def _answered(self, within_s: float) -> None:
        """Show what comes in, until an answer came and nothing more follows, or the time is up."""
        loop = asyncio.get_running_loop()
        until, answered_at = loop.time() + within_s, None
        while loop.time() < until and (answered_at is None or loop.time() < answered_at + QUIET_S / 2):
            if await self._show():
                answered_at = loop.time()
                until = max(until, answered_at + QUIET_S)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _show(self) -> bool:
        texts = await self._texts()
        fresh = [text for text in texts[self._shown :] if text["direction"] == "received"]
        self._shown = len(texts)
        for text in fresh:
            out.print(f"\r[bold cyan]them[/] {escape(text['body'])}")
        if fresh and self._typing:
            out.print("[bold]you[/]  ", end="")
        return bool(fresh)

    async def _texts(self) -> list[dict[str, str]]:
        found = await self._http.get(f"/pretend/phones/{self._phone}")
        return list(found.raise_for_status().json()["texts"])
