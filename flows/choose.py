"""Which openings to offer: at most three that fit the wish, spread out so that there is something to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flows.when import NEAR, When
from flows.words import Opening

AT_MOST = 3
APART = timedelta(hours=1)
ENOUGH = 24  # openings that fit; more would not change what is offered


def fitting(when: When, openings: Iterable[Opening]) -> list[Opening]:
    """Keep what the patient would accept; of several rooms free at one instant, the first the office named."""
    fits: dict[object, Opening] = {}
    for opening in openings:
        if when.allows(opening.start):
            fits.setdefault(opening.start, opening)
    return list(fits.values())


def offered(when: When, openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """Return the openings to offer, in the order of time. One, if it is exactly the time that was asked for."""
    ranked = when.rank(fitting(when, openings), lambda opening: opening.start)
    if exact := [o for o in ranked if when.names(o.start)][:AT_MOST]:
        return tuple(sorted(exact, key=lambda o: o.start))
    chosen = _spread(ranked, different_days=when.order in ("", *NEAR))
    return tuple(sorted(chosen, key=lambda o: o.start))


def _spread(ranked: Sequence[Opening], *, different_days: bool) -> list[Opening]:
    """The best of each day first, unless early or late is all that counts; then times that lie apart; then what is left."""
    chosen: list[Opening] = []
    for opening in ranked if different_days else ():
        if len(chosen) < AT_MOST and opening.start.date() not in {c.start.date() for c in chosen}:
            chosen.append(opening)
    for opening in ranked:
        if len(chosen) < AT_MOST and all(abs(opening.start - c.start) >= APART for c in chosen):
            chosen.append(opening)
    rest = [o for o in ranked if o not in chosen]
    return chosen + rest[: AT_MOST - len(chosen)]
