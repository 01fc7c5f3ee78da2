"""An office file says what it should, and a slip of the pen in it is one sentence that says what to write."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.practice import BadOfficeFile, OfficeFile, load_practices, parse_practice
from bot.practice.table import Table
from bot.practice.wording import preview
from flows.say import LINES, Line, render
from tests.bot.maple import MAPLE, SLOTS, maple, wrong

EXAMPLE = Path(__file__).parents[3] / "deploy" / "office.example.toml"


# --- what a file says ------------------------------------------------------------------------------------------------


def test_the_example_for_the_office_manager_loads_as_it_stands():
    (file,) = load_practices(EXAMPLE)
    cleaning = file.practice.reason("cleaning")
    assert (cleaning.existing_patient, cleaning.new_patient) == (326, 327)
    assert file.practice.texting_number == "+15035550199"
    assert date(date.today().year, 12, 25) in file.practice.closed


def test_what_is_left_out_has_a_safe_default():
    file = maple('languages = ["en", "es"]\n')
    assert file == OfficeFile(practice=file.practice)
    assert file.practice.languages == ("en",)
    assert file.practice.booking == "websched"
    assert file.practice.clinic is None
    assert file.slack.details == "none"


def test_the_way_to_the_office_may_differ_from_the_settings():
    more = (
        'opendental_customer_key_env = "OPENDENTAL_CUSTOMER_KEY_MAPLE"\nseconds_between_calls = 0.5\npage_size = 100\n[hours]'
    )
    file = maple("[hours]", more)
    assert file.customer_key_env == "OPENDENTAL_CUSTOMER_KEY_MAPLE"
    assert (file.seconds_between_calls, file.page_size) == (0.5, 100)


def test_booking_by_slots_takes_minutes_a_type_and_chairs():
    practice = maple(text=SLOTS).practice
    assert practice.booking == "slots"
    assert (practice.chairs[0].provider, practice.chairs[0].operatory) == (1, 3)


# --- what is wrong, in one sentence ----------------------------------------------------------------------------------


def test_a_misspelled_key_is_refused_with_the_one_that_was_meant():
    assert wrong("timezone", "time_zone") == 'maple.toml: time_zone is not a key here; did you mean "timezone"?'
    assert 'did you mean "existing_patient"?' in wrong("existing_patient", "existing_patients")
    assert '[hours] mondy is not a key here; did you mean "monday"?' in wrong("monday", "mondy")
    assert "[[reasons]] 1 says fr is not a key here; there are en, es." in wrong(", es =", ", fr =")


@pytest.mark.parametrize("key", ["name", "texting_number", "front_desk_number", "alert_numbers", "timezone"])
def test_a_missing_key_says_how_to_write_it(key: str):
    line = next(line for line in MAPLE.splitlines() if line.startswith(f"{key} ="))
    assert f"maple.toml: {key} is missing; write it like {key} = " in wrong(line + "\n")


def test_a_number_without_its_country_is_refused_with_what_it_would_be():
    said = wrong("+15035550199", "(503) 555-0199")
    assert said == (
        'maple.toml: texting_number holds "(503) 555-0199": '
        'write a real phone number with + and the country code, "+15035550199".'
    )


@pytest.mark.parametrize("number", ["", "call us", "+1503555", "+15031110199", "15035550199", "+1 503 555 0199"])
def test_only_a_real_number_in_its_full_form_is_taken(number: str):
    assert "texting_number" in wrong("+15035550199", number)


def test_somebody_must_be_told_when_a_person_is_needed():
    assert "alert_numbers tells nobody" in wrong('["+15035550142"]', "[]")


def test_a_time_zone_must_exist():
    assert 'did you mean "America/Los_Angeles"?' in wrong("America/Los_Angeles", "America/Los_Angles")
    assert 'timezone is "PT", which is no time zone' in wrong("America/Los_Angeles", "PT")


def test_a_language_we_do_not_speak_is_refused():
    assert 'languages holds "fr", which is not spoken here' in wrong('["en", "es"]', '["en", "fr"]')
    assert "languages is empty" in wrong('["en", "es"]', "[]")


def test_two_reasons_of_one_name_or_with_one_word_cannot_be_told_apart():
    assert 'is "Cleaning" a second time' in wrong(more='[[reasons]]\nname = "Cleaning"\nexisting_patient = 9\n')
    said = wrong(more='[[reasons]]\nname = "exam"\nsays = { en = ["Checkup"] }\nexisting_patient = 9\n')
    assert '[[reasons]] 2 says holds "checkup", which "cleaning" has too' in said


def test_a_practice_without_reasons_could_book_nothing():
    assert "[[reasons]] is missing" in wrong(MAPLE[MAPLE.index("[[reasons]]") :])


def test_web_sched_needs_a_number_of_each_reason():
    text = MAPLE.replace("existing_patient = 326\n", "").replace("new_patient = 327\n", "")
    assert '[[reasons]] 1 ("cleaning") has neither existing_patient nor new_patient' in wrong(text=text)
    assert maple("existing_patient = 326\n").practice.reasons[0].new_patient == 327


def test_slots_need_minutes_a_type_and_a_chair_for_each_reason():
    assert 'needs minutes and appointment_type, because booking is "slots"' in wrong("minutes = 30\n", text=SLOTS)
    assert "is done in no chair" in wrong('name = "cleaning"', 'name = "exam"\nnew_patient = 1\n' + EXAM_TOO, text=SLOTS)


EXAM_TOO = 'minutes = 30\nappointment_type = 2\n[[reasons]]\nname = "cleaning"'


def test_a_chair_names_reasons_of_the_file():
    chair = '[[chairs]]\nprovider = 1\noperatory = 3\nreasons = ["cleanning"]\n'
    assert '[[chairs]] 1 reasons names "cleanning", which is no reason of this file; did you mean "cleaning"?' in wrong(
        more=chair
    )
    assert "[[chairs]] 1 operatory is missing" in wrong(more="[[chairs]]\nprovider = 1\n")
    assert "a second time" in wrong(more="[[chairs]]\nprovider = 1\noperatory = 3\n" * 2)


@pytest.mark.parametrize("value", ['"326"', "0", "-1", "true", "3.5"])
def test_a_number_of_the_office_is_a_whole_number(value: str):
    assert "existing_patient must be a whole number from 1" in wrong("326", value)


def test_a_key_pasted_where_its_name_belongs_is_refused_and_not_repeated():
    said = wrong("[hours]", 'opendental_customer_key_env = "VzkmZEaUWOjnQX2z"\n[hours]')
    assert "never the key itself" in said
    assert "VzkmZEaUWOjnQX2z" not in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("seconds_between_calls = -1", "from 0 to 60"),
        ('seconds_between_calls = "1"', "from 0 to 60"),
        ("page_size = 0", "a whole number from 1"),
        ('slack_channel = "#front-desk"', "write the channel's ID"),
        ('slack_group = "@frontdesk"', "write the user group's ID"),
        ('slack_prefix = "Maple "', "at most 16 small letters"),
        ('slack_details = "some"', 'must be "none" or "full"; left out it is "none"'),
        ('booking = "online"', 'must be "websched" or "slots"'),
        ('country = "USA"', "write its two capital letters"),
        ('clinic = "3"', "a whole number from 0"),
        ('chairs = "all"', "write [[chairs]] on a line of its own"),
    ],
)
def test_other_keys_say_what_they_take(line: str, said: str):
    assert said in wrong("[hours]", f"{line}\n[hours]")


def test_a_table_written_as_a_word_is_one_sentence_too():
    hours = MAPLE[MAPLE.index("[hours]") : MAPLE.index("[[reasons]]")]
    assert "hours must be a table; write [hours] on a line of its own" in wrong(hours, 'hours = "8:00-17:00"\n')


def test_broken_toml_names_its_line_and_curly_quotes():
    assert wrong("timezone =", "timezone").startswith("maple.toml is not valid TOML: ")
    assert "line 2" in wrong('"Maple Street Dental"', "“Maple Street Dental”")
    assert "curly quotes" in wrong('"Maple Street Dental"', "“Maple Street Dental”")


# --- files and folders -----------------------------------------------------------------------------------------------


def other(number: str = "+15035550198") -> str:
    return MAPLE.replace("+15035550199", number).replace("Maple Street", "Oak Street")


def test_a_folder_is_every_office_file_in_it(tmp_path: Path):
    (tmp_path / "oak.toml").write_text(other())
    (tmp_path / "maple.toml").write_text(MAPLE)
    (tmp_path / "notes.txt").write_text("not an office")
    (tmp_path / ".maple.toml").write_text("an editor's leftover")
    assert [file.practice.name for file in load_practices(tmp_path)] == ["Maple Street Dental", "Oak Street Dental"]


def test_two_practices_cannot_share_a_texting_number(tmp_path: Path):
    (tmp_path / "maple.toml").write_text(MAPLE)
    (tmp_path / "oak.toml").write_text(other("+15035550199"))
    with pytest.raises(BadOfficeFile, match=r"^oak.toml: texting_number \+15035550199 is that of maple.toml too"):
        load_practices(tmp_path)


def test_an_alert_must_not_go_to_a_number_the_bot_answers(tmp_path: Path):
    (tmp_path / "maple.toml").write_text(MAPLE)
    (tmp_path / "oak.toml").write_text(other().replace("+15035550142", "+15035550199"))
    with pytest.raises(BadOfficeFile, match=r"^oak.toml: alert_numbers holds \+15035550199"):
        load_practices(tmp_path)


def test_a_folder_without_office_files_or_a_path_to_nothing_says_what_to_do(tmp_path: Path):
    with pytest.raises(BadOfficeFile, match=r"holds no office file: copy deploy/office.example.toml"):
        load_practices(tmp_path)
    with pytest.raises(BadOfficeFile, match="CHAIRSIDE_OFFICES"):
        load_practices(tmp_path / "nowhere.toml")


def test_a_file_saved_by_notepad_loads_and_one_in_another_encoding_says_so(tmp_path: Path):
    path = tmp_path / "maple.toml"
    path.write_bytes(b"\xef\xbb\xbf" + MAPLE.replace("\n", "\r\n").encode())
    assert load_practices(path)[0].practice.name == "Maple Street Dental"
    path.write_bytes(MAPLE.replace("limpieza", "revisión").encode("cp1252"))
    with pytest.raises(BadOfficeFile, match="is not in UTF-8"):
        load_practices(path)


def test_a_practice_that_books_by_slots_is_started(tmp_path: Path):
    (tmp_path / "maple.toml").write_text(SLOTS.replace("existing_patient = 326\nnew_patient = 327\n", ""))
    (file,) = load_practices(tmp_path)
    assert [reason.name for reason in file.practice.bookable] == ["cleaning"]


def test_a_length_that_the_office_cannot_write_down_is_named():
    assert "is 32: the office counts a visit in fives" in wrong("minutes = 30", "minutes = 32", text=SLOTS)


# --- rules, answers and wording of its own ---------------------------------------------------------------------------


def example_with_everything() -> str:
    """The example with every key that it offers behind a "# " taken in."""
    offered = re.compile(r"^# (?=(\[+[a-z_.]+\]+$|\w+ = ))", re.MULTILINE)
    return offered.sub("", EXAMPLE.read_text())


def test_every_key_that_the_example_offers_can_be_taken_in():
    practice = parse_practice(example_with_everything(), "office.example.toml", today=date(2026, 3, 2)).practice
    assert practice.rules.people_within == timedelta(minutes=60)
    assert practice.rules.give_back_after == timedelta(hours=24)
    assert practice.rules.birth_date_for == ("cancel",)
    assert practice.urgent_reason is not None
    assert practice.urgent_reason.name == "toothache"
    assert practice.answer("parking", "es")
    assert practice.answer("insurance", "es") is None
    assert practice.wording["en"]["tooth_out"].startswith("Put the tooth in milk")


def test_every_key_that_a_file_may_hold_is_explained_in_the_example(monkeypatch):
    known: set[str] = set()
    allow = Table.allow

    def noted(table: Table, keys: Sequence[str]) -> None:
        if "[wording]" not in table.title or not table.title.endswith((" en ", " es ")):  # `chairside wording` prints those
            known.update(keys)
        allow(table, keys)

    monkeypatch.setattr(Table, "allow", noted)
    text = example_with_everything()
    parse_practice(text, "office.example.toml", today=date(2026, 3, 2))
    assert {"name", "reasons", "urgent", "operatory", "holidays", "forget_after_days", "role"} <= known
    assert {key for key in known if not re.search(rf"\b{key} = |^\[+{key}[\].]", text, re.MULTILINE)} == set()


def test_proof_can_only_be_raised():
    assert 'birth_date_for holds "confirm", which cannot be raised' in wrong(more='[rules]\nbirth_date_for = ["confirm"]\n')
    assert 'holds "book", which cannot be raised' in wrong(more='[rules]\nbirth_date_for = ["book"]\n')


def test_an_answer_of_its_own_needs_words_that_ask_for_it():
    said = wrong(more='[answers.dogs]\nen = "Yes."\n')
    assert "[answers] dogs words is missing, so nothing asks for it" in said
    assert maple(more='[answers.dogs]\nwords = { en = ["dog"] }\nen = "Yes."\n').practice.answers[0].words == {"en": ("dog",)}


@pytest.mark.parametrize("kind", ["clinical", "pain", "emergency", "balance", "records"])
def test_no_file_answers_what_only_a_person_may(kind: str):
    assert "such a question always goes to a person" in wrong(more=f'[answers.{kind}]\nen = "Take two aspirin."\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Reply CANCEL if you can't come.", 'says "CANCEL", which the carrier takes for STOP'),
        ("Reply STOP to end.", 'says "STOP", which ends all texts'),
        ("See bit.ly/x1 for the map.", "carriers filter short links"),
        ("See http://maple.example/map.", "which is not private; write https://"),
        (
            "Aparcamiento gratis detrás, " + "a" * 240,
            "takes 4 segments, and 2 is the most; say it shorter (without á a segment",
        ),
    ],
)
def test_an_answer_is_linted(text: str, said: str):
    assert said in wrong(more=f'[answers.parking]\nen = "{text}"\n')


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("bokked", "All set.", 'bokked is not a key here; did you mean "booked"?'),
        ("booked", "All set, {first}.", "leaves out {when}, without which it says nothing"),
        ("booked", "All set: {first}, {when}, {tooth}.", "holds {tooth}, which is not known there"),
        ("booked", "All set: {first}, {when:%H}.", "curly bracket"),
        ("booked", "All set: {first}, {when.year}.", "curly bracket"),
        ("booked", "Your crown visit, {first}: {when}.", 'says "crown": a text says nothing of treatment'),
        ("booked", "Okay? All set? {first}, {when}.", "asks two questions"),
        ("emergency", "Please call us: {desk}.", 'must say "911"'),
        ("opted_out", "You get no more texts. Call {desk}. START to rejoin.", 'must say "{practice}"'),
        (
            "booked",
            "{first}, {when}. " + "We look forward to it. " * 15,
            "takes 3 segments when it is filled in, and 2 is the most",
        ),
    ],
)
def test_a_practices_own_wording_is_linted(key: str, text: str, said: str):
    assert said in wrong(more=f'[wording.en]\n{key} = "{text}"\n')


def test_a_practices_own_wording_is_what_its_patients_hear():
    practice = maple(more='[wording.en]\ngood_to_know = "Glad to hear that at {practice}."\n').practice
    at = datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert render(Line("good_to_know"), "en", practice, at) == "Glad to hear that at Maple Street Dental."
    assert render(Line("good_to_know"), "es", practice, at) == "Me alegra saberlo."


def test_the_preview_shows_every_sentence_in_every_language_with_its_cost():
    practice = maple(more='[wording.en]\ngood_to_know = "Glad."\n').practice
    shown = list(preview(practice))
    assert len(shown) == 2 * len(LINES)
    own = [line for line in shown if line.own]
    assert [(line.key, line.lang, line.text, line.segments, line.alphabet) for line in own] == [
        ("good_to_know", "en", "Glad.", 1, "GSM-7")
    ]
    assert not any("{" in line.text for line in shown)
