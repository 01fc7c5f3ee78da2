"""The house keeps its order: what stands at the top, and that each room can be entered alone."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOP = {"pyproject.toml", "README.md", "bot", "flows", "tests", "deploy"}


def test_nothing_else_stands_at_the_top():
    tops = {name.split("/")[0] for name in _listed()}
    assert {t for t in tops if not t.startswith(".")} <= TOP


def test_no_lock_file_is_kept():
    assert not {name for name in _listed() if name.endswith((".lock", "-lock.json"))}


def _listed() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return listed.split("\0")[:-1]
