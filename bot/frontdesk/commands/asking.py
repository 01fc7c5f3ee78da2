"""A request of the staff on its way into the desk: in a session of its own, once, however often it comes."""

from __future__ import annotations

from bot.frontdesk.commands.drafts import Draft, request
from bot.frontdesk.table import At
from bot.inbox import OfferedByDesk, StaffAgreed, StaffAsked, WrittenByDesk
from bot.openings import ways
from flows.session import AnyFlow, DeskAsked, Staff
from flows.words import E164, Lang, Opening, Visit


async def staff(at: At, *, channel: str = "", phones: tuple[E164, ...] = (), undoes: bool = False) -> Staff:
    where = channel or at.channel or at.file.channel or ""
    names = (await ways.known(at.room)).names
    called = tuple(names.providers.items()), tuple(names.chairs.items())
    return Staff(at.staff.user, at.staff.name, at.staff.role, where, phones, undoes, *called)


async def read_back(at: At, draft: Draft, opening: Opening) -> None:
    """Put the request into its session, up to the question whether this is to be so."""
    token = f"desk/{draft.token}/{opening.start.isoformat()}/{opening.operatory}/{opening.provider}"
    await _asks(at, _cid(at, draft.token), token, await _of(at, draft), request(draft, opening))


async def agreed(at: At, draft: Draft, opening: Opening, event: str) -> None:
    """Say yes to exactly that time."""
    said = StaffAgreed(f"desk/{event}", at.clock.now(), at.room.practice.texting_number, await _of(at, draft), opening)
    await at.desk.enter(at.room, _cid(at, draft.token), said)


async def at_once(
    at: At, token: str, flow: AnyFlow, *, phones: tuple[E164, ...] = (), channel: str = "", undoes: bool = False
) -> bool:
    """Have this done. `token` says what it was drawn for: a second press is the same. False: it was done before."""
    who = await staff(at, channel=channel, phones=phones, undoes=undoes)
    return await _asks(at, _cid(at, token), f"desk/{token}", who, flow)


async def offer(at: At, phone: E164, lang: Lang, visit: Visit, opening: Opening, event: str) -> bool:
    """Offer a time to somebody, by text. False: that was done before."""
    number = at.room.practice.texting_number
    offered = OfferedByDesk(event, at.clock.now(), number, phone, lang, visit, opening, at.staff.name)
    return await at.desk.enter(at.room, at.room.store.conversation_id(number, phone), offered)


async def write(at: At, phone: E164, lang: Lang, body: str, event: str) -> bool:
    """Text somebody. False: that was done before."""
    number = at.room.practice.texting_number
    written = WrittenByDesk(f"desk/{event}", at.clock.now(), number, phone, lang, at.staff.name, body)
    return await at.desk.enter(at.room, at.room.store.conversation_id(number, phone), written)


async def _asks(at: At, cid: str, event: str, who: Staff, flow: AnyFlow) -> bool:
    now = at.clock.now()
    ask = DeskAsked(id=event, at=now, staff=who, flow=flow)
    return await at.desk.enter(at.room, cid, StaffAsked(event, now, at.room.practice.texting_number, ask))


async def _of(at: At, draft: Draft) -> Staff:
    return await staff(at, channel=draft.channel, phones=draft.phones)


def _cid(at: At, token: str) -> str:
    return at.room.store.conversation_id(at.room.practice.texting_number, f"slack {token}")
