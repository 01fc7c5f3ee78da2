"""What needs a person: how a card changes, what staff are told, and what they may answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cards
from bot.cards import Card
from bot.channels.segments import segments, seven_bit
from flows.words import E164, Kind, Practice

ACTS = ("take", "answer", "give_back", "resolve")
PRACTICE = Practice(
    name="Maple Street Dental",
    texting_number=E164("+15035550199"),
    front_desk_number=E164("+15035550100"),
    timezone="America/Los_Angeles",
    reasons=(),
)


def card(kind=Kind.ASKED, **changed):
    kept = {"number": 12, "conversation": "c" * 32, "practice": PRACTICE.texting_number, "phone": E164("+15035550142")}
    return Card(**(kept | {"kind": kind, "since": datetime(2026, 3, 3, 17, tzinfo=UTC)} | changed))


def test_a_card_survives_its_rest_in_the_store():
    for one in (card(), card(state="taken", taken_by="Dana"), card(since=datetime(2026, 3, 3, 17, 0, 0, 123456, tzinfo=UTC))):
        assert cards.load(cards.dump(one)) == one


def test_a_card_of_a_release_that_knew_more_is_read_all_the_same():
    assert cards.load(cards.dump(card()).replace(b'{"number"', b'{"colour":"red","number"')) == card()


def test_the_desk_sees_the_kind_the_phone_and_the_times_and_nothing_else():
    assert card(state="taken", taken_by="Dana").public() == {
        "number": 12,
        "kind": "asked for a person",
        "phone": "+15035550142",
        "since": "2026-03-03T17:00:00+00:00",
        "state": "taken",
        "taken_by": "Dana",
        "urgent": False,
    }


def test_an_emergency_and_an_unconfirmed_booking_are_urgent():
    assert {kind for kind in Kind if card(kind).public()["urgent"]} == {Kind.EMERGENCY, Kind.CRISIS, Kind.UNCONFIRMED}


@pytest.mark.parametrize("act", ["take", "answer"])
def test_who_takes_a_card_or_answers_on_it_has_it(act):
    assert cards.after(card(), act, "Dana") == card(state="taken", taken_by="Dana")


@pytest.mark.parametrize("act", ["take", "answer"])
def test_a_card_stays_with_who_took_it_first(act):
    assert cards.after(card(state="taken", taken_by="Dana"), act, "Lee").taken_by == "Dana"


@pytest.mark.parametrize("act", ["give_back", "resolve"])
def test_a_card_given_back_or_done_is_closed(act):
    assert cards.after(card(), act, "Dana") == card(state="resolved", taken_by="Dana")
    assert cards.after(card(state="taken", taken_by="Dana"), act, "Lee") == card(state="resolved", taken_by="Dana")


@pytest.mark.parametrize("act", ACTS)
def test_a_closed_card_stays_closed(act):
    closed = card(state="resolved", taken_by="Dana")
    assert cards.after(closed, act, "Lee") == closed


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(["Dana", "Lee"])), min_size=1, max_size=6))
def test_whatever_is_done_to_a_card_the_first_hand_on_it_is_named_and_doing_it_again_changes_nothing(done):
    after = card()
    for act, by in done:
        after = cards.after(after, act, by)
        assert cards.after(after, act, by) == after
    assert after.taken_by == done[0][1]
    assert after.state == ("resolved" if any(act in ("give_back", "resolve") for act, _ in done) else "taken")


def test_only_a_more_urgent_reason_is_written_onto_a_card():
    kinds = list(Kind)
    for now in kinds:
        for new in kinds:
            raised = cards.more_urgent(card(now), new)
            assert (raised is not None) is (kinds.index(new) < kinds.index(now))
            assert raised is None or raised == card(new)


@pytest.mark.parametrize("kind", Kind)
def test_an_alert_is_one_plain_segment_with_the_number_the_kind_and_what_to_reply(kind):
    text = cards.alert(card(kind, number=99999))
    assert segments(text) == 1
    assert seven_bit(text)
    assert text.startswith("URGENT ") is (kind in cards.URGENT)
    for part in (kind.value, "+15035550142", "take 99999", "done 99999"):
        assert part in text


def test_an_alert_never_teaches_a_word_that_opts_out():
    for kind in Kind:
        assert not {"stop", "cancel", "end", "quit"} & set(cards.alert(card(kind)).lower().split())


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("take 12", ("take", 12)),
        ("Take 12", ("take", 12)),
        ("TAKE #12.", ("take", 12)),
        (" take  12 ", ("take", 12)),
        ("take12", ("take", 12)),
        ("back 12!", ("give_back", 12)),
        ("done 7\n", ("resolve", 7)),
        ("done 999999999", ("resolve", 999_999_999)),
    ],
)
def test_an_order_of_staff_is_read(text, order):
    assert cards.read_order(text) == order


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "ok",
        "take",
        "take twelve",
        "take 12 13",
        "take 12 please",
        "done 1234567890",
        "done ١٢",
        "untake 12",
        "take -1",
    ],
)
def test_anything_else_is_no_order(text):
    assert cards.read_order(text) is None


@pytest.mark.parametrize("text", ["take", "done", "Take card", "done: twelve", "back one"])
def test_an_order_that_went_wrong_is_explained(text):
    assert cards.meant_as_order(text)
    assert segments(cards.NO_ORDER) == 1


@pytest.mark.parametrize(
    "text",
    ["", "ok", "thanks!", "Done for today, back on Monday", "I'm driving and will get back to you", "taken", "backup", "STOP"],
)
def test_what_a_phone_says_of_itself_is_not_answered(text):
    assert not cards.meant_as_order(text)


@pytest.mark.parametrize("now", [None, card(), card(state="taken", taken_by="phone 0142"), card(state="resolved")])
def test_staff_hear_in_one_segment_what_became_of_their_order(now):
    text = cards.answered(now, 12)
    assert "12" in text
    assert segments(text) == 1
    assert seven_bit(text)


def test_a_card_is_as_old_as_its_first_reason():
    old = card(since=datetime(2026, 3, 3, 17, tzinfo=UTC) - timedelta(days=1))
    assert cards.more_urgent(old, Kind.EMERGENCY).since == old.since
