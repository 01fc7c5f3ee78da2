"""Time the reader beside the libraries people would otherwise use, on the messages of tests/flows/reader/examples:

    uv run --with parsedatetime --with dateparser python -m tests.bench.reader

One run, one machine, the same texts in turns, so that the ratios hold where the milliseconds do not. A library that is not
installed is left out. They read dates only; the reader reads everything a message says.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime

from flows.reader import read, warm
from tests.bench.dates_adapter import PRACTICES
from tests.flows.reader.test_examples import EXAMPLES

Reads = Callable[[str, datetime, str], object]
NOW = datetime(2026, 11, 19, 10, tzinfo=UTC)
HOSTILE = {
    "numbers": "1 " * 800,
    "dates": "12/3/26 " * 200,
    "days": "the 3rd of the 4th " * 84,
    "words": "mon or tue at 3 " * 100,
}


def ours(text: str, now: datetime, lang: str) -> object:
    heard = read(text, None, now, PRACTICES[lang], lang, id="bench")  # type: ignore[index,arg-type]
    return heard.when


def dateparser_parse() -> Reads:
    import dateparser

    return lambda text, now, lang: dateparser.parse(
        text, languages=[lang], settings={"RELATIVE_BASE": now.replace(tzinfo=None)}
    )


def dateparser_search() -> Reads:
    from dateparser.search import search_dates

    return lambda text, now, lang: search_dates(text, languages=[lang], settings={"RELATIVE_BASE": now.replace(tzinfo=None)})


def parsedatetime_nlp() -> Reads:
    import parsedatetime

    calendar = parsedatetime.Calendar()
    return lambda text, now, _: calendar.nlp(text, now.replace(tzinfo=None))


def dateutil_fuzzy() -> Reads:
    from dateutil import parser

    def fuzzy(text: str, now: datetime, _: str) -> object:
        try:
            return parser.parse(text, fuzzy=True, default=now)
        except (ValueError, OverflowError):
            return None

    return fuzzy


LIBRARIES = {
    "dateparser.parse": dateparser_parse,
    "dateparser.search": dateparser_search,
    "parsedatetime.nlp": parsedatetime_nlp,
    "dateutil, fuzzy": dateutil_fuzzy,
}


def readers() -> dict[str, Reads]:
    found: dict[str, Reads] = {"this reader": ours}
    for name, make in LIBRARIES.items():
        try:
            found[name] = make()
        except ImportError:
            print(f"{name}: not installed, left out")
    return found


def timed(reads: Reads, text: str, lang: str) -> tuple[float, bool]:
    start = time.perf_counter()
    try:
        answered = bool(reads(text, NOW, lang))
    except Exception:  # theirs to raise; ours never does
        answered = False
    return (time.perf_counter() - start) * 1000, answered


def main() -> None:
    warnings.simplefilter("ignore")
    warm()
    print(f"{'':20s}{'median ms':>10s}{'p99 ms':>9s}{'times ours':>11s}{'answered':>10s}{'worst of 1,600 characters, ms':>31s}")
    base = 0.0
    for name, reads in readers().items():
        timed(reads, "tomorrow at 3", "en")
        rows = [min(timed(reads, text, lang) for _ in range(3)) for text, _, _, lang in EXAMPLES]
        times = sorted(ms for ms, _ in rows)
        median, p99 = statistics.median(times), times[int(len(times) * 0.99)]
        base = base or median
        worst = max(min(timed(reads, text, "en")[0] for _ in range(2)) for text in HOSTILE.values())
        share = 100 * sum(answered for _, answered in rows) / len(rows)
        print(f"{name:20s}{median:10.3f}{p99:9.2f}{median / base:11.1f}{share:9.0f}%{worst:31.1f}")


if __name__ == "__main__":
    main()
