"""An opt-out belongs to the phone: every chart on it says so, with a line of how it came about, however it was said."""

from datetime import timedelta

import pytest

from bot.pretend.office.faults import slow, unreachable
from tests.house import ANA

LATER = timedelta(minutes=1)
MINH = "+15035550104"  # who had said at the desk that texts are not welcome


async def chart(town, name):
    got = await town.http.get(f"/api/v1/patients/{town.patient(name)}", headers=headers(town))
    return got.json()["TxtMsgOk"]


async def lines(town, name):
    got = await town.http.get(f"/api/v1/commlogs?PatNum={town.patient(name)}", headers=headers(town))
    return [row["Note"] for row in got.json() if "by text" in row["Note"]]


def headers(town):
    return {
        "Authorization": f"ODFHIR {town.keys.developer_key}/{town.keys.customer_key}",
        "Content-Type": "application/json",
    }


@pytest.mark.parametrize("words", ["STOP", "take me off this list please", "ya no me manden mensajes"])
def test_every_chart_on_the_phone_is_marked_with_one_line(house, words):
    async def scene(town):
        await town.text(words)
        await town.answer(after=LATER)
        return [(await chart(town, name), await lines(town, name)) for name in ("Ana Silva", "Leo Silva")]

    for mark, notes in house(scene):
        assert mark == "No"
        assert len(notes) == 1
        assert notes[0].startswith(f"Patient asked by text for no more texts to {ANA}.")


def test_start_marks_them_again_and_touches_no_other(house):
    async def scene(town):
        await town.text("STOP")
        await town.answer(after=LATER)
        await town.text("START")
        await town.answer(after=LATER)
        return [await chart(town, name) for name in ("Ana Silva", "Leo Silva", "Minh Tran")], await lines(town, "Leo Silva")

    marks, notes = house(scene)
    assert marks == ["Yes", "Yes", "No"]
    assert len(notes) == 2
    assert any("for texts to" in note for note in notes)


def test_a_chart_that_says_so_already_is_left_alone(house):
    async def scene(town):
        await town.text("stop texting me", MINH)
        await town.answer(MINH, after=LATER)
        return await chart(town, "Minh Tran"), await lines(town, "Minh Tran")

    assert house(scene) == ("No", [])


def test_an_office_that_is_away_is_asked_again_until_it_is_written_down(house):
    async def scene(town):
        town.office.faults.always("*", unreachable())
        await town.text("STOP")
        await town.answer(after=timedelta(minutes=12))
        town.office.faults.clear()
        await town.answer(after=timedelta(minutes=12))
        return await chart(town, "Ana Silva"), await lines(town, "Ana Silva")

    mark, notes = house(scene)
    assert mark == "No"
    assert len(notes) == 1


def test_whoever_writes_next_does_not_wait_for_a_slow_office(house):
    async def scene(town):
        town.office.faults.next("GET /patients", slow(timedelta(seconds=29)))
        await town.text("STOP")
        await town.answer(after=timedelta(seconds=9))
        heard = await town.says("START", after=timedelta(seconds=5))
        await town.answer(after=timedelta(minutes=6))
        return heard, await town.cards(), await chart(town, "Ana Silva")

    heard, cards, mark = house(scene)
    assert heard
    assert (cards, mark) == ([], "Yes")


def test_an_opt_out_and_its_end_in_quick_succession_leave_the_chart_as_it_was_wished_last(house):
    async def scene(town):
        await town.text("STOP")
        await town.text("START")
        await town.answer(after=LATER)
        return await chart(town, "Ana Silva")

    assert house(scene) == "Yes"
