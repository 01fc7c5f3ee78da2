"""The list of all pages in the README of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).parent / "README.md"
_INDEX = re.compile(r"(?<=<!-- index -->\n).*?(?=<!-- end -->)", re.DOTALL)


def listed(pages: list[Path]) -> str:
    """Return the README with every page and what it shows: its first line."""
    return _INDEX.sub(lambda _: "".join(_lines(pages)), README.read_text())


def _lines(pages: list[Path]) -> Iterator[str]:
    yield "| page | what it shows |\n|---|---|\n"
    for page in pages:
        shows = page.read_text().partition("\n")[0].replace("|", "/")
        yield f"| `{page.parent.name}/{page.stem}` | {shows} |\n"


def named() -> set[str]:
    """Return every page that the table of rows names."""
    return set(re.findall(r"`(\w+/\w+)`", README.read_text().partition("## Every page")[0]))
