"""What comes late: a text that no webhook brought, and a conversation that begins anew because the store was lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.inbox import Text
from bot.room import ms
from bot.store import Turn
from flows import engine, say
from flows.session import Session
from flows.words import Heard, Intent

# Older than this a text is no longer acted on. By then its writer has called, or made other plans: a visit booked on this
# morning's word would surprise them. A person looks at it instead, and the patient is told so.
ACT_WITHIN = timedelta(hours=2)
ALWAYS = frozenset((Intent.EMERGENCY, Intent.OPT_OUT, Intent.OPT_IN))  # these count whenever they are read
MISSED_FOR = timedelta(hours=12)  # as long as a question would have stood, people go on answering it
AT_A_LOSS = ("sorry", "hello", "i_can", "what_then", "okay")  # what we say to a text that means nothing by itself


def is_too_late(text: Text, heard: Heard, session: Session, now: datetime) -> bool:
    """Say whether a person must decide what this text still means."""
    if not text.missed or now - text.at <= ACT_WITHIN:
        return False
    if session.opted_out or session.with_person:
        return False  # the flows know what to do: nothing is said
    return not (heard.keyword or ALWAYS & set(heard.intents))


def is_anew(held: Turn, now: datetime) -> bool:
    """Say whether this conversation, which begins, may have been another before the store was lost."""
    return not held.session and held.lost_at_ms >= ms(now - MISSED_FOR)


def begun_anew(after: engine.Turn) -> engine.Turn:
    """A "2" or a "yes" to a question that was lost is taken for nothing. Say why, and how to find out about a booking."""
    keys = [line.key for line in after.replies]
    if not set(AT_A_LOSS) & set(keys):
        return after
    first = next(place for place, key in enumerate(keys) if key in AT_A_LOSS)
    kept = [line for line in after.replies if line.key not in AT_A_LOSS]
    return replace(after, replies=(*kept[:first], say.starting_again(), *kept[first:]))
