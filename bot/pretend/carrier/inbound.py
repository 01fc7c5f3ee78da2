"""A text from a phone to the office: the carrier's own keywords, the webhook, and what its answer asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urljoin

import httpx

from bot.pretend.carrier import twiml
from bot.pretend.carrier.background import Background
from bot.pretend.carrier.deliveries import Deliveries
from bot.pretend.carrier.faults import NOT_AT_ALL, Faults, WebhookFault
from bot.pretend.carrier.keywords import ANSWERS, Keyword, keyword
from bot.pretend.carrier.ledger import INBOUND, REPLY, Ledger, Message, Text
from bot.pretend.carrier.segments import segments
from bot.pretend.carrier.webhooks import Caller, Failure
from bot.pretend.clock import Clock

OVERTAKEN_WITHIN = 10  # times LOOK: how long a text that is to be overtaken waits for the next one
LOOK = timedelta(milliseconds=500)
MOST_REDIRECTS = 3
BLOCKED = 21610


class Inbound:
    """Takes texts from phones."""

    def __init__(
        self,
        clock: Clock,
        ledger: Ledger,
        faults: Faults,
        caller: Caller,
        deliveries: Deliveries,
        background: Background,
        *,
        account: str,
        url: str,
        fallback_url: str | None,
        new_sid: Callable[[str], str],
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._faults = faults
        self._caller = caller
        self._deliveries = deliveries
        self._background = background
        self._account = account
        self._url = url
        self._fallback_url = fallback_url
        self._new_sid = new_sid
        self._posted = 0

    def take(self, sid: str, sender: str, to: str, body: str, media: int) -> None:
        """Take one text in. A sid that is known already is the same text, posted once more."""
        message = self._ledger.messages.get(sid)
        if message is None:
            now = self._clock.now()
            message = Message(sid, sender, to, body, INBOUND, "received", now, now, segments(body), now, media=media)
            self._ledger.put(message)
            self._ledger.show(sender, Text(sid, "sent", to, body, now, "sending", message.segments, media))
            self._keyword(message)
        self._background.spawn(self._post(message, self._faults.webhook(sid)))

    def resume(self) -> None:
        """Post what an earlier run was killed over."""
        for texts in list(self._ledger.phones.values()):
            for text in [text for text in texts if text.direction == "sent" and text.status == "sending"]:
                self._background.spawn(self._post(self._ledger.messages[text.sid], self._faults.webhook(text.sid)))

    def _keyword(self, message: Message) -> None:
        """Block or unblock, and answer at once: these answers are on the phone, but not in the account's list."""
        meant = keyword(message.body)
        blocked = self._ledger.is_blocked(message.to, message.sender)
        if meant is None or meant is (Keyword.STOP if blocked else Keyword.START):
            return  # START and YES say nothing to somebody who never said stop; a second STOP is quiet
        if meant is not Keyword.HELP:
            self._ledger.block(message.to, message.sender, meant is Keyword.STOP)
        answer = ANSWERS[meant]
        sid, now = self._new_sid("SM"), self._clock.now()
        self._ledger.show(message.sender, Text(sid, "received", message.to, answer, now, "delivered", segments(answer)))

    async def _post(self, message: Message, fault: WebhookFault) -> None:
        if fault.after_next:
            await self._let_one_pass()
        if fault.wait > NOT_AT_ALL:
            await self._clock.sleep(fault.wait)
        for copy in range(fault.copies):
            self._background.spawn(self._copy(message, fault.apart * copy))

    async def _copy(self, message: Message, wait: timedelta) -> None:
        await self._clock.sleep(wait)
        await self._deliver(message)

    async def _let_one_pass(self) -> None:
        before = self._posted
        for _ in range(OVERTAKEN_WITHIN):
            await self._clock.sleep(LOOK)
            if self._posted > before:
                return

    async def _deliver(self, message: Message) -> None:
        answer = await self._caller.post(self._url, self._form(message))
        if isinstance(answer, Failure) and self._fallback_url is not None:
            extra = {"ErrorCode": str(answer.code), "ErrorUrl": self._url.partition("#")[0]}
            answer = await self._caller.post(self._fallback_url, self._form(message) | extra)
        self._posted += 1
        if isinstance(answer, Failure):
            self._ledger.trouble(self._clock.now(), answer.code, message.sid, answer.why)
            self._ledger.mark(message.sender, message.sid, "failed")
            return
        self._ledger.mark(message.sender, message.sid, "delivered")
        await self._honour(message, answer, MOST_REDIRECTS)

    async def _honour(self, message: Message, answer: httpx.Response, redirects: int) -> None:
        """Carry out what the answer says, or nothing of it."""
        try:
            verbs = twiml.read(answer.headers.get("content-type", ""), answer.content)
        except twiml.BadTwiml as error:
            self._ledger.trouble(self._clock.now(), error.code, message.sid, str(error))
            return
        for verb in verbs:
            if isinstance(verb, twiml.Say):
                self._reply(message, verb)
            elif redirects:
                further = await self._caller.post(urljoin(str(answer.url), verb.url), self._form(message))
                if isinstance(further, httpx.Response):
                    await self._honour(message, further, redirects - 1)
                return  # what stands behind a redirect is never reached

    def _reply(self, message: Message, say: twiml.Say) -> None:
        sender, to = say.sender or message.to, say.to or message.sender
        now = self._clock.now()
        if self._ledger.is_blocked(sender, to):
            self._ledger.trouble(now, BLOCKED, message.sid, "Attempt to send to unsubscribed recipient")
            return
        sid = self._new_sid("SM")
        callback = urljoin(self._url, say.status_callback) if say.status_callback else None
        self._ledger.put(
            Message(
                sid, sender, to, say.body, REPLY, "queued", now, now, segments(say.body), media=say.media, callback=callback
            )
        )
        self._deliveries.start(sid)

    def _form(self, message: Message) -> dict[str, str]:
        """The parameters of an inbound text. Source: Twilio, "TwiML for Programmable Messaging", request parameters."""
        form = {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "SmsMessageSid": message.sid,
            "AccountSid": self._account,
            "From": message.sender,
            "To": message.to,
            "Body": message.body,
            "NumMedia": str(message.media),
            "NumSegments": str(message.segments),
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
            "FromCity": "",
            "FromState": "",
            "FromZip": "",
            "FromCountry": "US",
            "ToCity": "PORTLAND",
            "ToState": "OR",
            "ToZip": "97201",
            "ToCountry": "US",
        }
        for n in range(message.media):
            form[f"MediaUrl{n}"] = (
                f"https://api.twilio.com/2010-04-01/Accounts/{self._account}/Messages/{message.sid}/Media/ME{n:032x}"
            )
            form[f"MediaContentType{n}"] = "image/jpeg"
        return form
