"""The second durable place: who said STOP, and who took it back, and which practice is paused, in a file. Append only.

One record a line, sealed under CHAIRSIDE_SECRET, on the disk before the store is told. A phone stands there as its digest, so
that the journal can be brought up to date from the store, which knows no more, and names nobody even to whoever opens it.
Several processes may append at once. A line that was cut short by a crash is passed over; its record was never promised.
"""

from __future__ import annotations

import fcntl
import os
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec
import structlog
from msgspec import Struct

from bot import metrics
from bot.store.rows import Consent
from bot.store.seal import Seal, Unreadable

log = structlog.get_logger()

NAME = "journal"
_ABOUT = "journal"


class Record(Struct, frozen=True, omit_defaults=True):
    """One word of one phone; or of a practice itself, which is paused (`out`) or not."""

    tag: str  # the office's, as in the store
    practice: str  # its texting number; "" if the store told us and does not know
    phone: str  # a `phone_digest`; "": the practice's own switch
    out: bool
    at_ms: int
    why: str = ""  # never in the patient's words; of a switch, who set it


_dump = msgspec.json.Encoder().encode
_load = msgspec.json.Decoder(Record).decode


class Journal:
    """The journal under one home folder. Raises OSError where the disk does."""

    def __init__(self, home: Path, seal: Seal) -> None:
        self._path = home / NAME
        self._seal = seal

    def write(self, *records: Record) -> None:
        """Append the records. When this returns, they are on the disk."""
        if not records:
            return
        lines = b"".join(b64encode(self._seal.seal(_dump(record), _ABOUT)) + b"\n" for record in records)
        is_new = not self._path.exists()
        file = self._opened()
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Whatever a crash has left at the end becomes a line of its own. An empty line is no harm.
            _write(file, b"\n" + lines if _is_torn(file) else lines)
            os.fsync(file)
        finally:
            os.close(file)
        if is_new:
            _sync_folder(self._path.parent)

    def check(self) -> None:
        """Make sure that it can be written, before anybody relies on it."""
        os.close(self._opened())

    def newest(self, tag: str, practices: Collection[str]) -> dict[str, Record]:
        """Return the newest word of each phone, by its digest: what was said to these practices, or to their office."""
        newest: dict[str, Record] = {}
        for record in self._records():
            before = newest.get(record.phone)
            ours = record.tag == tag or record.practice in practices
            if record.phone and ours and (before is None or record.at_ms >= before.at_ms):
                newest[record.phone] = record
        return newest

    def switches(self, practices: Collection[str]) -> dict[str, Record]:
        """Return how each of these practices was last switched, by its number."""
        found = (record for record in self._records() if not record.phone and record.practice in practices)
        return {record.practice: record for record in sorted(found, key=lambda record: record.at_ms)}

    def _records(self) -> Iterator[Record]:
        """Yield what can be read, oldest line first. What cannot was cut short, or sealed with another secret."""
        whole = self._path.read_bytes() if self._path.exists() else b""
        unreadable = 0
        for line in whole.split(b"\n"):
            if not line:
                continue
            try:
                yield _load(self._seal.open(b64decode(line, validate=True), _ABOUT))
            except (Unreadable, ValueError):
                unreadable += 1
        if unreadable:
            metrics.JOURNAL_UNREADABLE.set(unreadable)
            log.error("journal", why="records that do not open: is the key the one they were sealed with", count=unreadable)

    def _opened(self) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)


def consents(records: Collection[Record]) -> list[Consent]:
    """Return the records as the store takes them."""
    return [Consent(record.phone, record.out, record.at_ms) for record in records]


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _is_torn(file: int) -> bool:
    size = os.fstat(file).st_size
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"


def _sync_folder(folder: Path) -> None:
    """A new file survives a power cut only with its name."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
