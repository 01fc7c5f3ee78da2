"""A patient found by name on our own page. Slack hears a chart number alone, from whoever has chosen it.

find ── Continue ──> search, as often as one likes ── one is chosen, once ──> their visits in Slack, a window filled in,
                                                                              or their conversation, here
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import phonenumbers
from starlette.responses import Response

from bot.channels.slack.blocks import Said
from bot.desk import Desk
from bot.frontdesk.commands import appt, choosing, finding, texting
from bot.frontdesk.commands.answer import Tell, answer, said
from bot.frontdesk.commands.arguments import Arguments, arguments
from bot.frontdesk.commands.finding import Person
from bot.frontdesk.commands.windows import Filled
from bot.frontdesk.html import gone, page, told
from bot.frontdesk.links import Leads, Links
from bot.frontdesk.table import At
from bot.office.errors import OfficeError
from bot.room import Clock, Room

LONGEST_SEARCH = 100
MOST_FOUND = 20
DO = {"visits": "Show their visits", "text": "Write to them"}


class Searching:
    """The search, behind its Continue button."""

    def __init__(self, desk: Desk, links: Links, clock: Clock) -> None:
        self._desk = desk
        self._links = links
        self._clock = clock

    async def begun(self, room: Room, leads: Leads) -> Response:
        """Show where to type, at an address that searches."""
        return _page(await self._links.choosing(room, leads))

    async def asked(self, room: Room, leads: Leads, token: str, form: Mapping[str, str]) -> Response | Leads:
        """Look for what was typed, or go on with whoever was chosen: where the page goes on, with that conversation."""
        at = self._at(room, leads)
        if at is None or leads.search is None:
            return gone()
        try:
            if form.get("chart", "").isdecimal():
                return await self._chosen(at, leads, token, int(form["chart"][:9]))
            return await self._found(at, leads, token, form.get("q", "").strip()[:LONGEST_SEARCH])
        except Tell as why:
            return _page(token, form.get("q", ""), why=str(why))
        except OfficeError:
            return _page(token, form.get("q", ""), why=choosing.AWAY)

    async def _found(self, at: At, leads: Leads, token: str, typed: str) -> Response:
        given = arguments(typed, at.room.practice, at.clock.now())
        if not given.names_somebody and given.who is None:
            raise Tell("I could not read that. Like: Ana Silva, 5/1/1980, 503 555 0101, or chart 45.")
        found = await finding.named(at, given)
        await self._links.note(at.room, leads, "desk searched", found=str(len(found)))
        assert leads.search is not None
        rows = "".join(_row(one, DO.get(leads.search.then, "Choose")) for one in found[:MOST_FOUND])
        more = f"<p>And {len(found) - MOST_FOUND} more: a birth date tells them apart.</p>" if len(found) > MOST_FOUND else ""
        list_ = f'<form method="post" action="{escape(token)}"><ul class="f">{rows}</ul>{more}</form>'
        return _page(token, typed, list_)

    async def _chosen(self, at: At, leads: Leads, token: str, chart: int) -> Response | Leads:
        assert leads.search is not None
        whose = await finding.person(at, Arguments("chart", chart))
        if leads.search.then == "text":
            phone = await texting.reached(at, [whose])
        if await self._links.use(at.room, token, chart=str(chart)) is None:
            return gone()
        match leads.search.then:
            case "text":
                return self._links.conversation(at.room, phone, whose.lang, at.staff)
            case "visits":
                await at.whisper(said(await appt.of(at, [whose])))
            case _:
                await _filled_in(at, leads, chart)
        body = f"<p>{escape(whose.name)} is chart {chart}.</p><p>Go on in Slack; this page is done.</p>"
        return page("Chosen", body)

    def _at(self, room: Room, leads: Leads) -> At | None:
        place = room.place
        member = place.file.member(leads.user) if place else None
        if place is None or member is None or leads.search is None:
            return None
        return At(
            room, place.file, member, leads.search.channel, self._desk, place.slack, self._clock, self._links, self._clock.now()
        )


async def _filled_in(at: At, leads: Leads, chart: int) -> None:
    """Put the chart into the window it was searched for; if that is closed, say its number."""
    search = leads.search
    assert search is not None
    filled = Filled(f"chart {chart}", search.reason, search.when)
    view = await choosing.form(at, search.view, search.then, search.channel, filled)
    if not await at.update(search.view, view):
        await at.whisper(_number(at, search.then, chart))


def _number(at: At, kind: str, chart: int) -> Said:
    command = "book" if kind == "plan" else kind
    return said(answer(f"The window is closed. Like this it opens again: /{at.file.prefix}{command} chart {chart}"))


def _page(token: str, typed: str = "", found: str = "", *, why: str = "") -> Response:
    box = (
        f'<form method="post" action="{escape(token)}"><label for="q">Name, birth date, phone or chart number</label>'
        f'<input id="q" name="q" value="{escape(typed)}" maxlength="{LONGEST_SEARCH}" autocomplete="off" required'
        f"{'' if found else ' autofocus'}><button>Search</button></form>"
    )
    return page("Find a patient", f"{box}{told(why)}{found}")


def _row(one: Person, do: str) -> str:
    name, about = escape(one.name), escape(", ".join(_about(one)))
    button = f'<button name="chart" value="{one.patient.number}" aria-label="{do}: {name}">{do}</button>'
    return f"<li><span><strong>{name}</strong><small>{about}</small></span>{button}</li>"


def _about(one: Person) -> Iterator[str]:
    if one.born:
        yield f"born {one.born:%b} {one.born.day}, {one.born.year}"
    yield from (shown_phone(phone) for phone in one.phones[:1])
    yield f"chart {one.patient.number}"


def shown_phone(phone: str) -> str:
    """Write it as people here do: (503) 555-0101."""
    try:
        parsed = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
