"""Seeds that once failed, each a test from then on. `--keep N` adds one."""

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).parent / "kept.json"


def seeds() -> list[dict]:
    """Return the kept ones: seed, profile, and what failed when it was kept."""
    return json.loads(FILE.read_text()) if FILE.exists() else []


def add(seed: int, profile: str, failed: list[str]) -> None:
    others = [one for one in seeds() if (one["seed"], one["profile"]) != (seed, profile)]
    mine = {"seed": seed, "profile": profile, "failed": failed}
    listed = sorted([*others, mine], key=lambda one: (one["profile"], one["seed"]))
    FILE.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n")
