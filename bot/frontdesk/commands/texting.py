"""/text: write to a patient of oneself. Where no patient's words may stand in Slack, the page opens instead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.inbound import Command
from bot.frontdesk.commands import asking, finding
from bot.frontdesk.commands.answer import Answer, Push, Tell, answer
from bot.frontdesk.commands.arguments import arguments
from bot.frontdesk.commands.finding import Person
from bot.frontdesk.table import At
from flows.words import E164

LONGEST = 1200


async def text(at: At, command: Command) -> Answer:
    given = arguments(command.text, at.room.practice, at.clock.now())
    if not given.names_somebody:
        raise finding.Whose("To whom? Like: /text visit 123, /text chart 45, or /text 503 555 0101.")
    people = await finding.people(at, given)
    phone = await reached(at, people, given.phone)
    if not finding.full(at):
        page = Push("Read and write", url=await at.write_to(phone, people[0].lang))
        return answer("The page opens once, within five minutes, for you alone.", page)
    if not given.rest:
        raise Tell("And what shall I write? Like: /text 503 555 0101 Your x-rays are here.")
    if len(given.rest) > LONGEST:
        raise Tell(f"A text has at most {LONGEST} characters; this one has {len(given.rest)}.")
    await asking.write(at, phone, people[0].lang, given.rest, command.id)
    return answer("On its way. The conversation is yours: what they answer comes into its thread.")


async def reached(at: At, people: Sequence[Person], phone: E164 | None = None) -> E164:
    """Return the phone on which they may be texted. Raises Tell if there is none, or they do not want it."""
    phone = phone or people[0].wireless
    if phone is None:
        raise Tell("Their chart has no mobile number.")
    if not all(person.text_ok for person in people):
        raise Tell("Their chart says that texts are not welcome: please call.")
    if await at.room.store.opted_out(at.room.store.phone_digest(phone)):
        raise Tell("That phone has said STOP: please call.")
    return phone
