"""The way of a text to a phone: queued, sent, delivered; and the reports about it, as little reliable as the vendor's."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.pretend.carrier.background import Background
from bot.pretend.carrier.faults import NOT_AT_ALL, Faults
from bot.pretend.carrier.ledger import FINAL, INBOUND, Ledger, Message, Text
from bot.pretend.carrier.webhooks import Caller, Failure
from bot.pretend.clock import Clock

QUEUED = timedelta(milliseconds=150)  # until the first report: usually after the 201, never promised
IN_QUEUE = timedelta(milliseconds=150)
ON_AIR = timedelta(milliseconds=300)
UNREACHABLE, EXPIRED = 30003, 30036


class Deliveries:
    """Carries every text that was taken to its phone."""

    def __init__(
        self, clock: Clock, ledger: Ledger, faults: Faults, caller: Caller, account: str, background: Background
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._faults = faults
        self._caller = caller
        self._account = account
        self._background = background

    def start(self, sid: str, *, queued_told: bool = False) -> None:
        """Carry it to its phone, behind whatever is going on."""
        self._background.spawn(self._deliver(sid, queued_told))

    def resume(self) -> None:
        """Carry on with what an earlier run left under way."""
        for message in list(self._ledger.messages.values()):
            if message.direction != INBOUND and message.status not in FINAL:
                self.start(message.sid)

    async def tell(self, message: Message) -> None:
        """Report the message as it stands, once, if anybody asked for reports. An answer that is no 2xx is ignored."""
        if message.callback is None:
            return
        form = {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "MessageStatus": message.status,
            "SmsStatus": message.status,
            "To": message.to,
            "From": message.sender,
            "AccountSid": self._account,
            "ApiVersion": "2010-04-01",
        }
        if message.error:
            form["ErrorCode"] = str(message.error)
        if message.status in FINAL:
            form["RawDlrDoneDate"] = message.updated.strftime("%y%m%d%H%M")
        answer = await self._caller.post(message.callback, form)
        if isinstance(answer, Failure):
            self._ledger.trouble(self._clock.now(), answer.code, message.sid, f"status callback: {answer.why}")

    async def _deliver(self, sid: str, queued_told: bool) -> None:
        fault = self._faults.delivery(sid, self._ledger.messages[sid].to)
        await self._clock.sleep(QUEUED)
        told = None if queued_told else self._report(self._ledger.messages[sid], None)
        await self._clock.sleep(IN_QUEUE + fault.wait)
        if self._expired(sid):
            self._report(self._set(sid, status="failed", error=EXPIRED), told)
            return
        told = self._report(self._set(sid, status="sent", sent=self._clock.now()), told)
        await self._clock.sleep(ON_AIR)
        self._report(self._arrive(sid, fault.error), told)

    def _arrive(self, sid: str, error: int | None) -> Message:
        to = self._ledger.messages[sid].to
        error = UNREACHABLE if self._ledger.unreachable.get(to, False) else error
        if error is not None:
            return self._set(sid, status="undelivered", error=error)
        message = self._set(sid, status="delivered")
        self._ledger.show(to, received(message, self._clock.now()))
        return message

    def _set(self, sid: str, **changes: object) -> Message:
        return self._ledger.change(sid, self._clock.now(), **changes)

    def _expired(self, sid: str) -> bool:
        message = self._ledger.messages[sid]
        return self._clock.now() > message.created + timedelta(seconds=message.valid_s)

    def _report(self, message: Message, after: asyncio.Task[None] | None) -> asyncio.Task[None] | None:
        """Send a report behind the one before it. A late one neither waits nor is waited for: so reports change places."""
        if message.callback is None:
            return None
        fault = self._faults.callback(message.sid, message.status)
        task = self._background.spawn(
            self._send(message, after if fault.wait == NOT_AT_ALL else None, fault.wait, fault.copies)
        )
        return task if fault.wait == NOT_AT_ALL else after

    async def _send(self, message: Message, after: asyncio.Task[None] | None, wait: timedelta, copies: int) -> None:
        if after is not None:
            await asyncio.wait((after,))
        if wait > NOT_AT_ALL:
            await self._clock.sleep(wait)
        for _ in range(copies):
            await self.tell(message)


def received(message: Message, at: datetime) -> Text:
    """Return the message as its phone shows it."""
    return Text(message.sid, "received", message.sender, message.body, at, "delivered", message.segments, message.media)
