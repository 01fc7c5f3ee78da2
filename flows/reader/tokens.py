"""Cut a text into tokens: small words without accents or apostrophes, numbers, and single signs.

"Thurs @ 530pm, can't b4" -> thurs, @, 530, pm, ",", cant, b4. What is struck through is no word. The cut is all that looks at characters; everything
after it looks at words. Work is bounded here, once: no more characters, no more tokens than these, whatever was sent.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct
from msgspec.structs import replace

MOST_CHARACTERS = 1_600  # ten text messages; the carrier joins no more
MOST_TOKENS = 320

_CHUNK = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:['’`´][^\W\d_]+)*|[^\w\s]")
_RUN = re.compile(r"\d+|[^\d'’`´]+|['’`´]")
# What a phone sends for a tap on one of our texts: Liked “Reminder: ...”. Only the reaction is the patient's.
_REACTED = re.compile(r"^\s*(?P<how>\w[\w ]{2,30}?|[^\w\s]{1,8} (?:to|a|en))\s*[“\"«].+", re.DOTALL)
APOSTROPHES = "'’`´"
_TAILS = {"'s": "", "'ll": "will", "'d": "would", "'re": "are", "'ve": "have", "'m": "am"}
# What is not seen (or is the frame of a key: 2️⃣), what turns round all that follows it, and what strikes through or forbids the sign before it.
_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202c\u2060-\u2069\u20e3\ufe00-\ufe0f\ufeff]")
_TURNED = re.compile(r"[\u202d\u202e][^\u202c\n]*")
_STRUCK = re.compile(r"[\u0335-\u0338\u20d2\u20d3\u20d8-\u20da\u20e0\u20e5\u20e6\u20ea\u20eb]")
_RUN_OF_SIGNS = re.compile(r"[^\s,.;:!?/()\"]+")
_RUN_OF_ALL = re.compile(r"\S+")
DOMAINS = frozenset("com org net gov edu gl ly io app".split())
NO_WORD = "\ue000"  # stands for a word that is none; of a private plane, so that nobody sends it
_PLAIN = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç’`´", "aaaaaeeeeiiiiooooouuuunc'''")


class Token(Struct, frozen=True):
    """A word as it is looked up, and as it was typed. `glued`: no space before it."""

    word: str
    raw: str
    glued: bool = False
    owns: bool = False  # "leo's"

    @property
    def is_number(self) -> bool:
        return self.word.isdecimal()


def fold(word: str) -> str:
    """Return the word in small letters without accents: "Mañana" and "manana" are the same to someone who types on a phone."""
    small = word.lower().translate(_PLAIN)
    if small.isascii():
        return small
    return "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))


def seen(text: str) -> str:
    """Return the text as a person sees it: nothing invisible in its words, and no word where one is struck through or turned."""
    text = _RUN_OF_ALL.sub(lambda run: " " if _is_link(run.group()) else run.group(), text[:MOST_CHARACTERS])
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)[:MOST_CHARACTERS]
    text = _UNSEEN.sub("", _TURNED.sub(NO_WORD, text))
    return _RUN_OF_SIGNS.sub(lambda run: NO_WORD if _STRUCK.search(run.group()) else run.group(), text)


def _is_link(run: str) -> bool:
    """Say whether it is a link, or an address to write to: what its letters spell ("https://example.com/stop") nobody says."""
    run = run.casefold().strip("()[]<>,.;:!?\"'")
    name, at, host = run.rpartition("@")
    if name and at:
        return host.rpartition(".")[2].isalpha() and "." in host
    site, dot, domain = run.partition("/")[0].rpartition(".")
    return "://" in run or run.startswith("www.") or bool(site and dot and domain in DOMAINS)


def without_quote(text: str, reactions: frozenset[str]) -> str:
    """Leave out the words of ours that a reaction quotes; they say nothing of the patient's."""
    found = _REACTED.match(text[:MOST_CHARACTERS])
    if found is None or not (fold(found["how"]) in reactions or not found["how"][0].isalnum()):
        return text
    return found["how"]


def cut(text: str, whole: frozenset[str] = frozenset()) -> list[Token]:
    """Return the tokens of a text. A word in `whole` ("2moro", "b4") is not cut at its digit."""
    tokens: list[Token] = []
    end = -1
    for found in _CHUNK.finditer(seen(text)):
        glued, end = found.start() == end, found.end()
        if not (glued and found.group() in APOSTROPHES):  # "presidents' day"
            tokens.extend(_pieces(found.group(), glued, whole))
        if len(tokens) >= MOST_TOKENS:
            break
    return tokens[:MOST_TOKENS]


def _pieces(chunk: str, glued: bool, whole: frozenset[str]) -> list[Token]:
    word = fold(chunk)
    if word.isalpha() or word.isdecimal() or len(word) == 1 or word in whole:
        return [Token(word, chunk, glued)]
    if "'" in word:
        return _apostrophe(word, chunk, glued, whole)
    runs = _RUN.findall(chunk)
    return [Token(fold(run), run, glued or i > 0) for i, run in enumerate(runs)]


def _apostrophe(word: str, chunk: str, glued: bool, whole: frozenset[str]) -> list[Token]:
    """ "what's" is what, "I'll" is i will, "can't" is cant, "o'clock" is oclock."""
    head, tail = word[: word.rindex("'")].replace("'", ""), word[word.rindex("'") :]
    if tail not in _TAILS:
        return [Token(word.replace("'", ""), chunk, glued)]  # "can't" is cant, "O'Brien" keeps how it is written
    first = _pieces(chunk[: len(head)], glued, whole)
    if _TAILS[tail]:
        return [*first, Token(_TAILS[tail], tail, True)]
    return [*first[:-1], replace(first[-1], owns=True)] if first else first
