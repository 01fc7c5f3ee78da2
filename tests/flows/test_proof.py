"""The table of proof is what the flows do, whatever a practice raises."""

from typing import get_args

import pytest

from bot import drawing
from flows import engine, proof
from flows.flow import Ask
from flows.proof import RAISABLE, RULES, Level
from flows.session import AnyFlow, Session
from flows.words import AskDue, FindPatient, Heard, Intent, RaiseCard, ReadVisits
from tests.flows.scenes import ANA, FRI, NOW, PRACTICE, visit

FLOWS = {flow.__struct_config__.tag: flow for flow in get_args(AnyFlow)}
VISIT = visit("Ana", FRI, 14, 30)
BEGIN = {"move": Intent.MOVE, "cancel": Intent.CANCEL_VISIT, "asap": Intent.LEAVE_ASAP}


def asked(raised=()):
    """Return the session after our own text has named a visit to this phone."""
    return engine.turn(Session(raised=raised), AskDue(id="ask", at=NOW, visits=(VISIT,))).session


def begins(intent, session):
    return engine.turn(session, Heard(id="text", at=NOW, intents=(intent,)))


def test_every_request_about_a_named_visit_has_its_level():
    named = {tag for tag, flow in FLOWS.items() if "named" in flow.__struct_fields__}
    assert named <= RULES.keys()
    assert {RULES[tag].level for tag in named} <= {Level.NOTHING, Level.PHONE}


@pytest.mark.parametrize("tag", ["book", "planned"])
def test_what_needs_a_birth_date_asks_for_it_before_anything(tag):
    assert RULES[tag].level is Level.BIRTH_DATE
    first = FLOWS[tag]().next_move()
    assert isinstance(first, Ask)
    assert first.about == "who"


@pytest.mark.parametrize("name", RAISABLE)
def test_the_phone_is_enough_for_the_visit_that_our_text_named(name):
    after = begins(BEGIN[name], asked())
    sought = [c for c in after.commands if isinstance(c, FindPatient)]
    assert not sought
    assert not after.session.asked or after.session.asked.about != "who"


@pytest.mark.parametrize("name", RAISABLE)
def test_a_practice_that_raises_it_gets_the_birth_date_first(name):
    after = begins(BEGIN[name], asked((name,)))
    assert not [c for c in after.commands if isinstance(c, ReadVisits)]
    assert after.session.asked is not None
    assert after.session.asked.about == "who"
    known = engine.turn(after.session, Heard(id="who", at=NOW, who=ANA))
    assert [c for c in known.commands if isinstance(c, FindPatient)]


def test_no_level_can_be_lowered():
    for rule in proof.TABLE:
        for raised in ((), RAISABLE, tuple(RULES)):
            assert proof.level(rule.name, raised) >= rule.level, rule.name


def test_what_is_for_staff_alone_always_goes_to_a_person():
    assert {Intent.CLINICAL, Intent.BALANCE, Intent.RECORDS} <= proof.STAFF_ONLY
    for intent in proof.STAFF_ONLY:
        heard = Heard(id="text", at=NOW, intents=(intent,), topics=("clinical", "balance", "records"))
        after = engine.turn(Session(introduced=True), heard)
        assert any(isinstance(c, RaiseCard) for c in after.commands), intent
        assert after.session.with_person, intent


def test_the_table_in_the_readme_is_the_one_in_the_code():
    page = drawing.PAGES[0].read_text("utf-8")
    for line in proof.markdown():
        assert line in page
    assert PRACTICE.rules.birth_date_for == ()
