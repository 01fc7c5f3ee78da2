"""The matrix is whole, and every test it names is there."""

import re
from pathlib import Path

from tests.security.test_list import ROOT, functions

HERE = Path(__file__).parent
PAGE = (HERE / "matrix.md").read_text()
ROWS = re.findall(r"^\| ([A-Z]\d+) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)
# Rows of reference/guarantees.md: figures (7), crash points, office, what comes in, what goes out, store, combinations (6).
SO_MANY = {"F": 24, "C": 18, "O": 14, "I": 13, "T": 11, "R": 9, "X": 10}


def test_every_row_stands_once_and_in_order():
    assert [row[0] for row in ROWS] == [f"{letter}{n}" for letter, many in SO_MANY.items() for n in range(1, many + 1)]


def test_every_row_names_a_test_or_says_what_it_waits_for():
    for row, _, proof in ROWS:
        assert re.search(r"`[\w/]+\.py", proof) or proof == "waits for voice" or "`.ci/run`" in proof, row


def test_every_test_that_the_page_names_is_there():
    for file, name in re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", PAGE):
        path = ROOT / file if file.startswith("tests/") else HERE / file
        assert path.exists(), file
        assert not name or name in functions(path), (file, name)
