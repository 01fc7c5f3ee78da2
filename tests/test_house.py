"""The house keeps its order: what stands at the top, and that whatever a page or a comment names is there."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOP = {"pyproject.toml", "README.md", "bot", "flows", "tests", "deploy"}
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
FILE = re.compile(r"`((?:[\w.*-]+/)*[\w.*-]+\.(?:py|md|toml|lua|txt|js|css|html|yaml|json))\b")
FOLDER = re.compile(r"`((?:[\w.-]+/)+)`")
TEST = re.compile(r"\b(test_\w+)\b(?!\.py)")
NAMED_IN_CODE = re.compile(r"(?<![\w/.])((?:bot|flows|tests|deploy)/[\w/.*-]+\.(?:py|md|toml|lua|txt|yaml))\b")


def _tracked() -> list[str]:
    return _git("ls-files", "-z")


@cache
def _standing() -> list[str]:
    """What is tracked, or will be, and stands in the tree now."""
    return [name for name in _git("ls-files", "-z", "-co", "--exclude-standard") if (ROOT / name).is_file()]


def _git(*words: str) -> list[str]:
    listed = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return listed.split("\0")[:-1]


def test_nothing_else_stands_at_the_top():
    tops = {name.split("/")[0] for name in _tracked()}
    assert {t for t in tops if not t.startswith(".")} <= TOP


def test_no_lock_file_is_kept():
    assert not {name for name in _tracked() if name.endswith((".lock", "-lock.json"))}


def test_whatever_a_page_names_is_there():
    pages = [name for name in _standing() if name.endswith(".md")]
    assert {(page, name) for page in pages for line in _lines(page) for name in _missing(page, line)} == set()
    tests = {(page, name) for page in pages for line in _lines(page) for name in TEST.findall(line)}
    assert {(page, name) for page, name in tests if name not in _tests()} == set()


def test_a_page_that_names_what_is_not_there_is_noticed():
    line = "| `bot/desk.py`, `turns/`, `nobody.py` | [a way](nowhere.md), [a page](deploy/README.md) |"
    assert set(_missing("README.md", line)) == {"nobody.py", "nowhere.md"}


def test_every_path_that_code_or_a_comment_names_is_there():
    code = [name for name in _standing() if name.endswith((".py", ".lua", ".toml", ".yaml"))]
    named = {(name, path) for name in code for path in NAMED_IN_CODE.findall((ROOT / name).read_text("utf-8"))}
    assert len(named) > 50
    assert {(name, path) for name, path in named if not _is_in(ROOT, path)} == set()


def _lines(page: str) -> list[str]:
    return (ROOT / page).read_text("utf-8").splitlines()


def _missing(page: str, line: str) -> Iterator[str]:
    """Yield what is not there. A short name is a test's, or that of a file beside the page or in a folder of the same line."""
    near = [(ROOT / page).parent, ROOT]
    named = [*LINK.findall(line), *FILE.findall(line), *FOLDER.findall(line)]
    folders = [base / name for base in near for name in named]
    folders += [folder.parent for folder in folders]
    return (
        name for name in named if name not in _test_files() and not any(_is_in(folder, name) for folder in (*near, *folders))
    )


def _is_in(folder: Path, name: str) -> bool:
    return any(folder.glob(name)) if "*" in name else (folder / name).exists()


@cache
def _test_files() -> set[str]:
    return {Path(name).name for name in _standing() if name.startswith("tests/")}


@cache
def _tests() -> set[str]:
    sources = [(ROOT / name).read_text("utf-8") for name in _standing() if re.fullmatch(r"tests/.*test_\w+\.py", name)]
    return {name for source in sources for name in re.findall(r"def (test_\w+)", source)}
