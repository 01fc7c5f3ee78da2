"""From the office's name for a kind of visit to ours, with the words patients use: "New patient cleaning" -> cleaning.

Only a proposal: the words stand in the office file, where a person who knows the patients reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

Words = dict[str, tuple[str, ...]]

NEW_PATIENT = re.compile(r"\b(new[ -]?patients?|new[ -]?pt|np)\b", re.IGNORECASE)
_REST = re.compile(r"[^\w ]+|\b(appt|appointment|visit|type|for|web|sched|existing|patients?)\b", re.IGNORECASE)


class Theme(Struct, frozen=True):
    """One kind of visit: what gives it away in the office's name for it, and what patients call it."""

    name: str
    gives_away: re.Pattern[str]
    en: tuple[str, ...]
    es: tuple[str, ...]
    hygiene: bool = False  # a hygienist does it, where there is one
    by_text: bool = True  # patients may book it unseen; a treatment that somebody must have planned they may not


def _theme(name: str, gives_away: str, en: str, es: str, *, hygiene: bool = False, by_text: bool = True) -> Theme:
    pattern = re.compile(rf"\b(?:{gives_away})", re.IGNORECASE)
    return Theme(name, pattern, tuple(en.split(", ")), tuple(es.split(", ")), hygiene, by_text)


# The first that fits counts: "toothache or exam" is a toothache, "perio maintenance" no cleaning.
THEMES = (
    _theme(
        "toothache",
        "tooth ?ache|emergenc|pain|urgent|limited",
        "toothache, tooth pain, tooth hurts",
        "dolor de muela, dolor de diente",
    ),
    _theme(
        "deep cleaning",
        "perio|scaling|deep clean|srp",
        "deep cleaning, perio",
        "limpieza profunda",
        hygiene=True,
        by_text=False,
    ),
    _theme(
        "cleaning", "clean|prophy|hygiene|recall|check ?-?up", "cleaning, checkup, check-up", "limpieza, chequeo", hygiene=True
    ),
    _theme("filling", "filling|composite|cavity|restorat", "filling, cavity", "empaste, relleno, caries", by_text=False),
    _theme("crown", "crown|bridge", "crown", "corona", by_text=False),
    _theme("root canal", "root ?canal|endo", "root canal", "endodoncia", by_text=False),
    _theme("extraction", "extract", "extraction, tooth pulled", "extracción, sacar una muela", by_text=False),
    _theme("implant", "implant", "implant", "implante", by_text=False),
    _theme("dentures", "denture|partial", "dentures", "dentadura", by_text=False),
    _theme("whitening", "whiten|bleach", "whitening", "blanqueamiento"),
    _theme("braces", "brace|ortho|align|invisalign", "braces, aligners", "frenos, brackets"),
    _theme("consultation", "consult", "consultation, consult", "consulta"),
    _theme("exam", "exam|evaluation", "exam", "examen, revisión"),
)


def theme_of(name: str) -> Theme | None:
    return next((theme for theme in THEMES if theme.gives_away.search(name)), None)


def plain(name: str) -> str:
    """Return the office's name without what it says of the kind of patient, in small letters; never empty."""
    bare = " ".join(_REST.sub(" ", NEW_PATIENT.sub(" ", name)).split())
    return (bare or " ".join(name.split()) or "visit").casefold()


def likeness(one: str, other: str) -> int:
    """Say how much two of the office's names have in common: a theme counts more than any word."""
    theme = theme_of(one)
    shared = set(plain(one).split()) & set(plain(other).split())
    return len(shared) + (5 if theme is not None and theme is theme_of(other) else 0)


def named(names: Sequence[str], languages: Sequence[str]) -> Iterator[tuple[str, Words]]:
    """Give each of the office's names one of ours and its words. No name or word is given twice: a theme goes to the first."""
    taken: set[str] = set()
    for name in names:
        theme = theme_of(name)
        if theme is not None and theme.name not in taken:
            ours, words = theme.name, {"en": theme.en, "es": theme.es}
        else:
            ours = _free(plain(name), taken)
            words = {"en": (ours,)}
        free = {lang: tuple(w for w in words.get(lang, ()) if w == ours or w not in taken) for lang in languages}
        taken.update([ours], *free.values())
        yield ours, {lang: said for lang, said in free.items() if said}


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name} {n}" for n in range(2, len(taken) + 3) if f"{name} {n}" not in taken)
