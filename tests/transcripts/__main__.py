"""Write what is really said and done into transcripts, to be read and committed: `python -m tests.transcripts FILE ...`.

The list of all pages in README.md is written anew, too; with `--list` that alone.
"""

import sys
from pathlib import Path

from tests.transcripts.index import README, listed
from tests.transcripts.play import pages, played

if sys.argv[1:] != ["--list"]:
    for page in [Path(name) for name in sys.argv[1:]] or pages():
        page.write_text(played(page.read_text()))
README.write_text(listed(pages()))
