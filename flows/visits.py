"""When is my visit? Only for somebody who was identified, but for what our own text named."""

from __future__ import annotations

from typing import ClassVar

from flows import say
from flows.flow import Done, Move
from flows.which import AboutVisit, find_visits


class Visits(AboutVisit, frozen=True, tag="visits"):
    """Whose visits? These."""

    title: ClassVar = "visits"

    def next_move(self) -> Move:
        visits = find_visits(self)
        return Done(say.visits(visits)) if isinstance(visits, tuple) else visits
