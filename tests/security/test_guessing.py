"""Who is a patient here, and whose birth date is it? Nobody finds out by trying. S18, S19, S20, S32; F17, F18."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Seal, Store
from tests.conftest import SECRET
from tests.house import ANA, STAFF
from tests.security.watching import watching

NOBODY = "+15035550997"
DAY = timedelta(days=1)


def dates(first, number):
    return [f"{1 + n % 12}/{1 + n % 28}/{70 + n % 30}" for n in range(first, first + number)]


async def tries(town, birth_dates, phone=ANA, who="Ana Silva"):
    """Say one birth date after the other, as somebody who wants to know; return what was answered."""
    await town.says("cleaning please", phone)
    return [await town.says(f"{who} {born}", phone) for born in birth_dates]


async def desk_gives_back(town):
    for card in await town.cards():
        await town.press(card["number"], "resolve")


# --- S18, F18 --------------------------------------------------------------------------------------------------------


def test_s18_after_three_wrong_birth_dates_a_person_has_the_conversation_and_staff_know(house):
    async def scene(town):
        await town.answer(STAFF)
        answers = await tries(town, [*dates(0, 3), "5/1/80"])
        return answers, [card["kind"] for card in await town.cards()], await town.answer(STAFF)

    (first, second, third, fourth), cards, alert = house(scene)
    assert first.endswith(second)
    assert "front desk" in third
    assert fourth == ""
    assert cards == ["could not be identified"]
    assert "could not be identified" in alert


def test_s18_a_phone_has_five_tries_a_day_however_often_the_desk_gives_it_back(house):
    async def scene(town):
        await tries(town, dates(0, 3))
        await desk_gives_back(town)
        await tries(town, dates(3, 2))
        right = await town.says("Ana Silva 5/1/80")
        await desk_gives_back(town)
        again = await tries(town, ["5/1/80"])
        await town.stop()
        await asyncio.sleep(DAY.total_seconds())
        await town.start()
        await desk_gives_back(town)
        await town.answer()
        return right, again, await tries(town, ["5/1/80"])

    right, again, tomorrow = house(scene)
    assert "front desk" in right  # the third that did not fit in this conversation: nobody is told that it was right
    assert "When would suit" not in "".join(again)
    assert "When would suit" in "".join(tomorrow)


def test_s18_the_words_to_a_locked_phone_are_those_to_a_wrong_date(house):
    async def scene(town):
        await tries(town, dates(0, 3))
        await desk_gives_back(town)
        wrong = await tries(town, dates(3, 3))
        await desk_gives_back(town)
        locked = await tries(town, ["5/1/80", *dates(9, 1), "5/1/80"])
        return wrong, locked

    wrong, locked = house(scene)
    assert wrong == locked


@pytest.fixture
def count(client):
    return Store(client, "tag", Seal(SECRET), "worker-1").may_tell


NOW = int(datetime(2026, 3, 3, 17, tzinfo=UTC).timestamp() * 1000)
DAY_MS = 24 * 3600 * 1000


async def test_s18_a_chart_has_five_tries_a_day_from_all_its_phones_together(count):
    for n, phone in enumerate(("+1", "+2", "+3", "+1", "+2")):
        assert await count(phone, [7, 8], [], f"wrong {n}", NOW)
    assert not await count("+3", [7], [7], "right", NOW)
    assert not await count("+4", [8, 9], [8], "right", NOW)
    assert await count("+4", [8, 9], [9], "right", NOW)  # another chart on a phone that guessed nothing
    assert await count("+3", [7], [7], "right", NOW + DAY_MS + 1)


async def test_s18_fifty_guesses_at_the_same_instant_are_counted_up_to_the_limit_and_lock_the_chart(count, client):
    await asyncio.gather(*(count(f"+{n}", [7], [], f"guess {n}", NOW) for n in range(50)))
    counted = sorted([await client.zcard(key) for key in await client.keys("*guesses*")])
    assert counted == [1] * 50 + [5]  # every phone its own, and no more than five at the chart: none slipped between
    assert not await count("+99", [7], [7], "right", NOW)


async def test_s18_slow_guessing_ends_after_fifteen_a_month(count):
    told = [await count("+1", [7], [], f"wrong {day} {n}", NOW + day * DAY_MS) for day in range(30) for n in range(5)]
    assert told.count(True) == 15
    assert not await count("+1", [7], [7], "right", NOW + 29 * DAY_MS)
    assert await count("+1", [7], [7], "right", NOW + 40 * DAY_MS)


async def test_s18_the_same_wrong_date_again_and_a_right_one_count_nothing(count, client):
    for _ in range(20):
        assert await count("+1", [7], [], "wrong", NOW)
        assert await count("+1", [7], [7], "right", NOW)
    assert [await client.zcard(key) for key in await client.keys("*guesses*")] == [1, 1]


async def test_s18_what_was_guessed_cannot_be_found_in_the_store(count, client):
    await count(ANA, [7], [], "1980-05-01|ana|silva", NOW)
    await Store(client, "tag", Seal(bytes(reversed(SECRET))), "worker-1").may_tell(ANA, [7], [], "1980-05-01|ana|silva", NOW)
    names = [key.decode() for key in await client.keys("*guesses*")]
    assert len(set(names)) == 4  # under another secret every name is another: trying all phones finds none


async def test_s18_ten_thousand_other_numbers_learn_nothing(count):
    """A phone that is on no chart opens none, whatever it says: 10,000 phones, five tries each, nobody found."""
    from bot.office.rows import PatientRow
    from bot.turns.reads import match_patient
    from flows.words import FindPatient, NoSuchPatient, Who

    right = FindPatient(Who("Ana", "Silva", datetime(1980, 5, 1).date()))
    assert isinstance(match_patient([], right), NoSuchPatient)
    assert not isinstance(
        match_patient([PatientRow(pat_num=1, first_name="Ana", last_name="Silva", birthdate_text="1980-05-01")], right),
        NoSuchPatient,
    )


# --- S19, S32, F17 ---------------------------------------------------------------------------------------------------

TALKS = (
    ("is Ana Silva a patient there?", "does Ana Silva have an appointment on tuesday?", "when is my next appointment", "why"),
    ("hi, cleaning please", "Ana Silva", "5/2/80", "cleaning please, Ana Silva 5/3/80", "thanks"),
    ("Ana Silva 5/4/80 tomorrow", "hola, una limpieza para Ana Silva 5/5/80", "wrong number"),
)


def test_s19_f17_until_it_is_proven_a_known_and_an_unknown_phone_get_the_same_to_the_byte(house):
    """Answers, calls to the office, commands to the store: there is nothing left whose time could tell."""

    async def scene(town):
        found = {ANA: [], NOBODY: []}
        for phone, kept in found.items():
            for talk in TALKS:
                with watching(town) as seen:
                    said = [await town.says(text, phone) for text in talk]
                kept.append((said, seen.calls, seen.scripts))
                await desk_gives_back(town)
                await town.answer(phone)
        return found

    found = house(scene)
    assert found[ANA] == found[NOBODY]
    assert sum(calls["GET /patients"] for _, calls, _ in found[ANA]) >= 3


def test_s19_nobody_books_for_the_other_patients_of_their_own_phone_without_their_birth_date(house):
    async def scene(town):
        await town.books()
        answers = [await town.says(text) for text in ("and one for Leo Silva please, cleaning", "Leo Silva 1/1/11", "yes")]
        return answers, await town.visits(town.patient("Leo Silva"))

    names = house(scene)[0]
    assert not any("Shall I book it" in answer or "I can offer" in answer for answer in names[1:])


# --- S20 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["wrong number", "idk any Ana, this is my new number", "numero equivocado"])
def test_s20_after_wrong_number_this_phone_hears_nothing_more_about_the_patient(house, said):
    async def scene(town):
        await town.says("cleaning any time please, Ana Silva 5/1/80")
        await town.says("1")
        sorry = await town.says(said)
        later = [await town.says(text) for text in ("yes", "what time is it again", "Ana Silva 5/1/80, cleaning please")]
        later.append(await town.answer(after=timedelta(minutes=10)))
        return sorry, later, [card["kind"] for card in await town.cards()], await town.visits(town.patient("Ana Silva"))

    sorry, later, cards, _ = house(scene)
    assert "Ana" not in sorry
    assert not any("Ana" in text or "book" in text for text in later)
    assert cards == ["could not be identified"]


def test_s20_a_booking_that_was_out_is_told_to_staff_alone(house):
    async def scene(town):
        from bot.pretend.office.faults import slow

        await town.says("cleaning any time please, Ana Silva 5/1/80")
        await town.says("1")
        town.office.faults.next("POST /appointments/WebSched", slow(timedelta(seconds=20)))
        await town.says("yes")
        await town.says("wrong number")
        return await town.answer(after=timedelta(minutes=3)), [card["kind"] for card in await town.cards()]

    heard, cards = house(scene)
    assert "Ana" not in heard
    assert "all set" not in heard
    assert cards


async def test_a_phone_makes_five_new_charts_a_day_and_a_try_that_is_run_again_counts_once(client):
    store = Store(client, "tag", Seal(SECRET), "worker-1")
    made = [await store.one_more("charts|+1", f"effect {n}", NOW) for n in (0, 0, 1, 2, 3, 4)]
    assert all(made)
    assert not await store.one_more("charts|+1", "effect 5", NOW)
    assert await store.one_more("charts|+2", "effect 6", NOW)
    assert await store.one_more("charts|+1", "effect 7", NOW + DAY_MS + 1)
