"""Twilio's REST API: send one text, and find out whether one was taken.

Sending is not idempotent and takes no key, so a lost answer is a question (`Unsure`), never a reason to send again.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import httpx
import msgspec
from msgspec import Struct, field

from bot.wire import Answer, NoAnswer, NotWritten, exchange
from flows.words import E164

SEND_TAKES = timedelta(seconds=15)
EARLY = timedelta(seconds=5)  # the carrier's clock and ours; and it dates to the whole second
PAGE = 1000
RECENT = 50  # of ours to one phone: enough to find the last that did not fail
INBOUND = "inbound"
FAILED = ("failed", "undelivered", "canceled")
ON_ITS_WAY = ("accepted", "scheduled", "queued", "sending")
PASSING = frozenset(("30001", "30003", "30008", "30410"))  # a full queue, a phone that is off, nobody knows, the carrier's own
MOST_PAGES = 20
LONGEST_VALIDITY = 36_000  # seconds

OPTED_OUT = 21610
OUR_KEYS = frozenset((20003, 20403, 20404))  # the account or its token
TOO_FAST = frozenset((20429, 14107, 63018))
DAILY_CAP = 63038
# Our number or our text is at fault, not the patient's phone.
OUR_FAULT = frozenset((21603, 21604, 21602, 21619, 21617, 21606, 21659, 21660, 21408, 63016))

SOON = timedelta(seconds=2)  # when it does not say
ONCE_SET_RIGHT = timedelta(minutes=1)  # somebody has to change a setting first


class Accepted(Struct, frozen=True):
    """The carrier has it, under this sid."""

    sid: str


class Refused(Struct, frozen=True):
    """The carrier will not send it, now or later. Source: Twilio's error dictionary."""

    code: int

    @property
    def opted_out(self) -> bool:
        return self.code == OPTED_OUT

    @property
    def our_fault(self) -> bool:
        """It would refuse the same to anybody: the operator should know."""
        return self.code in OUR_FAULT


class Busy(Struct, frozen=True):
    """Not taken; try later. `alarm` tells the operator what is wrong, if it is not merely haste."""

    retry_after: timedelta
    alarm: str = ""


class NotSent(Struct, frozen=True):
    """Never left: the carrier could not be reached."""


class Unsure(Struct, frozen=True):
    """It may have been taken: look before sending again."""

    why: str


class Fate(Struct, frozen=True):
    """Where a text that was taken has got to, in the carrier's word. "sent" is the last one without receipts of delivery."""

    status: str
    error: str = ""  # the carrier's number for what stopped it

    @property
    def failed(self) -> bool:
        return self.status in FAILED

    @property
    def passing(self) -> bool:
        """What stopped it may be over in some minutes. Source: reference/twilio-and-slack.md, "Retry only"."""
        return self.failed and self.error in PASSING

    @property
    def delivered(self) -> bool:
        return self.status == "delivered"

    @property
    def on_its_way(self) -> bool:
        return self.status in ON_ITS_WAY


class Listed(Struct, frozen=True):
    """One text as the carrier lists it, ours or theirs. `media` counts its pictures."""

    sid: str
    phone: str
    body: str
    media: int
    at: datetime


class _Message(Struct, frozen=True):
    sid: str | None = None
    body: str | None = None
    date_created: str | None = None
    direction: str | None = None
    status: str | None = None
    sender: str | None = field(name="from", default=None)
    num_media: str | int | None = None
    error_code: str | int | None = None


class _Page(Struct, frozen=True):
    messages: tuple[_Message, ...]
    next_page_uri: str | None = None


class _Error(Struct, frozen=True):
    code: int | None = None


class Carrier:
    """One Twilio account."""

    def __init__(self, http: httpx.AsyncClient, api_url: str, account_sid: str, auth_token: str, public_url: str) -> None:
        self._http = http
        self._api = api_url.rstrip("/")
        self._account = f"/2010-04-01/Accounts/{account_sid}/"
        self._auth = (account_sid, auth_token)
        self._callback = f"{public_url.rstrip('/')}/twilio/status"

    async def send(
        self, to: E164, sender: E164, body: str, effect_id: str, validity: timedelta
    ) -> Accepted | Refused | Busy | NotSent | Unsure:
        """Send one text, once. The status callback carries the effect's id, and so proves acceptance if the answer is lost."""
        form = {
            "To": to,
            "From": sender,
            "Body": body,
            "StatusCallback": f"{self._callback}?o={quote(effect_id, safe='')}",
            "ValidityPeriod": str(min(max(int(validity.total_seconds()), 1), LONGEST_VALIDITY)),
        }
        url = f"{self._api}{self._account}Messages.json"
        try:
            answer = await exchange(self._http, "POST", url, takes=SEND_TAKES, form=form, auth=self._auth)
        except NotWritten:
            return NotSent()
        except NoAnswer as error:
            return Unsure(str(error))
        return outcome(answer)

    async def find(
        self, to: E164, sender: E164, body: str, since: datetime, others: Collection[str] = ()
    ) -> Accepted | Unsure | None:
        """Look for a text in the carrier's own list, from `since` on. None: the list is whole, and it is not there.

        `others` are the sids that prove other texts, perhaps of the same words. Not asked for by DateSent: a text that is
        still queued has none, and would be sent twice.
        """
        after = since - EARLY
        async with aclosing(self._pages({"To": to, "From": sender})) as pages:
            async for page in pages:
                if isinstance(page, Unsure):
                    return page
                for message in page.messages:
                    if message.sid and message.sid not in others and _is_it(message, body, after):
                        return Accepted(message.sid)
        return None

    async def received(self, by: E164, since: datetime) -> tuple[Listed, ...] | Unsure:
        """List what was texted to our number since that day, oldest first: also what no webhook ever brought us."""
        found: list[Listed] = []
        # An inbound text has its date at once, so here the carrier may choose by it. It takes whole days, in UTC.
        params = {"To": by, "DateSent>": since.astimezone(UTC).date().isoformat()}
        async with aclosing(self._pages(params)) as pages:
            async for page in pages:
                if isinstance(page, Unsure):
                    return page
                found += [_listed(m, m.sid, m.sender) for m in page.messages if m.sid and m.sender and m.direction == INBOUND]
        return tuple(sorted((text for text in found if text.at >= since), key=lambda text: text.at))

    async def sent(self, to: E164, sender: E164) -> tuple[Listed, ...] | Unsure:
        """List our last texts to that phone that did not fail, oldest first."""
        page = await self._page(f"{self._account}Messages.json", {"To": to, "From": sender, "PageSize": str(RECENT)})
        if isinstance(page, Unsure):
            return page
        found = (_listed(m, m.sid, to) for m in page.messages if m.sid and m.status not in FAILED)
        return tuple(sorted(found, key=lambda text: text.at))

    async def fate(self, sid: str) -> Fate | Unsure:
        """Look up one text of ours by its sid: one request."""
        url = f"{self._api}{self._account}Messages/{quote(sid, safe='')}.json"
        try:
            answer = await exchange(self._http, "GET", url, takes=SEND_TAKES, auth=self._auth)
            message = msgspec.json.decode(answer.body, type=_Message) if answer.is_success else None
        except (NotWritten, NoAnswer) as error:
            return Unsure(str(error))
        except (ValueError, RecursionError):
            return Unsure("a text that cannot be read")
        if message is None or message.sid != sid or not message.status:
            return Unsure(str(answer.status))
        return Fate(message.status, str(message.error_code or ""))

    async def _pages(self, params: Mapping[str, str]) -> AsyncGenerator[_Page | Unsure, None]:
        """Yield page after page, to the end of the list or the first that cannot be had."""
        path, asked = f"{self._account}Messages.json", {**params, "PageSize": str(PAGE)}
        for _ in range(MOST_PAGES):
            page = await self._page(path, asked)
            yield page
            if isinstance(page, Unsure) or not page.next_page_uri:
                return
            path, asked = page.next_page_uri, {}
        yield Unsure("the list does not end")

    async def _page(self, path: str, params: dict[str, str]) -> _Page | Unsure:
        if not path.startswith(self._account):
            return Unsure("the list goes on elsewhere")  # our password goes nowhere else
        try:
            answer = await exchange(self._http, "GET", self._api + path, takes=SEND_TAKES, params=params, auth=self._auth)
            return msgspec.json.decode(answer.body, type=_Page) if answer.is_success else Unsure(str(answer.status))
        except (NotWritten, NoAnswer) as error:
            return Unsure(str(error))
        except (ValueError, RecursionError):
            return Unsure("a list that cannot be read")


def outcome(answer: Answer) -> Accepted | Refused | Busy | Unsure:
    """Say what an answer to a send means. Source: the carrier's error dictionary; reference/twilio-and-slack.md, 5.1."""
    status = answer.status
    if answer.is_success:
        sid = _sid(answer.body)
        return Accepted(sid) if sid else Unsure("a success without a sid")
    if status == 503 and answer.retry_after is not None:
        return Busy(answer.retry_after)
    if not 400 <= status < 500 or status == 408:
        return Unsure(str(status))
    code = _code(answer.body)
    if status == 429 or code in TOO_FAST:
        return Busy(answer.retry_after or SOON)
    if code == DAILY_CAP:
        return Busy(ONCE_SET_RIGHT, "the account has reached its daily cap of texts")
    if status in (401, 403, 404) or code in OUR_KEYS:
        return Busy(ONCE_SET_RIGHT, f"{status}: check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN")
    if code is None:  # something between us and the carrier refused, which knows nothing of texts
        return Busy(ONCE_SET_RIGHT, f"{status}: not from the carrier, check TWILIO_API_URL")
    return Refused(code)


def _sid(body: bytes) -> str | None:
    try:
        return msgspec.json.decode(body, type=_Message).sid
    except (ValueError, RecursionError):
        return None


def _code(body: bytes) -> int | None:
    try:
        return msgspec.json.decode(body, type=_Error, strict=False).code
    except (ValueError, RecursionError):
        return None


def _is_it(message: _Message, body: str, after: datetime) -> bool:
    """An account that redacts its texts lists them empty: then their time alone must tell. Rather silent than twice."""
    same = not message.body or message.body.split() == body.split()
    return same and _created(message.date_created or "", after) >= after


def _listed(message: _Message, sid: str, phone: str) -> Listed:
    at = _created(message.date_created or "", datetime.fromtimestamp(0, UTC))
    count = str(message.num_media or 0)
    return Listed(sid, phone, message.body or "", int(count) if count.isascii() and count.isdigit() else 0, at)


def _created(text: str, otherwise: datetime) -> datetime:
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return otherwise  # a text without a date is taken for ours
    return read if read.tzinfo else read.replace(tzinfo=UTC)
