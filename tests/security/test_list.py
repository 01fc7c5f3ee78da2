"""The table in README.md is whole, and every test it names is there."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ROWS = re.findall(r"^\| (S\d+) \| (.*?) \| (.*?) \|$", (HERE / "README.md").read_text(), re.MULTILINE)
NONE = ("S12", "S23", "S37")  # numbers that the list passes over


def functions(path):
    return {
        node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_number_of_the_list_has_its_row():
    assert [row[0] for row in ROWS] == [f"S{n}" for n in range(1, 43) if f"S{n}" not in NONE]


def test_every_row_names_a_test_or_says_what_it_waits_for():
    for number, _, proof in ROWS:
        assert re.search(r"`[\w/]+\.py", proof) or proof.startswith("waits for "), number


def test_every_test_that_the_table_names_is_there():
    for number, _, proof in ROWS:
        for file, name in re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", proof):
            path = HERE / file if "/" not in file else ROOT / file
            assert path.exists(), (number, file)
            assert not name or name in functions(path), (number, name)


def test_every_test_of_this_folder_that_bears_a_number_is_in_the_row_of_that_number():
    files = {number: set(re.findall(r"`(\w+\.py)", proof)) for number, _, proof in ROWS}
    for path in sorted(HERE.glob("test_s*.py")) + sorted(HERE.glob("test_*.py")):
        for name in functions(path):
            for number in re.findall(r"(?<![a-z])s(\d+)(?=_)", name.removeprefix("test_")):
                assert path.name in files[f"S{number}"], (name, number)
