"""One pretend world a folder: two would write the same files, each believing its own books."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

LOOK_S, LOOKS = 0.02, 50  # whoever takes it says at once what and where it is


class Served(NamedTuple):
    """What has the world of a folder: "demo", "pretend" or "chat", and where."""

    what: str
    url: str


@contextmanager
def taken(home: Path, what: str, url: str) -> Iterator[Served | None]:
    """Have the world of that folder to ourselves. Gives who has it already, if somebody has: then it is not ours."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "pretend.lock").open("a+") as file:
        while not _lock(file.fileno()):
            if (other := served_in(home)) is not None:
                yield other
                return
        file.truncate(0)
        file.write(f"{what} {url}")
        file.flush()
        yield None
        file.truncate(0)


def served_in(home: Path) -> Served | None:
    """Return what has the world of that folder. Takes nothing, and makes no folder."""
    path = home / "pretend.lock"
    for _ in range(LOOKS):
        try:
            with path.open() as file:
                if _lock(file.fileno()):
                    return None
                if len(words := file.read().split()) == 2:
                    return Served(*words)
        except FileNotFoundError:
            return None
        time.sleep(LOOK_S)
    return None


def _lock(file: int) -> bool:
    """The lock ends with its process, however that ends."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
