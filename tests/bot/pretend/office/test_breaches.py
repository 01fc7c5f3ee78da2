"""The short form of breaches.py: schemathesis against every method, the same requests every time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from schemathesis.core.failures import FailureGroup

from bot.pretend.office.methods.table import METHODS
from tests.bot.pretend.office.breaches import Asked

EXAMPLES = 8  # of each kind; the command in breaches.py draws hundreds


@pytest.mark.parametrize("way", ["valid", "malformed"])
@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
def test_nothing_that_is_asked_breaks_the_office_or_its_description(method, way):
    assert Asked(method, way).ask(EXAMPLES, None).total() >= 1


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.name)
def test_nor_does_what_is_carried_out(method):
    answered = Asked(method, "known").ask(EXAMPLES, None)
    assert answered[method.status], answered


@pytest.mark.parametrize("change", [{"columns": METHODS[0].columns[:-1]}, {"status": 201}, {"location": "AptNum"}])
def test_a_description_that_is_wrong_would_be_noticed(change):
    told = replace(METHODS[0], **change)
    with pytest.raises(FailureGroup):
        Asked(told, "known").ask(EXAMPLES, None)
