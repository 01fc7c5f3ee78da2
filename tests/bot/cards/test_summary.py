"""Every question that a conversation may stand at has its words on a card."""

import re
from pathlib import Path

import flows
from bot.cards.summary import ASKED

ASK = re.compile(r'\bAsk\(\s*"(\w+)"')


def test_every_question_of_the_flows_has_its_words():
    asked = {about for page in Path(flows.__path__[0]).glob("*.py") for about in ASK.findall(page.read_text())}
    assert {"who", "pick", "danger"} <= asked
    assert asked <= set(ASKED)
