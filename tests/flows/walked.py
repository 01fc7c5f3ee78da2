"""The sessions of a walk, decoded once each: whatever holds there is asked of every one of them, and of each many times."""

from functools import lru_cache

from flows import session

load = lru_cache(maxsize=40_000)(session.load)  # as many as the largest scene may have
