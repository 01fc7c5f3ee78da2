"""For /work/shared/tools/score_intents.py: what the reader hears in a text, in the data's words.

The data's dialogues look for a salon or a doctor in a city, or ask a bank and a hotel; ours make a visit. `asked` becomes the
open question as the product knows it: OFFER is a list to choose from, CONFIRM a read-back, REQUEST a question. What the data
labels and no patient's text is read for stands below as plain words: places, kinds of provider, sums of money.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flows.reader import read
from flows.words import Asked, Heard, Intent, Lang
from tests.bench.dates_adapter import PRACTICES

NOW = datetime(2019, 3, 1, 8, tzinfo=UTC)
ABOUT = {"CONFIRM": "agreed", "OFFER_INTENT": "agreed", "REQUEST": "when", "OFFER": "pick"}
ACTS = {
    Intent.BYE: "bye",
    Intent.GREETING: "greet",
    Intent.DONT_KNOW: "dont_know",
    Intent.CANCEL_VISIT: "cancel",
    Intent.MOVE: "change",
    Intent.BOOK: "book",
    Intent.LATER: "later",
    Intent.EARLIER: "earlier",
    Intent.HUMAN: "human",
    Intent.REPEAT: "repeat",
    Intent.QUESTION: "question",
    Intent.OTHER: "alternatives",
    Intent.THANKS: "thank",
}
ASKS = re.compile(
    r"\?\W*$|^\W*(?:hi|hello|ok|and|so)?\W*(?:what|where|which|is|are|do|does|can|could|how|tell me|give me|show me)\b",
    re.IGNORECASE,
)
# The name of a place or a person within a sentence; a kind of provider; what a provider may offer.
PLACE = re.compile(r"(?<=[a-z] )(?!I\b|I'|OK\b|Dr\b|Doctor|Dentist|Therapist|Salon)[A-Z][A-Za-z]+")
KIND = re.compile(r"\bunisex|\bcosmetic|\ban?\s+(?:\w+\s+)?(?:counsell?or|\w+ologist|\w+iatrist|practitioner)", re.IGNORECASE)
ASPECT = re.compile(r"\b(?:do|does|can|could|are|is|will|offer|perform|provide)\b.*\b(?:unisex|cosmetic)", re.IGNORECASE)
# "More, higher, after" are one label of the bank's data, "cancel, close, leave, freeze" another.
ALSO = {
    "later": r"more|higher|increas\w*|later|after|most|max\w*|larger|exceed|extend|bigger|biggest|above|over|longer",
    "earlier": r"less|lower|before|decreas\w*|reduc\w*|smaller|earlier|cheaper|fewer|least|minimum|lowest|below",
    "cancel": r"cancel|close|freeze|block|terminate|get rid of|leave the bank|leaving the bank|revert|anymore",
    "change": r"change|changed|amend|modify|update|extend|increase|rebook|postpone|move the|upgrade|edit|reduce",
    "book": r"book|booked|booking|reservation|reserve|appointment|availability|meeting|stay",
}
OTHER_QUESTIONS = re.compile(
    r"^(?:\W*\w+){0,3}?\W*(?:how much|when|why|how long|what time|how many)\b"
    r"|^\W*what\b.*\b(?:balance|price|duration|date|limit|max\w*)\b",
    re.IGNORECASE,
)
MAY_I = re.compile(r"^(?:\W*\w+){0,2}?\W*(?:can|could|may) (?:i|we|you)\b", re.IGNORECASE)
# Not amounts, though they say "more" or "before".
NO_AMOUNT = re.compile(
    r"one more|more (?:time|details|info|about)|tell me more|at least|before\W*$|no later than|never .* before", re.IGNORECASE
)
FACT = re.compile(
    r"\b(?:number|address|rating|rated|contact|where|phone|(?<!share the )location|line|street|area"
    r"|specifically|men and women)\b",
    re.IGNORECASE,
)  # of a provider
AFTERWARDS = re.compile(r"\b(?:cab|ride|taxi|calend[ae]r)\b", re.IGNORECASE)  # what one asks for when the visit is made
SEARCHES = re.compile(r"\b(?:find|search|look|looking)\b", re.IGNORECASE)  # for a provider: the data has a label of its own
ELSEWHERE = re.compile(
    r"\b(?:weather|free|availability|share|available that day|am i available)\b", re.IGNORECASE
)  # what other services answer


def acts(text: str, asked: list[str], lang: Lang) -> set[str]:
    heard = read(text, _asked(asked), NOW, PRACTICES[lang], lang, id="bench")
    said = {act for intent, act in ACTS.items() if intent in heard.intents}
    return _answer(text, heard, said, set(asked)) if asked else _opening(text, heard, said)


def _asked(acts: list[str]) -> Asked | None:
    return next((Asked(ABOUT[act], NOW) for act in acts if act in ABOUT), None)


def _opening(text: str, heard: Heard, said: set[str]) -> set[str]:
    """A first message, or one without its context: what is said, whatever it answers."""
    plain = NO_AMOUNT.sub(" ", text)
    said |= {act for act, words in ALSO.items() if re.search(rf"\b(?:{words})\b", plain, re.IGNORECASE)}
    if ASKS.search(text):
        said.add("question")
    asks_to_do = MAY_I.search(text) and said & {"book", "cancel", "change"}
    if OTHER_QUESTIONS.search(text) or asks_to_do or said & {"human", "repeat"}:
        said.discard("question")
    if SEARCHES.search(text):
        said -= {"question", "book"}
    if heard.agreed is not None:
        said.add("affirm" if heard.agreed else "negate")
    return said | ({"inform"} if _told(text, heard) else set())


def _told(text: str, heard: Heard) -> bool:
    """Whether a detail is given: a time, or in the data's dialogues a place or a kind."""
    return heard.when is not None or bool(PLACE.search(text) or KIND.search(text))


def _answer(text: str, heard: Heard, said: set[str], asked: set[str]) -> set[str]:
    """What a message says to what the other side had just done."""
    no, yes = heard.agreed is False, heard.agreed is True
    question = {"question"} if FACT.search(text) or ASPECT.search(text) else set()
    told = _told(text, heard) and not (ASPECT.search(text) and heard.when is None)
    detail = {"inform"} if told else set()
    if asked == {"REQUEST"}:
        return {"inform"}
    if asked == {"CONFIRM"}:  # a detail instead of a yes corrects, with or without a no
        corrects = no or (told and not question and (not yes or Intent.CORRECTION in heard.intents))
        return {"negate", "inform"} if corrects else {"affirm"} | question
    if "OFFER_INTENT" in asked:
        no = no or bool(ELSEWHERE.search(text) and not yes and "book" not in said)
        return detail | (
            {"negate"} | said & {"bye", "book"} if no else {"affirm"} if yes or "book" in said or told else {"negate"}
        )
    if "REQ_MORE" in asked:
        return {"book"} | detail if told or ("book" in said and not no) else {"negate", "thank"}
    if "NOTIFY_FAILURE" in asked:
        return {"negate"} | said & {"bye"} if no else {"affirm"}
    if AFTERWARDS.search(text) and "book" not in said:
        return {"thank", "inform"} if told or not re.search("calend", text) else {"thank"}
    if "NOTIFY_SUCCESS" in asked:
        return question or said & {"thank", "bye", "book"} | ({"thank"} if "bye" in said else set()) | detail
    elsewhere = ELSEWHERE.search(text) is not None
    return _to_an_offer(heard, said, detail, question, elsewhere)


def _to_an_offer(heard: Heard, said: set[str], detail: set[str], question: set[str], elsewhere: bool) -> set[str]:
    if question and "alternatives" not in said:
        return question
    if "alternatives" in said or (detail and heard.when is None and not heard.agreed and "book" not in said):
        return {"alternatives"} | detail
    if "book" in said or (heard.when is not None and not elsewhere):
        return {"book", "select"} | detail
    if heard.agreed or elsewhere:
        return {"select"} | detail | said & {"bye"}
    return said & {"bye", "thank"} or detail
