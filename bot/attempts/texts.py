"""One text, by the carrier."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.attempts.outcomes import SOON, Absent, Case, Done, Later, NotDone, Outcome, Unknown
from bot.channels import carrier
from bot.store import Store
from bot.work import ANSWER_STANDS, CONFIRMATION_STANDS, TextWork
from flows.words import E164

log = structlog.get_logger()

ARRIVES_WITHIN = timedelta(hours=1)  # or the carrier's report of it was lost


def meter_of(practice: E164) -> str:
    """Return the name under which a practice's texts are counted."""
    return f"texts|{practice}"


def counted(todo: TextWork) -> str | None:
    """Every text counts; what nobody asked for has been counted before it was put down (bot/outreach/breaker.py)."""
    return None if todo.asks else meter_of(todo.practice)


def arrives_within(todo: TextWork) -> timedelta | None:
    """Of what somebody waits for, for better or worse, the end must be known. None: nobody would do anything about it."""
    return ARRIVES_WITHIN if todo.settles or todo.answers is not None else None


async def send(case: Case, todo: TextWork) -> Outcome:
    if not await case.may_leave():
        return Later(SOON)
    validity = CONFIRMATION_STANDS if todo.settles else ANSWER_STANDS
    match await case.room.carrier.send(todo.to, todo.practice, todo.body, case.effect_id, validity):
        case carrier.Accepted(sid):
            return Done(sid)
        case carrier.Refused() as refused:
            if refused.our_fault:
                log.error("carrier", what="the carrier refuses our texts", status=refused.code)
            return NotDone(str(refused.code), opted_out=refused.opted_out)
        case carrier.Busy(retry_after, alarm):
            if alarm:
                log.error("carrier", what=alarm)
            return Later(retry_after)
        case carrier.NotSent():
            return Later(SOON)
        case carrier.Unsure(why):
            return Unknown(why)


async def find_text(case: Case, todo: TextWork) -> Outcome:
    """Look for it among what the carrier took since the first try, but for the texts that are known to be others'."""
    others = await case.room.store.sids(case.room.store.phone_digest(todo.to))
    match await case.room.carrier.find(todo.to, todo.practice, todo.body, case.since, others):
        case carrier.Accepted(sid):
            return Done(sid)
        case None:
            return Absent("not in the carrier's list")
        case _:
            return Unknown("the carrier's list could not be read")


async def remember_sid(store: Store, todo: TextWork, proof: str) -> None:
    """Another text of the same words is not taken for this one."""
    await store.remember_sid(store.phone_digest(todo.to), proof)
