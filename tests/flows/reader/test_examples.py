"""What patients write, and how it is read: the lines of examples/*.txt, one test each. README.md says how to add one."""

from pathlib import Path

import pytest

from tests.flows.reader.notation import reading

FOLDER = Path(__file__).parent / "examples"


def examples() -> list[tuple[str, str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        asked = "nothing"
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                asked = line.rpartition("asked: ")[2] if "asked: " in line else asked
            elif " => " in line:
                text, _, meant = line.rpartition(" => ")
                found.append((text, meant, asked, "es" if path.stem == "spanish" else "en"))
    return found


EXAMPLES = examples()


@pytest.mark.parametrize(("text", "meant", "asked", "lang"), EXAMPLES, ids=[f"{e[2]}: {e[0]}" for e in EXAMPLES])
def test_read_as_it_was_meant(text: str, meant: str, asked: str, lang: str) -> None:
    assert reading(text, asked, lang) == meant


def test_there_are_enough_of_them() -> None:
    assert len(EXAMPLES) >= 400
