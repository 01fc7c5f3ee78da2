"""Writes bot/pretend/office/CONTRACT.md: what is documented and which tests prove it; what is guessed, and which tests turn it.

uv run python -m tests.bot.pretend.office.contract
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import bot.pretend.office as office

HERE = Path(__file__).parent
PAGE = Path(office.__file__).with_name("CONTRACT.md")
CODE = Path(office.__file__).with_name("switches.py")
_SWITCH = re.compile(r"    (?P<name>\w+): [^=]+ = (?P<default>.+?)(  # (?P<about>.+))?")
_HEAD = re.compile(r"    # --- (.+) ---")

TOP = """# The contract, and what proves it

Written by `uv run python -m tests.bot.pretend.office.contract`; a test says when it is out of date. The sections are those of
the project's reference of the Open Dental API.

## What is documented
Every line of the reference's checklist (section 23), piece by piece, and the tests in `tests/bot/pretend/office` that prove it.
Besides, `test_vendor_page.py` runs every example request of the vendor's Appointments page as it is printed.
"""
GUESSES = """
## What nobody outside the vendor knows
Each guess is a field of `Switches`, by default the reference's best guess. The tests turn it the other way.
"""


@dataclass(frozen=True)
class Switch:
    head: str  # the group it stands in
    name: str
    default: str
    about: str


def lines() -> list[dict[str, object]]:
    """The checklist: each line with its `proved`, piece -> tests as `file.test`, and a `head` where a part begins."""
    found: list[dict[str, object]] = tomllib.loads((HERE / "checklist.toml").read_text("utf-8"))["line"]
    return found


@cache
def tests() -> dict[str, str]:
    """Every test of this folder, as `file.test`, with its text: its parameters belong to it."""
    found = {}
    for path in HERE.glob("test_*.py"):
        text = path.read_text("utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                body = "\n".join(text.splitlines()[first - 1 : node.end_lineno])
                found[f"{path.stem.removeprefix('test_')}.{node.name}"] = body
    return found


def switches() -> list[Switch]:
    """The switches as they stand in the code, with their comments."""
    found, head = [], ""
    for line in CODE.read_text("utf-8").splitlines():
        if begun := _HEAD.fullmatch(line):
            head = begun[1]
        elif said := _SWITCH.fullmatch(line):
            found.append(Switch(head, said["name"], said["default"], said["about"] or ""))
    return found


def turning(switch: Switch) -> list[str]:
    """The tests that turn a switch."""
    named = re.compile(rf'\b{switch.name}=|"{switch.name}"')
    return sorted(name for name, body in tests().items() if named.search(body))


def page() -> str:
    rows = [TOP]
    for line in lines():
        if "head" in line:
            rows.append(f"### {line['head']}\n| the checklist says | proved by |\n|---|---|")
        proved = line["proved"]
        assert isinstance(proved, dict)
        rows += [f"| {_cell(piece)} | {_named(names)} |" for piece, names in proved.items()]
    rows.append(GUESSES)
    head = None
    for switch in switches():
        if switch.head != head:
            head = switch.head
            rows.append(
                f"### {head[:1].upper()}{head[1:]}\n| switch | by default | what it is about | turned by |\n|---|---|---|---|"
            )
        rows.append(f"| `{switch.name}` | `{switch.default}` | {_cell(switch.about)} | {_named(turning(switch))} |")
    return _spaced("\n".join(rows)) + "\n"


def _named(names: list[str]) -> str:
    """The tests as sentences, each with the file to find it in."""
    where = "../../../tests/bot/pretend/office"
    return "; ".join(f"[{test[5:].replace('_', ' ')}]({where}/test_{file}.py)" for file, test in (n.split(".") for n in names))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _spaced(text: str) -> str:
    """One empty line before a heading."""
    return re.sub(r"\n+(#+ )", r"\n\n\1", text)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
