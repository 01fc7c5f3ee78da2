"""What somebody is putting together in a modal: sealed in the store, for half an hour, under a name that says nothing.

Slack's own `private_metadata` comes back as anybody made it, so it holds that name alone; whose draft it is is looked at here.
"""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.frontdesk.commands.answer import Tell
from bot.frontdesk.table import At
from bot.openings.ways import NOBODY, Names
from bot.room import ms
from flows.book import Book
from flows.move import Move
from flows.planned import Planned
from flows.session import AnyFlow
from flows.when import Span, When
from flows.words import E164, Lang, Need, Opening, Patient, Plan, Visit

KEPT = timedelta(minutes=30)
TOO_OLD = "This window is too old, or not yours: please run the command again."


class Draft(Struct, frozen=True, omit_defaults=True):
    """One change on its way: whose, which, what for, and the times that were shown."""

    token: str
    user: str
    channel: str
    kind: Literal["book", "move", "plan time", "offer", "break"]
    patient: Patient
    shown: str  # the patient, as they may be shown
    phones: tuple[E164, ...] = ()
    lang: Lang = "en"
    reason: str | None = None
    visit: Visit | None = None
    plan: Plan | None = None
    when: When | None = None
    openings: tuple[Opening, ...] = ()
    picked: Opening | None = None
    called: Names = NOBODY  # who sees patients, and the chairs
    looks: int = 0  # how often times were looked for: Slack keeps what stands in a field, and only another field begins empty

    @property
    def what(self) -> str | Need:
        """What an opening for it must offer."""
        if self.visit is not None:
            return self.visit.need
        if self.plan is not None:
            return self.plan.need
        assert self.reason is not None, "what is neither moved nor planned has a reason"
        return self.reason


_load = msgspec.json.Decoder(Draft).decode


def fresh() -> str:
    return token_urlsafe(18)


async def keep(at: At, draft: Draft) -> Draft:
    """Keep it as it is now."""
    await at.room.store.cache_put(_name(at, draft.token), msgspec.json.encode(draft), ms(at.clock.now()), KEPT)
    return draft


async def recall(at: At, token: str) -> Draft:
    """Return the draft of that name, if it is this person's. Raises Tell."""
    kept = await at.room.store.cache_get(_name(at, token)) if token else None
    draft = None if kept is None else _load(kept)
    if draft is None or draft.user != at.staff.user:
        raise Tell(TOO_OLD)
    return draft


def request(draft: Draft, opening: Opening) -> AnyFlow:
    """Return the flow that a patient's own words would have led to: its next move is the read-back of that time."""
    when = exactly(opening)
    match draft.kind:
        case "move":
            assert draft.visit is not None, "a move has its visit"
            return Move(visits=(draft.visit,), when=when, openings=(opening,), pick=opening, free=True)
        case "plan time":
            assert draft.plan is not None, "a plan that gets its time is known"
            return Planned(patient=draft.patient, plans=(draft.plan,), when=when, openings=(opening,), pick=opening, free=True)
        case _:
            return Book(patient=draft.patient, reason=draft.reason, when=when, openings=(opening,), pick=opening, free=True)


def exactly(opening: Opening) -> When:
    day = opening.start.date()
    return When((Span(first=day, last=day),), around=opening.start.time())


def with_times(draft: Draft, when: When, openings: tuple[Opening, ...]) -> Draft:
    return replace(draft, when=when, openings=openings, picked=None, looks=draft.looks + 1)


def opening_of(draft: Draft, number: str) -> Opening:
    """Return the one that was chosen by its place in the list. Raises Tell."""
    if not number.isdecimal() or not int(number) < len(draft.openings):
        raise Tell(TOO_OLD)
    return draft.openings[int(number)]


def _name(at: At, token: str) -> str:
    return f"draft/{at.room.practice.texting_number}/{token}"
