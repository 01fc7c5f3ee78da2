"""What a patient said -> Heard: everything one message says, found at once.

    text ── tokens.cut ──> tokens ── lexing.items ──> items ── parser.rewrite, by the rules of
     │                       │                                 clocks, dates, spans, joins ──> times ── wishes.when ──> When
     │                       ├── intents.heard ──> intents, yes or no                                                    │
     │                       └── people ──> names, birth date                  choices.choice: which of the offered <────┘
     └── message.reason       moving leaves out when a visit is now, where it also says when it shall be

Pure and bounded: the text is cut at 1,600 characters, the rules tried are counted. english/ and spanish/ hold the words,
rules/ the grammar of time. README.md says how to add a word or a rule, and why it is so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from msgspec.structs import replace

from flows.reader import births, calendar_dates, choices, english, holidays, intents, moving, people, spanish, wishes
from flows.reader.lexing import items
from flows.reader.message import Message, message, reason
from flows.reader.parser import Item, Work, rewrite
from flows.reader.phrases import WEAK, Found
from flows.reader.rules import ASKED, COUNTED, FOUND, TIED, closed_up
from flows.reader.times import Here, Several, Time
from flows.reader.tokens import NO_WORD, Token, fold, without_quote
from flows.when import When
from flows.words import Asked, Heard, Intent, Lang, Opening, Practice, Who

APPROVES = frozenset("good great fine perfect works work ok bien perfecto perfecta sirve".split())
A_MERE_YES = 2  # words
DOUBTS = frozenset((Intent.UNSURE, Intent.QUESTION, Intent.OTHER, Intent.CORRECTION))
WHAT_IS_FREE = english.WHAT_IS_FREE + spanish.WHAT_IS_FREE
REACTIONS = english.REACTIONS | spanish.REACTIONS
MONTH_FIRST = frozenset(("US", "PR", "GU", "VI", "PH"))  # countries that write 12/1 for the first of December


def read(text: str, asked: Asked | None, now: datetime, practice: Practice, lang: Lang, *, id: str) -> Heard:
    """Return what the message says. `now` is an instant; days and hours are the practice's own. Never raises on any text."""
    text = without_quote(text, REACTIONS)
    said = message(text, lang)
    here = _here(asked, now, practice, moving=Intent.MOVE in intents.intents(said.phrases, asked.about if asked else ""))
    about = asked.about if asked else ""
    work = Work()
    whole = row = rewrite(list(said.row), COUNTED, here, work)
    birth = births.birth_date(row, here, asked=about == "who" or not births.BORN.isdisjoint(said.words))
    names = people.names(said.tokens, said.unknown(practice, asked=about == "who"), birth, asked=about == "who")
    rest = moving.without_origin(_without(row, birth, names, said), said.words, said.phrases)
    later = _moved_pick(said, here, asked)
    if later:  # "the first one but 15 min later": counted from that one, and all there is to wish
        here = replace(here, offered=(later[0].start.replace(tzinfo=None),))
        rest = [item for item in rest if item.first >= later[1]]
    row = _grammar(list(rest), about, here, work)
    times = wishes.times_in(row, here)
    if not times and not birth:
        times = calendar_dates.late_date(text, rest, here, practice.languages)
    when = wishes.when(times, here)
    picked = choices.Choice() if later else _choice(said, here, when, asked)
    if picked.at and when is None:
        when = When(around=picked.at)  # "9", where two of them begin at nine
    phrases = [phrase for phrase in _outside(said.phrases, row) if not _named(phrase, said, names)]
    if when or picked.opening:  # "wait, thursday?" waits for nothing
        phrases = [phrase for phrase in phrases if phrase.means != "WAIT"]
    heard = Heard(
        id=id,
        at=now,
        lang=(intents.asked_for(said.words) if any(p.means == "LANGUAGE" for p in phrases) else None) or said.lang,
        intents=intents.intents(phrases, about),
        who=people.who(names, birth, day_first=(said.lang or lang) == "es"),
        also=people.others(whole, said.tokens, said.unknown(practice, asked=False), birth, here) if birth else (),
        about=said.about,
        # "My crown" is no toothache: of treatment that is planned the office's own words alone say what it is.
        reason=reason(said.words, practice, own=any(p.means == "PLANNED" for p in phrases)),
        when=when,
        late=said.late,
        pick=picked.opening,
        not_offered=picked.elsewhere,
        option=picked.option,
        agreed=_agreed(phrases, picked, said, here, asked),
    )
    means = {phrase.means for phrase in phrases}
    if "TELL_YOU" in means or ("REMIND" in means and (asked or _names_no_day(heard.when))):
        heard = replace(heard, when=None)  # "remind me tomorrow", "I'll let you know Monday": of that, not of the visit
    if "FOR_ANOTHER" in means and heard.about and asked:  # "yes but make it for my daughter": no yes to the visit as read back
        heard = replace(heard, agreed=None, intents=tuple(dict.fromkeys((*heard.intents, Intent.CORRECTION))))
    if about == "when" and heard.when is None and _asks_what_is_free(said.words):
        heard = replace(heard, when=When(), intents=tuple(i for i in heard.intents if i not in DOUBTS))
    if about == "who" and _half_a_birth_date(heard, said):
        heard = _with_half_a_birth_date(heard)
    if about == "who" and heard.who is None and (year := births.year_alone(said.tokens, here.today)):
        heard = replace(heard, who=Who(year=year), when=None)
    owner = people.owner(said.tokens)
    if owner and (heard.who is None or fold(heard.who.first or "") != fold(owner.first or "")):
        heard = replace(heard, who=owner)  # "move leo's visit, Ana Silva 5/1/80": Ana's birth date is no proof for Leo
    heard = _whose(_sorted_out(heard, asked, said.words), asked, said)
    if about == "agreed" and [word for word in said.words if word.isalnum()] == ["c"]:
        return replace(heard, intents=(), agreed=None)  # it answers "will you come?": to "move it to Friday?" no plain yes
    return replace(heard, agreed=None) if heard.agreed and NO_WORD in said.words else heard  # "n̶o̶ yes" is not plainly one


def warm() -> None:
    """Pay the price of the first reading at start, not on the first patient: dateparser's languages, a year of holidays."""
    here = Here(datetime(2026, 1, 1), lambda _: ())  # noqa: DTZ001 (the wall clock of nowhere)
    calendar_dates.warm(here)
    holidays.day_of("thanksgiving", here.country, here.today)


def _here(asked: Asked | None, now: datetime, practice: Practice, *, moving: bool) -> Here:
    shown = (*asked.openings, *((asked.opening,) if asked.opening else ())) if asked else ()
    return Here(
        now.astimezone(practice.zone).replace(tzinfo=None),
        _opens(practice),
        day_first=practice.country not in MONTH_FIRST,
        country=practice.country,
        offered=tuple(opening.start.replace(tzinfo=None) for opening in shown),
        moving=moving,
    )


def _opens(practice: Practice) -> Callable[[date], tuple[tuple[int, int], ...]]:
    def opens(day: date) -> tuple[tuple[int, int], ...]:
        return tuple((a.hour * 60 + a.minute, b.hour * 60 + b.minute) for a, b in practice.spans(day))

    return opens


def _without(row: list[Item], birth: births.Birth | None, names: list[Token], said: Message) -> list[Item]:
    """Leave out what was read as a birth date or a name: neither is a wish."""
    taken = set(range(birth.first, birth.last)) if birth else set()
    taken |= {n for n, token in enumerate(said.tokens) if any(token is name for name in names)}
    return [item for item in row if item.first not in taken]


def _named(phrase: Found, said: Message, names: list[Token]) -> bool:
    """Say whether a phrase only belongs to a name: Will Smith asks nothing, "another for Leo" wants no other time."""
    named = [any(token is name for name in names) for token in said.tokens[phrase.first : phrase.last]]
    if all(named):
        return True  # Simone Price asks for no price
    end = phrase.last + (phrase.means == "OTHER" and " ".join(said.words[phrase.last : phrase.last + 1]) in ("for", "para")) * 2
    return phrase.means in WEAK and any(token is name for token in said.tokens[phrase.first : end] for name in names)


def _grammar(row: list[Item], about: str, here: Here, work: Work) -> list[Item]:
    """Find what is a time and what belongs together."""
    row = rewrite(_answered(row, about), FOUND, here, work)
    row = rewrite(closed_up(row), TIED, here, work)
    return rewrite(closed_up(row), ASKED, here, work)


def _answered(row: list[Item], about: str) -> list[Item]:
    """To "when would suit you?" a bare "3" is an hour, "10-2" a range of them, "14" a day; "any" is any time, "early" first thing."""
    kinds = [item.kind for item in row if item.kind not in ("DOT", "MARK")]
    if about == "when" and kinds in (["ANY"], ["EARLY"]):
        return [Item("ANYTIME", None, *_place(row)) if kinds == ["ANY"] else Item("PART", "first thing", *_place(row))]
    if about != "when" or kinds not in (["NUM"], ["NUM", "TO", "NUM"], ["NUM", "DASH", "NUM"], ["NUM", "OR", "NUM"]):
        return row
    at = next(n for n, item in enumerate(row) if item.kind == "NUM")
    number = row[at].value
    lead = "FROM" if "TO" in kinds or "DASH" in kinds else "AT" if number.value <= 12 or number.digits > 2 else "THE"
    return [*row[:at], Item(lead, None, row[at].first, row[at].first), *row[at:]]


def _place(row: list[Item]) -> tuple[int, int]:
    return row[0].first, row[-1].last


def _outside(phrases: list[Found], row: list[Item]) -> list[Found]:
    """Drop a yes, no or question that is only part of a time: "not before 3", "any day works"."""
    times = [(item.first, item.last) for item in row if isinstance(item.value, (Time, Several))]
    return [p for p in phrases if p.means not in WEAK or not any(a <= p.first and p.last <= b for a, b in times)]


def _names_no_day(when: When | None) -> bool:
    """Say whether it is but a part of some day."""
    return when is not None and when.around is None and not any(span.names_days or span.at for span in when.wanted)


def _asks_what_is_free(words: list[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in WHAT_IS_FREE)


def _half_a_birth_date(heard: Heard, said: Message) -> bool:
    """Say whether a day and month that answer "who is it for?" lack only their year: nothing speaks of a visit."""
    if heard.when is None or heard.reason or heard.intents or len(heard.when.wanted) != 1 or heard.when.around:
        return False
    span = heard.when.wanted[0]
    dated = any(item.kind in ("MONTH", "SLASH") for item in said.row)
    return dated and span.first is not None and span.first == span.last and not span.names_times


def _with_half_a_birth_date(heard: Heard) -> Heard:
    """ "April 12": the year is asked for, and nothing else."""
    day = heard.when.wanted[0].first if heard.when else None
    assert day is not None, "half a birth date names its day"
    return replace(heard, when=None, who=replace(heard.who or Who(), month_day=(day.month, day.day)))


def _choice(said: Message, here: Here, when: When | None, asked: Asked | None) -> choices.Choice:
    if asked is None or not (asked.openings or asked.besides or asked.options):
        return choices.Choice()
    row = _choosing(said, here)
    if asked.openings:
        return choices.choice(row, said.words, when, asked.openings)
    if asked.besides:
        return choices.another(row, said.words, when, asked, agreed=intents.agreed(said.phrases) is True)
    return choices.option(row, said.words, asked.options)


def _choosing(said: Message, here: Here) -> list[Item]:
    """Return the row as a choice is read: "the second one" is a number, the second of "one second" none."""
    waits = {n for phrase in said.phrases if phrase.means == "WAIT" for n in range(phrase.first, phrase.last)}
    row = items(said.tokens, said.spoken, choosing=True)
    return rewrite([item for item in row if item.first not in waits], COUNTED, here, Work())


def _moved_pick(said: Message, here: Here, asked: Asked | None) -> tuple[Opening, int] | None:
    offered = (asked.openings or asked.besides) if asked else ()
    return choices.moved(_choosing(said, here), said.words, offered) if offered else None


def _agreed(phrases: list[Found], picked: choices.Choice, said: Message, here: Here, asked: Asked | None) -> bool | None:
    """Return the yes or no, which is none beside "hold on", or beside words that may mean another time than was read back."""
    agreed = intents.agreed(phrases)
    if asked and asked.besides and (picked.opening or picked.elsewhere):
        return None
    if agreed and any(phrase.means == "WAIT" for phrase in phrases):
        return None
    bare = [word for word in said.words if word.isalnum()]
    if agreed and asked and asked.about == "agreed" and said.words[-1] == "?" and len(bare) <= A_MERE_YES:
        return None  # "yes?" asks
    return None if agreed and asked and asked.besides and choices.unclear(_choosing(said, here), said.words, asked) else agreed


# What an answer may be made of that only says whose: "just mine", "all 4 of us", "solo el mío".
WHOSE = frozenset(
    "both all just only mine me of us them the s solo el la los las dos mio mia yo todos todas nosotros nada mas de".split()
)


def _whose(heard: Heard, asked: Asked | None, said: Message) -> Heard:
    """Take up the names that the question showed; to "coming?" an answer that only says whose is a yes for them."""
    if asked is None:
        return heard
    names = {fold(name): name for name in asked.names}
    named = next((names[word] for word in said.words if word in names), None)
    if named and heard.who is None:
        heard = replace(heard, who=Who(first=named))
    if asked.about != "coming" or heard.agreed is not None:
        return heard
    if named and any(phrase.means == "CANT_COME" for phrase in said.phrases):
        return replace(heard, agreed=False)  # "leo can't come"
    bare = all(word in WHOSE or word in names or word.isdecimal() or not word.isalnum() for word in said.words)
    return replace(heard, agreed=True) if bare and (named or heard.about) else heard


def _sorted_out(heard: Heard, asked: Asked | None, words: list[str]) -> Heard:
    """Drop what only repeats: the day of a pick is no new wish, nor is the read-back's own time said once more."""
    if heard.pick or heard.not_offered or heard.option or Intent.ATTACK in heard.intents:
        return replace(heard, when=None)
    if _says_again(heard.when, asked):
        approves = heard.agreed is None and not APPROVES.isdisjoint(words) and DOUBTS.isdisjoint(heard.intents)
        return replace(heard, when=None, agreed=True if approves else heard.agreed)  # "9:30 is good"
    if heard.when and heard.when.impossible == "past" and Intent.BOOK not in heard.intents and asked is None and len(words) > 4:
        return replace(heard, when=None)  # "I called yesterday" tells; it does not ask for yesterday
    return heard


def _says_again(when: When | None, asked: Asked | None) -> bool:
    opening = asked.opening if asked else None
    if when is None or opening is None or when.impossible or when.order or not (when.wanted or when.around):
        return False
    return _may_repeat(when, asked.about if asked else "") and _fits(when, opening)


def _may_repeat(when: When, about: str) -> bool:
    """Say whether it may be the question's own time said once more. Where another is asked for, "next week" is a wish."""
    one_day = all(span.first is not None and span.first == span.last for span in when.wanted)
    return about not in ("when", "choice") or when.around is not None or (one_day and about == "choice")


def _fits(when: When, opening: Opening) -> bool:
    start = opening.start
    return (
        when.allows(start)
        and all(span.holds(start) for span in when.wanted)
        and when.around in (None, start.time().replace(tzinfo=None))
    )


__all__ = ["read", "warm"]
