"""The answer to "any trouble breathing or swallowing, fever, or swelling that spreads?", however it is worded.

"No fever, just pain" is a no, "a little swelling but no fever" a yes: one sign that is not denied is enough. Who cannot breathe
or swallow has been heard before, as an emergency.
"""

from __future__ import annotations

import re
import unicodedata

SIGNS = re.compile(r"(fevers?|feverish|temperature|swollen|swelling|swell\w*|puffy|fiebre|calentura|hinch\w+|inflamad[oa]s?)")
DENIES = frozenset("no nope none nothing neither nah not dont without sin ni ninguno ninguna nada nunca".split())
FLATLY = frozenset("no nope none nothing neither nah ninguno ninguna nada".split())
ANEW = frozenset("but just only except though yes yeah yep pero solo solamente nomas si excepto".split())  # a denial ends here
ONLY = frozenset("just only solo solamente nomas".split())
HURTS = re.compile(r"(pain|painful|hurts?|hurting|aches?|aching|sore|throbbing|duele|dolor|molesta)")


def danger(text: str, agreed: bool | None) -> bool | None:
    """Return whether there is danger; None: it does not say. `agreed` is the yes or no that was heard."""
    words = _plain(text)
    denied, signs = False, list[bool]()
    for word in words:
        denied = word in DENIES or (denied and word not in ANEW)
        if SIGNS.fullmatch(word):
            signs.append(not denied)
    if any(signs):
        return True
    if agreed is not None:
        return agreed
    if signs or (words and words[0] in FLATLY):
        return False
    only_pain = bool(ONLY & set(words)) and any(HURTS.fullmatch(word) for word in words)
    return False if only_pain else None


def _plain(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text[:1600]).casefold().replace("'", "").replace("\u2019", "")
    return re.findall(r"[a-z]+", "".join(c for c in folded if not unicodedata.combining(c)))
