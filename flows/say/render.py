"""Word a line in the patient's language, for this practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flows.calendar import clock, date_of_birth, day_and_time, join, short_times, week_hours
from flows.say.line import Field, Line
from flows.say.lines import LINES
from flows.say.people_lines import WHOM
from flows.say.wishes import wish
from flows.when import When
from flows.words import Lang, Mention, Practice, Reason, Visit


def render(line: Line, lang: Lang, practice: Practice, at: datetime) -> str:
    """Word a line for this practice, in this language, as of this instant (for "we open at ...")."""
    fields = {name: _worded(name, value, lang) for name, value in line.fields.items()}
    if topic := fields.get("topic"):  # an answer that left the office file meanwhile is a person's to give
        fields["answer"] = practice.answer(topic, lang) or people_answer(practice, lang, at)
    text = template(line.key, lang, practice).format_map(fields | _of_the_practice(practice, lang, at))
    return text.replace("m..", "m.")  # "2:30 p. m." may end a sentence


def template(key: str, lang: Lang, practice: Practice) -> str:
    """Return the sentence with its fields open: this practice's own, or ours."""
    english, spanish = LINES[key]
    return practice.wording.get(lang, {}).get(key) or (spanish if lang == "es" else english)


def _worded(name: str, value: Field, lang: Lang) -> str:
    match value:
        case Mention():
            return WHOM[value][lang]
        case datetime():
            return day_and_time(value, lang)
        case date():
            return date_of_birth(value, lang)
        case When():
            return wish(value, lang)
        case (Visit(), *_):
            visits = [v for v in value if isinstance(v, Visit)]
            return _numbered(visits, lang) if name == "choices" else "; ".join(_visit(v, lang) for v in visits)
        case tuple():
            return short_times([o.start for o in value], lang)
        case _:
            return str(value)


def _visit(visit: Visit, lang: Lang) -> str:
    return f"{visit.first_name}, {day_and_time(visit.start, lang)}"


def _numbered(visits: Sequence[Visit], lang: Lang) -> str:
    """Number them for a choice, naming whose they are only where that tells them apart."""
    if len({visit.first_name for visit in visits}) == 1:
        return short_times([visit.start for visit in visits], lang)
    return ", ".join(f"{n}) {_visit(visit, lang)}" for n, visit in enumerate(visits, 1))


def _of_the_practice(practice: Practice, lang: Lang, at: datetime) -> dict[str, str]:
    return {
        "practice": practice.name,
        "desk": _spoken_phone(practice.front_desk_number),
        "reasons": _one_of(practice.bookable, lang),
        "new_reasons": _one_of(practice.for_new_patients, lang),
        "of_age": str(practice.rules.of_age),
        "hours": week_hours(practice, lang),
        "people": people_answer(practice, lang, at),
    }


def _one_of(reasons: Sequence[Reason], lang: Lang) -> str:
    return join([(reason.says.get(lang) or (reason.name,))[0] for reason in reasons], "o" if lang == "es" else "or")


def people_answer(practice: Practice, lang: Lang, at: datetime) -> str:
    """Say when a person will truly answer: now if the practice is open, else after it next opens."""
    local = at.astimezone(practice.zone)
    opens = next_open(practice, local)
    if opens is not None and opens <= local and (by := _promised(practice, local)):
        return f"Le escriben antes de: {clock(by, lang)}" if lang == "es" else f"Someone will text you by {clock(by, lang)}."
    if opens is None or opens <= local:
        return "Le escriben pronto." if lang == "es" else "Someone will text you here soon."
    when = clock(opens, lang) if opens.date() == local.date() else day_and_time(opens, lang)
    return f"Abrimos: {when}; le escriben entonces." if lang == "es" else f"We open {when}; someone will text you then."


def _promised(practice: Practice, local: datetime) -> datetime | None:
    """Return by when a person answers who writes while the practice is open; None: it promises no time, or closes before it."""
    within = practice.rules.people_within
    if within is None:
        return None
    by = local + within
    by += timedelta(minutes=-by.minute % 5, seconds=-by.second, microseconds=-by.microsecond)
    return by if next_open(practice, by) == by else None


def next_open(practice: Practice, local: datetime) -> datetime | None:
    """Return `local` itself while the practice is open, else when it next opens; None if its hours are not known."""
    for days in range(15):
        day = (local + timedelta(days=days)).date()
        for opens, closes in practice.spans(day):
            start, end = (datetime.combine(day, t, practice.zone) for t in (opens, closes))
            if local < end:
                return max(start, local)
    return None


def _spoken_phone(number: str) -> str:
    digits = number.removeprefix("+1")
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 and number.startswith("+1") else number
