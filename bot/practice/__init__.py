"""What a practice says about itself: its office file, read so strictly that a slip of the pen never runs.

    load_practices   one file, or every *.toml of a folder -> OfficeFile, ...
    parse_practice   the text of one file -> OfficeFile

`file` reads it whole; the larger tables are in `hours`, `rules`, `words` ([answers], [wording]) and `staff`. `table` is how any
table is read, and how a fault becomes one sentence. `wording` lints and previews what patients hear; `printed` is what an
office manager prints.
"""

from bot.practice.file import OfficeFile, load_practices, parse_practice
from bot.practice.table import BadOfficeFile
from bot.practice.words import LANGUAGES

__all__ = ["LANGUAGES", "BadOfficeFile", "OfficeFile", "load_practices", "parse_practice"]
