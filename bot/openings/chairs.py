"""Which chairs a search by Slots asks, and in which order: each is one call, so there are at most three. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from flows.words import Chair, Need, Patient, Practice

AT_MOST = 3


def chairs_for(practice: Practice, patient: Patient, what: str | Need) -> tuple[Chair, ...]:
    """Return them, the first choice first. Operatory 0: wherever that provider works."""
    if isinstance(what, str):
        fitting = [chair for chair in practice.chairs if chair.takes(what)]
        return _ranked(fitting, patient.providers)[:AT_MOST]
    others = [c for c in practice.chairs if (c.provider, c.operatory) != what.chair and _fits(practice, c, what)]
    return (*_own(what, others), *_ranked(others, (what.provider, *patient.providers)))[:AT_MOST]


def _own(need: Need, others: Sequence[Chair]) -> tuple[Chair, ...]:
    """The visit's own chair is asked whether or not the office file has it; a plan has none, but somebody who sees them."""
    if need.provider and need.operatory:
        return (Chair(provider=need.provider, operatory=need.operatory),)
    if need.provider and all(chair.provider != need.provider for chair in others):
        return (Chair(provider=need.provider, operatory=0),)
    return ()


def _fits(practice: Practice, chair: Chair, need: Need) -> bool:
    """What a visit is for is often not known. Then only a chair will do that takes all that its own chair may be for."""
    if need.reason is not None:
        return chair.takes(need.reason)
    theirs = [c for c in practice.chairs if c.provider == need.provider]
    own = [c for c in theirs if c.operatory == need.operatory] or theirs
    return all(chair.takes(r.name) for r in practice.reasons if not own or any(c.takes(r.name) for c in own))


def _ranked(chairs: Sequence[Chair], providers: Sequence[int]) -> tuple[Chair, ...]:
    """Those of the patient's own first; else in the order of the office file."""
    rank = {provider: place for place, provider in reversed(list(enumerate(providers)))}
    return tuple(sorted(chairs, key=lambda chair: rank.get(chair.provider, len(providers))))
