"""Add a message that was not understood to the examples:

    uv run python -m tests.flows.reader.add "can i come in tmr" --asked when

writes the line as it is read now; correct what stands after => to what was meant, and the tests ask for it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.flows.reader.notation import ASKED, reading

FOLDER = Path(__file__).parent / "examples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text")
    parser.add_argument("--asked", choices=list(ASKED), default="nothing", help="the question that was open")
    parser.add_argument("--lang", choices=["en", "es"], default="en", help="the language of the conversation")
    given = parser.parse_args()
    line = f"{given.text} => {reading(given.text, given.asked, given.lang)}"
    path = FOLDER / ("spanish.txt" if given.lang == "es" else "english.txt")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n# added; asked: {given.asked}\n{line}\n")
    print(f"{path.name}: {line}")


if __name__ == "__main__":
    main()
