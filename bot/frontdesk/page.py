"""Our own page, on which a conversation is read and answered when its words may not stand in Slack.

GET shows a button and nothing else, so that whoever looks at links before a person does uses nothing up; only the POST of
that button does. Plain HTML: no script, no cache, no frame, nothing from elsewhere.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot import cards, inbox
from bot.cards import Card
from bot.desk import Desk
from bot.frontdesk import summary
from bot.frontdesk.links import Leads, Links
from bot.inbox import Conversation, Spoken, WrittenByDesk
from bot.room import Clock, Room
from bot.store import STORE_AWAY
from bot.web import NotWhole, TooLarge, bounded

LONGEST_ANSWER = 1600  # the carrier refuses more
ALLOWED = "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
STYLE = (
    "body{font:17px/1.45 system-ui,sans-serif;max-width:40rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b}"
    "h1{font-size:1.3rem}.t{border-radius:.6rem;padding:.5rem .75rem;margin:.4rem 0}"
    ".t{white-space:pre-wrap;overflow-wrap:anywhere}"
    ".p{background:#eef1f4}.u{background:#dcefe3;margin-left:2rem}small{color:#555;display:block}"
    "textarea{width:100%;font:inherit;box-sizing:border-box}button{font:inherit;padding:.5rem 1.1rem;margin-top:.6rem}"
)
HASH = b64encode(sha256(STYLE.encode()).digest()).decode()


class Page:
    """The routes of the page, for all practices."""

    def __init__(self, desk: Desk, links: Links, clock: Clock) -> None:
        self._clock = clock
        self._desk = desk
        self._links = links

    async def get(self, request: Request) -> Response:
        """Show the button, if the link still leads somewhere; nothing is used up."""
        try:
            found = await self._found(request)
        except STORE_AWAY:
            return page("One moment", "<p>We cannot be reached just now. Please try once more.</p>", 503)
        if found is None or found[1].to != "read":
            return gone()
        text = "<p>This shows a patient's messages once. You have five minutes from when you asked for it.</p>"
        return page("Read and answer", f'{text}<form method="post"><button name="do" value="continue">Continue</button></form>')

    async def post(self, request: Request) -> Response:
        """Use the link up and show the conversation; or take one answer."""
        try:
            form = _form(await bounded(request))
            found = await self._found(request)
            if found is None:
                return gone()
            room, leads = found
            if leads.to == "write":
                return await self._answered(room, request.path_params["token"], leads, form.get("answer", ""))
            used = await self._links.use(room, request.path_params["token"])
            return await self._shown(room, used, "") if used else gone()
        except (TooLarge, NotWhole, ValueError):
            return page("Too long", "<p>That was too long. Please ask for a new link in Slack.</p>", 413)
        except STORE_AWAY:
            return page("One moment", "<p>We cannot be reached just now. Please try once more.</p>", 503)

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
        if kept is None:
            return page("Nothing here", "<p>Nothing is kept of this conversation any more.</p>", 404)
        writing = await self._links.writing(room, leads) if leads.may_answer else ""
        return page(f"Conversation{f', card {card.number}' if card else ''}", "".join(_body(room, kept, card, writing, said)))

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
        if kept is None or not leads.may_answer:
            return gone()
        if await room.store.opted_out(room.store.phone_digest(kept.phone)):
            return await self._shown(room, leads, "Nothing was sent: this phone said STOP. A call still reaches them.")
        if card is None or card.state == "resolved":
            at, lang = self._clock.now(), kept.session.lang
            written = WrittenByDesk(f"page/{token}", at, kept.practice, kept.phone, lang, leads.name, text)
            await self._desk.enter(room, leads.conversation, written)
        else:
            await self._desk.act(room, card.number, "answer", by=leads.name, text=text, token=token)
        if await self._links.use(room, token) is None:  # last: what fails before leaves it as it was, and nothing is sent twice
            return gone()
        kept = inbox.spoken(kept, Spoken(self._clock.now(), leads.name, text))
        writing = await self._links.writing(room, leads)
        return page("Sent", "".join(_body(room, kept, card, writing, "Sent. The thread in Slack shows when it has arrived.")))


async def _conversation(room: Room, cid: str) -> tuple[Conversation | None, Card | None]:
    session = await room.store.session(cid)
    if not session:
        return None, None
    kept = inbox.load_conversation(session)
    found = await room.store.card(kept.card) if kept.card is not None else None
    return kept, cards.load(found.payload) if found else None


def _body(room: Room, kept: Conversation, card: Card | None, writing: str, said: str) -> Iterable[str]:
    zone = room.practice.zone
    if said:
        yield f"<p><strong>{escape(said)}</strong></p>"
    yield f"<p>{escape(room.practice.name)} with {escape(kept.phone)}</p>"
    lines = [*summary.about(kept.session, room.practice), *summary.tried(kept.session)]
    if card is not None and card.state != "resolved":
        lines.append(f"Next: {summary.NEXT.get(card.kind, '')}")
    if lines:
        yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    for text in kept.talk:
        who = {"patient": "Patient", "": "Chairside"}.get(text.by, text.by)
        at = text.at.astimezone(zone)
        when = f"{at:%b} {at.day}, {at:%-I:%M %p}"
        side = "p" if text.by == "patient" else "u"
        yield f'<div class="t {side}"><small>{escape(who)}, {when}</small>{escape(text.body)}</div>'
    if not kept.talk:
        yield "<p>No texts are kept of this conversation.</p>"
    if writing:
        yield (
            f'<form method="post" action="{escape(writing)}"><label for="answer">Your answer, as a text</label>'
            f'<textarea id="answer" name="answer" rows="4" maxlength="{LONGEST_ANSWER}" required></textarea>'
            "<button>Send</button></form>"
        )


def _form(body: bytes) -> Mapping[str, str]:
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10))


def gone() -> Response:
    """The same for a link that was used, is too old, or never was."""
    how = "<p>It works once, for five minutes. Press the button in Slack for a new one.</p>"
    return page("This link leads nowhere any more", how, 404)


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    html = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><h1>{escape(title)}</h1>{body}"
    )
    return HTMLResponse(html, status, {**HEADERS, "Content-Security-Policy": ALLOWED.format(HASH)})
