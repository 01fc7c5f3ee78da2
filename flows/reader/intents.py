"""What a message is for, and its yes or no: the phrases of english/acts.py and spanish/acts.py, heard in any order."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reader import english, spanish
from flows.reader.phrases import Found, compiled, found
from flows.words import Intent, Lang

ENGLISH = compiled(english.ACTS, english.CLASSES)
SPANISH = compiled(spanish.ACTS, spanish.CLASSES)

# After these a clause still begins: "ok great, yes please" says yes three times.
CARRY_ON = frozenset(
    "wait hold on ah eh "
    "ok yes no sure great good perfect alright thanks thank you please well oh um uh hmm so and but then hi hello hey also just "
    "actually sorry cool awesome fine right now si pero y entonces bueno claro gracias hola pues ay ah eh mm".split()
)
# What a question was about: where these are heard, that it was a question says nothing more.
SAY_MORE = frozenset(Intent) - frozenset(
    (
        Intent.QUESTION,
        Intent.GREETING,
        Intent.THANKS,
        Intent.BYE,
        Intent.CORRECTION,
        Intent.UNSURE,
        Intent.DONT_KNOW,
        Intent.LATER,
        Intent.EARLIER,
        Intent.REPEAT,
    )
)
NAMES = {intent.name: intent for intent in Intent}


def starts(words: Sequence[str]) -> list[bool]:
    """Mark where a clause begins: at the start, after a stop, after "ok", "but" and their like."""
    marks: list[bool] = []
    begins = True
    for word in words:
        marks.append(begins)
        begins = not word.isalnum() or (begins and word in CARRY_ON) or word in ("and", "but", "pero")
    return marks


def heard(words: Sequence[str], lang: Lang | None) -> list[Found]:
    """Return the phrases of a message, in the order they stand."""
    tables = (ENGLISH, SPANISH) if lang is None else (ENGLISH,) if lang == "en" else (SPANISH, ENGLISH)
    return found(words, starts(words), tables)


def intents(phrases: Sequence[Found], about: str) -> tuple[Intent, ...]:
    """Return what the message is for. `about`: what we had asked for, if anything was."""
    names = [phrase.means for phrase in phrases]
    found = dict.fromkeys(NAMES[name] for name in names if name in NAMES)
    if "CANT_COME" in names and not about and Intent.MOVE not in found:
        found[Intent.CANCEL_VISIT] = None  # "can't come tomorrow"; to an offer it only says which day does not suit
    if "DROP" in names:  # a mere "cancel": in the middle of a request it drops the request
        found[Intent.NEVER_MIND if about else Intent.CANCEL_VISIT] = None
    if set(found) & SAY_MORE:
        found.pop(Intent.QUESTION, None)
    return tuple(found)


def agreed(phrases: Sequence[Found]) -> bool | None:
    """A clear yes or no. Both at once are neither: whoever means yes can say it again."""
    names = {phrase.means for phrase in phrases}
    if "YES" in names and "NO" in names:
        return None
    if "NO" in names:
        return False
    return True if "YES" in names and "UNSURE" not in names else None
