"""From tokens to the items the grammar works on: what each word means, in the message's language first."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reader.lexicon import ENGLISH, SPANISH, Entry, Lexicon
from flows.reader.parser import Item
from flows.reader.times import Num
from flows.reader.tokens import Token
from flows.words import Lang

SIGNS = {
    ",": "COMMA",
    ";": "COMMA",
    ".": "DOT",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "/": "SLASH",
    ":": "COLON",
    "?": "MARK",
    "!": "MARK",
    "@": "AT",
    "&": "AND",
}
DROPPED = frozenset(("FILLER",))


def items(tokens: Sequence[Token], lang: Lang, *, choosing: bool = False) -> list[Item]:
    """Return the row of items, fillers left out. While they choose, "the second one" is a number again."""
    own, other = (SPANISH, ENGLISH) if lang == "es" else (ENGLISH, SPANISH)
    words = [token.word for token in tokens]
    row: list[Item] = []
    at = 0
    while at < len(tokens):
        size, item = _item(tokens, words, at, own, other, choosing)
        if token_is_dot(words, at, tokens) and row and row[-1].kind in ("MONTH", "WEEKDAY"):
            at += 1
            continue  # "Sept."
        if item.kind not in DROPPED:
            row.append(item)
        at += size
    return row


def token_is_dot(words: Sequence[str], at: int, tokens: Sequence[Token]) -> bool:
    return words[at] == "." and tokens[at].glued and len(words[at - 1]) <= 5


def _item(
    tokens: Sequence[Token], words: Sequence[str], at: int, own: Lexicon, other: Lexicon, choosing: bool
) -> tuple[int, Item]:
    token = tokens[at]
    if token.is_number:
        return 1, Item("NUM", Num(int(token.word[:8]), len(token.word)), at, at + 1)
    if token.glued and at and words[at - 1].isdecimal() and token.word in other.glued | own.glued:
        kind, value = (other.glued | own.glued)[token.word]
        return 1, Item(kind, value, at, at + 1)
    entry = own.longest(words, at, choosing)
    if entry is None and token.word not in own.known_by and token.word not in SIGNS:
        entry = other.longest(words, at, choosing)
        if entry is not None and not entry.rest and len(token.word) < 3:
            entry = None
    if entry is not None and not entry.rest and token.word in own.shy and _company(words, at, own):
        entry = next((e for e in own.entries[token.word] if not e.rest and e.kind != "WEEKDAY"), entry)
    elif entry is not None and not entry.rest and not choosing and token.word in own.shy:
        entry = next((e for e in own.entries[token.word] if e.kind == "WEEKDAY"), None)
    if entry is not None:
        return len(entry.rest) + 1, _meant(entry, at)
    return 1, Item(SIGNS.get(token.word, "WORD"), None, at, at + 1)


def _company(words: Sequence[str], at: int, own: Lexicon) -> bool:
    """Say whether "may" stands where a month would: after "in" or "until", or beside a number."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if own.entries[words[at]][-1].kind == "ORD" and any(e.kind in ("UNIT", "WEEKDAY") for e in own.entries.get(after, ())):
        return True  # "the second week", "the second tuesday"
    return before in own.shy_after or any(_numeric(word, own) for word in (before, after))


def _numeric(word: str, own: Lexicon) -> bool:
    entry = own.entries.get(word)
    return word.isdecimal() or word in ("st", "nd", "rd", "th") or bool(entry and entry[-1].kind in ("NUM", "ORD", "TENS"))


def _meant(entry: Entry, at: int) -> Item:
    value = entry.value
    if entry.kind in ("NUM", "ORD", "COUPLE") and isinstance(value, int):
        value = Num(value, ordinal=entry.kind == "ORD")
    return Item(entry.kind, value, at, at + len(entry.rest) + 1)
