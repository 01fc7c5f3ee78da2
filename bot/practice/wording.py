"""What patients hear from one practice: a lint for the sentences it words itself, and a preview of every sentence.

`faults` says what is wrong with a sentence of the office file, as the end of a sentence for whoever wrote it. `preview` words
every line, in the practice's languages, with what it costs: `chairside wording` prints it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from bot.channels.segments import segments, seven_bit
from flows.say import LINES, Line, render, template
from flows.say.line import Field
from flows.when import Span, When
from flows.words import Lang, Mention, Opening, Practice, Visit

OFFERS = ("offer", "offer_near")
MOST_SEGMENTS: dict[Lang, int] = {"en": 2, "es": 3}  # ... of a practice's own sentence; one more where times are offered
OF_THE_PRACTICE = frozenset(("practice", "desk", "people", "reasons", "new_reasons", "of_age", "hours"))
# Alone, or as something to reply, the carrier takes these for STOP. "STOP" itself may stand where it is meant.
SHOUTED = re.compile(r"\b(CANCEL|END|QUIT|REVOKE|OPTOUT|STOPALL|UNSUBSCRIBE|CANCELAR)\b")
SHORTENERS = re.compile(
    r"\b(bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|rb\.gy|cutt\.ly|shorturl\.at|tiny\.cc)\b", re.I
)
LINK = re.compile(r"https?://\S+", re.I)
# What tells something about somebody's care, teeth, or money: not in a text about a visit.
PRIVATE: dict[Lang, str] = {
    "en": r"\b(balance|owe|diagnos\w*|cavit\w*|root canals?|extractions?|crowns?|fillings?|implants?|dentures?|braces|whitening"
    r"|x-?rays?|medicines?|medications?|prescriptions?|antibiotics?|cleanings?|insurance|gum disease|pregnan\w*)\b",
    "es": r"\b(saldo|deuda|diagn[oó]stic\w*|caries|endodoncia|extracci[oó]n|coronas?|empastes?|implantes?|dentadura|frenos"
    r"|blanqueamiento|radiograf[ií]as?|medicinas?|medicamentos?|recetas?|antibi[oó]ticos?|limpiezas?|seguro|embaraz\w*)\b",
}
MAY_BE_PRIVATE = ("what_for", "what_for_new", "answer")  # asks, or answers a question, about nobody
# What a sentence must not lose, whatever else it says.
KEEPS: dict[str, tuple[str, ...]] = {
    "emergency": ("911", "{desk}"),
    "tooth_out": ("911", "{desk}"),
    "crisis": ("988", "911"),
    "opted_out": ("{practice}", "{desk}", "START"),
    "introduction": ("{practice}",),
    "will_you_come": (" C ", " R "),
    "will_all_come": (" C ", " R "),
}


# --- one sentence ----------------------------------------------------------------------------------------------------


def fields(text: str) -> frozenset[str]:
    """Return the names in curly brackets. Raises ValueError if a bracket is left open, or holds more than a name."""
    found: set[str] = set()
    for _, name, how, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if how or conversion or not re.fullmatch(r"[a-z_]+", name):
            raise ValueError(name)
        found.add(name)
    return frozenset(found)


def faults(key: str, lang: Lang, text: str, practice: Practice) -> Iterator[str]:
    """Yield what is wrong with a practice's own wording of a line, most important first."""
    ours = fields(LINES[key][lang == "es"])
    try:
        theirs = fields(text)
    except ValueError:
        yield "has a curly bracket that is not closed, or holds more than a name; write it like {when}"
        return
    allowed = ours | OF_THE_PRACTICE
    for name in sorted(theirs - allowed):
        yield f"holds {{{name}}}, which is not known there; there are {', '.join(f'{{{n}}}' for n in sorted(allowed))}"
    for name in sorted(ours - OF_THE_PRACTICE - theirs):
        yield f"leaves out {{{name}}}, without which it says nothing; put it in"
    for kept in KEEPS.get(key, ()):
        if kept not in f" {text} ":
            yield f'must say "{kept.strip()}"; put it in'
    if theirs - allowed or ours - OF_THE_PRACTICE - theirs:
        return
    yield from _of_a_text(text, stop=key == "stop_meant")
    if text.count("?") > 1:
        yield "asks two questions; one text asks one"
    if key not in MAY_BE_PRIVATE and (private := re.search(PRIVATE[lang], text, re.IGNORECASE)):
        yield f'says "{private[0]}": a text says nothing of treatment, insurance or money; say "your visit"'
    most = MOST_SEGMENTS[lang] + (key in OFFERS)
    trial = _worded_so(practice, key, lang, text)
    if (cost := segments(sample(key, lang, trial))) > most:
        yield f"takes {cost} segments when it is filled in, and {most} is the most; say it shorter{_accents(text)}"


def faults_of_an_answer(lang: Lang, text: str) -> Iterator[str]:
    """Yield what is wrong with an answer of the practice's own."""
    yield from _of_a_text(text, stop=False)
    if (cost := segments(text)) > MOST_SEGMENTS[lang]:
        yield f"takes {cost} segments, and {MOST_SEGMENTS[lang]} is the most; say it shorter{_accents(text)}"


def _of_a_text(text: str, *, stop: bool) -> Iterator[str]:
    if found := SHOUTED.search(text):
        yield f'says "{found[0]}", which the carrier takes for STOP when it is replied; say C, R or a number'
    if not stop and re.search(r"\bSTOP\b", text):
        yield 'says "STOP", which ends all texts when it is replied; leave it out'
    if found := SHORTENERS.search(text):
        yield f'holds "{found[0]}": carriers filter short links; write your own address, or none'
    if (found := LINK.search(text)) and not found[0].lower().startswith("https://"):
        yield f'holds "{found[0]}", which is not private; write https://'


def _accents(text: str) -> str:
    dear = sorted({c for c in text if not seven_bit(c)})
    return f" (without {' '.join(dear)} a segment holds 160 characters, not 70)" if dear else ""


def _worded_so(practice: Practice, key: str, lang: Lang, text: str) -> Practice:
    """Return the practice as if it worded that line so."""
    wording = {**practice.wording, lang: {**practice.wording.get(lang, {}), key: text}}
    return replace(practice, wording=wording)


# --- a sentence filled in --------------------------------------------------------------------------------------------


def sample(key: str, lang: Lang, practice: Practice, at: datetime | None = None) -> str:
    """Word a line with made-up names and times."""
    zone = practice.zone
    first = datetime.combine(date(2026, 12, 23), time(14, 30), zone)
    values = _values(first)
    names = fields(template(key, lang, practice)) & values.keys()
    given = {name: values[name] for name in names}
    return render(Line(key, given), lang, practice, at or first)


def _values(first: datetime) -> dict[str, Field]:
    hour, a_day = timedelta(hours=1), timedelta(days=1)
    openings = tuple(Opening(first + n * a_day, first + n * a_day + hour, 1, 1) for n in range(3))
    visits = tuple(
        Visit(number=n, patient=n, first_name=name, start=o.start, end=o.end, provider=1, operatory=1)
        for n, (name, o) in enumerate(zip(("Maximiliano", "Leo"), openings, strict=False), 1)
    )
    return {
        "first": "Maximiliano",
        "when": first,
        "old": first - a_day,
        "times": openings,
        "visits": visits[:1],
        "choices": visits,
        "wish": When((Span(weekdays=(0, 2), from_=time(0), until=time(12)),)),
        "minutes": "60",
        "answer": "...",
        "whom": Mention.DAUGHTER,
        "born": date(1991, 4, 12),
    }


# --- all of them -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """One sentence as the patients of one practice hear it."""

    key: str
    lang: Lang
    text: str
    own: bool  # worded by the practice

    @property
    def segments(self) -> int:
        return segments(self.text)

    @property
    def alphabet(self) -> str:
        return "GSM-7" if seven_bit(self.text) else "UCS-2"


def preview(practice: Practice) -> Iterator[Heard]:
    """Yield every sentence in every language that the practice speaks, in the order of our table."""
    for key in LINES:
        for lang in practice.languages:
            own = key in practice.wording.get(lang, {})
            yield Heard(key, lang, sample(key, lang, practice), own)
