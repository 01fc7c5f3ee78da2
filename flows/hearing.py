"""From what came over the wire to what was heard: the reader, and around it what only the session or the carrier can tell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from flows.asap import Asap
from flows.questions import topics
from flows.reader import read
from flows.reader.danger import danger
from flows.session import Session
from flows.when import When
from flows.words import Asked, Heard, Intent, Practice, Who

# The carrier has acted on these itself, and answered: it has blocked us, unblocked us, or explained.
OUT = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")
OUTRIGHT = ("STOP", "STOPALL", "UNSUBSCRIBE")  # these mean nothing else, also in front of other words
IN = ("START", "UNSTOP")
HELP = ("HELP", "INFO")
KEYWORDS = {
    **dict.fromkeys(OUT, Intent.OPT_OUT),
    **dict.fromkeys(IN, Intent.OPT_IN),
    **dict.fromkeys(HELP, Intent.HELP),
}

# A comma behind which a question begins: "yep I'll be there, do I need to bring anything?"
ASKS_ON = re.compile(
    r"[,;]\s*((and|but|also|so|y|pero|oye|tambi[eé]n)\s+)?"
    r"(?=(do|does|is|are|what|where|how|should|which|qu[eé]|d[oó]nde|c[oó]mo|debo|tengo que|hay que)\b)",
    re.IGNORECASE,
)
LOOKED_AT = 14  # days ahead
BARE = 2  # words of a question that asks nothing by itself: "right?"
THE_LIST = re.compile(r"\b(lists?|listas?)\b", re.IGNORECASE)
THE_TEXTS = re.compile(r"\b(te?xt|mess|msg|mens|sms|stop|unsub|contact|n[uú]m|llam|call|escrib)", re.IGNORECASE)
EACH = re.compile(
    r"\b(me|myself|mine|yo|m[ií][oa]?)\s+(and|&|y)\s+((a|la|el|los|las)\s+)?(de\s+)?(my|our|mi|mis)\s|\b(my|our|mi)\s+\w+\s+(and|&|y)\s+(me|myself|mine|yo|m[ií][oa]?)\b",
    re.IGNORECASE,
)
PERSONS = ("guardian_who", "last", "another")  # questions that a name answers, as it does "who is it for?"


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
    asked = session.asked
    if asked and asked.about in PERSONS:
        asked = replace(asked, about="who")
    heard = read(text, asked, said or at, practice, session.lang, id=id)
    if session.asked and session.asked.about == "last" and heard.who is None and _may_be_a_name(text, heard):
        heard = replace(heard, who=Who(last=" ".join(word.capitalize() for word in text.split())), when=None)
    heard = _here(replace(heard, at=at, said=said), text, session, practice)
    if heard.agreed and (question := _last_question(text)):  # an answer, and then a question that is none of those we know
        last = read(question, None, said or at, practice, session.lang, id=id)
        says = last.when or last.reason or last.who or last.agreed
        heard = replace(heard, asks=says is None and set(last.intents) <= {Intent.QUESTION} and len(question.split()) > BARE)
    says_nothing = heard == Heard(id=id, at=at, said=said, lang=heard.lang)
    if says_nothing and session.invited and not session.flows and len(text.split()) > 1 and _may_be_a_name(text, heard):
        heard = replace(heard, who=read(text, Asked("who", at), said or at, practice, session.lang, id=id).who)
        says_nothing = heard.who is None
    if says_nothing and text.strip() and not any(c.isalnum() for c in text):
        heard = replace(heard, intents=(Intent.REPEAT,))  # "?", ".", a shrug
    return replace(heard, media=media and says_nothing)


def _here(heard: Heard, text: str, session: Session, practice: Practice) -> Heard:
    """Return what was heard as this practice takes it: its languages, its answers, its hours, its visit for who is in pain."""
    lang = heard.lang if heard.lang in practice.languages else None
    days = _days(heard.when, practice, heard.said or heard.at) if heard.when else []
    closed = heard.when is not None and _is_closed(heard.when, days, practice)
    holiday = closed and all(day in practice.closed for day in days)
    each = len(heard.about) > 1 and EACH.search(text) is not None
    heard = replace(heard, lang=lang, closed=closed, holiday=holiday, each=each)
    heard = replace(heard, topics=topics(text, heard, lang or session.lang, practice))
    if Intent.PAIN in heard.intents and heard.reason is None and practice.urgent_reason:
        heard = replace(heard, reason=practice.urgent_reason.name)
    if Intent.OPT_OUT in heard.intents and _means_the_asap_list(text, session):
        intents = (Intent.LEAVE_ASAP if intent is Intent.OPT_OUT else intent for intent in heard.intents)
        heard = replace(heard, intents=tuple(dict.fromkeys(intents)))
    if Intent.EMERGENCY in heard.intents and text.split()[0].upper().strip(",.!") in OUTRIGHT:
        heard = replace(heard, intents=tuple(dict.fromkeys((*heard.intents, Intent.OPT_OUT))))  # "STOP my mouth is bleeding"
    asks_of_danger = session.asked is not None and session.asked.about == "danger"
    if asks_of_danger and not {Intent.UNSURE, Intent.DONT_KNOW} & set(heard.intents):
        heard = replace(heard, agreed=danger(text, heard.agreed))
    return heard


def _means_the_asap_list(text: str, session: Session) -> bool:
    """Say whether "take me off the list" means the ASAP list: they are on it, and speak of no texts."""
    on_it = session.on_list or any(isinstance(flow, Asap) for flow in session.flows) or any(v.asap for v in session.named)
    return bool(on_it and THE_LIST.search(text) and not THE_TEXTS.search(text))


def _last_question(text: str) -> str:
    """Return the last sentence, if it asks and others go before it."""
    said = re.split(r"[?\s]*$", text, maxsplit=1)[0].replace("!", ".").replace("\n", ".")
    before, _, last = ASKS_ON.sub(".", said).rpartition(".")
    return last.strip() if before.strip() and text.rstrip().endswith("?") else ""


def _may_be_a_name(text: str, heard: Heard) -> bool:
    """Say whether the whole answer may be a last name, whatever else its words mean: Park, Price, Long."""
    words = text.replace("-", " ").replace("'", "").split()
    return 0 < len(words) <= 3 and all(word.isalpha() for word in words) and not heard.intents and heard.agreed is None


def _days(when: When, practice: Practice, now: datetime) -> list[date]:
    """Return the days of the next two weeks that are wished for."""
    today = now.astimezone(practice.zone).date()
    return [day for n in range(LOOKED_AT) if _wished(when, day := today + timedelta(days=n))]


def _is_closed(when: When, days: list[date], practice: Practice) -> bool:
    """Say whether the practice is closed on each of these days that are wished for, or at that hour of it."""
    named = any(span.names_days for span in when.wanted)
    return bool(practice.hours and named and days) and not any(_opens(practice, day, when.around) for day in days)


def _wished(when: When, day: date) -> bool:
    whole = (replace(span, from_=None, until=None) for span in when.wanted)
    return not when.impossible and any(span.holds(datetime.combine(day, time(12))) for span in whole)


def _opens(practice: Practice, day: date, at: time | None) -> bool:
    return any(at is None or opens <= at < closes for opens, closes in practice.spans(day))


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
