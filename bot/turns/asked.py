"""What became of our question is marked at the visit: that it was sent, or that it never arrived."""

from __future__ import annotations

from hashlib import sha256

from bot.inbox import AskEnded
from bot.office.changing import Confirmation
from bot.openings import ways
from bot.turns.committing import Committing
from bot.work import ConfirmWork


async def mark(committing: Committing, ended: AskEnded) -> None:
    """Mark each visit asked about, unless it says more by now: an answer may have come before the carrier's report."""
    sent = (await ways.known(committing.room)).sent
    for about in ended.about:
        token = sha256(f"{ended.id}|{about.visit}".encode()).hexdigest()[:32]
        value: Confirmation = "Sent" if ended.sent else "Failed"
        only_from = (about.marked,) if ended.sent else (about.marked, sent)
        # Nobody is told how it ends: a visit that was moved meanwhile needs no such mark.
        committing.carry_out(token, ConfirmWork(about.visit, about.start, value, only_from, practice=committing.number))
