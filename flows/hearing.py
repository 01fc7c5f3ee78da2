"""From what came over the wire to what was heard: the reader, and around it what only the session or the carrier can tell."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from flows.reader import read
from flows.session import Session
from flows.words import Heard, Intent, Practice

# The carrier has acted on these itself, and answered: it has blocked us, unblocked us, or explained.
OUT = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")
IN = ("START", "UNSTOP")
HELP = ("HELP", "INFO")
KEYWORDS = {
    **dict.fromkeys(OUT, Intent.OPT_OUT),
    **dict.fromkeys(IN, Intent.OPT_IN),
    **dict.fromkeys(HELP, Intent.HELP),
}


def hear(
    text: str,
    session: Session,
    practice: Practice,
    *,
    id: str,
    at: datetime,
    said: datetime | None = None,
    keyword: str = "",
    media: bool = False,
) -> Heard:
    """Return everything one text says. `keyword` is the carrier's own word if that was all of it; `said` when it reached us."""
    if keyword in KEYWORDS:
        return Heard(id=id, at=at, said=said, intents=(KEYWORDS[keyword],), keyword=keyword)
    if session.opted_out and (keyword == "YES" or text.strip().casefold() == "yes"):
        return Heard(id=id, at=at, said=said, intents=(Intent.OPT_IN,), keyword="YES")  # to the carrier, YES is START
    # "Tomorrow" is the day after it was said, however long the text was under way.
    heard = read(text, session.asked, said or at, practice, session.lang, id=id)
    lang = heard.lang if heard.lang in practice.languages else None
    return replace(heard, at=at, said=said, lang=lang, media=media and not text.strip())


# A text that ends on one of these has its other half still to come.
DANGLING = frozenset(
    "a an the at on in for of to with and or but after before around between from until is are my our this next "
    "el la los las un una en de del para por con y o pero que mi despues después antes entre desde hasta".split()
)
ASKING = frozenset("can could may puedo podria podría".split())
URGENT = {Intent.EMERGENCY, Intent.OPT_OUT, Intent.OPT_IN, Intent.HUMAN, Intent.HELP, Intent.WRONG_NUMBER}
HALF = {Intent.BOOK, Intent.QUESTION}  # what half a text can already say; whatever else it says is answered at once
BARELY = 4  # words: "can i come", "puedo ir"


def unfinished(heard: Heard, text: str) -> bool:
    """Say whether the other half of a text may still be on its way: people send "can i come" and then "tues at 3"."""
    words = text.casefold().split()
    if heard.keyword or heard.media or not words or words[-1][-1] in "?!.":
        return False
    if URGENT & set(heard.intents):
        return False
    if words[-1].rstrip(",") in DANGLING or words[-1].endswith(","):
        return True
    answers = (heard.who, heard.reason, heard.when, heard.pick, heard.agreed, heard.not_offered or None)
    if any(answer is not None for answer in answers) or set(heard.intents) - HALF:
        return False
    return not heard.intents or (words[0] in ASKING and len(words) <= BARELY)
