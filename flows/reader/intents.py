"""What a message is for, and its yes or no: the phrases of english/acts.py and spanish/acts.py, heard in any order."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reader import english, spanish
from flows.reader.lexicon import KNOWN
from flows.reader.phrases import Found, compiled, found
from flows.words import Intent, Lang

ENGLISH = compiled(english.ACTS, english.CLASSES)
SPANISH = compiled(spanish.ACTS, spanish.CLASSES)

# After these a clause still begins: "ok great, yes please" says yes three times.
CARRY_ON = frozenset(
    "wait hold on ah eh "
    "ok yes ya no sure great good perfect alright thanks thank you please well oh um uh hmm so and but then hi hello hey also just "
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
        Intent.WAIT,
    )
)
OF_A_VISIT = ("coming", "choice", "which")  # questions about a visit in the book: a mere "cancel" means the visit
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
    return found(words, [kind(word) for word in words], starts(words), tables)


def kind(word: str) -> str:
    """Return the open class of a word: a number, or perhaps a name, since no list of ours has it."""
    if word.isdecimal():
        return "<number>"
    return "<name>" if word.isalpha() and len(word) > 2 and word not in KNOWN else ""


SPANISH_NAMED = frozenset(("spanish", "espanol"))
ENGLISH_NAMED = frozenset(("english", "ingles"))
NOT_MINE = frozenset(("no", "dont", "not"))


def asked_for(words: Sequence[str]) -> Lang | None:
    """Return the language somebody asks for: "do you speak spanish?"; "no hablo inglés" asks for the other one."""
    es, en = not SPANISH_NAMED.isdisjoint(words), not ENGLISH_NAMED.isdisjoint(words)
    if es == en:
        return None
    return "es" if es == NOT_MINE.isdisjoint(words) else "en"


def intents(phrases: Sequence[Found], about: str) -> tuple[Intent, ...]:
    """Return what the message is for. `about`: what we had asked for, if anything was."""
    names = [phrase.means for phrase in phrases]
    found = dict.fromkeys(NAMES[name] for name in names if name in NAMES)
    if "CANT_COME" in names and not about and Intent.MOVE not in found:
        found[Intent.CANCEL_VISIT] = None  # "can't come tomorrow"; to an offer it only says which day does not suit
    if "RATHER" in names and not about:
        found[Intent.MOVE] = None  # "can we do later same day"; to an offer it only says what would suit
    if "WHAT_TIME" in names:  # "and what time?", "is that in the morning?": of the visit that was named
        found[Intent.VISITS if about in ("", "coming") else Intent.QUESTION] = None
    if "REMIND" in names and about:
        found[Intent.UNSURE] = None  # "remind me tomorrow": neither yes nor no today
    if "DROP" in names:  # a mere "cancel": in the middle of a request it drops the request
        found[Intent.NEVER_MIND if about and about not in OF_A_VISIT else Intent.CANCEL_VISIT] = None
    if Intent.CRISIS in found or Intent.KNOCKED_OUT in found:
        found[Intent.EMERGENCY] = None
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
