"""What a practice says in its own words: answers to its patients' questions, and its own wording of our sentences.

[answers.parking]                       a kind of question, or a name of your own with the words that ask for it
en = "Free parking behind the building."
[answers.service_dog]
words = { en = ["service dog"] }
en = "Yes, service dogs are welcome."
[wording.en]                            key = sentence; `chairside wording` prints all keys
good_to_know = "Glad to hear that."
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.practice import wording
from bot.practice.table import Table
from flows.questions import KINDS
from flows.say import LINES
from flows.words import Answer, Lang, Practice

LANGUAGES: tuple[Lang, ...] = ("en", "es")
NEVER = ("clinical", "pain", "emergency", "balance", "records")  # a person alone answers these
EXAMPLE = "Free parking behind the building."


def answers(file: Table) -> Iterator[Answer]:
    """Yield the practice's own answers. Raises BadOfficeFile."""
    table = file.table("answers")
    for name in table.values:
        if name in NEVER:
            raise table.bad(name, "cannot be answered by a file: such a question always goes to a person; leave it out")
        yield _answer(name, table.table(name))


def _answer(name: str, table: Table) -> Answer:
    table.allow((*LANGUAGES, "words"))
    says = {lang: text for lang in LANGUAGES if (text := table.maybe_text(lang, EXAMPLE))}
    if not says:
        raise table.bad("en", f'is missing; write it like en = "{EXAMPLE}"')
    for lang, text in says.items():
        for fault in wording.faults_of_an_answer(lang, text):
            raise table.bad(lang, fault)
    words = table.table("words")
    words.allow(LANGUAGES)
    asked = {lang: words.texts(lang, "service dog") for lang in LANGUAGES if words.has(lang)}
    if not asked and name not in KINDS:
        kinds = ", ".join(KINDS)
        raise table.bad(
            "words", f'is missing, so nothing asks for it; write words = {{ en = ["..."] }}, or name it one of {kinds}'
        )
    return Answer(name=name, says=says, words=asked)


def worded(file: Table, practice: Practice) -> dict[Lang, dict[str, str]]:
    """Return the practice's own wording, by language and key. Raises BadOfficeFile."""
    table = file.table("wording")
    table.allow(LANGUAGES)
    return {lang: _in(lang, table.table(lang), practice) for lang in LANGUAGES if table.has(lang)}


def _in(lang: Lang, table: Table, practice: Practice) -> dict[str, str]:
    table.allow([key for key in LINES if key != "answer"])
    said = {key: table.text(key, LINES[key][lang == "es"]) for key in table.values}
    for key, text in said.items():
        for fault in wording.faults(key, lang, text, practice):
            raise table.bad(key, fault)
    return said
