"""What is wrong is one sentence, whole, and exit code 2."""

import pytest

from bot import cli
from bot.practice import BadOfficeFile
from bot.settings import BadSettings

SENTENCES = (
    BadOfficeFile('maple.toml: [hours] monday holds "8-5": write hours of a 24-hour clock.'),
    BadOfficeFile("maple.toml: [[reasons]] 2 name is missing."),
    BadSettings("[/]: No such file or directory."),
)


def said(error, monkeypatch, capsys):
    def fails():
        raise error

    monkeypatch.setattr(cli, "app", fails)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    return " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("error", SENTENCES)
def test_a_sentence_is_printed_as_it_stands_with_its_brackets(error, monkeypatch, capsys):
    assert said(error, monkeypatch, capsys) == f"chairside: {error}"


@pytest.mark.parametrize("kind", [PermissionError, FileExistsError, NotADirectoryError])
def test_a_folder_that_cannot_be_used_is_named(kind, monkeypatch, capsys):
    found = said(kind(13, "Permission denied", "/srv/[x]"), monkeypatch, capsys)
    assert found == "chairside: /srv/[x] cannot be used (Permission denied): set CHAIRSIDE_HOME to a folder of yours."


def test_a_fault_that_is_no_folders_is_not_taken_for_one(monkeypatch):
    def fails():
        raise ConnectionResetError(104, "Connection reset by peer")

    monkeypatch.setattr(cli, "app", fails)
    with pytest.raises(ConnectionResetError):
        cli.main()
