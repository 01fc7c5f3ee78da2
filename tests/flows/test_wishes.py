"""A wish in words, for staff to note and for the patient to check."""

from datetime import date, time

import pytest

from flows.say import wish
from flows.when import Span, When

FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("when", "english", "spanish"),
    [
        (When(), "any time", "cualquier hora"),
        (When((Span(until=time(12)),)), "mornings", "por la mañana"),
        (When((Span(from_=time(12)),)), "afternoons", "por la tarde"),
        (When((Span(weekdays=(0, 4)),)), "Mon or Fri", "lunes o viernes"),
        (
            When((Span(FRIDAY, FRIDAY, from_=time(15)),)),
            "Fri Dec 4 after 3:00 PM",
            "viernes 4 de diciembre después de las 3:00 p. m.",
        ),
        (When((Span(first=FRIDAY),)), "from Fri Dec 4", "desde el viernes 4 de diciembre"),
        (When(around=time(9)), "around 9:00 AM", "hacia las 9:00 a. m."),
        (When((Span(weekdays=(1,)),), (Span(FRIDAY, FRIDAY),)), "Tue; not Fri Dec 4", "martes; no viernes 4 de diciembre"),
    ],
)
def test_a_wish_is_worded_as_it_was_meant(when, english, spanish):
    assert wish(when, "en") == english
    assert wish(when, "es") == spanish
