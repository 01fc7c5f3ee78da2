"""What an office manager prints: every sentence its patients hear, and the table of proof for the compliance binder."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from bot.practice import wording
from bot.practice.file import load_practices
from bot.settings import BadSettings
from flows import proof
from flows.words import Practice

WIDE = 96


def practices(given: Path | None, offices: str | None) -> tuple[Practice, ...]:
    """Return the practices of that file or folder, or of CHAIRSIDE_OFFICES. Raises BadSettings, BadOfficeFile."""
    path = given or (Path(offices) if offices else None)
    if path is None:
        raise BadSettings("whose? Name an office file, like deploy/office.example.toml, or set CHAIRSIDE_OFFICES.")
    return tuple(file.practice for file in load_practices(path))


def sentences(practice: Practice) -> Iterator[str]:
    """Yield the preview of one practice, line by line, for the terminal or a file."""
    yield f"{practice.name}: what patients hear. A star: worded by the office file. Names and times are made up."
    for heard in wording.preview(practice):
        star = "*" if heard.own else " "
        many = f"{heard.segments} segment{'s' if heard.segments > 1 else ''}"
        yield f"\n{star} {heard.key} [{heard.lang}]  {many}, {heard.alphabet}"
        yield textwrap.fill(heard.text, WIDE, initial_indent="    ", subsequent_indent="    ")


def binder(practice: Practice | None) -> Iterator[str]:
    """Yield the table of proof as a page of Markdown, as one practice has it; None: as it is by default."""
    whose = f" at {practice.name}" if practice else ""
    yield f"# How much proof each request by text needs{whose}"
    yield ""
    yield "This phone: it is on the chart, and the text is about the visit that we named to it. Birth date: with the full name"
    yield "it fits a chart with this phone. Unknown and wrong hear the same words; tries are limited for each phone and chart."
    yield ""
    yield from proof.markdown(practice.rules.birth_date_for if practice else ())
