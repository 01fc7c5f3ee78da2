"""How much proof each action needs, and why: one table, used by the flows and printed for the compliance binder.

    nothing       anybody may have it done
    this phone    the phone is on the chart, and the thread is about this very visit: our own text named it
    birth date    full name and birth date fit a chart that carries this phone
    staff only    no text can have it done

Unknown and wrong get the same words (flows/identify.py); the third that does not fit brings a person, and tries are limited for
each phone and each chart (bot/store). A practice may raise a level in its office file (`birth_date_for`), never lower one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import IntEnum

from msgspec import Struct

from flows.flow import Flow
from flows.words import Intent, Patient


class Level(IntEnum):
    NOTHING = 0
    PHONE = 1
    BIRTH_DATE = 2
    STAFF = 3

    def __str__(self) -> str:
        return {0: "nothing", 1: "this phone", 2: "birth date", 3: "staff only"}[self.value]


class Rule(Struct, frozen=True):
    """What one action needs. `name` is that of the request (flows/session.py), where one carries it out."""

    name: str
    action: str
    level: Level
    why: str
    raisable: bool = False  # by a practice, to the birth date
    intents: tuple[Intent, ...] = ()  # what asks for it, where no request does


TABLE = (
    Rule("questions", "hours, address, parking, the practice's own answers", Level.NOTHING, "they concern no patient"),
    Rule("danger", "an emergency, pain, words of crisis", Level.NOTHING, "help comes before everything"),
    Rule("number", "opt out, opt in, wrong number, a death", Level.NOTHING, "it concerns the phone, and is always honoured"),
    Rule("person", "ask for a person, complain", Level.NOTHING, "a person finds out who it is"),
    Rule("late", "say that one runs late or is here", Level.NOTHING, "the desk is told, and nothing of the chart is said"),
    Rule("new patient", "ask for a first visit", Level.NOTHING, "whether a chart exists is never told; staff join doubles"),
    Rule("confirm", "confirm the visit that our own text named", Level.PHONE, "nothing is told that the text did not tell"),
    Rule("visits", "hear again when the visit is that our own text named", Level.PHONE, "it was told to this phone"),
    Rule("move", "move the visit that our own text named", Level.PHONE, "read back, and can be undone", raisable=True),
    Rule("cancel", "cancel the visit that our own text named", Level.PHONE, "read back, and can be undone", raisable=True),
    Rule("asap", "join or leave the ASAP list with that visit", Level.PHONE, "the visit itself stays", raisable=True),
    Rule("other visits", "hear, confirm, move or cancel any other visit", Level.BIRTH_DATE, "a phone names a household"),
    Rule("book", "book on a chart that exists", Level.BIRTH_DATE, "it puts a visit into somebody's chart"),
    Rule("planned", "give planned treatment a time", Level.BIRTH_DATE, "it tells that treatment is planned"),
    Rule("household", "anything for somebody else of the household", Level.BIRTH_DATE, "each person has a proof of their own"),
    Rule(
        "records",
        "records, a change of phone, name, birth date or insurance",
        Level.STAFF,
        "a wrong change would give a chart away",
        intents=(Intent.RECORDS,),
    ),
    Rule("balance", "balances and bills", Level.STAFF, "money is not for a plain text", intents=(Intent.BALANCE,)),
    Rule(
        "clinical", "questions about treatment or medicine", Level.STAFF, "only a clinician answers", intents=(Intent.CLINICAL,)
    ),
    Rule("guardian", "who may decide for a child", Level.STAFF, "authority is shown on paper"),
)
RULES = {rule.name: rule for rule in TABLE}
RAISABLE = tuple(rule.name for rule in TABLE if rule.raisable)
STAFF_ONLY = frozenset(intent for rule in TABLE if rule.level is Level.STAFF for intent in rule.intents)


def level(name: str, raised: Collection[str] = ()) -> Level:
    """Return how much proof that action needs at a practice that has raised these."""
    rule = RULES[name]
    return Level.BIRTH_DATE if rule.raisable and name in raised else rule.level


def too_little(flow: Flow, raised: Collection[str]) -> tuple[str, ...]:
    """Return the facts that this request must not rest on: the phone alone has shown them, and that is not enough here."""
    by_phone = getattr(flow, "named", None)
    if not by_phone or isinstance(getattr(flow, "patient", None), Patient):
        return ()
    name = flow.__struct_config__.tag
    return ("named", "visits") if isinstance(name, str) and level(name, raised) > Level.PHONE else ()


def markdown(raised: Collection[str] = ()) -> Iterator[str]:
    """Yield the table line by line, as a practice has it that has raised these."""
    yield "| action | proof | why |"
    yield "|---|---|---|"
    for rule in TABLE:
        needs = level(rule.name, raised)
        why = rule.why if needs is rule.level else "this practice asks for it"
        yield f"| {rule.action} | {needs} | {why} |"
