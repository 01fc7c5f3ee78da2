"""How many years of school a text asks for. Formulas that everybody uses, so that nobody argues about ours.

English: Flesch-Kincaid grade level (1975). Spanish: Crawford (1989), the same idea with the numbers of Spanish. Syllables are
counted by groups of vowels, which is near enough for words of every day. Times, phone numbers and names are left out: they are
read as one sees them.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")


def grade(text: str, lang: str) -> float:
    """Return the school grade. Of a few words it says little: hold whole pages of sentences to it, or long ones."""
    words = WORD.findall(text)
    sentences = max(len(SENTENCE.findall(text)), 1)
    syllables = sum(_syllables(word, lang) for word in words)
    if lang == "es":
        return -0.205 * (100 * sentences / len(words)) + 0.049 * (100 * syllables / len(words)) - 3.407
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str, lang: str) -> int:
    low = word.casefold()
    if lang == "es":  # i and u beside another vowel make no syllable of their own, unless they carry the accent
        low = re.sub(r"[iuü](?=[aeoáéó])|(?<=[aeoáéó])[iuy]", "", low)
        return max(len(re.findall(r"[aeiouáéíóúü]", low)), 1)
    low = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", low) or low
    return max(len(re.findall(r"[aeiouy]+", low)), 1)
