"""Write what is really said and done into transcripts, to be read and committed: `python -m tests.transcripts FILE ...`."""

import sys
from pathlib import Path

from tests.transcripts.play import pages, played

for page in [Path(name) for name in sys.argv[1:]] or pages():
    page.write_text(played(page.read_text()))
