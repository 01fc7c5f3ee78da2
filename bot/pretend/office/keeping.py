"""The office's rows in a SQLite file, so that a demo survives a restart: one table, a row a row, as JSON.

Every put is written when it happens and committed with its request. A file is for one practice; another seed starts it anew.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from bot.pretend.office.books import KINDS, Books
from bot.pretend.office.tables import Row


class Keeper:
    """Writes books through to a file, and reads them back."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The server's loop may run in another thread than the one that built it; only one of them is ever at work.
        self._file = sqlite3.connect(path, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")  # survives a killed process; a demo need not survive a power cut
        self._file.execute("CREATE TABLE IF NOT EXISTS rows (kind TEXT, number INTEGER, body BLOB, PRIMARY KEY (kind, number))")
        self._file.execute("CREATE TABLE IF NOT EXISTS practice (name TEXT)")

    def load(self, practice: str) -> Books | None:
        """Return the books in the file, or None where it holds none of that practice, or rows of an older release."""
        named = self._file.execute("SELECT name FROM practice").fetchone()
        if named is None or named[0] != practice:
            return None
        books = Books()
        try:
            for kind, body in self._file.execute("SELECT kind, body FROM rows ORDER BY kind, number"):
                books.table(kind).put(msgspec.json.decode(body, type=KINDS[kind]))
        except (msgspec.ValidationError, KeyError):
            return None
        return books

    def begin(self, books: Books, practice: str) -> None:
        """Write whole books into the file, instead of whatever it held."""
        self._file.execute("DELETE FROM rows")
        self._file.execute("DELETE FROM practice")
        self._file.execute("INSERT INTO practice VALUES (?)", (practice,))
        for kind in KINDS:
            table = books.table(kind)
            for row in table:
                number: int = getattr(row, row.__struct_fields__[0])
                self.changed(kind, number, row)
        self.commit()

    def changed(self, kind: str, number: int, row: Row | None) -> None:
        if row is None:
            self._file.execute("DELETE FROM rows WHERE kind = ? AND number = ?", (kind, number))
        else:
            self._file.execute("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", (kind, number, msgspec.json.encode(row)))

    def commit(self) -> None:
        self._file.commit()

    def close(self) -> None:
        self._file.close()
