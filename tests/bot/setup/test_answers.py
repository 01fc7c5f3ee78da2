"""The file to write: its name, and that none is replaced unless told."""

import io

import pytest
from rich.console import Console

from bot.settings import BadSettings
from bot.setup import asking
from bot.setup.answers import Options, file_for, file_name
from bot.setup.asking import Asker


def asker(quietly=False):
    return Asker(Console(file=io.StringIO()), quietly=quietly)


def test_a_file_that_is_there_is_asked_again(monkeypatch, tmp_path):
    (tmp_path / "there.toml").touch()
    typed = [str(tmp_path / "there.toml"), str(tmp_path / "fresh.toml")]
    monkeypatch.setattr(asking.typer, "prompt", lambda question, **_: typed.pop(0))
    assert file_for(Options(), asker(), "office.toml") == tmp_path / "fresh.toml"


def test_a_script_is_told_and_may_insist(tmp_path):
    there = tmp_path / "there.toml"
    there.touch()
    with pytest.raises(BadSettings, match=r"--output: .* is there already"):
        file_for(Options(output=there), asker(quietly=True), "")
    assert file_for(Options(output=there, overwrite=True), asker(quietly=True), "") == there


def test_a_file_is_named_after_its_practice():
    assert file_name("Dr. O'Neill & Sons: Smiles!") == "dr-o-neill-sons-smiles.toml"
    assert file_name("歯") == "office.toml"
