"""The grammar of time, rule by rule, and in which order the rules are tried.

Numbers come first, for everything is made of them. Then what says itself what it is (a clock face, a date with its month),
before what only the words around it explain ("at 3", "the 14th"); then ranges; then a day finds its hour; then "after",
"before" and "not" take what they find. Within a group the longest rule wins.
"""

from flows.reader.rules.clocks import CLOCKS, FACES
from flows.reader.rules.dates import DATES
from flows.reader.rules.hours import HOURS
from flows.reader.rules.joins import BOUNDS, JOINED, closed_up
from flows.reader.rules.nth import PARTS_OF_SPANS
from flows.reader.rules.numbers import NUMBERS, YEARS
from flows.reader.rules.ranges import DATE_RANGES, RANGES
from flows.reader.rules.spans import SPANS
from flows.reader.rules.wants import WISHES
from flows.reader.rules.weekdays import DAYS
from flows.reader.rules.within import LOOSE

COUNTED = (NUMBERS, YEARS)
FOUND = (FACES, DATE_RANGES, CLOCKS, DATES, SPANS, HOURS, PARTS_OF_SPANS, DAYS, PARTS_OF_SPANS, LOOSE, RANGES)
TIED = (JOINED, BOUNDS)
ASKED = (JOINED, WISHES)
ALL = (*COUNTED, *dict.fromkeys((*FOUND, *TIED, *ASKED)))

__all__ = ["ALL", "ASKED", "COUNTED", "FOUND", "TIED", "closed_up"]
