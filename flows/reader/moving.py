""" "Move my dec 1 appt to the 3rd", "cambiar mi cita del martes al jueves": only where the visit shall go is a wish."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reader import english, spanish
from flows.reader.parser import Item
from flows.reader.phrases import Found

MINE = english.MINE | spanish.MINE  # beside one of these a day names the visit as it stands
NAMES_TIMES = frozenset(("WEEKDAY", "MONTH", "NUM", "ORD", "DAYREL", "MANANA", "HOLIDAY", "PART", "CLOCKWORD", "TENS"))
SMALL = frozenset("THE ON AT OF OFTHE IN FROM A LAS THIS NEXT COMING AMPM AP TH COLON SLASH OCLOCK HALF AND".split())
GOAL = frozenset(("TO", "TOTHE", "FOR", "AT"))


def without_origin(row: list[Item], words: Sequence[str], phrases: Sequence[Found]) -> list[Item]:
    """Leave out when the visit is now, if the message says both that and where it shall go."""
    asks = next((phrase for phrase in phrases if phrase.means == "MOVE"), None)
    return row if asks is None else _at_hours(_going(row, words, asks))


def _going(row: list[Item], words: Sequence[str], asks: Found) -> list[Item]:
    start = next((n for n, item in enumerate(row) if item.first >= asks.first and item.kind in NAMES_TIMES), len(row))
    goal = next((n for n in range(start + 1, len(row) - 1) if _leads_on(row, n, words)), None)
    if goal is None or not all(_belongs(item, words) for item in row[start:goal]):
        return row
    while start and row[start - 1].kind in SMALL:
        start -= 1
    first, to = row[start], row[goal]
    named = (first.first and words[first.first - 1] in MINE) or words[to.first - 1] in MINE
    named = named or (first.kind == "FROM" and first.first == asks.last)  # "reschedule from Tuesday to Thursday"
    kept = {"TOTHE": "THE", "FOR": "ON"}.get(to.kind, to.kind)
    return [*row[:start], Item(kept, None, to.first, to.last), *row[goal + 1 :]] if named else row


def _at_hours(row: list[Item]) -> list[Item]:
    """ "Move it to 4": at 4, where no range can be meant."""
    return [Item("AT", None, item.first, item.last) if _is_at(row, n) else item for n, item in enumerate(row)]


def _is_at(row: Sequence[Item], n: int) -> bool:
    before, after = row[n - 1].kind if n else "", row[n + 1].kind if n + 1 < len(row) else ""
    return row[n].kind == "TO" and after == "NUM" and before not in NAMES_TIMES | SMALL


def _leads_on(row: Sequence[Item], n: int, words: Sequence[str]) -> bool:
    """Say whether "to", "al", "para el" or "a las" stands here, and a time behind it."""
    ahead = next((item.kind for item in row[n + 1 :] if item.kind not in SMALL), "")
    return row[n].kind in GOAL and ahead in NAMES_TIMES and (row[n].kind != "AT" or words[row[n].first] == "a")


def _belongs(item: Item, words: Sequence[str]) -> bool:
    return item.kind in NAMES_TIMES | SMALL or words[item.first] in MINE
