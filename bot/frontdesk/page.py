"""Our own page, on which a conversation is read and answered, and a patient found by name, where neither may stand in Slack.

GET shows a button and nothing else, so that whoever looks at links before a person does uses nothing up; only the POST of
that button does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from bot import cards, inbox
from bot.cards import Card, summary
from bot.desk import Desk
from bot.frontdesk.html import away, gone, page, told
from bot.frontdesk.links import Leads, Links
from bot.frontdesk.searching import Searching, shown_phone
from bot.inbox import Conversation, Spoken, WrittenByDesk
from bot.room import Clock, Room
from bot.store import STORE_AWAY
from bot.web import NotWhole, TooLarge, bounded

LONGEST_ANSWER = 1600  # the carrier refuses more
BEGINS = {
    "read": ("Read and answer", "This shows a patient's messages once."),
    "find": ("Find a patient", "Names are searched here, because they may not stand in Slack."),
}


class Page:
    """The routes of the page, for all practices."""

    def __init__(self, desk: Desk, links: Links, clock: Clock) -> None:
        self._clock = clock
        self._desk = desk
        self._links = links
        self._searching = Searching(desk, links, clock)

    async def get(self, request: Request) -> Response:
        """Show the button, if the link still leads somewhere; nothing is used up."""
        try:
            found = await self._found(request)
        except STORE_AWAY:
            return away()
        if found is None or found[1].to not in BEGINS:
            return gone()
        title, text = BEGINS[found[1].to]
        # Of a long conversation the end is shown first, with the field for the answer.
        button = '<form method="post" action="#answer"><button name="do" value="continue" autofocus>Continue</button></form>'
        return page(title, f"<p>{text} You have five minutes from when you asked for it.</p>{button}")

    async def post(self, request: Request) -> Response:
        """Use the link up and show the conversation; or take one answer."""
        try:
            form = _form(await bounded(request))
            found = await self._found(request)
            if found is None:
                return gone()
            return await self._done(*found, request.path_params["token"], form)
        except (TooLarge, NotWhole, ValueError):
            return page("Too long", "<p>That was too long. Please ask for a new link in Slack.</p>", 413)
        except STORE_AWAY:
            return away()

    async def _done(self, room: Room, leads: Leads, token: str, form: Mapping[str, str]) -> Response:
        if leads.to == "write":
            return await self._answered(room, token, leads, form.get("answer", ""))
        if leads.to == "choose":
            found = await self._searching.asked(room, leads, token, form)
            return await self._shown(room, found, "") if isinstance(found, Leads) else found
        used = await self._links.use(room, token)
        if used is None:
            return gone()
        return await (self._searching.begun(room, used) if used.to == "find" else self._shown(room, used, ""))

    async def _found(self, request: Request) -> tuple[Room, Leads] | None:
        token = request.path_params["token"]
        if not 40 <= len(token) <= 50:
            return None
        for room in {id(room.store): room for room in self._desk.rooms.values()}.values():
            leads = await self._links.look(room, token)
            if leads is not None:
                theirs = self._desk.rooms.get(leads.practice)
                return (theirs, leads) if theirs else None
        return None

    async def _shown(self, room: Room, leads: Leads, said: str) -> Response:
        kept, card = await _conversation(room, leads.conversation)
        if kept is None and leads.phone is None:
            return page("Nothing here", "<p>Nothing is kept of this conversation any more.</p>", 404)
        writing = await self._links.writing(room, leads) if leads.may_answer else ""
        phone = kept.phone if kept else leads.phone or ""
        return _drawn(room, Shown(phone, kept, card, kept.talk if kept else (), writing, said))

    async def _answered(self, room: Room, token: str, leads: Leads, text: str) -> Response:
        """Text the answer, once for this address, and show the conversation with it."""
        text = text.strip()
        if not text:
            return await self._shown(room, leads, "Nothing was sent: the answer was empty.")
        if len(text) > LONGEST_ANSWER:
            return await self._shown(
                room, leads, f"Nothing was sent: one text takes {LONGEST_ANSWER} letters, not {len(text)}."
            )
        kept, card = await _conversation(room, leads.conversation)
        phone = kept.phone if kept else leads.phone
        if phone is None or not leads.may_answer:
            return gone()
        if await room.store.opted_out(room.store.phone_digest(phone)):
            return await self._shown(room, leads, "Nothing was sent: this phone said STOP. A call still reaches them.")
        now = self._clock.now()
        if card is None or card.state == "resolved":
            lang = kept.session.lang if kept else leads.lang
            written = WrittenByDesk(f"page/{token}", now, leads.practice, phone, lang, leads.name, text)
            await self._desk.enter(room, leads.conversation, written)
        else:
            await self._desk.act(room, card.number, "answer", by=leads.name, text=text, token=token)
        if await self._links.use(room, token) is None:  # last: what fails before leaves it as it was, and nothing is sent twice
            return gone()
        texts = (*(kept.talk if kept else ()), Spoken(now, leads.name, text))
        writing = await self._links.writing(room, leads)
        return _drawn(room, Shown(phone, kept, card, texts, writing, "Sent. The thread in Slack shows when it has arrived."))


async def _conversation(room: Room, cid: str) -> tuple[Conversation | None, Card | None]:
    session = await room.store.session(cid)
    if not session:
        return None, None
    kept = inbox.load_conversation(session)
    found = await room.store.card(kept.card) if kept.card is not None else None
    return kept, cards.load(found.payload) if found else None


@dataclass(frozen=True)
class Shown:
    """What stands on the page of a conversation. `said`: what came of the last press; `writing`: where an answer goes."""

    phone: str
    kept: Conversation | None  # None: they never wrote, or nothing is kept of it
    card: Card | None
    texts: Sequence[Spoken]
    writing: str = ""
    said: str = ""


def _drawn(room: Room, shown: Shown) -> Response:
    title = f"Conversation{f', card {shown.card.number}' if shown.card else ''}"
    return page(title, "".join(_body(room, shown)))


def _body(room: Room, shown: Shown) -> Iterable[str]:
    yield f"<p>{escape(room.practice.name)} with {escape(shown_phone(shown.phone))}</p>"
    session = shown.kept.session if shown.kept else None
    lines = [*summary.about(session, room.practice), *summary.tried(session)] if session else []
    if shown.card is not None and shown.card.state != "resolved":
        lines.append(f"Next: {summary.NEXT.get(shown.card.kind, '')}")
    if lines:
        yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    yield from (_text(room, text) for text in shown.texts)
    if not shown.texts:
        yield "<p>No texts are kept of this conversation.</p>" if shown.kept else "<p>No texts yet: yours is the first.</p>"
    yield told(shown.said)
    if shown.writing:
        yield (
            f'<form method="post" action="{escape(shown.writing)}"><label for="answer">Your answer, as a text</label>'
            f'<textarea id="answer" name="answer" dir="auto" rows="4" maxlength="{LONGEST_ANSWER}" required autofocus>'
            "</textarea>"
            "<button>Send</button></form>"
        )


def _text(room: Room, text: Spoken) -> str:
    who = {"patient": "Patient", "": "Chairside"}.get(text.by, text.by)
    at = text.at.astimezone(room.practice.zone)
    side = "p" if text.by == "patient" else "u"
    when = f"{at:%b} {at.day}, {at:%-I:%M %p}"
    return f'<div class="t {side}"><small>{escape(who)}, {when}</small><div dir="auto">{escape(text.body)}</div></div>'


def _form(body: bytes) -> Mapping[str, str]:
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10))
