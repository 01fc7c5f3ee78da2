"""Whatever an office calls its things, the file loads."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.practice import parse_practice
from bot.setup.found import Found, FoundChair, FoundReason
from bot.setup.week import Week
from bot.setup.writing import Answers, office_file

SAID = Answers(
    name="x",
    texting_number="+15035550199",
    front_desk_number="+15035550100",
    alert_numbers=("+15035550142",),
    timezone="America/Los_Angeles",
    country="US",
    today=date(2026, 11, 25),
)
NAMES = st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and any(c.isprintable() and c != " " for c in text))


@given(practice=NAMES, label=NAMES, word=NAMES, person=NAMES, offered=st.booleans())
def test_no_name_breaks_the_file(practice, label, word, person, offered):
    reasons = (
        FoundReason(label=label, name="cleaning", says={"en": (word,)}, existing=1, minutes=60, appointment_type=2),
        FoundReason(label=label, name=word, says={}, existing=3, offered=offered and word.casefold() != "cleaning"),
    )
    chair = FoundChair(provider=1, provider_name=person, operatory=2, operatory_name=label, a_week=timedelta(hours=3))
    found = Found(
        name=practice,
        phone="",
        clinic=3,
        clinic_name=label,
        booking="websched",
        languages=("en",),
        week=Week({}, (date(2026, 12, 24),), ("Christmas Day",)),
        reasons=reasons[:1] if offered else reasons,
        chairs=(chair,),
        utc_offset=None,
    )
    loaded = parse_practice(office_file(found, replace(SAID, name=practice)), "office.toml").practice
    assert loaded.name == " ".join("".join(c if c.isprintable() else " " for c in practice).split())
    assert [r.existing_patient for r in loaded.reasons] == [1]
    assert (loaded.clinic, loaded.chairs[0].operatory) == (3, 2)
