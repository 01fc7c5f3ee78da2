"""/asap: who would come sooner; a time that came free is offered to one of them by text, and their yes moves the visit."""

from __future__ import annotations

from bot.channels.slack.inbound import Command, Press
from bot.frontdesk.commands import choosing, finding
from bot.frontdesk.commands.answer import Answer, Part, Push, Tell
from bot.frontdesk.commands.arguments import arguments
from bot.frontdesk.table import At
from bot.office.line import Priority
from bot.openings import ways

MOST = 20


async def asap(at: At, command: Command) -> Answer:
    given = arguments(command.text, at.room.practice, at.clock.now())
    provider = given.number if given.rest == "" else None
    rows = await at.room.office.asap(provider=provider, priority=Priority.OPENINGS)
    if not rows:
        return Answer((Part("Nobody is on the ASAP list."),))
    known = await ways.known(at.room)
    now = at.clock.now()
    parts = []
    for row in rows[:MOST]:
        start = row.start(at.room.practice.zone)
        ahead = row.status == "Scheduled" and start is not None and start > now and not row.time_locked
        pushes = (Push("Offer a time", "offer", finding.stamp(row)),) if ahead else ()
        parts.append(Part(finding.line(at, row, known), pushes))
    more = f" The first {MOST}:" if len(rows) > MOST else ""
    return Answer((Part(f"On the ASAP list: {len(rows)}.{more}"), *parts))


async def offer_pressed(at: At, press: Press) -> None:
    number = press.value.partition("@")[0]
    if not number.isdecimal():
        raise Tell("That button is too old: please run /asap again.")
    view_id = await choosing.open_window(at, "offer", press.trigger_id, press.response_url)
    if view_id:
        await choosing.offer_times(at, view_id, int(number), press.channel)
