"""Conversations as a release held them: its transcripts, and the session as it stood before each line. See test_upgrade.py."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
from msgspec.structs import replace

from flows.session import Session
from tests.transcripts.play import Play, lines_of, pages

HERE = Path(__file__).parent
NAME = "traces.json"
DONE = ("Office:", "Desk:", "Phone:")  # what is said may be worded anew; what is done may not
Deeds = list[list[str]]  # of each line: what was done because of it


def record() -> dict[str, dict]:
    """Return every transcript of today, with its sessions."""
    found = {}
    for page in pages():
        lines = page.read_text().rstrip().split("\n")
        sessions, play = [], Play()
        for kind, line in lines_of("\n".join(lines)):
            if kind in ("said", "happens"):
                sessions.append(json.loads(msgspec.json.encode(play.session)))
            step(play, kind, line)
        found[f"{page.parent.name}/{page.stem}"] = {"page": lines, "sessions": sessions}
    return found


def write(release: str) -> None:
    """One conversation a line, so that a difference can be read."""
    lines = (f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in record().items())
    (HERE / release / NAME).write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def read(release: str) -> dict[str, dict]:
    return json.loads((HERE / release / NAME).read_text("utf-8"))


def step(play: Play, kind: str, line: str) -> None:
    match kind:
        case "setting":
            key, _, value = line.partition(" ")
            play.set(key, value.strip())
        case "said":
            play.hears(line.partition(":")[2].strip())
        case "happens":
            play.happens(line.strip("()"))


def then(page: list[str], at: int) -> Deeds:
    """Return what that release did from its line `at` on."""
    deeds: Deeds = []
    for kind, line in lines_of("\n".join(page)):
        if kind in ("said", "happens"):
            deeds.append([])
        elif kind == "expected" and line.startswith(DONE) and deeds:
            deeds[-1].append(line)
    return deeds[at:]


def now(page: list[str], session: dict, at: int) -> Deeds:
    """Return what this one does, if it takes the conversation over at its line `at`, with the session as it was left."""
    deeds: Deeds = []
    play = Play()
    for kind, line in lines_of("\n".join(page)):
        if kind in ("said", "happens") and len(deeds) == at:
            play.session = msgspec.convert(session, Session)
            if play._out is not None and play.session.out is not None:
                play._out = replace(play._out, id=play.session.out)
        step(play, kind, line)
        if kind in ("said", "happens"):
            deeds.append([line for line in play.says if line.startswith(DONE)])
            play.says = []
    return deeds[at:]
