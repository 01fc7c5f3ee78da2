"""The journal: what must not be lost survives crashes, other writers and another secret, and tells nothing to who finds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import Seal
from bot.store.journal import Journal, Record

SECRET, OTHER = bytes(range(32)), bytes(reversed(range(32)))
ANA, SAM = Seal(SECRET).name("ana"), Seal(SECRET).name("sam")
MAPLE, ELM = "+15035550199", "+15035550299"


def said(phone=ANA, out=True, at=1, practice=MAPLE, tag="tag"):
    return Record(tag, practice, phone, out, at, "texted STOP")


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "home", Seal(SECRET))


def file(tmp_path) -> Path:
    return tmp_path / "home" / "journal"


def words(journal, tag="tag", practices=(MAPLE,)):
    return {phone: record.out for phone, record in journal.newest(tag, practices).items()}


def test_what_was_written_is_read_by_the_next_process(journal, tmp_path):
    journal.write(said())
    assert Journal(tmp_path / "home", Seal(SECRET)).newest("tag", (MAPLE,)) == {ANA: said()}


def test_an_empty_home_has_nothing_to_say(journal):
    assert words(journal) == {}


def test_of_a_number_the_newest_word_counts_wherever_it_stands(journal):
    journal.write(said(at=5, out=False), said(at=1), said(SAM, at=3), said(SAM, at=2, out=False))
    assert words(journal) == {ANA: False, SAM: True}


def test_every_cut_of_the_last_line_loses_that_line_alone_and_nothing_that_follows(journal, tmp_path):
    journal.write(said(at=1))
    first = file(tmp_path).read_bytes()
    journal.write(said(SAM, at=2))
    whole = file(tmp_path).read_bytes()
    for length in range(len(first), len(whole)):
        file(tmp_path).write_bytes(whole[:length])
        assert ANA in words(journal)
        journal.write(said(ANA, at=3, out=False))
        assert words(journal)[ANA] is False


def test_a_line_of_rubbish_or_of_another_secret_is_passed_over(journal, tmp_path):
    Journal(tmp_path / "home", Seal(OTHER)).write(said(SAM))
    with file(tmp_path).open("ab") as opened:
        opened.write(b"\x00\xff rubbish\n\n" + b"A" * 40 + b"\n")
    journal.write(said())
    assert words(journal) == {ANA: True}


def test_only_the_words_said_to_this_office_count(journal):
    journal.write(said(practice=ELM, tag="elm"), said(SAM, practice=MAPLE, tag="an older key of ours"))
    assert words(journal) == {SAM: True}


def test_what_the_store_told_without_a_practice_counts_for_its_office(journal):
    journal.write(said(practice=""), said(SAM, practice="", tag="elm"))
    assert words(journal) == {ANA: True}


def test_whoever_finds_the_file_learns_nothing_and_it_is_for_this_user_alone(journal, tmp_path):
    journal.write(said())
    data = file(tmp_path).read_bytes()
    for tell in (ANA, MAPLE, "5035550101", "STOP", "true", "out"):
        assert tell.encode() not in data
    assert file(tmp_path).stat().st_mode & 0o777 == 0o600


def test_the_record_is_on_the_disk_when_write_returns(journal, tmp_path, monkeypatch):
    order = []
    write, fsync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda fd, data: (order.append("write"), write(fd, data))[1])
    monkeypatch.setattr(os, "fsync", lambda fd: (order.append("fsync"), fsync(fd))[1])
    journal.write(said())
    assert order == ["write", "fsync", "fsync"]  # the file, and the folder that names it
    order.clear()
    journal.write(said())
    assert order == ["write", "fsync"]


def test_a_disk_that_takes_only_a_part_at_a_time_gets_the_whole(journal, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:7]))
    journal.write(said(), said(SAM))
    assert set(words(journal)) == {ANA, SAM}


WRITER = """
import sys
from pathlib import Path
from bot.store.journal import Journal, Record
from bot.store import Seal
journal = Journal(Path(sys.argv[1]), Seal(bytes(range(32))))
for n in range(60):
    journal.write(Record("tag", "", f"{sys.argv[2]}-{n}", True, 1))
"""


def test_several_processes_append_at_once_and_no_record_is_lost(journal, tmp_path):
    home = str(tmp_path / "home")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, home, str(n)]) for n in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert len(words(journal)) == 180


def test_a_home_that_cannot_be_written_is_found_at_the_start(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="home"):
        Journal(tmp_path / "home", Seal(SECRET)).check()
