"""Keep the diagrams and tables in the pages the same as the code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from flows import proof
from flows.draw import diagram, names

PAGES = (Path("flows/README.md"), Path("README.md"))


def drawn(page: str) -> str:
    """Return the page with every diagram and table drawn anew between its marks."""
    for name in names():
        page = _put(page, name, f"```mermaid\n{diagram(name)}```\n")
    return _put(page, "table of proof", "\n".join(proof.markdown()) + "\n")


def _put(page: str, name: str, body: str) -> str:
    between = re.compile(rf"<!-- drawn: {re.escape(name)} -->\n.*?<!-- end -->", re.DOTALL)
    return between.sub(lambda _: f"<!-- drawn: {name} -->\n{body}<!-- end -->", page)


def outdated(pages: Sequence[Path] = PAGES) -> list[Path]:
    """Return the pages whose diagrams are not what the code would draw now."""
    return [page for page in pages if drawn(page.read_text("utf-8")) != page.read_text("utf-8")]


def draw(pages: Sequence[Path] = PAGES) -> None:
    """Draw the diagrams anew where they are out of date."""
    for page in outdated(pages):
        page.write_text(drawn(page.read_text("utf-8")), "utf-8")
