"""The ASAP list: told if an earlier time comes free. The visit stays as it is; what they wish is noted for staff."""

from __future__ import annotations

from typing import ClassVar

from flows import say
from flows.flow import Ask, Do, Done, Forget, HandOff, Move
from flows.outcomes import done, notes
from flows.when import Span, When
from flows.which import AboutVisit, the_visit
from flows.words import Changed, Kind, ListAsap, Overtaken, Unconfirmed, Visit


class Asap(AboutVisit, frozen=True, tag="asap"):
    """Whose visit? Which one? On the list."""

    when: When | None = None  # what an earlier time should be like
    off: bool | None = None  # they want to leave the list
    offered: bool | None = None  # it was our idea
    agreed: bool | None = None  # ... and they like it
    listed: Changed | Overtaken | Unconfirmed | None = None

    title: ClassVar = "asap list"
    answers: ClassVar = ("when",)
    begun_with: ClassVar = {"who": "who", "about": "about"}
    aged: ClassVar = ("visits", "agreed")
    rests_on: ClassVar = AboutVisit.rests_on | {"listed": ("visits", "which", "off", "when", "agreed")}

    @property
    def passing(self) -> bool:
        return bool(self.offered) and self.agreed is None

    def next_move(self) -> Move:
        visit = the_visit(self)
        if not isinstance(visit, Visit):
            return visit
        if self.passing:
            return Ask("agreed", say.list_for_sooner(), opening=visit.opening, yes_no=True)
        if self.offered and not self.agreed:
            return Done(say.kept((visit,)))
        wish = self._wish(visit)
        listing = ListAsap(visit, on=not self.off, wish=say.wish(wish, "en") if wish else "")
        match self.listed:
            case None:
                return Do("listed", listing)
            case Overtaken():
                return Forget(("visits",), say.changed_meanwhile(), limit=Kind.UNSETTLED)
            case Unconfirmed():
                return HandOff(Kind.UNSETTLED, say.could_not_change())
            case Changed():
                line = say.on_asap_list(visit, wish) if wish and listing.on else done(listing)
                return Done(line, telling=notes(listing), listed=listing.on)

    def _wish(self, visit: Visit) -> When | None:
        """Return what they wish for beyond "earlier than it is", which is what the list is for."""
        mere = Span(visit.start.date(), visit.start.date(), until=visit.start.time())
        said = self.when is not None and self.when.step is None and any(span != mere for span in self.when.wanted)
        return self.when if said or (self.when and self.when.unwanted) else None
