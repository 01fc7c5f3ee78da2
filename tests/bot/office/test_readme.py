"""The tables of bot/office/README.md are true: each method is there, used where it says, and proved by tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bot.office.client import Office
from tests.bot.office.recorded import APPOINTMENTS

ROOT = Path(__file__).parents[3]
NOWHERE = "nowhere yet"


def tables():
    """Each row of both tables: method, names in Office, carried out, asked for, proved by."""
    text = (ROOT / "bot/office/README.md").read_text()
    text = text[text.index("## The fourteen methods") : text.index("## Why it is so")]
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| method")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


ROWS = tables()
each = pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


@cache
def calls():
    """Where each method of an office is called: {name: {file}}. The pretend vendors have an office of their own."""
    found = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith(("bot/office/", "bot/pretend/")):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and _is_an_office(node.value):
                found.setdefault(node.attr, set()).add(where)
    return found


def _is_an_office(node):
    return (isinstance(node, ast.Name) and node.id == "office") or (isinstance(node, ast.Attribute) and node.attr == "office")


@cache
def proofs():
    """Every test there is: "test_reads.py::test_one"."""
    files = (ROOT / "tests").rglob("test_*.py")
    return {
        f"{path.name}::{node.name}"
        for path in files
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_all_fourteen_are_there_and_no_other():
    assert [row[0] for row in ROWS[:14]] == list(APPOINTMENTS)
    assert all(row[0].split(" ")[1].startswith("/") for row in ROWS[14:])


def test_every_method_of_the_office_stands_in_one_row():
    named = [name for row in ROWS for name in quoted(row[1])]
    assert sorted(named) == sorted(name for name in dir(Office) if not name.startswith("_"))


@each
def test_it_is_carried_out_where_the_table_says_and_nowhere_else(row):
    """A method that came into use, or fell out of it, makes the table wrong: here it says so."""
    used = set().union(*(calls().get(name, set()) for name in quoted(row[1])))
    assert row[2] == NOWHERE or quoted(row[2])
    assert set(quoted(row[2])) == used


@each
def test_no_method_is_there_for_show(row):
    assert row[3]
    if row[2] == NOWHERE:
        assert row[3].startswith("later")
    for path in (path for path in quoted(row[3]) if path.endswith(".py")):
        assert (ROOT / path).exists()


@each
def test_each_of_its_proofs_exists(row):
    assert quoted(row[4])
    assert set(quoted(row[4])) <= proofs()
