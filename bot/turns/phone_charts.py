"""An opt-out belongs to a phone, and to every chart on it: each chart is marked, with a line of how it came about.

Our own record and the journal keep texts from leaving from the same moment on. This is for the people who look into the chart,
and for the day on which nothing of ours is left: so it may wait for an office that is away, as a timer of the conversation.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from hashlib import sha256

from bot import inbox
from bot.office.charts import ChartChange, TextOk
from bot.office.errors import OfficeError
from bot.room import ms
from bot.store import Timer
from bot.turns.committing import Committing
from bot.turns.reading import TAKE_AT_MOST
from bot.work import ChartChangeWork, CommlogWork
from flows.words import Tick

AGAIN = timedelta(minutes=5)  # an office that is away is asked again so often
NOTES: dict[bool, str] = {
    True: "Patient asked by text for no more texts to {phone}. Text OK set to No. A call by a person is still fine.",
    False: "Patient asked by text for texts to {phone} again. Text OK set to Yes.",
}


async def write_down(committing: Committing, tick: Tick) -> None:
    """Mark every chart on this phone as its holder wants it now; if the office is away, or slow, later.

    The lease must not end over it: whoever took the conversation over would wait for the same answer, and so would the next.
    """
    out, phone = committing.kept.session.opted_out, committing.kept.phone
    try:
        async with asyncio.timeout(TAKE_AT_MOST.total_seconds()):
            rows = await committing.room.office.patients(phone)
    except (OfficeError, TimeoutError):
        committing.timers.append(Timer(inbox.CHARTS, ms(committing.now + AGAIN)))
        return
    wanted: TextOk = "No" if out else "Yes"
    for row in rows:
        # START undoes what STOP has done, and no more: a chart that nobody has asked yet stays so.
        if row.text_ok == wanted or (not out and row.text_ok != "No"):
            continue
        change = ChartChangeWork(committing.number, row.pat_num, ChartChange(text_ok=wanted), committing.cid)
        committing.carry_out(_token(tick, row.pat_num, "chart"), change)
        token = _token(tick, row.pat_num, "commlog")
        note = f"{NOTES[out].format(phone=phone)} [{token[:10]}]"
        committing.carry_out(token, CommlogWork(committing.number, row.pat_num, note, committing.now, committing.cid))


def _token(tick: Tick, patient: int, what: str) -> str:
    return sha256(f"{tick.id}|{patient}|{what}".encode()).hexdigest()[:32]
